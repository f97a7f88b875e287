"""How time moves a hold: from one due moment to the next, so that the rate of the ticks changes no outcome."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bodymap.core.hold import moves, release, timers
from bodymap.core.hold.holding import CONTACT, RUNNING, Gap

if TYPE_CHECKING:
    from bodymap.core.hold.holding import HoldState
    from bodymap.core.hold.moves import Cues

GAP_S: Final = 2.0
"""A longer time without any event means that the clock stood still: sleep, or a stalled program."""


def advance(state: HoldState, reading: float, cues: Cues) -> HoldState:
    """Return the state at the clock's ``reading``; a smaller reading, or no number, moves nothing.

    A gap pauses a running hold and counts as nothing but time gone by.
    """
    if not math.isfinite(reading) or (state.now is not None and reading <= state.now):
        return state
    elapsed = 0.0 if state.now is None else reading - state.now
    state = replace(state, now=reading)
    if state.phase == "ready":
        return state
    if state.phase in RUNNING and elapsed > GAP_S:
        gap = Gap(round(state.t, 3), round(elapsed, 3))
        state = moves.pause(state, cues, gap)
        return replace(state, t=state.t + elapsed)
    while elapsed > timers.EPSILON_S and state.phase in RUNNING:
        part = min(elapsed, *(timer(state) for timer, _ in _TIMERS))
        state = settle(_elapse(state, part), cues)
        elapsed -= part
    return replace(state, t=state.t + max(elapsed, 0.0))


def settle(state: HoldState, cues: Cues) -> HoldState:
    """Return the state after everything that is due now; each act ends the wait that called it."""
    while True:
        act = next((act for left, act in _TIMERS if left(state) <= timers.EPSILON_S), None)
        if act is None:
            return state
        state = act(state, cues)


def _elapse(state: HoldState, seconds: float) -> HoldState:
    """Return the state ``seconds`` later in the same phase, with nothing said and nothing due."""
    held_s = seconds if timers.counts_as_held(state) else 0.0
    return replace(
        state,
        t=state.t + seconds,
        phase_s=state.phase_s + seconds,
        held_s=state.held_s + held_s,
        held_total_s=state.held_total_s + held_s,
        contact_s=state.contact_s + (seconds if state.phase in CONTACT else 0.0),
        over_s=state.over_s + seconds if timers.is_over(state) else 0.0,
        silent_s=state.silent_s + seconds,
        level=release.elapsed(state, seconds),
    )


def _let_go_over_limit(state: HoldState, cues: Cues) -> HoldState:
    return moves.let_go(state, "over-limit", cues)


def _let_go_released(state: HoldState, cues: Cues) -> HoldState:
    return moves.let_go(state, "released", cues)


def _let_go_longest(state: HoldState, cues: Cues) -> HoldState:
    return moves.let_go(state, "longest", cues)


def _end_hold(state: HoldState, cues: Cues) -> HoldState:
    """The longest hold is over: of this round, or of the whole contact, which then ends before its rounds."""
    unfinished = state.round < state.plan.rounds or state.phase != "ease"
    if state.plan.whole and state.plan.alternates and unfinished:
        return moves.let_go(state, state.reason or "longest", cues)
    return moves.enter(replace(state, resume_to=None), "release", cues)


def _settle_level(state: HoldState, cues: Cues) -> HoldState:
    """Keep the settled level; where the firm level hurts more than the first time, stay with the light one."""
    settled = state.discomfort
    state = replace(state, level=replace(state.level, settled=settled))
    if state.phase != "deepen" or settled is None:
        return state
    if state.first_firm is None:
        return replace(state, first_firm=settled)
    if settled > state.first_firm:
        return moves.enter(replace(state, reason="grew"), "ease", cues, "grew")
    return state


def _ease(state: HoldState, cues: Cues) -> HoldState:
    return moves.enter(state, "ease", cues)


_Timer = tuple[Callable[["HoldState"], float], Callable[["HoldState", "Cues"], "HoldState"]]
_TIMERS: Final[tuple[_Timer, ...]] = (
    (timers.limit_left, _let_go_over_limit),
    (release.release_left, _let_go_released),
    (timers.contact_left, _let_go_longest),
    (timers.hold_left, _end_hold),
    (release.settle_left, _settle_level),
    (timers.ease_left, _ease),
    (timers.step_left, moves.onward),
)
"""What comes due by itself; of two at the same moment the earlier here goes first."""
