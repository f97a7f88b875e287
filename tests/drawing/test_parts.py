"""What of a shape hangs together, and how wide it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from bodymap.ui.drawing.parts import breadth_of, joined, parts_of


def boxes(*rects: tuple[float, float, float, float]) -> QPainterPath:
    path = QPainterPath()
    for rect in rects:
        path.addRect(QRectF(*rect))
    return path


def test_parts_keep_what_lies_further_in_and_their_holes():
    strip, plate, hole, island = (0, 0, 100, 4), (0, 20, 100, 100), (20, 40, 60, 60), (40, 60, 20, 20)
    outer, core = boxes(strip, plate, hole, island), boxes((5, 25, 90, 10))
    parts = parts_of((outer, core))
    assert [len(part.paths) for part in parts] == [1, 2, 1]
    assert [part.paths[0].boundingRect() for part in parts] == [QRectF(*each) for each in (strip, plate, island)]
    assert not parts[1].paths[0].contains(QPointF(30, 50)), "a hole"
    assert parts[1].paths[1] == core
    whole = joined(parts)
    assert [path.boundingRect() for path in whole] == [outer.boundingRect(), core.boundingRect()]
    assert whole[0].contains(QPointF(50, 70))
    assert not whole[0].contains(QPointF(30, 50))


def test_a_shape_in_one_part_is_left_as_it_is():
    paths = (boxes((0, 0, 10, 10)), boxes((2, 2, 6, 6)))
    (part,) = parts_of(paths)
    assert part.paths is paths
    assert parts_of(()) == ()


def test_curves_stay_curves_where_a_shape_is_taken_apart():
    path = boxes((100, 100, 10, 10))
    path.addEllipse(QRectF(0, 0, 20, 20))
    disc = parts_of((path,))[1].paths[0]
    assert any(disc.elementAt(number).isCurveTo() for number in range(disc.elementCount()))


def test_a_strip_is_as_wide_as_it_is_and_a_ring_as_its_band():
    assert breadth_of(boxes((0, 0, 1000, 8))) == pytest.approx(8, rel=0.02)
    assert breadth_of(boxes((0, 0, 100, 100), (10, 10, 80, 80))) == pytest.approx(10, rel=0.02)
    assert breadth_of(QPainterPath()) == 0
