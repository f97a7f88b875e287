"""A file of the journal that belongs to this program alone: one window never writes into another's lines."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_MOST_WINDOWS: Final = 32

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class SessionFile:
    """The first ``sessions-<n>.jsonl`` of a folder that no other program holds; freed when this one ends.

    Raises ``OSError`` when the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self._lock_file: int | None = None
        self.path = folder / f"sessions-{self._take()}.jsonl"

    def _take(self) -> str:
        for n in itertools.count(1):
            if n > _MOST_WINDOWS:
                break
            lock_file = os.open(self.folder / f"sessions-{n}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(lock_file)
            except OSError:
                os.close(lock_file)
                continue
            self._lock_file = lock_file
            return str(n)
        # Locks do not work here, as on some network drives: a name that nobody else uses does as well.
        return uuid.uuid4().hex

    def free(self) -> None:
        """Let another program have this file."""
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None


def write_all(file: int, data: bytes) -> None:
    """Write all of ``data``. Raises ``OSError``, perhaps after a part of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def sync(file: int) -> None:
    """Bring what was written onto the disk itself, where a power cut does not reach it."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            fcntl.fcntl(file, fcntl.F_FULLFSYNC)
            return
    os.fsync(file)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder onto the disk, where the system can do so."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def replace_file(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Put ``data`` in place of the file at ``path``: after a power cut it is the old one or the new one, whole.

    ``mode`` says who may read it: without it the user alone.
    """
    new = path.with_suffix(".new")
    file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        write_all(file, data)
        sync(file)
    finally:
        os.close(file)
    new.replace(path)
    sync_folder(path.parent)
