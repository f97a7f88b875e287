"""What a ranking of named places costs, in today's atlas and in one of sixteen times the muscles."""

from __future__ import annotations

from random import Random
from time import thread_time
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bench.stats import Line, Times, times
from bench.surroundings import ROOT
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bodymap.core.model import Atlas, Muscle, Point

_GROWN: Final = 16
_LINEAR: Final = 20
"""Sixteen, and the noise of a shared machine."""
_ASKED: Final = 400
_MOST_PLACES: Final = 4


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
    ]


def _measure(index: AtlasIndex, asked: Sequence[tuple[str, ...]]) -> tuple[Times, Times]:
    ranking = Ranking(index)
    reached = [{*point.referral.essential, *point.referral.spillover} for point in index.points]

    def count(codes: tuple[str, ...]) -> object:
        return sorted((len(some.intersection(codes)) for some in reached), reverse=True)

    ranking.rank(asked[0])
    return _times(ranking.rank, asked), _times(count, asked)


def _times(do: Callable[[tuple[str, ...]], object], asked: Sequence[tuple[str, ...]]) -> Times:
    taken = []
    for codes in asked:
        begun = thread_time()
        do(codes)
        taken.append(thread_time() - begun)
    return times(taken)


def _grown(atlas: Atlas) -> Atlas:
    return replace(atlas, muscles=tuple(_copy(muscle, n) for n in range(_GROWN) for muscle in atlas.muscles))


def _copy(muscle: Muscle, number: int) -> Muscle:
    points: tuple[Point, ...] = tuple(replace(point, id=f"{point.id}-{number}") for point in muscle.points)
    return replace(muscle, id=f"{muscle.id}-{number}", points=points)
