"""Other points' marks leave what is lit, and come back."""

from __future__ import annotations

from bodymap.core.state import Spot
from tests import drawn
from tests.drawn import FAR, NEAR, TWIN

ON_ZONE = "muscle-0-2-1"
"""A point whose X lies on the zone of another."""


def place_on_zone(monkeypatch, tmp_path):
    from bodymap.core.sheets import SheetLibrary

    sheets = {name: dict(points) for name, points in drawn.SHEETS.items()}
    sheets["front"][ON_ZONE] = drawn.Drawn(drawn.middle(sheets["front"][FAR].essential))
    monkeypatch.setattr(drawn, "SHEETS", sheets)
    return SheetLibrary(drawn.write(tmp_path / "svg"))


def darkest(stage, spot, of="front") -> int:
    """How dark it gets within the arms of a point's X."""
    at = stage.where(stage.mark(of, spot))
    image = stage.canvas.grab().toImage()
    near = range(-3, 4)
    return min(image.pixelColor(at.x() + dx, at.y() + dy).lightness() for dx in near for dy in near)


def test_a_mark_on_a_lit_zone_makes_way_and_comes_back(make_stage, monkeypatch, tmp_path):
    stage = make_stage(place_on_zone(monkeypatch, tmp_path))
    on_zone = Spot(ON_ZONE, "right")
    before = darkest(stage, on_zone)
    assert before < 60
    stage.store.select(Spot(FAR, "right"))
    assert darkest(stage, on_zone) > 80, "at once"
    stage.view.finish()
    assert darkest(stage, on_zone) > 80, "and from the picture that is kept"
    stage.store.clear()
    assert darkest(stage, on_zone) == before


def test_marks_far_from_what_is_lit_stay_on_a_desk_and_leave_for_an_audience(make_stage, library):
    far_from_it = Spot(NEAR, "right")
    for projector in (False, True):
        stage = make_stage(library, projector=projector)
        shown = darkest(stage, far_from_it)
        stage.store.select(Spot(FAR, "right"))
        lit = darkest(stage, far_from_it)
        assert (lit > 200) == projector
        assert shown < lit


def test_a_mark_that_touches_the_lit_one_makes_way(stage):
    twin = stage.where(stage.mark("front", Spot(TWIN, "right")))
    stage.store.select(Spot(NEAR, "right"))
    outer = stage.canvas.grab().toImage().pixelColor(twin.x() + 3, twin.y() - 3)
    assert outer.lightness() > 150


def test_a_mark_that_made_way_can_be_clicked_all_the_same(make_stage, monkeypatch, tmp_path):
    stage = make_stage(place_on_zone(monkeypatch, tmp_path), lit=(Spot(FAR, "right"),))
    stage.click(stage.where(stage.mark("front", Spot(ON_ZONE, "right"))))
    assert stage.store.state.lit == (Spot(ON_ZONE, "right"),)
