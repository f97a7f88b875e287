"""What lies over everything that is lit: names, faults, and the X of every point, stamped where they are needed.

They cover so little that a picture of them would be nothing but transparent pixels, as many as those of the bodies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF

from bodymap.ui.drawing.highlight import PaintItem
from bodymap.ui.drawing.marks import marks_in_sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter, QPixmap

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
        self._marks: list[tuple[QPointF, QPixmap]] = []
        self._cells: dict[tuple[int, int], list[int]] = {}
        for stamp, x, y in marks_in_sight(view):
            box = stamp.box(x, y)
            for cell in _cells_of(box):
                self._cells.setdefault(cell, []).append(len(self._marks))
            self._marks.append((QPointF(box[0], box[1]), stamp.pixmap))

    def paint(self, painter: QPainter, box: Box, strength: float) -> None:
        """Paint what of it touches a box, its marks opaque at a ``strength`` of 1."""
        left, top, right, bottom = box
        for item in (*self._items, *self._names) if strength == 1.0 else self._items:
            if item.box[0] < right and item.box[2] > left and item.box[1] < bottom and item.box[3] > top:
                item.paint(painter)
        if not strength:
            return
        marks = self._marks
        painter.setOpacity(strength)
        for number in self._near(box):
            painter.drawPixmap(*marks[number])
        painter.setOpacity(1.0)

    def item(self, box: Box, strength: float) -> PaintItem:
        """Return what of it touches a box as one thing to paint."""
        return PaintItem(box, lambda painter: self.paint(painter, box, strength))

    def _near(self, box: Box) -> Iterable[int]:
        cells = [each for cell in _cells_of(box) if (each := self._cells.get(cell))]
        if len(cells) == len(self._cells):
            return range(len(self._marks))
        # In one order, whatever box is painted: where two marks touch, the same one lies above.
        return sorted({number for cell in cells for number in cell})


def _cells_of(box: Box) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = (int(edge // _CELL) for edge in box)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
