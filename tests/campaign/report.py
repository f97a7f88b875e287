"""What a campaign came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

LONGEST_S = 5.0
"""No file, however broken, may keep the user waiting for longer."""


def dice_of(seed: int, number: int) -> Random:
    """Return the dice of one try, its own, so that a try that failed can be had again alone."""
    return Random(f"{seed} {number}")  # noqa: S311 - not for secrets


@dataclass
class Report:
    """How many tries there were of each kind, what went wrong in which, and the longest that one took, in seconds."""

    tries: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    remarks: list[str] = field(default_factory=list)

    def note(self, kind: str, took_s: float, faults: list[str]) -> None:
        """Take in one try."""
        self.tries[kind] = self.tries.get(kind, 0) + 1
        self.slowest_s = max(self.slowest_s, took_s)
        self.faults += faults
        if took_s > LONGEST_S:
            self.faults.append(f"{kind}: took {took_s:.1f} s")

    def __str__(self) -> str:
        """Return the report for people."""
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(self.tries.items()))
        head = f"{sum(self.tries.values())} tries ({counts}), {len(self.faults)} faults, slowest {self.slowest_s:.2f} s"
        return "\n".join([head, *self.remarks, *self.faults[:40]])
