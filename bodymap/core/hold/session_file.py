"""A file of the journal that belongs to this program alone: one window never writes into another's lines."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import uuid
from typing import TYPE_CHECKING, Final

from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FILES: Final = "sessions-*.jsonl"
_MOST_WINDOWS: Final = 32
_NUMBERED: Final = re.compile(r"sessions-[1-9][0-9]{0,3}\.jsonl")
_UNLOCKED: Final = re.compile(r"sessions-[0-9a-f]{32}\.jsonl")

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class SessionFile:
    """The first ``sessions-<n>.jsonl`` of a folder that can be used and that no other program holds.

    It is freed when this program ends. Raises ``OSError`` when there is none: the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self._lock_file: int | None = None
        self.path = self._take()

    def _take(self) -> Path:
        for n in range(1, _MOST_WINDOWS + 1):
            path = self.folder / f"sessions-{n}.jsonl"
            lock_file = _locked(path)
            if lock_file is None:
                continue
            try:
                _try_out(path)
            except OSError:
                os.close(lock_file)
                continue
            self._lock_file = lock_file
            return path
        # Locks do not work here, as on some network drives: a name that nobody else uses does as well.
        path = self.folder / f"sessions-{uuid.uuid4().hex}.jsonl"
        _try_out(path)
        return path

    def free(self) -> None:
        """Let another program have this file."""
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None


def _locked(path: Path) -> int | None:
    """Return the open lock of a numbered file; None where another program has it, or it cannot be had."""
    try:
        lock_file = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    try:
        _lock(lock_file)
    except OSError:
        os.close(lock_file)
        return None
    return lock_file


def _try_out(path: Path) -> None:
    """Raise ``OSError`` unless ``path`` is, or becomes, a plain file that can be read and written."""
    if path.is_symlink() and not path.exists():
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, tr("it is not a file"))
    os.close(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600))


def free_files(own: Path) -> Iterator[Path]:
    """Yield each numbered file beside ``own`` that no program holds; it is held while it is looked at."""
    for path in sorted(own.parent.iterdir()):
        if path == own or _NUMBERED.fullmatch(path.name) is None:
            continue
        lock_file = _locked(path)
        if lock_file is not None:
            try:
                yield path
            finally:
                os.close(lock_file)


def copies(folder: Path) -> Iterator[Path]:
    """Yield the files that no program writes into, as a sync tool's "conflicted copy" is one; one program at a time."""
    taken = (_NUMBERED, _UNLOCKED)
    found = [path for path in sorted(folder.glob(FILES)) if not any(each.fullmatch(path.name) for each in taken)]
    lock_file = _locked(folder / "sessions-0.jsonl") if found else None
    if lock_file is not None:
        try:
            yield from found
        finally:
            os.close(lock_file)


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


def replace_file(path: Path, chunks: Iterable[bytes], mode: int = 0o600) -> None:
    """Put ``chunks`` in place of the file at ``path``: after a power cut it is the old one or the new one, whole.

    ``mode`` says who may read it: without it the user alone. Raises ``OSError``; then the old one is there, and nothing
    of the new one.
    """
    new = path.with_suffix(".new")
    file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    try:
        try:
            for chunk in chunks:
                write_all(file, chunk)
            sync(file)
        finally:
            os.close(file)
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    sync_folder(path.parent)
