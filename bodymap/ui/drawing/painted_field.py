"""What is painted on a sheet, pixel by pixel of its map: how far inside the rim of each kind, in centimetres.

Distances, not colours, are kept: so a rim stays smooth however far in one looks, and a stroke costs what it touches.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from bodymap.core.painting.covering import around
from bodymap.core.skin.along import TOO_LONG
from bodymap.ui.drawing.skin_sheet import FAR, TILE, Tile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bodymap.core.painting.model import Kind, Stroke
    from bodymap.core.skin.table import Place
    from bodymap.ui.drawing.skin_sheet import Floats, Ints, SheetSkin, SkinArrays

OUTSIDE: Final = np.float32(-9.0)
"""Where nothing is painted: farther outside than any rim is looked at."""
AT_ONCE: Final = 8
"""Places of a stroke that are laid at once."""
_BEYOND: Final = 0.3
"""Centimetres outside the rim of wet ink that are looked at, so that the rim lies between pixels."""
TileKey = tuple[int, int]


class Chunk(NamedTuple):
    """Some places of a stroke that follow one another, with the skin around them.

    Attributes:
        line: where they are on the reference surface.
        cells: those of which a part may be covered; ``corners``: theirs, and ``detours``: how much longer than straight
            the way along the skin is to each. None of these: every cell counts, for ink that is still wet.

    """

    kind: Kind
    strength: int
    radius: float
    erasing: bool
    line: Floats
    cells: Ints | None = None
    corners: Ints | None = None
    detours: Floats | None = None

    def mirrored(self, arrays: SkinArrays) -> Chunk:
        """Return the same on the other side."""
        line = self.line * np.array([-1, 1, 1], np.float32)
        if self.cells is None or self.corners is None:
            return self._replace(line=line)
        cells = np.array([arrays.skin.mirror(int(cell)) for cell in self.cells], np.int32)
        return self._replace(line=line, cells=cells, corners=arrays.partner[self.corners])


def chunk_of(arrays: SkinArrays, stroke: Stroke, places: Sequence[Place]) -> Chunk:
    """Return some of a stroke's places with the skin around them."""
    near = around(arrays.skin, places, stroke.radius)
    return Chunk(
        stroke.kind,
        stroke.strength,
        stroke.radius,
        stroke.erasing,
        np.array(near.line, np.float32),
        np.fromiter(near.cells, np.int32, len(near.cells)),
        np.fromiter(near.detours.keys(), np.int32, len(near.detours)),
        np.fromiter(near.detours.values(), np.float32, len(near.detours)),
    )


def chunks_of(arrays: SkinArrays, stroke: Stroke, first: int = 0) -> Iterable[Chunk]:
    """Yield a stroke from some place on, piece by piece, each with the last place of the one before."""
    places = stroke.places
    while first < len(places):
        yield chunk_of(arrays, stroke, places[max(0, first - 1) : first + AT_ONCE])
        first += AT_ONCE


class Depths(NamedTuple):
    """What one kind is in a tile: how far inside its rim each pixel is, and how strong it is there."""

    depth: Floats
    strength: NDArray[np.uint8]


Snapshot = dict["Kind", dict[TileKey, Depths]]


