"""What stands above a sheet, in much room and in little."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from bodymap.core.sheets import SheetInfo
from bodymap.ui.drawing.layout import SheetInstance
from bodymap.ui.drawing.titles import fitting_title, title_span

LEG = SheetInfo(
    id="leg-inner", title="Leg, inner side", group="closeup", symmetric=False, patient_right=None, units_per_cm=20.0
)
FRONT = SheetInfo(id="front", title="Front", group="whole", symmetric=True, patient_right="left", units_per_cm=10.0)


@pytest.mark.parametrize(
    ("room", "title"),
    [
        (40, "Leg, inner side · Left"),
        (19, "Leg, inner side L"),
        (16, "Leg, inner si… L"),
        (12, "Leg, inne… L"),
        (8, "Leg… L"),
        (7, "Leg… L"),
        (5, "Left"),
        (2, "L"),
        (0, "L"),
    ],
)
def test_the_fullest_title_that_fits_is_written_and_the_side_always(room, title):
    assert fitting_title(LEG, SheetInstance("leg-inner", "left"), len, room) == title


def test_a_symmetric_sheet_without_room_leaves_its_letters_to_speak():
    assert fitting_title(FRONT, SheetInstance("front", None), len, 5) == "Front"
    assert fitting_title(FRONT, SheetInstance("front", None), len, 4) == ""


def test_a_title_may_use_the_ground_beside_its_sheet_as_far_as_the_next_one():
    stage, row = QRectF(0, 0, 500, 300), [QRectF(20, 0, 100, 100), QRectF(140, 0, 40, 100)]
    below = QRectF(0, 150, 400, 100)
    assert title_span([*row, below], 0, stage) == (0, 130)
    assert title_span([*row, below], 1, stage) == (130, 500)
    assert title_span([*row, below], 2, stage) == (0, 500)
