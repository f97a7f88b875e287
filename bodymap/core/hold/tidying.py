"""Looks after the journal's files: closes what was cut short, takes out what was removed, packs, puts damage aside.

Nothing is lost by it but what the user removed: a line that says more than this version knows stays as it stands,
and a damaged one is put aside, byte for byte. Where the disk refuses, a file stays as it was until the next time.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Final

from bodymap.core.hold.journal_lines import (
    Damage,
    Line,
    Lines,
    journal_files,
    lines_of,
    open_lines,
    pieces_of,
    raw,
    shown_name,
)
from bodymap.core.hold.records import Ended, Packed, line_of
from bodymap.core.hold.session_file import copies, free_files, replace_file, sync, write_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_LONG: Final = 32
"""An id of so many letters means its hold wherever it stands."""


@dataclass
class Found:
    """What was put right: ids of sessions that were cut short, now closed, and damaged lines that were put aside."""

    cut_short: list[str] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)


def tidy(own: Path, pack_from: int) -> Found:
    """Put right what earlier runs left in this program's file ``own`` and in every other that nobody writes into.

    ``pack_from``: so many lines that are not packed make packing worth while. Raises ``OSError`` when the folder
    cannot be looked through.
    """
    found = Found()
    known = _look(own.parent)
    removed = _removed(known)
    ended = set[str]().union(*(lines.ended for lines in known.values()))
    for path in itertools.chain((own,), free_files(own)):
        with contextlib.suppress(OSError):
            _put_right(path, ended, removed, pack_from, found)
    for path in copies(own.parent):
        with contextlib.suppress(OSError):
            _take_out(path, removed)
    return found


def take_out_removed(own: Path) -> None:
    """Take every removed session out of this program's file, and of each file that nobody writes into.

    Raises ``OSError`` where this program's file could not be written anew; it is then as it was.
    """
    removed = _removed(_look(own.parent))
    for path in itertools.chain(free_files(own), copies(own.parent)):
        with contextlib.suppress(OSError):
            _take_out(path, removed)
    _take_out(own, removed)


def _look(folder: Path) -> dict[Path, Lines]:
    known = {}
    for path in journal_files(folder):
        with contextlib.suppress(OSError), open_lines(path) as file:
            known[path] = lines_of(file, shown_name(path))
    return known


def _removed(known: dict[Path, Lines]) -> set[str]:
    return set[str]().union(*(lines.removed for lines in known.values()))


def _put_right(path: Path, ended: AbstractSet[str], removed: AbstractSet[str], pack_from: int, found: Found) -> None:
    """Close what is open in a file, and pack it where that is worth while. Raises ``OSError``."""
    with open_lines(path) as file:
        lines = lines_of(file, shown_name(path))
    _clean_up(path, removed)
    cut_short = [session for session in lines.started if session not in ended and session not in removed]
    if cut_short:
        append(path, b"".join(line_of(Ended(session=session, reason="cut-short")) for session in cut_short))
        found.cut_short += cut_short
    if lines.damage:
        kept = [one for one in lines.damage if not _names(one.line, removed)]
        put_aside(kept, path.with_suffix(".damaged"))
        found.damage += kept
    if lines.damage or lines.loose > pack_from or _holds(lines, removed):
        replace_file(path, packed(path, removed))


def _take_out(path: Path, removed: AbstractSet[str]) -> None:
    """Write a file anew without what was removed; one that holds nothing of it stays untouched. Raises ``OSError``."""
    _clean_up(path, removed)
    with open_lines(path) as file:
        lines = lines_of(file, shown_name(path))
    damaged = [one for one in lines.damage if _names(one.line, removed)]
    if damaged or _holds(lines, removed):
        replace_file(path, packed(path, removed, keep_damage=True))


def _holds(lines: Lines, removed: AbstractSet[str]) -> bool:
    """Return whether a file holds anything of a removed session but the note that it was removed."""
    return any(line.kind != "removed" for session in removed & lines.of.keys() for line in lines.of[session])


def packed(path: Path, removed: AbstractSet[str], *, keep_damage: bool = False) -> Iterator[bytes]:
    """Yield the fewest lines that hold the same as a file, without what was ``removed`` or is damaged.

    That a session was removed stays written: a copy of it may come back from elsewhere. Raises ``OSError``.
    """
    with open_lines(path) as file:
        lines = lines_of(file, shown_name(path))
        for session, own in lines.of.items():
            if session in removed:
                yield from [raw(file, line) + b"\n" for line in own if line.kind == "removed"][:1]
            else:
                yield from _packed_session(file, session, own, lines)
        if keep_damage:
            yield from (one.line + b"\n" for one in lines.damage if not _names(one.line, removed))


def _packed_session(file: BinaryIO, session: str, own: list[Line], lines: Lines) -> Iterator[bytes]:
    """Yield a session's lines: one where it is finished and wholly known, and its note; else all as they stand."""
    finished = session in lines.ended and session in lines.started and session not in lines.mixed
    if finished and len(own) > 1:
        pieces = pieces_of(file, own)
        if pieces.whole and pieces.begun is not None and pieces.ended is not None:
            samples = tuple(pieces.samples)
            yield line_of(Packed(session=session, begun=pieces.begun, samples=samples, ended=pieces.ended))
            if pieces.noted is not None:
                yield line_of(pieces.noted)
            return
    yield from (raw(file, line) + b"\n" for line in own)


def append(path: Path, data: bytes) -> None:
    """Write lines at the end of a file, on a line of their own, all of them or none. Raises ``OSError``."""
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        size = os.fstat(file).st_size
        try:
            if size and _last_byte(file, size) != b"\n":
                data = b"\n" + data
            write_all(file, data)
            sync(file)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(file, size)
            raise
    finally:
        os.close(file)


def _last_byte(file: int, size: int) -> bytes:
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1)


def put_aside(damage: list[Damage], path: Path) -> None:
    """Keep damaged lines in a file of their own; those that are there already are not written again.

    Raises ``OSError``; then nothing was written.
    """
    there = Counter(path.read_bytes().split(b"\n")) if path.exists() else Counter[bytes]()
    new = Counter(one.line for one in damage) - there
    if new:
        append(path, b"".join(line + b"\n" for line in new.elements()))


def _clean_up(path: Path, removed: AbstractSet[str]) -> None:
    """Take away what an unfinished packing left, and damaged lines of what was removed."""
    with contextlib.suppress(OSError):
        path.with_suffix(".new").unlink(missing_ok=True)
    aside = path.with_suffix(".damaged")
    with contextlib.suppress(OSError):
        if not removed or not aside.is_file():
            return
        lines = aside.read_bytes().removesuffix(b"\n").split(b"\n")
        kept = [line for line in lines if not _names(line, removed)]
        if not kept:
            aside.unlink()
        elif len(kept) < len(lines):
            replace_file(aside, (line + b"\n" for line in kept))


def _names(line: bytes, removed: AbstractSet[str]) -> bool:
    """Return whether a damaged line names one of these holds; what is left of it may have lost its quotes."""
    ids = [session.encode() for session in removed]
    return any(b'"session":"%b"' % each in line or (len(each) >= _LONG and each in line) for each in ids)
