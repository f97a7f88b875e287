"""The sheets of a point share the stage so that none pays for all."""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import get_args

import pytest

from bodymap.core.state import Figure
from bodymap.ui.drawing.arranging import arrange
from bodymap.ui.drawing.layout import Extent
from tests.drawing.test_told_apart import HEADER, STAGE, drawings, index, scales
from tests.turns import todays

pytestmark = pytest.mark.usefixtures("qapp")

LEAST = 120
"""Side of a square of a close-up's area, in pixels of that stage."""
BODY, HAND, LONG, HEAD = (
    Extent(900, 1800, 10, whole=True),
    Extent(500, 900, 40, whole=False),
    Extent(2000, 800, 20, whole=False),
    Extent(1500, 1000, 30, whole=False),
)
TALL = Extent(300, 1200, 20, whole=False)


@pytest.mark.parametrize("others", [(BODY, HEAD), (BODY, HAND, LONG), (BODY, HAND, LONG, HEAD)])
def test_a_tall_drawing_uses_the_height_of_the_stage(others: tuple[Extent, ...]) -> None:
    *_, tall = arrange((*others, TALL), *STAGE, HEADER)
    assert tall.height > 0.9 * (STAGE[1] - HEADER)


def test_drawings_of_the_same_shape_are_of_the_same_size() -> None:
    for count in range(2, 5):
        placed = arrange([HAND] * count, *STAGE, HEADER)
        assert [each.height for each in placed] == pytest.approx([placed[0].height] * count)


def test_they_are_read_in_their_order() -> None:
    placed = arrange([BODY, HAND, LONG, HEAD, TALL], *STAGE, HEADER)
    for one, other in pairwise(placed):
        assert other.x >= one.right or other.y >= one.bottom


@pytest.mark.parametrize("figure", get_args(Figure))
@pytest.mark.parametrize("point_id", todays([point.id for point in index().points], 6))
def test_no_close_up_of_a_point_is_too_small_to_be_read(figure: Figure, point_id: str) -> None:
    for name, scale in scales("stage", figure, point_id):
        info, art = drawings().library.info(name), drawings().library.art(figure, name)
        assert info.group == "whole" or scale * sqrt(art.width * art.height) > LEAST, name
