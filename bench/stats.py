"""Middle and tail of a list of times."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Times:
    """Half and 99 in a hundred of the measured times are at most this long, in milliseconds."""

    p50: float
    p99: float

    def pair(self) -> list[float]:
        """Return both, as a report carries them."""
        return [self.p50, self.p99]

    def __str__(self) -> str:
        """Return both, as a table shows them."""
        return f"{self.p50:.2f} / {self.p99:.2f}"


def times(seconds: Sequence[float]) -> Times:
    """Return middle and tail of times given in seconds."""
    ordered = sorted(seconds)
    return Times(1000 * ordered[len(ordered) // 2], 1000 * ordered[min(len(ordered) - 1, len(ordered) * 99 // 100)])


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: what it is, the figure, and the goal it is held against."""

    what: str
    figure: str
    goal: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        """Return the line as it is printed."""
        sign = {None: "  ", True: "ok", False: "--"}[self.met]
        return f"{sign}  {self.what:<46} {self.figure:<34} {self.goal}"


def wait_line(what: str, taken: Sequence[float | None], floor: float, goal: float) -> Line:
    """Return a line about what was to change each time; a time at which nothing did is told, and is no time."""
    seen = [each for each in taken if each is not None]
    unseen = len(taken) - len(seen)
    if not seen:
        return Line(what, "nothing on the screen changed for it", f"<= {goal:.0f} ms", met=False)
    middle = median(seen)
    rest = f", unseen {unseen} of {len(taken)}" if unseen else ""
    figure = f"{middle:.0f} ms, {middle / floor:.1f} x the floor{rest}"
    return Line(what, figure, f"<= {goal:.0f} ms", middle <= goal and not unseen)
