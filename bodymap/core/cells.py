"""Reads the table of the skin's cells: which zone lies on which, the same for both figures.

The program's own painting needs less of it: ``core.skin.table``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bodymap.core.skin.arrays import read_arrays

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator
    from pathlib import Path

    from bodymap.core.dataset import Row

_AREA_PARTS: Final = 2000
"""An area of 1 is so small a part of a square centimetre."""


class Cells(NamedTuple):
    """The table: names of regions and zones, and arrays by their names."""

    regions: tuple[str, ...]
    zones: tuple[str, ...]
    arrays: dict[str, array[int]]


def read_cells(path: Path) -> Cells:
    """Read the table. Raises ``OSError``, or ``ValueError`` for a file that is no such table."""
    head, arrays = read_arrays(path)
    try:
        return Cells(tuple(head["regions"]), tuple(head["zones"]), arrays)
    except (LookupError, TypeError) as error:
        raise ValueError(f"{path.name} is no table of cells ({error})") from error


def cell_rows(cells: Cells) -> Iterator[Row]:
    """Yield every cell: number, region, area in square centimetres on the reference surface, its mirror."""
    arrays = cells.arrays
    for n, (region, area, mirror) in enumerate(zip(arrays["region"], arrays["area"], arrays["mirror"], strict=True)):
        yield n, cells.regions[region], round(area / _AREA_PARTS, 4), mirror


def zone_rows(cells: Cells) -> Iterator[Row]:
    """Yield every cell of every zone: point, kind, cell, weight from 1 at the rim to 255 in the middle."""
    begin = 0
    for name, end in zip(cells.zones, cells.arrays["zone_ends"], strict=True):
        point, _, kind = name.rpartition(".")
        for at in range(begin, end):
            yield point, kind, cells.arrays["zone_cells"][at], cells.arrays["zone_weights"][at]
        begin = end
