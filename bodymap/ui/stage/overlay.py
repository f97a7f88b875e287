"""Everything painted over the picture, layer by layer, with the region that each change makes dirty."""

from __future__ import annotations

from math import ceil, floor
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
Box = tuple[float, float, float, float]
_WASTE: Final = 80_000.0
"""Square pixels that may be repainted in vain to save a rectangle."""


def region_of(rects: Iterable[QRectF]) -> QRegion:
    """Return a region that covers all of these in few rectangles, as each one is copied to the screen apart."""
    region = QRegion()
    for left, top, right, bottom in few_boxes(_box(rect) for rect in rects):
        x, y = floor(left), floor(top)
        region += QRect(x, y, ceil(right) - x, ceil(bottom) - y)
    return region


def _box(rect: QRectF) -> Box:
    x, y = rect.x(), rect.y()
    return x, y, x + rect.width(), y + rect.height()


def few_boxes(boxes: Iterable[Box]) -> list[Box]:
    """Join boxes (left, top, right, bottom) wherever what lies between them is not worth a box of its own."""
    few: list[Box] = []
    for box in boxes:
        grown = box
        number = 0
        while number < len(few):
            joined = _join(grown, few[number])
            if joined is None:
                number += 1
            else:
                # What has grown may now reach one that it was apart from before.
                grown = joined
                del few[number]
                number = 0
        few.append(grown)
    return few


def _join(a: Box, b: Box) -> Box | None:
    left, top = min(a[0], b[0]), min(a[1], b[1])
    right, bottom = max(a[2], b[2]), max(a[3], b[3])
    apart = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1])
    return (left, top, right, bottom) if (right - left) * (bottom - top) < apart + _WASTE else None


class Overlay:
    """The items of each layer, bottom layer first."""

    def __init__(self) -> None:
        self._items: dict[Layer, list[Item]] = {layer: [] for layer in ORDER}
        self._former: dict[Layer, list[Item]] = {}

    def set(self, layer: Layer, items: list[Item]) -> list[QRectF]:
        """Replace a layer; return what has to be repainted for it, in widget positions."""
        old = self._items[layer]
        self._items[layer] = items
        # Kept until the next time: to free the paths of a zone takes a tenth of the time a click has.
        self._former[layer] = old
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
