"""The sheets on which a point is seen best."""

from __future__ import annotations

from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.drawings import Drawings
from tests.drawn import FAR, NEAR


def test_the_best_sheets_show_the_point_and_its_zone(library):
    assert [info.id for info in best_sheets(Drawings(library), "woman", FAR)] == ["front", "back", "side"]
    assert [info.id for info in best_sheets(Drawings(library), "woman", NEAR)] == ["front"]
