"""What was found in drawings, kept in the user's cache folder, so that a start need not read them again.

Kept by a drawing's hash and the program's version, each whole or not at all. Whatever is not exactly as it was written
is as if it were not there: the drawing is read.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from functools import cache
from mmap import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import DecodeError, msgpack

from bodymap import __version__
from bodymap.core.drawing import MOST_BYTES, Contents, SheetArt, art_of, read_bytes

try:
    # By way of hashlib OpenSSL would come in: 3 MB, and 2 ms of a start.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if sys.platform != "win32":
    from mmap import MAP_ANONYMOUS, MAP_PRIVATE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from bodymap.core.state import Figure

_CODE: Final = ("core", "ui/drawing")
"""Where the code is that reads and paints drawings: while it is worked on, what it made before is not to be used."""
_DIGEST: Final = 32
_MOST_BYTES: Final = 4_000_000
_SUM: Final = 4
_MOST_LARGE: Final = 1 << 29
"""Bytes of the largest screen there is, twice."""
_AT_ONCE: Final = 1_000_000
"""Bytes of something large that are written, or looked through, at a time."""


class DrawingCache:
    """Keeps what is in drawings in ``folder``, one file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _place(self, figure: Figure, sheet_id: str) -> Path:
        return self.folder / f"{figure}-{sheet_id}.contents"

    def may_know(self, figure: Figure, sheet_id: str) -> bool:
        """Whether something is kept of a drawing, so that it is probably read at once."""
        return self._place(figure, sheet_id).exists()

    def read_sheet(self, path: Path, figure: Figure, sheet_id: str) -> SheetArt:
        """Return a drawing as ``drawing_reader.read_sheet`` does, the second time at once. Raises ``SheetError``."""
        data = read_bytes(path, MOST_BYTES)
        place = self._place(figure, sheet_id)
        key = digest(data)
        kept = read_kept(place, key, _MOST_BYTES)
        if kept is not None:
            with contextlib.suppress(DecodeError):
                return art_of(msgpack.decode(kept, type=Contents), data, key)
        from bodymap.core.drawing_reader import read_contents

        contents, more = read_contents(path, data)
        if not more:
            keep(place, key, msgpack.encode(contents))
        return art_of(contents, data + more, key)


@cache
def program() -> bytes:
    """Return the version of the program, down to the last change of the code that reads and paints drawings."""
    root = Path(__file__).parent.parent
    found: list[tuple[str, int, int]] = []
    for folder in _CODE:
        with contextlib.suppress(OSError), os.scandir(root / folder) as entries:
            states = ((entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py"))
            found += sorted((name, state.st_size, state.st_mtime_ns) for name, state in states)
    return f"{__version__} {found}".encode()


def digest(*data: bytes) -> bytes:
    """Return what data is known by, in this version of the program."""
    hash_ = blake2b(program(), digest_size=_DIGEST)
    for each in data:
        hash_.update(each)
    return hash_.digest()


def read_kept(place: Path, key: bytes, most: int) -> bytes | None:
    """Return what ``keep`` wrote there under this key; ``None`` when there is nothing, or it is damaged."""
    try:
        with place.open("rb") as file:
            found = file.read(most + 1)
    except OSError:
        return None
    head, content = found[: 2 * _DIGEST], found[2 * _DIGEST :]
    return content if head == key + digest(key, content) else None


def keep(place: Path, key: bytes, content: bytes) -> None:
    """Write something under a key, whole or not at all. A folder that cannot be written costs time only."""
    new = place.with_name(f"{place.name}.{os.getpid()}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(key + digest(key, content) + content)
        new.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()


# What is too large to be looked through before it is used


def keep_steps(place: Path, key: bytes, parts: Sequence[memoryview]) -> Generator[None, None, None]:
    """Write something large under a key, some of it at a time, whole or not at all; an ``IdleQueue`` job.

    Where it is broken off nothing is written. A folder that cannot be written costs time only.
    """
    new = place.with_name(f"{place.name}.{os.getpid()}.new")
    sum_ = 1
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(key + bytes(_SUM))
            for piece in _pieces(parts):
                file.write(piece)
                sum_ = zlib.adler32(piece, sum_)
                yield
            file.seek(len(key))
            file.write(sum_.to_bytes(_SUM, "big"))
        new.replace(place)
    except OSError:
        pass
    finally:
        with contextlib.suppress(OSError):
            new.unlink()


class Large(NamedTuple):
    """What ``keep_steps`` wrote.

    Attributes:
        key: what it was kept under.
        sum_: what ``sum_steps`` makes of it, if it is as it was written.
        content: all of its parts, one behind the other; whoever reads may write into it.

    """

    key: bytes
    sum_: int
    content: memoryview


def read_key(place: Path) -> bytes | None:
    """Return what something large is kept under; ``None`` when there is nothing of the kind."""
    try:
        with place.open("rb", buffering=0) as file:
            key = file.read(_DIGEST)
    except OSError:
        return None
    return key if len(key) == _DIGEST else None


def read_large(place: Path) -> Large | None:
    """Return what ``keep_steps`` wrote there; ``None`` when there is nothing of the kind. Nothing else waits for it."""
    try:
        with place.open("rb", buffering=0) as file:
            head = file.read(_DIGEST + _SUM)
            size = file.seek(0, os.SEEK_END) - _DIGEST - _SUM
            if not 0 < size <= _MOST_LARGE:
                return None
            file.seek(len(head))
            content = memoryview(_room(size))
            if file.readinto(content) != size:
                return None
            return Large(head[:_DIGEST], int.from_bytes(head[_DIGEST:], "big"), content)
    except OSError:
        return None


def _room(size: int) -> mmap:
    """Return memory that takes no time to be had: what Python has to give is written full of zeros first."""
    if sys.platform == "win32":
        return mmap(-1, size)
    return mmap(-1, size, flags=MAP_PRIVATE | MAP_ANONYMOUS)


def sum_steps(parts: Sequence[memoryview]) -> Generator[None, None, int]:
    """Return what tells whether something large is as it was written, some of it at a time."""
    sum_ = 1
    for piece in _pieces(parts):
        sum_ = zlib.adler32(piece, sum_)
        yield
    return sum_


def _pieces(parts: Sequence[memoryview]) -> Iterator[memoryview]:
    return (part[at : at + _AT_ONCE] for part in parts for at in range(0, len(part), _AT_ONCE))
