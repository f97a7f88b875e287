"""A short run of each campaign; the long ones are a command."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMessageBox

from tests.campaign import acts, state_files, world

if TYPE_CHECKING:
    from random import Random

    from tests.campaign.world import World


def test_broken_state_files_lose_nothing(qapp) -> None:
    report = state_files.run(120, seed=8)
    assert report.tries == {"journals": 80, "settings": 40}
    assert report.faults == [], str(report)


def test_random_acts_in_the_real_window(qapp) -> None:
    report = acts.run(200, seed=8)
    assert sum(report.tries.values()) == 200
    assert report.faults == [], str(report)


def test_an_act_that_waits_for_an_answer_is_broken_off_and_told(qapp, monkeypatch) -> None:
    def ask(world: World, dice: Random) -> None:
        QMessageBox.question(world.window, "Sure?", "Nobody is here to say so.")

    monkeypatch.setattr(world, "LONGEST_ACT_S", 0.3)
    monkeypatch.setattr(acts, "ACTS", {ask: 1})
    told = acts._walk(8, 0, range(1))
    assert len(told) == 1
    assert "ask: an act waits for <PySide6.QtWidgets.QMessageBox" in told[0]
    assert "test_campaign.py" in told[0]


def test_a_dialog_that_stops_everything_is_told(qapp, monkeypatch) -> None:
    def ask(world: World, dice: Random) -> None:
        QDialog(world.window).exec()

    monkeypatch.setattr(acts, "ACTS", {ask: 1})
    assert acts._walk(8, 0, range(1)) == ["act 0, ask: QDialog stops everything until it is answered"]


def test_what_grows_while_acts_are_done_again_is_told(qapp, monkeypatch) -> None:
    def leave_something(world: World, dice: Random) -> None:
        QObject(world.window)

    monkeypatch.setattr(acts, "ACTS", {leave_something: 1})
    monkeypatch.setattr(acts, "_HALF", 4)
    monkeypatch.setattr(world.World, "use_everything", world.World.rest)
    told = acts._walk(8, 3, range(8))
    assert len(told) == 1
    assert "('QObject in MainWindow', 4)" in told[0]


def test_a_file_that_stays_open_is_told(qapp, monkeypatch, tmp_path) -> None:
    with ExitStack() as opened:

        def leave_open(world: World, dice: Random) -> None:
            opened.enter_context((tmp_path / "x").open("w"))

        monkeypatch.setattr(acts, "ACTS", {leave_open: 1})
        (told,) = acts._walk(8, 0, range(1))
    assert told.startswith("threads and open files were")


def test_what_is_opened_elsewhere_is_noticed(tmp_path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "elsewhere.txt").write_text("not for you")
    told: list[str] = []
    with state_files.watched(tmp_path / "own", told):
        (tmp_path / "own" / "mine.txt").write_text("fine")
        (tmp_path / "elsewhere.txt").read_text()
    assert told == [f"opened {tmp_path / 'elsewhere.txt'}"]
