"""The guided hold, driven by a clock of the test's own."""

from __future__ import annotations

import math

import pytest

from bodymap.core.hold import machine
from bodymap.core.hold.events import (
    Good,
    Less,
    More,
    Next,
    Pause,
    Referred,
    Report,
    Resume,
    Sensation,
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


def test_what_softens_is_not_eased() -> None:
    hold = Driven(plan_of(SUSTAINED))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(10)
    hold.send(Report, value=5)
    hold.until("release")
    assert "ease" not in hold.phases
    assert "softening" in hold.cues


def test_alternating_levels_alternate_and_keep_the_contact() -> None:
    hold = Driven(plan_of(ALTERNATING))
    hold.press()
    hold.until("done")
    levels = [p for p in hold.phases if p in ("deepen", "ease")]
    assert levels == ["deepen", "ease"] * 3
    assert hold.phases.count("sink") == 1
    assert hold.state.reason == "complete"
    assert hold.state.held_total_s <= hold.state.plan.hold[1] + 1e-6


def test_the_firm_level_that_hurts_more_than_before_is_left() -> None:
    hold = Driven(plan_of(ALTERNATING))
    hold.press("deepen")
    hold.send(Report, value=5)
    hold.until("ease")
    hold.send(Report, value=3)
    hold.until("deepen")
    hold.send(Report, value=6)
    hold.until("ease")
    assert "grew" in hold.cues
    hold.send(Report, value=3)
    hold.until("done")
    assert hold.state.reason == "grew"
    assert hold.phases.count("deepen") == 2


def test_above_the_band_says_lighten_and_below_says_that_there_is_room() -> None:
    hold = Driven(plan_of(SUSTAINED))
    hold.press()
    low, high = hold.state.band
    hold.send(Report, value=high + 1)
    assert hold.cues[-1] == ("over-limit" if high + 1 > hold.state.plan.limit else "lighten")
    hold.send(Report, value=high)
    assert hold.cues[-1] == "steady"
    hold.send(Report, value=low - 1)
    assert hold.cues[-1] == "more"


def test_above_the_limit_for_three_seconds_lets_go() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=hold.state.plan.limit + 1)
    assert hold.cues[-1] == "over-limit"
    hold.wait(2.9)
    assert hold.state.phase == "hold"
    hold.wait(0.2)
    assert hold.state.phase == "release"
    assert hold.cues[-1] == "let-go"
    hold.until("done")
    assert hold.state.reason == "over-limit"


def test_above_the_limit_is_measured_across_phases_and_ends_with_relief() -> None:
    hold = Driven(plan_of(STATIC))
    hold.send(Start, Next)
    hold.wait(2)
    hold.send(Report, value=9)
    hold.wait(2)
    hold.send(Report, value=6)
    hold.send(Report, value=9)
    hold.wait(1.5)
    assert hold.state.phase == "hold"
    hold.wait(2)
    assert hold.state.phase == "release"


def test_release_ends_the_hold_early_with_its_reason() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(5.5)
    hold.send(Report, value=4)
    assert hold.cues[-1] == "softening"
    hold.wait(4.9)
    assert hold.state.phase == "hold"
    hold.wait(0.2)
    assert hold.state.phase == "release"
    assert hold.cues[-1] == "released"
    hold.until("done")
    assert hold.state.reason == "released"


def test_release_is_not_taken_from_a_lightened_hand() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(5.5)
    hold.send(Less)
    hold.wait(0.5)
    hold.send(Report, value=4)
    hold.wait(7)
    assert hold.state.phase == "hold"


def test_release_never_comes_before_the_shortest_hold() -> None:
    hold = Driven(plan_of(SUSTAINED))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(6)
    hold.send(Report, value=2)
    hold.wait(20)
    assert hold.state.phase == "hold"
    hold.until("release")
    assert hold.state.held_s == pytest.approx(hold.state.plan.hold[0], abs=0.2)


