"""What is written on a hold: kept as it is typed, found again, copied, and carried on by an older program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from bodymap.core.hold.journal import Journal
from bodymap.core.hold.journal_lines import newest
from bodymap.core.hold.records import Ended, Noted, Removed, line_of
from bodymap.core.hold.sessions import read_sessions
from bodymap.core.hold.tidying import packed
from bodymap.ui import theme
from tests.hold_ui.test_list import KEPT
from tests.ui.conftest import click

if TYPE_CHECKING:
    from bodymap.core.presentation import Scheme
    from tests.hold_ui.conftest import Driven

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(driven):
    journal = driven.host.journal()
    for session in KEPT:
        journal.write(session.begun, Ended(session=session.id, reason="complete"))
    assert journal.flush(5)
    driven.host.show_sessions()
    return driven.view.list


def kept(driven, session: str) -> Noted | None:
    assert driven.host.journal().flush(5)
    (found,) = (one for one in read_sessions(driven.host.journal().folder).sessions if one.id == session)
    return found.noted


def test_what_is_typed_is_kept_soon_without_being_asked_for(driven, page, qtbot):
    page.choose("two")
    qtbot.keyClicks(page.notes.mark, "card 17")
    qtbot.keyClicks(page.notes.note, "slept well")
    qtbot.waitUntil(lambda: kept(driven, "two") is not None)
    noted = kept(driven, "two")
    assert (noted.mark, noted.note, noted.before, noted.after) == ("card 17", "slept well", None, None)
    assert kept(driven, "one") is None


def test_pain_before_and_after_is_optional_and_nought_is_a_word(driven, page):
    page.choose("two")
    for scale, value in ((page.notes.before, "7"), (page.notes.after, "0")):
        scale.setCurrentIndex(scale.findText(value))
        scale.activated.emit(scale.currentIndex())
    noted = kept(driven, "two")
    assert (noted.before, noted.after) == (7, 0)


def test_another_row_keeps_first_and_shows_its_own(driven, page, qtbot):
    page.choose("two")
    qtbot.keyClicks(page.notes.mark, "first")
    page.choose("one")
    assert page.notes.mark.text() == ""
    assert kept(driven, "two").mark == "first"
    page.choose("two")
    assert page.notes.mark.text() == "first"


def test_it_is_there_when_the_list_is_opened_anew_and_found_by_its_words(driven, page, qtbot):
    page.choose("two")
    qtbot.keyClicks(page.notes.note, "Slept well")
    driven.host.leave()
    driven.host.show_sessions()
    qtbot.keyClicks(page.search, "slept")
    assert list(page.shown) == ["two"]
    assert page.notes.note.toPlainText() == "Slept well"


def test_it_is_copied_with_the_text(driven, page, qtbot):
    page.choose("two")
    qtbot.keyClicks(page.notes.mark, "card 17")
    page.notes.before.setCurrentIndex(5)
    page.notes.keep()
    click(qtbot, page.summary.copy_text)
    said = QApplication.clipboard().text()
    assert "Scalenes TrP1" in said
    assert "card 17" in said
    assert "Pain before: 4." in said
    assert "Pain after" not in said


def test_a_hold_takes_its_note_where_it_ends_and_the_list_and_its_page_agree(driven, qtbot):
    view = driven.open()
    for _ in range(2):
        driven.key(Qt.Key.Key_Space)
    driven.until("done")
    driven.see_after()
    qtbot.keyClicks(view.after.notes.mark, "card 17")
    click(qtbot, view.after.list_button)
    assert view.page is view.list
    assert view.list.notes.mark.text() == "card 17"
    view.list.notes.mark.setText("card 18")
    view.list.leave()
    assert view.after.notes.mark.text() == "card 18"
    click(qtbot, view.after.summary.copy_text)
    assert "card 18" in QApplication.clipboard().text()
    assert kept(driven, view.run.session.id).mark == "card 18"


def test_what_was_removed_takes_its_notes_along(driven, page, qtbot):
    page.choose("two")
    qtbot.keyClicks(page.notes.mark, "card 17")
    page.notes.keep()
    click(qtbot, page.remove)
    page.leave()
    journal = driven.host.journal()
    assert journal.flush(5)
    qtbot.waitUntil(lambda: not [f for f in journal.folder.iterdir() if b"card 17" in f.read_bytes()])


def written(session: str, *more) -> bytes:
    (begun,) = (one.begun for one in KEPT if one.id == session)
    return b"".join(map(line_of, (begun, Ended(session=session, reason="complete"), *more)))


def test_packing_keeps_the_newest_note(tmp_path):
    path = tmp_path / "sessions-1.jsonl"
    notes = [Noted(session="one", at=f"2026-11-2{day}T10:00:00+00:00", note=f"day {day}") for day in (1, 3, 2)]
    path.write_bytes(written("one", *notes))
    once = b"".join(packed(path, frozenset()))
    path.write_bytes(once)
    assert b"".join(packed(path, frozenset())) == once
    assert once.count(b"\n") == 2
    (session,) = read_sessions(tmp_path).sessions
    assert session.noted == notes[1] == newest(*notes)


def test_a_note_written_by_another_window_is_found(tmp_path):
    (tmp_path / "sessions-1.jsonl").write_bytes(written("one"))
    note = Noted(session="one", at="2026-11-21T10:00:00+00:00", mark="here")
    (tmp_path / "sessions-2.jsonl").write_bytes(line_of(note))
    assert read_sessions(tmp_path).sessions[0].noted == note
    journal = Journal(tmp_path)
    assert journal.wait_until_ready(5)
    journal.close(5)
    assert read_sessions(tmp_path).sessions[0].noted == note
    (tmp_path / "sessions-3.jsonl").write_bytes(line_of(Removed(session="one")))
    assert read_sessions(tmp_path).sessions == ()


def test_a_version_that_knows_no_notes_keeps_them(tmp_path):
    """As this one keeps a kind of record that it does not know, in its place and byte for byte."""
    path = tmp_path / "sessions-1.jsonl"
    from zlib import crc32

    body = json.dumps({"kind": "noted-otherwise", "session": "one", "at": "x"}, separators=(",", ":")).encode()
    line = b'{"crc":"%08x","record":%b}\n' % (crc32(body), body)
    path.write_bytes(written("one") + line)
    assert line in list(packed(path, frozenset()))
    assert line not in list(packed(path, frozenset({"one"})))


def test_the_notes_take_the_colours_of_the_window(driven: Driven) -> None:
    view = driven.open()
    notes = view.after.notes
    schemes: tuple[tuple[Scheme, theme.Colours], ...] = (("dark", theme.DARK), ("light", theme.LIGHT))
    for scheme, shade in schemes * 2:
        driven.window.presentation.use_scheme(scheme)
        assert theme.colours(notes) is shade
        for field in (notes.mark, notes.note, notes.before):
            field.ensurePolished()
            assert shade.raised in field.styleSheet()
            assert field.palette().color(field.backgroundRole()).name() == QColor(shade.raised).name()