class Field:
    """What is painted on a sheet. Tiles are never changed, only replaced, so that an earlier state can be kept.

    Attributes:
        tiles: what each kind is in each tile that anything was painted in.

    """

    def __init__(self, arrays: SkinArrays, sheet: SheetSkin, *, mirrored: bool) -> None:
        self._arrays, self.sheet, self._mirrored = arrays, sheet, mirrored
        self.tiles: Snapshot = {}
        self._detour = arrays.detour
        self._rows = (0, 1 << 20)

    def snapshot(self) -> Snapshot:
        """Return what is painted now, to come back to."""
        return {kind: dict(tiles) for kind, tiles in self.tiles.items()}

    def restore(self, tiles: Snapshot) -> set[TileKey]:
        """Come back to a snapshot; return the tiles that this changes."""
        changed = set()
        for kind in self.tiles.keys() | tiles.keys():
            old, new = self.tiles.get(kind, {}), tiles.get(kind, {})
            changed |= {key for key in old.keys() | new.keys() if old.get(key) is not new.get(key)}
        self.tiles = {kind: dict(each) for kind, each in tiles.items()}
        return changed

    def lay(self, chunk: Chunk, near: Sequence[TileKey] = (), rows: tuple[int, int] = (0, 1 << 20)) -> set[TileKey]:
        """Paint a chunk; return the tiles that this changes.

        One without cells is painted in the tiles that are ``near``, between these rows of the map.
        """
        self._rows = rows
        if self._mirrored:
            chunk = chunk.mirrored(self._arrays)
        keys = near if chunk.cells is None else self._touched(chunk.cells)
        if chunk.corners is not None:
            self._detour[chunk.corners] = chunk.detours
        changed = {key for key in keys if self._lay_tile(key, chunk)}
        if chunk.corners is not None:
            self._detour[chunk.corners] = FAR
        return changed

    def _touched(self, cells: Ints) -> set[TileKey]:
        """Return the tiles that these cells may be seen in."""
        corners = self.sheet.corners_of(cells)
        corners = corners[~np.isnan(corners).any(axis=(1, 2))]
        low = np.maximum(corners.min(axis=1) - 1, 0) // TILE if len(corners) else corners.reshape(0, 2)
        high = (corners.max(axis=1) + 1) // TILE if len(corners) else corners.reshape(0, 2)
        rows, columns = self.sheet.rows, self.sheet.columns
        spans = {(int(x), int(y), int(a), int(b)) for (x, y), (a, b) in zip(low, high, strict=True)}
        return {
            (row, column)
            for left, top, right, bottom in spans
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if row * TILE < rows and column * TILE < columns
        }

    def _lay_tile(self, key: TileKey, chunk: Chunk) -> bool:
        tile = self._near(key, chunk)
        if not len(tile.pixels):
            return False
        depth = self._depth(tile, chunk)
        if float(depth.max()) < -chunk.radius:
            return False
        changed = False
        for kind in tuple(self.tiles):
            old = self.tiles[kind].get(key)
            if old is not None and (chunk.erasing or kind != chunk.kind):
                less = old.depth.copy()
                flat = less.reshape(-1)
                flat[tile.pixels] = np.minimum(flat[tile.pixels], -depth)
                self.tiles[kind][key] = Depths(less, old.strength)
                changed = True
        if not chunk.erasing:
            tiles = self.tiles.setdefault(chunk.kind, {})
            tiles[key] = _put_on(tiles.get(key), tile, depth, chunk.strength)
            changed = True
        return changed

    def _near(self, key: TileKey, chunk: Chunk) -> Tile:
        """Return those pixels of a tile that a chunk may reach."""
        tile = self.sheet.tile(*key)
        if chunk.corners is not None:
            chosen = self._detour[self._arrays.quads[tile.cells, 0]] < FAR
        else:
            first, last = ((row - key[0] * TILE) * TILE for row in self._rows)
            a, b = np.searchsorted(tile.pixels, [first, last])
            tile = tile.part(slice(int(a), int(b)))
            reach = chunk.radius + _BEYOND
            low, high = chunk.line.min(axis=0) - reach, chunk.line.max(axis=0) + reach
            chosen = ((tile.at > low) & (tile.at < high)).all(axis=1)
        return tile.part(chosen)

    def _depth(self, tile: Tile, chunk: Chunk) -> Floats:
        """Return how far inside the rim each pixel of a tile is."""
        away = straight(tile.at, chunk.line, chunk.radius)
        if chunk.corners is None:
            return np.asarray(chunk.radius - away, np.float32)
        d = self._detour[self._arrays.quads[tile.cells]]
        u, v = tile.u, tile.v
        detour = (1 - v) * ((1 - u) * d[:, 0] + u * d[:, 1]) + v * (u * d[:, 2] + (1 - u) * d[:, 3])
        depth = chunk.radius - away - np.maximum(0, detour - TOO_LONG * away)
        return np.asarray(np.maximum(depth, OUTSIDE), np.float32)


def straight(at: Floats, line: Floats, gap: float) -> Floats:
    """Return how far places are, straight, from a line of points; two more than a gap apart are not joined."""
    off = at - line[0]
    best = np.einsum("ij,ij->i", off, off)
    for a, b in pairwise(line):
        way = b - a
        long = float(way @ way)
        off = at - a
        if 0.0 < long <= gap * gap:
            off -= np.clip((off @ way) / long, 0, 1)[:, None] * way
        else:
            off = at - b
        np.minimum(best, np.einsum("ij,ij->i", off, off), out=best)
    return np.asarray(np.sqrt(best), np.float32)


def _put_on(old: Depths | None, tile: Tile, depth: Floats, strength: int) -> Depths:
    if old is None:
        more, strong = np.full((TILE, TILE), OUTSIDE, np.float32), np.zeros((TILE, TILE), np.uint8)
    else:
        more, strong = old.depth.copy(), old.strength.copy()
    flat, levels = more.reshape(-1), strong.reshape(-1)
    # A little beyond the rim too, where the rim is looked for between pixels.
    levels[tile.pixels[depth > _BESIDE]] = strength
    flat[tile.pixels] = np.maximum(flat[tile.pixels], depth)
    return Depths(more, strong)


_BESIDE: Final = -0.3
