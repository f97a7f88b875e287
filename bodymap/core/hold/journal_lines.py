"""A file of the journal, line by line: which hold each line belongs to, what is damaged, what is not known here.

Only what the lines are about is kept in memory; their samples are read when they are asked for.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

import msgspec
from msgspec import Struct

from bodymap.core.hold.holding import Sample
from bodymap.core.hold.records import (
    Begun,
    DamagedError,
    Ended,
    Kept,
    NewerError,
    Noted,
    Packed,
    Removed,
    body_of,
    head_of,
    knows_all,
    record_in,
)
from bodymap.core.hold.session_file import FILES
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PREFIX, _SUFFIX = FILES.split("*")
_LOOSE: Final = frozenset({"begun", "sample", "ended", "removed", "noted"})
_BLANK: Final = b"\r\x00 "


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that cannot be read: file name, line number from 1, why, and the line itself."""

    file: str
    number: int
    why: str
    line: bytes

    def __str__(self) -> str:
        """Return the damage as one line for people."""
        return tr("{file}, line {number}: {why}").format(file=self.file, number=self.number, why=self.why)


class Line(NamedTuple):
    """Where a line of a file lies, in bytes and without its newline, and what it is."""

    kind: str
    start: int
    size: int


@dataclass
class Lines:
    """What the lines of one file are about.

    Attributes:
        of: the lines of each hold, in order; under the empty id those that name none.
        started: the wall clock's word for each hold whose beginning can be read.
        ended: the holds whose end is written here.
        removed: the holds that were removed from the list.
        newer: how many lines say more than this version knows.
        mixed: the holds that such a line belongs to: their lines are only ever copied as they stand.
        damage: the lines that cannot be read.
        loose: how many lines are not packed yet.

    """

    of: dict[str, list[Line]] = field(default_factory=dict)
    started: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    newer: int = 0
    mixed: set[str] = field(default_factory=set)
    damage: list[Damage] = field(default_factory=list)
    loose: int = 0

    def note(self, line: bytes, start: int) -> None:
        """Take note of a line. Raises ``DamagedError``."""
        body = body_of(line)
        head = head_of(body)
        known = False
        if head.kind == "packed":
            self.ended.add(head.session)
            if head.begun is not None:
                known = True
                self.started[head.session] = head.begun.started
        elif head.kind in _LOOSE:
            self.loose += 1
            known = self._note_loose(head.session, body)
        if head.kind == "ended":
            # Even where a newer bodymap says it in a way that is not known here.
            self.ended.add(head.session)
        self.of.setdefault(head.session, []).append(Line(head.kind, start, len(line)))
        if not known:
            self.newer += 1
            self.mixed.add(head.session)

    def _note_loose(self, session: str, body: bytes) -> bool:
        try:
            record = record_in(body)
        except NewerError:
            return False
        if isinstance(record, Begun):
            self.started[session] = record.started
        elif isinstance(record, Removed):
            self.removed.add(session)
        return knows_all(record, body)


def journal_files(folder: Path) -> list[Path]:
    """Return everything in ``folder`` that is named as a file of the journal; none where there is no folder.

    Raises ``OSError`` when the folder cannot be read.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 - pathlib's own is slower and passes over errors in old Pythons
    except FileNotFoundError:
        return []
    return [folder / name for name in sorted(names) if name.startswith(_PREFIX) and name.endswith(_SUFFIX)]


def open_lines(path: Path) -> BinaryIO:
    """Open a file of the journal. Raises ``OSError``, also for what is no plain file: a pipe would never answer."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, tr("it is not a file"))
    return path.open("rb")


def shown_name(path: Path) -> str:
    """Return a file's name as it can be shown, whatever bytes it is made of."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def lines_of(file: BinaryIO, name: str) -> Lines:
    """Return what the lines of a file are about. One that cannot be read is noted, and the others stay."""
    lines = Lines()
    start = 0
    for number, whole in enumerate(file, start=1):
        line = whole.removesuffix(b"\n").rstrip(b"\r")
        if line.strip(_BLANK):
            try:
                lines.note(line, start)
            except DamagedError as error:
                lines.damage.append(Damage(name, number, str(error), whole.removesuffix(b"\n")))
        start += len(whole)
    return lines


def raw(file: BinaryIO, line: Line) -> bytes:
    """Return a line as it stands, without its newline."""
    file.seek(line.start)
    return file.read(line.size)


@dataclass
class Pieces:
    """What the lines of a hold in one file add up to, as far as it is known here; ``whole`` when all of it is."""

    begun: Begun | None = None
    samples: list[Sample] = field(default_factory=list)
    ended: Ended | None = None
    noted: Noted | None = None
    whole: bool = True


class _NewerPacked(Struct, frozen=True):
    """A packed hold of which this version knows a part."""

    begun: Begun
    samples: list[msgspec.Raw]
    ended: msgspec.Raw


_newer_packed: msgspec.json.Decoder[_NewerPacked] = msgspec.json.Decoder(_NewerPacked)


def pieces_of(file: BinaryIO, lines: list[Line]) -> Pieces:
    """Return what these lines of one hold add up to. Raises ``OSError``."""
    pieces = Pieces()
    for line in lines:
        try:
            body = body_of(raw(file, line))
            record = record_in(body)
        except NewerError:
            pieces.whole = False
            if line.kind == "packed":
                _add_known(pieces, body)
            continue
        except DamagedError:
            continue
        match record:
            case Packed():
                pieces.begun, pieces.samples, pieces.ended = record.begun, list(record.samples), record.ended
            case Begun():
                pieces.begun = record
            case Kept():
                pieces.samples.append(record.sample)
            case Ended():
                pieces.ended = record
            case Noted():
                pieces.noted = newest(pieces.noted, record)
        pieces.whole = pieces.whole and knows_all(record, body)
    return pieces


def newest(*notes: Noted | None) -> Noted | None:
    """Return the note that was written last; of two of one moment the later line."""
    known = [note for note in notes if note is not None]
    return max(reversed(known), key=lambda note: note.at) if known else None


def _add_known(pieces: Pieces, body: bytes) -> None:
    """Add what is known of a packed hold that a newer bodymap wrote."""
    try:
        packed = _newer_packed.decode(body)
    except msgspec.ValidationError:
        return
    pieces.begun = packed.begun
    pieces.samples = list(_known_samples(packed.samples))
    try:
        pieces.ended = msgspec.json.decode(packed.ended, type=Ended)
    except msgspec.ValidationError:
        pieces.ended = None


def _known_samples(said: list[msgspec.Raw]) -> Iterator[Sample]:
    for one in said:
        try:
            yield msgspec.json.decode(one, type=Sample)
        except msgspec.ValidationError:
            continue
