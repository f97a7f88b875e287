"""The sheets on which a point and its zones are seen best."""

from __future__ import annotations

from functools import cache
from typing import get_args

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.sheets import SheetError, SheetInfo, SheetLibrary
from bodymap.core.state import Figure
from bodymap.ui.drawing import seen_areas
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.pieces import strength_at
from bodymap.ui.drawing.seen_areas import SeenAreas
from bodymap.ui.export.files import sheets_for
from bodymap.ui.export.shown import Subject
from tests.drawn import FAR, NEAR
from tests.turns import todays

pytestmark = pytest.mark.usefixtures("qapp")


@cache
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@cache
def shipped() -> Drawings:
    return Drawings(SheetLibrary(assets.svg_root()))


def chosen(point_id: str, figure: Figure = "woman") -> list[str]:
    return [info.id for info in best_sheets(shipped(), figure, point_id, index().muscle_of(point_id))]


def test_as_few_sheets_are_chosen_as_show_the_point_and_its_zones(library):
    assert [info.id for info in best_sheets(Drawings(library), "woman", FAR)] == ["front"]
    assert [info.id for info in best_sheets(Drawings(library), "woman", NEAR)] == ["front"]


def test_the_sheets_are_the_same_for_both_figures_and_right_for_each():
    both = get_args(Figure)
    for point in todays(index().points, 8):
        sheets = chosen(point.id)
        assert chosen(point.id, "man") == sheets
        assert 1 <= len(sheets) <= 5
        for figure in both:
            arts = [shipped().library.art(figure, name) for name in sheets]
            assert any(point.id in art.points for art in arts), (point.id, figure)
            assert any(art.shows_zone(point.id) for art in arts), (point.id, figure)


def test_where_the_other_figures_drawings_cannot_be_used_they_are_right_for_this_one(svg_root):
    (svg_root / "man" / "front.svg").write_text("no drawing", encoding="utf-8")
    assert [info.id for info in best_sheets(Drawings(SheetLibrary(svg_root)), "woman", FAR)] == ["front"]
    with pytest.raises(SheetError):
        best_sheets(Drawings(SheetLibrary(svg_root)), "man", FAR)


class Dirty(QImage):
    """A picture in memory that held something before."""

    def __init__(self, width: int, height: int, kind: QImage.Format) -> None:
        super().__init__(width, height, kind)
        memoryview(self.bits())[:] = b"\xff" * self.sizeInBytes()


def test_what_memory_held_before_does_not_count_as_seen(monkeypatch):
    clean = SeenAreas(shipped(), "woman", "masseter-2").areas("essential", "head.jaw")
    monkeypatch.setattr(seen_areas, "QImage", Dirty)
    assert SeenAreas(shipped(), "woman", "masseter-2").areas("essential", "head.jaw") == clean


def test_every_region_is_seen_well_and_no_sliver_counts():
    missing = {}
    for point in todays(index().points, 8, begin=1):
        sheets = chosen(point.id)
        for figure in get_args(Figure):
            seen = SeenAreas(shipped(), figure, point.id)
            for kind, code in (
                *(("essential", code) for code in point.referral.essential),
                *(("spillover", code) for code in point.referral.spillover),
            ):
                areas = seen.areas(kind, code)
                if max(areas.values()) and max(areas.get(name, 0.0) for name in sheets) < 0.5 * max(areas.values()):
                    missing[point.id, figure, code] = sheets
    assert missing == {}


def shows_from_near(figure: Figure, info: SheetInfo, point_id: str) -> bool:
    """Whether a close-up shows a point on its muscle or a finger beside it, where the drawing is still plain."""
    art = shipped().library.art(figure, info.id)
    at = art.points.get(point_id)
    if info.group == "whole" or at is None or strength_at(art.fade, *at) < 0.5:
        return False
    finger = QRectF(0, 0, 2 * art.units_per_cm, 2 * art.units_per_cm)
    finger.moveCenter(QPointF(*at))
    bellies = shipped().paths(figure, info.id, f"muscle.{index().muscle_of(point_id).id}.belly")
    return any(belly.intersects(finger) for belly in bellies)


def test_a_point_is_shown_with_its_muscle_from_near_wherever_a_sheet_does():
    """On a whole figure the X lies over the muscle: nobody can see on what."""
    near = {
        point.id: {
            info.id
            for info in shipped().library.infos
            if all(shows_from_near(figure, info, point.id) for figure in get_args(Figure))
        }
        for point in index().points
    }
    assert sum(map(bool, near.values())) > 180
    asked = todays([point_id for point_id, sheets in near.items() if sheets], 6)
    assert {point_id: near[point_id] for point_id in asked if not near[point_id] & set(chosen(point_id))} == {}


