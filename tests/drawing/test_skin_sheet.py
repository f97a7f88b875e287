"""A sheet's map is kept in packed tiles: what is asked of it is what the file says, packed or not yet."""

from __future__ import annotations

from random import Random
from threading import Event

import numpy as np
import pytest

from bodymap import assets
from bodymap.core.painting.editor import Editor
from bodymap.core.skin.sheet_map import read_sheet_map
from bodymap.core.skin.table import read_skin
from bodymap.ui.drawing.atelier import Atelier
from bodymap.ui.drawing.skin_sheet import TILE, SheetSkin, SkinArrays, read_sheet_skin


@pytest.mark.parametrize("is_packed", [False, True], ids=["whole", "packed"])
@pytest.mark.parametrize("name", ["front", "hand-palm"])
def test_a_map_shows_the_cells_that_its_file_has(name, is_packed) -> None:
    path = assets.skin_root() / "woman" / f"{name}.skin"
    skin = read_skin(assets.skin_root())
    plain, shown = read_sheet_map(path, skin), read_sheet_skin(path, SkinArrays(skin))
    if is_packed:
        shown.pack()
    assert (shown.rows, shown.columns) == (plain.rows, plain.columns)
    whole = shown.window(-7, -9, shown.rows + 40, shown.columns + 40)
    assert whole.shape == (shown.rows, shown.columns)
    dice = Random(3)  # noqa: S311
    for _ in range(3_000):
        row, column = dice.randrange(shown.rows), dice.randrange(shown.columns)
        at = (column + shown.middle) * shown.units, (row + shown.middle) * shown.units
        cell = plain.cell_at(*at)
        assert shown.cell_at(*at) == (-1 if cell is None else cell)
        assert whole[row, column] == (65535 if cell is None else cell)
    top, left = TILE - 5, TILE // 2
    assert np.array_equal(shown.window(top, left, top + 90, left + 200), whole[top : top + 90, left : left + 200])
    pixels = shown.tile(shown.rows // 2 // TILE, shown.columns // 2 // TILE)
    part = whole[shown.rows // 2 // TILE * TILE :, shown.columns // 2 // TILE * TILE :][:TILE, :TILE]
    rows, columns = np.nonzero(part != 65535)
    assert np.array_equal(pixels.pixels, rows * TILE + columns)
    assert np.array_equal(pixels.cells, part[rows, columns])


def test_a_map_is_there_to_be_painted_on_before_it_is_packed(qtbot, monkeypatch) -> None:
    let, pack = Event(), SheetSkin.pack

    def pack_when_let(sheet: SheetSkin) -> None:
        assert let.wait(20)
        pack(sheet)

    monkeypatch.setattr(SheetSkin, "pack", pack_when_let)
    atelier = Atelier(Editor(), assets.skin_root())
    atelier.ask("woman", "hand-palm")
    atelier.ask("woman", "front")
    qtbot.waitUntil(lambda: atelier.sheet("woman", "hand-palm") is not None, timeout=20_000)
    assert not let.is_set()
    let.set()
    qtbot.waitUntil(lambda: atelier.sheet("woman", "front") is not None, timeout=20_000)
