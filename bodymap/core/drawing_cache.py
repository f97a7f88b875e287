"""What was found in drawings, kept in the user's cache folder, so that a start need not read them again.

Kept by a drawing's hash and the program's version, each whole or not at all. Whatever is not exactly as it was written
is as if it were not there: the drawing is read.
"""

from __future__ import annotations

import contextlib
import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, msgpack

from bodymap import __version__
from bodymap.core.drawing import MOST_BYTES, Contents, SheetArt, art_of, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.state import Figure

_READER: Final = 1
"""Raised whenever the reader of drawings refuses more than before, or finds anything else."""
_DIGEST: Final = 32
_MOST_BYTES: Final = 4_000_000


class DrawingCache:
    """Keeps what is in drawings in a folder, one file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read_sheet(self, path: Path, figure: Figure, sheet_id: str) -> SheetArt:
        """Return a drawing as ``drawing_reader.read_sheet`` does, the second time at once. Raises ``SheetError``."""
        data = read_bytes(path, MOST_BYTES)
        place = self._folder / f"{figure}-{sheet_id}.contents"
        key = digest(data)
        kept = read_kept(place, key, _MOST_BYTES)
        if kept is not None:
            with contextlib.suppress(DecodeError):
                return art_of(msgpack.decode(kept, type=Contents), data)
        from bodymap.core.drawing_reader import read_contents

        contents, more = read_contents(path, data)
        if not more:
            keep(place, key, msgpack.encode(contents))
        return art_of(contents, data + more)


def digest(*data: bytes) -> bytes:
    """Return what data is known by, in this version of the program."""
    hash_ = blake2b(f"{__version__} {_READER}".encode(), digest_size=_DIGEST)
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
