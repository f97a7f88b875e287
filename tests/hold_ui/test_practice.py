"""Practice: with an instructor, a simulated client, or a hold that was recorded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bodymap.ui.hold import practice
from tests.hold_ui.conftest import SPOT, Driven
from tests.hold_ui.test_pages import finish_static

K = Qt.Key


def test_a_class_runs_practice_by_keyboard_alone(driven: Driven):
    driven.window.store.select(SPOT)
    driven.key(K.Key_F3)
    driven.view.now = lambda: driven.now
    driven.key(K.Key_T)
    driven.key(K.Key_2)
    assert driven.view.setup.role == "too-much"
    driven.key(K.Key_Space)
    driven.wait(1)
    driven.key(K.Key_Space)
    target = driven.window
    QTest.keyPress(target, K.Key_V)
    driven.wait(2.5, tick_s=0.05)
    QTest.keyRelease(target, K.Key_V)
    assert driven.view.practice.pressure > 0.2
    stays = driven.view.practice.pressure
    driven.wait(0.5, tick_s=0.05)
    assert driven.view.practice.pressure == stays
    assert driven.state.discomfort is not None
    before = driven.state.discomfort
    driven.key(K.Key_1)
    assert driven.state.discomfort == before, "the client speaks for itself"
    QTest.keyPress(target, K.Key_V)
    driven.wait(4, tick_s=0.05)
    QTest.keyRelease(target, K.Key_V)
    until = driven.now + 60
    while not driven.state.ended and driven.now < until:
        driven.wait(0.5, tick_s=0.05)
    assert driven.state.reason in ("stop", "over-limit", "asked-less")
    driven.view._show_after()
    after = driven.view.after
    assert after.score.isVisible()
    assert "of 100" in after.marks.text()
    assert "Lighten as soon as a number rises." in after.score_words.text()
    assert after.summary.session.begun.practice


def test_the_instructor_plays_the_client_with_the_number_keys(driven: Driven):
    driven.window.store.select(SPOT)
    driven.key(K.Key_F3)
    driven.view.now = lambda: driven.now
    driven.key(K.Key_I)
    driven.key(K.Key_Space)
    driven.key(K.Key_Space)
    driven.key(K.Key_6)
    assert driven.state.discomfort == 6
    bar = driven.view.live.pressure
    driven.press(bar)
    assert driven.view.practice.pressure == pytest.approx(0.5, abs=0.02)
    driven.until("done")
    driven.view._show_after()
    assert driven.view.after.score.isVisible()


def test_a_recorded_hold_can_play_the_client(driven: Driven):
    finish_static(driven)
    driven.key(K.Key_F7)
    driven.press(driven.view.list.practise)
    assert driven.view.page is driven.view.setup
    driven.key(K.Key_Space)
    assert driven.view.practice.character == "recorded"


def test_a_surprise_is_one_of_the_three():
    seen = {practice.Practice("surprise", seed=n).character for n in range(40)}
    assert seen == {"calm", "guarded", "too-much"}
