"""Which place of the skin a point of a sheet shows, from the map that the workshop wrote beside the drawing."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from bodymap.core.skin.arrays import read_arrays
from bodymap.core.skin.table import PARTS, Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bodymap.core.skin.table import Skin

NONE: Final = 65535
QUARTERS: Final = 4
_STEPS: Final = 6
_NEAR: Final = 1e-5
"""A step that is shorter leads nowhere: a place is told in 255ths."""
Corner = tuple[float, float]


class SheetMap:
    """A sheet's map. Its pixels are counted from the left top corner of the drawing, ``units`` of the sheet each.

    Attributes:
        cells: a pixel a number, row by row: 0 as the pixel above, 65535 nothing, else one more than the cell.
        shown: the vertices of all cells that are shown, in the order of their numbers.
        x, y: where each of them lies, in pixels.
        middle: what to add to a pixel's number to come to the place that it stands for.

    """

    def __init__(
        self, cells: array[int], columns: int, units: float, step: int, shown: Sequence[int], at: Sequence[array[float]]
    ) -> None:
        self.cells, self.columns, self.rows = cells, columns, len(cells) // columns
        self.units, self.middle = units, 0.5 / step
        self.shown, (self.x, self.y) = shown, at

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the cell that a point of the sheet shows, in the sheet's units; ``None``: no skin."""
        return self._cell(*self._pixel(x, y))

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        return round(x / self.units - self.middle), round(y / self.units - self.middle)

    def _cell(self, column: int, row: int) -> int | None:
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return None
        at = row * self.columns + column
        while at >= 0 and self.cells[at] == 0:
            at -= self.columns
        found = self.cells[at] if at >= 0 else NONE
        return None if found == NONE else found - 1

    def place_at(self, skin: Skin, x: float, y: float) -> Place | None:
        """Return the place that a point of the sheet shows, in the sheet's units; ``None``: no skin."""
        cell = self.cell_at(x, y)
        if cell is None:
            return None
        corners = [bisect_left(self.shown, corner) for corner in skin.corners(cell)]
        u, v = inside([(self.x[n], self.y[n]) for n in corners], (x / self.units, y / self.units))
        return Place(cell, round(u * PARTS), round(v * PARTS))


def inside(corners: list[Corner], at: Corner) -> Corner:
    """Return the shares of a cell's edges at which a point lies: a few steps of Newton's from its middle."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    u = v = 0.5
    for _ in range(_STEPS):
        ka, kb, kc, kd = (1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v
        off_x = ka * ax + kb * bx + kc * cx + kd * dx - at[0]
        off_y = ka * ay + kb * by + kc * cy + kd * dy - at[1]
        ux, uy = (1 - v) * (bx - ax) + v * (cx - dx), (1 - v) * (by - ay) + v * (cy - dy)
        vx, vy = (1 - u) * (dx - ax) + u * (cx - bx), (1 - u) * (dy - ay) + u * (cy - by)
        det = ux * vy - uy * vx
        if abs(det) < 1e-6:
            break
        du, dv = (off_x * vy - off_y * vx) / det, (off_y * ux - off_x * uy) / det
        u, v = min(1.0, max(0.0, u - du)), min(1.0, max(0.0, v - dv))
        if -_NEAR < du < _NEAR and -_NEAR < dv < _NEAR:
            break
    return u, v


def read_sheet_map(path: Path, skin: Skin) -> SheetMap:
    """Read a sheet's map. Raises ``OSError``, or ``ValueError`` for a file that is none."""
    head, arrays = read_arrays(path)
    try:
        columns = head["arrays"][0]["shape"][1]
        shown = sorted({corner for cell in _cells_of(arrays["cells"]) for corner in skin.corners(cell)})
        at = [array("f", (_signed(one & NONE) for one in accumulate(arrays[name]))) for name in ("x", "y")]
        units, step = float(head["units"]), int(head["step"])
    except (LookupError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is no map of the skin ({error})") from error
    if any(len(each) != len(shown) for each in at):
        raise ValueError(f"{path.name} is no map of this skin: {len(shown)} corners are shown, others are told")
    return SheetMap(arrays["cells"], columns, units, step, array("H", shown), at)


def _cells_of(cells: array[int]) -> set[int]:
    return {one - 1 for one in set(cells) if one not in (0, NONE)}


def _signed(quarters: int) -> float:
    """Return quarters of a pixel as pixels; a corner may lie left of the drawing or above it."""
    return (quarters if quarters <= NONE // 2 else quarters - NONE - 1) / QUARTERS
