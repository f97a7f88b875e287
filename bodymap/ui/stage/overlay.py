"""Everything painted over the picture, layer by layer, with the boxes that each change makes dirty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion

from bodymap.ui.drawing.boxes import Box, few_boxes, outwards

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bodymap.ui.drawing.highlight import PaintItem

Layer = Literal[
    "asked", "lit", "preview", "sealed", "rings", "crosses", "pointed", "focus", "headers", "names", "motion", "callout"
]
UNDER: Final[tuple[Layer, ...]] = ("asked", "lit", "preview")
"""What is painted under the marks of all points, bottom layer first."""
OVER: Final[tuple[Layer, ...]] = (
    "sealed",
    "rings",
    "crosses",
    "pointed",
    "focus",
    "headers",
    "names",
    "motion",
    "callout",
)
"""What is painted over them."""


def region_of(boxes: Iterable[Box]) -> QRegion:
    """Return a region that covers all of these in few rectangles, as each one is copied to the screen apart."""
    region = QRegion()
    for box in few_boxes(boxes):
        left, top, right, bottom = map(int, outwards(box))
        region += QRect(left, top, right - left, bottom - top)
    return region


def box_of(rect: QRect) -> Box:
    """Return a rectangle as a box."""
    left, top = rect.x(), rect.y()
    return left, top, left + rect.width(), top + rect.height()


class Overlay:
    """The items of each layer."""

    def __init__(self) -> None:
        self._items: dict[Layer, list[PaintItem]] = {layer: [] for layer in (*UNDER, *OVER)}
        self._boxes: dict[Layer, Sequence[Box]] = dict.fromkeys((*UNDER, *OVER), ())
        self._former: dict[Layer, list[PaintItem]] = {}

    def set(self, layer: Layer, items: list[PaintItem], boxes: Sequence[Box] | None = None) -> list[Box]:
        """Replace a layer; return what has to be repainted for it.

        ``boxes`` covers the items in few boxes, where that is known already.
        """
        dirty = [*self._boxes[layer]]
        # Kept until the next time: to free the paths of a zone takes a tenth of the time a click has.
        self._former[layer] = self._items[layer]
        self._items[layer] = items
        self._boxes[layer] = few_boxes(item.box for item in items) if boxes is None else boxes
        dirty += self._boxes[layer]
        return dirty

    def boxes(self, layer: Layer) -> list[Box]:
        """Return what each item of a layer may touch."""
        return [item.box for item in self._items[layer]]

    def hides(self, box: Box) -> bool:
        """Whether one picture without anything transparent lies over all of a box, so that nothing under it is seen."""
        left, top, right, bottom = box
        return any(
            each.box[0] <= left and each.box[1] <= top and each.box[2] >= right and each.box[3] >= bottom
            for each in self._items["sealed"]
        )

    def paint(self, painter: QPainter, rect: QRect, layers: tuple[Layer, ...]) -> None:
        """Paint whatever of these layers touches a rectangle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top, right, bottom = box_of(rect)
        for layer in layers:
            for item in self._items[layer]:
                box = item.box
                if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top:
                    item.paint(painter)
