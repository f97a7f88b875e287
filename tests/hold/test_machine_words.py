"""What a guided hold makes of the client's words: lighten, let go, release, stop."""

from __future__ import annotations

import pytest

from bodymap.core.hold import machine
from bodymap.core.hold.events import (
    Good,
    Less,
    More,
    Next,
    Referred,
    Report,
    Sensation,
    Start,
)
from tests.hold.holds import ALTERNATING, STATIC, SUSTAINED, Driven, plan_of


def test_what_softens_is_not_eased() -> None:
    hold = Driven(plan_of(SUSTAINED))
    hold.press()
    hold.send(Report, value=6)
    hold.wait(10)
    hold.send(Report, value=5)
    hold.until("release")
    assert "ease" not in hold.phases
    assert "softening" in hold.cues


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


def test_above_the_limit_is_measured_across_phases() -> None:
    hold = Driven(plan_of(STATIC))
    hold.send(Start, Next)
    hold.wait(2)
    hold.send(Report, value=9)
    hold.wait(1.5)
    assert hold.state.phase == "hold"
    hold.wait(1.6)
    assert hold.state.phase == "release"


def test_relief_begins_the_time_above_the_limit_anew() -> None:
    hold = Driven(plan_of(STATIC))
    hold.press()
    for _ in range(3):
        hold.send(Report, value=9)
        hold.wait(2)
        hold.send(Report, value=6)
    assert hold.state.phase == "hold"


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
        hold.until(phase)
        hold.send(Sensation, kind=kind)
        assert hold.state.phase == "stopped"
        assert hold.state.reason == "sensation"
        assert hold.cues[-2:] == ["stopped", kind]
        assert hold.state.samples[-1].mark == kind


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
