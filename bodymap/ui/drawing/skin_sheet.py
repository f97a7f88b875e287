"""A sheet's map of the skin as arrays: where on the body every pixel of it is. Brings NumPy; loaded when painted."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import compress, decompress

import numpy as np
from numpy.typing import NDArray

from bodymap.core.skin.arrays import read_arrays
from bodymap.core.skin.sheet_map import NONE, QUARTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bodymap.core.skin.table import Skin

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

TILE: Final = 64
"""Pixels of a map that are worked on together, each way: some six centimetres."""
FAR: Final = np.float32(1e6)
_NOTHING: Final[NDArray[np.uint16]] = np.full((TILE, TILE), NONE, np.uint16)
_KEPT_OPEN: Final = 16
_KEPT_TILES: Final = 120
_STEPS: Final = 4
_SMALL: Final = 220
"""Rows of the small picture of a map, for the strip."""
_ABREAST: Final = 480
"""Pixels that are worked on at once, row by row. From 500 on NumPy lets other threads go on meanwhile, and whoever
reads a map while the window is busy waits for each of a thousand rows to be let in again."""


class SkinArrays:
    """The table of cells as arrays.

    Attributes:
        quads: the corners of each cell.
        at: where each corner is, in centimetres.
        detour: room for a number a corner, ``FAR`` where nobody has written another.

    """

    def __init__(self, skin: Skin) -> None:
        self.skin = skin
        self.quads: NDArray[np.uint16] = np.frombuffer(skin.quads, np.uint16).reshape(-1, 4)
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

    It is whole until it has been packed, by whichever thread, and used alike before and after.

    Attributes:
        rows, columns: how many pixels it has.
        middle: what to add to a pixel's number to come to the place that it stands for.
        small: a picture with few pixels.

    """

    def __init__(self, arrays: SkinArrays, cells: NDArray[np.uint16], corners: Floats, units: float, step: int) -> None:
        """``cells``: the cell that each pixel shows; 65535: none."""
        self._arrays, self._corners = arrays, corners
        self.rows, self.columns = cells.shape
        self.units, self.middle = units, 0.5 / step
        every = max(1, self.rows // _SMALL)
        self.small = Small(cells[every // 2 :: every, every // 2 :: every].copy(), every * units)
        self._whole: NDArray[np.uint16] | None = cells
        self._packed: dict[tuple[int, int], bytes] = {}
        self._open: OrderedDict[tuple[int, int], NDArray[np.uint16]] = OrderedDict()
        self._tiles: OrderedDict[tuple[int, int], Tile] = OrderedDict()

    def pack(self) -> None:
        """Keep the map in a tenth of the room from now on; it is quicker unpacked than worked on."""
        if self._whole is not None:
            self._packed = dict(_packed(self._whole))
            self._whole = None

    def cell_at(self, x: float, y: float) -> int:
        """Return the cell that a point of the sheet shows, in its units; -1: no skin."""
        column, row = round(x / self.units - self.middle), round(y / self.units - self.middle)
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            return -1
        found = int(self._cells_of(row // TILE, column // TILE)[row % TILE, column % TILE])
        return -1 if found == NONE else found

    def window(self, top: int, left: int, bottom: int, right: int) -> NDArray[np.uint16]:
        """Return the cells that the pixels of a rectangle show, as far as it is on the map; 65535: none."""
        top, left, bottom, right = max(0, top), max(0, left), min(bottom, self.rows), min(right, self.columns)
        found = np.full((max(0, bottom - top), max(0, right - left)), NONE, np.uint16)
        for row in range(top // TILE, -(-bottom // TILE)):
            for column in range(left // TILE, -(-right // TILE)):
                y, x = row * TILE, column * TILE
                a, b, c, d = max(top, y), min(bottom, y + TILE), max(left, x), min(right, x + TILE)
                found[a - top : b - top, c - left : d - left] = self._cells_of(row, column)[
                    a - y : b - y, c - x : d - x
                ]
        return found

    def _cells_of(self, row: int, column: int) -> NDArray[np.uint16]:
        """Return the cells of a whole tile by its number downwards and across, with none beyond the map."""
        key = row, column
        found = self._open.get(key)
        if found is None:
            whole = self._whole
            if whole is not None:
                return _tile(whole, row, column)
            packed = self._packed.get(key)
            found = _NOTHING if packed is None else np.frombuffer(decompress(packed), np.uint16).reshape(TILE, TILE)
            self._open[key] = found
            if len(self._open) > _KEPT_OPEN:
                self._open.popitem(last=False)
        return found

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

    def places(
        self, top: int, left: int, bottom: int, right: int, every: int = 1
    ) -> tuple[Ints, Ints, Ints, Floats, Floats]:
        """Return of a rectangle the columns and rows of its pixels that show skin, their cells, and where in these.

        Of rows and columns every one, or those that ``every`` divides.
        """
        top, left = (-(-max(0, each) // every) * every for each in (top, left))
        part = self.window(top, left, bottom, right)[::every, ::every]
        rows, columns = (each.astype(np.int32) for each in np.nonzero(part != NONE))
        cells = part[rows, columns].astype(np.int32)
        rows, columns = rows * np.int32(every) + np.int32(top), columns * np.int32(every) + np.int32(left)
        u, v = _inside(self.corners_of(cells), np.stack([columns, rows], axis=1).astype(np.float32) + self.middle)
        return columns, rows, cells, u, v

    def _make(self, row: int, column: int) -> Tile:
        top, left = row * TILE, column * TILE
        columns, rows, cells, u, v = self.places(top, left, top + TILE, left + TILE)
        corners = self._arrays.at[self._arrays.quads[cells]]
        ku, kv = u[:, None], v[:, None]
        above = (1 - ku) * corners[:, 0] + ku * corners[:, 1]
        below = (1 - ku) * corners[:, 3] + ku * corners[:, 2]
        pixels = ((rows - top) * TILE + columns - left).astype(np.int32)
        return Tile(pixels, cells, u, v, ((1 - kv) * above + kv * below).astype(np.float32))


def _tile(cells: NDArray[np.uint16], row: int, column: int) -> NDArray[np.uint16]:
    part = cells[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE]
    if part.shape == _NOTHING.shape:
        return part
    whole = _NOTHING.copy()
    whole[: part.shape[0], : part.shape[1]] = part
    return whole


def _packed(cells: NDArray[np.uint16]) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Yield the tiles of a map that show skin, packed."""
    for row in range(-(-cells.shape[0] // TILE)):
        for column in range(-(-cells.shape[1] // TILE)):
            part = _tile(cells, row, column)
            if (part != NONE).any():
                yield (row, column), compress(part.tobytes(), 1)


def _filled(coded: NDArray[np.uint16]) -> None:
    """Write in place of every 0, which says "as the pixel above", what that pixel has."""
    for left in range(0, coded.shape[1], _ABREAST):
        part = coded[:, left : left + _ABREAST]
        for above, here in pairwise(part):
            np.copyto(here, above, where=here == 0)


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
        _filled(coded)
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
