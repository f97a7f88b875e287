"""The session list, read from the journal's files: every hold with all of its samples that can be read."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from bodymap.core.hold.journal_lines import (
    Damage,
    Lines,
    Pieces,
    journal_files,
    lines_of,
    newest,
    open_lines,
    pieces_of,
    shown_name,
)
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bodymap.core.hold.holding import Sample
    from bodymap.core.hold.records import Begun, Ended, Noted


@dataclass(frozen=True, slots=True)
class Session:
    """One hold of the list. ``ended`` is None while it runs, or when the program was cut short."""

    begun: Begun
    samples: tuple[Sample, ...]
    ended: Ended | None
    noted: Noted | None = None

    @property
    def id(self) -> str:
        """The id that the journal knows this session by."""
        return self.begun.session


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of the journal that cannot be read at all: its name, and why."""

    file: str
    why: str

    def __str__(self) -> str:
        """Return it as one line for people."""
        return tr("{file}: {why}").format(file=self.file, why=self.why)


@dataclass(frozen=True, slots=True)
class SessionList:
    """A page of sessions, newest first, and what there is besides.

    Attributes:
        sessions: those that were asked for.
        damage: lines that cannot be read.
        total: how many sessions there are in all.
        newer: how many lines a newer bodymap wrote that say more than is known here; they are kept as they stand.
        unread: files that cannot be read at all; what is in them is missing.

    """

    sessions: tuple[Session, ...]
    damage: tuple[Damage, ...]
    total: int
    newer: int
    unread: tuple[Unread, ...]


def read_sessions(folder: Path, most: int | None = None, skip: int = 0) -> SessionList:
    """Return the sessions in the journal's ``folder``; a folder that does not exist holds none.

    Of the newest ``skip`` are passed over and the next ``most`` returned, by default all; time and memory go with
    those, and only a look at its line with every other.

    Raises ``OSError`` when the folder cannot be read.
    """
    unread = []
    with ExitStack() as stack:
        files: list[tuple[BinaryIO, Lines]] = []
        for path in journal_files(folder):
            try:
                file = stack.enter_context(open_lines(path))
                files.append((file, lines_of(file, shown_name(path))))
            except OSError as error:
                unread.append(Unread(shown_name(path), error.strerror or str(error)))
        ids = _newest_first([lines for _, lines in files])
        page = ids[skip:] if most is None else ids[skip : skip + most]
        read = [_session(session, files) for session in page]
    return SessionList(
        sessions=tuple(session for session in read if session is not None),
        damage=tuple(one for _, lines in files for one in lines.damage),
        total=len(ids),
        newer=sum(lines.newer for _, lines in files),
        unread=tuple(unread),
    )


def _newest_first(files: Iterable[Lines]) -> list[str]:
    """Return the ids of the sessions that were not removed."""
    started: dict[str, str] = {}
    removed: set[str] = set()
    for lines in files:
        started |= lines.started
        removed |= lines.removed
    listed = [session for session in started if session not in removed]
    return sorted(listed, key=lambda session: started[session], reverse=True)


def _session(session: str, files: list[tuple[BinaryIO, Lines]]) -> Session | None:
    """Return a session, put together from every file that knows of it."""
    found = [pieces_of(file, lines.of[session]) for file, lines in files if session in lines.of]
    begun = next((pieces.begun for pieces in found if pieces.begun is not None), None)
    if begun is None:
        return None
    ended = next((pieces.ended for pieces in found if pieces.ended is not None), None)
    return Session(begun, _together(found), ended, newest(*(pieces.noted for pieces in found)))


def _together(found: list[Pieces]) -> tuple[Sample, ...]:
    """Return what several files have of a session's samples: a sync tool's copies count once, and none is lost."""
    # At one moment, what stands in the file where the session began comes before what was saved elsewhere.
    found = sorted(found, key=lambda pieces: (pieces.begun is None, -len(pieces.samples)))
    samples = list(found[0].samples)
    for other in found[1:]:
        more = Counter(other.samples) - Counter(samples)
        if more:
            samples = sorted([*samples, *more.elements()], key=lambda sample: sample.t)
    return tuple(samples)
