"""What stands above a sheet, in much room and in little."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.sheets import SheetInfo, SheetLibrary
from bodymap.core.state import Figure, State
from bodymap.ui.drawing import ink, titles
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.layout import Placement, SheetInstance
from bodymap.ui.drawing.painting import View
from bodymap.ui.drawing.scene import Scene, Sheet
from bodymap.ui.drawing.titles import fitting_title, header_items, parting_lines, side_letters, title_span
from bodymap.ui.export import plate, report_pictures
from bodymap.ui.export.page import Words
from bodymap.ui.export.shown import Shown, Subject
from tests.turns import todays

if TYPE_CHECKING:
    from bodymap.core.state import Side, SideChoice

LEG = SheetInfo(
    id="leg-inner", title="Leg, inner side", group="closeup", symmetric=False, patient_right=None, units_per_cm=20.0
)
FRONT = SheetInfo(id="front", title="Front", group="whole", symmetric=True, patient_right="left", units_per_cm=10.0)


def measured(text: str, size: float) -> float:
    return len(text) * size


@pytest.mark.parametrize(
    ("room", "lines"),
    [
        (40, ("Leg, inner side · Left",)),
        (19, ("Leg, inner side L",)),
        (16, ("Leg, inner side", "Left")),
        (9, ("Leg, inner", "side L")),
        (7.2, ("Leg, inner", "side L")),
        (5, ("Left",)),
        (2, ("L",)),
        (0, ("L",)),
    ],
)
def test_the_fullest_title_that_fits_is_written_uncut_and_the_side_always(room, lines):
    assert fitting_title(LEG, SheetInstance("leg-inner", "left"), measured, room).lines == lines


def test_a_title_in_two_lines_is_smaller_and_no_smaller_than_it_must():
    roomy, narrow = (fitting_title(LEG, SheetInstance("leg-inner", "left"), measured, room) for room in (9, 7.2))
    assert 1 > roomy.size > narrow.size > 0.7


def test_a_symmetric_sheet_without_room_leaves_its_letters_to_speak():
    sizes = [fitting_title(FRONT, SheetInstance("front", None), measured, room) for room in (5, 4.5, 3)]
    assert [each.lines for each in sizes] == [("Front",), ("Front",), ()]
    assert sizes[1].size < 1


def test_a_title_may_use_the_ground_beside_its_sheet_as_far_as_the_next_one():
    stage, row = QRectF(0, 0, 500, 300), [QRectF(20, 0, 100, 100), QRectF(140, 0, 40, 100)]
    below = QRectF(0, 150, 400, 100)
    assert title_span([*row, below], 0, stage) == (0, 130)
    assert title_span([*row, below], 1, stage) == (130, 500)
    assert title_span([*row, below], 2, stage) == (0, 500)


def sheets_in_a_row(*infos: SheetInfo) -> tuple[list[Sheet], list[QRectF]]:
    art, at = shipped().library.art("woman", "front"), Placement(0, 0, 1, 1, 1)
    sheets = [Sheet(SheetInstance(info.id, None if info.symmetric else "left"), info, art, at) for info in infos]
    return sheets, [QRectF(110 * number, 0, 100, 300) for number in range(len(infos))]


def test_a_line_parts_the_letters_of_sheets_that_stand_side_by_side():
    sheets, boxes = sheets_in_a_row(FRONT, FRONT, LEG, LEG)
    assert [(line.x1(), line.y1(), line.x2(), line.y2()) for line in parting_lines(sheets, boxes, 30)] == [
        (105, 6, 105, 24),
        (215, 6, 215, 24),
    ], "where there are letters, and not from one row to the next"
    below = [boxes[0], boxes[1].translated(-110, 320)]
    assert not list(parting_lines(sheets[:2], below, 30))


@cache
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@cache
def shipped() -> Drawings:
    return Drawings(SheetLibrary(assets.svg_root()))


PAGES = {
    "plate": (plate.BODY, 34.0),
    "report": (QRectF(0, 30, report_pictures.WIDTH, report_pictures.HEIGHT - 30), 34.0),
    "stage": (QRectF(0, 0, 664, 534), ink.HEADER),
}
"""Where the sheets of a point lie side by side, the last as in a window of 1280 by 720, and the room above each."""


def shown(point_id: str, figure: Figure, side: SideChoice, header: float) -> Shown:
    point, muscle = index().point(point_id), index().muscle_of(point_id)
    infos = best_sheets(shipped(), figure, point_id, muscle)
    sides: tuple[Side, ...] = ("right", "left") if side == "both" else (side,)
    return Shown(shipped(), figure, side, (Subject(point, muscle, sides),), tuple(infos), header)


def written_on_page(one: Shown, box: QRectF) -> list[str]:
    return [item.text for item in one._above(list(one.sheets(box)), box) if isinstance(item, Words)]


def written_on_stage(one: Shown, box: QRectF, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    plate_of = titles._plate
    monkeypatch.setattr(
        titles, "_plate", lambda view, text, *a, **k: texts.append(text) or plate_of(view, text, *a, **k)
    )
    scene = Scene((box.width(), box.height()), tuple(one.sheets(box)), ("right",))
    size = round(box.width()), round(box.height())
    view = View(scene, Camera(), State(figure=one.figure), *size, 1.0, "#ffffff", "#000000", QFont().toString(), 1.0)
    header_items(view)
    monkeypatch.undo()
    return [line for text in texts for line in text.split("\n")]


@pytest.mark.parametrize("figure", get_args(Figure))
@pytest.mark.parametrize("page", PAGES)
def test_no_title_is_cut_or_left_out_whatever_point_is_lit(qapp, figure, page, monkeypatch):
    box, header = PAGES[page]
    cut = {}
    for point in todays(index().points, 10, begin=list(PAGES).index(page)):
        one = shown(point.id, figure, "right", header)
        texts = written_on_stage(one, box, monkeypatch) if page == "stage" else written_on_page(one, box)
        words = " ".join(text for text in texts if text not in side_letters())
        missing = [info.title for info in one.infos if info.title not in words]
        if missing or "…" in words:
            cut[point.id] = missing, words
    assert cut == {}
