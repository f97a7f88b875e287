"""Finds what lies under the pointer: the nearest spot, its neighbours in a crowd, and the next one that way.

All lengths are in whatever unit the caller's positions are in; the stage uses scene pixels.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import islice
from math import hypot
from typing import Final, Generic, Literal, TypeVar

from msgspec import Struct

K = TypeVar("K", bound=Hashable)
Direction = Literal["left", "right", "up", "down"]

_CELL: Final = 32.0
_ASIDE: Final = 2.0
"""How much dearer a step aside is than a step ahead when walking in a direction."""


class Place(Struct, Generic[K], frozen=True):
    """Something that can be picked, and where it is."""

    key: K
    x: float
    y: float


class Picked(Struct, Generic[K], frozen=True):
    """What a pointer means: the ``nearest`` place, and the whole ``crowd`` around it, nearest first."""

    nearest: Place[K]
    crowd: tuple[Place[K], ...]

    def after(self, key: K | None) -> K:
        """Return what a repeated click means when ``key`` is lit: the next of the crowd, in turn."""
        keys = [place.key for place in self.crowd]
        if key in keys:
            return keys[(keys.index(key) + 1) % len(keys)]
        return self.nearest.key


class Grid(Generic[K]):
    """Places sorted into cells, so that finding the nearest does not look at all of them."""

    def __init__(self, places: Iterable[Place[K]]) -> None:
        self._cells: dict[tuple[int, int], list[Place[K]]] = {}
        for place in places:
            self._cells.setdefault((int(place.x // _CELL), int(place.y // _CELL)), []).append(place)

    def near(self, x: float, y: float, radius: float) -> list[Place[K]]:
        """Return the places at most ``radius`` away, nearest first; equals keep their order."""
        found = []
        for column in range(int((x - radius) // _CELL), int((x + radius) // _CELL) + 1):
            for row in range(int((y - radius) // _CELL), int((y + radius) // _CELL) + 1):
                for place in self._cells.get((column, row), ()):
                    distance = hypot(place.x - x, place.y - y)
                    if distance <= radius:
                        found.append((distance, place))
        found.sort(key=lambda pair: pair[0])
        return [place for _, place in found]

    def pick(self, x: float, y: float, reach: float, crowd: float) -> Picked[K] | None:
        """Return what a pointer at this position means, or ``None`` when nothing is within ``reach``.

        The crowd is every place within ``crowd`` of the nearest one: those that a pointer might have meant.
        """
        near = self.near(x, y, reach)
        if not near:
            return None
        nearest = near[0]
        around = self.near(nearest.x, nearest.y, crowd)
        return Picked(nearest, (nearest, *(place for place in around if place is not nearest)))


def rooms(places: Sequence[Place[K]], most: float) -> tuple[float, ...]:
    """Return how far from each place the nearest other one is; ``most`` where none is as near as that."""
    order = sorted(range(len(places)), key=lambda number: places[number].x)
    found = [most] * len(places)
    for at, one in enumerate(order, 1):
        x, y = places[one].x, places[one].y
        for other in islice(order, at, None):
            dx, dy = places[other].x - x, places[other].y - y
            if dx >= most:
                break
            if -most < dy < most:
                apart = hypot(dx, dy)
                found[one], found[other] = min(found[one], apart), min(found[other], apart)
    return tuple(found)


def towards(origin: tuple[float, float], places: Sequence[Place[K]], direction: Direction) -> K | None:
    """Return the place that a step from ``origin`` in a direction leads to, or ``None`` at the edge.

    A step prefers what is near and straight ahead; what is behind, or much more aside than ahead, does not count.
    """
    best: tuple[float, K] | None = None
    for place in places:
        dx, dy = place.x - origin[0], place.y - origin[1]
        ahead, aside = (dx, abs(dy)) if direction in ("left", "right") else (dy, abs(dx))
        if direction in ("left", "up"):
            ahead = -ahead
        if ahead <= 0 or aside > ahead * _ASIDE:
            continue
        cost = ahead + _ASIDE * aside
        if best is None or cost < best[0]:
            best = (cost, place.key)
    return best[1] if best else None
