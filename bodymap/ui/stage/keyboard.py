"""Walking and lighting the points by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast, get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bodymap.core.pick import Direction, Picked, Place, towards
from bodymap.ui.drawing import stamps
from bodymap.ui.drawing.highlight import PaintItem, stamp_item
from bodymap.ui.keys import KeyMap

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.stage.controller import StageController

_ZOOM: Final = {"zoom.in": 1.25, "zoom.out": 0.8}


class Keys:
    """Knows which mark the keyboard is on. ``current`` is ``None`` as long as the pointer is used."""

    def __init__(self, controller: StageController) -> None:
        self._controller = controller
        self._map = KeyMap("stage")
        self.current: Mark | None = None

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; return whether it meant anything."""
        action = self._map.action_of(event)
        controller = self._controller
        if action in get_args(Direction):
            return self._walk(cast("Direction", action))
        if action in ("choose", "keep") and self.current is not None:
            controller.choose(self.current.spot, add=action == "keep")
        elif action == "clear":
            controller.store.clear()
        elif action in _ZOOM:
            controller.zoom(_ZOOM[action])
        elif action == "fit":
            controller.fit()
        else:
            return False
        return True

    def tab(self, *, forwards: bool) -> bool:
        """Go to the next point in order; return ``False`` past the last one, where Tab leaves the stage."""
        places = self._controller.canvas.scene.places
        place = self._place()
        if place is None:
            return False
        number = places.index(place) + (1 if forwards else -1)
        if not 0 <= number < len(places):
            return False
        self._go(places[number])
        return True

    def enter(self, reason: Qt.FocusReason) -> None:
        """Begin to walk when the focus came by Tab: at a lit point if there is one, else at the end it came from."""
        backwards = reason == Qt.FocusReason.BacktabFocusReason
        if reason != Qt.FocusReason.TabFocusReason and not backwards:
            return
        places = self._controller.canvas.scene.places
        if places:
            self._go(self._lit_place() or places[-1 if backwards else 0])

    def leave(self) -> None:
        """Put the ring away when the focus left the stage and its points."""
        focused = QApplication.focusWidget()
        stage = self._controller.stage
        if focused is None or not (focused is stage or stage.isAncestorOf(focused)):
            self.use_pointer()

    def use_pointer(self) -> None:
        """Stop walking: the pointer is used again."""
        if self.current is not None:
            self.current = None
            self.refresh()

    def refresh(self) -> None:
        """Paint the ring where the keyboard is now."""
        canvas = self._controller.canvas
        items: list[PaintItem] = []
        place = self._place()
        if place is not None:
            stamp = stamps.focus_ring(canvas.grown, canvas.devicePixelRatioF())
            items.append(stamp_item(stamp, *canvas.camera.to_widget(place.x, place.y)))
        canvas.show_layer("focus", items)

    def _walk(self, direction: Direction) -> bool:
        scene = self._controller.canvas.scene
        place = self._place()
        if place is None:
            start = self._lit_place() or next(iter(scene.places), None)
            if start is not None:
                self._go(start)
            return start is not None
        key = towards((place.x, place.y), scene.places, direction)
        if key is not None:
            self._go(scene.place(key) or place)
        return True

    def _go(self, place: Place[Mark]) -> None:
        controller = self._controller
        self.current = place.key
        button = controller.access.button(place.key)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        controller.reveal(place)
        controller.hover(place.key)
        controller.cards.name_crowd(Picked(place, (place,)))
        self.refresh()

    def _place(self) -> Place[Mark] | None:
        return self._controller.canvas.scene.place(self.current) if self.current else None

    def _lit_place(self) -> Place[Mark] | None:
        lit = self._controller.store.state.lit
        return next((p for p in self._controller.canvas.scene.places if lit and p.key.spot == lit[-1]), None)
