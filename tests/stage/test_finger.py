"""A finger is less sure than a mouse; and what the keyboard showed goes with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QPointingDeviceUniqueId
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from bodymap.core.state import Spot
from bodymap.ui.drawing import ink
from tests.drawn import FAR, NEAR

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def tap(stage, at: QPoint) -> None:
    """Tap with a finger, as Qt sends it on as a mouse."""
    kinds = QInputDevice.DeviceType, QPointingDevice.PointerType, QInputDevice.Capability
    finger = QPointingDevice(
        "finger", 7, kinds[0].TouchScreen, kinds[1].Finger, kinds[2].Position, 5, 1, "", QPointingDeviceUniqueId()
    )
    away = QPointF(stage.canvas.mapToGlobal(at))
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        held = LEFT if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        QApplication.sendEvent(stage.canvas, QMouseEvent(kind, QPointF(at), away, LEFT, held, NONE, finger))


def test_a_finger_reaches_a_point_that_stands_alone_from_22_pixels(stage):
    assert 2 * ink.FINGER >= 44
    beside = stage.where(stage.mark("front", Spot(FAR, "right"))) + QPoint(round(ink.FINGER) - 1, 0)
    stage.click(beside)
    assert stage.store.state.lit == ()
    tap(stage, beside)
    assert stage.store.state.lit == (Spot(FAR, "right"),)


def test_in_a_crowd_a_finger_reaches_no_farther_than_a_mouse(stage):
    near = stage.where(stage.mark("front", Spot(NEAR, "right")))
    around = [near + QPoint(dx, 0) for dx in range(-30, 31)]
    crowded = [
        at
        for at in around
        if stage.controller.handling.pick(QPointF(at)) is None
        and len(stage.canvas.scene.grid.near(*stage.canvas.camera.to_scene(at.x(), at.y()), ink.FINGER)) > 1
    ]
    for at in crowded:
        tap(stage, at)
        assert stage.store.state.lit == ()


def test_a_card_does_not_outlive_the_keyboard(stage, qtbot):
    stage.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert stage.controller.cards.is_open
    stage.window.findChild(QPushButton).setFocus()
    qtbot.waitUntil(lambda: not stage.controller.cards.is_open)
    assert stage.store.state.hovered is None


def test_a_card_goes_when_another_point_is_lit_from_elsewhere(stage):
    stage.hover(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert stage.controller.cards.is_open
    stage.store.select(Spot(NEAR, "right"))
    assert not stage.controller.cards.is_open
    QTest.qWait(0)


def test_a_point_that_is_switched_from_outside_is_lit(stage):
    stage.view.finish()
    mark = stage.mark("front", Spot(FAR, "right")).key
    button = stage.controller.access.button(mark)
    button.toggle()
    assert stage.store.state.lit == (Spot(FAR, "right"),)
    assert button.isChecked()
    button.toggle()
    assert stage.store.state.lit == (Spot(FAR, "right"),)
    assert button.isChecked()
