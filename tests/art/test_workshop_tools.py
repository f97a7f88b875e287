"""The workshop's tools by themselves: cameras, rasteriser, curves, slivers, arithmetic. Needs no mesh."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from art import curves, slivers
from art.cameras import Camera
from art.ink import tone
from art.raster import Box, box_around, rasterise
from art.steady import PARTS, steady, times
from bodymap.core.pathdata import read_path
from bodymap.core.raster import area_of

ANGLES = st.floats(-180, 180, allow_nan=False)
SQUARE = np.array([[2.0, 2, 0], [8, 2, 0], [8, 8, 0], [2, 8, 0]])
TWO = np.array([[0, 1, 2], [0, 2, 3]])


@given(ANGLES, st.floats(-90, 90, allow_nan=False), ANGLES)
def test_a_camera_turns_and_does_not_stretch(azimuth, elevation, roll) -> None:
    axes = Camera(azimuth, elevation, roll).axes()
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-6)
    assert np.linalg.det(axes) == pytest.approx(-1, abs=1e-6), "right, down, towards the eye"


def test_the_patients_right_is_where_a_camera_has_it() -> None:
    right = np.array([[-1.0, 0, 0]])
    assert Camera(0).project(right)[0, 0] < 0
    assert Camera(180).project(right)[0, 0] > 0
    assert Camera(90).project(right)[0, 2] > 0


def test_a_square_fills_its_pixels_without_a_seam() -> None:
    picture = rasterise(SQUARE, TWO, 10, 10)
    shown = picture.triangle >= 0
    assert shown.sum() == 36
    assert shown[2:8, 2:8].all()
    assert picture.weights[shown].sum(axis=1) == pytest.approx(1)


def test_the_nearer_triangle_is_seen_whichever_comes_first() -> None:
    near = SQUARE + np.array([0, 0, 5.0])
    for order in ([*TWO, *(TWO + 4)], [*(TWO + 4), *TWO]):
        picture = rasterise(np.concatenate([SQUARE, near]), np.array(order), 10, 10)
        assert np.nanmin(picture.depth) == pytest.approx(5)
        assert (np.array(order)[picture.triangle[3, 3]] >= 4).all()


def test_a_triangle_that_turns_its_back_is_drawn_too() -> None:
    there, back = (rasterise(SQUARE, t, 10, 10).triangle >= 0 for t in (TWO, TWO[:, ::-1]))
    assert (there == back).all()


def test_what_lies_outside_the_picture_is_left_out() -> None:
    picture = rasterise(SQUARE - np.array([5.0, 5, 0]), TWO, 10, 10)
    assert (picture.triangle >= 0).sum() == 9
    assert (rasterise(SQUARE + np.array([50.0, 0, 0]), TWO, 10, 10).triangle == -1).all()


def test_a_line_seen_edge_on_shows_nothing() -> None:
    flat = np.array([[1.0, 1, 0], [5, 5, 0], [9, 9, 0]])
    assert (rasterise(flat, np.array([[0, 1, 2]]), 10, 10).triangle == -1).all()


@given(st.integers(0, 2**32 - 1))
def test_last_digits_do_not_change_a_picture(seed) -> None:
    rng = np.random.default_rng(seed)
    points = rng.uniform(-5, 25, (30, 3))
    triangles = rng.integers(0, 30, (20, 3))
    noise = rng.uniform(-1, 1, points.shape) * 1e-12
    first, second = (rasterise(p, triangles, 20, 20) for p in (points, points + noise))
    assert (first.triangle == second.triangle).all()
    assert (first.weights == second.weights).all()


@given(st.integers(0, 2**32 - 1))
def test_a_picture_agrees_with_the_triangles_asked_one_by_one(seed) -> None:
    rng = np.random.default_rng(seed)
    points = rng.integers(-20, 100, (9, 3)) / 4.0
    triangles = rng.permutation(9).reshape(3, 3)
    picture = rasterise(points, triangles, 20, 20)
    for row, column in rng.integers(0, 20, (12, 2)):
        found = [_depth(points[t], column + 0.5, row + 0.5) for t in triangles]
        nearest = max(found)
        depth = picture.depth[row, column]
        assert (np.isnan(depth) and nearest == -np.inf) or depth == pytest.approx(nearest, abs=1e-3)


def _depth(corners: np.ndarray, x: float, y: float) -> float:
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = corners
    double = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    if double == 0:
        return -np.inf
    wb = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / double
    wc = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / double
    return az + wb * (bz - az) + wc * (cz - az) if min(wb, wc, 1 - wb - wc) >= 0 else -np.inf


def test_a_field_is_carried_to_the_pixels_of_its_triangles() -> None:
    picture = rasterise(SQUARE, TWO, 10, 10)
    across = picture.sample(SQUARE[:, 0])
    assert across[4, 2:8] == pytest.approx(np.arange(2, 8) + 0.5)
    assert np.isnan(across[0, 0])
    assert set(picture.pixels_of(np.array([True, True]))) == set(np.flatnonzero(picture.triangle.ravel() >= 0))
    assert (picture.triangle.ravel()[picture.pixels_of(np.array([False, True]))] == 1).all()
    assert picture.cut(Box(2, 2, 4, 4)).triangle.shape == (2, 2)
    assert picture.shows(np.array([0, 3, 9])).tolist() == [True, True, False]


def test_a_box_ends_where_the_picture_does() -> None:
    assert box_around(np.array([[-3.0, 4.2], [6.1, 5.0]]), 1, (8, 10)) == Box(0, 3, 9, 7)
    assert box_around(np.array([[40.0, 40.0]]), 1, (8, 10)).empty


def _disc(radius: float, size: int = 120) -> np.ndarray:
    y, x = np.mgrid[:size, :size] + 0.5 - size / 2
    return np.hypot(x, y) <= radius


def test_an_outline_encloses_what_the_mask_does() -> None:
    for mask, holes in ((_disc(40), 0), (_disc(40) & ~_disc(20), 1)):
        d = curves.mask_path(mask, 0.5, 0.3)
        assert d.count("M") == 1 + holes
        assert area_of([read_path(d)], 0.5).size == pytest.approx(mask.sum() / 4, rel=0.02)


def test_a_round_outline_takes_few_curves_and_stays_near() -> None:
    curve = curves.fitted(curves.outlines(_disc(40))[0], 0.6, closed=True)
    assert len(curve) <= 8
    t = np.linspace(0, 1, 20)
    away = [np.hypot(*(sum(b[:, None] * p for b, p in zip(curves._basis(t), c, strict=True)) - 60).T) for c in curve]
    assert np.concatenate(away) == pytest.approx(40, abs=0.9)


def test_a_corner_stays_a_corner() -> None:
    mask = np.zeros((60, 60), bool)
    mask[10:50, 10:50] = True
    found = curves.fitted(curves.outlines(mask, blur=0)[0], 0.2, closed=True)
    ends = np.array([c[3] for c in found])
    for corner in ((10, 10), (50, 10), (10, 50), (50, 50)):
        assert np.hypot(*(ends - corner).T).min() < 1


def test_specks_are_dropped_and_a_part_of_a_picture_keeps_its_place() -> None:
    mask = np.zeros((40, 40), bool)
    mask[5:8, 5:8] = True
    assert curves.mask_path(mask, 1.0, 0.3, smallest=30) == ""
    mask[10:30, 10:30] = True
    whole = curves.mask_path(mask, 1.0, 0.3, smallest=30)
    assert whole == curves.mask_path(mask[8:, 6:], 1.0, 0.3, smallest=30, corner=(6, 8))


@pytest.mark.parametrize("at", [-0.12, 0.0, 0.3])
def test_what_lies_above_a_level_is_outlined_and_not_the_picture_itself(at) -> None:
    y, x = np.mgrid[:80, :90] + 0.5
    values = np.maximum(1 - np.hypot(x - 40, y - 30) / 20, at - 1)
    d = tone.level_paths(values, at, 1.0, 0.3, 1.0)
    assert d.count("M") == 1
    assert area_of([read_path(d)], 0.5).size == pytest.approx(np.pi * (20 * (1 - at)) ** 2, rel=0.05)


@given(st.floats(-5000, 5000, allow_nan=False))
def test_a_coordinate_has_one_decimal_and_is_near(value) -> None:
    text = curves.number(value)
    assert re.fullmatch(r"-?\d+(\.[1-9])?|-0", text)
    assert float(text) == pytest.approx(value, abs=0.0501)


def test_half_a_decimal_goes_one_way_whatever_the_last_digit() -> None:
    assert {curves.number(n) for n in (0.25, 0.25 - 1e-12, 0.25 + 1e-12)} == {"0.3"}


@given(st.integers(0, 2**32 - 1))
def test_last_digits_do_not_change_a_curve(seed) -> None:
    rng = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, 80)
    radius = 40 + rng.uniform(-6, 6, 80)
    radius[-1] = radius[0]
    line = np.column_stack([60 + radius * np.cos(angle), 60 + radius * np.sin(angle)])
    noise = rng.uniform(-1, 1, line.shape) * 1e-12
    first, second = (
        curves.path_data(curves.fitted(shape, 0.5, closed=True), closed=True) for shape in (line, line + noise)
    )
    assert first == second


@given(st.floats(-1e5, 1e5, allow_nan=False))
def test_steady_keeps_what_matters(value) -> None:
    array = np.array([value])
    assert steady(array)[0] == pytest.approx(value, abs=1 / PARTS)
    assert (steady(steady(array)) == steady(array)).all()


def test_times_is_the_product() -> None:
    rng = np.random.default_rng(1)
    vectors, matrix = rng.normal(size=(4, 5, 3)), rng.normal(size=(2, 3))
    assert times(vectors, matrix) == pytest.approx(vectors @ matrix.T)
    assert times(vectors, matrix[0]) == pytest.approx(vectors @ matrix[0])


def test_a_sliver_goes_and_a_small_part_seen_in_full_stays() -> None:
    mask = np.zeros((100, 100), bool)
    mask[:50, :50] = True  # 25 cm2
    mask[90:, 90:93] = True  # 0.3 cm2
    owner = np.zeros(mask.shape, int)
    kept = slivers.left(mask, 10.0, np.array([30.0]), owner)
    assert kept.sum() == 2500
    # The same speck is all that a part of its own has.
    owner[80:, 80:] = 1
    assert slivers.left(mask, 10.0, np.array([30.0, 0.4]), owner).sum() == mask.sum()
    # A strip is dropped with the share of its zone that it shows, large as it may be.
    assert slivers.left(mask, 10.0, np.array([500.0, 0.4]), owner).sum() == 30


@pytest.mark.parametrize(("area", "least"), [(0.4, 0.1), (4.0, 1.0), (10.0, 1.0), (100.0, 6.0)])
def test_the_threshold_of_a_sliver(area, least) -> None:
    assert slivers.least(area) == pytest.approx(least)
