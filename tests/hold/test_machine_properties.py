"""No sequence of inputs brings a hold past its limit, loses a sample, outlives STOP, or turns time back."""

from __future__ import annotations

import math
from dataclasses import fields
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap.core.hold import machine
from bodymap.core.hold.events import (
    Event,
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
from bodymap.core.hold.holding import CONTACT, PRESSING, HoldState, Sample
from bodymap.core.hold.timers import OVER_LIMIT_S
from tests.hold.holds import PROTOCOLS, index, plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.hold.events import SensationKind
    from bodymap.core.hold.plan import HoldPlan

SLACK_S = 1e-6
PLANS = st.builds(plan_of, st.sampled_from(PROTOCOLS), st.sampled_from([None, 1, 2, 10]))

_plain = [Tick, Tick, Tick, Start, Next, More, Good, Less, Pause, Resume]
_makers: st.SearchStrategy[Callable[[float], Event]] = st.one_of(
    st.sampled_from(_plain),
    st.integers(1, 10).map(lambda value: lambda now: Report(now, value)),
    st.integers(1, 10).map(lambda value: lambda now: Report(now, value)),
    st.sampled_from([None, 1, 5, 10]).map(lambda value: lambda now: Referred(now, value)),
)
_SENSED: tuple[SensationKind, ...] = ("sharp", "numb")
_ending: st.SearchStrategy[Callable[[float], Event]] = st.one_of(
    st.just(Stop), st.sampled_from(_SENSED).map(lambda kind: lambda now: Sensation(now, kind))
)
_steps_s = st.one_of(
    st.sampled_from([0.0, 0.016, 0.1, 1.0, 1.0, 2.0, 2.0, 2.0]),
    st.floats(0, 2),
    st.sampled_from([-3.0, 2.5, 3600.0, math.nan, math.inf, -math.inf]),
)
_calm_s = st.one_of(st.sampled_from([0.016, 0.5, 1.0, 2.0, 2.0]), st.floats(0, 2))
ANY = st.lists(st.tuples(st.one_of(_makers, _makers, _makers, _ending), _steps_s), max_size=60)
LONG = st.lists(st.tuples(_makers, _calm_s), min_size=40, max_size=120)


def run(plan: HoldPlan, script: list[tuple[Callable[[float], Event], float]]) -> list[tuple[Event, HoldState]]:
    """Return every event with the state after it, from the one before the first."""
    state = machine.begin(plan)
    now = 50.0
    states: list[tuple[Event, HoldState]] = [(Tick(now), state)]
    for kind in (Start, Next):
        state, _ = machine.step(state, kind(now))
        states.append((kind(now), state))
    for make, step_s in script:
        event = make(now + step_s)
        now = now + step_s if math.isfinite(step_s) else now
        state, cues = machine.step(state, event)
        assert all(index().cue(cue.key) for cue in cues)
        states.append((event, state))
    return states


@given(PLANS, st.one_of(ANY, LONG))
@settings(max_examples=120)
def test_no_hold_is_longer_than_its_limits(
    plan: HoldPlan, script: list[tuple[Callable[[float], Event], float]]
) -> None:
    rounds = 1 if plan.whole else plan.rounds
    states = run(plan, script)
    for _, state in states:
        assert state.held_s <= plan.hold[1] + SLACK_S
        assert state.held_total_s <= rounds * plan.hold[1] + SLACK_S
        assert state.contact_s <= plan.longest_s + SLACK_S
        assert state.over_s <= OVER_LIMIT_S + SLACK_S or state.phase not in CONTACT
        assert 1 <= state.round <= plan.rounds
    samples = states[-1][1].samples
    assert _seconds(samples, lambda s: s.phase in PRESSING) <= rounds * plan.hold[1] + 0.01 * len(samples)
    over_s = 0.0
    for one, after in pairwise(samples):
        over = one.phase in CONTACT and one.discomfort is not None and one.discomfort > plan.limit
        over_s = over_s + after.t - one.t if over else 0.0
        assert over_s <= OVER_LIMIT_S + 0.01


def _seconds(samples: tuple[Sample, ...], counts: Callable[[Sample], bool]) -> float:
    return sum(after.t - one.t for one, after in pairwise(samples) if counts(one))


@given(PLANS, st.one_of(ANY, LONG))
@settings(max_examples=120)
def test_no_sample_is_lost(plan: HoldPlan, script: list[tuple[Callable[[float], Event], float]]) -> None:
    states = run(plan, script)
    for (_, before), (event, state) in pairwise(states):
        assert state.samples[: len(before.samples)] == before.samples
        fresh = state.samples[len(before.samples) :]
        if isinstance(event, Report):
            assert any(s.discomfort == event.value for s in fresh)
        if isinstance(event, Referred):
            assert any(s.referred == event.value for s in fresh)
        if isinstance(event, More | Good | Less):
            assert [s.mark for s in fresh if s.mark not in (None, "gap")] == [type(event).__name__.lower()]
        if state.phase != before.phase:
            assert fresh[-1].phase == state.phase
    times = [s.t for s in states[-1][1].samples]
    assert times == sorted(times)
    held = [s.held_s for s in states[-1][1].samples]
    assert held == sorted(held)


@given(PLANS, ANY, st.sampled_from([0.0, 1.0, 1e6, -1e6, math.nan]))
@settings(max_examples=120)
def test_stop_always_stops(
    plan: HoldPlan, script: list[tuple[Callable[[float], Event], float]], reading: float
) -> None:
    state = run(plan, script)[-1][1]
    stopped, cues = machine.step(state, Stop(reading))
    assert stopped.phase == "stopped"
    assert cues[-1].key == "stopped"
    assert stopped.held_total_s - state.held_total_s <= machine.GAP_S + SLACK_S
    for make, _ in script:
        stopped, _ = machine.step(stopped, make(1e7))
        assert stopped.phase == "stopped"


@given(PLANS, ANY)
@settings(max_examples=120)
def test_time_runs_forward_and_nothing_is_negative(
    plan: HoldPlan, script: list[tuple[Callable[[float], Event], float]]
) -> None:
    states = [state for _, state in run(plan, script)]
    timed = [f.name for f in fields(HoldState) if f.name.endswith("_s") or f.name == "t"]
    for before, after in pairwise(states):
        assert after.t >= before.t
        assert after.now is not None
        assert math.isfinite(after.t)
        assert before.now is None or after.now >= before.now
        assert after.held_total_s >= before.held_total_s
        assert all(getattr(after, name) >= 0 for name in timed)
        assert all(gap.seconds > machine.GAP_S for gap in after.gaps)
        left = machine.phase_left(after)
        assert left is None or left >= 0


@given(PLANS, ANY)
@settings(max_examples=120)
def test_a_gap_is_never_held(plan: HoldPlan, script: list[tuple[Callable[[float], Event], float]]) -> None:
    states = run(plan, script)
    for (_, before), (event, state) in pairwise(states):
        slept = before.now is not None and math.isfinite(event.now) and event.now - before.now > machine.GAP_S
        if slept:
            assert state.held_total_s == before.held_total_s
            assert state.phase not in CONTACT or isinstance(event, Start | Resume) or before.phase == "ready"


@given(st.sampled_from([None, 1, 2, 5]), LONG)
@settings(max_examples=80)
def test_alternating_levels_alternate(rounds: int | None, script: list[tuple[Callable[[float], Event], float]]) -> None:
    plan = plan_of("alternating-levels", rounds)
    states = run(plan, script)
    levels = [s for s in states[-1][1].samples if s.phase in ("deepen", "ease")]
    for one, after in pairwise(levels):
        if one.phase == "deepen" and after.phase == "deepen":
            assert one.round == after.round, "deeper again only after easing"
        if (one.phase, after.phase) == ("ease", "deepen"):
            assert after.round == one.round + 1
        if (one.phase, after.phase) == ("deepen", "ease"):
            assert after.round == one.round
    assert all(s.phase == "deepen" for s in levels[:1])
    assert all(s.round <= plan.rounds for s in levels)
