"""Distances along the skin, so that nothing reaches from the palm to the back of the hand or from finger to finger.

The way is found over the cells' edges and diagonals, and straight across cells: two corners whose distance is known
say, unfolded into a plane, where it was counted from. On flat skin that is exact; a way over many bends comes out a
few hundredths too long at most.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from bodymap.core.skin.table import apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bodymap.core.skin.table import Place, Point, Skin

TOO_LONG: Final = 0.03
_AROUND: Final = (
    (1, 2, 3, 0, 4, 3, 1, 2, 5),
    (2, 3, 0, 1, 5, 0, 2, 3, 4),
    (3, 0, 1, 2, 4, 1, 3, 0, 5),
    (0, 1, 2, 3, 5, 2, 0, 1, 4),
)
"""For each corner of a cell: the one after it, the one across, the one before; which of ``Skin.sides`` lead there;
and which lie from after to across, from across to before, from after to before."""


class Reach(NamedTuple):
    """What is near some places: how far each corner is along the skin, and the cells of which all corners are known."""

    corners: dict[int, float]
    cells: frozenset[int]


def spread(skin: Skin, places: Iterable[Place], radius: float) -> Reach:
    """Return how far along the skin corners of cells are from the nearest of some places, in centimetres.

    Every cell of which a part is within the radius is among the cells; corners of these may be farther.
    """
    found: dict[int, float] = {}
    home: dict[int, int] = {}
    for place in places:
        at = skin.point(place)
        for corner in skin.corners(place.cell):
            far = apart(at, skin.vertex(corner))
            if far < found.get(corner, far + 1):
                found[corner], home[corner] = far, place.cell
    queue = [(far, vertex, home[vertex]) for vertex, far in found.items()]
    heapify(queue)
    done: set[int] = set()
    cells = set(home.values())
    while queue:
        far, vertex, cell = heappop(queue)
        if vertex in done:
            continue
        done.add(vertex)
        # A cell's width beyond: a disc may reach into a cell between its corners.
        if far <= radius + skin.size(cell):
            around = skin.fan(vertex, cell)
            cells.update(around)
            for each in around:
                _cross(skin, vertex, far, each, found, done, queue)
    return Reach(found, frozenset(cells))


def _cross(
    skin: Skin,
    vertex: int,
    far: float,
    cell: int,
    found: dict[int, float],
    done: set[int],
    queue: list[tuple[float, int, int]],
) -> None:
    """Carry the distance of a vertex to the other corners of a cell."""
    corners, sides = skin.corners(cell), skin.sides(cell)
    n_after, n_across, n_before, *lengths = _AROUND[corners.index(vertex)]
    after, across, before = corners[n_after], corners[n_across], corners[n_before]
    to_after, to_across, to_before, outer, inner, other = (sides[n] for n in lengths)
    for target, straight, others in (
        (after, to_after, ((across, to_across, outer), (before, to_before, other))),
        (before, to_before, ((across, to_across, inner), (after, to_after, other))),
        (across, to_across, ((after, to_after, outer), (before, to_before, inner))),
    ):
        if target in done:
            continue
        best = far + straight
        for known, beside, opposite in others:
            if known in done:
                best = min(best, _unfolded(far, found[known], beside, straight, opposite))
        if best < found.get(target, best + 1):
            found[target] = best
            heappush(queue, (best, target, cell))


def _unfolded(a: float, b: float, base: float, to_a: float, to_b: float) -> float:
    """Return the distance at a triangle's third corner from those at A and B, which are ``base`` apart."""
    least = min(a + to_a, b + to_b)
    if base <= 0.0:
        return least
    from_a = (a * a - b * b + base * base) / (2 * base)
    x = (to_a * to_a - to_b * to_b + base * base) / (2 * base)
    below, above = a * a - from_a * from_a, to_a * to_a - x * x
    if below <= 0.0 or above <= 0.0:
        return least
    below, above = sqrt(below), sqrt(above)
    if not 0.0 <= from_a + (x - from_a) * below / (below + above) <= base:
        return least
    return min(least, sqrt((x - from_a) ** 2 + (below + above) ** 2))


def cells_within(skin: Skin, place: Place, radius: float) -> dict[int, float]:
    """Return the cells whose middle is within a radius of a place along the skin, each with its distance."""
    line = [skin.point(place)]
    reach = spread(skin, (place,), radius)
    round_ = detours(skin, reach.corners, line)
    far = {
        cell: with_detour(apart(line[0], skin.centre(cell)), sum(round_[corner] for corner in skin.corners(cell)) / 4)
        for cell in reach.cells
    }
    return {cell: each for cell, each in far.items() if each <= radius}


def detours(skin: Skin, corners: dict[int, float], line: Sequence[Point]) -> dict[int, float]:
    """Return how much longer the way along the skin to each corner is than the straight one from a line."""
    return {corner: max(0.0, far - nearest(skin.vertex(corner), line)) for corner, far in corners.items()}


def with_detour(straight: float, detour: float) -> float:
    """Return a distance along the skin from the straight one.

    A detour changes slowly from place to place, so that between corners it can be told from theirs, as a distance
    itself cannot. One of a few hundredths is none: ways are found as much too long, and a round brush must stay round.
    """
    return straight + max(0.0, detour - TOO_LONG * straight)


def nearest(at: Point, line: Sequence[Point], gap: float = 1e9) -> float:
    """Return how far a point is, straight, from a line of points; two that are more than a gap apart are not joined."""
    x, y, z = at
    best = 1e9
    before: Point | None = None
    for one in line:
        px, py, pz = x - one[0], y - one[1], z - one[2]
        best = min(best, px * px + py * py + pz * pz)
        if before is not None:
            sx, sy, sz = before[0] - one[0], before[1] - one[1], before[2] - one[2]
            long = sx * sx + sy * sy + sz * sz
            if 0.0 < long <= gap * gap:
                share = (px * sx + py * sy + pz * sz) / long
                if 0.0 < share < 1.0:
                    px, py, pz = px - share * sx, py - share * sy, pz - share * sz
                    best = min(best, px * px + py * py + pz * pz)
        before = one
    return sqrt(best)
