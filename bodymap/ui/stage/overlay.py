"""Everything painted over the picture, layer by layer, with the region that each change makes dirty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_WASTE: Final = 30_000.0
"""Square pixels that may be repainted in vain to save a rectangle."""


def region_of(rects: Iterable[QRectF]) -> QRegion:
    """Return a region that covers all of these in few rectangles, as each one is copied to the screen apart."""
    few: list[QRectF] = []
    for rect in rects:
        grown = rect
        again = True
        while again:
            again = False
            for other in few:
                both = grown.united(other)
                if _area(both) < _area(grown) + _area(other) + _WASTE:
                    few.remove(other)
                    grown, again = both, True
                    break
        few.append(grown)
    region = QRegion()
    for rect in few:
        region += rect.toAlignedRect()
    return region


def _area(rect: QRectF) -> float:
    return rect.width() * rect.height()


class Overlay:
    """The items of each layer, bottom layer first."""

    def __init__(self) -> None:
        self._items: dict[Layer, list[Item]] = {layer: [] for layer in ORDER}

    def set(self, layer: Layer, items: list[Item]) -> list[QRectF]:
        """Replace a layer; return what has to be repainted for it, in widget positions."""
        old = self._items[layer]
        self._items[layer] = items
        return [item.bounds for item in old] + [item.bounds for item in items]

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
