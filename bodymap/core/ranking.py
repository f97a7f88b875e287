"""What named places may come from: muscles by how well a pattern fits, points within them, and why.

A cosine of patterns, as texts are compared with a question: a place in the wider area counts half, and one that few
muscles reach says more than one that many do (ADR 0075 has what was tried). Every weight stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Confidence, Muscle, Point

Fit = Literal["well", "partly", "little"]
Pattern = dict[str, float]
"""What each region of a point's referral counts, from 0 to 1."""

_SPILLOVER: Final = 0.5
"""What a region of the wider area counts against one of the main area."""
_LEAST_RARE: Final = 0.3
"""What a region counts that every muscle reaches."""
_WELL: Final = 0.75
_PARTLY: Final = 0.45
_ALIKE: Final = 0.8
"""From this overlap on two points of a muscle cannot be told apart by the places."""
_ENOUGH: Final = 0.85
"""So much of the places counts as explained."""
_WORTH: Final = 0.1
"""A further muscle has to explain so much more of them."""
_MOST: Final = 3
_SURE: Final[tuple[Confidence, ...]] = ("measured", "classic", "limited", "disputed")
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Reached:
    """Regions by how a point reaches them: in its main area or only in the wider one."""

    essential: tuple[str, ...]
    spillover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A point, with those of its muscle that the places cannot tell from it, and what speaks for them.

    ``score`` is above 0 and at most 1; it orders and is no chance of being right. ``explains`` are the places that were
    named, ``also`` the regions of its pattern where nothing was named.
    """

    points: tuple[Point, ...]
    score: float
    fit: Fit
    explains: Reached
    also: Reached


@dataclass(frozen=True, slots=True)
class Suspect:
    """A muscle that may send pain to the places; its suggestions, the best first, which gives the muscle's score."""

    muscle: Muscle
    suggestions: tuple[Suggestion, ...]

    @property
    def best(self) -> Suggestion:
        """What fits best of it."""
        return self.suggestions[0]


