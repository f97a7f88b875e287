"""The pure geometry of the stage: layout, camera, boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bodymap.core.sheets import SheetInfo
from bodymap.ui.drawing.arranging import arrange, default_count
from bodymap.ui.drawing.boxes import area, common, few_boxes, outwards
from bodymap.ui.drawing.camera import MAX_ZOOM, Camera
from bodymap.ui.drawing.layout import Extent, SheetInstance, instances_of

if TYPE_CHECKING:
    from bodymap.core.state import Side

sizes = st.floats(200, 4000)
extents = st.lists(
    st.builds(Extent, width=sizes, height=sizes, units_per_cm=st.sampled_from([10.0, 40.0]), whole=st.booleans()),
    min_size=1,
    max_size=8,
)
BODY = Extent(900, 1800, 10, whole=True)


@given(extents, st.floats(300, 3000), st.floats(300, 2000))
def test_every_sheet_lies_inside_the_stage_and_on_no_other(sheets, width, height):
    placed = arrange(sheets, width, height, 30)
    assert len(placed) == len(sheets)
    for n, one in enumerate(placed):
        assert one.x >= -1e-6
        assert one.right <= width + 1e-6
        assert one.y >= 29.9 or height < 200
        assert one.bottom <= height + 1e-6
        for other in placed[n + 1 :]:
            apart = one.right <= other.x + 1e-6 or other.right <= one.x + 1e-6
            assert apart or one.bottom <= other.y + 1e-6 or other.bottom <= one.y + 1e-6


@given(extents, st.floats(500, 3000), st.floats(400, 2000))
def test_nothing_is_stretched_and_whole_figures_share_a_scale(sheets, width, height):
    placed = arrange(sheets, width, height, 30)
    for extent, place in zip(sheets, placed, strict=True):
        assert place.width == pytest.approx(extent.width * place.scale)
        assert place.height == pytest.approx(extent.height * place.scale)
    for unit in (10.0, 40.0):
        scales = [p.scale for e, p in zip(sheets, placed, strict=True) if e.whole and e.units_per_cm == unit]
        assert scales == pytest.approx([scales[0]] * len(scales)) if scales else True


@pytest.mark.parametrize(("width", "height", "count"), [(1200, 700, 3), (700, 700, 2), (380, 700, 1)])
def test_as_many_sheets_by_default_as_there_is_room_for(width, height, count):
    assert default_count([BODY, BODY, BODY], width, height, 30) == count


def test_one_sided_sheets_come_as_a_pair_for_both_sides():
    def info(name, *, symmetric):
        right: Side | None = "left" if symmetric else None
        return SheetInfo(id=name, title=name, group="whole", symmetric=symmetric, patient_right=right, units_per_cm=10)

    infos = [info("front", symmetric=True), info("side", symmetric=False)]
    assert instances_of(infos, "both") == (
        SheetInstance("front", None),
        SheetInstance("side", "right"),
        SheetInstance("side", "left"),
    )
    assert instances_of(infos, "left") == (SheetInstance("front", None), SheetInstance("side", "left"))
    assert SheetInstance("side", "left").mirrored
    assert not SheetInstance("front", None).mirrored


cameras = st.builds(Camera, zoom=st.floats(1, 20), x=st.floats(-9000, 0), y=st.floats(-9000, 0))
pointers = st.floats(0, 1000)


@given(cameras, pointers, pointers, st.floats(0.2, 5))
def test_what_is_under_the_pointer_stays_there(camera, x, y, factor):
    before = camera.to_scene(x, y)
    after = camera.zoomed(factor, x, y).to_scene(x, y)
    assert after == pytest.approx(before, abs=1e-6)


@given(cameras, pointers, pointers, st.floats(0.2, 5))
def test_zoom_stays_in_its_bounds(camera, x, y, factor):
    assert 1 <= camera.zoomed(factor, x, y).zoom <= MAX_ZOOM


@given(cameras, pointers, pointers)
def test_scene_and_widget_are_each_others_inverse(camera, x, y):
    assert camera.to_scene(*camera.to_widget(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(cameras, st.floats(-3000, 3000), st.floats(-3000, 3000), st.sampled_from([1.0, 0.5, 2 / 3]))
def test_a_held_camera_shows_no_edge_and_stays_held(camera, dx, dy, grain):
    held = camera.panned(dx, dy).held(1000, 700, grain)
    assert held.x <= 1e-9
    assert held.y <= 1e-9
    assert held.to_widget(1000, 700)[0] >= 1000 - grain
    assert held.to_widget(1000, 700)[1] >= 700 - grain
    assert held.held(1000, 700, grain) == held
    assert held.x / grain == pytest.approx(round(held.x / grain))


@given(
    st.lists(st.tuples(st.floats(1.01, 1.5), pointers, st.floats(0, 700)), max_size=6),
    st.sampled_from([1.2, 1.25, 1.7]),
    pointers,
    st.floats(0, 700),
    st.sampled_from([1.0, 0.5, 2 / 3]),
)
def test_one_step_nearer_and_one_back_lead_to_just_where_it_was(before, step, x, y, grain):
    camera = Camera()
    for factor, at_x, at_y in before:
        camera = camera.zoomed(factor, at_x, at_y).held(1000, 700, grain)
    there = camera.zoomed(step, x, y).held(1000, 700, grain)
    assert there.zoomed(step**-1, x, y).held(1000, 700, grain) == camera


def test_fitted_means_at_rest():
    assert Camera().panned(30, 40).held(1000, 700) == Camera()


@given(cameras, st.floats(300, 2000), st.floats(300, 2000))
def test_a_change_of_size_keeps_the_middle(camera, width, height):
    assume(camera.zoom > 1)
    old = (1000.0, 700.0)
    sx, sy = camera.to_scene(old[0] / 2, old[1] / 2)
    new = camera.resized(old, (width, height))
    expected = (sx / old[0] * width, sy / old[1] * height)
    assert new.to_scene(width / 2, height / 2) == pytest.approx(expected, abs=1e-5)


edges = st.floats(0, 2000)
boxes = st.lists(
    st.tuples(edges, edges, st.floats(1, 400), st.floats(1, 400)).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])),
    max_size=25,
)


@given(boxes)
def test_few_boxes_cover_all_of_them(many):
    few = few_boxes(many)
    assert len(few) <= len(many)
    for box in many:
        assert any(area(common(box, one)) == pytest.approx(area(box)) for one in few)


@given(boxes)
def test_few_boxes_are_apart(many):
    few = few_boxes(many)
    for n, one in enumerate(few):
        assert all(area(common(one, other)) < min(area(one), area(other)) for other in few[n + 1 :])


@given(st.tuples(edges, edges, edges, edges), st.sampled_from([1.0, 0.5, 0.25]))
def test_outwards_holds_the_box(box, grain):
    left, top, right, bottom = outwards(box, grain)
    assert left <= box[0] < left + grain
    assert bottom - grain < box[3] <= bottom
    assert (top, right) == (top // grain * grain, right // grain * grain)


def test_the_two_of_a_pair_stay_in_one_row():
    hand, left = Extent(600, 900, 40, whole=False), Extent(600, 900, 40, whole=False, joined=True)
    placed = arrange([hand, left, hand, left, hand, left], 700, 900, 30)
    assert len({place.y for place in placed}) > 1
    for right_hand, left_hand in zip(placed[::2], placed[1::2], strict=True):
        assert right_hand.y == left_hand.y


def test_a_pair_counts_as_the_two_it_is():
    pair = [Extent(700, 1800, 10, whole=True), Extent(700, 1800, 10, whole=True, joined=True)]
    assert default_count([BODY, BODY, *pair], 1500, 700, 30) == 4
    assert default_count([BODY, BODY, *pair], 900, 700, 30) == 2
