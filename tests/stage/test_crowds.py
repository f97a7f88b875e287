"""Where points crowd each can still be seen and lit, on the smallest window that the program is made for."""

from __future__ import annotations

from functools import cache
from math import dist

import pytest

from bodymap import assets
from bodymap.core.loading import load_atlas
from bodymap.core.pick import Place, rooms
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Figure, Spot, State
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.cross import arms, at_room
from bodymap.ui.drawing.scene import Scene, build_scene
from bodymap.ui.stage import cards

STAGE = (825.0, 480.0)
"""In a window of 1280 by 720."""
HEADER = 40.0
TELLS_APART = 2.5
"""Pixels by which a mouse can tell two X apart."""


@cache
def library() -> SheetLibrary:
    return SheetLibrary(assets.svg_root())


def scene_of(figure: Figure, *staged: str) -> Scene:
    infos, state = library().infos, State(figure=figure, staged=staged)
    return build_scene(infos, lambda name: library().art(figure, name), state, STAGE, HEADER)


def is_lit_by_a_click(scene: Scene, spot: Spot) -> bool:
    """Whether a click on one of its X means this point and no other."""
    marks = [scene.place(mark) for mark in scene.marks_of(spot)]
    return any(
        all(dist((mark.x, mark.y), (near.x, near.y)) > TELLS_APART for near in scene.grid.near(mark.x, mark.y, 9.0)[1:])
        for mark in marks
        if mark is not None
    )


def is_offered_after_a_click(scene: Scene, spot: Spot) -> bool:
    """Whether a click near one of its X opens a card with its name on it."""
    for mark in filter(None, map(scene.place, scene.marks_of(spot))):
        picked = scene.grid.pick(mark.x, mark.y, ink.REACH, ink.CROWD)
        if picked and mark in picked.crowd[: cards._MOST_ROWS]:
            return True
    return False


@pytest.mark.parametrize("figure", ["woman", "man"])
def test_every_point_is_lit_by_the_mouse_within_two_moves(figure):
    whole = scene_of(figure)
    waiting = [
        spot
        for muscle in load_atlas(assets.points_path()).atlas.muscles
        for spot in (Spot(point.id, "right") for point in muscle.points)
        if not is_lit_by_a_click(whole, spot) and not is_offered_after_a_click(whole, spot)
    ]
    for info in library().infos:
        alone = scene_of(figure, info.id)
        waiting = [spot for spot in waiting if not is_lit_by_a_click(alone, spot)]
    assert [spot.point_id for spot in waiting] == []


def test_room_is_how_far_the_nearest_other_one_is():
    places = [Place(n, *at) for n, at in enumerate([(0, 0), (3, 4), (3, 30), (100, 0), (2, 1)])]
    assert rooms(places, 24.0) == pytest.approx((5**0.5, 10**0.5, 24.0, 24.0, 5**0.5))


@pytest.mark.parametrize("figure", ["woman", "man"])
def test_on_a_whole_figure_fewer_marks_touch_another_than_would_at_full_size(figure):
    scene = scene_of(figure)
    touching = {"as they are": 0, "at full size": 0}
    for number in scene.rooms:
        apart = rooms([place for place in scene.places if place.key.instance == number], 24.0)
        for how, grown in zip(touching, (at_room(scene.rooms[number]), 1.0), strict=True):
            touching[how] += sum(each < arms("plain", grown).size for each in apart)
    assert touching["as they are"] < 0.65 * touching["at full size"]


def test_marks_grow_as_the_eye_comes_nearer_and_all_of_a_sheet_are_alike(make_stage):
    stage = make_stage(library(), size=(825, 480), lit=())
    sizes = []
    at = stage.canvas.scene.places[0]
    for zoom in (1.0, 2.0, 6.0):
        stage.canvas.set_camera(stage.canvas.camera.zoomed(zoom / stage.canvas.camera.zoom, at.x, at.y))
        stage.canvas.finish()
        over = stage.canvas._backdrop.pictures.over
        sizes.append({pixmap.width() for _, pixmap in over._marks})
    assert [len(each) <= len(stage.canvas.scene.sheets) for each in sizes] == [True] * 3
    assert max(sizes[0]) < min(sizes[2])
