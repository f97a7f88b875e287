"""A hold that was removed is gone: from every file, after every fault."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from bodymap.core.hold import journal as journal_module
from bodymap.core.hold.records import Removed, line_of
from tests.hold.test_journal import _soon, kept
from tests.hold.test_journal_faults import GONE, NEWER_KIND, everything, ids, put, started, whole

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_removed_hold_takes_what_a_newer_version_said_of_it_along(tmp_path: Path) -> None:
    path = put(tmp_path, "sessions-1.jsonl", whole("two"))
    path.write_bytes(path.read_bytes() + NEWER_KIND + b"\n")
    journal = started(tmp_path)
    journal.remove("two")
    assert journal.close()
    assert path.read_bytes() == line_of(Removed(session="two"))


def test_a_removed_hold_leaves_every_file(tmp_path: Path) -> None:
    put(tmp_path, "sessions-2.jsonl", [*whole(GONE), *whole("two")])
    put(tmp_path, "sessions-1 (conflicted copy).jsonl", [*whole(GONE)[:3], *whole("one")])
    torn = line_of(kept(1, GONE))[:-9]
    unquoted = torn.replace(b':"' + GONE.encode(), b":b" + GONE.encode())
    (tmp_path / "sessions-2.damaged").write_bytes(torn + b"\n" + unquoted + b"\nrubbish\n")
    journal = started(tmp_path)
    journal.write(*whole("one"))
    journal.remove(GONE)
    assert journal.flush()
    there = everything(tmp_path)
    assert there.count(GONE.encode()) == 1, "only the note that it was removed is left"
    assert b"rubbish\n" in there
    assert journal.close()
    assert ids(tmp_path) == {"one", "two"}


def test_a_hold_that_was_removed_on_a_full_disk_is_gone_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "RETRY_EVERY_S", 0.02)
    journal = started(tmp_path)
    journal.write(*whole(GONE))
    assert journal.flush()

    def full(file: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(journal_module, "write_all", full)
        journal.remove(GONE)
        assert not journal.flush()
    assert _soon(lambda: journal.trouble is None)
    assert journal.close()
    assert everything(tmp_path).count(GONE.encode()) == 1


def test_a_hold_that_was_removed_while_another_window_had_it_is_gone_at_the_next_start(tmp_path: Path) -> None:
    first, second = started(tmp_path), started(tmp_path)
    second.write(*whole(GONE), *whole("two"))
    assert second.flush()
    first.remove(GONE)
    assert first.flush()
    assert ids(tmp_path) == {"two"}
    assert second.close()
    assert first.close()
    assert started(tmp_path).close()
    assert everything(tmp_path).count(GONE.encode()) == 1


def test_a_removed_hold_does_not_come_back_with_an_old_copy(tmp_path: Path) -> None:
    journal = started(tmp_path)
    journal.write(*whole(GONE))
    assert journal.flush()
    copy = (tmp_path / "sessions-1.jsonl").read_bytes()
    journal.remove(GONE)
    assert journal.close()
    (tmp_path / "sessions-1 (copy).jsonl").write_bytes(copy)
    assert ids(tmp_path) == set()
    assert started(tmp_path).close()
    assert ids(tmp_path) == set()
    assert (tmp_path / "sessions-1 (copy).jsonl").read_bytes() == b""
