"""Recognises release: the discomfort falls although the pressure stays even.

The program cannot feel the pressure. It takes it as even while the hand is asked to keep still (phases hold
and deepen) and nothing says otherwise: the client has named a discomfort, it is not above the band, and the
client has not asked for less or more. Then:

- after ``SETTLE_S`` of even pressure in the band the discomfort named last is the **settled level**;
- a discomfort higher than the one before while settling, or above the settled level, or above the band, or a
  word for more or less begins this anew: what falls because the hand lightened is no release;
- **release** is a discomfort at least ``DROP`` steps below the settled level for ``SUSTAINED_S`` on end, not
  before the shortest hold that the plan asks for.

Since settling and sustaining follow each other, release is never seen in the first 10 seconds of a phase.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bodymap.core.hold.holding import Level

if TYPE_CHECKING:
    from bodymap.core.hold.holding import HoldState

SETTLE_S: Final = 5.0
SUSTAINED_S: Final = 5.0
DROP: Final = 2
NEVER: Final = float("inf")


def is_even(state: HoldState) -> bool:
    """Return whether the pressure counts as even now."""
    if state.phase not in ("hold", "deepen") or state.discomfort is None:
        return False
    return state.discomfort <= state.band[1] and state.less == 0


def has_fallen(state: HoldState) -> bool:
    """Return whether the discomfort is far enough below its settled level."""
    settled = state.level.settled
    return is_even(state) and settled is not None and (state.discomfort or 0) <= settled - DROP


def softens(state: HoldState) -> bool:
    """Return whether the discomfort is below its settled level at all."""
    settled = state.level.settled
    return is_even(state) and settled is not None and (state.discomfort or 0) < settled


def elapsed(state: HoldState, seconds: float) -> Level:
    """Return the level after ``seconds`` in which nothing was said."""
    level = state.level
    if not is_even(state) or (level.settled is None and not _in_band(state)):
        return Level()
    fallen_s = level.fallen_s + seconds if has_fallen(state) else 0.0
    return Level(level.even_s + seconds, level.settled, fallen_s)


def heard(state: HoldState, before: int | None) -> Level:
    """Return the level after the client named a discomfort, which ``state`` already holds, ``before`` another."""
    level, named = state.level, state.discomfort or 0
    highest = before if level.settled is None else level.settled
    if not is_even(state) or (highest is not None and named > highest):
        return Level()
    return level if has_fallen(state) else replace(level, fallen_s=0.0)


def _in_band(state: HoldState) -> bool:
    return (state.discomfort or 0) >= state.band[0]


def settle_left(state: HoldState) -> float:
    """Return the seconds until the level settles."""
    if state.level.settled is not None or not is_even(state) or not _in_band(state):
        return NEVER
    return SETTLE_S - state.level.even_s


def release_left(state: HoldState) -> float:
    """Return the seconds until release is recognised, if nothing is said until then."""
    if not has_fallen(state):
        return NEVER
    return max(SUSTAINED_S - state.level.fallen_s, state.plan.hold[0] - state.held_s)
