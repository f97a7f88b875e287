"""What can happen during a guided hold. Every event carries the clock's reading when it happened.

``now`` is in seconds of ``clock.now``; only differences mean anything. A reading that is smaller than an
earlier one, or no number at all, moves no clock, but what the event says still counts: a STOP stops.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

SensationKind = Literal["sharp", "shooting", "tingling", "numb"]
"""Feelings that end a hold at once."""

LOWEST: Final = 1
HIGHEST: Final = 10


@dataclass(frozen=True, slots=True)
class Event:
    """Base of every event."""

    now: float


class Tick(Event):
    """Time passed. Send one at least each second; 60 a second do no harm."""

    __slots__ = ()


class Start(Event):
    """The therapist begins: from ready to find. Anywhere else it means nothing."""

    __slots__ = ()


class Next(Event):
    """The therapist goes on: found, sunk in, deeper, let go now, rested enough."""

    __slots__ = ()


class More(Event):
    """The client: there is room for more. Counts as a step below the band."""

    __slots__ = ()


class Good(Event):
    """The client: just right. Counts as inside the band; while finding, it says that the place is found."""

    __slots__ = ()


class Less(Event):
    """The client: lighter, please. Counts as a step above the band, at most as the limit."""

    __slots__ = ()


class Stop(Event):
    """Stop, at once, from anywhere."""

    __slots__ = ()


class Pause(Event):
    """Hands off for a while: no time counts until ``Resume``."""

    __slots__ = ()


class Resume(Event):
    """Go on after a pause: sink in again, with the time that is left."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Report(Event):
    """The client names the discomfort, 1-10. Raises ``ValueError`` for anything else."""

    value: int

    def __post_init__(self) -> None:
        if not on_scale(self.value):
            raise ValueError(f"{self.value!r} is not on the scale of 1 to 10")


@dataclass(frozen=True, slots=True)
class Referred(Event):
    """The client names the referred pain, 1-10; None when it has gone. Raises ``ValueError`` otherwise."""

    value: int | None

    def __post_init__(self) -> None:
        if self.value is not None and not on_scale(self.value):
            raise ValueError(f"{self.value!r} is not on the scale of 1 to 10")


@dataclass(frozen=True, slots=True)
class Sensation(Event):
    """The client feels something that pressure on a muscle should not cause."""

    kind: SensationKind


def on_scale(value: object) -> bool:
    """Return whether ``value`` is a whole step of the discomfort scale."""
    return isinstance(value, int) and not isinstance(value, bool) and LOWEST <= value <= HIGHEST
