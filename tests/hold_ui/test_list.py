"""The list of holds when there are many."""

from __future__ import annotations

import pytest

from bodymap.core.hold.records import Begun
from bodymap.core.hold.sessions import Session
from bodymap.ui.hold import sessions_page
from bodymap.ui.hold.sessions_page import SessionsPage
from tests.hold_ui.test_saving import BEGUN
from tests.ui.conftest import click

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def many(count: int) -> list[Session]:
    fields = {name: getattr(BEGUN, name) for name in Begun.__struct_fields__}
    return [Session(Begun(**fields | {"session": f"s{n}"}), (), None) for n in range(count)]


def test_a_long_list_says_what_it_leaves_out_and_shows_it_when_asked(qtbot, monkeypatch):
    monkeypatch.setattr(sessions_page, "_MOST", 3)
    page = SessionsPage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.show_sessions(many(7), damage=2)
    assert page.shown == ("s0", "s1", "s2")
    assert page.note.text().startswith("The newest 3 of 7 are listed. 2 lines")
    click(qtbot, page.older)
    assert len(page.shown) == 6
    click(qtbot, page.older)
    assert page.shown == tuple(f"s{n}" for n in range(7))
    assert not page.older.isVisible()
    assert "newest" not in page.note.text()
    page.choose("s6")
    click(qtbot, page.remove)
    assert len(page.shown) == 6
    page.show_sessions(many(7))
    assert len(page.shown) == 3, "opened anew it is short again"


def test_a_short_list_says_nothing_of_it(qtbot):
    page = SessionsPage()
    qtbot.addWidget(page)
    page.show()
    page.show_sessions(many(5))
    assert len(page.shown) == 5
    assert page.note.text() == ""
    assert not page.older.isVisible()
