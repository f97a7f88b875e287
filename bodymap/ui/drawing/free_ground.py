"""Where names may stand: on the empty ground beside the bodies, near what they name."""

from __future__ import annotations

from functools import reduce
from math import ceil
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_Four: TypeAlias = tuple[float, float, float, float]
"""The edges of a box, or the ends of a line. Asked of Qt, time and again, they would take most of the time."""
_CELL: Final = 5
"""Pixels of the stage that are looked at together."""
_NEAREST, _FARTHEST, _STEP = 14, 300, 6
"""From what is named to its name, in pixels."""
_AWAY: Final = range(_NEAREST, _FARTHEST, _STEP)
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
        bodies = bytes(grey.constBits()).translate(table)
        lines = (bodies[row * self._stride : (row + 1) * self._stride] for row in range(self._height))
        # A row is a number with a byte for each cell from the left, 1 where there is ink.
        self._bodies = [int.from_bytes(line, "little") for line in lines]
        self._taken: list[_Four] = []
        for box in taken:
            self.take(box)
        self._names: list[tuple[_Four, _Four, _Four]] = []
        """The box of each name, its line, and the box around that."""

    def is_free(self, box: QRectF) -> bool:
        """Whether nothing is drawn in a box, and nothing else stands there."""
        strip = self._strip(box.top(), box.height())
        return strip is not None and strip.is_free(box.left(), box.width())

    def _strip(self, top: float, high: float) -> _Strip | None:
        """Return what there is between two heights; none where that is not all in sight."""
        bottom = top + high
        if top < self._seen.top() or bottom > self._seen.bottom():
            return None
        first, last = int(top // _CELL), min(self._height - 1, int(bottom // _CELL))
        bodies = reduce(or_, self._bodies[first : last + 1], 0).to_bytes(self._stride, "little")
        taken = [(left, right) for left, up, right, down in self._taken if up < bottom and down > top]
        return _Strip(bodies, taken, self._seen.left(), self._seen.right(), self._width)

    def place(
        self, at: QPointF, wide: float, high: float, crosses: Callable[[QPointF, QPointF], bool] | None = None
    ) -> QRectF | None:
        """Return the nearest free place for a name of this size beside a position, and take it; none where none is.

        ``crosses`` says whether a line from there to the position would hide something.
        """
        x, y = at.x(), at.y()
        best: tuple[float, QRectF] | None = None
        for shift in _SHIFTS:
            aside = abs(shift) * high * _ASIDE
            if best is not None and aside + _NEAREST >= best[0]:
                continue
            top = y + (shift - 0.5) * high
            strip = self._strip(top, high)
            if strip is None:
                continue
            for away, left in strip.beside(x, wide):
                if best is not None and away + aside >= best[0]:
                    break
                box = QRectF(left, top, wide, high)
                if not self._runs_over(box, at, crosses):
                    best = away + aside, box
                    break
        if best is None:
            return None
        self.take(best[1].adjusted(-3, -2, 3, 2))
        ends = _ends(QLineF(edge_towards(best[1], at), at))
        self._names.append((_edges(best[1]), ends, _span(ends)))
        return best[1]

    def take(self, box: QRectF) -> None:
        """Keep a box for what stands there."""
        if not box.isEmpty():
            self._taken.append(_edges(box))

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
        """Return the cells row by row as numbers, 1 where a body or anything else is."""
        within = (1 << 8 * self._width) - 1
        rows = [row & within for row in self._bodies]
        for left, top, right, bottom in self._taken:
            first, last = max(0, int(left // _CELL)), min(self._width - 1, int(right // _CELL))
            ones = ((1 << 8 * max(0, last - first + 1)) - 1) // 255 << 8 * first
            for row in range(max(0, int(top // _CELL)), min(self._height - 1, int(bottom // _CELL)) + 1):
                rows[row] |= ones
        return rows

    def _runs_over(self, box: QRectF, at: QPointF, crosses: Callable[[QPointF, QPointF], bool] | None) -> bool:
        """Whether the line of this name would hide something, or lie over another name, or that one's over it."""
        line = QLineF(edge_towards(box, at), at)
        own, ends = _edges(box), _ends(line)
        left, top, right, bottom = own
        x0, y0, x1, y1 = _span(ends)
        for other, its, (a0, b0, a1, b1) in self._names:
            # Most are nowhere near, which is seen without asking for more.
            if x1 >= other[0] and x0 <= other[2] and y1 >= other[1] and y0 <= other[3] and _strikes(other, ends):
                return True
            if a1 >= left and a0 <= right and b1 >= top and b0 <= bottom and _strikes(own, its):
                return True
        return crosses is not None and crosses(line.p1(), line.p2())


class _Strip(NamedTuple):
    """What there is between two heights: where bodies are, cell by cell, and what else, from where to where."""

    bodies: bytes
    taken: list[tuple[float, float]]
    left: float
    right: float
    width: int

    def is_free(self, left: float, wide: float) -> bool:
        """Whether there is nothing on so much of it, and that is in sight."""
        right = left + wide
        if left < self.left or right > self.right:
            return False
        if self.bodies.find(1, int(left // _CELL), self._end(right)) >= 0:
            return False
        return not any(begin < right and end > left for begin, end in self.taken)

    def beside(self, x: float, wide: float) -> Iterator[tuple[int, float]]:
        """Yield where so much is free beside a column, the nearest first, rather to its left: how far off, and where.

        Whatever is in the way is stepped over at once: most names find no place, and would try a thousand.
        """
        steps = len(_AWAY)
        before = after = -1
        step = 0
        while step < steps:
            if before < step:
                before = self._step_before(x, wide, step)
            if after < step:
                after = self._step_after(x, wide, step)
            step = min(before, after)
            if step < steps:
                away = _AWAY[step]
                yield away, x - away - wide if before == step else x + away
            step += 1

    def _step_before(self, x: float, wide: float, step: int) -> int:
        """Return the first step from this one on at which so much is free to the left of a column."""
        while step < len(_AWAY):
            left = x - _AWAY[step] - wide
            right = left + wide
            if left < self.left:
                return len(_AWAY)
            if right > self.right:
                edge = self.right
            elif (cell := self.bodies.find(1, int(left // _CELL), self._end(right))) >= 0:
                edge = float(cell * _CELL)
            else:
                edge = min((begin for begin, end in self.taken if begin < right and end > left), default=right)
                if edge == right:
                    return step
            step = max(step + 1, int((x - edge - _NEAREST) // _STEP))
        return step

    def _step_after(self, x: float, wide: float, step: int) -> int:
        """Return the first step from this one on at which so much is free to the right of a column."""
        while step < len(_AWAY):
            left = x + _AWAY[step]
            right = left + wide
            if right > self.right:
                return len(_AWAY)
            if left < self.left:
                edge = self.left
            elif (cell := self.bodies.rfind(1, int(left // _CELL), self._end(right))) >= 0:
                edge = float((cell + 1) * _CELL)
            else:
                edge = max((end for begin, end in self.taken if begin < right and end > left), default=left)
                if edge == left:
                    return step
            step = max(step + 1, int((edge - x - _NEAREST) // _STEP))
        return step

    def _end(self, right: float) -> int:
        return min(self.width - 1, int(right // _CELL)) + 1


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
    return _strikes(_edges(box), _ends(line))


def _strikes(box: _Four, line: _Four) -> bool:
    left, top, right, bottom = box
    x0, y0, x1, y1 = _span(line)
    if x1 < left or x0 > right or y1 < top or y0 > bottom:
        # As nearly all do.
        return False
    return _meet(line, (left, top, right, bottom)) or _meet(line, (right, top, left, bottom))


def _meet(one: _Four, other: _Four) -> bool:
    """Whether two lines, each between its ends, have a place in common; never where they run side by side."""
    (ax, ay, bx, by), (cx, cy, dx, dy) = one, other
    across, down, other_across, other_down = bx - ax, by - ay, cx - dx, cy - dy
    turn = down * other_across - across * other_down
    if turn == 0:
        return False
    off_x, off_y = ax - cx, ay - cy
    along = (other_down * off_x - other_across * off_y) / turn
    other_along = (across * off_y - down * off_x) / turn
    return 0 <= along <= 1 and 0 <= other_along <= 1


def _edges(box: QRectF) -> _Four:
    return box.left(), box.top(), box.right(), box.bottom()


def _ends(line: QLineF) -> _Four:
    return line.x1(), line.y1(), line.x2(), line.y2()


def _span(line: _Four) -> _Four:
    """Return the box around a line."""
    x0, y0, x1, y1 = line
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def edge_towards(box: QRectF, at: QPointF) -> QPointF:
    """Return where a line from a name to what it names begins."""
    return QPointF(box.left() if box.left() > at.x() else box.right(), box.center().y())