class Ranking:
    """Ranks the points of an atlas by places. Made once and asked often."""

    def __init__(self, index: AtlasIndex, *, essential_only: bool = False) -> None:
        """Take the patterns of pain from the atlas, with ``essential_only`` without what lies in wider areas alone.

        A point that brings a sign and no pain, such as gooseflesh, has none.
        """
        self._index = index
        self._order = {point.id: n for n, point in enumerate(index.points)}
        self._patterns = {
            point.id: _pattern(point, essential_only=essential_only)
            for point in index.points
            if point.referral.felt == "pain"
        }
        muscles = index.atlas.muscles
        reached = [{code for point in muscle.points for code in self._patterns.get(point.id, ())} for muscle in muscles]
        self._rarity = {
            code: log((len(muscles) + 1) / (1 + sum(code in some for some in reached))) + _LEAST_RARE
            for code in set().union(*reached)
        }
        self._at: dict[str, list[tuple[str, float]]] = {}
        for point_id, pattern in self._patterns.items():
            # What has no main area at all fits no place as well as what has it there.
            most = max(pattern.values(), default=1.0)
            norm = sqrt(sum((weight / most) ** 2 * self._rarity[code] for code, weight in pattern.items()))
            for code, weight in pattern.items():
                self._at.setdefault(code, []).append((point_id, weight * self._rarity[code] / norm))
        self._kin: dict[str, frozenset[str]] = {}

    def scores(self, codes: Iterable[str]) -> dict[str, float]:
        """Return the score of every point that reaches one of the regions, by its id. Raises ``UnknownIdError``."""
        return self._weighted(dict.fromkeys(codes, 1.0))

    def rank(self, codes: Iterable[str]) -> tuple[Suspect, ...]:
        """Return the muscles that may send pain to these regions, whatever their order. Raises ``UnknownIdError``."""
        places = tuple(sorted(set(codes)))
        scores = self.scores(places)
        near = frozenset().union(*map(self._near, places))
        by_muscle: dict[str, list[Point]] = {}
        for point_id in sorted(scores, key=lambda each: self._key(each, scores[each])):
            by_muscle.setdefault(self._index.muscle_of(point_id).id, []).append(self._index.point(point_id))
        return tuple(
            Suspect(
                self._index.muscle(muscle_id),
                tuple(self._suggestion(some, places, near, scores[some[0].id]) for some in self._lines(points)),
            )
            for muscle_id, points in by_muscle.items()
        )

    def together(self, codes: Iterable[str]) -> tuple[Muscle, ...]:
        """Return the smallest set of muscles found that explains the regions: one where one does, at most three.

        The best is taken, what it explains is taken away, and what is left is ranked again, until enough is explained
        or another muscle would add too little. One whose places the others explain as well is left out at the end.
        """
        places = tuple(sorted(set(codes)))
        left = dict.fromkeys(places, 1.0)
        total = len(places)
        ranked = self._muscles(left)
        for one in ranked:
            if sum(self._reach(one, left).values()) >= _ENOUGH * total:
                return (one,)
        chosen: list[Muscle] = []
        while ranked and len(chosen) < _MOST and sum(left.values()) > (1 - _ENOUGH) * total:
            reach = self._reach(ranked[0], left)
            after = {code: max(0.0, weight - reach[code]) for code, weight in left.items()}
            if sum(left.values()) - sum(after.values()) < _WORTH * total:
                break
            chosen.append(ranked[0])
            left = after
            ranked = [one for one in self._muscles(left) if one not in chosen]
        for one in tuple(chosen):
            rest = [other for other in chosen if other is not one]
            if self._explained(rest, places) == self._explained(chosen, places):
                chosen = rest
        return tuple(chosen)

    def _explained(self, muscles: Iterable[Muscle], places: Iterable[str]) -> float:
        """Return how many places muscles explain together; one that two reach in the wider area counts whole."""
        reach = [self._reach(one, places) for one in muscles]
        return sum(min(1.0, sum(some[code] for some in reach)) for code in places)

    def unexplained(self, codes: Iterable[str], muscles: Iterable[Muscle]) -> tuple[str, ...]:
        """Return those of the regions that none of these muscles reaches, in the order they are given."""
        places = tuple(dict.fromkeys(codes))
        reach = [self._reach(one, places) for one in muscles]
        return tuple(code for code in places if not any(some[code] for some in reach))

    def _weighted(self, places: Mapping[str, float]) -> dict[str, float]:
        """Return the score of every point by how much each place counts; a region counts as its place does, once."""
        regions: Pattern = {}
        for code, weight in sorted(places.items()):
            for one in self._near(code):
                regions[one] = max(weight, regions.get(one, 0.0))
        met = {one: weight for one, weight in sorted(regions.items()) if weight and one in self._at}
        norm = sqrt(sum(weight**2 * self._rarity[one] for one, weight in met.items()))
        scores: dict[str, float] = {}
        for one, weight in met.items():
            for point_id, part in self._at[one]:
                scores[point_id] = scores.get(point_id, 0.0) + weight * part / norm
        return scores

    def _key(self, point_id: str, score: float) -> tuple[float, int, int]:
        return best_first(score), doubt(self._index.point(point_id)), self._order[point_id]

    def _muscles(self, places: Mapping[str, float]) -> list[Muscle]:
        scores = self._weighted(places)
        order = sorted(scores, key=lambda each: self._key(each, scores[each]))
        return [self._index.muscle(each) for each in dict.fromkeys(self._index.muscle_of(one).id for one in order)]

    def _near(self, code: str) -> frozenset[str]:
        """Return the codes of a region, of those around it and those in it."""
        if code not in self._kin:
            self._kin[code] = frozenset(self._index.kin(code))
        return self._kin[code]

    def _weight(self, point_id: str, code: str) -> float:
        """Return how strongly a point reaches a place: 1, half, or not at all."""
        pattern = self._patterns.get(point_id, {})
        return max((pattern[one] for one in self._near(code) if one in pattern), default=0.0)

    def _reach(self, muscle: Muscle, codes: Iterable[str]) -> Pattern:
        return {code: max((self._weight(point.id, code) for point in muscle.points), default=0.0) for code in codes}

    def _suggestion(
        self, points: tuple[Point, ...], places: tuple[str, ...], near: frozenset[str], score: float
    ) -> Suggestion:
        pattern = self._patterns[points[0].id]
        reach = {code: self._weight(points[0].id, code) for code in places}
        also = {code: weight for code, weight in pattern.items() if code not in near}
        return Suggestion(points, score, _fit(pattern, reach, also), _reached(reach), _reached(also))

    def _lines(self, points: Iterable[Point]) -> list[tuple[Point, ...]]:
        """Return points of one muscle in lines: with the first of each those that the places cannot tell from it."""
        lines: list[list[Point]] = []
        for point in points:
            alike = (line for line in lines if point.id in self._alike.get(line[0].id, ()))
            line = next(alike, None)
            if line is None:
                lines.append([point])
            else:
                line.append(point)
        return [tuple(line) for line in lines]

    @cached_property
    def _alike(self) -> dict[str, frozenset[str]]:
        return {
            point.id: frozenset(
                other.id
                for other in muscle.points
                if other.id in self._patterns and _overlap(self._patterns[point.id], self._patterns[other.id]) >= _ALIKE
            )
            for muscle in self._index.atlas.muscles
            for point in muscle.points
            if point.id in self._patterns
        }


def best_first(score: float) -> float:
    """Return by what scores are sorted; those that differ only beyond some digits are equal: the evidence decides."""
    return -round(score, _DIGITS)


def doubt(point: Point) -> int:
    """Return how much doubt there is about a point's referral, from 0 on: the surest comes first."""
    return _SURE.index(point.evidence.confidence)


def _pattern(point: Point, *, essential_only: bool) -> Pattern:
    weights = {} if essential_only else dict.fromkeys(point.referral.spillover, _SPILLOVER)
    return weights | dict.fromkeys(point.referral.essential, 1.0)


def _overlap(one: Pattern, other: Pattern) -> float:
    codes = sorted(one.keys() | other.keys())
    both = sum(min(one.get(code, 0.0), other.get(code, 0.0)) for code in codes)
    return both / (sum(max(one.get(code, 0.0), other.get(code, 0.0)) for code in codes) or 1.0)


def _fit(pattern: Pattern, reach: Pattern, also: Pattern) -> Fit:
    """Return how well a point fits in a word: by how much it explains, and how much of its main area was named."""
    explained = sum(reach.values()) / len(reach)
    main = sum(weight == 1 for weight in pattern.values())
    named = 1 - sum(weight == 1 for weight in also.values()) / main if main else 0.0
    fits = 2 * explained * named / (explained + named)
    return "well" if fits >= _WELL else "partly" if fits >= _PARTLY else "little"


def _reached(weights: Pattern) -> Reached:
    essential = tuple(code for code, weight in weights.items() if weight == 1)
    return Reached(essential, tuple(code for code, weight in weights.items() if 0 < weight < 1))
