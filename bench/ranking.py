"""What it costs to rank named places, and a painting: in today's atlas and in one of sixteen times the muscles."""

from __future__ import annotations

from array import array
from random import Random
from time import thread_time
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec.structs import replace

from bench.stats import Line, Times, times
from bench.surroundings import ROOT
from bodymap.core.cells import Cells, read_cells
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.painting.weighing import Weighing
from bodymap.core.ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bodymap.core.model import Atlas, Muscle, Point

_GROWN: Final = 16
_LINEAR: Final = 20
"""Sixteen, and the noise of a shared machine."""
_ASKED: Final = 400
_MOST_PLACES: Final = 4
A = TypeVar("A")


def lines() -> list[Line]:
    """Measure one ranking of one to four places beside counting, for every point, which of them it reaches."""
    atlas = load_atlas(ROOT / "resources" / "points.json").atlas
    rng = Random(0)  # noqa: S311 - the same places every time
    codes = [region.code for region in atlas.regions]
    asked = [tuple(rng.sample(codes, rng.randint(1, _MOST_PLACES))) for _ in range(_ASKED)]
    today, floor = _measure(AtlasIndex(atlas), asked)
    grown, _ = _measure(AtlasIndex(_grown(atlas)), asked)
    more = grown.p50 / today.p50
    return [
        Line("ranking of 1 to 4 places, p50 / p99", f"{today} ms", "< 1 / 4 ms", today.p50 < 1 and today.p99 < 4),
        Line("the same / counting what each point reaches", f"{today.p50 / floor.p50:.1f} x"),
        Line(f"{_GROWN} x the muscles, p50 / p99", f"{grown} ms, {more:.1f} of 1x", "about linear", more <= _LINEAR),
        *_painted(atlas),
    ]


def _painted(atlas: Atlas) -> list[Line]:
    """Measure one ranking of one to three painted zones, and what is made before the first."""
    begun = thread_time()
    cells = read_cells(ROOT / "resources" / "skin" / "cells.skin")
    read = thread_time()
    weighing = Weighing(AtlasIndex(atlas), cells)
    made = thread_time()
    rng = Random(0)  # noqa: S311 - the same paintings every time
    ends = cells.arrays["zone_ends"]
    asked = []
    for _ in range(_ASKED):
        zones = rng.sample(range(len(ends)), rng.randint(1, 3))
        spans = (cells.arrays["zone_cells"][ends[n - 1] if n else 0 : ends[n]] for n in zones)
        asked.append({cell: 1.0 for span in spans for cell in span})
    today = _times(weighing.rank, asked)
    grown = _times(Weighing(AtlasIndex(_grown(atlas)), _grown_cells(cells)).rank, asked)
    more = grown.p50 / today.p50
    return [
        Line("ranking of a painting, p50 / p99", f"{today} ms", "< 1 / 4 ms", today.p50 < 1 and today.p99 < 4),
        Line(f"{_GROWN} x the zones, p50 / p99", f"{grown} ms, {more:.1f} of 1x", "about linear", more <= _LINEAR),
        Line("before the first: cells read / laid out", f"{1000 * (read - begun):.0f} / {1000 * (made - read):.0f} ms"),
    ]


def _grown_cells(cells: Cells) -> Cells:
    """Return the table with every zone so many times, under the names of the copied points."""
    copies, arrays = range(_GROWN), dict(cells.arrays)
    names = [name.rpartition(".") for name in cells.zones]
    zones = tuple(f"{point}-{n}.{kind}" for n in copies for point, _, kind in names)
    last = cells.arrays["zone_ends"][-1]
    arrays["zone_ends"] = array("Q", (n * last + end for n in copies for end in cells.arrays["zone_ends"]))
    arrays["zone_cells"] = cells.arrays["zone_cells"] * _GROWN
    arrays["zone_weights"] = cells.arrays["zone_weights"] * _GROWN
    return Cells(cells.regions, zones, arrays)


def _measure(index: AtlasIndex, asked: Sequence[tuple[str, ...]]) -> tuple[Times, Times]:
    ranking = Ranking(index)
    reached = [{*point.referral.essential, *point.referral.spillover} for point in index.points]

    def count(codes: tuple[str, ...]) -> object:
        return sorted((len(some.intersection(codes)) for some in reached), reverse=True)

    return _times(ranking.rank, asked), _times(count, asked)


def _times(do: Callable[[A], object], asked: Sequence[A]) -> Times:
    do(asked[0])
    taken = []
    for one in asked:
        begun = thread_time()
        do(one)
        taken.append(thread_time() - begun)
    return times(taken)


def _grown(atlas: Atlas) -> Atlas:
    return replace(atlas, muscles=tuple(_copy(muscle, n) for n in range(_GROWN) for muscle in atlas.muscles))


def _copy(muscle: Muscle, number: int) -> Muscle:
    points: tuple[Point, ...] = tuple(replace(point, id=f"{point.id}-{number}") for point in muscle.points)
    return replace(muscle, id=f"{muscle.id}-{number}", points=points)
