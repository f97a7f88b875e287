"""Shows which point the keyboard is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bodymap.ui.drawing import stamps
from bodymap.ui.drawing.highlight import PaintItem, stamp_item

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from bodymap.core.pick import Place
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.stage.access import AccessLayer
    from bodymap.ui.stage.canvas import Canvas


class Focus:
    """The ring around a mark. ``mark`` is ``None`` as long as the pointer is used."""

    def __init__(self, stage: QWidget, canvas: Canvas, access: AccessLayer) -> None:
        self._stage, self._canvas, self._access = stage, canvas, access
        self.mark: Mark | None = None

    def put(self, mark: Mark) -> None:
        """Put the keyboard on a mark, for screen readers too."""
        self.mark = mark
        button = self._access.button(mark)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def clear(self) -> None:
        """Put the ring away."""
        if self.mark is not None:
            self.mark = None
            self.refresh()

    def is_here(self) -> bool:
        """Whether the keyboard is on the stage or on one of its points."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self._stage or self._stage.isAncestorOf(focused))

    def refresh(self) -> None:
        """Paint the ring where its mark is now."""
        canvas = self._canvas
        place = self._place()
        items: list[PaintItem] = []
        if place is not None:
            stamp = stamps.focus_ring(canvas.grown, canvas.devicePixelRatioF())
            items.append(stamp_item(stamp, *canvas.camera.to_widget(place.x, place.y)))
        canvas.show_layer("focus", items)

    def _place(self) -> Place[Mark] | None:
        """Return where the mark is. One that went with its side or its sheet hands on to what it was the mark of."""
        scene = self._canvas.scene
        if self.mark is None or not scene.places:
            return None
        place = scene.place(self.mark)
        if place is None:
            point_id, instance = self.mark.spot.point_id, self.mark.instance
            same = [each for each in scene.places if each.key.spot.point_id == point_id]
            place = next((each for each in same if each.key.instance == instance), next(iter(same), None))
            self.mark = place.key if place else None
        return place
