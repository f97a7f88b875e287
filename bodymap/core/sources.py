"""What a place's pain may come from, muscle by muscle, the likeliest first; and where all of a muscle is felt."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point

Reach = Literal["essential", "spillover", "named"]
"""How a muscle is known to reach a place: in its main area, in the wider one, or in other texts alone."""
REACHES: Final[tuple[Reach, ...]] = get_args(Reach)
_SPILLOVER: Final = 0.5
"""What a region of the wider area counts against one of the main area."""
_LEAST_RARE: Final = 0.3
"""What a region counts that every muscle reaches."""


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
    and a place that few muscles reach says more than one that many do (tf-idf cosine, spillover half).
    """
    found: dict[str, dict[Reach, list[Point]]] = {}
    points = index.points_referring_to(code)
    for point in points:
        reach: Reach = "essential" if index.touches(point.referral.essential, (code,)) else "spillover"
        found.setdefault(index.muscle_of(point.id).id, {}).setdefault(reach, []).append(point)
    for point in index.points_named_for(code):
        found.setdefault(index.muscle_of(point.id).id, {}).setdefault("named", []).append(point)
    rarity = _Rarity(index)
    scores = {
        point.id: rarity.score(point, code) for each in found.values() for some in each.values() for point in some
    }
    listed = [_source(index, muscle_id, by_reach, scores) for muscle_id, by_reach in found.items()]
    return tuple(sorted(listed, key=lambda one: (REACHES.index(one.reach), -scores[one.points[0].id])))


def _source(index: AtlasIndex, muscle_id: str, by_reach: dict[Reach, list[Point]], scores: dict[str, float]) -> Source:
    points = [
        point for reach in REACHES for point in sorted(by_reach.get(reach, ()), key=lambda each: -scores[each.id])
    ]
    return Source(index.muscle(muscle_id), next(reach for reach in REACHES if reach in by_reach), tuple(points))


class _Rarity:
    """How much it says that a region is reached: the fewer muscles do, the more."""

    def __init__(self, index: AtlasIndex) -> None:
        self._index = index
        muscles = index.atlas.muscles
        codes = [{code for point in muscle.points for code in _weights(point)} for muscle in muscles]
        self._known = {
            code: log((len(muscles) + 1) / (1 + sum(code in some for some in codes))) + _LEAST_RARE
            for code in set().union(*codes)
        }

    def score(self, point: Point, code: str) -> float:
        """Return how much of a point's pattern lies in a region."""
        weights = _weights(point)
        norm = sqrt(sum(weight**2 * self._known[each] for each, weight in weights.items()))
        here = sum(
            weight * self._known[each] for each, weight in weights.items() if self._index.touches((each,), (code,))
        )
        return here / norm if norm else 0.0


def _weights(point: Point) -> dict[str, float]:
    weights = dict.fromkeys(point.referral.spillover, _SPILLOVER)
    return weights | dict.fromkeys(point.referral.essential, 1.0)


def union_of(muscle: Muscle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the regions that any of a muscle's points has as its main area, and those in the wider area alone."""
    essential = _each_once(code for point in muscle.points for code in point.referral.essential)
    spillover = _each_once(code for point in muscle.points for code in point.referral.spillover)
    return essential, tuple(code for code in spillover if code not in essential)


def _each_once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
