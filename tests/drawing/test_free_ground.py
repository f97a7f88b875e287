"""What is said on the stage stands on its free ground, as near to the lower left as it can."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from bodymap.ui.drawing.free_ground import FreeGround

GROUND, CELL, INSET = "#fbfaf3", 5, 10
WIDE, HIGH = 403, 252


def pictured(bodies: list[QRect], taken: list[QRectF]) -> FreeGround:
    picture = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    picture.fill(QColor(GROUND))
    painter = QPainter(picture)
    for each in bodies:
        painter.fillRect(each, QColor("#c08070"))
    painter.end()
    return FreeGround(picture, GROUND, taken)


def whole_cells(box: QRect) -> QRectF:
    """A box that fills the cells it lies in, less than half a pixel."""
    left, top = box.left() // CELL * CELL, box.top() // CELL * CELL
    right, bottom = box.right() // CELL * CELL + CELL, box.bottom() // CELL * CELL + CELL
    return QRectF(QRect(left, top, right - left, bottom - top)).adjusted(0.25, 0.25, -0.25, -0.25)


def wide_berth(box: QRectF) -> QRectF:
    return box.adjusted(-CELL, -CELL, CELL, CELL)


def cost(box: QRectF) -> float:
    return box.left() - 2 * box.top()


@pytest.mark.parametrize("seed", range(40))
def test_the_corner_is_the_nearest_free_place_of_all(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same places each time

    def somewhere(largest: int) -> QRect:
        return QRect(chance.randrange(WIDE), chance.randrange(HIGH), chance.randint(5, largest), chance.randint(5, 60))

    bodies = [somewhere(90) for _ in range(chance.randint(3, 14))]
    free = pictured(bodies, [whole_cells(somewhere(90)) for _ in range(chance.randint(0, 4))])
    wide, high = chance.randint(30, 160) + 0.5, chance.randint(15, 40) + 0.5
    all_boxes = (
        QRectF(left, top, wide, high)
        for left in range(INSET, int(WIDE - INSET - wide) + 1, CELL)
        for top in range(INSET, int(HIGH - INSET - high) + 1, CELL)
    )
    nearest = min(map(cost, filter(lambda box: free.is_free(wide_berth(box)), all_boxes)), default=None)
    box = free.corner(wide, high, INSET)
    assert (nearest is None) == (box is None)
    if box is not None:
        assert nearest is not None
        assert free.is_free(wide_berth(box))
        assert (box.width(), box.height()) == (wide, high)
        assert cost(box) <= nearest


@pytest.mark.parametrize("seed", range(60))
def test_the_places_beside_a_column_are_those_that_are_free_one_after_the_other(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same places each time

    def somewhere(largest: int) -> QRect:
        return QRect(chance.randrange(WIDE), chance.randrange(HIGH), chance.randint(3, largest), chance.randint(5, 60))

    bodies = [somewhere(60) for _ in range(chance.randint(0, 5))]
    free = pictured(bodies, [QRectF(somewhere(70)) for _ in range(chance.randint(0, 5))])
    for _ in range(40):
        wide, high = chance.uniform(10, 90), chance.uniform(10, 30)
        x, top = chance.uniform(-30, WIDE + 30), chance.uniform(5, HIGH - 45)
        strip = free._strip(top, high)
        assert strip is not None
        expected = []
        for away in range(14, 300, 6):
            left = [each for each in (x - away - wide, x + away) if free.is_free(QRectF(each, top, wide, high))]
            expected += [(away, left[0])] if left else []
        assert list(strip.beside(x, wide)) == expected


def test_the_next_stands_beside_what_was_taken() -> None:
    free = pictured([], [])
    first = free.corner(120, 30, INSET)
    assert first is not None
    free.take(first)
    second = free.corner(120, 30, INSET)
    assert second is not None
    assert not first.intersects(second)


def test_where_everything_is_taken_there_is_no_corner() -> None:
    assert pictured([QRect(0, 0, WIDE, HIGH)], []).corner(30, 15, INSET) is None
    assert pictured([], []).corner(WIDE, 15, INSET) is None
