"""What is wrong with a file, said so that a person can put it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: in which file, record and field, what it is, and what to do about it."""

    file: str
    record: str
    field: str
    message: str
    advice: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        place = ": ".join(part for part in (self.file, self.record, self.field) if part)
        return " ".join(f"{place}: {self.message}. {self.advice}".split())


class AtlasError(Exception):
    """The atlas cannot be used at all; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding
