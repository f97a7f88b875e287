"""What is made ready before a click: right, of this picture alone, and no more of it than is wanted."""

from __future__ import annotations

import pytest

from bodymap.core.state import Spot
from bodymap.ui.drawing.boxes import area, common
from tests.drawn import FAR, NEAR, TWIN
from tests.stage.test_light import apart, light_anew, over_a_muscle, paint_bodies_anew


def test_what_is_ready_looks_as_what_is_painted_afresh(stage):
    stage.store.select(Spot(FAR, "right"))
    fresh = stage.canvas.grab().toImage()
    stage.controller.drawings.queue.finish()
    stage.canvas.update()
    ready = stage.canvas.grab().toImage()

    assert apart(fresh, ready) == []


@pytest.mark.parametrize("ends", ["while it moves", "at rest"])
def test_what_was_begun_for_another_camera_is_never_shown(stage, ends):
    """The grave interleaving: half of the work is done, the camera moves, and the other half comes."""
    stage.controller.drawings.queue.finish()
    stage.store.select(Spot(FAR, "right"))
    queue, lights = stage.controller.drawings.queue, stage.controller.lights
    job = f"ready {id(lights)}"
    begun = queue._jobs[job]
    queue._step(job)
    stage.canvas.set_camera(stage.canvas.camera.zoomed(2.0, 300, 200))
    if ends == "at rest":
        stage.canvas.finish()
        queue._jobs[job] = begun
    queue.finish(job)
    assert all(highlighter == lights._highlighter() for highlighter, _, _ in lights._ready), "nothing is kept of it"
    shown = [item.box for layer in ("lit", "sealed") for item in stage.canvas.overlay._items[layer]]
    wanted = [
        item.box for item in lights._highlighter().zones(Spot(FAR, "right"), lights._styles()[Spot(FAR, "right")])
    ]
    moves = ends == "while it moves"
    assert (stage.canvas.taken_along is not None) == moves
    assert all(any(area(common(box, each)) >= 0.99 * area(box) for each in shown) for box in wanted if not moves)
    stage.canvas.finish()
    queue.finish()
    at_rest = stage.canvas.grab().toImage()
    paint_bodies_anew(stage)
    assert apart(at_rest, stage.canvas.grab().toImage()) == []


def test_what_was_made_ready_for_another_picture_is_not_shown(make_stage, tmp_path):
    """Of the same spot, at the same place and of the same size: only what lies around it is another."""
    stage = make_stage(over_a_muscle(tmp_path))
    stage.store.select(Spot(FAR, "right"))
    stage.controller.drawings.queue.finish()
    assert stage.canvas.overlay._items["sealed"]
    before = stage.canvas.grab().toImage()
    stage.store.show_layers(stage.store.state.layers - {"muscles"})
    stage.canvas.finish()
    at_once = stage.canvas.grab().toImage()
    stage.controller.drawings.queue.finish()
    at_rest = stage.canvas.grab().toImage()
    light_anew(stage)
    anew = stage.canvas.grab().toImage()

    assert apart(before, anew), "the muscle is seen through what spills over"
    assert apart(at_once, anew) == []
    assert apart(at_rest, anew) == []


def test_what_was_made_ready_for_another_picture_is_given_up(stage):
    lights, queue = stage.controller.lights, stage.controller.drawings.queue
    stage.store.select(Spot(FAR, "right"))
    for n in range(4):
        stage.canvas.set_camera(stage.canvas.camera.zoomed(1.2, 300, 200))
        stage.canvas.finish()
        queue.finish()
        assert len(lights._ready) == 1, n
        assert [ready.view for ready in lights._ready.values()] == [stage.canvas.painted_view]


def test_of_what_the_pointer_was_on_the_last_few_stay_ready(stage):
    lights, queue = stage.controller.lights, stage.controller.drawings.queue
    spots = [Spot(name, "right") for name in (FAR, NEAR, TWIN)] + [Spot(name, "left") for name in (FAR, NEAR)]
    stage.store.choose_side("both")
    stage.controller.finish()
    for spot in spots:
        stage.store.hover(spot)
        queue.finish()
    assert [spot for _, spot, _ in lights._ready] == spots[-3:]


@pytest.mark.parametrize("asked", [None, "place"])
@pytest.mark.parametrize("lit", [(FAR,), (FAR, NEAR), (FAR, NEAR, TWIN)])
def test_getting_ready_comes_to_an_end(stage, asked, lit):
    """Whatever is asked beside what is lit: work that is never done keeps all that comes after it from being done."""
    stage.store.ask_place(asked, "right")
    for point_id in lit:
        stage.store.toggle(Spot(point_id, "right"))
    queue = stage.controller.drawings.queue
    steps = 0
    while queue.is_busy and steps < 3000:
        queue._step(queue._first())
        steps += 1
    assert not queue.is_busy
    assert stage.canvas.overlay._former == []