def test_what_never_reached_the_band_does_not_settle() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=hold.state.band[0] - 1)
    hold.wait(6)
    assert hold.state.level.settled is None
    hold.send(Report, value=1)
    hold.wait(6)
    assert hold.state.phase == "hold"
    assert machine.advice(hold.state) == "more"


def test_a_rise_while_settling_begins_anew() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=5)
    hold.wait(4.9)
    hold.send(Report, value=6)
    hold.wait(4.9)
    assert hold.state.level.settled is None
    hold.wait(0.2)
    assert hold.state.level.settled == 6


def test_a_drop_that_comes_back_is_no_release() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(6)
    hold.send(Report, value=4)
    hold.wait(4)
    hold.send(Report, value=5)
    hold.wait(2)
    hold.send(Report, value=4)
    hold.wait(4)
    assert hold.state.phase == "hold"


def test_words_count_as_places_in_the_band() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    low, high = hold.state.band
    hold.send(Good)
    assert hold.state.discomfort == (low + high) // 2
    hold.send(More)
    assert hold.state.discomfort == low - 1
    hold.send(Less)
    assert hold.state.discomfort == min(high + 1, hold.state.plan.limit)
    assert hold.cues[-1] == "lighten"
    assert [s.mark for s in hold.state.samples if s.mark] == ["good", "more", "less"]


def test_good_while_finding_means_found() -> None:
    hold = Driven(plan_of(STATIC))
    hold.send(Start, Good)
    assert hold.state.phase == "sink"


def test_less_three_times_lets_go_and_relief_begins_anew() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Less, Less, Good, Less, Less)
    assert hold.state.phase == "hold"
    hold.send(Less)
    assert hold.state.phase == "release"
    assert hold.state.reason == "asked-less"


@pytest.mark.parametrize("protocol", [STATIC, SUSTAINED])
def test_less_without_an_answer_becomes_a_question(protocol: str) -> None:
    hold = Driven(plan_of(protocol))
    hold.press()
    hold.send(Good, Less)
    assert machine.advice(hold.state) == "lighten"
    hold.wait(9.5)
    assert machine.advice(hold.state) == "lighten"
    hold.wait(1)
    assert machine.advice(hold.state) == "ask"
    hold.send(Good)
    assert machine.advice(hold.state) == "steady"


@pytest.mark.parametrize("kind", ["sharp", "shooting", "tingling", "numb"])
def test_a_wrong_feeling_stops_and_says_what_to_do(kind: str) -> None:
    for phase in ("find", "sink", "hold", "release", "rest"):
        hold = Driven(plan_of(STATIC))
        hold.send(Start)
        if phase != "find":
            hold.send(Next)
        hold.until(phase)  # type: ignore[arg-type]
        hold.send(Sensation, kind=kind)
        assert hold.state.phase == "stopped"
        assert hold.state.reason == "sensation"
        assert hold.cues[-2:] == ["stopped", kind]
        assert hold.state.samples[-1].mark == kind


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


def test_what_is_reported_before_the_start_is_kept_with_the_first_sample() -> None:
    hold = Driven(plan_of(STATIC))
    hold.send(Report, value=3)
    hold.now += 100
    hold.send(Start)
    assert hold.state.samples[0].discomfort == 3
    assert hold.state.samples[0].t == 0


def test_referred_pain_is_a_line_of_its_own() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    hold.send(Referred, value=4)
    assert (hold.state.samples[-1].referred, hold.state.samples[-1].discomfort) == (4, None)
    hold.send(Referred, value=None)
    assert hold.state.samples[-1].referred is None


@pytest.mark.parametrize("value", [0, 11, -1, 5.5, True, "6", None])
def test_only_the_scale_can_be_reported(value: object) -> None:
    with pytest.raises(ValueError, match="scale"):
        Report(0.0, value)  # type: ignore[arg-type]


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
