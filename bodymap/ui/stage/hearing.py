"""What the stage hears of mouse, finger, pen and touchpad: Qt's events end here, and become positions and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QInputDevice, QMouseEvent, QNativeGestureEvent, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from bodymap.ui.keys import gesture_means, keeps

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.ui.stage.pointer import Hand

_NOTCH: Final = 120.0
"""Of an ordinary wheel, in Qt's eighths of a degree."""


class Hearing(QWidget):
    """Tells a hand what is done on it.

    Attributes:
        pointer: that hand.
        tip: told where a pointer rests; ``pen``: told what a pen says besides where it is.
        by_finger: whether what presses is a finger, which is less sure than a mouse.

    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.pointer: Hand | None = None
        self.tip: Callable[[QHelpEvent], None] | None = None
        self.pen: Callable[[QTabletEvent], None] | None = None
        self.by_finger = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag; the stage takes the keyboard focus."""
        self.by_finger = event.deviceType() == QInputDevice.DeviceType.TouchScreen
        if self.pointer and event.button() == Qt.MouseButton.LeftButton:
            self.pointer.press(event.position())
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of a double click as any other."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag or point."""
        buttons = event.buttons()
        self.by_finger = event.deviceType() == QInputDevice.DeviceType.TouchScreen
        left = buttons == Qt.MouseButton.LeftButton
        if self.pointer and (left or buttons == Qt.MouseButton.NoButton):
            self.pointer.move(event.position(), held=left)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        if self.pointer and event.button() == Qt.MouseButton.LeftButton:
            self.pointer.release(event.position(), add=keeps(event.modifiers()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        if self.pointer:
            self.pointer.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with a key held, or sideways, move the picture."""
        if not self.pointer:
            return
        turned = event.angleDelta()
        if gesture_means("move", "stage", "Wheel", event.modifiers()) or not turned.y():
            step = turned if event.pixelDelta().isNull() else event.pixelDelta()
            self.pointer.scroll(step.x(), step.y())
        else:
            self.pointer.turn(turned.y() / _NOTCH, event.position())

    def event(self, event: QEvent) -> bool:
        """Take the pinch of a touchpad or of two fingers, and what a pointer rests on; all else goes its way.

        No filter of events is put on a canvas: each would be asked of every event, and a pen waits for them.
        """
        if isinstance(event, QHelpEvent) and self.tip is not None:
            self.tip(event)
            return True
        if isinstance(event, QTabletEvent) and self.pen is not None:
            self.pen(event)
        if isinstance(event, QNativeGestureEvent):
            if self.pointer and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.pointer.pinch(1 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if self.pointer and isinstance(pinch, QPinchGesture):
                middle = self.mapFromGlobal(pinch.centerPoint())
                self.pointer.pinch(pinch.scaleFactor(), middle)
            return True
        return super().event(event)
