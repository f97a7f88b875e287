"""A drawing that is missing or broken says so in its place; the others go on."""

from __future__ import annotations

import shutil

import pytest

from bodymap.core.sheets import SheetError, SheetLibrary
from bodymap.core.state import Spot
from bodymap.ui.drawing.painting import fault_text
from tests.drawn import FAR, SHEETS, middle
from tests.drawn_stage import is_red


@pytest.fixture
def own(svg_root, tmp_path) -> SheetLibrary:
    shutil.copytree(svg_root, tmp_path / "svg")
    return SheetLibrary(tmp_path / "svg")


def fault_of(stage, sheet_id: str) -> str:
    sheet = next(s for s in stage.canvas.scene.sheets if s.instance.sheet_id == sheet_id)
    assert isinstance(sheet.art, SheetError)
    return fault_text(sheet.info.title, sheet.art)


@pytest.mark.parametrize("break_it", ["missing", "truncated"])
def test_one_bad_drawing_leaves_the_others(make_stage, own, break_it):
    path = own.path("woman", "back")
    if break_it == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:300])
    stage = make_stage(own)
    says = fault_of(stage, "back")

    assert "back.svg" in says
    assert "Back" in says
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert is_red(stage.colour(stage.at(stage.instance("front"), middle(SHEETS["front"][FAR].essential), "right")))


def test_the_fault_is_written_on_the_stage(make_stage, own):
    own.path("woman", "back").unlink()
    stage = make_stage(own)
    place = next(s for s in stage.canvas.scene.sheets if s.instance.sheet_id == "back").placement
    image = stage.canvas.grab().toImage()
    middle_rows = range(round(place.y + place.height * 0.3), round(place.y + place.height * 0.7))
    columns = range(round(place.x + 20), round(place.right - 20))
    written = sum(image.pixelColor(x, y).lightness() < 100 for x in columns for y in middle_rows)
    assert written > 200


def test_no_list_of_sheets_is_said_plainly(make_stage, own):
    (own.svg_root / "sheets.json").unlink()
    stage = make_stage(own)
    assert "sheets.json" in stage.controller.fault_text()
    image = stage.view.grab().toImage()
    dark = sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
    assert dark > 50


def test_staging_sheets_that_do_not_exist_shows_the_usual_ones(make_stage, library):
    stage = make_stage(library, staged=("nowhere",))
    assert stage.view.staged_ids() == ("front", "back", "side")
