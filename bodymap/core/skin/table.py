"""The cells of the skin and where they are: the same for both figures and all poses.

A place is on the reference surface, the mean of both figures in anatomical position; its x is the patient's side
(the right is negative), its y is upwards, its z forwards, in centimetres.
"""

from __future__ import annotations

from array import array
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakValueDictionary

from bodymap.core.skin.arrays import forget_ahead, read_ahead, read_arrays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PARTS: Final = 255
"""A place in a cell is counted in so many parts of its edges: whole numbers, so that a mirrored one is exact."""
_AREA_PARTS: Final = 2000
_OF_CELLS: Final = ("quads", "area", "next", "mirror", "region")
"""What painting needs of the table; the zones stand behind it."""

Point = tuple[float, float, float]
"""Centimetres on the reference surface."""


class Place(NamedTuple):
    """A place in a cell: ``u`` from its first corner to its second, ``v`` to its fourth, in 255ths."""

    cell: int
    u: int
    v: int


class Skin:
    """The table of cells. What is asked of a cell is found by its number.

    Attributes:
        regions: the codes of the regions, by their numbers.
        quads: four vertices a cell, one cell behind the other.
        beyond: four cells a cell: the neighbour across each edge, from corner to corner.
        x, y, z: where each vertex is, in centimetres.

    """

    def __init__(self, regions: Sequence[str], arrays: dict[str, array[int]], at: Sequence[Sequence[float]]) -> None:
        self.regions = tuple(regions)
        self.quads, self.beyond = arrays["quads"], arrays["next"]
        self.x, self.y, self.z = at
        self._area, self._mirror, self._region = arrays["area"], arrays["mirror"], arrays["region"]
        self._fans: dict[int, tuple[int, ...]] = {}
        self._sides: dict[int, tuple[float, ...]] = {}

    @property
    def count(self) -> int:
        """How many cells there are."""
        return len(self._area)

    @property
    def mirrors(self) -> array[int]:
        """The cell at the same place of the other side, for every cell."""
        return self._mirror

    @property
    def areas(self) -> list[float]:
        """The area of every cell in square centimetres."""
        return [one / _AREA_PARTS for one in self._area]

    def area(self, cell: int) -> float:
        """Return a cell's area in square centimetres."""
        return self._area[cell] / _AREA_PARTS

    def size(self, cell: int) -> float:
        """Return how wide a cell is, in centimetres: the edge of a square of its area."""
        return sqrt(self._area[cell] / _AREA_PARTS)

    def mirror(self, cell: int) -> int:
        """Return the cell at the same place of the other side; in the middle of the body perhaps itself."""
        return self._mirror[cell]

    def region(self, cell: int) -> str:
        """Return the code of the region that a cell is in."""
        return self.regions[self._region[cell]]

    def corners(self, cell: int) -> tuple[int, int, int, int]:
        """Return the vertices of a cell, one after the other around it."""
        a, b, c, d = self.quads[4 * cell : 4 * cell + 4]
        return a, b, c, d

    def neighbours(self, cell: int) -> tuple[int, int, int, int]:
        """Return the cells beyond its edges: the first edge is from the first corner to the second."""
        a, b, c, d = self.beyond[4 * cell : 4 * cell + 4]
        return a, b, c, d

    def vertex(self, vertex: int) -> Point:
        """Return where a vertex is."""
        return self.x[vertex], self.y[vertex], self.z[vertex]

    def centre(self, cell: int) -> Point:
        """Return the middle of a cell."""
        return self.within(cell, 0.5, 0.5)

    def point(self, place: Place) -> Point:
        """Return where a place is."""
        return self.within(place.cell, place.u / PARTS, place.v / PARTS)

    def within(self, cell: int, u: float, v: float) -> Point:
        """Return where the place is in a cell at these shares of its edges."""
        a, b, c, d = self.quads[4 * cell : 4 * cell + 4]
        ka, kb, kc, kd = (1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v
        x, y, z = self.x, self.y, self.z
        return (
            ka * x[a] + kb * x[b] + kc * x[c] + kd * x[d],
            ka * y[a] + kb * y[b] + kc * y[c] + kd * y[d],
            ka * z[a] + kb * z[b] + kc * z[c] + kd * z[d],
        )

    def mirrored(self, place: Place) -> Place:
        """Return the same place of the other side; that of the result is this one again."""
        other = self._mirror[place.cell]
        first, second = (self._partner(corner, other) for corner in self.corners(place.cell)[:2])
        # Which way our first edge goes there, seen from the partner of our first corner.
        onward = (second - first) % 4 == 1
        along = (place.u, place.v) if onward else (place.v, place.u)
        return Place(other, *_TURNED[first](*along))

    def _partner(self, vertex: int, cell: int) -> int:
        """Return which corner of a cell lies where a vertex is on the other side."""
        x, y, z = self.vertex(vertex)
        corners = self.corners(cell)
        return min(range(4), key=lambda n: apart((-x, y, z), self.vertex(corners[n])))

    # For ways along the skin

    def fan(self, vertex: int, cell: int) -> tuple[int, ...]:
        """Return the cells around a vertex, of which one is known."""
        found = self._fans.get(vertex)
        if found is None:
            cells, quads, beyond = [cell], self.quads, self.beyond
            while True:
                at = 4 * cells[-1]
                corner = quads.index(vertex, at, at + 4) - at
                following = beyond[at + corner]
                if following == cell or len(cells) > _MOST_AROUND:
                    break
                cells.append(following)
            found = self._fans[vertex] = tuple(cells)
        return found

    def sides(self, cell: int) -> tuple[float, ...]:
        """Return the lengths of a cell's four edges and of both diagonals, the one from its first corner first."""
        found = self._sides.get(cell)
        if found is None:
            at = [self.vertex(corner) for corner in self.corners(cell)]
            pairs = ((0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3))
            found = self._sides[cell] = tuple(apart(at[a], at[b]) for a, b in pairs)
        return found


_MOST_AROUND: Final = 12
_TURNED: Final = (
    lambda p, q: (p, q),
    lambda p, q: (PARTS - q, p),
    lambda p, q: (PARTS - p, PARTS - q),
    lambda p, q: (q, PARTS - p),
)
"""Place in a cell from shares counted from its corner n: along the edge to the next corner, and to the one before."""


def apart(a: Point, b: Point) -> float:
    """Return how far two places are from each other, straight, in centimetres."""
    return sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)


def read_skin_ahead(folder: Path) -> None:
    """Begin to read the tables of a folder, for ``read_skin``, which is to follow."""
    forget_ahead()
    if folder in _in_use:
        return
    read_ahead(folder / "cells.skin", _OF_CELLS)
    read_ahead(folder / "places.skin")


_in_use: WeakValueDictionary[Path, Skin] = WeakValueDictionary()
"""The tables that somebody holds: every window that paints has the same, with what is known of strokes on it."""


def read_skin(folder: Path) -> Skin:
    """Read the tables of a folder, once for all. Raises ``OSError``, or ``ValueError`` for files that are none."""
    found = _in_use.get(folder)
    if found is None:
        found = _in_use[folder] = _read(folder)
    return found


def _read(folder: Path) -> Skin:
    head, arrays = read_arrays(folder / "cells.skin", _OF_CELLS)
    told, places = read_arrays(folder / "places.skin")
    try:
        steps, least = float(told["steps"]), told["least"]
        at = [array("d", [least[n] + one / steps for one in places[name]]) for n, name in enumerate("xyz")]
        return Skin(head["regions"], arrays, at)
    except (LookupError, TypeError) as error:
        raise ValueError(f"{folder.name} has no tables of the skin ({error})") from error
