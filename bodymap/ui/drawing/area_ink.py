"""How skin areas of nerves look, pixel by pixel: a core is filled, a wider area hatched, each with its outline.

Depths are read between the corners of cells, and between the pixels of a map, so that an outline is as smooth as the
drawing at any zoom.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from bodymap.core.skin.areas import ZERO
from bodymap.ui.drawing.painted_field import OUTSIDE
from bodymap.ui.drawing.painted_ink import between

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from bodymap.core.skin.areas import AreaTable
    from bodymap.core.state import Side
    from bodymap.ui.drawing.painted_ink import Window
    from bodymap.ui.drawing.skin_sheet import Floats, Ints, SheetSkin, SkinArrays

HUES: Final = (
    (0, 92, 170),
    (0, 128, 96),
    (150, 104, 0),
    (112, 70, 168),
    (0, 124, 150),
    (104, 116, 20),
    (120, 84, 66),
    (70, 84, 112),
)
"""Cool and earthen: red is pain's. Areas that meet differ."""
_FILL: Final = 0.42
_FILL_STRESSED: Final = 0.58
_RIM: Final = 0.85
_RIM_HALF: Final = 0.75
_RIM_HALF_STRESSED: Final = 1.3
_HATCH: Final = 0.62
_HATCH_STEP: Final = 7.0
_HATCH_HALF: Final = 0.6
_WIDE_TINT: Final = 0.12
_GROWN: Final = 2


class AreaArrays:
    """One set of areas over every corner of the skin, both sides."""

    def __init__(self, table: AreaTable, arrays: SkinArrays) -> None:
        self.table, self.ids = table, table.ids
        self._pieces = np.zeros((len(table.ids), 3, len(arrays.at)), np.uint8)
        vertices = np.frombuffer(table.vertices, np.uint16)
        for n in range(len(table.ids)):
            places = slice(table.places(n).start, table.places(n).stop)
            for piece, each in enumerate((table.before, table.behind, table.also)):
                self._pieces[n, piece, vertices[places]] = np.frombuffer(each, np.uint8)[places]
        # The table has the right: the left is asked for at the partner.
        right = np.where(arrays.at[:, 0] > 0, arrays.partner, np.arange(len(arrays.at)))
        self._quads: Ints = right[arrays.quads].astype(np.int32)
        self._near = np.stack([each[0][self._quads].any(axis=1) for each in self._pieces])
        self.on_left: NDArray[np.bool_] = arrays.at[arrays.quads, 0].mean(axis=1) > 0

    def present(self, cells: Ints) -> list[int]:
        """Return the numbers of the areas that reach one of these cells, or nearly."""
        seen = np.zeros(self._near.shape[1], bool)
        seen[cells] = True
        return [int(n) for n in np.flatnonzero((self._near & seen).any(axis=1))]

    def near(self, n: int, cells: Ints) -> NDArray[np.bool_]:
        """Return which of these cells an area reaches, or nearly."""
        return np.asarray(self._near[n][cells])

    def depths(self, n: int, cells: Ints, u: Floats, v: Floats) -> tuple[Floats, Floats]:
        """Return how far inside an area's core, and inside its wider area, places in cells are, in centimetres."""
        weights = np.stack([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v], axis=1)
        found = (self._pieces[n][:, self._quads[cells]] * weights).sum(axis=2, dtype=np.float32)
        before, behind, also = (found - ZERO) / np.float32(self.table.steps)
        inside, margins = np.minimum(before, behind), self.table.margins[n]
        return inside - np.float32(margins.core), np.maximum(inside + np.float32(margins.wide), also)

    def at(self, cell: int, u: float, v: float) -> str:
        """Return the area in which a place lies deepest; empty: in none, not even in a wider one."""
        one, across, down = (np.array([each]) for each in (cell, np.float32(u), np.float32(v)))
        found = [(float(self.depths(n, one, across, down)[1][0]), self.ids[n]) for n in self.present(one)]
        # How wide a border is differs, so that the margins are taken off again.
        best = [(deep - self.table.margins[self.ids.index(area)].wide, area) for deep, area in found if deep >= 0]
        return max(best, default=(0.0, ""))[1]


class Spots(NamedTuple):
    """Places of a window in the core of an area on one side: where, and how far inside."""

    area: int
    left: bool
    x: Floats
    y: Floats
    depth: Floats


