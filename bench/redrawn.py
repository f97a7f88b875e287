"""Zones as people might draw their pain: redrawn with an error, half, bled over, tapped, two at once.

A drawing is a zone whose rim has moved: all over by one amount, and from one end to the other by another. How far is
chosen so that two drawings of one pain overlap as two drawings by the same person do (Jaccard by area 0.62 for backs
and necks, 0.42 for shoulders; see ADR 0085). Places are known by the way along the skin alone.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from math import pi, sqrt
from random import Random
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bodymap.core.cells import Cells

Kind = Literal["whole", "half", "bled", "tap"]
Painted = dict[int, float]

ERRORS: Final = {0.62: 0.133, 0.42: 0.265}
"""How far a rim moves, in radii of a disc as large as the zone, for two drawings to overlap by so much."""
_AROUND_CM: Final = 2.0
_AROUND: Final = 0.9
"""So far around a zone, in centimetres and in its radii, a drawing may reach."""
_BLED_CM: Final = (1.0, 2.0)
_TAP_CM: Final = 1.5
_ENDS: Final = 6
"""So many places of each zone are taken as an end from which its rim may be tilted."""
_NONE: Final = 65535


@dataclass(frozen=True, slots=True)
class _Pain:
    """A pain as it is: how deep each cell lies in it, and how far from each of a few ends (-1 to 1)."""

    depth: dict[int, float]
    ends: tuple[dict[int, float], ...]
    radius: float


class Pencil:
    """Draws zones on the skin; the same seed draws the same."""

    def __init__(self, cells: Cells, seed: int) -> None:
        self._rng = Random(seed)  # noqa: S311 - the same drawings every time
        self._length = [sqrt(part / 2000) for part in cells.arrays["area"]]
        beyond = cells.arrays["next"]
        self._next = [
            tuple(other for other in beyond[4 * cell : 4 * cell + 4] if other != _NONE)
            for cell in range(len(self._length))
        ]
        self._pains: dict[frozenset[int], _Pain] = {}

    def draw(self, cells: Collection[int], kind: Kind, error: float) -> Painted:
        """Return a drawing of the pain that is felt in these cells, with the error that ``ERRORS`` has for a number."""
        pain = self._pain(frozenset(cells))
        if kind == "tap":
            middle = self._rng.choices(sorted(cells), [self._length[one] ** 2 for one in sorted(cells)])[0]
            return dict.fromkeys(self._around([middle], _TAP_CM), 1.0)
        drawn = self._rim(pain, ERRORS[error], self._rng.uniform(*_BLED_CM) if kind == "bled" else 0.0)
        if kind == "half" and drawn:
            end = self._rng.choice(pain.ends)
            order = sorted(drawn, key=lambda one: end[one])
            half, area = sum(self._length[one] ** 2 for one in order) / 2, 0.0
            kept = []
            for one in order:
                if area >= half:
                    break
                kept.append(one)
                area += self._length[one] ** 2
            drawn = kept
        return dict.fromkeys(drawn, 1.0) or self.draw(cells, kind, error)

    def overlap(self, one: Collection[int], other: Collection[int]) -> float:
        """Return the Jaccard of two drawings by area."""

        def size(some: Iterable[int]) -> float:
            return sum(self._length[cell] ** 2 for cell in some)

        return size(set(one) & set(other)) / size(set(one) | set(other))

    def _rim(self, pain: _Pain, error: float, wider: float) -> list[int]:
        far = error * pain.radius
        grown = wider + far * self._rng.gauss(0, 1)
        tilts = [(far * self._rng.gauss(0, 1), self._rng.choice(pain.ends)) for _ in range(2)]
        return [
            cell
            for cell, depth in pain.depth.items()
            if depth + grown + sum(tilt * end[cell] for tilt, end in tilts) > 0
        ]

    def _pain(self, cells: frozenset[int]) -> _Pain:
        if cells not in self._pains:
            radius = sqrt(sum(self._length[one] ** 2 for one in cells) / pi)
            rim = [one for one in sorted(cells) if any(other not in cells for other in self._next[one])]
            beyond = [other for one in rim for other in self._next[one] if other not in cells]
            inside = self._distances(rim or sorted(cells)[:1], within=cells)
            outside = self._distances(beyond, without=cells, reach=_AROUND * radius + _AROUND_CM)
            half = {one: self._length[one] / 2 for one in (*inside, *outside)}
            depth = {one: far + half[one] for one, far in inside.items()}
            depth |= {one: -far - half[one] for one, far in outside.items()}
            ends = []
            for start in self._rng.choices(sorted(cells), k=_ENDS):
                away = self._distances([start], within=depth.keys())
                own = [away[one] for one in cells if one in away]
                low, high = min(own), max(own)
                middle, spread = (low + high) / 2, max((high - low) / 2, self._length[start])
                ends.append({one: max(-1.5, min(1.5, (away.get(one, middle) - middle) / spread)) for one in depth})
            self._pains[cells] = _Pain(depth, tuple(ends), radius)
        return self._pains[cells]

    def _around(self, starts: Collection[int], reach: float) -> dict[int, float]:
        return self._distances(starts, reach=reach)

    def _distances(
        self,
        starts: Collection[int],
        *,
        within: Collection[int] | None = None,
        without: Collection[int] = (),
        reach: float = 1e9,
    ) -> dict[int, float]:
        """Return how far cells are from the nearest start, along the skin, in centimetres."""
        found: dict[int, float] = {}
        heap = [(0.0, one) for one in starts]
        heapq.heapify(heap)
        while heap:
            far, cell = heapq.heappop(heap)
            if cell in found:
                continue
            found[cell] = far
            for other in self._next[cell]:
                step = far + (self._length[cell] + self._length[other]) / 2
                if (
                    other not in found
                    and step <= reach
                    and other not in without
                    and (within is None or other in within)
                ):
                    heapq.heappush(heap, (step, other))
        return found
