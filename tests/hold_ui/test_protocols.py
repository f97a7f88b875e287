"""Each protocol to its end in the real window: by keyboard alone, and by mouse alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from bodymap.core.hold.sessions import read_sessions
from tests.hold_ui.conftest import SPOT, Driven

K = Qt.Key
WAYS = ("static-pressure", "sustained-pressure", "alternating-levels")
DIGITS = {n: getattr(K, f"Key_{n % 10}") for n in range(1, 11)}


class Hands:
    """Says the same by keys or by clicks."""

    def __init__(self, driven: Driven, how: str) -> None:
        self.d, self.keys = driven, how == "keys"

    def choose(self, way: str) -> None:
        if self.keys:
            self.d.key(DIGITS[WAYS.index(way) + 1])
        else:
            self.d.press(self.d.view.setup.ways[way])

    def start(self) -> None:
        self.d.key(K.Key_Space) if self.keys else self.d.press(self.d.view.setup.start)

    def onward(self) -> None:
        self.d.key(K.Key_Space) if self.keys else self.d.press(self.d.view.live.onward)

    def say(self, value: int) -> None:
        self.d.key(DIGITS[value]) if self.keys else self.d.name(value)

    def finish(self) -> None:
        self.d.key(K.Key_Escape) if self.keys else self.d.press(self.d.view.after.close_button)


def light_by_mouse(driven: Driven) -> None:
    driven.window.store.select(SPOT)
    driven.window.workspace.panel.refresh()
    driven.press(driven.window.workspace.panel.point.hold)
    driven.press(driven.view.care.go_on)
    driven.view.now = lambda: driven.now


def hold_static(driven: Driven, hands: Hands) -> None:
    hands.say(6)
    driven.until("hold")
    driven.until("release")


def hold_sustained(driven: Driven, hands: Hands) -> None:
    hands.say(6)
    driven.until("hold")
    driven.wait(32)
    hands.say(4)
    driven.until("release", at_most=8)
    assert driven.state.reason == "released"


def hold_alternating(driven: Driven, hands: Hands) -> None:
    hands.say(4)
    driven.until("hold")
    for _ in range(driven.state.plan.rounds):
        driven.until("deepen")
        hands.say(5)
        driven.until("ease")
        hands.say(3)
    driven.until("release")


@pytest.mark.parametrize("how", ["keys", "mouse"])
@pytest.mark.parametrize(
    ("way", "hold", "phases"),
    [
        (WAYS[0], hold_static, ["find", "sink", "hold", "release", "rest", "done"]),
        (WAYS[1], hold_sustained, ["find", "sink", "hold", "release", "rest", "done"]),
        (
            WAYS[2],
            hold_alternating,
            ["find", "sink", "hold", *["deepen", "ease"] * 3, "release", "rest", "done"],
        ),
    ],
)
def test_a_protocol_runs_to_its_end(driven: Driven, qtbot, way, hold, phases, how):
    hands = Hands(driven, how)
    if hands.keys:
        driven.open()
    else:
        light_by_mouse(driven)
    hands.choose(way)
    assert driven.view.setup.plan.protocol_id == way
    hands.start()
    assert driven.view.page is driven.view.live
    assert driven.state.phase == "find"
    driven.wait(2)
    hands.onward()
    driven.wait(2)
    hold(driven, hands)
    driven.until("rest")
    hands.say(3)
    driven.until("done")
    assert driven.phases == phases
    assert driven.state.reason in ("complete", "released")
    qtbot.waitUntil(lambda: driven.view.page is driven.view.after)
    assert driven.view.after.summary.session.ended.reason == driven.state.reason
    driven.host.journal().flush()
    kept = read_sessions(driven.host.journal().folder).sessions
    assert [each.samples for each in kept] == [driven.state.samples]
    hands.finish()
    assert not driven.host.is_open
    assert driven.window.workspace.panel.isVisible()
