"""When not to press, ways that do not suit a place, and what comes after a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core import guidance
from bodymap.core.state import Spot
from bodymap.ui.hold.view import SETTLE_MS
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from tests.hold_ui.conftest import Driven

K = Qt.Key


def opened(driven: Driven, spot: Spot) -> None:
    driven.window.store.select(spot)
    QApplication.processEvents()
    driven.key(K.Key_Space)


@pytest.mark.parametrize("voice", ["clinician", "client"])
def test_when_not_to_press_comes_before_the_first_hold_and_once(driven: Driven, voice) -> None:
    driven.window.store.speak(voice)
    opened(driven, Spot("infraspinatus-1", "right"))
    view, index = driven.view, driven.window.index
    assert view.page is view.care
    assert index is not None
    said = guidance.said(index, guidance.WHEN_NOT, voice)
    assert view.care.words.text().replace("\n\n", " ") == said
    driven.key(K.Key_Space)
    assert view.page is view.setup
    driven.key(K.Key_Escape)
    opened(driven, Spot("soleus-1", "right"))
    assert view.page is view.setup
    driven.press(view.setup.when_not)
    assert view.page is view.care
    driven.key(K.Key_Escape)
    assert view.page is view.setup


def test_practice_needs_no_warning(driven: Driven) -> None:
    driven.window.store.select(Spot("infraspinatus-1", "right"))
    driven.host.practise()
    assert driven.view.page is driven.view.setup


@pytest.mark.parametrize("point_id", ["sternocleidomastoid-1", "scalenes-1"])
def test_ways_that_do_not_suit_are_shown_with_the_reason_and_cannot_be_chosen(driven: Driven, point_id) -> None:
    view = driven.open(Spot(point_id, "right"))
    before = view.setup.plan
    for n, (name, row) in enumerate(view.setup.ways.items(), 1):
        if name == before.protocol_id:
            continue
        assert not row.isEnabled()
        assert "s at most here" in row.accessibleDescription()
        driven.key(K(K.Key_0 + n))
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        assert view.setup.plan == before


def test_practice_never_changes_what_a_real_hold_starts_with(driven: Driven) -> None:
    view = driven.open(Spot("infraspinatus-1", "right"))
    real = view.setup.plan
    driven.host.practise()
    driven.press(view.setup.ways["sustained-pressure"])
    driven.press(view.setup.rounds.more)
    driven.press(view.setup.tools["knuckles"])
    driven.key(K.Key_Space)
    assert "Practice" in view.live.side.text()
    driven.key(K.Key_Escape)
    driven.see_after()
    driven.host.leave()
    view = driven.open(Spot("infraspinatus-1", "right"))
    assert view.setup.plan == real
    driven.key(K.Key_Space)
    assert "Practice" not in view.live.side.text()
    assert view.run.tool == "thumb"


def stopped(driven: Driven) -> None:
    driven.open(Spot("infraspinatus-1", "right"))
    driven.key(K.Key_Space)
    driven.key(K.Key_Space)
    driven.wait(4)
    driven.key(K.Key_S)
    driven.see_after()


def test_after_a_stop_another_hold_is_the_last_thing_offered(driven: Driven) -> None:
    stopped(driven)
    after = driven.view.after
    buttons = [after.again_button, after.list_button, after.why_button, after.close_button]
    assert max(buttons, key=lambda button: button.x()) is after.again_button
    assert after.close_button.hasFocus()
    told = [part.text() for part in after.care.findChildren(Prose) if part.isVisible()]
    index = driven.window.index
    assert index is not None
    assert guidance.said(index, guidance.STOPPED, "clinician") in told
    assert index.muscle("infraspinatus").stretch not in told


def test_a_key_that_is_still_held_after_a_stop_does_nothing_for_two_seconds(driven: Driven) -> None:
    stopped(driven)
    for key in (K.Key_Space, K.Key_Escape):
        driven.key(key)
        assert driven.host.is_open
        assert driven.view.page is driven.view.after
    assert SETTLE_MS == 2000
    driven.see(lambda: driven.view.settled)
    driven.key(K.Key_Escape)
    assert not driven.host.is_open
