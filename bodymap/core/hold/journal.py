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
from bodymap.core.hold.records import AnyRecord, Ended, Kept, Packed, Removed, line_of
from bodymap.core.hold.session_file import SessionFile, replace_file, sync, sync_folder, write_all
from bodymap.core.hold.sessions import FILES, Contents, Damage, read_files
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    """What the start found: ids of sessions that were cut short, now closed, and lines that were damaged."""

    cut_short: tuple[str, ...]
    damage: tuple[Damage, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """One thing for the thread to do: bytes to write, and whether to sync, pack, or end; ``done`` when it is."""

    data: bytes = b""
    at_once: bool = False
    pack: bool = False
    close: bool = False
    done: threading.Event | None = None


class Journal:
    """Writes records in the background. One for each running program; call ``close`` before leaving.

    Attributes:
        folder: where the files are.

    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or default_folder()
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._closed = False
        self._writer = _Writer(self.folder)
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
    def recovery(self) -> Recovery | None:
        """What the start found; None until the thread has looked (``wait_until_ready``)."""
        return self._writer.recovery

    def write(self, *records: AnyRecord, at_once: bool = False) -> None:
        """Take in records; returns at once. ``at_once`` also brings them onto the disk without delay.

        Raises ``RuntimeError`` once the journal is closed: the records would be lost.
        """
        if self._closed:
            raise RuntimeError("the journal is closed")
        self._orders.put(_Order(b"".join(map(line_of, records)), at_once=at_once))

    def remove(self, session: str) -> None:
        """Take a session out of the list, and its samples out of this program's file."""
        self._orders.put(_Order(line_of(Removed(session=session)), at_once=True, pack=True))

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
    """The thread's side of the journal: the file, what still has to be written, and when to sync."""

    def __init__(self, folder: Path) -> None:
        self.trouble: str | None = None
        self.recovery: Recovery | None = None
        self.ready = threading.Event()
        self._folder = folder
        self._session_file: SessionFile | None = None
        self._file: int | None = None
        self._waiting = bytearray()
        self._unsynced_since: float | None = None

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
        self._waiting += b"".join(order.data for order in orders)
        try:
            self._bring_out(at_once=any(order.at_once for order in orders))
            if self._session_file is not None and any(order.pack for order in orders):
                self._pack(self._session_file, read_files([self._session_file.path]))
            self.trouble = None
        except OSError as error:
            self.trouble = tr("The session list cannot be written ({reason}).").format(reason=error.strerror or error)
            self._close_file()
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
        if self._waiting:
            self._append(file)
        if self._unsynced_since is None:
            return
        if at_once or time.monotonic() - self._unsynced_since >= SYNC_EVERY_S:
            sync(file)
            self._unsynced_since = None

    def _append(self, file: int) -> None:
        size = os.fstat(file).st_size
        try:
            write_all(file, bytes(self._waiting))
        except OSError:
            # A part that was written would stand twice after the next try.
            with contextlib.suppress(OSError):
                os.ftruncate(file, size)
            raise
        self._waiting.clear()
        self._unsynced_since = self._unsynced_since or time.monotonic()

    def _open(self) -> int:
        """Take a file, put right what the last run left in it, and open it for writing."""
        self._session_file = self._session_file or SessionFile(self._folder)
        path = self._session_file.path
        contents = read_files([path] if path.exists() else [])
        if self.recovery is None:
            self._recover(contents)
        if contents.damage or contents.loose > PACK_FROM_LINES:
            file = self._pack(self._session_file, contents)
        else:
            file = self._file = os.open(path, _APPEND | os.O_CREAT, 0o600)
            if _lacks_newline(path):
                write_all(file, b"\n")
            sync_folder(path.parent)
        self.ready.set()
        return file

    def _recover(self, contents: Contents) -> None:
        """Close the sessions that the last run of the program left open, and say what it left damaged."""
        cut_short = tuple(session.id for session in contents.sessions() if session.ended is None)
        for session in cut_short:
            ended = Ended(session=session, reason="cut-short")
            contents.add(ended)
            self._waiting[:0] = line_of(ended)
        self.recovery = Recovery(cut_short, tuple(contents.damage))

    def _pack(self, session_file: SessionFile, contents: Contents) -> int:
        """Write the file anew: a line for each finished session, none for a removed one or a damaged line.

        Damaged lines are put aside in a file of their own before.
        """
        _put_aside(contents.damage, session_file.path.with_suffix(".damaged"))
        self._close_file()
        replace_file(session_file.path, b"".join(map(line_of, packed(contents))))
        self._file = os.open(session_file.path, _APPEND)
        return self._file

    def _close_file(self) -> None:
        """Close the file; it is opened anew, and a torn line in it found, when it is needed again."""
        self._unsynced_since = None
        if self._file is not None:
            file, self._file = self._file, None
            with contextlib.suppress(OSError):
                os.close(file)

    def _leave(self) -> None:
        self._close_file()
        if self._session_file is not None:
            self._session_file.free()


def packed(contents: Contents) -> Iterator[AnyRecord]:
    """Yield the fewest records that hold the same: nothing is lost but what the user removed."""
    for session in contents.sessions():
        if session.ended is not None:
            yield Packed(session=session.id, begun=session.begun, samples=session.samples, ended=session.ended)
            continue
        yield session.begun
        yield from (Kept(session=session.id, sample=sample) for sample in session.samples)
    # Samples whose beginning was damaged stay, and what was removed elsewhere stays removed.
    for session_id in contents.samples.keys() - contents.begun.keys() - contents.removed:
        yield from (Kept(session=session_id, sample=sample) for sample in contents.samples[session_id])
    yield from (Removed(session=session_id) for session_id in contents.removed - contents.begun.keys())


def _put_aside(damage: list[Damage], path: Path) -> None:
    if not damage:
        return
    with path.open("ab") as file:
        file.writelines(one.line + b"\n" for one in damage)
        file.flush()
        sync(file.fileno())


def _lacks_newline(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
