"""Practice: simulated clients answer the hand as their character says, and the score tells good from bad hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap.core.hold import machine
from bodymap.core.hold.client import CHARACTERS, Character, Client, react, recorded, simulated
from bodymap.core.hold.events import Next, Report, Start, Stop, Tick
from bodymap.core.hold.holding import HoldState, Sample
from bodymap.core.hold.scoring import score, score_text
from tests.hold.holds import STATIC, SUSTAINED, index, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.hold.plan import HoldPlan


def practise(
    plan: HoldPlan, client: Client, hand: Callable[[HoldState, float], float], tick_s: float = 0.05
) -> tuple[HoldState, Client]:
    """Run a hold in which ``hand`` gives the pressure from the state and the pressure before."""
    state, now, pressure = machine.begin(plan), 100.0, 0.0
    for kind in (Start, Next):
        state, _ = machine.step(state, kind(now))
    while not state.ended:
        now += tick_s
        pressure = hand(state, pressure)
        client, said = react(client, pressure, now)
        for event in (*said, Tick(now)):
            state, _ = machine.step(state, event)
    return state, client


def listening(state: HoldState, pressure: float) -> float:
    """A good hand: sinks slowly, lightens on the word, stays otherwise."""
    if state.phase in ("release", "rest"):
        return max(pressure - 0.02, 0.0)
    advice = machine.advice(state)
    if advice in ("over-limit", "lighten"):
        return max(pressure - 0.02, 0.05)
    sinking = state.phase == "sink" and (state.discomfort or 0) < state.plan.band[0]
    return pressure + 0.003 if sinking or advice == "more" else pressure


def deaf(state: HoldState, pressure: float) -> float:
    """A hand that pushes in and stays, whatever it hears."""
    return 0.9


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_calm_client_releases_under_a_listening_hand(seed: int) -> None:
    state, _ = practise(plan_of(SUSTAINED), simulated("calm", seed), listening)
    assert state.reason == "released"
    assert score(state.plan, state.samples).over_limit == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_guarded_client_tightens_when_pushed(seed: int) -> None:
    slow, quick = simulated("guarded", seed), simulated("guarded", seed)
    for beat in range(1, 80):
        slow, _ = react(slow, min(beat * 0.005, 0.4), beat * 0.1)
        quick, _ = react(quick, 0.4, beat * 0.1)
        if beat == 15:
            assert quick.guard > 0.5
    assert slow.guard < 0.5


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_too_much_asks_for_less_and_then_stops(seed: int) -> None:
    client, said = simulated("too-much", seed), []
    for beat in range(1, 300):
        client, words = react(client, 0.45, beat * 0.1)
        said += [type(word).__name__ for word in words]
    assert said.count("Less") == 2
    assert said[-1] == "Stop"
    assert client.gone
    assert react(client, 1.0, 31.0)[1] == ()


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_listening_hand_scores_better_than_a_deaf_one(character: Character) -> None:
    plan = plan_of(STATIC)
    good, _ = practise(plan, simulated(character, 4), listening)
    bad, _ = practise(plan, simulated(character, 4), deaf)
    assert score(plan, good.samples).marks > score(plan, bad.samples).marks + 20
    assert score(plan, bad.samples).over_limit >= 1
    assert bad.reason in ("over-limit", "asked-less", "stop")


def test_the_same_seed_is_the_same_client_at_any_rate() -> None:
    plan = plan_of(STATIC)
    one, _ = practise(plan, simulated("calm", 9), lambda state, pressure: 0.5)
    two, _ = practise(plan, simulated("calm", 9), lambda state, pressure: 0.5)
    assert one == two
    ends = []
    for rate in (0.02, 0.5):
        client = react(simulated("guarded", 9), 0.4, 0.0)[0]
        for n in range(1, int(20 / rate) + 1):
            client, _ = react(client, 0.4, n * rate)
        ends.append(client)
    assert ends[0].felt == pytest.approx(ends[1].felt, abs=0.05)
    assert ends[0].tender == pytest.approx(ends[1].tender, abs=0.02)
    others = {react_for(simulated("calm", seed)).felt for seed in range(5)}
    assert len(others) == 5


def react_for(client: Client, beats: int = 20) -> Client:
    for beat in range(beats):
        client, _ = react(client, 0.5, beat * 0.1)
    return client


@given(st.sampled_from(CHARACTERS), st.integers(0, 99), st.lists(st.tuples(st.floats(), st.floats(0, 3)), max_size=30))
@settings(max_examples=50)
def test_whatever_the_hand_does_the_answers_are_on_the_scale(
    character: Character, seed: int, strokes: list[tuple[float, float]]
) -> None:
    client, now = simulated(character, seed), 0.0
    for pressure, wait_s in strokes:
        now += wait_s
        client, said = react(client, pressure, now)
        assert 0 <= client.felt <= 10
        assert all(event.now <= now + 1e-6 for event in said)
        assert sum(isinstance(event, Stop) for event in said) <= 1


def test_a_recorded_client_tells_what_was_recorded() -> None:
    samples = [Sample(t=0.0, phase="hold", round=1, discomfort=6), Sample(t=5.0, phase="hold", round=1, discomfort=3)]
    client, said = recorded(samples), []
    for beat in range(100):
        client, words = react(client, 0.5, beat * 0.1)
        said += [word.value for word in words if isinstance(word, Report)]
    assert said == [6, 3]
    harder = react_for(recorded(samples))
    assert react(harder, 0.6, 3.0)[0].felt >= harder.felt


def hold_sample(t: float, discomfort: int, **other: object) -> Sample:
    return Sample(t=t, phase="hold", round=1, discomfort=discomfort, **other)  # type: ignore[arg-type]


def test_the_marks_are_what_they_say() -> None:
    plan = plan_of(STATIC)
    low, _ = plan.band
    perfect = [hold_sample(0, low), hold_sample(20, low)]
    assert score(plan, perfect).marks == 100
    assert score(plan, perfect).share == 1
    half = [hold_sample(0, low - 1), hold_sample(10, low), hold_sample(20, low)]
    assert score(plan, half).marks == 70
    over = [hold_sample(0, low), hold_sample(18, 8), hold_sample(20, low)]
    assert score(plan, over).over_limit_s == pytest.approx(2)
    assert score(plan, over).marks == 54 + 20
    assert score(plan, []).marks == 0


def test_the_answer_to_less_is_timed() -> None:
    plan = plan_of(STATIC)
    low, high = plan.band
    asked = hold_sample(5, high, mark="less")
    assert score(plan, [hold_sample(0, low), asked, hold_sample(6.5, low)]).answers == (1.5,)
    assert score(plan, [hold_sample(0, low), asked, hold_sample(9, high, mark="good")]).answers == (4.0,)
    ignored = score(plan, [hold_sample(0, low), asked, hold_sample(12, high)])
    assert ignored.answers == (None,)
    told = next(line for line in score_text(index(), ignored) if "unanswered" in line)
    assert told.endswith(index().advice("practice-unanswered").clinician)
    assert score_text(index(), score(plan, [hold_sample(0, low), hold_sample(9, low)]))[0] == "100 of 100."
