"""Where a point is lit on both sides, a hold asks on which before anything begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from bodymap.core.state import Spot, spots_of
from tests.hold_ui.test_stop import K, run_to

if TYPE_CHECKING:
    from bodymap.core.state import Side
    from bodymap.ui.hold.view import HoldView
    from tests.hold_ui.conftest import Driven

BOTH = spots_of("infraspinatus-1", "both")


@pytest.fixture
def asked(driven: Driven) -> HoldView:
    driven.open()
    driven.key(K.Key_Escape)
    driven.window.store.choose_side("both")
    assert driven.window.store.state.lit == BOTH
    QApplication.processEvents()
    driven.key(K.Key_Space)
    assert driven.view.page is driven.view.which
    return driven.view


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_large_button_for_each_side_answers(driven: Driven, asked: HoldView, side: Side):
    button = asked.which.buttons[side]
    assert button.text() == f"{side.capitalize()} side"
    assert min(button.width(), button.height()) >= 80
    driven.press(button)
    settle()
    assert asked.page is asked.setup
    assert asked.spot == Spot("infraspinatus-1", side)
    assert driven.window.store.state.lit == (asked.spot,)
    driven.key(K.Key_Space)
    assert asked.running
    assert asked.run is not None
    assert asked.run.side == side
    assert f"{side} side" in asked.live.side.text()


def test_the_window_key_of_a_side_answers(driven: Driven, asked: HoldView):
    driven.key(K.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert (asked.page, asked.spot) == (asked.setup, Spot("infraspinatus-1", "left"))


def test_an_x_on_the_body_answers(driven: Driven, asked: HoldView):
    driven.window.store.select(Spot("infraspinatus-1", "left"))
    settle()
    assert (asked.page, asked.spot) == (asked.setup, Spot("infraspinatus-1", "left"))


def test_no_key_that_is_pressed_again_is_an_answer(driven: Driven, asked: HoldView):
    for key in (K.Key_Space, K.Key_Space, K.Key_Return):
        driven.key(key)
    assert asked.page is asked.which
    assert not asked.running


def test_escape_leaves_both_lit(driven: Driven, asked: HoldView):
    driven.key(K.Key_Escape)
    assert not driven.host.is_open
    assert driven.window.store.state.lit == BOTH


def test_another_point_on_both_sides_is_asked_about(driven: Driven, asked: HoldView):
    driven.window.store.select(*spots_of("soleus-1", "both"))
    settle()
    assert (asked.page, asked.which.point_id) == (asked.which, "soleus-1")


def test_before_the_start_both_sides_ask_again(driven: Driven):
    view = driven.open()
    driven.window.store.choose_side("both")
    settle()
    assert view.page is view.which
    driven.press(view.which.buttons["left"])
    settle()
    assert (view.page, view.spot) == (view.setup, Spot("infraspinatus-1", "left"))


def test_practice_asks_as_well(driven: Driven):
    driven.window.store.choose_side("both")
    driven.window.store.select(*BOTH)
    driven.host.practise()
    view = driven.view
    assert view.page is view.which
    driven.press(view.which.buttons["right"])
    settle()
    assert view.page is view.setup
    assert view.setup.role == "calm"


def test_a_hold_that_runs_keeps_its_side(driven: Driven, qtbot):
    run_to(driven, "find")
    driven.window.store.choose_side("both")
    qtbot.waitUntil(lambda: driven.window.store.state.lit == (driven.view.spot,))
    assert driven.view.running


def test_it_is_asked_in_the_clients_words(driven: Driven, asked: HoldView):
    driven.window.store.speak("client")
    words = [label.text() for label in asked.which.findChildren(QLabel)]
    assert asked.which.buttons["left"].text() == "Your left side"
    assert not any("TrP" in each for each in words)