@pytest.mark.parametrize(
    ("point_id", "sheets"),
    [
        # The front of the shoulder, its muscle behind, the outer arm with the hand and the neck fit on a page.
        ("infraspinatus-1", ["front", "head-back", "upper-back", "arm-outer"]),
        ("scalenes-1", ["front", "head-front", "upper-back", "hand-thumb", "arm-outer"]),
        # All round the wrist, and the armpit: one sheet more than usual, as something would not be seen at all.
        ("subscapularis-1", ["front", "upper-back", "hand-little", "arm-outer", "armpit"]),
        # The teeth have a drawing of their own; on a face they would be looked past.
        ("masseter-2", ["side", "head-side", "teeth"]),
        # The patch of lip that stands for them is larger than the teeth themselves, which are what is meant.
        ("temporalis-1", ["side", "head-front", "head-side", "teeth"]),
        ("temporalis-2", ["side", "head-side", "teeth"]),
        ("digastric-2", ["front", "head-front", "head-under", "teeth"]),
    ],
)
def test_a_crowded_page_has_the_sheets_that_show_most_together(point_id, sheets):
    assert chosen(point_id) == sheets


@pytest.mark.parametrize(
    ("point_id", "near"),
    [
        ("masseter-1", "head-"),
        ("temporalis-2", "head-"),
        ("suboccipitals-1", "head-"),
        ("extensor-carpi-radialis-longus-1", "hand-"),
        ("scalenes-4", "hand-"),
        ("quadratus-plantae-1", "foot-sole"),
        ("soleus-1", "foot-"),
    ],
)
def test_head_hand_and_foot_are_drawn_from_near_with_a_whole_figure(point_id, near):
    sheets = chosen(point_id)
    assert any(name.startswith(near) for name in sheets), sheets
    assert {"front", "back", "side"} & set(sheets)


@pytest.mark.parametrize(
    ("point_id", "sheet"),
    [
        ("biceps-brachii-2", "arm-front"),
        ("brachioradialis-1", "arm-front"),
        ("supinator-1", "arm-front"),
        ("flexor-carpi-radialis-1", "arm-front"),
        ("external-oblique-1", "trunk-front"),
        ("diaphragm-1", "trunk-front"),
        ("transversus-abdominis-1", "trunk-front"),
        ("rectus-femoris-2", "thigh-outer"),
        ("vastus-lateralis-3", "thigh-outer"),
        ("vastus-lateralis-4", "thigh-outer"),
        ("tibialis-anterior-1", "lower-leg-outer"),
        ("extensor-digitorum-longus-1", "lower-leg-outer"),
        ("peroneus-longus-1", "lower-leg-outer"),
        ("peroneus-brevis-1", "lower-leg-outer"),
        ("soleus-1", "lower-leg-back"),
        ("soleus-3", "lower-leg-back"),
        ("tibialis-posterior-1", "lower-leg-back"),
        ("flexor-hallucis-longus-1", "lower-leg-back"),
    ],
)
def test_limbs_and_trunk_come_from_near_with_the_point_on_its_muscle(point_id, sheet):
    assert sheet in chosen(point_id)
    info = next(info for info in shipped().library.infos if info.id == sheet)
    assert all(shows_from_near(figure, info, point_id) for figure in get_args(Figure))


@pytest.mark.parametrize("point_id", ["rhomboids-2", "infraspinatus-3", "gluteus-maximus-1", "gluteus-minimus-3"])
def test_a_large_zone_of_the_trunk_is_drawn_on_whole_figures_and_close_ups_of_its_part(point_id):
    sheets = set(chosen(point_id))
    assert sheets & {"front", "back", "side"}
    assert sheets <= {"front", "back", "side", "upper-back", "pelvis-back", "pelvis-side", "knee-back"}


@pytest.mark.parametrize("point_id", ["subscapularis-1", "scalenes-1"])
def test_a_file_has_every_sheet_of_one_point(point_id):
    point = index().point(point_id)
    infos = sheets_for(shipped(), "woman", (Subject(point, index().muscle_of(point_id), ("right",)),))
    assert [info.id for info in infos] == chosen(point_id)
    assert len(infos) == 5
    near = [info for info in infos if shows_from_near("woman", info, point_id)]
    assert near, "the X was left out with the last of them"
