"""Pointer and keyboard by themselves: what they ask of a stage that only takes note."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent

from bodymap.core.pick import Picked, Place
from bodymap.core.state import Spot
from bodymap.ui.drawing.layout import Mark
from bodymap.ui.stage.keyboard import Walk
from bodymap.ui.stage.pointer import Pointer

ONE, TWO, THREE = (Place(Mark(0, Spot(f"muscle-{n}", "right")), 20.0 * n, 0.0) for n in range(3))
PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
AT, BESIDE = QPointF(50, 50), QPointF(250, 50)


class Noted:
    """Takes note of every verb that is not answered by the class itself."""

    def __init__(self) -> None:
        self.done: list[tuple[Any, ...]] = []

    def __getattr__(self, verb):
        if verb.startswith("_"):
            raise AttributeError(verb)
        return lambda *what, **how: self.done.append((verb, *what, *how.values()))

    def take(self, *verbs: str) -> list[tuple[Any, ...]]:
        """What was asked since the last time, of these verbs."""
        done, self.done = self.done, []
        return [one for one in done if one[0] in verbs]


class Stage(Noted):
    """A stage with three points; those of ``under`` are under the pointer left of 200, nothing is right of it."""

    def __init__(self, *under: Place[Mark]) -> None:
        super().__init__()
        self.under = under
        self.lit: Spot | None = None
        self.mark: Mark | None = None
        self.here = True
        self.resting: QPointF | None = None

    def pick(self, position):
        return Picked(self.under[0], self.under) if self.under and position.x() < 200 else None

    def is_painted(self):
        return True

    def last_lit(self):
        return self.lit

    def choose(self, spot, *, add=False):
        self.lit = spot
        self.done.append(("choose", spot, add))

    def places(self):
        return (ONE, TWO, THREE)

    def place(self, mark):
        return next((place for place in self.places() if place.key == mark), None)

    def focused(self):
        return self.mark

    def go_to(self, place):
        self.mark = place.key

    def use_pointer(self):
        self.mark = None

    def leave_mark(self):
        self.mark = None

    def enlarge(self, position):
        return False

    def enlarge_focused(self):
        self.done.append(("enlarge",))

    def expect_ask(self, position):
        pass

    def rest(self, position):
        self.resting = position

    def has_keyboard(self):
        return self.here


class Cards(Noted):
    """A card that lies right of ``edge``, with one name in its upper half."""

    def __init__(self, named: Place[Mark] | None = None) -> None:
        super().__init__()
        self.named = named
        self.is_open = named is not None

    def covers(self, position):
        return self.is_open and position.x() >= 200

    holds = covers

    def hides(self, position, mark):
        return self.covers(position) and mark != self.named.key

    def row_at(self, position):
        return self.named.key if self.named and self.covers(position) and position.y() < 100 else None

    def names(self, mark):
        return self.named is not None and self.named.key == mark


def click(pointer: Pointer, at: QPointF, *, add: bool = False) -> None:
    pointer.press(at)
    pointer.release(at, add=add)


def press(walk: Walk, key: Qt.Key, with_: Qt.KeyboardModifier = PLAIN) -> bool:
    return walk.press(QKeyEvent(QEvent.Type.KeyPress, key, with_))


pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("add", [False, True])
def test_a_click_lights_the_nearest(add):
    stage, cards = Stage(ONE, TWO), Cards()
    click(Pointer(stage, cards), AT, add=add)
    assert stage.take("choose") == [("choose", ONE.key.spot, add)]
    assert cards.take("name_one") == [("name_one", ONE.key, Picked(ONE, (ONE, TWO)))]


def test_clicks_on_one_place_go_round_a_crowd_and_the_next_is_expected_each_time():
    stage = Stage(ONE, TWO)
    pointer = Pointer(stage, Cards())
    for lit, following in ((ONE, TWO), (TWO, ONE), (ONE, TWO)):
        click(pointer, AT)
        done = stage.take("choose", "expect")
        assert ("choose", lit.key.spot, False) in done
        assert done[-1] == ("expect", following.key.spot)


def test_a_finger_that_is_down_has_its_point_made_ready_and_movement_ended():
    stage = Stage(ONE)
    Pointer(stage, Cards()).press(AT)
    assert stage.take("still", "expect", "choose") == [("still",), ("expect", ONE.key.spot)]


def test_a_click_beside_everything_puts_out():
    stage = Stage(ONE)
    click(Pointer(stage, Cards()), BESIDE)
    assert stage.take("choose", "put_out") == [("put_out",)]


@pytest.mark.parametrize(("at", "lights"), [(QPointF(250, 50), True), (QPointF(250, 150), False)])
def test_on_a_card_only_its_names_are_clicked(at, lights):
    stage = Stage(ONE)
    click(Pointer(stage, Cards(named=TWO)), at)
    assert stage.take("choose", "put_out") == ([("choose", TWO.key.spot, False)] if lights else [])


def test_a_click_takes_the_keyboard_off_its_mark():
    stage = Stage(ONE)
    stage.mark = TWO.key
    click(Pointer(stage, Cards()), AT)
    assert stage.mark is None


def test_a_drag_moves_the_picture_step_by_step_and_lights_nothing():
    stage = Stage(ONE)
    pointer = Pointer(stage, Cards())
    pointer.press(AT)
    for step in (1, 2, 3):
        pointer.move(AT + QPointF(20 * step, 10 * step), held=True)
    pointer.release(AT + QPointF(60, 30), add=False)
    done = stage.take("choose", "put_out", "pan", "show_cursor")
    assert [one for one in done if one[0] == "pan"] == [("pan", 20, 10)] * 3
    shapes = [one[1] for one in done if one[0] == "show_cursor"]
    assert shapes == [Qt.CursorShape.ClosedHandCursor, None]
    assert not [one for one in done if one[0] in ("choose", "put_out")]


def test_a_hand_that_trembles_still_clicks():
    stage = Stage(ONE)
    pointer = Pointer(stage, Cards())
    pointer.press(AT)
    pointer.move(AT + QPointF(2, 1), held=True)
    pointer.release(AT + QPointF(2, 1), add=False)
    assert stage.take("choose", "pan") == [("choose", ONE.key.spot, False)]


def test_two_fingers_zoom_and_what_the_first_began_is_no_click():
    stage = Stage(ONE)
    pointer = Pointer(stage, Cards())
    pointer.press(AT)
    pointer.pinch(1.5, AT)
    pointer.release(AT, add=False)
    assert stage.take("choose", "zoom") == [("zoom", 1.5, AT)]


def test_pointing_previews_names_and_leaves():
    stage, cards = Stage(ONE, TWO), Cards()
    pointer = Pointer(stage, cards)
    pointer.move(AT, held=False)
    assert stage.take("hover", "choose") == [("hover", ONE.key)]
    assert [one[0] for one in cards.take("name_crowd", "close")] == ["name_crowd"]
    pointer.move(BESIDE, held=False)
    assert stage.take("hover") == [("hover", None)]
    assert [one[0] for one in cards.take("name_crowd", "close")] == ["close"]


def test_walking_begins_at_the_end_that_tab_came_from():
    walk = Walk(Stage())
    walk.enter(Qt.FocusReason.TabFocusReason)
    assert walk.current == ONE.key
    walk.enter(Qt.FocusReason.BacktabFocusReason)
    assert walk.current == THREE.key


def test_walking_begins_at_what_is_lit():
    stage = Stage()
    stage.lit = TWO.key.spot
    Walk(stage).enter(Qt.FocusReason.TabFocusReason)
    assert stage.mark == TWO.key
    stage.mark = None
    assert press(Walk(stage), Qt.Key.Key_Right)
    assert stage.mark == TWO.key


def test_keys_that_mean_nothing_here_go_on():
    stage = Stage()
    walk = Walk(stage)
    assert not press(walk, Qt.Key.Key_Return), "nothing is in focus"
    assert not press(walk, Qt.Key.Key_F7)
    walk.enter(Qt.FocusReason.TabFocusReason)
    assert press(walk, Qt.Key.Key_Return, CONTROL)
    assert stage.take("choose") == [("choose", ONE.key.spot, True)]


@pytest.mark.parametrize("here", [True, False])
def test_the_ring_stays_while_the_keyboard_does(here):
    stage = Stage()
    stage.mark, stage.here = TWO.key, here
    Walk(stage).leave()
    assert (stage.mark is not None) == here


def test_what_is_asked_where_the_pointer_rests_is_made_ready_off_the_points_alone():
    stage = Stage(ONE)
    pointer = Pointer(stage, Cards())
    pointer.move(BESIDE, held=False)
    assert stage.resting == BESIDE
    pointer.move(AT, held=False)
    assert stage.resting is None
    pointer.move(BESIDE, held=False)
    pointer.leave()
    assert stage.resting is None
