"""The session list, read from the journal's files: every hold with all of its samples that can be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bodymap.core.hold.records import AnyRecord, Begun, DamagedError, Ended, Kept, Packed, Removed, record_of
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bodymap.core.hold.holding import Sample

FILES: Final = "sessions-*.jsonl"


@dataclass(frozen=True, slots=True)
class Session:
    """One hold of the list. ``ended`` is None while it runs, or when the program was cut short."""

    begun: Begun
    samples: tuple[Sample, ...]
    ended: Ended | None

    @property
    def id(self) -> str:
        """The id that the journal knows this session by."""
        return self.begun.session


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


@dataclass(frozen=True, slots=True)
class SessionList:
    """Sessions, newest first, and what could not be read."""

    sessions: tuple[Session, ...]
    damage: tuple[Damage, ...]


@dataclass
class Contents:
    """What the lines of one or more files add up to."""

    begun: dict[str, Begun] = field(default_factory=dict)
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    ended: dict[str, Ended] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    damage: list[Damage] = field(default_factory=list)
    loose: int = 0
    """How many lines are not packed yet."""

    def add(self, record: AnyRecord) -> None:
        """Take in one record."""
        match record:
            case Packed():
                self.begun[record.session] = record.begun
                self.ended[record.session] = record.ended
                self.samples[record.session] = list(record.samples)
                return
            case Begun():
                self.begun[record.session] = record
            case Kept():
                self.samples.setdefault(record.session, []).append(record.sample)
            case Ended():
                self.ended[record.session] = record
            case Removed():
                self.removed.add(record.session)
        self.loose += 1

    def sessions(self) -> tuple[Session, ...]:
        """Return the sessions that were not removed, in the order in which they began."""
        return tuple(
            Session(begun, tuple(self.samples.get(session, ())), self.ended.get(session))
            for session, begun in self.begun.items()
            if session not in self.removed
        )


def read_sessions(folder: Path) -> SessionList:
    """Return the sessions in the journal's ``folder``; a folder that does not exist holds none.

    Raises ``OSError`` when a file cannot be read at all.
    """
    contents = read_files(sorted(folder.glob(FILES)))
    newest_first = sorted(contents.sessions(), key=lambda session: session.begun.started, reverse=True)
    return SessionList(tuple(newest_first), tuple(contents.damage))


def read_files(paths: Iterable[Path]) -> Contents:
    """Return what these files add up to; a line that cannot be read is reported, and the others stay."""
    contents = Contents()
    for path in paths:
        lines = path.read_bytes().split(b"\n")
        for number, line in enumerate(lines, start=1):
            if not line.strip(b"\r\x00 "):
                continue
            try:
                contents.add(record_of(line.rstrip(b"\r")))
            except DamagedError as error:
                contents.damage.append(Damage(path.name, number, str(error), line))
    return contents
