"""The guided hold as a pure state machine: a state and an event give the next state and what is to be said.

    ready -> find -> sink -> hold -> release -> rest -> done
                               (rounds: rest -> find)
    sustained:    hold -> ease -> hold, where a long hold has softened nothing
    alternating:  hold -> deepen -> ease -> deepen -> ease ... -> release

``Stop`` leads from anywhere to stopped, a ``Sensation`` does so while hands are on the client, ``Pause`` and
a clock that stood still lead to paused. Time comes from the events' clock readings alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bodymap.core.hold import moves, release
from bodymap.core.hold.advice import advice
from bodymap.core.hold.clockwork import GAP_S, advance, settle
from bodymap.core.hold.events import (
    LOWEST,
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
)
from bodymap.core.hold.holding import CONTACT, RUNNING, Cue, HoldState, Level
from bodymap.core.hold.timers import phase_left

if TYPE_CHECKING:
    from bodymap.core.hold.events import SensationKind
    from bodymap.core.hold.holding import AdviceKey, Mark, PhaseName
    from bodymap.core.hold.moves import Cues
    from bodymap.core.hold.plan import HoldPlan

__all__ = ["GAP_S", "LESS_TO_LET_GO", "SAMPLE_EVERY_S", "advice", "begin", "phase_left", "step"]

SAMPLE_EVERY_S: Final = 0.5
"""How often a sample is kept while nothing is said, if the clock ticks that often."""
LESS_TO_LET_GO: Final = 3
"""So many words for less without relief, and the hand lets go."""
_EASED_BY: Final[frozenset[AdviceKey]] = frozenset({"over-limit", "lighten", "more"})
"""After this advice it is worth saying that all is well again."""


def begin(plan: HoldPlan) -> HoldState:
    """Return a hold that is ready to start."""
    return HoldState(plan=plan)


def step(state: HoldState, event: Event) -> tuple[HoldState, tuple[Cue, ...]]:
    """Return the state after ``event``, and what is to be said, in order."""
    cues: Cues = []
    before = advice(state), state.phase
    state = advance(state, event.now, cues)
    state = settle(_apply(state, event, cues), cues)
    state = _sample_if_due(state)
    _say_advice(state, before, cues)
    return state, tuple(cues)


def _apply(state: HoldState, event: Event, cues: Cues) -> HoldState:
    """Return the state after what the event says, at the time the state has."""
    match event:
        case Stop():
            return _stop(state, cues)
        case Sensation(kind=kind):
            return _sense(state, kind, cues)
        case Report(value=value):
            return _report(state, value)
        case Referred(value=value):
            return _keep(replace(state, referred=value, silent_s=0.0))
        case More() | Good() | Less():
            return _word(state, event, cues)
        case Pause():
            return moves.pause(state, cues)
        case Resume():
            return moves.resume(state, cues)
        case Start():
            return moves.enter(state, "find", cues) if state.phase == "ready" else state
        case Next():
            return moves.onward(state, cues)
        case _:
            return state


def _stop(state: HoldState, cues: Cues) -> HoldState:
    reason = state.reason if state.ended else "stop"
    return moves.enter(replace(state, reason=reason, resume_to=None), "stopped", cues, mark="stop")


def _sense(state: HoldState, kind: SensationKind, cues: Cues) -> HoldState:
    """Stop, and say what to do; once a hold has ended, or before it began, only say it."""
    if state.phase == "ready":
        cues.append(Cue(kind))
        return state
    if state.ended:
        state = moves.sampled(replace(state, sensation=state.sensation or kind), kind)
    else:
        state = replace(state, reason="sensation", sensation=kind, resume_to=None)
        state = moves.enter(state, "stopped", cues, mark=kind)
    cues.append(Cue(kind))
    return state


def _report(state: HoldState, value: int) -> HoldState:
    before = state.discomfort
    state = replace(
        state,
        discomfort=value,
        silent_s=0.0,
        over_s=state.over_s if value > state.plan.limit else 0.0,
        less=0 if value <= state.band[1] else state.less,
    )
    return _keep(replace(state, level=release.heard(state, before)))


def _keep(state: HoldState) -> HoldState:
    """Keep what was just reported; before the start it is kept with the first sample."""
    return state if state.phase == "ready" else moves.sampled(state)


def _word(state: HoldState, word: Event, cues: Cues) -> HoldState:
    """Take the client's word. It counts as a discomfort while hands press; otherwise it is only kept."""
    if state.phase == "ready":
        return state
    mark: Mark = "less" if isinstance(word, Less) else "good" if isinstance(word, Good) else "more"
    if state.phase not in CONTACT and state.phase != "release":
        return moves.sampled(replace(state, silent_s=0.0), mark)
    before = state.discomfort
    state = replace(state, discomfort=_meant(state, word), silent_s=0.0)
    if isinstance(word, Less):
        return _less(state, cues)
    over_s = state.over_s if (state.discomfort or 0) > state.plan.limit else 0.0
    state = replace(state, less=0, over_s=over_s)
    level = Level() if isinstance(word, More) else release.heard(state, before)
    state = moves.sampled(replace(state, level=level), mark)
    return moves.onward(state, cues) if isinstance(word, Good) and state.phase == "find" else state


def _less(state: HoldState, cues: Cues) -> HoldState:
    state = moves.sampled(replace(state, less=state.less + 1, level=Level()), "less")
    if state.less >= LESS_TO_LET_GO and state.phase in CONTACT:
        return moves.let_go(state, "asked-less", cues)
    cues.append(Cue("lighten"))
    return state


def _meant(state: HoldState, word: Event) -> int:
    """Return the discomfort that a word stands for, beside what was named before.

    A word for less is a step above the band but never above the limit: only a number says that.
    """
    low, high = state.band
    named = state.discomfort
    if isinstance(word, Less):
        return max(named or LOWEST, min(high + 1, state.plan.limit))
    if isinstance(word, More):
        return min(low if named is None else named, max(low - 1, LOWEST))
    return (low + high) // 2 if named is None else min(max(named, low), high)


def _sample_if_due(state: HoldState) -> HoldState:
    due = state.phase in RUNNING and state.t - state.samples[-1].t >= SAMPLE_EVERY_S - 1e-3
    return moves.sampled(state) if due else state


def _say_advice(state: HoldState, before: tuple[AdviceKey | None, PhaseName], cues: Cues) -> None:
    """Say the standing advice when it changes; a new phase speaks for itself unless the pressure is too much."""
    now, (was, phase) = advice(state), before
    if now is None or now == was or any(cue.key == now for cue in cues):
        return
    too_much = now in ("over-limit", "lighten")
    if (state.phase != phase and not too_much) or (now == "steady" and was not in _EASED_BY):
        return
    cues.append(Cue(now))
