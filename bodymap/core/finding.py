"""What is wrong with a file, said so that a person can put it right."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bodymap.core.language import trn

if TYPE_CHECKING:
    from collections.abc import Iterable


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


@dataclass(frozen=True, slots=True)
class UnknownField(Finding):
    """A field that this version does not know. It alone is left out: its record stays."""


def told_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with each unknown field of a file told once, however many records have it.

    For who opens a file that a newer bodymap wrote; ``bodymap check`` tells them all.
    """
    told: list[Finding] = []
    places: dict[tuple[str, str], list[int]] = {}
    for finding in findings:
        if isinstance(finding, UnknownField):
            name = finding.field.rpartition(".")[2]
            seen = places.setdefault((finding.file, name), [len(told), 0])
            seen[1] += 1
            if seen[1] > 1:
                continue
        told.append(finding)
    for (_, name), (place, count) in places.items():
        if count > 1:
            records = trn("{count} record", "{count} records", count).format(count=count)
            told[place] = dataclasses.replace(told[place], record=records, field=name)
    return tuple(told)


class AtlasError(Exception):
    """The atlas cannot be used at all; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding
