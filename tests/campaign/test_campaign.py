"""A short run of each campaign; the long ones are a command."""

from __future__ import annotations

from tests.campaign import state_files


def test_broken_state_files_lose_nothing(qapp) -> None:
    report = state_files.run(120, seed=8)
    assert report.tries == {"journals": 80, "settings": 40}
    assert report.faults == [], str(report)
