"""What lies over everything that is lit: names, faults, and the X of every point, stamped where they are needed.

They cover so little that a picture of them would be nothing but transparent pixels, as many as those of the bodies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF

from bodymap.ui.drawing import stamps
from bodymap.ui.drawing.highlight import PaintItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter

    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.painting import View

_CELL: Final = 96
"""Marks are looked up by squares of so many pixels: a click repaints a few of them, however many points there are."""


class Over:
    """The marks of a view, which may be faint, and ``items`` under them, which never are.

    ``names`` of places are there only while the marks are not faint: beside what is lit others are written, which keep
    off its zones.
    """

    def __init__(self, view: View, items: Sequence[PaintItem], names: Sequence[PaintItem] = ()) -> None:
        self._items, self._names = items, names
        stamp = stamps.cross("plain", view.grown, view.ratio)
        self._pixmap = stamp.pixmap
        self._corners: list[QPointF] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        if "points" not in view.state.layers:
            return
        zoom, dx, dy = view.camera.zoom, view.camera.x, view.camera.y
        for place in view.scene.places:
            box = stamp.box(place.x * zoom + dx, place.y * zoom + dy)
            if box[2] > 0 and box[0] < view.width and box[3] > 0 and box[1] < view.height:
                for cell in _cells_of(box):
                    self._cells.setdefault(cell, []).append(len(self._corners))
                self._corners.append(QPointF(box[0], box[1]))

    def paint(self, painter: QPainter, box: Box, strength: float) -> None:
        """Paint what of it touches a box, its marks opaque at a ``strength`` of 1."""
        left, top, right, bottom = box
        for item in (*self._items, *self._names) if strength == 1.0 else self._items:
            if item.box[0] < right and item.box[2] > left and item.box[1] < bottom and item.box[3] > top:
                item.paint(painter)
        if not strength:
            return
        corners, pixmap = self._corners, self._pixmap
        painter.setOpacity(strength)
        for number in self._near(box):
            painter.drawPixmap(corners[number], pixmap)
        painter.setOpacity(1.0)

    def item(self, box: Box, strength: float) -> PaintItem:
        """Return what of it touches a box as one thing to paint."""
        return PaintItem(box, lambda painter: self.paint(painter, box, strength))

    def _near(self, box: Box) -> Iterable[int]:
        cells = [each for cell in _cells_of(box) if (each := self._cells.get(cell))]
        if len(cells) == len(self._cells):
            return range(len(self._corners))
        # In one order, whatever box is painted: where two marks touch, the same one lies above.
        return sorted({number for cell in cells for number in cell})


def _cells_of(box: Box) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (int(edge // _CELL) for edge in box)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
