"""Where names may stand: on the empty ground beside the bodies, near what they name."""

from __future__ import annotations

from functools import reduce
from math import ceil
from operator import or_
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CELL: Final = 5
"""Pixels of the stage that are looked at together."""
_NEAREST, _FARTHEST, _STEP = 14, 300, 6
"""From what is named to its name, in pixels."""
_SHIFTS: Final = (0.0, -1.0, 1.0, -2.0, 2.0, -3.0, 3.0, -4.5, 4.5, -6.0, 6.0)
"""Lines above or below."""
_ASIDE: Final = 0.8
"""What a line aside costs against as many pixels of distance."""


class FreeGround:
    """The empty ground of a picture of the stage. What is taken once is free no more, and no line runs over a name."""

    def __init__(self, picture: QImage, ground: str, taken: Sequence[QRectF] = ()) -> None:
        size = picture.size() / picture.devicePixelRatio()
        small = picture.scaled(
            QSize(max(1, size.width() // _CELL), max(1, size.height() // _CELL)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.FastTransformation,
        )
        mask = small.createMaskFromColor(QColor(ground).rgb(), Qt.MaskMode.MaskInColor)
        grey = mask.convertToFormat(QImage.Format.Format_Grayscale8)
        self._seen = QRectF(0, 0, size.width(), size.height()).adjusted(4, 4, -4, -4)
        self._width, self._height, self._stride = small.width(), small.height(), grey.bytesPerLine()
        # A mask has ink where the colour is another one.
        table = bytes(1 if value < 128 else 0 for value in range(256))
        self._bodies = bytes(grey.constBits()).translate(table)
        self._taken = list(taken)
        self._names: list[tuple[QRectF, QLineF]] = []

    def is_free(self, box: QRectF) -> bool:
        """Whether nothing is drawn in a box, and nothing else stands there."""
        if not self._seen.contains(box) or any(box.intersects(one) for one in self._taken):
            return False
        left, right = int(box.left() // _CELL), min(self._width - 1, int(box.right() // _CELL))
        for row in range(int(box.top() // _CELL), min(self._height - 1, int(box.bottom() // _CELL)) + 1):
            if 1 in self._bodies[row * self._stride + left : row * self._stride + right + 1]:
                return False
        return True

    def place(
        self, at: QPointF, wide: float, high: float, crosses: Callable[[QPointF, QPointF], bool] | None = None
    ) -> QRectF | None:
        """Return the nearest free place for a name of this size beside a position, and take it; none where none is.

        ``crosses`` says whether a line from there to the position would hide something.
        """
        best: tuple[float, QRectF] | None = None
        for shift in _SHIFTS:
            for away in range(_NEAREST, _FARTHEST, _STEP):
                cost = away + abs(shift) * high * _ASIDE
                if best is not None and cost >= best[0]:
                    break
                top = at.y() + (shift - 0.5) * high
                sides = (QRectF(at.x() - away - wide, top, wide, high), QRectF(at.x() + away, top, wide, high))
                box = next((each for each in sides if self.is_free(each)), None)
                if box is not None and self._runs_over(box, at, crosses):
                    box = None
                if box is not None:
                    best = cost, box
                    break
        if best is None:
            return None
        self._taken.append(best[1].adjusted(-3, -2, 3, 2))
        self._names.append((best[1], QLineF(edge_towards(best[1], at), at)))
        return best[1]

    def take(self, box: QRectF) -> None:
        """Keep a box for what stands there."""
        self._taken.append(box)

    def corner(self, wide: float, high: float, inset: float) -> QRectF | None:
        """Return the free place of this size nearest to the lower left corner, rather along the edge than up.

        A cell around it is free as well: thin lines run between the pixels that are looked at.
        """
        across, down = (int(length // _CELL) + 3 for length in (wide, high))
        rows = self._rows()
        begin = ceil(inset / _CELL) - 1
        rightmost = int((self._seen.right() + 4 - inset - wide) // _CELL) - 1
        lowest = int((self._seen.bottom() + 4 - inset - high) // _CELL) - 1
        within = ((1 << 8 * max(0, rightmost + across - begin)) - 1) // 255 << 8 * begin
        best: tuple[int, int, int] | None = None
        for top in range(lowest, begin - 1, -1):
            up = lowest - top
            if best is not None and 2 * up >= best[0]:
                break
            free = _runs(within & ~reduce(or_, rows[top : top + down]), across)
            if free:
                left = (free & -free).bit_length() // 8
                best = min(best or (left + 2 * up, left, top), (left + 2 * up, left, top))
        return None if best is None else QRectF((best[1] + 1) * _CELL, (best[2] + 1) * _CELL, wide, high)

    def _rows(self) -> list[int]:
        """Return the cells row by row as numbers, a byte for each from the left, 1 where something is."""
        rows = [
            int.from_bytes(self._bodies[row * self._stride : row * self._stride + self._width], "little")
            for row in range(self._height)
        ]
        for box in self._taken:
            left, right = max(0, int(box.left() // _CELL)), min(self._width - 1, int(box.right() // _CELL))
            ones = ((1 << 8 * max(0, right - left + 1)) - 1) // 255 << 8 * left
            for row in range(max(0, int(box.top() // _CELL)), min(self._height - 1, int(box.bottom() // _CELL)) + 1):
                rows[row] |= ones
        return rows

    def _runs_over(self, box: QRectF, at: QPointF, crosses: Callable[[QPointF, QPointF], bool] | None) -> bool:
        """Whether the line of this name would hide something, or lie over another name, or that one's over it."""
        line = QLineF(edge_towards(box, at), at)
        if any(strikes(other, line) or strikes(box, its) for other, its in self._names):
            return True
        return crosses is not None and crosses(line.p1(), line.p2())


def _runs(free: int, length: int) -> int:
    """Return of the free cells of a row, a byte each, those from which so many to the right are free."""
    have = 1
    while have < length:
        step = min(have, length - have)
        free &= free >> 8 * step
        have += step
    return free


def strikes(box: QRectF, line: QLineF) -> bool:
    """Whether a line runs over a box: over one of its diagonals."""
    bounded = QLineF.IntersectionType.BoundedIntersection
    diagonals = QLineF(box.topLeft(), box.bottomRight()), QLineF(box.topRight(), box.bottomLeft())
    return any(each.intersects(line)[0] == bounded for each in diagonals)


def edge_towards(box: QRectF, at: QPointF) -> QPointF:
    """Return where a line from a name to what it names begins."""
    return QPointF(box.left() if box.left() > at.x() else box.right(), box.center().y())
