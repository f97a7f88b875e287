"""The list of holds when there are many."""

from __future__ import annotations

import pytest

from bodymap.core.hold.records import Begun, Ended
from bodymap.core.hold.sessions import Session
from bodymap.ui import hold_host
from bodymap.ui.hold.sessions_page import SessionsPage
from tests.hold_ui.test_saving import BEGUN
from tests.ui.conftest import click

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def many(count: int) -> list[Session]:
    fields = {name: getattr(BEGUN, name) for name in Begun.__struct_fields__}
    return [Session(Begun(**fields | {"session": f"s{n}"}), (), None) for n in range(count)]


def test_a_long_list_says_what_it_leaves_out_and_shows_it_when_asked(driven, monkeypatch, qtbot):
    monkeypatch.setattr(hold_host, "MOST_LISTED", 3)
    journal = driven.host.journal()
    for session in many(7):
        journal.write(session.begun, Ended(session=session.id, reason="complete"))
    assert journal.flush(5)
    driven.host.show_sessions()
    page = driven.view.list
    assert len(page.shown) == 3
    assert page.note.text() == "The newest 3 of 7 are listed."
    page.choose(page.shown[1])
    chosen = page.shown[1]
    click(qtbot, page.older)
    assert len(page.shown) == 6
    assert page.summary.session.id == chosen
    click(qtbot, page.older)
    assert len(page.shown) == 7
    assert not page.older.isVisible()
    assert "newest" not in page.note.text()
    page.choose(page.shown[-1])
    click(qtbot, page.remove)
    assert len(page.shown) == 6
    assert not page.older.isVisible()
    driven.host.leave()
    driven.host.show_sessions()
    assert len(page.shown) == 3, "opened anew it is short again"


def test_a_short_list_says_nothing_of_it(qtbot):
    page = SessionsPage()
    qtbot.addWidget(page)
    page.show()
    page.show_sessions(many(5))
    assert len(page.shown) == 5
    assert page.note.text() == ""
    assert not page.older.isVisible()
