"""What is wrong with a file, said so that a person can put it right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from bodymap.core.language import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterable

_MEANT: Final = frozenset("\t\n\r\u00ad\u200c\u200d")
"""Unseen characters that text may have: line ends, and what joins or parts letters."""
_LONGEST: Final = {"record": 80, "field": 120, "message": 400, "advice": 400}
_BYTE: Final = re.compile(r" \(byte (?P<at>\d+)\)$")


def legible(text: str, most: int | None = None) -> str:
    """Return text in which nothing unseen steers a terminal or turns it round, cut off at ``most`` characters."""
    if not text.isprintable() and not text.replace("\n", "").isprintable():
        text = "".join(map(_seen, text))
    return text if most is None or len(text) <= most else f"{text[: most - 1]}…"


def _seen(letter: str) -> str:
    code = ord(letter)
    if letter.isprintable() or letter in _MEANT or (letter.isspace() and code > 0x9F):
        return letter
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def json_problem(error: Exception, data: bytes) -> str:
    """Return what a decoder says of a JSON file, with line and column in place of a byte's number."""
    says = str(error)
    try:
        data.decode()
    except UnicodeDecodeError as first:
        says, at = tr("not UTF-8"), first.start
    else:
        found = _BYTE.search(says)
        if found is None:
            return says
        says, at = says[: found.start()], int(found["at"])
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1 : at].decode(errors="replace")) + 1
    return tr("{problem}, line {line}, column {column}").format(problem=says, line=line, column=column)


class Finding(Struct, frozen=True):
    """One thing wrong: in which file, record and field, what it is, and what to do about it."""

    file: str
    record: str
    field: str
    message: str
    advice: str

    def __post_init__(self) -> None:
        for name, most in _LONGEST.items():
            force_setattr(self, name, legible(getattr(self, name), most))

    def __str__(self) -> str:
        """Return the finding as one line."""
        place = ": ".join(part for part in (self.file, self.record, self.field) if part)
        return " ".join(legible(f"{place}: {self.message}. {self.advice}").split())


class UnknownField(Finding, frozen=True):
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
            told[place] = replace(told[place], record=records, field=name)
    return tuple(told)


class AtlasError(Exception):
    """The atlas cannot be used at all; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding
