"""The skin at run time: cells, mirrored places, ways along it, and what a sheet shows of it."""

from __future__ import annotations

import gc
import sys
import time
import weakref
from heapq import heappop, heappush
from math import pi
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.skin import arrays, table
from bodymap.core.skin.along import cells_within, nearest, spread
from bodymap.core.skin.sheet_map import read_sheet_map
from bodymap.core.skin.table import PARTS, Place, Skin, apart, read_skin, read_skin_ahead

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NUMBERS = st.integers(0, 10**6)
SHARES = st.integers(0, PARTS)


def cell_near(skin: Skin, at: tuple[float, float, float]) -> int:
    return min(range(skin.count), key=lambda cell: apart(skin.centre(cell), at))


def walked(skin: Skin, start: Place, limit: float) -> dict[int, float]:
    """How far cells' middles are by steps from corner to corner over edges and diagonals: never less than the truth."""
    at = skin.point(start)
    queue = [(apart(at, skin.vertex(corner)), corner, start.cell) for corner in skin.corners(start.cell)]
    done: dict[int, float] = {}
    cells: dict[int, float] = {start.cell: apart(at, skin.centre(start.cell))}
    queue.sort()
    while queue:
        far, vertex, cell = heappop(queue)
        if vertex in done or far > limit:
            continue
        done[vertex] = far
        for each in skin.fan(vertex, cell):
            middle = far + apart(skin.vertex(vertex), skin.centre(each))
            cells[each] = min(middle, cells.get(each, middle))
            for corner in skin.corners(each):
                if corner not in done:
                    heappush(queue, (far + apart(skin.vertex(vertex), skin.vertex(corner)), corner, each))
    return cells


def test_the_skin_is_closed_and_every_neighbour_has_its_neighbour(skin: Skin) -> None:
    for cell in range(0, skin.count, 7):
        assert all(cell in skin.neighbours(other) for other in skin.neighbours(cell))
    assert 15_000 < sum(map(skin.area, range(skin.count))) < 25_000


@given(NUMBERS, SHARES, SHARES)
def test_a_place_that_is_mirrored_twice_is_itself(skin: Skin, number: int, u: int, v: int) -> None:
    place = Place(number % skin.count, u, v)
    other = skin.mirrored(place)
    assert skin.mirrored(other) == place
    x, y, z = skin.point(place)
    assert skin.point(other) == pytest.approx((-x, y, z), abs=1e-4)
    assert skin.region(other.cell) == skin.region(place.cell)


