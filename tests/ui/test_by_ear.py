"""Without looking: what is announced, what the window is called, and how the keyboard goes from part to part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from bodymap.core.state import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SPOT, OTHER = Spot("infraspinatus-1", "right"), Spot("temporalis-1", "right")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is told from now on."""
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    return said


def test_lighting_comparing_asking_and_going_out_are_announced(window: MainWindow, qtbot: QtBot, heard: list[str]):
    store, index = window.store, window.index
    assert index is not None
    name, other = (index.muscle_of(spot.point_id).name for spot in (SPOT, OTHER))
    essential = index.region(index.point(SPOT.point_id).referral.essential[0]).label
    for act, words in (
        (lambda: store.select(SPOT), (name, essential)),
        (lambda: store.toggle(OTHER), (name, other)),
        (store.clear, ()),
        (lambda: store.ask_place("thumb", "right"), (index.region("thumb").label,)),
        (store.clear, ()),
        (lambda: store.ring_condition(index.atlas.conditions[0].id), (index.atlas.conditions[0].name,)),
    ):
        before = len(heard)
        act()
        qtbot.waitUntil(partial(lambda count: len(heard) == count + 1, before))
        assert [each for each in words if each.lower() not in heard[-1].lower()] == []
        title = window.windowTitle()
        assert title.endswith("bodymap")
        assert (words[0] in title) if words else title == "bodymap"


def test_hits_of_a_search_are_announced(window: MainWindow, heard: list[str]):
    finder = window.workspace.finder
    QTest.keyClicks(finder.field, "infra")
    rows = finder.tree.model().rowCount()
    assert rows > 0
    assert heard[-1].startswith(f"{rows} ")
    assert finder.tree.model().index(0, 0).data() in heard[-1]


def test_a_lit_point_is_checked(window: MainWindow, qtbot: QtBot):
    controller = window.stage.wake()
    controller.finish()

    def checked() -> set[Spot]:
        return {mark.spot for mark, button in controller.access._buttons.items() if button.isChecked()}

    assert controller.access._buttons
    assert checked() == set()
    window.store.select(SPOT)
    assert checked() == {SPOT}
    mark = next(mark for mark in controller.access._buttons if mark.spot == OTHER)
    controller.access.button(mark).click()
    assert checked() == set(window.store.state.lit) == {OTHER}
    window.store.clear()
    assert checked() == set()


def test_f6_goes_from_part_to_part_and_back(window: MainWindow, qtbot: QtBot):
    window.store.select(SPOT)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.workspace.panel.point.isVisible())
    parts = window.workspace.parts()

    def here() -> int:
        focus = QApplication.focusWidget()
        return next(n for n, part in enumerate(parts) if focus is part or part.isAncestorOf(focus))

    start = here()
    for modifier, by in ((Qt.KeyboardModifier.NoModifier, 1), (Qt.KeyboardModifier.ShiftModifier, -1)):
        walked = []
        for _ in parts:
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6, modifier)
            walked.append(here())
        assert walked == [(start + by * n) % len(parts) for n in range(1, len(parts) + 1)]


def stops(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Return where Tab, or Tab back, comes to on its round through the window."""
    assert window.stage is not None
    window.stage.setFocus()
    found: list[QWidget] = []
    for _ in range(300):
        QTest.keyClick(window.focusWidget(), key)
        now = QApplication.focusWidget()
        assert now is not None
        if window.stage.isAncestorOf(now):
            now = window.stage
        if now in found:
            break
        found.append(now)
    return found


def test_tab_reaches_all_that_is_seen_forwards_and_backwards(window: MainWindow, qtbot: QtBot):
    store, panel = window.store, window.workspace.panel
    window.activateWindow()
    pages: tuple[tuple[Callable[[], None], Callable[[], QWidget]], ...] = (
        (lambda: store.select(SPOT), lambda: panel.point),
        (lambda: store.toggle(Spot("scalenes-1", "right")), lambda: panel.compare),
        (lambda: store.ask_muscle("soleus"), lambda: panel.muscle),
        (lambda: store.ask_place("calf"), lambda: panel.place),
        (lambda: store.ring_condition("calf-cramps"), lambda: panel.condition),
    )
    for turn, page in pages:
        turn()
        qtbot.waitUntil(lambda: page().isVisible())  # noqa: B023 - waited for here
        window.stage.finish()
        qtbot.wait(50)
        wanted = {
            each
            for each in window.findChildren(QWidget)
            if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        }
        names = [QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in wanted]
        assert all(names), [type(each).__name__ for each, name in zip(wanted, names, strict=True) if not name]
        onward, back = stops(window, Qt.Key.Key_Tab), stops(window, Qt.Key.Key_Backtab)
        for found in (onward, back):
            # Of a group in which one is chosen, Tab comes to that one, and the arrows to the others.
            groups = {each.group() for each in found if isinstance(each, QAbstractButton) and each.group()}
            found += [each for group in groups if group.exclusive() for each in group.buttons()]
            assert [(type(each).__name__, each.accessibleName()) for each in wanted - set(found)] == []


def test_a_choice_of_one_is_told_from_a_switch_and_sections_are_headings(window: MainWindow, qtbot: QtBot):
    workspace = window.workspace
    assert workspace is not None
    role = QAccessible.Role
    for choice in (
        workspace.toolbar.side,
        workspace.toolbar.figure,
        workspace.finder.lists,
        workspace.panel.point.sides,
    ):
        for segment in choice.segments.values():
            assert QAccessible.queryAccessibleInterface(segment).role() == role.RadioButton
    switch = workspace.toolbar.buttons["layer.zones"]
    assert QAccessible.queryAccessibleInterface(switch).role() == role.CheckBox
    window.store.select(SPOT)
    page = workspace.panel.point
    qtbot.waitUntil(page.isVisible)
    headings = [page.muscle, page.felt.title, page.hands.title]
    for heading in headings:
        told = QAccessible.queryAccessibleInterface(heading)
        assert (told.role(), told.text(QAccessible.Text.Name)) == (role.Heading, heading.text())
    assert QAccessible.queryAccessibleInterface(page.part).role() == role.StaticText


def test_the_ring_is_seen_on_the_accents_colour_too(window: MainWindow, qtbot: QtBot):
    window.store.select(SPOT)
    hold = window.workspace.panel.point.hold
    qtbot.waitUntil(hold.isVisible)
    plain = hold.grab().toImage()
    hold.setFocus(Qt.FocusReason.TabFocusReason)
    ringed = hold.grab().toImage()
    middle = ringed.height() // 2

    def luminance(colour: QColor) -> float:
        shares = (colour.redF(), colour.greenF(), colour.blueF())
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    before, after = ([luminance(image.pixelColor(x, middle)) for x in range(1, 8)] for image in (plain, ringed))
    ratios = [(max(a, b) + 0.05) / (min(a, b) + 0.05) for a, b in zip(before, after, strict=True)]
    assert max(ratios) >= 3
