"""What a release says of itself is the same everywhere it says it."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import bodymap

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def load(path: Path) -> ModuleType:
    """Import a script that is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def release_notes() -> ModuleType:
    return load(ROOT / "scripts" / "release_notes.py")


def test_every_place_says_the_same_version(release_notes: ModuleType) -> None:
    assert set(release_notes.versions().values()) == {bodymap.__version__}


def test_notes_are_the_section_of_the_version_and_no_more(release_notes: ModuleType) -> None:
    changelog = "# Changelog\n\n## [Unreleased]\n- soon\n\n## [1.2.0] - 2027-01-31\n- new\n\n## [1.1.0]\n- old\n"
    assert release_notes.notes_of("1.2.0", changelog) == "- new"
    assert release_notes.notes_of("1.1.0", changelog) == "- old"
    assert release_notes.notes_of("1.2", changelog) == ""


def test_a_tag_that_does_not_fit_is_refused_with_every_place(
    release_notes: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["release_notes.py", "v99.0.0"])
    assert release_notes.main() == 1
    told = capsys.readouterr()
    assert told.out == ""
    for place in (*release_notes.versions(), "CHANGELOG.md"):
        assert place in told.err


def test_the_public_checks_run_every_python_that_is_promised() -> None:
    promised = {c.rpartition(" ")[2] for c in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d+$", c)}
    checks = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")
    matrix = re.search(r"python: \[(.+)\]", checks)
    assert matrix is not None
    assert set(re.findall(r"3\.\d+", matrix[1])) == promised
    low, high = re.findall(r"3\.(\d+)", PROJECT["requires-python"])
    assert {f"3.{minor}" for minor in range(int(low), int(high))} == promised


def test_everybody_uses_the_same_uv() -> None:
    wanted = re.search(r"^UV_VERSION := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert wanted is not None
    workflows = list((ROOT / ".github" / "workflows").glob("*.yml"))
    named = [re.findall(r'UV_VERSION: "(.+)"', file.read_text(encoding="utf-8")) for file in workflows]
    assert {version for versions in named for version in versions} == {wanted[1]}
