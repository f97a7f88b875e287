"""What mouse, wheel and pinch mean on the stage. Qt's events end at the canvas; here come positions and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from bodymap.ui.drawing import ink

if TYPE_CHECKING:
    from bodymap.core.pick import Picked
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.stage.controller import StageController

_WHEEL_STEP: Final = 1.2
"""Zoom of one notch of a wheel."""
_SAME_PLACE: Final = 6.0
"""A click this near to the one before is a click on the same place."""


class Pointer:
    """A click lights, a drag pans, hovering previews, the wheel zooms. Positions are those of the canvas."""

    def __init__(self, controller: StageController) -> None:
        self._controller = controller
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._clicked: QPointF | None = None
        self._hovered: Mark | None = None
        self._asked: object = None
        self._answer: Picked[Mark] | None = None

    def press(self, position: QPointF) -> None:
        """Begin what becomes a click or a drag."""
        self._pressed = self._last = position
        self._dragging = False
        self._controller.lights.still()
        # A finger touches without having pointed: while it is down there is time to get ready what it will light.
        callout = self._controller.cards.card
        row = callout.row_at(position) if callout else None
        picked = None if row else self.pick(position)
        if row:
            self._controller.lights.expect(row.mark.spot)
        elif picked:
            self._expect(position, picked)

    def move(self, position: QPointF, *, held: bool) -> None:
        """Drag while the button is held, else point."""
        if not held:
            self._hover(position)
        elif self._pressed is not None:
            self._drag(position)

    def _drag(self, position: QPointF) -> None:
        assert self._pressed is not None  # noqa: S101
        if not self._dragging:
            far = (position - self._pressed).manhattanLength()
            if far < QApplication.startDragDistance():
                return
            self._dragging = True
            self.leave()
            self._controller.canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        step = position - self._last
        self._last = position
        canvas = self._controller.canvas
        canvas.set_camera(canvas.camera.panned(step.x(), step.y()))

    def release(self, position: QPointF, *, add: bool) -> None:
        """End a drag, or click; ``add`` keeps what is lit."""
        if self._pressed is None:
            return
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self._controller.canvas.unsetCursor()
        else:
            self._click(position, add=add)

    def _click(self, position: QPointF, *, add: bool) -> None:
        controller = self._controller
        controller.keys.use_pointer()
        callout = controller.cards.card
        row = callout.row_at(position) if callout else None
        if callout and not row and callout.card.contains(position):
            # Beside the names there is nothing to light; the point that the card hides was not meant.
            return
        picked = None if row else self.pick(position)
        if row:
            controller.choose(row.mark.spot, add=add)
        elif picked:
            mark = self._meant(position, picked, add=add)
            controller.choose(mark.spot, add=add)
            self._name_lit(mark, picked)
        else:
            # Where there is no pointer that hovers, a tap beside it is how a point is left.
            self.leave()
            controller.store.clear()
        self._clicked = position

    def _name_lit(self, mark: Mark, picked: Picked[Mark]) -> None:
        """After a click only the one point is named, so that the card hides nothing that was just lit."""
        self._hovered = mark
        self._controller.hover(mark)
        self._controller.cards.name_one(mark, picked)
        following = picked.after(mark)
        self._controller.lights.expect(following.spot if following != mark else None)

    def _meant(self, position: QPointF, picked: Picked[Mark], *, add: bool = False) -> Mark:
        """Return what a click here lights: the nearest; clicked again, the next of the crowd."""
        if not add and self._is_again(position):
            return picked.after(self._lit_of(picked))
        return picked.nearest.key

    def _expect(self, position: QPointF, picked: Picked[Mark]) -> None:
        self._controller.lights.expect(self._meant(position, picked).spot)

    def _is_again(self, position: QPointF) -> bool:
        before = self._clicked
        return before is not None and (position - before).manhattanLength() <= _SAME_PLACE

    def _lit_of(self, picked: Picked[Mark]) -> Mark | None:
        lit = self._controller.store.state.lit[-1:]
        return next((place.key for place in picked.crowd if place.key.spot in lit), None)

    def pick(self, position: QPointF) -> Picked[Mark] | None:
        """Return what a pointer at this widget position means."""
        canvas = self._controller.canvas
        if "points" not in self._controller.store.state.layers:
            return None
        # A click comes where the pointer already was: what it means has been found out by then.
        asked = (position.x(), position.y(), canvas.camera, canvas.scene, canvas.grown)
        if asked != self._asked:
            zoom, grown = canvas.camera.zoom, canvas.grown
            x, y = canvas.camera.to_scene(position.x(), position.y())
            self._answer = canvas.scene.grid.pick(x, y, ink.REACH * grown / zoom, ink.CROWD * grown / zoom)
            self._asked = asked
        return self._answer

    def _hover(self, position: QPointF) -> None:
        controller = self._controller
        callout = controller.cards.card
        if callout is not None:
            row = callout.row_at(position)
            if row is not None:
                self._hovered = row.mark
                controller.hover(row.mark)
                controller.cards.pick_out(row.mark)
                return
            if callout.card.contains(position):
                return
        picked = self.pick(position)
        if picked is not None:
            self._point_at(picked.nearest.key, picked)
            self._expect(position, picked)
        elif callout is None or not callout.holds(position):
            self.leave()

    def _point_at(self, mark: Mark, picked: Picked[Mark]) -> None:
        controller = self._controller
        callout = controller.cards.card
        if mark == self._hovered and callout is not None:
            return
        self._hovered = mark
        controller.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        # Previewed first, since the card keeps off the zones that are shown.
        controller.hover(mark)
        if callout is not None and mark in {row.mark for row in callout.rows}:
            controller.cards.pick_out(mark)
        else:
            controller.cards.name_crowd(picked)

    def leave(self) -> None:
        """Point at nothing."""
        if self._hovered is not None or self._controller.cards.card is not None:
            self._hovered = None
            self._controller.canvas.unsetCursor()
            self._controller.cards.close()
            self._controller.hover(None)

    def turn(self, notches: float, position: QPointF) -> None:
        """Zoom at the pointer by notches of the wheel."""
        self._controller.zoom(_WHEEL_STEP**notches, position)

    def pinch(self, factor: float, position: QPointF) -> None:
        """Zoom between two fingers; what the first of them began is neither click nor drag any more."""
        self._pressed = None
        self._dragging = False
        self._controller.zoom(factor, position)

    def scroll(self, dx: float, dy: float) -> None:
        """Move the picture by scrolling."""
        canvas = self._controller.canvas
        canvas.set_camera(canvas.camera.panned(dx, dy))
