"""What a place's pain may come from, muscle by muscle, the likeliest first; and where all of a muscle is felt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, get_args

from bodymap.core.ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.state import State

Reach = Literal["essential", "spillover", "named"]
"""How a muscle is known to reach a place: in its main area, in the wider one, or in other texts alone."""
REACHES: Final[tuple[Reach, ...]] = get_args(Reach)


@dataclass(frozen=True, slots=True)
class Source:
    """A muscle that may send pain to a place, and those of its points that do, the likeliest first."""

    muscle: Muscle
    reach: Reach
    points: tuple[Point, ...]


def sources_of(index: AtlasIndex, code: str) -> tuple[Source, ...]:
    """Return the muscles whose pain may be felt in a region.

    First those that have their main area there, then the wider one, then those that only other texts name. Among
    those that reach it alike, a point whose pattern is little else comes before one that is felt in many places,
    and a place that few muscles reach says more than one that many do (``ranking``).
    """
    found: dict[str, dict[Reach, list[Point]]] = {}
    points = index.points_referring_to(code)
    for point in points:
        reach: Reach = "essential" if index.touches(point.referral.essential, (code,)) else "spillover"
        found.setdefault(index.muscle_of(point.id).id, {}).setdefault(reach, []).append(point)
    for point in index.points_named_for(code):
        found.setdefault(index.muscle_of(point.id).id, {}).setdefault("named", []).append(point)
    scores = _ranking(index).scores((code,))
    listed = [_source(index, muscle_id, by_reach, scores) for muscle_id, by_reach in found.items()]
    return tuple(sorted(listed, key=lambda one: (REACHES.index(one.reach), -scores.get(one.points[0].id, 0.0))))


@lru_cache(maxsize=1)
def _ranking(index: AtlasIndex) -> Ranking:
    """Return the ranking of an atlas, made when first asked for; an index does not change."""
    return Ranking(index)


def _source(index: AtlasIndex, muscle_id: str, by_reach: dict[Reach, list[Point]], scores: dict[str, float]) -> Source:
    points = [
        point
        for reach in REACHES
        for point in sorted(by_reach.get(reach, ()), key=lambda each: -scores.get(each.id, 0.0))
    ]
    return Source(index.muscle(muscle_id), next(reach for reach in REACHES if reach in by_reach), tuple(points))


def answers(index: AtlasIndex, state: State) -> tuple[Point, ...]:
    """Return the points that answer what is asked, the likeliest first: of a muscle, a place or a complaint."""
    if state.muscle is not None:
        return index.muscle(state.muscle).points
    if state.place is not None:
        found = sources_of(index, state.place)
        return (*(one.points[0] for one in found), *(point for one in found for point in one.points[1:]))
    return tuple(index.points_of_condition(state.condition)) if state.condition is not None else ()


def union_of(muscle: Muscle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the regions that any of a muscle's points has as its main area, and those in the wider area alone."""
    essential = _each_once(code for point in muscle.points for code in point.referral.essential)
    spillover = _each_once(code for point in muscle.points for code in point.referral.spillover)
    return essential, tuple(code for code in spillover if code not in essential)


def _each_once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
