"""Everything painted over the picture, layer by layer, with the boxes that each change makes dirty."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final, Literal, get_args

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion

from bodymap.ui.drawing.boxes import Box, few_boxes, outwards

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bodymap.ui.drawing.highlight import PaintItem

Layer = Literal[
    "reach", "areas", "asked", "lit", "preview",
    "sealed", "painted", "wet", "earlier", "area names", "rings", "crosses", "pointed", "focus", "brush",
    "headers", "names", "motion", "callout",
]  # fmt: skip
"""What is painted over the bodies, bottom layer first."""
_LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)
UNDER: Final = _LAYERS[:5]
"""What is painted under the marks of all points."""
OVER: Final = _LAYERS[5:]
"""What is painted over them."""


def region_of(boxes: Iterable[Box]) -> QRegion:
    """Return a region that covers all of these in few rectangles, as each one is copied to the screen apart."""
    region = QRegion()
    for box in few_boxes(boxes):
        region += rect_of(box)
    return region


def rect_of(box: Box) -> QRect:
    """Return the whole pixels that a box touches."""
    left, top, right, bottom = map(int, outwards(box))
    return QRect(left, top, right - left, bottom - top)


def inside_of(box: Box) -> QRect:
    """Return the whole pixels that are inside a box."""
    left, top = ceil(box[0]), ceil(box[1])
    return QRect(left, top, max(floor(box[2]) - left, 0), max(floor(box[3]) - top, 0))


def box_of(rect: QRect) -> Box:
    """Return a rectangle as a box."""
    left, top = rect.x(), rect.y()
    return left, top, left + rect.width(), top + rect.height()


class Overlay:
    """The items of each layer."""

    def __init__(self) -> None:
        self._items: dict[Layer, list[PaintItem]] = {layer: [] for layer in _LAYERS}
        self._boxes: dict[Layer, Sequence[Box]] = dict.fromkeys(_LAYERS, ())
        self._former: list[list[PaintItem]] = []
        self._sealed = QRegion()

    def set(self, layer: Layer, items: list[PaintItem], boxes: Sequence[Box] | None = None) -> list[Box]:
        """Replace a layer; return what has to be repainted for it.

        ``boxes`` covers the items in few boxes, where that is known already.
        """
        dirty = [*self._boxes[layer]]
        self._former.append(self._items[layer])
        self._items[layer] = items
        self._boxes[layer] = few_boxes(item.box for item in items) if boxes is None else boxes
        dirty += self._boxes[layer]
        return dirty

    def seal(self, items: list[PaintItem], boxes: Sequence[Box], region: QRegion) -> list[Box]:
        """Replace the pictures without anything transparent that lie over all else; ``region``: what they cover.

        Return what has to be repainted for it.
        """
        self._sealed = region
        return self.set("sealed", items, boxes)

    def unseal(self) -> list[Box]:
        """Take those pictures away; return what has to be repainted for it."""
        return self.seal([], (), QRegion())

    def forget(self) -> None:
        """Let go of what has been replaced: to free the paths of a zone takes a tenth of the time a click has."""
        self._former.clear()

    def boxes(self, layer: Layer) -> list[Box]:
        """Return what each item of a layer may touch."""
        return [item.box for item in self._items[layer]]

    def items(self, layer: Layer) -> list[PaintItem]:
        """Return what is in a layer."""
        return self._items[layer]

    def open_to(self, region: QRegion) -> QRegion:
        """Return where in a region no picture without anything transparent lies over all else."""
        return region - self._sealed

    def within(self, layers: tuple[Layer, ...]) -> list[PaintItem]:
        """Return what is in these layers, bottom first."""
        return [item for layer in layers if self._items[layer] for item in self._items[layer]]

    def paint(self, painter: QPainter, rect: QRect, layers: tuple[Layer, ...]) -> None:
        """Paint whatever of these layers touches a rectangle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_items(painter, rect, self.within(layers))


def paint_items(painter: QPainter, rect: QRect, items: Sequence[PaintItem]) -> None:
    """Paint those of these items that touch a rectangle, with a painter that smooths."""
    left, top, right, bottom = box_of(rect)
    for item in items:
        box = item.box
        if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top:
            item.paint(painter)
