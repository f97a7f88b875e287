"""What a painting may come from: muscles by how well a zone fits the paint, points within them, and why.

The method of ``ranking``, over the skin in place of named regions: a cosine of areas, in which the wider area counts
half, and skin that few muscles reach says more than skin that many do (ADR 0085 has what was tried). A painting has two
sides, and a point of the right explains what is painted on the right. Every weight stands here.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import TYPE_CHECKING, Final, Literal

from bodymap.core.painting.patches import patches_of
from bodymap.core.ranking import Reached, best_first, doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bodymap.core.cells import Cells
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.painting.patches import Masses
    from bodymap.core.ranking import Fit
    from bodymap.core.state import Side

Extent = Literal["all", "most", "half", "part"]
"""How much of the painted pain something explains, in a word."""
Zone = dict[int, float]
"""What each patch of a point's zones counts, from 0 to 1."""

SIDES: Final[tuple[Side, ...]] = ("right", "left")
_SPILLOVER: Final = 0.5
"""What the wider area counts against the main area."""
_LEAST_RARE: Final = 0.3
"""What skin counts that every muscle reaches."""
_WELL: Final = 0.55
_PARTLY: Final = 0.3
_EXTENTS: Final[tuple[tuple[float, Extent], ...]] = ((0.9, "all"), (0.6, "most"), (0.35, "half"), (0.0, "part"))
_ALIKE: Final = 0.8
"""From this overlap on two points of a muscle cannot be told apart by a drawing."""
_ENOUGH: Final = 0.95
"""So much of the paint counts as explained."""
_WORTH: Final = 0.05
"""A further muscle has to explain so much more of it ..."""
_FILLED: Final = 0.5
"""... and what the others leave has to fill so much of its main area: a rim that went too far fills none."""
_MOST: Final = 3
_TRIED: Final = 6
"""So many of the best are tried for what is left."""
_LEAST: Final = 0.1
"""What scores less than this much of the best is not told of: a rim that the paint has just reached."""
_TOLD: Final = 10
"""So many muscles are told of with their reasons: who has looked at ten has to turn the body, not the page."""
_UNPAINTED: Final = 0.25
"""A region of a zone of which less than this is painted is asked about."""
_NAMED: Final = 0.03
"""A region that makes less of what is told than this is not named: a rim that reaches over a border."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A point, with those of its muscle that a drawing cannot tell from it, and what speaks for them.

    ``score`` is above 0 and at most 1; it orders and is no chance of being right. ``share`` is how much of the paint on
    its side it explains, from 0 to 1. ``explains`` are regions that are painted, ``also`` regions of its zones that
    are not: each the largest first.
    """

    points: tuple[Point, ...]
    score: float
    fit: Fit
    share: float
    explains: Reached
    also: Reached

    @property
    def extent(self) -> Extent:
        """How much of the painted pain it explains, in a word."""
        return next(word for least, word in _EXTENTS if self.share >= least)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A muscle of one side that the painted pain may come from; its suggestions, the best first."""

    muscle: Muscle
    side: Side
    suggestions: tuple[Suggestion, ...]

    @property
    def best(self) -> Suggestion:
        """What fits best of it."""
        return self.suggestions[0]


Candidate = tuple["Muscle", "Side"]
_NOWHERE: Final[tuple[array[int], array[float]]] = array("H"), array("d")


class Weighing:
    """Ranks the points of an atlas by what is painted. Made once and asked often."""

    def __init__(self, index: AtlasIndex, cells: Cells, *, essential_only: bool = False) -> None:
        """Lay the zones over the skin, with ``essential_only`` those of the main areas alone.

        A point that brings a sign and no pain has none, nor has one without a drawing.
        """
        self._index = index
        self._points = [point for point in index.points if point.referral.felt == "pain"]
        kinds = (("essential", 1.0),) if essential_only else (("spillover", _SPILLOVER), ("essential", 1.0))
        names = {f"{point.id}.{kind}" for point in self._points for kind, _ in kinds}
        self._patches = patches_of(cells, names)
        self._regions = cells.regions
        self._zones = [self._zone(point, kinds) for point in self._points]
        muscles = list(index.atlas.muscles)
        number = {muscle.id: n for n, muscle in enumerate(muscles)}
        self._muscles = muscles
        self._muscle_of = [number[index.muscle_of(point.id).id] for point in self._points]
        # A bit for each muscle.
        reached: dict[int, int] = {}
        for owner, zone in zip(self._muscle_of, self._zones, strict=True):
            for patch in zone:
                reached[patch] = reached.get(patch, 0) | 1 << owner
        self._rarity = {
            patch: log((len(muscles) + 1) / (1 + some.bit_count())) + _LEAST_RARE for patch, some in reached.items()
        }
        self._at: dict[int, tuple[array[int], array[float]]] = {}
        area = self._patches.area
        for n, zone in enumerate(self._zones):
            norm = sqrt(sum(area[patch] * part**2 * self._rarity[patch] for patch, part in zone.items())) or 1.0
            for patch, part in zone.items():
                points, parts = self._at.setdefault(patch, (array("H"), array("d")))
                points.append(n)
                parts.append(part * self._rarity[patch] / norm)
        self._sizes = [self._size(zone) for zone in self._zones]
        self._order = [(doubt(point), n) for n, point in enumerate(self._points)]

    def rank(self, painted: Mapping[int, float], most: int = _TOLD) -> tuple[Suspect, ...]:
        """Return the muscles that the painted pain may come from, the best first, at most so many.

        ``painted`` is the share of each cell that is painted, from 0 to 1. Raises ``IndexError`` for no such cell.
        """
        pairs = self._patches.masses(painted)
        masses = {side: self._met(self._patches.seen(pairs, side)) for side in SIDES}
        norm, total = self._norm(masses), sum(pairs.values())
        found: list[tuple[tuple[float, int, int], Side, int, float]] = []
        for side in SIDES:
            for n, score in self._scores(masses[side]).items():
                found.append(((best_first(score / norm), *self._order[n]), side, n, score / norm))
        found.sort()
        least = _LEAST * found[0][3] if found else 0.0
        found = [one for one in found if one[3] >= least]
        grouped: dict[tuple[int, Side], list[tuple[int, float]]] = {}
        for _, side, n, score in found:
            grouped.setdefault((self._muscle_of[n], side), []).append((n, score))
        return tuple(
            Suspect(self._muscles[owner], side, tuple(self._lines(some, masses[side], total)))
            for (owner, side), some in list(grouped.items())[:most]
        )

    def together(self, painted: Mapping[int, float]) -> tuple[Candidate, ...]:
        """Return the smallest set of muscles found that explains the paint: one where one does, at most three.

        The best is taken, what lies in its zones is taken away, and what is left is weighed again, until enough is
        explained or no other is filled well enough by what is left.
        """
        left = self._patches.masses(painted)
        total = sum(left.values())
        enough = (1 - _ENOUGH) * total
        alone = next((one for one, after in self._further(left, total, ()) if sum(after.values()) <= enough), None)
        if alone is not None:
            return (alone,)
        chosen: list[Candidate] = []
        while len(chosen) < _MOST and sum(left.values()) > enough:
            further = next(self._further(left, total, chosen), None)
            if further is None:
                break
            candidate, left = further
            chosen.append(candidate)
        return tuple(chosen)

    def unexplained(self, painted: Mapping[int, float], chosen: Iterable[Candidate]) -> tuple[str, ...]:
        """Return the regions of which most of the paint lies in no zone of these muscles, the largest first."""
        pairs = self._patches.masses(painted)
        own = {(muscle.id, side) for muscle, side in chosen}
        covered = {
            side: {
                patch
                for n, zone in enumerate(self._zones)
                if (self._muscles[self._muscle_of[n]].id, side) in own
                for patch in zone
            }
            for side in SIDES
        }
        sizes: dict[int, float] = {}
        left: dict[int, float] = {}
        for key, mass in pairs.items():
            region = self._patches.region[self._patches.patch(key, "right")]
            sizes[region] = sizes.get(region, 0.0) + mass
            if not any(self._patches.patch(key, side) in covered[side] for side in SIDES):
                left[region] = left.get(region, 0.0) + mass
        mostly = {region: size for region, size in left.items() if size > sizes[region] / 2}
        return self._told(mostly, sum(sizes.values()))

    def _further(self, left: Masses, total: float, chosen: Sequence[Candidate]) -> Iterator[tuple[Candidate, Masses]]:
        """Yield muscles that explain some of what is left, the best first, each with what it leaves."""
        seen = {side: self._patches.seen(left, side) for side in SIDES}
        found = sorted(
            ((best_first(score), *self._order[n]), n, side)
            for side in SIDES
            for n, score in self._scores(seen[side]).items()
        )
        for _, n, side in found[:_TRIED]:
            candidate = self._muscles[self._muscle_of[n]], side
            zone, patch = self._zones[n], self._patches.patch
            after = {key: mass for key, mass in left.items() if patch(key, side) not in zone}
            gain = sum(left.values()) - sum(after.values())
            filled = sum(mass for one, mass in seen[side].items() if zone.get(one) == 1)
            whole = sum(self._sizes[n][0].values())
            if candidate not in chosen and (not chosen or (gain >= _WORTH * total and filled >= _FILLED * whole)):
                yield candidate, after

    def _zone(self, point: Point, kinds: Iterable[tuple[str, float]]) -> Zone:
        zone: Zone = {}
        for kind, part in kinds:
            zone.update(dict.fromkeys(self._patches.zones.get(f"{point.id}.{kind}", ()), part))
        return zone

    def _size(self, zone: Zone) -> tuple[dict[int, float], dict[int, float]]:
        """Return how large a zone is in each region: its main area, and what is only in the wider one."""
        sizes: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for patch, part in zone.items():
            some, region = sizes[part < 1], self._patches.region[patch]
            some[region] = some.get(region, 0.0) + self._patches.area[patch]
        return sizes

    def _met(self, masses: Masses) -> Masses:
        """Return what is painted in any zone at all."""
        return {patch: mass for patch, mass in masses.items() if patch in self._at}

    def _scores(self, masses: Masses) -> dict[int, float]:
        scores = [0.0] * len(self._points)
        at = self._at
        for patch, mass in masses.items():
            for n, part in zip(*at.get(patch, _NOWHERE), strict=True):
                scores[n] += mass * part
        return {n: score for n, score in enumerate(scores) if score}

    def _norm(self, masses: Mapping[Side, Masses]) -> float:
        """Return what makes the score of a zone that is painted as it is 1."""
        area, rarity = self._patches.area, self._rarity
        return (
            sqrt(sum(rarity[patch] * mass**2 / area[patch] for some in masses.values() for patch, mass in some.items()))
            or 1.0
        )

    def _lines(self, scored: Iterable[tuple[int, float]], masses: Masses, total: float) -> list[Suggestion]:
        """Return points of one muscle, the best first, in lines: with each those that a drawing cannot tell from it."""
        lines: list[list[tuple[int, float]]] = []
        for n, score in scored:
            alike = next((line for line in lines if n in self._alike.get(line[0][0], ())), None)
            if alike is None:
                lines.append([(n, score)])
            else:
                alike.append((n, score))
        return [self._line(line, masses, total) for line in lines]

    def _line(self, line: Sequence[tuple[int, float]], masses: Masses, total: float) -> Suggestion:
        n, score = line[0]
        zone, region = self._zones[n], self._patches.region
        painted = tuple(dict.fromkeys(sizes, 0.0) for sizes in self._sizes[n])
        for patch in zone.keys() & masses.keys():
            painted[zone[patch] < 1][region[patch]] += masses[patch]
        main, wide = (sum(some.values()) for some in painted)
        share = min(1.0, (main + _SPILLOVER * wide) / total) if total else 0.0
        whole = sum(self._sizes[n][0].values())
        also = tuple(
            {region: size for region, size in sizes.items() if some[region] < _UNPAINTED * size}
            for sizes, some in zip(self._sizes[n], painted, strict=True)
        )
        explains = tuple(self._told(some, total) for some in painted)
        told = {code for codes in explains for code in codes}
        return Suggestion(
            tuple(self._points[each] for each, _ in line),
            score,
            _fit(share, main / whole if whole else 0.0),
            share,
            Reached(*explains),
            Reached(*(tuple(code for code in self._told(some, whole) if code not in told) for some in also)),
        )

    def _told(self, found: Mapping[int, float], whole: float) -> tuple[str, ...]:
        """Return the codes of regions, the largest first, without rims."""
        kept = [(-size, region) for region, size in found.items() if size > _NAMED * whole]
        return tuple(self._regions[region] for _, region in sorted(kept))

    @cached_property
    def _alike(self) -> dict[int, frozenset[int]]:
        own: dict[int, list[int]] = {}
        for n, owner in enumerate(self._muscle_of):
            own.setdefault(owner, []).append(n)
        return {
            n: frozenset(other for other in some if self._overlap(n, other) >= _ALIKE)
            for some in own.values()
            for n in some
        }

    def _overlap(self, one: int, other: int) -> float:
        a, b, area = self._zones[one], self._zones[other], self._patches.area
        patches = a.keys() | b.keys()
        both = sum(area[patch] * min(a.get(patch, 0.0), b.get(patch, 0.0)) for patch in patches)
        return both / (sum(area[patch] * max(a.get(patch, 0.0), b.get(patch, 0.0)) for patch in patches) or 1.0)


def _fit(share: float, named: float) -> Fit:
    """Return how well a point fits in a word: by how much it explains, and how much of its main area is painted."""
    fits = 2 * share * named / (share + named) if share + named else 0.0
    return "well" if fits >= _WELL else "partly" if fits >= _PARTLY else "little"
