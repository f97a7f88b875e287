"""A sheet's map of the skin as arrays: where on the body every pixel of it is. Brings NumPy; loaded when painted."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bodymap.core.skin.arrays import read_arrays
from bodymap.core.skin.sheet_map import NONE, QUARTERS

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.skin.table import Skin

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

TILE: Final = 64
"""Pixels of a map that are worked on together, each way: some six centimetres."""
FAR: Final = np.float32(1e6)
_KEPT_TILES: Final = 120
_STEPS: Final = 4
_SMALL: Final = 220
"""Rows of the small picture of a map, for the strip."""


class SkinArrays:
    """The table of cells as arrays.

    Attributes:
        quads: the corners of each cell.
        at: where each corner is, in centimetres.
        detour: room for a number a corner, ``FAR`` where nobody has written another.

    """

    def __init__(self, skin: Skin) -> None:
        self.skin = skin
        self.quads: Ints = np.frombuffer(skin.quads, np.uint16).reshape(-1, 4).astype(np.int32)
        self.at: Floats = np.stack([skin.x, skin.y, skin.z], axis=1).astype(np.float32)
        self.detour: Floats = np.full(len(self.at), FAR, np.float32)

    @cached_property
    def size(self) -> Floats:
        """How wide each cell is, in centimetres."""
        return np.sqrt(np.array(self.skin.areas, np.float32))

    @cached_property
    def mirror(self) -> Ints:
        """The cell at the same place of the other side."""
        return np.frombuffer(self.skin.mirrors, np.uint16).astype(np.int32)

    @cached_property
    def partner(self) -> Ints:
        """For each corner the one at the same place of the other side."""
        steps = np.rint(self.at * 1000).astype(np.int64)
        here = np.lexsort((steps[:, 2], steps[:, 1], steps[:, 0]))
        there = np.lexsort((steps[:, 2], steps[:, 1], -steps[:, 0]))
        found = np.empty(len(steps), np.int32)
        found[here] = there
        return found


@dataclass(frozen=True, slots=True)
class Tile:
    """The pixels of a part of a map that show skin.

    Attributes:
        pixels: their numbers in the tile, row by row.
        cells: the cell that each shows, and ``u`` and ``v``: where in it.
        at: where each is on the reference surface.

    """

    pixels: Ints
    cells: Ints
    u: Floats
    v: Floats
    at: Floats

    def part(self, chosen: NDArray[np.bool_] | slice) -> Tile:
        """Return some of the pixels."""
        return Tile(self.pixels[chosen], self.cells[chosen], self.u[chosen], self.v[chosen], self.at[chosen])


class Small(NamedTuple):
    """The cells that a small picture of a sheet shows, each of its pixels ``units`` of the sheet wide."""

    cells: NDArray[np.uint16]
    units: float


class SheetSkin:
    """A map of one sheet. Its pixels are ``units`` of the sheet each; a column and a row may be a fraction.

    Attributes:
        cells: the cell that each pixel shows; 65535: none.
        middle: what to add to a pixel's number to come to the place that it stands for.

    """

    def __init__(self, arrays: SkinArrays, cells: NDArray[np.uint16], corners: Floats, units: float, step: int) -> None:
        self._arrays, self.cells, self._corners = arrays, cells, corners
        self.units, self.middle = units, 0.5 / step
        self._tiles: OrderedDict[tuple[int, int], Tile] = OrderedDict()

    def cell_at(self, x: float, y: float) -> int:
        """Return the cell that a point of the sheet shows, in its units; -1: no skin."""
        column, row = round(x / self.units - self.middle), round(y / self.units - self.middle)
        rows, columns = self.cells.shape
        if not (0 <= row < rows and 0 <= column < columns):
            return -1
        found = int(self.cells[row, column])
        return -1 if found == NONE else found

    def corners_of(self, cells: Ints) -> Floats:
        """Return where the corners of cells lie, in pixels (n, 4, 2); no numbers for cells that are not shown."""
        return np.asarray(self._corners[self._arrays.quads[cells]])

    def corners_at(self, cell: int) -> list[tuple[float, float]]:
        """Return where the corners of one cell lie, in pixels."""
        found: list[list[float]] = self._corners[self._arrays.quads[cell]].tolist()
        return [(x, y) for x, y in found]

    def tile(self, row: int, column: int) -> Tile:
        """Return a tile by its number downwards and across."""
        key = row, column
        found = self._tiles.get(key)
        if found is None:
            found = self._tiles[key] = self._make(row, column)
            if len(self._tiles) > _KEPT_TILES:
                self._tiles.popitem(last=False)
        else:
            self._tiles.move_to_end(key)
        return found

    def _make(self, row: int, column: int) -> Tile:
        part = self.cells[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE]
        rows, columns = np.nonzero(part != NONE)
        cells = part[rows, columns].astype(np.int32)
        at = np.stack([columns + column * TILE, rows + row * TILE], axis=1).astype(np.float32) + self.middle
        u, v = _inside(self.corners_of(cells), at)
        corners = self._arrays.at[self._arrays.quads[cells]]
        ku, kv = u[:, None], v[:, None]
        above = (1 - ku) * corners[:, 0] + ku * corners[:, 1]
        below = (1 - ku) * corners[:, 3] + ku * corners[:, 2]
        pixels = (rows * TILE + columns).astype(np.int32)
        return Tile(pixels, cells, u, v, ((1 - kv) * above + kv * below).astype(np.float32))

    def small(self) -> Small:
        """Return a picture with few pixels."""
        every = max(1, self.cells.shape[0] // _SMALL)
        return Small(self.cells[every // 2 :: every, every // 2 :: every].copy(), every * self.units)


def _inside(corners: Floats, at: Floats) -> tuple[Floats, Floats]:
    """Return where in their cells points lie: a few steps of Newton's from the middle."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (corners[:, n].T for n in range(4))
    u = np.full(len(at), 0.5, np.float32)
    v = u.copy()
    for _ in range(_STEPS):
        px, py = bx - ax + v * (ax - bx + cx - dx), by - ay + v * (ay - by + cy - dy)
        qx, qy = dx - ax + u * (ax - bx + cx - dx), dy - ay + u * (ay - by + cy - dy)
        fx = ax + u * (bx - ax) + v * qx - at[:, 0]
        fy = ay + u * (by - ay) + v * qy - at[:, 1]
        det = px * qy - py * qx
        det = np.where(np.abs(det) < 1e-6, np.float32(1e-6), det)
        u, v = (
            np.clip(u - (fx * qy - fy * qx) / det, 0, 1).astype(np.float32),
            np.clip(v - (fy * px - fx * py) / det, 0, 1).astype(np.float32),
        )
    return u, v


