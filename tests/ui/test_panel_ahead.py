"""The page of the point under the pointer is made ready while the pointer rests there, and a click swaps it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from bodymap.core.state import LitPoint, Spot, points_of
from bodymap.ui.panel.point_page import PointPage
from bodymap.ui.record.parts import FoldedPart
from tests.paints import Paints
from tests.ui.test_panel import said

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.panel.panel import Panel

ONE, OTHER = Spot("infraspinatus-1", "right"), Spot("sternocleidomastoid-1", "right")


def rests(window: MainWindow, qtbot: QtBot, spot: Spot) -> Panel:
    """Let the pointer rest on a point until its page is ready."""
    panel = window.workspace.panel
    window.store.hover(spot)
    qtbot.waitUntil(lambda: getattr(panel._ahead.key, "lit", None) == points_of((spot,))[0])
    return panel


def lit(panel: Panel) -> object:
    """What the panel speaks of."""
    return panel.topic.lit if panel.topic else None


def test_a_click_swaps_in_the_page_that_is_ready(window, qtbot, monkeypatch):
    panel = rests(window, qtbot, ONE)
    twin, filled = panel._twin, []
    monkeypatch.setattr(PointPage, "fill", lambda self, *_: filled.append(self))
    window.store.select(ONE)
    qtbot.waitUntil(lambda: lit(panel) == (ONE,))
    assert panel.page is panel.point is twin
    assert filled == []
    assert panel.point.side.text() == "right side"


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_what_was_ready_says_and_shows_what_is_filled_afresh(window, qtbot, voice):
    window.store.speak(voice)
    window.store.select(OTHER)
    qtbot.waitUntil(lambda: window.workspace.panel.page is window.workspace.panel.point)
    panel = rests(window, qtbot, ONE)
    window.store.select(ONE)
    qtbot.waitUntil(lambda: lit(panel) == (ONE,))
    ready, text = panel.point.grab().toImage(), said(panel.point)
    panel._ahead.forget()
    window.store.select(OTHER)
    qtbot.waitUntil(lambda: lit(panel) == (OTHER,))
    window.store.select(ONE)
    qtbot.waitUntil(lambda: lit(panel) == (ONE,))
    assert said(panel.point) == text
    afresh = panel.point.grab().toImage()
    # The room below the last line may differ.
    whole = ready.rect().intersected(afresh.rect())
    assert afresh.copy(whole) == ready.copy(whole)


def test_what_is_ready_needs_no_layout_when_it_is_shown(window, qtbot):
    window.store.select(OTHER)
    qtbot.waitUntil(lambda: window.workspace.panel.page is window.workspace.panel.point)
    panel = rests(window, qtbot, ONE)
    window.store.select(ONE)
    panel._on_later_timeout()
    layouts = [layout for part in panel.point.findChildren(QWidget) if part.isVisible() and (layout := part.layout())]
    assert layouts
    assert not any(layout.activate() for layout in layouts)


@pytest.mark.parametrize("change", ["voice", "room", "atlas", "condition"])
def test_what_was_ready_is_not_shown_once_more_has_changed(window, qtbot, change):
    panel = rests(window, qtbot, ONE)
    twin = panel._twin
    if change == "voice":
        window.store.speak("client")
    elif change == "room":
        panel._presentation.for_room(True)
    elif change == "atlas":
        panel.set_index(window.index)
    else:
        window.store.toggle(ONE)
        qtbot.waitUntil(lambda: panel.point is twin)
        window.store.ring_condition(window.index.point(ONE.point_id).conditions[0])
    if not window.store.state.lit:
        window.store.toggle(ONE)
    qtbot.waitUntil(lambda: lit(panel) == (ONE,))
    qtbot.waitUntil(lambda: panel.page is panel.point)
    if change == "condition":
        qtbot.waitUntil(lambda: panel.point.condition.isVisible())
    else:
        assert panel.point is not twin


def test_the_keyboard_is_not_taken_from_a_page(window, qtbot):
    window.store.select(OTHER)
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.point)
    page = panel.point
    page.hold.setFocus()
    qtbot.waitUntil(page.hold.hasFocus)
    rests(window, qtbot, ONE)
    window.store.select(ONE)
    qtbot.waitUntil(lambda: lit(panel) == (ONE,))
    assert panel.point is page
    assert page.hold.hasFocus()
    assert said(page.muscle.parentWidget()).count("Infraspinatus")


def test_what_was_unfolded_stays_so(window, qtbot):
    window.store.select(OTHER)
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.point)
    rests(window, qtbot, ONE)
    section, part = next((name, part) for name, part in panel.point.parts.items() if isinstance(part, FoldedPart))
    part.header.setChecked(True)
    window.store.select(ONE)
    qtbot.waitUntil(lambda: lit(panel) == (ONE,))
    shown = panel.point.parts[section]
    assert shown is not part
    assert shown.header.isChecked()
    assert shown.body.isVisible()


def test_a_page_is_made_ready_in_steps(window, qtbot):
    """Between filling and laying out events are looked at, so that a click waits for one of them at most."""
    panel = rests(window, qtbot, ONE)
    steps = panel._ready_steps(panel._ahead.key._replace(lit=LitPoint(OTHER.point_id, OTHER.side)))
    assert len(list(steps)) > 20


def test_a_pointer_that_goes_on_leaves_no_work_behind(window, qtbot):
    panel = rests(window, qtbot, ONE)
    before = panel._ahead.key
    window.store.hover(OTHER)
    window.store.hover(ONE)
    qtbot.wait(60)
    assert panel._ahead.key == before


def test_a_page_that_comes_into_sight_is_painted_once(window, qtbot, qapp):
    window.store.select(OTHER)
    qtbot.waitUntil(lambda: window.workspace.panel.page is window.workspace.panel.point)
    panel = rests(window, qtbot, ONE)
    paints = Paints(panel._twin.hold)
    window.store.select(ONE)
    panel._on_later_timeout()
    assert paints.count == 1
    for _ in range(3):
        qapp.processEvents()
    assert paints.count == 1
