"""With both of the patient's sides shown, what is chosen by its name is lit, told and taken away on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bodymap.core.state import LitPoint, Spot, spots_of
from bodymap.ui import theme
from bodymap.ui.export.client_page import ClientPage
from bodymap.ui.finder import list_models
from bodymap.ui.panel.compare_page import Badge
from bodymap.ui.record.parts import PointRow
from tests.ui.conftest import click
from tests.ui.test_finder import click_row
from tests.ui.test_panel import said
from tests.ui.test_taking import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow

POINT, OTHER = "infraspinatus-1", "soleus-1"
BOTH = spots_of(POINT, "both")


@pytest.fixture
def both(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with both sides shown, and a point chosen from the finder's list."""
    window.store.choose_side("both")
    choose(window, qtbot, POINT)
    return window


def choose(window: MainWindow, qtbot: QtBot, point_id: str, held=Qt.KeyboardModifier.NoModifier) -> None:
    finder = window.workspace.finder
    row = finder._rows.find("point", point_id)
    finder.tree.expand(row.parent())
    QApplication.processEvents()
    click_row(qtbot, finder, row, held)
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.topic is not None and panel.topic.lit == window.store.state.lit)


def test_a_point_from_the_list_is_lit_on_both(both: MainWindow, qtbot: QtBot):
    assert both.store.state.lit_points == (LitPoint(POINT, "both"),)
    page = both.workspace.panel.page
    assert page is both.workspace.panel.point
    assert "both sides" in said(page)
    assert page.sides.segments["both"].isChecked()
    stage = both.stage.wake()
    buttons = stage.access._buttons
    qtbot.waitUntil(lambda: {mark.spot for mark, button in buttons.items() if button.isChecked()} == set(BOTH))
    lit = {button.accessibleName().split(", ")[1] for button in buttons.values() if button.isChecked()}
    assert lit == {"right side", "left side"}
    assert {style.letter for style in stage.lights._styles().values()} == {""}
    assert {style.hue for style in stage.lights._styles().values()} == {theme.HUES[0]}


def test_title_and_announcement_name_both(both: MainWindow, qtbot: QtBot):
    qtbot.waitUntil(lambda: both.windowTitle() == "Infraspinatus TrP1 · both sides – bodymap")
    assert both.herald.said.startswith("Infraspinatus TrP1 · both sides. Commonly felt: ")


def test_an_addition_to_one_side_is_told_with_its_side(both: MainWindow, qtbot: QtBot):
    both.store.toggle(Spot(OTHER, "left"))
    qtbot.waitUntil(
        lambda: both.windowTitle() == "Infraspinatus TrP1 (both sides) and Soleus TrP1 (left side) – bodymap"
    )


def test_two_points_on_both_sides_are_two_that_are_compared(both: MainWindow, qtbot: QtBot):
    choose(both, qtbot, OTHER, Qt.KeyboardModifier.ControlModifier)
    assert both.store.state.lit_points == (LitPoint(POINT, "both"), LitPoint(OTHER, "both"))
    page = both.workspace.panel.page
    assert page is both.workspace.panel.compare
    assert "2 points compared" in said(page)
    badges = [badge.accessibleName() for badge in page.findChildren(Badge) if badge.isVisibleTo(page)]
    assert badges == ["A", "B"]
    styles = both.stage.wake().lights._styles()
    assert [styles[spot].letter for spot in both.store.state.lit] == ["A", "A", "B", "B"]
    finder = both.workspace.finder
    qtbot.waitUntil(lambda: not finder._follow_later.isActive())
    tags = [row.data(list_models.Role.TAG) for row in list_models.walk(finder.tree.model())]
    assert sorted(filter(None, tags)) == ["A", "B"]
    click(qtbot, page.cards[0].remove)
    assert both.store.state.lit_points == (LitPoint(OTHER, "both"),)


def test_a_sibling_is_lit_where_the_page_speaks_of(both: MainWindow, qtbot: QtBot):
    panel = both.workspace.panel
    for side in ("both", "left"):
        both.store.select(*spots_of(POINT, side))
        qtbot.waitUntil(lambda: panel.topic.lit == both.store.state.lit)
        sibling = panel.point._sibling_pool.take(2)[1]
        click(qtbot, sibling)
        assert both.store.state.lit_points == (LitPoint("infraspinatus-2", side),)


def test_a_candidate_for_a_place_is_lit_on_both(window: MainWindow, qtbot: QtBot):
    window.store.choose_side("both")
    window.store.ask_place("thumb", "right")
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    row = next(row for row in panel.place.findChildren(PointRow) if row.isVisibleTo(panel.place))
    click(qtbot, row)
    assert window.store.state.lit == spots_of(row._point_id, "both")


def test_the_side_is_changed_in_the_panel_and_back_to_both(both: MainWindow, qtbot: QtBot):
    panel = both.workspace.panel
    click(qtbot, panel.point.sides.segments["left"])
    assert (both.store.state.lit, both.store.state.side) == (spots_of(POINT, "left"), "both")
    qtbot.waitUntil(lambda: panel.topic.lit == both.store.state.lit)
    click(qtbot, panel.point.sides.segments["both"])
    assert both.store.state.lit == BOTH


def test_the_toolbars_both_lights_both(window: MainWindow, qtbot: QtBot):
    window.store.select(Spot(POINT, "left"))
    click(qtbot, window.workspace.toolbar.side.segments["both"])
    assert window.store.state.lit == BOTH
    click(qtbot, window.workspace.toolbar.side.segments["left"])
    assert window.store.state.lit == spots_of(POINT, "left")


def test_one_after_the_other_is_stepped_to_on_both(both: MainWindow):
    both.stepper.onward()
    assert both.store.state.lit == spots_of("infraspinatus-2", "both")
    both.store.select(Spot(POINT, "left"))
    both.stepper.onward()
    assert both.store.state.lit == spots_of("infraspinatus-2", "left")


def test_every_small_picture_shows_both(both: MainWindow, qtbot: QtBot):
    def seen() -> set[Spot]:
        return {spot for thumb in both.workspace.strip.thumbs for spot, _ in thumb._lit}

    qtbot.waitUntil(lambda: seen() == set(BOTH))


def test_picture_and_page_say_both(both: MainWindow, qtbot: QtBot, monkeypatch, tmp_path):
    path = tmp_path / "both.svg"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    press(both, qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "both sides" in path.read_text("utf-8")
    pages: list[ClientPage] = []
    made = ClientPage.page
    monkeypatch.setattr(ClientPage, "page", lambda self: pages.append(self) or made(self))
    monkeypatch.setattr("bodymap.ui.export.page_dialog.PageDialog.open", lambda _: None)
    both.actions_by_id["take.client"].trigger()
    assert [subject.sides for subject in pages[0].shown.subjects] == [("right", "left")]


@pytest.mark.qt_log_ignore("plugin does not support raise")  # of a display that is none
def test_collected_it_is_one(both: MainWindow):
    both.actions_by_id["collect.toggle"].trigger()
    assert both.atlas.collected.state.points == (POINT,)