def read_sheet_skin(path: Path, arrays: SkinArrays) -> SheetSkin:
    """Read a sheet's map. Raises ``OSError``, or ``ValueError`` for a file that is none."""
    head, found = read_arrays(path)
    try:
        shape = head["arrays"][0]["shape"]
        coded = np.frombuffer(found["cells"], np.uint16).reshape(shape).copy()
        for row in range(1, shape[0]):
            here = coded[row]
            np.copyto(here, coded[row - 1], where=here == 0)
        there = np.zeros(NONE + 1, bool)
        there[coded] = True
        shown = np.flatnonzero(there[1:NONE])
        # ``np.unique`` would bring masked arrays along, which take as long as the map and as much room.
        seen = np.zeros(len(arrays.at), bool)
        seen[arrays.quads[shown]] = True
        vertices = np.flatnonzero(seen)
        corners = np.full((len(arrays.at), 2), np.nan, np.float32)
        for n, name in enumerate("xy"):
            along = np.cumsum(np.frombuffer(found[name], np.uint16).view(np.int16).astype(np.int64))
            corners[vertices, n] = along / QUARTERS
        np.subtract(coded, 1, out=coded, where=coded != NONE)
        return SheetSkin(arrays, coded, corners, float(head["units"]), int(head["step"]))
    except (LookupError, TypeError) as error:
        raise ValueError(f"{path.name} is no map of the skin ({error})") from error
