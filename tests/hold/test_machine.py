"""The course of a guided hold, driven by a clock of the test's own."""

from __future__ import annotations

import math
import sys
import time

import pytest

from bodymap.core.hold import clock, machine
from bodymap.core.hold.events import (
    Next,
    Pause,
    Report,
    Resume,
    Start,
    Stop,
    Tick,
)
from tests.hold.holds import ALTERNATING, BEGAN, PROTOCOLS, STATIC, SUSTAINED, Driven, plan_of


@pytest.mark.parametrize("tick_s", [0.016, 0.1, 1.0, 1.9])
def test_static_pressure_runs_to_its_end(tick_s: float) -> None:
    hold = Driven(plan_of(STATIC), tick_s)
    hold.send(Start)
    assert hold.state.phase == "find"
    hold.wait(30)
    assert hold.state.phase == "find", "finding waits for a word"
    hold.send(Next)
    hold.send(Report, value=hold.state.plan.band[0])
    hold.until("done")
    assert hold.phases == ["ready", "find", "sink", "hold", "release", "rest", "done"]
    assert hold.state.reason == "complete"
    assert hold.state.held_total_s == pytest.approx(hold.state.plan.hold[1], abs=1e-6)
    assert hold.state.samples[-1].phase == "done"


def test_sinking_in_takes_its_shortest_time_once_the_band_is_reached() -> None:
    plan = plan_of(STATIC)
    sink = plan.step("sink").seconds
    assert sink is not None
    quick, slow = Driven(plan), Driven(plan)
    quick.send(Start, Next)
    quick.send(Report, value=plan.band[0])
    quick.until("hold")
    slow.press()
    assert quick.now - BEGAN == pytest.approx(sink[0], abs=0.11)
    assert slow.now - BEGAN == pytest.approx(sink[1], abs=0.11)


def test_rounds_are_taken_up_again_on_the_therapists_word() -> None:
    hold = Driven(plan_of(STATIC, 2))
    hold.press()
    hold.until("rest")
    hold.until("find")
    assert hold.state.round == 2
    assert hold.cues[-1] == "again"
    hold.wait(20)
    assert hold.state.phase == "find"
    hold.send(Next)
    hold.until("done")
    assert hold.state.held_total_s == pytest.approx(2 * hold.state.plan.hold[1], abs=1e-6)
    assert {s.round for s in hold.state.samples} == {1, 2}


def test_sustained_pressure_eases_after_a_minute_without_softening() -> None:
    hold = Driven(plan_of(SUSTAINED))
    hold.press()
    hold.send(Report, value=5)
    hold.until("ease")
    assert hold.state.phase == "ease"
    assert hold.state.held_s == pytest.approx(60, abs=0.2)
    hold.until("hold")
    assert hold.cues[-1] == "take-up"
    hold.until("done")
    assert hold.state.held_total_s == pytest.approx(hold.state.plan.hold[1], abs=1e-6)


def test_alternating_levels_alternate_and_keep_the_contact() -> None:
    hold = Driven(plan_of(ALTERNATING))
    hold.press()
    hold.until("done")
    levels = [p for p in hold.phases if p in ("deepen", "ease")]
    assert levels == ["deepen", "ease"] * 3
    assert hold.phases.count("sink") == 1
    assert hold.state.reason == "complete"
    assert hold.state.held_total_s <= hold.state.plan.hold[1] + 1e-6


