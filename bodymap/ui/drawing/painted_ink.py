"""How what is painted looks: a hue and a hatch a kind, denser the stronger it is, with a rim as drawn by a pen.

The hatches are those of the charts that clinics hand out: lines for pain, dots for tingling, dashes for numbness,
crosses for burning.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from bodymap.ui.drawing.painted_field import OUTSIDE
from bodymap.ui.drawing.skin_sheet import TILE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bodymap.core.painting.model import Kind
    from bodymap.ui.drawing.painted_field import Depths, Field, TileKey
    from bodymap.ui.drawing.skin_sheet import Floats

HUES: Final[dict[Kind, tuple[int, int, int]]] = {
    "pain": (168, 28, 40),
    "tingling": (20, 84, 148),
    "numbness": (84, 70, 120),
    "burning": (186, 86, 0),
}
_PERIOD: Final = 48
"""Pixels after which every hatch repeats."""
_TINT: Final = (0.10, 0.34)
_LINE: Final = (0.55, 0.95)
_RIM: Final = 0.85
"""Opacity of the ground and of the hatch's lines, of the weakest and of the strongest; of the rim."""
_HALF: Final = (0.5, 1.35)
"""Half the width of the hatch's lines, in pixels."""
_RIM_WIDE: Final = 1.3


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of device pixels, and where in a map its pixels are: ``map = start + step * pixel``.

    Attributes:
        left, top, width, height: in device pixels of the picture.
        x, y: the map's column and row at the middle of the first pixel; ``dx``, ``dy``: what a pixel adds.
        origin: where the hatch begins, in device pixels.
        fine: device pixels a centimetre.
        ratio: device pixels a logical one.

    """

    left: int
    top: int
    width: int
    height: int
    x: float
    y: float
    dx: float
    dy: float
    origin: tuple[int, int]
    fine: float
    ratio: float


@cache
def hatch(kind: Kind, ratio: float) -> Floats:
    """Return how far each pixel of a square is from the middle of the hatch's nearest line, in logical pixels."""
    size = round(_PERIOD * ratio)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) / ratio
    if kind == "pain":
        off = np.abs((x + y) % 8 - 4) / np.sqrt(np.float32(2))
    elif kind == "tingling":
        column, row = x % 8 - 4, y % 8 - 4
        shifted = np.where((y // 8) % 2 >= 1, (x + 4) % 8 - 4, column)
        off = np.hypot(shifted, row) - 0.8
    elif kind == "numbness":
        dashes = np.abs((x + np.where((y // 6) % 2 >= 1, 6, 0)) % 12 - 6) - 4
        off = np.maximum(np.abs(y % 6 - 3), dashes)
    else:
        column, row = x % 12 - 6, y % 12 - 6
        reach = np.maximum(np.abs(column), np.abs(row)) - 3.6
        off = np.maximum(np.abs(np.abs(column) - np.abs(row)) / np.sqrt(np.float32(2)), reach)
    return np.asarray(off, np.float32)


def compose(field: Field, window: Window, body: NDArray[np.uint8] | None = None) -> NDArray[np.uint32]:
    """Return what is painted in a window as premultiplied ARGB; with ``body``, only as far as that is not 0 there."""
    columns = window.x + window.dx * np.arange(window.width, dtype=np.float32)
    rows = window.y + window.dy * np.arange(window.height, dtype=np.float32)
    colour = np.zeros((window.height, window.width, 4), np.float32)
    for kind, tiles in field.tiles.items():
        found = _sampled(field, tiles, columns, rows)
        if found is None:
            continue
        depth, strength = found
        alpha = _ink(kind, depth, strength, window)
        if body is not None:
            alpha *= body * np.float32(1 / 255)
        colour *= (1 - alpha)[..., None]
        red, green, blue = HUES[kind]
        colour += alpha[..., None] * np.array([blue, green, red, 255], np.float32)
    return np.ascontiguousarray((colour + 0.5).astype(np.uint8)).view(np.uint32)[..., 0]


def compose_rim(field: Field, window: Window, body: NDArray[np.uint8] | None = None) -> NDArray[np.uint32]:
    """Return the rim of all that is painted in a window, whatever is felt there: a dark line in a light one."""
    columns = window.x + window.dx * np.arange(window.width, dtype=np.float32)
    rows = window.y + window.dy * np.arange(window.height, dtype=np.float32)
    deepest = np.full((window.height, window.width), OUTSIDE, np.float32)
    for tiles in field.tiles.values():
        found = _sampled(field, tiles, columns, rows)
        if found is not None:
            np.maximum(deepest, found[0], out=deepest)
    off = np.abs(deepest * np.float32(window.fine)) / np.float32(window.ratio)
    colour = np.zeros((window.height, window.width, 4), np.float32)
    for shade, half in ((_RIM_LIGHT, _RIM_HALF + 1.0), (_RIM_DARK, _RIM_HALF)):
        alpha = np.clip((half - off) * window.ratio + 0.5, 0, 1)
        if body is not None:
            alpha = alpha * (body * np.float32(1 / 255))
        colour *= (1 - alpha)[..., None]
        red, green, blue = shade
        colour += alpha[..., None] * np.array([blue, green, red, 255], np.float32)
    return np.ascontiguousarray((colour + 0.5).astype(np.uint8)).view(np.uint32)[..., 0]


_RIM_DARK: Final = (22, 18, 15)
_RIM_LIGHT: Final = (255, 250, 244)
_RIM_HALF: Final = 1.1
"""Half the width of an earlier painting's rim, in logical pixels."""


def _ink(kind: Kind, depth: Floats, strength: Floats, window: Window) -> Floats:
    """Return how opaque a kind is at each pixel."""
    pixels = depth * np.float32(window.fine)
    inside = np.clip(pixels + 0.5, 0, 1)
    share = (strength - 1) * np.float32(1 / 9)
    square = hatch(kind, window.ratio)
    size = len(square)
    down = (np.arange(window.top, window.top + window.height) - window.origin[1]) % size
    across = (np.arange(window.left, window.left + window.width) - window.origin[0]) % size
    off = square[down[:, None], across[None, :]]
    half = _HALF[0] + (_HALF[1] - _HALF[0]) * share
    line = np.clip((half - off) * window.ratio + 0.5, 0, 1) * (_LINE[0] + (_LINE[1] - _LINE[0]) * share)
    rim = np.clip(_RIM_WIDE * window.ratio - pixels + 0.5, 0, 1) * np.float32(_RIM)
    ground = _TINT[0] + (_TINT[1] - _TINT[0]) * share
    return np.asarray(inside * np.maximum(np.maximum(line, rim), ground), np.float32)


def _sampled(field: Field, tiles: dict[TileKey, Depths], columns: Floats, rows: Floats) -> tuple[Floats, Floats] | None:
    """Return depth and strength at places of a map, between its pixels; None: nothing of this kind is there."""
    left, top = int(np.floor(min(columns[0], columns[-1]))), int(np.floor(min(rows[0], rows[-1])))
    right, bottom = int(np.floor(max(columns[0], columns[-1]))) + 2, int(np.floor(max(rows[0], rows[-1]))) + 2
    depth = np.full((bottom - top, right - left), OUTSIDE, np.float32)
    strength = np.ones((bottom - top, right - left), np.float32)
    met = False
    for row in range(top // TILE, (bottom - 1) // TILE + 1):
        for column in range(left // TILE, (right - 1) // TILE + 1):
            tile = tiles.get((row, column))
            if tile is not None:
                y, x = row * TILE, column * TILE
                a, b = max(top, y), min(bottom, y + TILE)
                c, d = max(left, x), min(right, x + TILE)
                depth[a - top : b - top, c - left : d - left] = tile.depth[a - y : b - y, c - x : d - x]
                strength[a - top : b - top, c - left : d - left] = tile.strength[a - y : b - y, c - x : d - x]
                met = True
    if not met or float(depth.max()) < -1.0:
        return None
    _grow(depth, strength, field.sheet.window(top, left, bottom, right), top, left)
    return between(depth, columns - left, rows - top), np.maximum(1, between(strength, columns - left, rows - top))


def _grow(depth: Floats, strength: Floats, cells: NDArray[np.uint16], top: int, left: int) -> None:
    """Carry what is painted at the edge of the body a pixel beyond it: the outline of the drawing cuts it off."""
    inner = depth.shape == cells.shape
    if inner and not (cells == _NONE).any():
        return
    bare = np.ones(depth.shape, bool)
    y, x = max(0, -top), max(0, -left)
    bare[y : y + cells.shape[0], x : x + cells.shape[1]] = cells == _NONE
    for _ in range(2):
        for here, beside in _BESIDE:
            # A copy of what is beside: here and there are the same grid, moved by a pixel.
            near = depth[beside].copy()
            more = bare[here] & (near > depth[here])
            if more.any():
                depth[here][more] = near[more]
                strength[here][more] = strength[beside][more]


_ALL, _BUT_FIRST, _BUT_LAST = slice(None), slice(1, None), slice(None, -1)
_BESIDE: Final = (
    ((_BUT_FIRST, _ALL), (_BUT_LAST, _ALL)),
    ((_BUT_LAST, _ALL), (_BUT_FIRST, _ALL)),
    ((_ALL, _BUT_FIRST), (_ALL, _BUT_LAST)),
    ((_ALL, _BUT_LAST), (_ALL, _BUT_FIRST)),
)
"""Of a grid all pixels that have one beside them on a side, and those beside them."""
_NONE: Final = 65535


def between(grid: Floats, columns: Floats, rows: Floats) -> Floats:
    """Return the values of a grid between its pixels: straight on from one to the next."""
    x0, y0 = np.floor(columns).astype(np.int32), np.floor(rows).astype(np.int32)
    fx, fy = columns - x0, (rows - y0)[:, None]
    down = grid[y0] * (1 - fy) + grid[y0 + 1] * fy
    return np.asarray(down[:, x0] * (1 - fx) + down[:, x0 + 1] * fx, np.float32)


def sample(kind: Kind, width: int, height: int, ratio: float) -> NDArray[np.uint32]:
    """Return a picture of a kind, to stand beside its name."""
    window = Window(0, 0, width, height, 0, 0, 1, 1, (0, 0), 1.0, ratio)
    deep = np.full((height, width), 99.0, np.float32)
    alpha = _ink(kind, deep, np.full((height, width), 6.0, np.float32), window)
    red, green, blue = HUES[kind]
    colour = alpha[..., None] * np.array([blue, green, red, 255], np.float32)
    return np.ascontiguousarray((colour + 0.5).astype(np.uint8)).view(np.uint32)[..., 0]
