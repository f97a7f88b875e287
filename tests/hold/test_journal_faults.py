"""What a hard day does to the journal's files, and what must be there all the same."""

from __future__ import annotations

import errno
import os
import sys
import tracemalloc
from typing import TYPE_CHECKING

import msgspec
import pytest

from bodymap.core.hold import journal as journal_module
from bodymap.core.hold.journal import Journal
from bodymap.core.hold.records import AnyRecord, Begun, Ended, Packed, line_of
from bodymap.core.hold.sessions import read_sessions
from tests.hold.test_journal import BEGUN, _soon, kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bodymap.core.hold.records import AnyRecord


def begun(session: str) -> Begun:
    return msgspec.structs.replace(BEGUN, session=session)


def whole(session: str, samples: int = 3) -> list[AnyRecord]:
    return [begun(session), *(kept(n, session) for n in range(samples)), Ended(session=session, reason="complete")]


def put(folder: Path, name: str, records: Iterable[AnyRecord]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"".join(map(line_of, records)))
    return path


def raw_line(body: str) -> bytes:
    """A line that is whole but that no bodymap of today would write."""
    import zlib

    return b'{"crc":"%08x","record":%b}' % (zlib.crc32(body.encode()), body.encode())


def started(folder: Path) -> Journal:
    journal = Journal(folder)
    assert journal.wait_until_ready(5)
    return journal


def ids(folder: Path) -> set[str]:
    return {session.id for session in read_sessions(folder).sessions}


# One file that cannot be read


def _folder_in_the_way(path: Path) -> None:
    path.mkdir()


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX's")
@pytest.mark.parametrize("make", [_folder_in_the_way, _dangling, _loop, _pipe])
def test_a_file_that_cannot_be_read_takes_no_other_away(tmp_path: Path, make: object) -> None:
    put(tmp_path, "sessions-1.jsonl", whole("one"))
    make(tmp_path / "sessions-2.jsonl")  # type: ignore[operator]
    listed = read_sessions(tmp_path)
    assert [session.id for session in listed.sessions] == ["one"]
    assert [each.file for each in listed.unread] == ["sessions-2.jsonl"]
    assert str(listed.unread[0]).startswith("sessions-2.jsonl: ")


# One slot that cannot be had


@pytest.mark.parametrize("name", ["sessions-1.lock", "sessions-1.jsonl"])
def test_a_slot_that_cannot_be_opened_leaves_the_next_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    journal = Journal(tmp_path)
    journal.write(*whole("one"))
    assert journal.flush(), journal.trouble
    assert journal.close()
    assert ids(tmp_path) == {"one"}
    assert (tmp_path / "sessions-2.jsonl").is_file()


def test_a_folder_that_takes_nothing_is_said_and_its_first_slot_used_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "RETRY_EVERY_S", 0.05)
    real = os.open

    def refuse(path: object, flags: int, *rest: int, **more: int) -> int:
        if flags & os.O_CREAT and str(path).startswith(str(tmp_path)):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, flags, *rest, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as full:
        full.setattr(os, "open", refuse)
        journal = Journal(tmp_path)
        journal.write(*whole("one"))
        assert _soon(lambda: journal.trouble is not None)
    assert _soon(lambda: journal.trouble is None)
    assert journal.close()
    assert [path.name for path in tmp_path.glob("*.jsonl")] == ["sessions-1.jsonl"]
    assert ids(tmp_path) == {"one"}


# After a crash of two windows


def test_every_hold_that_was_cut_short_is_closed_and_told_of(tmp_path: Path) -> None:
    put(tmp_path, "sessions-1.jsonl", [begun("a"), kept(1, "a")])
    put(tmp_path, "sessions-2.jsonl", [begun("b"), kept(1, "b")])
    journal = started(tmp_path)
    assert journal.recovery is not None
    assert sorted(journal.recovery.cut_short) == ["a", "b"]
    assert journal.close()
    for session in read_sessions(tmp_path).sessions:
        assert session.ended is not None
        assert session.ended.reason == "cut-short"
        assert session.samples == (kept(1).sample,)
    again = started(tmp_path)
    assert again.recovery is not None
    assert again.recovery.cut_short == ()
    assert again.close()


