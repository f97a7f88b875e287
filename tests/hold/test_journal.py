"""The session list outlives the program: killed at any moment, refused by the disk, torn, opened twice."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.hold import journal as journal_module
from bodymap.core.hold import session_file
from bodymap.core.hold.clock import now
from bodymap.core.hold.events import Stop
from bodymap.core.hold.holding import Sample
from bodymap.core.hold.journal import Journal, default_folder
from bodymap.core.hold.recorder import Recorder
from bodymap.core.hold.records import Begun, DamagedError, Ended, Kept, line_of, record_of
from bodymap.core.hold.sessions import read_sessions
from tests.hold.holds import STATIC, Driven, plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
BEGUN = Begun(
    session="one",
    started="2026-11-20T08:00:00+01:00",
    point_id="soleus-1",
    side="left",
    title="Soleus TrP1",
    protocol_id=STATIC,
    protocol_name="Static pressure",
    band=(4, 6),
    limit=7,
    hold=(8.0, 20.0),
    rounds=1,
)


def kept(n: int, session: str = "one") -> Kept:
    return Kept(session=session, sample=Sample(t=n / 2, phase="hold", round=1, discomfort=1 + n % 10, held_s=n / 2))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    one = Journal(folder)
    yield one
    one.close()


def test_a_driven_hold_is_read_back_whole(journal: Journal, folder: Path) -> None:
    recorder, hold = Recorder(journal, "left", "thumb"), Driven(plan_of(STATIC))
    hold.press()
    recorder.follow(hold.state)
    hold.wait(4)
    recorder.follow(hold.state)
    hold.until("done")
    recorder.follow(hold.state)
    assert journal.flush()
    (session,) = read_sessions(folder).sessions
    assert session.samples == hold.state.samples
    assert session.ended is not None
    assert session.ended.reason == "complete"
    assert session == recorder.session()
    assert (session.begun.side, session.begun.tool, session.begun.practice) == ("left", "thumb", False)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_killed_at_any_moment_every_sample_older_than_a_second_is_there(tmp_path: Path) -> None:
    """Fifty kills in five folders. The claim is a second; a killed program loses less than a quarter of one."""
    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(_kill_often, (tmp_path / f"{n}" for n in range(5)), range(5)))
    assert sum(len(told) for told in outcomes) == 50
    for n, told in enumerate(outcomes):
        last = Journal(tmp_path / f"{n}")
        assert last.wait_until_ready(5)
        last.close()
        listed = read_sessions(tmp_path / f"{n}")
        assert listed.damage == ()
        sessions = {session.id: session for session in listed.sessions}
        for session_id, owed in told:
            session = sessions.get(session_id)
            assert session is not None or owed == 0
            assert session is None or len(session.samples) >= owed
            assert session is None or (session.ended is not None and session.ended.reason == "cut-short")


def _kill_often(folder: Path, seed: int) -> list[tuple[str, int]]:
    """Run and kill the program ten times; return each session and how many samples it must still have."""
    dice = random.Random(seed)  # noqa: S311  no secret
    told = []
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.hold.killed", str(folder)], stdout=subprocess.PIPE, cwd=ROOT
        ) as one:
            assert one.stdout is not None
            first = one.stdout.readline()
            time.sleep(dice.uniform(0, 0.5))
            one.kill()
            at = now()
            lines = [line.split() for line in [first, *one.stdout.read().splitlines()]]
        given = [(int(line[1]), float(line[2])) for line in lines if len(line) == 3]
        told.append((lines[0][0].decode(), max((count for count, when in given if when < at - 0.25), default=0)))
    return told


def test_records_are_on_the_disk_within_a_second(
    folder: Path, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    synced: list[tuple[float, int]] = []
    real = session_file.sync

    def noted(file: int) -> None:
        real(file)
        synced.append((time.monotonic(), os.fstat(file).st_size))

    monkeypatch.setattr(journal_module, "sync", noted)
    assert journal.flush()
    written: list[tuple[float, int]] = []
    size = 0
    for n in range(30):
        size += len(line_of(kept(n)))
        journal.write(kept(n))
        written.append((time.monotonic(), size))
        time.sleep(0.05)
    assert journal.flush()
    for when, need in written:
        first = min(at for at, size in synced if size >= need)
        assert first - when < 1.0
    assert len(synced) <= 6, "the disk is not asked for every sample"


def test_the_end_of_a_phase_is_on_the_disk_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, journal: Journal
) -> None:
    assert journal.flush()
    synced = threading.Event()
    monkeypatch.setattr(journal_module, "sync", lambda file: synced.set())
    journal.write(kept(1), at_once=True)
    assert synced.wait(0.3)


def test_a_disk_that_hangs_blocks_nobody(monkeypatch: pytest.MonkeyPatch, journal: Journal) -> None:
    assert journal.flush()
    go_on = threading.Event()
    monkeypatch.setattr(journal_module, "write_all", lambda file, data: go_on.wait(10))
    began = time.perf_counter()
    for n in range(2000):
        journal.write(kept(n), at_once=True)
    assert time.perf_counter() - began < 0.5
    assert not journal.flush(0.05)
    go_on.set()
    assert journal.flush()


def test_a_full_disk_is_said_and_nothing_is_lost(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "RETRY_EVERY_S", 0.05)
    journal = Journal(folder)
    journal.write(BEGUN)
    assert journal.flush()
    real = session_file.write_all

    def half(file: int, data: bytes) -> None:
        real(file, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(journal_module, "write_all", half)
        journal.write(*(kept(n) for n in range(10)))
        assert not journal.flush()
        assert "No space left" in (journal.trouble or "")
        journal.write(*(kept(n) for n in range(10, 20)))
        assert not journal.flush()
    assert _soon(lambda: journal.trouble is None)
    journal.write(Ended(session="one", reason="complete"))
    assert journal.close()
    listed = read_sessions(folder)
    assert listed.damage == ()
    assert listed.sessions[0].samples == tuple(kept(n).sample for n in range(20))
    assert listed.sessions[0].ended is not None


def test_a_folder_that_cannot_be_made_is_said_until_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "RETRY_EVERY_S", 0.05)
    (tmp_path / "in the way").write_text("a file")
    journal = Journal(tmp_path / "in the way")
    journal.write(BEGUN, kept(0))
    assert _soon(lambda: journal.trouble is not None)
    (tmp_path / "in the way").unlink()
    assert _soon(lambda: journal.trouble is None)
    assert journal.close()
    assert read_sessions(tmp_path / "in the way").sessions[0].samples == (kept(0).sample,)


@given(cut=st.integers(0, 400))
def test_a_torn_last_line_costs_only_itself(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    folder = tmp_path_factory.mktemp("torn")
    lines = [line_of(BEGUN), *(line_of(kept(n)) for n in range(6))]
    data = b"".join(lines)
    keep = max(len(lines[0]), len(data) - cut)
    (folder / "sessions-1.jsonl").write_bytes(data[:keep])
    ends = [sum(map(len, lines[: n + 1])) for n in range(len(lines))]
    whole = sum(keep >= end - 1 for end in ends) - 1
    torn = keep not in ends and keep + 1 not in ends
    listed = read_sessions(folder)
    assert len(listed.sessions[0].samples) == whole
    assert len(listed.damage) == torn
    journal = Journal(folder)
    journal.write(kept(50))
    assert journal.close()
    assert journal.recovery is not None
    assert journal.recovery.cut_short == ("one",)
    assert len(journal.recovery.damage) == torn
    again = read_sessions(folder)
    assert again.damage == ()
    assert [s.t for s in again.sessions[0].samples] == [*(n / 2 for n in range(whole)), 25.0]
    assert (folder / "sessions-1.damaged").exists() == torn


@given(st.binary(max_size=200), st.integers(0, 10))
def test_no_garbage_hides_what_is_whole(tmp_path_factory: pytest.TempPathFactory, garbage: bytes, place: int) -> None:
    folder = tmp_path_factory.mktemp("garbage")
    lines = [line_of(BEGUN), *(line_of(kept(n)) for n in range(10))]
    lines.insert(place + 1, garbage + b"\n")
    (folder / "sessions-1.jsonl").write_bytes(b"".join(lines))
    assert len(read_sessions(folder).sessions[0].samples) == 10


@given(st.integers(0, 120), st.integers(1, 255))
def test_one_wrong_byte_is_seen(place: int, flip: int) -> None:
    line = bytearray(line_of(kept(3)).rstrip(b"\n"))
    line[place % len(line)] ^= flip
    with pytest.raises(DamagedError):
        record_of(bytes(line))


def test_packing_keeps_everything_and_survives_a_cut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "PACK_FROM_LINES", 3)
    first = Journal(folder)
    first.write(BEGUN, *(kept(n) for n in range(9)), Ended(session="one", reason="released"))
    assert first.close()
    before = read_sessions(folder)
    real = Path.replace
    with monkeypatch.context() as cut:
        cut.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError("cut")))
        second = Journal(folder)
        assert second.wait_until_ready(2)
        assert read_sessions(folder) == before
        second.write(kept(9))
        assert second.close(), "the disk takes lines all the same"
    assert Path.replace is real
    third = Journal(folder)
    assert third.wait_until_ready(2)
    assert third.close()
    after = read_sessions(folder)
    assert len((folder / "sessions-1.jsonl").read_bytes().splitlines()) == 1
    assert after.sessions[0].samples == tuple(kept(n).sample for n in range(10))
    assert after.sessions[0].ended == before.sessions[0].ended


def test_a_removed_session_leaves_the_file(journal: Journal, folder: Path) -> None:
    journal.write(BEGUN, kept(1), Ended(session="one", reason="complete"))
    journal.remove("one")
    assert journal.flush()
    assert read_sessions(folder).sessions == ()
    assert b"soleus" not in (folder / "sessions-1.jsonl").read_bytes()


def test_packing_leaves_the_running_hold_and_lost_beginnings_alone(journal: Journal, folder: Path) -> None:
    running = msgspec.structs.replace(BEGUN, session="two")
    journal.write(BEGUN, kept(1), Ended(session="one", reason="complete"), kept(7, "three"))
    journal.write(running, kept(1, "two"), kept(2, "two"))
    journal.remove("one")
    journal.write(kept(3, "two"))
    assert journal.flush()
    (session,) = read_sessions(folder).sessions
    assert session.samples == tuple(kept(n).sample for n in (1, 2, 3))
    assert line_of(kept(7, "three")) in (folder / "sessions-1.jsonl").read_bytes()


def test_a_hold_that_never_began_is_no_session(journal: Journal, folder: Path) -> None:
    recorder, hold = Recorder(journal, "right"), Driven(plan_of(STATIC))
    hold.send(Stop)
    recorder.follow(hold.state)
    assert recorder.session() is None
    assert journal.flush()
    assert read_sessions(folder).sessions == ()


def test_two_windows_write_two_files(journal: Journal, folder: Path) -> None:
    assert journal.wait_until_ready(2)
    journal.write(BEGUN, kept(1))
    assert journal.flush()
    second = Journal(folder)
    second.write(kept(2, "two"), kept(3, "two"))
    assert second.close()
    assert second.recovery is not None
    assert second.recovery.cut_short == (), "the other window's hold still runs"
    assert {p.name for p in folder.glob("*.jsonl")} == {"sessions-1.jsonl", "sessions-2.jsonl"}
    assert [s.id for s in read_sessions(folder).sessions] == ["one"]


def test_nothing_is_written_after_the_end(folder: Path) -> None:
    journal = Journal(folder)
    assert journal.close()
    assert journal.close()
    with pytest.raises(RuntimeError, match="closed"):
        journal.write(kept(1))


def test_the_list_is_the_users_own(folder: Path, journal: Journal) -> None:
    assert journal.wait_until_ready(2)
    assert default_folder().name == "sessions"
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o077 == 0
        assert (folder / "sessions-1.jsonl").stat().st_mode & 0o077 == 0


def test_no_folder_is_an_empty_list(tmp_path: Path) -> None:
    assert read_sessions(tmp_path / "none").sessions == ()


def _soon(true: object, within_s: float = 3.0) -> bool:
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.01)
    return False
