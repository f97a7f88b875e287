"""When something is due in a hold by itself: each timer says how many counted seconds are left.

The machine moves time from one due moment to the next, so that the outcome does not depend on how often the
clock ticks. A timer that does not run has infinitely long left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.hold.holding import CONTACT, PRESSING
from bodymap.core.hold.release import NEVER, softens

if TYPE_CHECKING:
    from bodymap.core.hold.holding import HoldState
    from bodymap.core.hold.plan import Step

OVER_LIMIT_S: Final = 3.0
"""So long may the discomfort stay above the limit before the hand lets go."""
EPSILON_S: Final = 1e-9
"""Less than this is nothing left: sums of small times are not exact."""


def step_of(state: HoldState) -> Step | None:
    """Return the step of the plan that this phase is, or None outside the steps."""
    return next((s for s in state.plan.steps if s.name == state.phase), None)


def counts_as_held(state: HoldState) -> bool:
    """Return whether time in this phase counts against ``plan.hold``.

    Holding, easing and deepening do; sinking in does where the hold is the whole contact, and after a pause,
    so that no number of pauses makes a hold longer.
    """
    if state.phase == "sink":
        return state.plan.whole or state.resume_to is not None
    return state.phase in PRESSING


def is_last(state: HoldState) -> bool:
    """Return whether no further round follows the one that this state is in."""
    return state.plan.alternates or state.reason is not None or state.round >= state.plan.rounds


def phase_left(state: HoldState) -> float | None:
    """Return the seconds until this phase is over at the latest; None where it waits for a word."""
    left = min(step_left(state), hold_left(state), contact_left(state))
    return None if left == NEVER or state.phase == "find" else max(left, 0.0)


def step_left(state: HoldState) -> float:
    """Return the seconds until the step is over by itself.

    A step takes its longest time; sinking in takes its shortest once the band is reached, and so does the last
    rest, since nothing presses after it.
    """
    step = step_of(state)
    if step is None or step.seconds is None:
        return NEVER
    short = (state.phase == "sink" and _has_sunk(state)) or (state.phase == "rest" and is_last(state))
    return step.seconds[0 if short else 1] - state.phase_s


def _has_sunk(state: HoldState) -> bool:
    target = state.plan.step(state.resume_to or "hold").band
    return state.discomfort is not None and state.discomfort >= target[0]


def hold_left(state: HoldState) -> float:
    """Return the seconds until the longest hold is reached."""
    return state.plan.hold[1] - state.held_s if counts_as_held(state) else NEVER


def contact_left(state: HoldState) -> float:
    """Return the seconds until the session's longest contact is reached."""
    return state.plan.longest_s - state.contact_s if state.phase in CONTACT else NEVER


def limit_left(state: HoldState) -> float:
    """Return the seconds until too long above the limit."""
    if state.phase not in CONTACT or not is_over(state):
        return NEVER
    return OVER_LIMIT_S - state.over_s


def is_over(state: HoldState) -> bool:
    """Return whether the discomfort is above the limit."""
    return state.discomfort is not None and state.discomfort > state.plan.limit


def ease_left(state: HoldState) -> float:
    """Return the seconds until easing, where a long hold has softened nothing."""
    if state.phase != "hold" or state.plan.alternates or not state.plan.has("ease") or softens(state):
        return NEVER
    after_s = state.plan.step("ease").after_s
    return NEVER if after_s is None else after_s - state.phase_s