def test_a_hold_that_runs_in_another_window_is_let_be(tmp_path: Path) -> None:
    put(tmp_path, "sessions-3.jsonl", [begun("c"), kept(1, "c")])
    first = started(tmp_path)
    first.write(begun("a"), kept(1, "a"))
    assert first.flush()
    before = (tmp_path / "sessions-1.jsonl").read_bytes()
    second = started(tmp_path)
    assert second.recovery is not None
    assert second.recovery.cut_short == ()
    assert (tmp_path / "sessions-1.jsonl").read_bytes() == before
    first.write(kept(2, "a"), Ended(session="a", reason="complete"))
    assert first.close()
    assert second.close()
    assert {s.id: len(s.samples) for s in read_sessions(tmp_path).sessions} == {"a": 2, "c": 1}


# What a newer bodymap wrote

NEWER_END = raw_line('{"kind":"ended","reason":"complete","sensation":null,"session":"one","note":"left leg"}')
NEWER_SAMPLE = raw_line('{"kind":"sample","sample":[4.5,"hold",1,5,null,4.5,null,0.7],"session":"two"}')
NEWER_KIND = raw_line('{"kind":"remark","session":"two","text":"eased at once"}')
NEWER_WORD = raw_line('{"kind":"ended","reason":"fell-asleep","sensation":null,"session":"two"}')
NEWER_STRANGE = raw_line('{"kind":7,"session":["?"]}')
NEWER = (NEWER_END, NEWER_SAMPLE, NEWER_KIND, NEWER_WORD, NEWER_STRANGE)


def test_what_a_newer_version_wrote_stays_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "PACK_FROM_LINES", 3)
    path = put(tmp_path, "sessions-1.jsonl", [*whole("one")[:-1], begun("two"), kept(1, "two"), *whole("gone")])
    path.write_bytes(path.read_bytes() + b"\n".join(NEWER) + b"\nrubbish\n")
    journal = started(tmp_path)
    assert journal.recovery is not None
    assert journal.recovery.cut_short == (), "both ended, in words of a newer version"
    assert [one.line for one in journal.recovery.damage] == [b"rubbish"]
    journal.remove("gone")
    assert journal.close()
    there = path.read_bytes()
    for line in NEWER:
        assert line + b"\n" in there
    assert (tmp_path / "sessions-1.damaged").read_bytes() == b"rubbish\n"
    listed = read_sessions(tmp_path)
    assert listed.newer == len(NEWER)
    assert {session.id: len(session.samples) for session in listed.sessions} == {"one": 3, "two": 2}
    assert listed.sessions[0].ended is not None


@pytest.mark.parametrize(
    ("known", "newer"),
    [
        ('"samples":[[', '"samples":[[9.5,"listen",1],['),
        ('"complete"', '"fell-asleep"'),
        ('"reason":"complete"', '"note":"left leg","reason":"complete"'),
        ('"started":', '"room":"two","started":'),
    ],
)
def test_a_packed_hold_of_a_newer_version_is_shown_as_far_as_it_is_known_and_kept(
    tmp_path: Path, known: str, newer: str
) -> None:
    body = line_of(Packed(session="one", begun=BEGUN, samples=(kept(1).sample,), ended=_end()))[27:-2].decode()
    assert body.count(known) == 1
    body = body.replace(known, newer)
    path = tmp_path / "sessions-1.jsonl"
    path.write_bytes(raw_line(body) + b"\n" + line_of(kept(2)) + b"rubbish\n")
    assert started(tmp_path).close()
    assert raw_line(body) + b"\n" in path.read_bytes()
    (session,) = read_sessions(tmp_path).sessions
    assert session.samples == (kept(1).sample, kept(2).sample)


def test_what_an_older_version_left_out_is_not_taken_for_newer(tmp_path: Path) -> None:
    body = line_of(BEGUN)[27:-2].decode().replace(',"practice":false', "").replace(',"tool":null', "")
    (tmp_path / "sessions-1.jsonl").write_bytes(raw_line(body) + b"\n" + line_of(_end()))
    listed = read_sessions(tmp_path)
    assert listed.newer == 0
    assert listed.sessions[0].begun == BEGUN


# Damage while packing fails


def test_damage_is_put_aside_once_and_writing_goes_on_where_packing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "RETRY_EVERY_S", 0.02)
    path = put(tmp_path, "sessions-1.jsonl", whole("one"))
    path.write_bytes(path.read_bytes() + b"rubbish\nrubbish\nhalf a li")
    (tmp_path / "sessions-1.new").mkdir()
    for n in range(3):
        journal = started(tmp_path)
        journal.write(*whole(f"more {n}"))
        assert journal.flush(), journal.trouble
        assert journal.close()
    assert ids(tmp_path) == {"one", "more 0", "more 1", "more 2"}
    assert (tmp_path / "sessions-1.damaged").read_bytes() == b"rubbish\nrubbish\nhalf a li\n"