def test_the_clock_runs_and_counts_sleep() -> None:
    first = clock.now()
    time.sleep(0.01)
    assert 0.009 < clock.now() - first < 5
    if sys.platform == "linux":
        assert clock.now() == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=5)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_stop_stops_from_every_phase(protocol: str) -> None:
    hold = Driven(plan_of(protocol))
    states = [hold.state]
    hold.send(Start)
    states.append(hold.state)
    hold.send(Next)
    while not hold.state.ended:
        states.append(hold.state)
        states.append(machine.step(hold.state, Pause(hold.now))[0])
        hold.wait(1.0)
    states.append(hold.state)
    assert {s.phase for s in states} >= {"ready", "find", "sink", "hold", "release", "rest", "paused", "done"}
    for state in states:
        for reading in (state.now or 0.0, 0.0, math.nan, math.inf, (state.now or 0.0) + 5000):
            stopped, cues = machine.step(state, Stop(reading))
            assert stopped.phase == "stopped"
            assert cues[-1].key == "stopped"
            again = stopped
            for event in (Start(1e9), Next(1e9), Resume(1e9), Report(1e9, 5), Tick(2e9)):
                again, _ = machine.step(again, event)
                assert again.phase == "stopped"


def test_a_pause_counts_nothing_and_sinks_in_again_with_what_is_left() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(5)
    hold.send(Pause)
    held = hold.state.held_total_s
    assert hold.state.discomfort is None
    hold.wait(120)
    assert hold.state.phase == "paused"
    assert hold.state.held_total_s == held
    hold.send(Resume)
    assert hold.state.phase == "sink"
    hold.until("done")
    assert hold.state.held_total_s == pytest.approx(hold.state.plan.hold[1], abs=1e-6)


def test_pauses_cannot_make_a_hold_longer() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    for _ in range(50):
        hold.wait(1)
        hold.send(Pause, Resume)
    assert hold.state.phase in ("release", "rest", "done")
    assert hold.state.held_total_s <= hold.state.plan.hold[1] + 1e-6


@pytest.mark.parametrize("asleep_s", [2.1, 30.0, 36_000.0])
def test_a_sleeping_laptop_pauses_the_hold_and_says_so(asleep_s: float) -> None:
    hold = Driven(plan_of(SUSTAINED))
    hold.press()
    hold.wait(10)
    held = hold.state.held_total_s
    hold.now += asleep_s
    hold.send(Tick)
    assert hold.state.phase == "paused"
    assert hold.cues[-1] == "gap"
    assert hold.state.held_total_s == held
    assert hold.state.gaps[-1].seconds == pytest.approx(asleep_s)
    assert hold.state.samples[-1].mark == "gap"
    hold.send(Resume)
    hold.wait(1)
    assert hold.state.samples[-1].t == pytest.approx(hold.now - BEGAN, abs=0.6)


def test_the_first_word_after_a_sleep_counts() -> None:
    hold = Driven(plan_of(SUSTAINED))
    hold.press()
    hold.now += 3600
    hold.send(Stop)
    assert hold.state.phase == "stopped"
    assert hold.state.gaps


def test_time_never_runs_backwards() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.wait(3)
    before = hold.state
    for reading in (before.now or 0.0) - 1, -5.0, math.nan, -math.inf, math.inf:
        after, _ = machine.step(before, Tick(reading))
        assert after == before
    after, _ = machine.step(before, Report(0.0, 5))
    assert after.discomfort == 5
    assert after.t == before.t


def test_the_whole_session_has_a_longest_contact() -> None:
    hold = Driven(plan_of(STATIC), tick_s=1.0)
    hold.send(Start)
    hold.wait(hold.state.plan.longest_s + 1)
    assert hold.state.phase in ("release", "rest")
    hold.until("done")
    assert hold.state.reason == "longest"


def test_letting_go_before_the_shortest_time_is_early() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.wait(2)
    hold.send(Next)
    assert hold.state.phase == "release"
    hold.until("done")
    assert hold.state.reason == "early"


def test_how_often_the_clock_ticks_changes_no_outcome() -> None:
    ends = []
    for tick_s in (0.01, 0.37, 1.99):
        hold = Driven(plan_of(SUSTAINED), tick_s)
        hold.press()
        hold.until("done")
        moves = [
            (s.phase, round(s.t, 2))
            for s, e in zip(hold.state.samples[1:], hold.state.samples, strict=False)
            if s.phase != e.phase and s.phase != "done"
        ]
        ends.append(moves)
    assert ends[0] == ends[1] == ends[2]
