"""Everything painted over the picture, layer by layer, with the region that each change makes dirty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

if TYPE_CHECKING:
    from bodymap.ui.stage.highlight import Item

Layer = Literal["rings", "lit", "preview", "crosses", "focus", "headers", "motion", "callout"]
ORDER: Final[tuple[Layer, ...]] = (
    "rings",
    "lit",
    "preview",
    "crosses",
    "focus",
    "headers",
    "motion",
    "callout",
)


class Overlay:
    """The items of each layer, bottom layer first."""

    def __init__(self) -> None:
        self._items: dict[Layer, list[Item]] = {layer: [] for layer in ORDER}

    def set(self, layer: Layer, items: list[Item]) -> QRegion:
        """Replace a layer; return what has to be repainted for it, in widget positions."""
        dirty = QRegion()
        for item in self._items[layer]:
            dirty += item.bounds.toAlignedRect()
        for item in items:
            dirty += item.bounds.toAlignedRect()
        self._items[layer] = items
        return dirty

    def bounds(self, layer: Layer) -> list[QRectF]:
        """Return what each item of a layer may touch."""
        return [item.bounds for item in self._items[layer]]

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """Paint whatever touches a rectangle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dirty = QRectF(rect)
        for layer in ORDER:
            for item in self._items[layer]:
                if item.bounds.intersects(dirty):
                    item.paint(painter)
