"""A short run of each campaign; the long ones are a command."""

from __future__ import annotations

from tests.campaign import acts, state_files


def test_broken_state_files_lose_nothing(qapp) -> None:
    report = state_files.run(120, seed=8)
    assert report.tries == {"journals": 80, "settings": 40}
    assert report.faults == [], str(report)


def test_random_acts_in_the_real_window(qapp) -> None:
    report = acts.run(200, seed=8)
    assert sum(report.tries.values()) == 200
    assert report.faults == [], str(report)


def test_what_is_opened_elsewhere_is_noticed(tmp_path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "elsewhere.txt").write_text("not for you")
    told: list[str] = []
    with state_files._watched(tmp_path / "own", told):
        (tmp_path / "own" / "mine.txt").write_text("fine")
        (tmp_path / "elsewhere.txt").read_text()
    assert told == [f"opened {tmp_path / 'elsewhere.txt'}"]
