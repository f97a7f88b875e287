"""While the camera moves what is lit goes along with the bodies as one picture, and no zone is painted anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF

from bodymap.core.state import Spot
from bodymap.ui.drawing import highlight, idle
from tests.drawn import FAR, NEAR
from tests.drawn_stage import is_red
from tests.stage.test_light import apart, light_anew


@pytest.fixture
def lit(stage):
    """A stage on which a point is lit, seen enlarged and at rest."""
    stage.store.select(Spot(FAR, "right"))
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.canvas.set_camera(stage.canvas.camera.zoomed(2.0, at.x(), at.y()))
    stage.canvas.finish()
    stage.controller.drawings.queue.finish()
    return stage


def drag(stage, dx: float, dy: float) -> None:
    stage.canvas.set_camera(stage.canvas.camera.panned(dx, dy))


def picture(stage):
    return stage.canvas.grab().toImage()


def red_places(stage) -> list[QPoint]:
    image = picture(stage)
    every = (QPoint(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9))
    return [at for at in every if is_red(image.pixelColor(at))]


def test_a_zone_goes_along_and_is_not_inked_again(lit, monkeypatch):
    before = red_places(lit)
    assert before
    inked: list[object] = []
    monkeypatch.setattr(highlight, "ink_zone", lambda *args: inked.append(args) or [])
    drag(lit, 27, 18)
    drag(lit, 9, 9)
    shift = QPoint(36, 27)
    inside = lit.canvas.rect().adjusted(40, 30, -1, -1)
    expected = [at + shift for at in before if inside.contains(at + shift)]
    image = picture(lit)
    assert expected
    assert all(is_red(image.pixelColor(at)) for at in expected)
    assert inked == []


def test_a_notch_by_itself_is_painted_sharp_at_once_and_a_movement_when_it_rests(lit, qtbot, qapp):
    begun = []
    lit.canvas.redraw = lambda: begun.append(lit.canvas.camera)
    lit.canvas._settle.timeout.disconnect()
    lit.canvas._settle.timeout.connect(lambda: lit.canvas.redraw())
    qtbot.wait(80)
    drag(lit, 30, 0)
    qapp.processEvents()
    assert len(begun) == 1
    drag(lit, 5, 0)
    drag(lit, 5, 0)
    qapp.processEvents()
    assert len(begun) == 1
    qtbot.waitUntil(lambda: len(begun) == 2, timeout=1000)


def test_what_comes_into_sight_while_dragging_shows_its_zone_too(lit):
    zone = lit.canvas.camera.to_scene(red_places(lit)[0].x(), red_places(lit)[0].y())
    away = -lit.canvas.camera.to_widget(*zone)[0] - 30
    drag(lit, away, 0)
    lit.canvas.finish()
    lit.controller.drawings.queue.finish()
    drag(lit, 80, 0)
    assert lit.canvas.taken_along is not None
    at = QPointF(*lit.canvas.camera.to_widget(*zone)).toPoint()
    assert 0 <= at.x() < 80, "it was out of sight"
    image = picture(lit)
    assert any(is_red(image.pixelColor(at + QPoint(dx, dy))) for dx in range(-4, 12) for dy in range(-6, 7))


def test_the_first_step_shows_what_the_later_ones_do(lit):
    """What is lit is painted on to the bodies for one step by itself, and with them as a picture for the next."""
    before = lit.canvas.camera
    lit.canvas.set_camera(before.zoomed(1.2, 300, 300))
    first = picture(lit)
    taken = lit.canvas.taken_along
    assert taken is not None
    assert "picture" not in vars(taken)
    drag(lit, 40, 0)
    picture(lit)
    assert "picture" in vars(taken)
    # Another first step, of which this place is not the first.
    taken._first = lit.canvas.camera
    lit.canvas.set_camera(before.zoomed(1.2, 300, 300))
    later = picture(lit)
    every = [QPoint(x, y) for x in range(0, first.width(), 5) for y in range(0, first.height(), 5)]
    red = [at for at in every if is_red(first.pixelColor(at))]
    assert len(red) > 20
    assert sum(is_red(later.pixelColor(at)) for at in red) > 0.9 * len(red)
    assert sum(is_red(later.pixelColor(at)) for at in every) < 1.1 * len(red)


def test_back_where_it_began_the_zone_is_still_seen(lit):
    before = picture(lit)
    drag(lit, 12, 0)
    drag(lit, -12, 0)
    assert lit.canvas.camera == lit.canvas.painted_view.camera
    assert apart(before, picture(lit)) == []


@pytest.mark.parametrize("change", ["another", "none"])
def test_what_is_lit_while_it_moves_is_seen_alone(lit, change):
    drag(lit, 12, 6)
    if change == "another":
        lit.store.select(Spot(NEAR, "right"))
    else:
        lit.store.clear()
    assert lit.canvas.taken_along is None
    shown = picture(lit)
    light_anew(lit)
    assert apart(shown, picture(lit)) == []
    drag(lit, 3, 0)
    assert lit.canvas.taken_along is None, "nothing of it is on the picture"
    lit.canvas.finish()
    rest = picture(lit)
    light_anew(lit)
    assert apart(rest, picture(lit)) == []


def test_a_mark_keeps_its_size_and_is_at_its_place(lit):
    drag(lit, 20, 0)
    lit.canvas.set_camera(lit.canvas.camera.zoomed(1.5, 300, 300))
    lay = lit.canvas.overlay.boxes("crosses")
    lit.canvas.finish()
    lit.controller.drawings.queue.finish()
    assert lay == lit.canvas.overlay.boxes("crosses")


def test_at_rest_all_is_as_if_nothing_had_moved(lit):
    drag(lit, 20, 12)
    lit.canvas.finish()
    lit.controller.drawings.queue.finish()
    assert lit.canvas.taken_along is None
    shown = picture(lit)
    light_anew(lit)
    assert apart(shown, picture(lit)) == []


def test_a_sharp_picture_is_painted_before_what_is_made_after_it(lit, monkeypatch):
    """However much time there is: names, and what nobody sees, come after it."""
    monkeypatch.setattr(idle, "SLICE_S", 60.0)
    queue, canvas = lit.controller.drawings.queue, lit.canvas
    lit.controller.zoom(1.2, QPointF(200, 200))
    canvas._settle.stop()
    canvas.redraw()
    while not canvas.is_sharp:
        queue._on_timer_timeout()
    assert queue.has(lit.controller.muscle_names._job)
