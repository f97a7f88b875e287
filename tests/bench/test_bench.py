"""The benchmark runs; what it measures depends on the machine and is not tested."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.stats import times, wait_line
from bench.worth import Trial

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("start", "--rounds", "1"), "first painted frame / empty QMainWindow"),
        (("window", "--synthetic", "--clicks", "3"), "click to flushed highlight / bare widget, p50"),
        (("ranking",), "ranking of a painting, p50 / p99"),
        (("worth", "--cases", "2"), "redrawn (0.62): muscle first / in three"),
        (("curve",), "hold curve, a frame after ten minutes, p50 / p99"),
        (("growth", "--growth", "1", "--clicks", "3"), "1 x the points"),
    ],
)
def test_the_benchmark_runs(arguments, says):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "bench", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert says in done.stdout


def test_every_pain_can_be_drawn_where_a_point_has_no_main_area_too():
    trial = Trial()
    assert any(not point.referral.essential for point in trial.points)
    assert all(trial.pain(point, wide=False) for point in trial.points)


def test_middle_and_tail():
    measured = times([n / 1000 for n in range(1, 101)])
    assert (measured.p50, measured.p99) == (51, 100)


def test_a_wait_at_which_nothing_changes_is_no_time_and_never_met():
    assert str(wait_line("side", [10.0, 20.0, 30.0], 5.0, 33)).startswith("ok")
    partly, never = wait_line("side", [10.0, None, 30.0], 5.0, 33), wait_line("side", [None, None], 5.0, 33)
    assert not partly.met
    assert "unseen 1 of 3" in partly.figure
    assert not never.met
    assert "nothing on the screen changed" in never.figure
    assert "nan" not in f"{partly}{never}"