@dataclass(frozen=True, slots=True)
class Stress:
    """Which areas are shown in full; ``alone``: nothing else is shown; ``side``: where alone they are."""

    areas: Collection[int] = ()
    alone: bool = False
    side: Side | None = None


class _Grid(NamedTuple):
    """The pixels of a map around a window: for each the number of a place, -1 where there is no skin."""

    source: Ints
    cells: Ints
    u: Floats
    v: Floats
    columns: Floats
    rows: Floats


def compose_areas(
    arrays: AreaArrays, sheet: SheetSkin, window: Window, stress: Stress, body: NDArray[np.uint8] | None
) -> tuple[NDArray[np.uint32], list[Spots]]:
    """Return the areas in a window as premultiplied ARGB, and where in it they lie; ``body`` is where skin is drawn."""
    colour = np.zeros((window.height, window.width, 4), np.float32)
    spots: list[Spots] = []
    whole = _grid(sheet, window)
    for n in arrays.present(whole.cells) if whole is not None else ():
        stressed = n in stress.areas
        if whole is None or (stress.alone and not stressed):
            continue
        found = _cut(whole, window, arrays.near(n, whole.cells))
        if found is None:
            continue
        grid, part = found
        sides = arrays.on_left[grid.cells]
        core, wide = arrays.depths(n, grid.cells, grid.u, grid.v)
        if stress.side is not None:
            core, wide = (np.where(sides == (stress.side == "left"), each, OUTSIDE) for each in (core, wide))
        if float(max(core.max(), wide.max() if stressed else OUTSIDE)) < -1.0:
            continue
        rows = slice(part.top - window.top, part.top - window.top + part.height)
        columns = slice(part.left - window.left, part.left - window.left + part.width)
        ground, mask = colour[rows, columns], None if body is None else body[rows, columns]
        deep = _laid(grid, core) * np.float32(part.fine / part.ratio)
        hue = np.array(HUES[arrays.table.hues[n] % len(HUES)], np.float32)
        if stressed:
            _lay(ground, _wide(_laid(grid, wide) * np.float32(part.fine / part.ratio), deep, part), hue, mask)
        _lay(ground, _core(deep, part, stressed=stressed, any_stressed=bool(stress.areas)), hue, mask)
        spots += _spots(n, deep, _laid(grid, sides.astype(np.float32)), part)
    return np.ascontiguousarray((colour + 0.5).astype(np.uint8)).view(np.uint32)[..., 0], spots


def _cut(grid: _Grid, window: Window, chosen: NDArray[np.bool_]) -> tuple[_Grid, Window] | None:
    """Return the grid with the chosen places alone, and the part of the window that they are seen in."""
    number = np.full(len(chosen) + 1, -1, np.int32)
    number[:-1][chosen] = np.arange(int(chosen.sum()))
    source = number[grid.source]
    down, across = (source >= 0).any(axis=1), (source >= 0).any(axis=0)
    rows, columns = _span(np.asarray(down), grid.rows), _span(np.asarray(across), grid.columns)
    if rows is None or columns is None:
        return None
    part = replace(
        window,
        left=window.left + columns.start,
        top=window.top + rows.start,
        width=columns.stop - columns.start,
        height=rows.stop - rows.start,
    )
    places = grid.cells[chosen], grid.u[chosen], grid.v[chosen]
    return _Grid(source, *places, grid.columns[columns], grid.rows[rows]), part


def _span(there: NDArray[np.bool_], at: Floats) -> slice | None:
    """Return which of some pixels, by where they are in a map, are beside its rows or columns that have something."""
    found = np.flatnonzero(there)
    inside = np.flatnonzero((at > found[0] - 1) & (at < found[-1] + 1)) if len(found) else found
    return slice(int(inside[0]), int(inside[-1]) + 1) if len(inside) else None


def _lay(colour: Floats, alpha: Floats, hue: Floats, body: NDArray[np.uint8] | None) -> None:
    if body is not None:
        alpha = alpha * (body * np.float32(1 / 255))
    colour *= (1 - alpha)[..., None]
    colour += alpha[..., None] * np.array([hue[2], hue[1], hue[0], 255], np.float32)


