"""The samples of a hold as lines to draw: one for each round, growing at its end alone.

Time is running time in seconds: pauses and gaps of the clock are left out and break the line. What was named
stays until something else is named, so a line rises and falls in steps.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.hold.holding import HoldState, PhaseName, Sample

SHOWN: Final[frozenset[PhaseName]] = frozenset({"find", "sink", "hold", "deepen", "ease", "release"})
"""Phases in which the hand is on the client; nothing is drawn in the others."""
NOTHING: Final = math.nan


@dataclass
class Steps:
    """A line in steps: its corners, without its moving end. A level of NaN breaks it."""

    times: list[float] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)
    level: float = NOTHING
    """The level that holds from the last corner on."""

    def go(self, at: float, level: float) -> bool:
        """Hold ``level`` from ``at`` on; return whether that is a corner."""
        if level == self.level or (math.isnan(level) and math.isnan(self.level)):
            return False
        if not math.isnan(self.level):
            self._add(at, self.level)
        self._add(at, level)
        self.level = level
        return True

    def _add(self, at: float, level: float) -> None:
        self.times.append(at)
        self.levels.append(level)

    @property
    def tail(self) -> tuple[float, float] | None:
        """The last corner, from which the moving end starts; None where there is nothing to draw."""
        return None if math.isnan(self.level) else (self.times[-1], self.levels[-1])


@dataclass
class Round:
    """The lines of one round. ``origin`` is when the hand began to sink in; None before that."""

    number: int
    origin: float | None = None
    end: float | None = None
    """When the hand had let go; None before that."""
    discomfort: Steps = field(default_factory=Steps)
    referred: Steps = field(default_factory=Steps)


class Trace:
    """Takes in the samples of one hold. ``one_line``: its rounds are levels of one contact and share a line."""

    def __init__(self, *, one_line: bool) -> None:
        self._one_line = one_line
        self._seen = 0
        self._paused_s = 0.0
        self._last: Sample | None = None
        self.rounds: list[Round] = [Round(1)]
        self.now = 0.0
        self.corners = 0
        """Grows with every corner: who draws need look no closer while it stays."""

    @property
    def current(self) -> Round:
        """The round that runs."""
        return self.rounds[-1]

    @property
    def origin(self) -> float:
        """Where the time axis of the running round begins: where sinking in began, or now while it has not."""
        return self.now if self.current.origin is None else self.current.origin

    def follow(self, state: HoldState) -> None:
        """Take in what is new in ``state``, and its time."""
        self.take(state.samples[self._seen :])
        if state.phase != "paused":
            self.now = max(self.now, state.t - self._paused_s)

    def take(self, samples: Iterable[Sample]) -> None:
        """Take in samples that follow those seen."""
        for sample in samples:
            self._seen += 1
            if self._last is not None and self._last.phase == "paused":
                self._paused_s += sample.t - self._last.t
            self._last = sample
            self.now = max(self.now, sample.t - self._paused_s)
            self._place(sample)

    def _place(self, sample: Sample) -> None:
        if sample.round != self.current.number and not self._one_line:
            self._end_lines(self.current)
            self.rounds.append(Round(sample.round))
        own = self.current
        if own.origin is None and sample.phase == "sink":
            own.origin = self.now
        if own.end is None and sample.phase in ("rest", "done", "stopped"):
            own.end = self.now
        shown = sample.phase in SHOWN
        for line, value in ((own.discomfort, sample.discomfort), (own.referred, sample.referred)):
            self.corners += line.go(self.now, float(value) if shown and value is not None else NOTHING)

    def _end_lines(self, own: Round) -> None:
        own.discomfort.go(self.now, NOTHING)
        own.referred.go(self.now, NOTHING)