@settings(max_examples=25)
@given(NUMBERS, st.sampled_from([0.5, 1.0, 2.0]))
def test_nothing_reached_is_farther_along_the_skin_than_the_radius(skin: Skin, number: int, radius: float) -> None:
    place = Place(number % skin.count, PARTS // 2, PARTS // 2)
    near = cells_within(skin, place, radius)
    far = walked(skin, place, radius * 1.6 + 2)
    for cell, told in near.items():
        # Steps over edges and diagonals are at most 8 % longer than the way, but for the first and the last.
        assert far[cell] <= radius * 1.09 + 2 * max(skin.size(cell), skin.size(place.cell))
        assert apart(skin.point(place), skin.centre(cell)) <= told + 1e-6


@pytest.mark.parametrize("region", ["hand.dorsal", "finger.index", "thigh.medial"])
def test_what_is_near_through_the_air_is_not_reached(skin: Skin, region: str) -> None:
    cells = [cell for cell in range(skin.count) if skin.region(cell) == region]
    middles = {cell: skin.centre(cell) for cell in range(0, skin.count, 3)}
    found = 0
    for cell in cells[:: max(1, len(cells) // 6)]:
        place = Place(cell, PARTS // 2, PARTS // 2)
        # On the thigh the other one is far; on hand and fingers the back and the next finger are near.
        reach = 12.0 if region == "thigh.medial" else 3.0
        far = walked(skin, place, 1.4 * reach)
        at = skin.centre(cell)
        through = {one for one, middle in middles.items() if apart(at, middle) < reach and one not in far}
        assert not through & set(cells_within(skin, place, reach))
        found += len(through)
    assert found > 10


def test_on_flat_skin_the_way_is_the_straight_line(skin: Skin) -> None:
    cell = cell_near(skin, (-12.0, 75.0, 5.0))
    place = Place(cell, 40, 200)
    reach = spread(skin, (place,), 3.0)
    for vertex, far in reach.corners.items():
        straight = apart(skin.point(place), skin.vertex(vertex))
        assert straight - 1e-9 <= far
        if far < 3:
            assert far < straight * 1.06


def test_area_within_a_radius_is_that_of_a_disc(skin: Skin) -> None:
    cell = cell_near(skin, (-12.0, 75.0, 5.0))
    area = sum(map(skin.area, cells_within(skin, Place(cell, 128, 128), 5.0)))
    assert area == pytest.approx(pi * 25, rel=0.12)


def test_the_nearest_of_a_line_is_between_its_points_unless_there_is_a_gap() -> None:
    line = [(0.0, 0.0, 0.0), (2.0, 0.0, 0.0)]
    assert nearest((1.0, 1.0, 0.0), line, 2.0) == pytest.approx(1.0)
    assert nearest((1.0, 1.0, 0.0), line, 1.9) == pytest.approx(2**0.5)


@pytest.mark.parametrize("name", ["woman/hand-palm", "man/front"])
def test_a_point_of_a_sheet_leads_to_the_place_that_it_shows(skin: Skin, name: str) -> None:
    sheet = read_sheet_map(assets.skin_root() / f"{name}.skin", skin)
    # Each corner lies where the map says, seen from the cells around it.
    seen = 0
    for n in range(0, len(sheet.shown), 53):
        x, y = sheet.x[n] * sheet.units, sheet.y[n] * sheet.units
        place = sheet.place_at(skin, x, y)
        if place is not None and sheet.shown[n] in skin.corners(place.cell):
            assert apart(skin.point(place), skin.vertex(sheet.shown[n])) < 0.6
            seen += 1
    assert seen > 20
    assert sheet.place_at(skin, -5.0, -5.0) is None
    assert sheet.place_at(skin, 1e6, 3.0) is None


def test_a_file_that_is_none_is_told(tmp_path: Path, skin: Skin) -> None:
    for content in (b"", b"{}\n", b'{"arrays": []}\nxx', (assets.skin_root() / "places.skin").read_bytes()[:5000]):
        (tmp_path / "cells.skin").write_bytes(content)
        (tmp_path / "places.skin").write_bytes(content)
        with pytest.raises(ValueError, match=r"\.skin"):
            read_skin(tmp_path)
        with pytest.raises(ValueError, match=r"\.skin"):
            read_sheet_map(tmp_path / "places.skin", skin)


def test_what_was_read_ahead_comes_once_and_the_next_use_lets_go_of_what_nobody_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(table, "_in_use", {})
    root = assets.skin_root()
    path = root / "woman" / "head-top.skin"
    arrays.forget_ahead()
    arrays.read_ahead(path)
    (ahead,) = arrays._ahead.values()
    assert arrays.read_arrays(path) is ahead.result()
    assert not arrays._ahead
    # A window that is closed before it is painted in asks for nothing.
    arrays.read_ahead(path)
    read_skin_ahead(root)
    assert path not in {key[0] for key in arrays._ahead}
    read_skin(root)
    assert not arrays._ahead


def test_the_tables_are_there_once_however_many_windows_paint(skin: Skin) -> None:
    assert read_skin(assets.skin_root()) is skin
    arrays.forget_ahead()
    read_skin_ahead(assets.skin_root())
    assert not arrays._ahead


def test_what_was_read_ahead_keeps_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread keeps what is told of exceptions when it is made, and that keeps the window it tells them in."""

    class Window:
        def tell(self, *_: object) -> None:
            """Tell of an exception."""

    window = Window()
    gone = weakref.ref(window)
    monkeypatch.setattr(sys, "excepthook", window.tell)
    path = assets.skin_root() / "woman" / "head-top.skin"
    arrays.forget_ahead()
    arrays.read_ahead(path)
    arrays._ahead[path, ()].result()
    monkeypatch.undo()
    del window
    assert retry(lambda: gone() is None)
    assert path in {key[0] for key in arrays._ahead}
    arrays.forget_ahead()


def retry(so: Callable[[], bool]) -> bool:
    """Whether something becomes so: a thread ends a moment after what it did is there."""
    end = time.monotonic() + 10
    while not so() and time.monotonic() < end:
        gc.collect()
        time.sleep(0.01)
    return so()