def _core(deep: Floats, window: Window, *, stressed: bool, any_stressed: bool) -> Floats:
    """Return how opaque a core is: filled and with a rim; of those beside one that is stressed the rim alone."""
    ratio = window.ratio
    fill = _FILL_STRESSED if stressed else 0.0 if any_stressed else _FILL
    half = _RIM_HALF_STRESSED if stressed else _RIM_HALF
    deep = _even(deep, window)
    rim = np.clip((half - np.abs(deep)) * ratio + 0.5, 0, 1) * (0.5 if any_stressed and not stressed else _RIM)
    return np.asarray(np.maximum(np.clip(deep * ratio + 0.5, 0, 1) * fill, rim), np.float32)


def _wide(deep: Floats, core: Floats, window: Window) -> Floats:
    """Return how opaque a wider area is: lines aslant between its rim and that of the core, and a broken rim."""
    ratio = window.ratio
    down = (np.arange(window.top, window.top + window.height) - window.origin[1])[:, None]
    across = (np.arange(window.left, window.left + window.width) - window.origin[0])[None, :]
    aslant = ((across + down) / ratio) % _HATCH_STEP - _HATCH_STEP / 2
    lines = np.clip((_HATCH_HALF - np.abs(aslant) / np.sqrt(np.float32(2))) * ratio + 0.5, 0, 1) * _HATCH
    deep = _even(deep, window)
    dashes = ((across - down) / ratio) % 9 < 6
    rim = np.clip((_RIM_HALF - np.abs(deep)) * ratio + 0.5, 0, 1) * _RIM * dashes
    band = np.clip(deep * ratio + 0.5, 0, 1) * np.clip(0.5 - core * ratio, 0, 1)
    return np.asarray(np.maximum(band * np.maximum(lines, _WIDE_TINT), rim), np.float32)


def _spots(n: int, deep: Floats, left: Floats, window: Window) -> Iterator[Spots]:
    """Yield where the core of an area is, on each side, every few pixels."""
    every = max(1, round(2 * window.ratio))
    some = deep[::every, ::every]
    for on_left in (False, True):
        rows, columns = np.nonzero((some > 0) & ((left[::every, ::every] > 0.5) == on_left))
        if len(rows):
            x, y = (window.left + columns * every) / window.ratio, (window.top + rows * every) / window.ratio
            yield Spots(n, on_left, x.astype(np.float32), y.astype(np.float32), some[rows, columns])


def _grid(sheet: SheetSkin, window: Window) -> _Grid | None:
    columns = window.x + window.dx * np.arange(window.width, dtype=np.float32)
    rows = window.y + window.dy * np.arange(window.height, dtype=np.float32)
    # On a small drawing the map is finer than what is seen.
    every = max(1, int(abs(window.dx)))
    beyond = _GROWN * every
    left, right = (int(each // every) * every for each in (columns.min() - beyond, columns.max() + beyond + 2 * every))
    top, bottom = (int(each // every) * every for each in (rows.min() - beyond, rows.max() + beyond + 2 * every))
    across, down, cells, u, v = sheet.places(top, left, bottom, right, every)
    if not len(cells):
        return None
    source = np.full(((bottom - top) // every, (right - left) // every), -1, np.int32)
    source[(down - top) // every, (across - left) // every] = np.arange(len(cells))
    # Beyond the edge of the body as at it: the outline of the drawing cuts it off.
    for _ in range(_GROWN):
        for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
            near = np.roll(source, step, axis)
            source = np.where((source < 0) & (near >= 0), near, source)
    x, y = (columns - left) / np.float32(every), (rows - top) / np.float32(every)
    return _Grid(source, cells, u, v, x.astype(np.float32), y.astype(np.float32))


def _laid(grid: _Grid, values: Floats) -> Floats:
    """Return values of places at every pixel of the window."""
    whole = np.append(values, OUTSIDE).astype(np.float32)
    return between(whole[grid.source], grid.columns, grid.rows)


def _even(deep: Floats, window: Window) -> Floats:
    """Return depths as pixels from the rim, where they grow more slowly than the way does: or a rim would be broad."""
    if min(deep.shape) < 2:
        return deep
    down, across = np.gradient(deep)
    steep = np.hypot(down, across) * np.float32(window.ratio)
    return np.asarray(deep / np.clip(steep, 0.25, 1.0), np.float32)
