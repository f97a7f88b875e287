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


def made(session: str, **fields) -> Session:
    return Session(
        Begun(**{name: getattr(BEGUN, name) for name in Begun.__struct_fields__} | {"session": session} | fields),
        (),
        None,
    )


KEPT = [
    made("one"),
    made("two", point_id="scalenes-1", title="Scalenes TrP1", side="left"),
    made("three", point_id="scalenes-1", title="Scalenes TrP1", practice=True),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [("", ["one", "two", "three"]), ("scal", ["two", "three"]), ("SCALENES left", ["two"]), ("nobody", [])],
)
def test_holds_are_found_by_what_their_row_says(qtbot, text, found):
    page = SessionsPage()
    qtbot.addWidget(page)
    page.show()
    page.show_sessions(KEPT)
    qtbot.keyClicks(page.search, text)
    assert list(page.shown) == found
    assert page.summary.isVisible() == bool(found)
    assert ("No hold" in page.note.text()) == (not found)
    if found:
        assert page.summary.session.id == found[0]
        assert page.rows[found[0]].isChecked()


@pytest.mark.parametrize(("kind", "found"), [("practice", ["three"]), ("clients", ["one", "two"])])
def test_practice_stands_apart(qtbot, kind, found):
    page = SessionsPage()
    qtbot.addWidget(page)
    page.show()
    page.show_sessions(KEPT)
    click(qtbot, page.kind.segments[kind])
    assert list(page.shown) == found
    click(qtbot, page.kind.segments["all"])
    assert len(page.shown) == len(KEPT)


def test_what_is_hidden_by_a_search_cannot_be_removed_by_mistake(qtbot):
    page = SessionsPage()
    qtbot.addWidget(page)
    page.show()
    page.show_sessions(KEPT)
    qtbot.keyClicks(page.search, "left")
    gone: list[str] = []
    page.removed.connect(gone.append)
    click(qtbot, page.remove)
    page.leave()
    assert gone == ["two"]


def test_a_row_lights_its_point_and_side_beside_the_list(driven, qtbot):
    journal = driven.host.journal()
    for session in KEPT:
        journal.write(session.begun, Ended(session=session.id, reason="complete"))
    assert journal.flush(5)
    driven.host.show_sessions()
    page = driven.view.list
    click(qtbot, page.rows["two"])
    (lit,) = driven.window.store.state.lit
    assert (lit.point_id, lit.side) == ("scalenes-1", "left")
    qtbot.wait(50)
    assert driven.host.is_open
    assert driven.view.page is page
