"""A sheet's map is kept in packed tiles: what is asked of it is what the file says, tile or no tile."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from bodymap import assets
from bodymap.core.skin.sheet_map import read_sheet_map
from bodymap.core.skin.table import read_skin
from bodymap.ui.drawing.skin_sheet import TILE, SkinArrays, read_sheet_skin


@pytest.mark.parametrize("name", ["front", "hand-palm"])
def test_a_packed_map_shows_the_cells_that_its_file_has(name) -> None:
    path = assets.skin_root() / "woman" / f"{name}.skin"
    skin = read_skin(assets.skin_root())
    plain, packed = read_sheet_map(path, skin), read_sheet_skin(path, SkinArrays(skin))
    assert (packed.rows, packed.columns) == (plain.rows, plain.columns)
    whole = packed.window(-7, -9, packed.rows + 40, packed.columns + 40)
    assert whole.shape == (packed.rows, packed.columns)
    dice = Random(3)  # noqa: S311
    for _ in range(3_000):
        row, column = dice.randrange(packed.rows), dice.randrange(packed.columns)
        at = (column + packed.middle) * packed.units, (row + packed.middle) * packed.units
        cell = plain.cell_at(*at)
        assert packed.cell_at(*at) == (-1 if cell is None else cell)
        assert whole[row, column] == (65535 if cell is None else cell)
    top, left = TILE - 5, TILE // 2
    assert np.array_equal(packed.window(top, left, top + 90, left + 200), whole[top : top + 90, left : left + 200])
    pixels = packed.tile(packed.rows // 2 // TILE, packed.columns // 2 // TILE)
    part = whole[packed.rows // 2 // TILE * TILE :, packed.columns // 2 // TILE * TILE :][:TILE, :TILE]
    rows, columns = np.nonzero(part != 65535)
    assert np.array_equal(pixels.pixels, rows * TILE + columns)
    assert np.array_equal(pixels.cells, part[rows, columns])
