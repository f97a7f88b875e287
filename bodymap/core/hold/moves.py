"""The moves of a hold from phase to phase. Each returns the new state and adds what is to be said to ``cues``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bodymap.core.hold.holding import CONTACT, Cue, Gap, HoldState, Level, Sample
from bodymap.core.hold.timers import is_last, step_of

if TYPE_CHECKING:
    from bodymap.core.hold.holding import CueKey, EndReason, Mark, PhaseName

Cues = list[Cue]
_HANDS_OFF: Final[frozenset[PhaseName]] = frozenset({"rest", "paused"})
"""In these phases what was felt under pressure no longer holds: the discomfort is unknown until named anew."""
_SAID: Final[dict[EndReason, CueKey]] = {
    "released": "released",
    "over-limit": "let-go",
    "asked-less": "asked-less",
    "longest": "longest",
    "grew": "grew",
}


def sampled(state: HoldState, mark: Mark | None = None) -> HoldState:
    """Return the state with a sample of this moment."""
    sample = Sample(
        t=round(state.t, 3),
        phase=state.phase,
        round=state.round,
        discomfort=state.discomfort,
        referred=state.referred,
        held_s=round(state.held_total_s, 3),
        mark=mark,
    )
    return replace(state, samples=(*state.samples, sample))


def enter(
    state: HoldState, phase: PhaseName, cues: Cues, cue: CueKey | None = None, mark: Mark | None = None
) -> HoldState:
    """Return the state at the start of ``phase``; ``cue`` is said in place of the phase's own."""
    cues.append(Cue(cue or phase))
    off = phase in _HANDS_OFF
    state = replace(
        state,
        phase=phase,
        phase_s=0.0,
        level=Level(),
        over_s=state.over_s if phase in CONTACT else 0.0,
        less=0 if off else state.less,
        discomfort=None if off else state.discomfort,
        referred=None if off else state.referred,
    )
    return sampled(state, mark)


def let_go(state: HoldState, reason: EndReason, cues: Cues) -> HoldState:
    """Begin the last release of this hold, for this reason."""
    return enter(replace(state, reason=reason), "release", cues, _SAID[reason])


def onward(state: HoldState, cues: Cues) -> HoldState:
    """Go on to the phase that follows by plan; states outside the steps stay."""
    match state.phase:
        case "find":
            return enter(state, "sink", cues)
        case "sink":
            return _sunk(state, cues)
        case "hold":
            return _deeper_or_release(state, cues)
        case "deepen":
            return enter(state, "ease", cues)
        case "ease":
            return _eased(state, cues)
        case "release":
            return enter(state, "rest", cues)
        case "rest":
            return _rested(state, cues)
        case _:
            return state


def _sunk(state: HoldState, cues: Cues) -> HoldState:
    phase: PhaseName = state.resume_to or "hold"
    return enter(replace(state, resume_to=None), phase, cues)


def _deeper_or_release(state: HoldState, cues: Cues) -> HoldState:
    return enter(state, "deepen" if state.plan.alternates else "release", cues)


def _eased(state: HoldState, cues: Cues) -> HoldState:
    if not state.plan.alternates:
        return enter(state, "hold", cues, "take-up")
    if state.reason is not None or state.round >= state.plan.rounds:
        return enter(state, "release", cues)
    return enter(replace(state, round=state.round + 1), "deepen", cues)


def _rested(state: HoldState, cues: Cues) -> HoldState:
    if is_last(state):
        return finish(state, cues)
    held_s = state.held_s if state.plan.whole else 0.0
    return enter(replace(state, round=state.round + 1, held_s=held_s), "find", cues, "again")


def finish(state: HoldState, cues: Cues) -> HoldState:
    """Return the state at the end of the session; without another reason it is complete, or was early."""
    held_enough = state.held_total_s >= state.plan.hold[0] - 1e-6
    reason = state.reason or ("complete" if held_enough else "early")
    return enter(replace(state, reason=reason), "done", cues)


def pause(state: HoldState, cues: Cues, gap: Gap | None = None) -> HoldState:
    """Take the hands off; after a gap of the clock this is said, and kept."""
    step = step_of(state)
    if step is None:
        return state
    resume_to = state.resume_to if state.phase == "sink" and state.resume_to else step.name
    state = replace(state, resume_to=resume_to)
    if gap is None:
        return enter(state, "paused", cues, mark="pause")
    state = enter(replace(state, gaps=(*state.gaps, gap)), "paused", cues, "gap", mark="gap")
    cues[-1] = Cue("gap", gap.seconds)
    return state


def resume(state: HoldState, cues: Cues) -> HoldState:
    """Go on after a pause: what was pressed is sunk into again, what had let go goes on resting."""
    if state.phase != "paused":
        return state
    was = state.resume_to
    cues.append(Cue("resumed"))
    if was in ("hold", "deepen", "ease"):
        return enter(state, "sink", cues)
    state = replace(state, resume_to=None)
    if was in ("release", "rest"):
        return enter(state, "rest", cues)
    return enter(state, "sink" if was == "sink" else "find", cues)