def test_what_cannot_be_put_aside_stays_where_it_is(tmp_path: Path) -> None:
    path = put(tmp_path, "sessions-1.jsonl", whole("one"))
    path.write_bytes(path.read_bytes() + b"rubbish\n")
    (tmp_path / "sessions-1.damaged").mkdir()
    journal = started(tmp_path)
    journal.write(*whole("two"))
    assert journal.close()
    assert b"rubbish\n" in path.read_bytes()
    assert ids(tmp_path) == {"one", "two"}
    assert journal.recovery is not None
    assert journal.recovery.damage == (), "nothing was put aside"


# Removed is gone

GONE = "0123456789abcdef0123456789abcdef"


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_what_an_unfinished_packing_left_is_taken_away(tmp_path: Path) -> None:
    put(tmp_path, "sessions-1.jsonl", whole("one"))
    (tmp_path / "sessions-1.new").write_bytes(line_of(begun(GONE)))
    assert started(tmp_path).close()
    assert not (tmp_path / "sessions-1.new").exists()


# Copies, and long lists


def test_a_copy_by_a_sync_tool_doubles_no_sample(tmp_path: Path) -> None:
    twice = [*whole("one", 4)[:-1], kept(3, "one"), Ended(session="one", reason="complete")]
    put(tmp_path, "sessions-1.jsonl", twice)
    put(tmp_path, "sessions-1 (conflicted copy).jsonl", twice[:3])
    put(tmp_path, "sessions-1-other.jsonl", [begun("one"), kept(2), kept(9)])
    (session,) = read_sessions(tmp_path).sessions
    assert session.samples == tuple(kept(n).sample for n in (0, 1, 2, 3, 3, 9))


def test_a_packed_hold_and_its_unpacked_copy_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "sessions-1.jsonl", whole("one", 9))
    put(tmp_path, "sessions-1 (copy).jsonl", whole("one", 9))
    monkeypatch.setattr(journal_module, "PACK_FROM_LINES", 3)
    assert started(tmp_path).close()
    assert len((tmp_path / "sessions-1.jsonl").read_bytes().splitlines()) == 1
    (session,) = read_sessions(tmp_path).sessions
    assert len(session.samples) == 9


def test_the_list_costs_what_is_shown_of_it(tmp_path: Path) -> None:
    """Of 300 holds of 200 samples a page of 10 is asked for: no more than those may stay, or even be there at once."""
    put(tmp_path, "sessions-1.jsonl", (_long(n) for n in range(300)))
    tracemalloc.start()
    listed = read_sessions(tmp_path, most=10, skip=5)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [session.id for session in listed.sessions] == [str(n) for n in range(294, 284, -1)]
    assert listed.total == 300
    assert all(len(session.samples) == 200 for session in listed.sessions)
    whole_list = 300 * 200 * sys.getsizeof(kept(1).sample)
    assert peak < whole_list / 4


def _long(n: int) -> Packed:
    at = f"2026-11-20T{n // 60:02d}:{n % 60:02d}:00+01:00"
    one = msgspec.structs.replace(BEGUN, session=str(n), started=at)
    return Packed(session=str(n), begun=one, samples=tuple(kept(k).sample for k in range(200)), ended=_end(str(n)))


def _end(session: str = "one") -> Ended:
    return Ended(session=session, reason="complete")


# What could not be written


def test_what_the_disk_refused_can_be_had_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = started(tmp_path)
    journal.write(begun("one"), kept(0))
    assert journal.flush()
    assert journal.unwritten == b""

    def full(file: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journal_module, "write_all", full)
    rest: list[AnyRecord] = [kept(1), kept(2), Ended(session="one", reason="stop")]
    journal.write(*rest)
    assert not journal.flush()
    assert journal.unwritten == b"".join(map(line_of, rest))
    (tmp_path / "sessions-saved.jsonl").write_bytes(journal.unwritten)
    journal.close()
    (session,) = read_sessions(tmp_path).sessions
    assert session.samples == tuple(kept(n).sample for n in range(3))
    assert session.ended is not None
