"""The journal: every hold written as it happens, so that a crash or a power cut costs less than a second.

Writing is a background thread's work; whoever calls never waits for a disk. A record is handed to the system
as soon as the thread gets it, which outlives a crash of the program, and is forced onto the disk every
``SYNC_EVERY_S``, or at once where asked, which outlives a power cut. No client is named.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bodymap.core import user_files
from bodymap.core.hold.records import AnyRecord, Removed, line_of
from bodymap.core.hold.session_file import FILES, SessionFile, sync, sync_folder, write_all
from bodymap.core.hold.tidying import Found, take_out_removed, tidy
from bodymap.core.language import tr

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.hold.journal_lines import Damage

SYNC_EVERY_S: Final = 0.5
"""How long a record may wait for the disk."""
RETRY_EVERY_S: Final = 1.0
"""How soon to try again after the disk refused."""
_APPEND: Final = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
PACK_FROM_LINES: Final = 5000
"""So many loose lines at the start make packing worth while."""


def default_folder() -> Path:
    """Return where the session list is kept for this user."""
    return user_files.sessions_folder()


def kept_any() -> bool:
    """Return whether an earlier run kept any hold for this user."""
    folder = default_folder()
    return folder.is_dir() and any(folder.glob(FILES))


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the start found: ids of sessions that were cut short, now closed, and damaged lines, put aside now."""

    cut_short: tuple[str, ...]
    damage: tuple[Damage, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """One thing for the thread to do: to write what waits; whether to sync, take out what was removed, or end.

    ``done`` is set when it is.
    """

    at_once: bool = False
    removed: bool = False
    close: bool = False
    done: threading.Event | None = None


class _Waiting:
    """What has not been written yet: added to by whoever calls, taken by the thread; neither waits for a disk here."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._lock = threading.Lock()

    def add(self, data: bytes) -> None:
        with self._lock:
            self._data += data

    def all(self) -> bytes:
        with self._lock:
            return bytes(self._data)

    def drop(self, size: int) -> None:
        """Forget the first bytes: they have been written."""
        with self._lock:
            del self._data[:size]


class Journal:
    """Writes records in the background. One for each running program; call ``close`` before leaving.

    Attributes:
        folder: where the files are.

    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or default_folder()
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._closed = False
        self._waiting = _Waiting()
        self._writer = _Writer(self.folder, self._waiting)
        self._thread = threading.Thread(target=self._run, name="bodymap journal", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    @property
    def trouble(self) -> str | None:
        """Why writing does not work at the moment, for people to read; None while all is well.

        What could not be written is kept and tried again.
        """
        return self._writer.trouble

    @property
    def unwritten(self) -> bytes:
        """The lines that the disk has not taken; they would be lost if the program ended now."""
        return self._waiting.all()

    @property
    def recovery(self) -> Recovery | None:
        """What the start found; None until the thread has looked (``wait_until_ready``)."""
        return self._writer.recovery

    def write(self, *records: AnyRecord, at_once: bool = False) -> None:
        """Take in records; returns at once. ``at_once`` also brings them onto the disk without delay.

        Raises ``RuntimeError`` once the journal is closed: the records would be lost.
        """
        if self._closed:
            raise RuntimeError("the journal is closed")
        self._waiting.add(b"".join(map(line_of, records)))
        self._orders.put(_Order(at_once=at_once))

    def remove(self, session: str) -> None:
        """Take a session out of the list, and all that was written of it out of the files.

        Where a file cannot be written anew now, or another window has it, that is done at a later start.
        """
        self._waiting.add(line_of(Removed(session=session)))
        self._orders.put(_Order(at_once=True, removed=True))

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait until the start has looked for what was cut short; return whether it has."""
        return self._writer.ready.wait(timeout_s)

    def flush(self, timeout_s: float = 2.0) -> bool:
        """Wait until everything written so far is on the disk; return whether it is. Not for a UI thread."""
        done = threading.Event()
        self._orders.put(_Order(at_once=True, done=done))
        return done.wait(timeout_s) and self.trouble is None

    def close(self, timeout_s: float = 2.0) -> bool:
        """Bring everything onto the disk and end the thread; return whether nothing is left unwritten."""
        atexit.unregister(self.close)
        if not self._closed:
            self._closed = True
            self._orders.put(_Order(at_once=True, close=True))
        self._thread.join(timeout_s)
        return not self._thread.is_alive() and self.trouble is None

    def _run(self) -> None:
        while self._writer.serve(self._next_orders()):
            pass

    def _next_orders(self) -> list[_Order]:
        """Return every order that waits; none when it is time to sync, or to try again.

        All that gathered while the disk was busy goes out together, so that a slow disk is asked less often.
        """
        orders: list[_Order] = []
        try:
            orders.append(self._orders.get(timeout=self._writer.patience_s()))
            while True:
                orders.append(self._orders.get_nowait())
        except queue.Empty:
            return orders


class _Writer:
    """The thread's side of the journal: the file, and when to sync."""

    def __init__(self, folder: Path, waiting: _Waiting) -> None:
        self.trouble: str | None = None
        self.recovery: Recovery | None = None
        self.ready = threading.Event()
        self._folder = folder
        self._session_file: SessionFile | None = None
        self._file: int | None = None
        self._waiting = waiting
        self._unsynced_since: float | None = None
        self._removed = False
        """Whether something was removed that may still be in the files."""

    def patience_s(self) -> float | None:
        """Return how long to wait for an order; None for as long as it takes."""
        if self.trouble is not None:
            return RETRY_EVERY_S
        if self._file is None:
            return 0.0
        if self._unsynced_since is None:
            return None
        return max(self._unsynced_since + SYNC_EVERY_S - time.monotonic(), 0.0)

    def serve(self, orders: list[_Order]) -> bool:
        """Carry out the orders, or without any what is due; return whether to go on."""
        try:
            self._bring_out(at_once=any(order.at_once for order in orders))
            self.trouble = None
        except OSError as error:
            self.trouble = tr("The session list cannot be written ({reason}).").format(reason=error.strerror or error)
            self._close_file()
        self._removed = self._removed or any(order.removed for order in orders)
        if self._removed and self.trouble is None:
            self._removed = False
            self._take_out_removed()
        for order in orders:
            if order.done is not None:
                order.done.set()
        if any(order.close for order in orders):
            self._leave()
            return False
        return True

    def _bring_out(self, *, at_once: bool) -> None:
        """Write what waits, and sync where it is due. Raises ``OSError``; what waits then goes on waiting."""
        file = self._open() if self._file is None else self._file
        data = self._waiting.all()
        if data:
            self._append(file, data)
        if self._unsynced_since is None:
            return
        if at_once or time.monotonic() - self._unsynced_since >= SYNC_EVERY_S:
            sync(file)
            self._unsynced_since = None

    def _append(self, file: int, data: bytes) -> None:
        size = os.fstat(file).st_size
        try:
            write_all(file, data)
        except OSError:
            # A part that was written would stand twice after the next try.
            with contextlib.suppress(OSError):
                os.ftruncate(file, size)
            raise
        self._waiting.drop(len(data))
        self._unsynced_since = self._unsynced_since or time.monotonic()

    def _open(self) -> int:
        """Take a file, put right what earlier runs left, and open it for writing. Raises ``OSError``."""
        if self._session_file is None:
            self._session_file = SessionFile(self._folder)
        path = self._session_file.path
        if self.recovery is None:
            self._recover(path)
        file = os.open(path, _APPEND | os.O_CREAT, 0o600)
        try:
            if _lacks_newline(path):
                write_all(file, b"\n")
        except OSError:
            os.close(file)
            raise
        self._file = file
        sync_folder(path.parent)
        return file

    def _recover(self, path: Path) -> None:
        """Close the sessions that earlier runs left open, put aside what is damaged, and take note of both."""
        try:
            found = tidy(path, PACK_FROM_LINES)
        except OSError:
            found = Found()
        self.recovery = Recovery(tuple(found.cut_short), tuple(found.damage))
        self.ready.set()

    def _take_out_removed(self) -> None:
        """Take what was removed out of the files. Where that fails they are as they were, and the next start tries."""
        assert self._session_file is not None  # noqa: S101 - what was removed has been written
        self._close_file()
        with contextlib.suppress(OSError):
            take_out_removed(self._session_file.path)

    def _close_file(self) -> None:
        """Close the file; it is opened anew, and a torn line in it ended, when it is needed again."""
        self._unsynced_since = None
        if self._file is not None:
            file, self._file = self._file, None
            with contextlib.suppress(OSError):
                os.close(file)

    def _leave(self) -> None:
        self._close_file()
        if self._session_file is not None:
            self._session_file.free()


def _lacks_newline(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
