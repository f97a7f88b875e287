"""Closing while the disk refuses: one question, three ways, and nothing lost without a word."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.hold import journal as journal_module
from bodymap.core.hold.journal import default_folder
from bodymap.core.hold.session_file import write_all
from bodymap.core.hold.sessions import read_sessions
from bodymap.ui import hold_host as host_module
from bodymap.ui.hold.unwritten import UnwrittenDialog
from tests.hold_ui.test_stop import run_to

if TYPE_CHECKING:
    from tests.hold_ui.conftest import Driven

K = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Disk:
    """A disk that can be full."""

    full = False

    def write(self, file: int, data: bytes) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_all(file, data)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    one = Disk()
    monkeypatch.setattr(journal_module, "write_all", one.write)
    monkeypatch.setattr(journal_module, "RETRY_EVERY_S", 0.02)
    monkeypatch.setattr(host_module, "_CLOSE_S", 0.2)
    return one


def answer(*acts) -> list[UnwrittenDialog]:
    """Do this to the dialog, one act after the other, once it is there; return the dialogs that came."""
    asked: list[UnwrittenDialog] = []
    left = list(acts)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, UnwrittenDialog):
            if dialog not in asked:
                asked.append(dialog)
            try:
                left.pop(0)(dialog)
            except BaseException:
                dialog.done(0)
                raise
        if left:
            QTimer.singleShot(30, look)

    QTimer.singleShot(30, look)
    return asked


def press(key):
    return lambda dialog: QTest.keyClick(dialog.focusWidget(), key)


def hold_then_fill(driven: Driven, disk: Disk) -> None:
    run_to(driven, "sink")
    assert driven.host.journal().flush()
    disk.full = True
    driven.key(K.Key_4)
    driven.wait(1)


def test_closing_asks_and_another_try_saves_all(driven: Driven, disk: Disk):
    hold_then_fill(driven, disk)
    said = []

    def room_comes(dialog):
        said.append(dialog.words.text())
        disk.full = False
        QTest.keyClick(dialog.focusWidget(), K.Key_Return)

    asked = answer(press(K.Key_Return), room_comes)
    assert driven.window.close()
    assert len(asked) == 1, "asked once"
    assert said[0].startswith("That did not help")
    assert "No space left on device" in said[0]
    (kept,) = read_sessions(default_folder()).sessions
    assert kept.ended is not None
    assert kept.ended.reason == "stop"
    assert kept.samples == driven.state.samples


def test_closing_can_save_elsewhere_and_the_file_is_one_of_the_list(driven: Driven, disk: Disk, tmp_path):
    hold_then_fill(driven, disk)
    asked = answer(lambda dialog: dialog.save_to(tmp_path / "sessions-saved.jsonl"))
    assert driven.window.close()
    assert len(asked) == 1
    (kept,) = read_sessions(default_folder()).sessions
    assert len(kept.samples) < len(driven.state.samples)
    (tmp_path / "sessions-saved.jsonl").rename(default_folder() / "sessions-saved.jsonl")
    (kept,) = read_sessions(default_folder()).sessions
    # This clock stands still between keys, so that two samples can be the same in all; those count once.
    assert kept.samples == tuple(dict.fromkeys(driven.state.samples))


def test_a_place_that_takes_nothing_either_is_said(driven: Driven, disk: Disk, tmp_path):
    hold_then_fill(driven, disk)
    said = []

    def nowhere(dialog):
        dialog.save_to(tmp_path / "none" / "x.jsonl")
        said.append(dialog.words.text())

    answer(nowhere, press(K.Key_Escape))
    assert not driven.window.close()
    assert "none/x.jsonl” could not be written" in said[0]
    disk.full = False
    assert driven.host.journal().flush()
    assert driven.window.close()


def test_escape_keeps_the_window_and_closing_stays_possible(driven: Driven, disk: Disk, qtbot):
    hold_then_fill(driven, disk)
    answer(press(K.Key_Escape))
    assert not driven.window.close()
    assert driven.window.isVisible()
    assert driven.state.phase == "stopped"
    qtbot.waitUntil(lambda: driven.view.page is driven.view.after, timeout=3000)
    # By the keyboard alone: past "Try again" and "Save elsewhere".
    answer(press(K.Key_Tab), press(K.Key_Tab), press(K.Key_Space))
    assert driven.window.close()
    assert not driven.window.isVisible()


def test_nothing_is_asked_where_nothing_is_unwritten(driven: Driven, disk: Disk):
    run_to(driven, "sink")
    driven.key(K.Key_Escape)
    assert driven.host.journal().flush()
    disk.full = True
    asked = answer()
    assert driven.window.close()
    assert asked == []


def test_the_question_can_be_heard(driven: Driven, disk: Disk):
    hold_then_fill(driven, disk)
    heard = []

    def listen(dialog):
        for widget in (dialog, dialog.again, dialog.elsewhere, dialog.anyway):
            face = QAccessible.queryAccessibleInterface(widget)
            heard.append((face.text(QAccessible.Text.Name), face.text(QAccessible.Text.Description)))
        dialog.accept()

    answer(listen)
    assert driven.window.close()
    assert [name for name, _ in heard] == [
        "Holds are not written yet",
        "Try again",
        "Save elsewhere…",
        "Close anyway",
    ]
    assert "No space left on device" in heard[0][1]


def test_the_list_says_what_it_cannot_read_and_what_is_newer(driven: Driven, qtbot):
    from tests.hold.test_journal_faults import NEWER_KIND, whole

    folder = default_folder()
    folder.mkdir(parents=True)
    from bodymap.core.hold.records import line_of

    (folder / "sessions-7.jsonl").write_bytes(b"".join(map(line_of, whole("one"))) + NEWER_KIND + b"\n")
    (folder / "sessions-8.jsonl").mkdir()
    driven.host.show_sessions()
    assert driven.view.list.shown == ("one",)
    told = driven.window.workspace.messages.messages
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "sessions-8.jsonl" in told[0].summary
    assert "newer bodymap" in told[1].summary
