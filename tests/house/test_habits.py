"""The ways into the house: make, and the seeds of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.house.test_release import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FAILS = """
from hypothesis import given, strategies as st

@given(st.integers())
def test_it(n):
    assert n < 1000
"""


def planned(target: str) -> list[str]:
    """Return what make would run for a target in a fresh clone."""
    make = shutil.which("make")
    assert make is not None
    done = subprocess.run(
        [make, "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [line for line in done.stdout.splitlines() if " sync " in line]


def test_to_run_the_program_brings_no_developer_tools() -> None:
    (sync,) = planned("run")
    assert "--no-default-groups" in sync
    assert "--group" not in sync
    (sync,) = planned("test")
    assert "--no-default-groups" not in sync


def test_fresh_seeds_print_what_brings_a_failure_back(tmp_path: Path) -> None:
    file = tmp_path / "test_failing.py"
    file.write_text(FAILS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-q", str(file)],
        cwd=ROOT, env={**os.environ, "HYPOTHESIS_PROFILE": "fresh"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "@reproduce_failure(" in done.stdout
