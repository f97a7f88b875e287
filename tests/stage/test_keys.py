"""The stage without a mouse: keyboard and screen reader."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from bodymap.core.state import Spot
from tests.drawn import FAR, NEAR, TWIN

K = Qt.Key


def press(stage, *keys: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(stage.view, key, with_)


def current(stage):
    return stage.controller.walk.current


def test_the_stage_is_one_stop_of_tab_from_any_of_its_points(stage):
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert current(stage) == stage.canvas.scene.places[0].key
    press(stage, K.Key_Down)
    for key in (K.Key_Tab, K.Key_Backtab):
        QTest.keyClick(QApplication.focusWidget() or stage.view, key)
        assert isinstance(QApplication.focusWidget(), QPushButton)
        assert current(stage) is None
        stage.view.setFocus(Qt.FocusReason.TabFocusReason)
        press(stage, K.Key_Down)


def test_the_focus_can_be_seen(stage):
    at = stage.where(stage.canvas.scene.places[0])
    before = stage.canvas.grab().toImage()
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    after = stage.canvas.grab().toImage()
    ring = [(at.x() + dx, at.y()) for dx in range(11, 18)]
    assert any(abs(before.pixelColor(*p).lightness() - after.pixelColor(*p).lightness()) > 60 for p in ring)


def test_arrows_go_to_the_nearest_that_way(stage):
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert current(stage).spot.point_id == FAR
    press(stage, K.Key_Down)
    assert current(stage).spot.point_id == NEAR
    press(stage, K.Key_Right)
    assert current(stage).spot.point_id == TWIN
    press(stage, K.Key_Up)
    assert current(stage).spot.point_id == FAR


def test_enter_lights_control_enter_adds_escape_puts_out(stage):
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    press(stage, K.Key_Return)
    assert stage.store.state.lit == (Spot(FAR, "right"),)
    press(stage, K.Key_Down)
    press(stage, K.Key_Return, with_=Qt.KeyboardModifier.ControlModifier)
    assert stage.store.state.lit == (Spot(FAR, "right"), Spot(NEAR, "right"))
    press(stage, K.Key_Escape)
    assert stage.store.state.lit == ()


def test_keys_zoom_and_fit(stage):
    press(stage, K.Key_Plus, K.Key_Plus)
    assert stage.canvas.camera.zoom > 1.5
    press(stage, K.Key_0)
    assert stage.canvas.camera.zoom == 1


def test_walking_brings_a_point_into_sight(stage):
    stage.controller.zoom(8.0)
    stage.canvas.finish()
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    at = stage.where(stage.canvas.scene.place(current(stage)))
    assert stage.canvas.rect().contains(at)


def test_every_point_has_a_name_for_a_screen_reader(stage):
    names = set()
    for place in stage.canvas.scene.places:
        button = stage.controller.access.button(place.key)
        interface = QAccessible.queryAccessibleInterface(button)
        names.add(interface.text(QAccessible.Text.Name))
        assert interface.role() == QAccessible.Role.CheckBox, "lit or not"
        assert not interface.state().invisible
        assert interface.rect().contains(stage.canvas.mapToGlobal(stage.where(place)))
    assert "Muscle 0-0 TrP1, right side, on Front" in names
    assert "Muscle 0-0 TrP1, right side, on Side" in names


def test_a_screen_reader_can_press_a_point(stage, qtbot):
    mark = stage.mark("side", Spot(FAR, "right"), "right").key
    interface = QAccessible.queryAccessibleInterface(stage.controller.access.button(mark))
    interface.actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: stage.store.state.lit == (Spot(FAR, "right"),), timeout=2000)


def test_unseen_buttons_are_never_painted_by_a_click(stage, monkeypatch):
    from bodymap.ui.stage.access import PointButton

    painted = []
    monkeypatch.setattr(PointButton, "paintEvent", lambda self, event: painted.append(self))
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    stage.canvas.repaint()
    assert painted == []


def test_buttons_go_with_their_points(stage):
    mark = stage.mark("front", Spot(FAR, "right")).key
    stage.store.choose_side("left")
    stage.view.finish()
    assert stage.controller.access.button(mark) is None


def test_the_ring_goes_to_the_same_point_of_the_side_that_is_shown(stage, qtbot):
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    press(stage, K.Key_Down)
    assert current(stage).spot == Spot(NEAR, "right")
    stage.store.choose_side("left")
    stage.view.finish()
    qtbot.wait(1)
    assert current(stage).spot == Spot(NEAR, "left")
    assert QApplication.focusWidget() is stage.view, "and so does the keyboard"
    press(stage, K.Key_Return)
    assert (stage.store.state.side, stage.store.state.lit) == ("left", (Spot(NEAR, "left"),))


def test_a_key_or_a_screen_reader_in_one_breath_with_another_side_lights_nothing(stage, qtbot):
    """The ring is still seen on a point of the side that goes: what it is on then is not what would be lit."""
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    button = stage.controller.access.button(current(stage))
    stage.store.choose_side("left")
    press(stage, K.Key_Return)
    assert stage.controller.light_focused(), "and no hold begins either"
    button.click()
    assert (stage.store.state.side, stage.store.state.lit) == ("left", ())
