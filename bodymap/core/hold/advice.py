"""What the hand should do now, seen from the last word of the client: the standing advice of a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.hold.holding import CONTACT, PRESSING
from bodymap.core.hold.release import softens
from bodymap.core.hold.timers import is_over

if TYPE_CHECKING:
    from bodymap.core.hold.holding import AdviceKey, HoldState

ASK_AFTER_S: Final = 10.0
"""After so long a silence in a short hold the therapist asks; it is about one slow breath."""
ASK_AFTER_LONG_S: Final = 20.0
_SHORT_HOLD_S: Final = 30.0


def advice(state: HoldState) -> AdviceKey | None:
    """Return what the hand should do now, or None where nothing is to be said about the pressure.

    "over-limit" goes before "lighten", that before "softening", "ask", "more" and "steady". A word for less
    asks for lightening until the client is content, and after ``ASK_AFTER_S`` of silence for a question.
    """
    if state.phase == "release" and is_over(state):
        return "let-go"
    if state.phase not in CONTACT:
        return None
    if is_over(state):
        return "over-limit"
    if state.less:
        return "lighten" if state.silent_s < ASK_AFTER_S else "ask"
    if state.discomfort is not None and state.discomfort > state.band[1]:
        return "lighten"
    if state.phase not in PRESSING:
        return None
    return _while_pressing(state)


def _while_pressing(state: HoldState) -> AdviceKey | None:
    if softens(state):
        return "softening"
    if state.discomfort is None or state.silent_s >= _ask_after(state):
        return "ask"
    if state.phase != "ease" and state.discomfort < state.band[0]:
        return "more"
    return "steady"


def _ask_after(state: HoldState) -> float:
    return ASK_AFTER_LONG_S if state.plan.hold[1] > _SHORT_HOLD_S else ASK_AFTER_S
