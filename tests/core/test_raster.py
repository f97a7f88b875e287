"""Areas of shapes, against shapes whose areas one can write down."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core import raster
from bodymap.core.pathdata import PathError, read_path
from bodymap.core.raster import Area, Effort, empty, polygons_of

if TYPE_CHECKING:
    from collections.abc import Iterable

STEP = 0.5
SIZES = st.floats(min_value=8, max_value=200)
PLACES = st.floats(min_value=-100, max_value=100)


def area_of(paths: Iterable[str], step: float) -> Area:
    return raster.area_of(map(read_path, paths), step)


def box(x: float, y: float, width: float, height: float) -> str:
    right, bottom = x + width, y + height
    return f"M{x:.6f} {y:.6f}L{right:.6f} {y:.6f}L{right:.6f} {bottom:.6f}L{x:.6f} {bottom:.6f}Z"


def circle(x: float, y: float, r: float) -> str:
    k = r * 4 / 3 * (2**0.5 - 1)
    quarters = [
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    ]
    return f"M{x + r:.6f} {y:.6f}" + "".join("C" + " ".join(f"{n:.6f}" for n in q) for q in quarters) + "Z"


def overlap(a: float, b: float, c: float, d: float) -> float:
    return max(0.0, min(a + b, c + d) - max(a, c))


@given(PLACES, PLACES, SIZES, SIZES)
def test_a_box_is_as_large_as_its_sides_say(x: float, y: float, width: float, height: float) -> None:
    assert area_of([box(x, y, width, height)], STEP).size == pytest.approx(width * height, abs=width * STEP)


@given(PLACES, PLACES, SIZES, SIZES)
def test_the_mirror_of_a_box_is_the_box_on_the_other_side(x: float, y: float, width: float, height: float) -> None:
    first, other = area_of([box(x, y, width, height)], STEP), area_of([box(90 - x - width, y, width, height)], STEP)
    assert first.mirrored(90).size == pytest.approx(first.size)
    assert (first.mirrored(90) & other).size == pytest.approx(other.size, abs=1e-3 * height)


@given(PLACES, PLACES, SIZES)
def test_a_circle_is_as_large_as_its_radius_says(x: float, y: float, r: float) -> None:
    assert area_of([circle(x, y, r)], STEP).size == pytest.approx(pi * r * r, rel=0.03)


@given(PLACES, PLACES, SIZES, SIZES, PLACES, PLACES, SIZES, SIZES)
def test_two_boxes_share_what_their_sides_share(
    x: float, y: float, w: float, h: float, u: float, v: float, m: float, n: float
) -> None:
    first, second = area_of([box(x, y, w, h)], STEP), area_of([box(u, v, m, n)], STEP)
    wide = overlap(x, w, u, m)
    assert (first & second).size == pytest.approx(wide * overlap(y, h, v, n), abs=wide * STEP + 1e-6)
    assert (first | second).size == pytest.approx(first.size + second.size - (first & second).size)
    assert first & second == second & first
    assert first | second == second | first


@given(st.lists(st.tuples(PLACES, PLACES), min_size=3, max_size=12))
def test_a_shape_shares_all_of_itself_with_itself(corners: list[tuple[float, float]]) -> None:
    d = "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in corners) + "Z"
    area = area_of([d], STEP)
    assert area & area == area
    assert area | area == area
    assert (area & empty(STEP)).size == 0


@given(PLACES, PLACES, st.floats(min_value=20, max_value=100), st.floats(0, 2 * pi), st.floats(0, 2))
def test_a_circle_holds_what_is_within_its_radius(x: float, y: float, r: float, turn: float, out: float) -> None:
    if abs(out - 1) > 0.06:
        held = area_of([circle(x, y, r)], STEP).holds(x + out * r * cos(turn), y + out * r * sin(turn))
        assert held == (out < 1)


def test_a_shape_inside_a_shape_of_one_path_is_a_hole() -> None:
    ring = area_of([box(0, 0, 40, 40) + box(10, 10, 20, 20)], STEP)
    assert ring.size == pytest.approx(1600 - 400)
    assert not ring.holds(20, 20)
    assert ring.holds(5, 20)


def test_a_slope_is_measured_in_the_middle_of_each_scanline() -> None:
    triangle = area_of(["M0 0L10 10L0 10Z"], STEP)
    assert triangle.size == pytest.approx(50)
    assert triangle.holds(4.9, 5)
    assert not triangle.holds(5.6, 5)


def test_nested_paths_are_one_area() -> None:
    assert area_of([box(0, 0, 40, 40), box(10, 10, 20, 20)], STEP).size == pytest.approx(1600)


def test_curves_become_lines_and_straight_ones_stay_few() -> None:
    assert polygons_of(read_path("M0 0L1-1.5Z M5 5L6 6")) == [[(0, 0), (1, -1.5)], [(5, 5), (6, 6)]]
    (bent,) = polygons_of(read_path("M0 0C0 100 100 100 100 0Z"))
    assert len(bent) == 9
    assert bent[4] == pytest.approx((50, 75))
    assert len(polygons_of(read_path("M0 0C0 1 1 1 1 0Z"))[0]) == 2


def test_what_would_take_for_ever_is_an_error() -> None:
    zigzag = "M0 0" + "L0 9999L9 -9999" * 100
    with pytest.raises(PathError, match="intricate"):
        raster.area_of([read_path(zigzag)], 0.1)
    effort = Effort(2500)
    raster.area_of([read_path(box(0, 0, 10, 100))], 0.1, effort)
    with pytest.raises(PathError, match="intricate"):
        raster.area_of([read_path(box(0, 0, 10, 100))], 0.1, effort)


def test_nothing_is_no_area() -> None:
    assert not area_of([], STEP)
    assert area_of(["M1 1L1 1Z"], STEP).size == 0
    assert Area(STEP, {}) == empty(STEP)
