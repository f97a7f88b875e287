"""The breathing pacer: how full the lungs of someone breathing along would be, as a function of time alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

SHORTEST_S: Final = 2.0
LONGEST_S: Final = 12.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a breath goes in and out, in seconds. Raises ``ValueError`` outside 2-12 s."""

    in_s: float = 4.0
    out_s: float = 6.0

    def __post_init__(self) -> None:
        for seconds in (self.in_s, self.out_s):
            if not SHORTEST_S <= seconds <= LONGEST_S:
                raise ValueError(f"a breath of {seconds!r} s is not between {SHORTEST_S:g} and {LONGEST_S:g} s")

    @property
    def breath_s(self) -> float:
        """One whole breath in seconds."""
        return self.in_s + self.out_s


@dataclass(frozen=True, slots=True)
class Breath:
    """One moment of the pacer.

    Attributes:
        way: whether the breath goes in or out.
        fullness: 0 (empty) to 1 (full), easing at both ends.
        left_s: seconds until the breath turns.
        count: whole breaths since the pacer began.

    """

    way: Literal["in", "out"]
    fullness: float
    left_s: float
    count: int


EVEN_PACE: Final = Pace()
"""About 4 seconds in, 6 out."""


def breath_at(seconds: float, pace: Pace = EVEN_PACE) -> Breath:
    """Return the breath ``seconds`` after the pacer began; before that, and for no number, its first moment."""
    since = seconds if math.isfinite(seconds) and seconds > 0 else 0.0
    count, at = divmod(since, pace.breath_s)
    if at < pace.in_s:
        return Breath("in", _eased(at / pace.in_s), pace.in_s - at, int(count))
    part = (at - pace.in_s) / pace.out_s
    return Breath("out", 1.0 - _eased(part), min(pace.breath_s - at, pace.out_s), int(count))


def _eased(part: float) -> float:
    """Return ``part`` with a soft start and end, as a breath has."""
    return (1.0 - math.cos(math.pi * min(max(part, 0.0), 1.0))) / 2.0
