"""Mouse, wheel and drag on the real stage."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Spot
from bodymap.ui.drawing import ink
from tests import drawn
from tests.drawn import FAR, NEAR, TWIN, Drawn

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def turn(stage, at: QPoint, notches: int = 1) -> None:
    none = Qt.KeyboardModifier.NoModifier
    away = QPointF(stage.canvas.mapToGlobal(at))
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        QPointF(at), away, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, none, phase, False
    )
    QApplication.sendEvent(stage.canvas, event)


def drag(stage, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(stage.canvas, LEFT, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(stage.canvas, start + (end - start) * step / 5)
        at = QPointF(start + (end - start) * step / 5)
        move = _held_move(stage, at)
        QApplication.sendEvent(stage.canvas, move)
    QTest.mouseRelease(stage.canvas, LEFT, pos=end)


def _held_move(stage, at: QPointF):
    from PySide6.QtGui import QMouseEvent

    away = QPointF(stage.canvas.mapToGlobal(at.toPoint()))
    none = Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseMove, at, away, Qt.MouseButton.NoButton, LEFT, none)


def watch_lighting(stage) -> list[bool]:
    """Note of every change of what is lit whether it was copied from a picture and not painted on the click."""
    copied: list[bool] = []

    def note(old, new) -> None:
        if old.lit != new.lit:
            copied.append(bool(stage.canvas.overlay.boxes("sealed")))

    stage.store.subscribe(note)
    return copied


def test_a_click_beside_the_point_still_hits(stage):
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.click(at + QPoint(round(ink.REACH) - 2, 0))
    assert stage.store.state.lit == (Spot(FAR, "right"),)


def test_the_hit_area_is_at_least_a_fingertip():
    assert 2 * ink.REACH >= 24


def test_a_click_out_of_reach_misses(stage):
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.click(at + QPoint(round(ink.REACH) + 3, 0))
    assert stage.store.state.lit == ()


def test_a_drag_never_selects(stage):
    stage.controller.zoom(3.0)
    stage.canvas.finish()
    camera = stage.canvas.camera
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    drag(stage, QPoint(500, 350), QPoint(560, 380))

    assert stage.store.state.lit == ()
    assert (stage.canvas.camera.x, stage.canvas.camera.y) == (camera.x + 60, camera.y + 30)
    drag(stage, at, at + QPoint(30, 0))
    assert stage.store.state.lit == ()


def test_a_drag_puts_nothing_out(stage):
    stage.store.select(Spot(FAR, "right"))
    stage.controller.zoom(3.0)
    drag(stage, QPoint(500, 350), QPoint(560, 380))
    assert stage.store.state.lit == (Spot(FAR, "right"),)


def test_the_nearest_of_a_crowd_is_taken(stage):
    near = stage.where(stage.mark("front", Spot(NEAR, "right")))
    stage.click(near + QPoint(-3, 0))
    assert stage.store.state.lit == (Spot(NEAR, "right"),)


def test_the_neighbour_is_the_next_click(stage):
    at = stage.where(stage.mark("front", Spot(NEAR, "right"))) + QPoint(-2, 0)
    for expected in (NEAR, TWIN, NEAR):
        stage.click(at)
        assert stage.store.state.lit == (Spot(expected, "right"),)


def test_the_neighbour_is_ready_before_it_is_clicked(stage):
    at = stage.where(stage.mark("front", Spot(NEAR, "right"))) + QPoint(-2, 0)
    stage.click(at)
    stage.controller.drawings.queue.finish()
    copied = watch_lighting(stage)
    stage.click(at)
    assert stage.store.state.lit == (Spot(TWIN, "right"),)
    assert copied == [True]


def test_the_next_of_a_crowd_is_ready_when_the_hand_comes_back(stage):
    at = stage.where(stage.mark("front", Spot(NEAR, "right"))) + QPoint(-2, 0)
    copied = watch_lighting(stage)
    for expected in (NEAR, TWIN, NEAR):
        stage.hover(at)
        stage.controller.drawings.queue.finish()
        stage.click(at)
        assert stage.store.state.lit == (Spot(expected, "right"),)
    assert copied == [True, True, True]


def test_what_a_second_click_lights_is_ready_although_another_is_pointed_at(make_stage, tmp_path, monkeypatch):
    near = drawn.SHEETS["front"][NEAR].at
    assert near is not None
    monkeypatch.setitem(drawn.SHEETS["front"], FAR, Drawn((near[0] - 8, near[1]), (60, 420, 80, 60)))
    stage = make_stage(SheetLibrary(drawn.write(tmp_path)))
    at = stage.where(stage.mark("front", Spot(NEAR, "right")))
    stage.click(at + QPoint(-2, 0))
    stage.hover(at + QPoint(-5, 0))
    stage.controller.drawings.queue.finish()
    assert stage.store.state.hovered == Spot(FAR, "right")
    copied = watch_lighting(stage)
    stage.click(at + QPoint(-5, 0))
    assert stage.store.state.lit == (Spot(TWIN, "right"),)
    assert copied == [True]


@pytest.mark.parametrize("on_card", [False, True])
def test_what_a_finger_is_on_is_ready_when_it_is_lifted(stage, on_card):
    at = stage.where(stage.mark("front", Spot(NEAR, "right"))) + QPoint(-2, 0)
    if on_card:
        stage.hover(at)
        rows = stage.controller.cards.card.rows
        at = next(row for row in rows if row.mark.spot.point_id == TWIN).rect.center().toPoint()
    QTest.mousePress(stage.canvas, LEFT, pos=at)
    stage.controller.drawings.queue.finish()
    copied = watch_lighting(stage)
    QTest.mouseRelease(stage.canvas, LEFT, pos=at)
    assert stage.store.state.lit == (Spot(TWIN if on_card else NEAR, "right"),)
    assert copied == [True]


def test_a_click_beside_the_names_on_a_card_lights_nothing(stage):
    stage.hover(stage.where(stage.mark("front", Spot(NEAR, "right"))) + QPoint(-2, 0))
    card = stage.controller.cards.card
    free = card.card.bottomLeft().toPoint() + QPoint(4, -3)
    assert card.row_at(free.toPointF()) is None
    stage.click(free)
    assert stage.store.state.lit == ()
    assert stage.controller.cards.card is card, "it stays, for another try"


def test_the_neighbour_can_be_clicked_by_name(stage):
    at = stage.where(stage.mark("front", Spot(NEAR, "right"))) + QPoint(-2, 0)
    stage.hover(at)
    card = stage.controller.cards.card
    assert {row.mark.spot.point_id for row in card.rows} == {NEAR, TWIN}

    row = next(row for row in card.rows if row.mark.spot.point_id == TWIN)
    QTest.mouseMove(stage.canvas, row.rect.center().toPoint())
    assert stage.store.state.hovered == Spot(TWIN, "right")
    stage.click(row.rect.center().toPoint())
    assert stage.store.state.lit == (Spot(TWIN, "right"),)


def test_a_point_on_its_own_is_only_named(stage):
    stage.hover(stage.where(stage.mark("front", Spot(FAR, "right"))))
    rows = stage.controller.cards.card.rows
    assert [row.text for row in rows] == ["Muscle 0-0 TrP1"]


@pytest.mark.parametrize("ready", [True, False])
@pytest.mark.parametrize("clicked", [False, True])
def test_the_card_keeps_off_the_zones(make_stage, tmp_path, monkeypatch, clicked, ready):
    # Right beside the point, where the card would be otherwise.
    x, y = drawn.SHEETS["front"][FAR].at or (0, 0)
    monkeypatch.setitem(drawn.SHEETS["front"], FAR, Drawn((x, y), (x + 12, y - 12, 60, 24)))
    stage = make_stage(SheetLibrary(drawn.write(tmp_path)))
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.hover(at)
    if ready:
        stage.controller.drawings.queue.finish()
    if clicked:
        stage.click(at)
    card = stage.controller.cards.card.card
    zone = QRectF(
        QPointF(stage.at(stage.instance("front"), (x + 12, y - 12), "right")),
        QPointF(stage.at(stage.instance("front"), (x + 72, y + 12), "right")),
    )
    assert not card.intersects(zone)
    assert card.adjusted(-30, -30, 30, 30).contains(QPointF(at)), "and stays beside its point"


def test_the_card_keeps_off_other_lit_marks(make_stage, tmp_path, monkeypatch):
    x, y = drawn.SHEETS["front"][FAR].at or (0, 0)
    monkeypatch.setitem(drawn.SHEETS["front"], NEAR, Drawn((x + 70, y)))
    stage = make_stage(SheetLibrary(drawn.write(tmp_path)))
    stage.store.select(Spot(NEAR, "right"))
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))), CONTROL)
    other = QPointF(stage.where(stage.mark("front", Spot(NEAR, "right"))))
    assert len(stage.store.state.lit) == 2
    assert not stage.controller.cards.card.card.contains(other)


def test_after_a_click_only_the_chosen_one_is_named(stage):
    at = stage.where(stage.mark("front", Spot(NEAR, "right"))) + QPoint(-2, 0)
    stage.hover(at)
    stage.click(at)
    rows = stage.controller.cards.card.rows
    assert len(rows) == 1
    assert rows[0].text.endswith("1 of 2")


def test_control_click_adds_and_takes_away(stage):
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.click(stage.where(stage.mark("front", Spot(NEAR, "right"))))
    stage.click(at, CONTROL)
    assert stage.store.state.lit == (Spot(NEAR, "right"), Spot(FAR, "right"))
    stage.click(at, CONTROL)
    assert stage.store.state.lit == (Spot(NEAR, "right"),)


def test_the_wheel_zooms_at_the_pointer(stage):
    place = stage.mark("front", Spot(FAR, "right"))
    at = stage.where(place)
    for _ in range(6):
        turn(stage, at)
    assert stage.canvas.camera.zoom == pytest.approx(1.2**6)
    assert (stage.where(place) - at).manhattanLength() <= 3


def test_the_wheel_back_fits_again(stage):
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    for notches in (1, 1, 1, -1, -1, -1, -1):
        turn(stage, at, notches)
    assert stage.canvas.camera.zoom == 1
    assert (stage.canvas.camera.x, stage.canvas.camera.y) == (0, 0)


def test_a_zoomed_picture_becomes_sharp_by_itself(stage, qtbot):
    turn(stage, QPoint(300, 300), 4)
    assert not stage.canvas.is_sharp
    qtbot.waitUntil(lambda: stage.canvas.is_sharp, timeout=5000)


def test_points_can_be_clicked_while_zoomed(stage):
    turn(stage, stage.where(stage.mark("front", Spot(FAR, "right"))), 5)
    stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert stage.store.state.lit == (Spot(FAR, "right"),)


def test_hidden_points_cannot_be_clicked(stage):
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.store.show_layers(frozenset({"muscles", "zones"}))
    stage.click(at)
    assert stage.store.state.lit == ()


def test_leaving_the_stage_ends_the_preview(stage):
    stage.hover(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert stage.store.state.hovered is not None
    QApplication.sendEvent(stage.canvas, QEvent(QEvent.Type.Leave))
    assert stage.store.state.hovered is None
    assert stage.controller.cards.card is None


def test_marks_and_reach_grow_for_an_audience(make_stage, library):
    stage = make_stage(library, projector=True)
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.click(at + QPoint(round(ink.REACH * ink.PROJECTOR) - 2, 0))
    assert stage.store.state.lit == (Spot(FAR, "right"),)


def test_a_pinch_zooms_between_the_fingers_and_is_no_click(stage):
    place = stage.mark("front", Spot(FAR, "right"))
    at = stage.where(place)
    QTest.mousePress(stage.canvas, LEFT, pos=at)
    for _ in range(5):
        stage.canvas.pointer.pinch(1.15, QPointF(at))
    QTest.mouseRelease(stage.canvas, LEFT, pos=at)
    assert stage.canvas.camera.zoom == pytest.approx(1.15**5)
    assert (stage.where(place) - at).manhattanLength() <= 3
    assert stage.store.state.lit == ()


@pytest.mark.parametrize("change", ["side", "figure", "sheets"])
def test_a_click_while_another_body_is_seen_means_nothing(make_stage, library, change):
    """Both in one breath, as on a slow machine: what was aimed at is not what a click would light."""
    stage = make_stage(library, lit=(Spot(NEAR, "right"),))
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    if change == "side":
        stage.store.choose_side("left")
    elif change == "figure":
        stage.store.show_figure("man")
    else:
        stage.store.stage_sheets(["side"])
    lit = stage.store.state.lit
    stage.click(at)
    stage.click(at + QPoint(120, 200))
    assert stage.store.state.lit == lit
    stage.view.finish()
    there = next(place for place in stage.canvas.scene.places if place.key.spot.point_id == FAR)
    stage.click(stage.where(there))
    assert stage.store.state.lit == (there.key.spot,)


def test_a_click_before_the_new_picture_is_on_the_screen_means_nothing(stage, monkeypatch):
    """It has been made, and the event that paints it comes after the click."""
    monkeypatch.setattr(stage.canvas, "repaint", lambda *_: None)
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    mirrored = stage.at(stage.instance("front"), (120, 200), "left")
    stage.store.choose_side("left")
    stage.controller.drawings.queue.finish()
    assert stage.canvas.painted_view.state.side == "left"
    stage.click(mirrored)
    stage.click(at)
    assert stage.store.state.lit == ()
    stage.canvas.grab()
    stage.click(mirrored)
    assert stage.store.state.lit == (), "it was waiting while the picture was painted"
    QApplication.processEvents()
    stage.click(mirrored)
    assert stage.store.state.lit == (Spot(FAR, "left"),)


def test_a_click_in_one_breath_with_a_movement_lights_what_is_seen(stage):
    """The camera has moved, and the picture on the screen has not: a hand aims at the picture."""
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.canvas.set_camera(stage.canvas.camera.zoomed(4.0, at.x() + 90, at.y() - 60))
    assert (stage.where(stage.mark("front", Spot(FAR, "right"))) - at).manhattanLength() > 200
    stage.click(at)
    assert stage.store.state.lit == (Spot(FAR, "right"),)
    stage.store.clear()
    stage.canvas.repaint()
    stage.click(at)
    assert stage.store.state.lit == ()


def test_a_click_on_the_one_point_that_a_card_names_lights_it_though_the_card_lies_over_it(stage):
    """At the stage's edge, with zones all around, there may be no room beside it."""
    at = stage.where(stage.mark("front", Spot(FAR, "right")))
    stage.hover(at)
    cards = stage.controller.cards
    assert [row.mark.spot.point_id for row in cards.card.rows] == [FAR]
    cards.card = replace(cards.card, card=QRectF(at.x() - 40, at.y() - 4, 80, 26))
    assert cards.covers(QPointF(at))
    stage.click(at)
    assert [spot.point_id for spot in stage.store.state.lit] == [FAR]
