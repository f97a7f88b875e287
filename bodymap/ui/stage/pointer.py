"""What mouse, wheel and pinch mean on the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from bodymap.ui.stage import ink

if TYPE_CHECKING:
    from bodymap.core.pick import Picked
    from bodymap.ui.stage.director import Director
    from bodymap.ui.stage.layout import Mark

_WHEEL_STEP: Final = 1.2
"""Zoom of one notch of a wheel."""
_NOTCH: Final = 120.0
_SAME_PLACE: Final = 6.0
"""A click this near to the one before is a click on the same place."""


class Pointer(QObject):
    """Filters the canvas's events: a click lights, a drag pans, hovering previews, the wheel zooms."""

    def __init__(self, director: Director) -> None:
        super().__init__(director)
        self._director = director
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._clicked: QPointF | None = None
        self._hovered: Mark | None = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Handle what belongs to the pointer; leave everything else to the canvas."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(kind, event)
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QNativeGestureEvent):
            return self._gesture(event)
        if kind == QEvent.Type.Leave:
            self.leave()
        return False

    def _mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        position = event.position()
        if kind == QEvent.Type.MouseMove:
            if event.buttons() & Qt.MouseButton.LeftButton and self._pressed is not None:
                self._drag(position)
            elif not event.buttons():
                self._hover(position)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._pressed = self._last = position
            self._dragging = False
            return False  # so that the stage takes the keyboard focus
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            self._release(position, event.modifiers())
        return True

    def _drag(self, position: QPointF) -> None:
        assert self._pressed is not None  # noqa: S101
        if not self._dragging:
            far = (position - self._pressed).manhattanLength()
            if far < QApplication.startDragDistance():
                return
            self._dragging = True
            self.leave()
            self._director.canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        step = position - self._last
        self._last = position
        canvas = self._director.canvas
        canvas.set_camera(canvas.camera.panned(step.x(), step.y()))

    def _release(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self._director.canvas.unsetCursor()
            return
        self._click(position, add=bool(modifiers & Qt.KeyboardModifier.ControlModifier))

    def _click(self, position: QPointF, *, add: bool) -> None:
        director = self._director
        director.keys.use_pointer()
        row = director.cards.card.row_at(position) if director.cards.card else None
        picked = None if row else self.pick(position)
        if row:
            director.choose(row.mark.spot, add=add)
        elif picked:
            mark = picked.nearest.key
            if not add and self._is_again(position):
                mark = picked.after(self._lit_of(picked))
            director.choose(mark.spot, add=add)
            self._name_lit(mark, picked)
        else:
            director.store.clear()
        self._clicked = position

    def _name_lit(self, mark: Mark, picked: Picked[Mark]) -> None:
        """After a click only the one point is named, so that the card hides nothing that was just lit."""
        self._hovered = mark
        self._director.hover(mark)
        self._director.cards.name_one(mark, picked)

    def _is_again(self, position: QPointF) -> bool:
        before = self._clicked
        return before is not None and (position - before).manhattanLength() <= _SAME_PLACE

    def _lit_of(self, picked: Picked[Mark]) -> Mark | None:
        lit = self._director.store.state.lit[-1:]
        return next((place.key for place in picked.crowd if place.key.spot in lit), None)

    def pick(self, position: QPointF) -> Picked[Mark] | None:
        """Return what a pointer at this widget position means."""
        canvas = self._director.canvas
        if "points" not in self._director.store.state.layers:
            return None
        zoom = canvas.camera.zoom
        reach = ink.REACH * canvas.grown / zoom
        x, y = canvas.camera.to_scene(position.x(), position.y())
        return canvas.scene.grid.pick(x, y, reach, ink.CROWD * canvas.grown / zoom)

    def _hover(self, position: QPointF) -> None:
        director = self._director
        callout = director.cards.card
        if callout is not None:
            row = callout.row_at(position)
            if row is not None:
                self._hovered = row.mark
                director.hover(row.mark)
                director.cards.pick_out(row.mark)
                return
            if callout.card.contains(position):
                return
        picked = self.pick(position)
        if picked is not None:
            self._point_at(picked.nearest.key, picked)
        elif callout is None or not callout.holds(position):
            self.leave()

    def _point_at(self, mark: Mark, picked: Picked[Mark]) -> None:
        director = self._director
        callout = director.cards.card
        if mark == self._hovered and callout is not None:
            return
        self._hovered = mark
        director.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        # Previewed first, since the card keeps off the zones that are shown.
        director.hover(mark)
        if callout is not None and mark in {row.mark for row in callout.rows}:
            director.cards.pick_out(mark)
        else:
            director.cards.name_crowd(picked)

    def leave(self) -> None:
        """Point at nothing."""
        if self._hovered is not None or self._director.cards.card is not None:
            self._hovered = None
            self._director.canvas.unsetCursor()
            self._director.cards.close()
            self._director.hover(None)

    def _wheel(self, event: QWheelEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            step = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
            canvas = self._director.canvas
            canvas.set_camera(canvas.camera.panned(step.x(), step.y()))
            return True
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self._director.zoom(_WHEEL_STEP**notches, event.position())
        return True

    def _gesture(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._director.zoom(1 + event.value(), event.position())
        return True
