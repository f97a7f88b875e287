"""Broken journals and settings: nothing may be lost, thrown, read elsewhere, or wait for longer than five seconds."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from bodymap.core.hold.holding import Sample
from bodymap.core.hold.journal import Journal
from bodymap.core.hold.records import Begun, Ended, Kept, Packed, Removed, line_of
from bodymap.core.hold.sessions import SessionList, read_sessions
from bodymap.ui.settings import hold as hold_settings
from bodymap.ui.settings import state as state_settings
from bodymap.ui.settings.collected import COLLECTED
from bodymap.ui.settings.settings import Setting, Settings
from bodymap.ui.settings.window import WINDOW_SETTINGS
from tests.campaign.report import Report, dice_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

    from bodymap.core.hold.records import AnyRecord

ROWS: tuple[Setting[Any], ...] = (
    *WINDOW_SETTINGS,
    *state_settings.STATE_SETTINGS.values(),
    *state_settings.PRESENTATION_SETTINGS.values(),
    COLLECTED,
    *(row for row in vars(hold_settings).values() if isinstance(row, Setting)),
)
_LINE = re.compile(rb'\{"crc":"([0-9a-f]{8})","record":(\{.*\})\}')
_BLANK = b"\r\x00 "
_WAIT_S = 6.0
_EVERY_THIRD = 3


def run(count: int, seed: int, first: int = 0) -> Report:
    """Try this many broken state files: of three, two journals and one of settings."""
    report = Report()
    for n in range(first, first + count):
        kind, attempt = ("settings", _try_settings) if n % _EVERY_THIRD == 2 else ("journals", _try_journal)
        folder = Path(tempfile.mkdtemp(prefix="bodymap-campaign-"))
        began = time.perf_counter()
        told: list[str] = []
        try:
            with watched(folder, told):
                told += attempt(folder, dice_of(seed, n))
        except Exception:
            told.append(traceback.format_exc())
        took_s = time.perf_counter() - began
        report.note(kind, took_s, [f"{kind} {n} of seed {seed}: {one}" for one in told])
        shutil.rmtree(folder, ignore_errors=True)
    return report


# Nothing is read elsewhere

_watching: list[tuple[str, list[str]]] = []
_OWN = (sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), "/proc", "/dev", "/etc/localtime", "/usr/share")


def _on_audit(event: str, values: tuple[object, ...]) -> None:
    if event != "open" or not _watching or not isinstance(values[0], (str, bytes)):
        return
    folder, told = _watching[-1]
    path = values[0] if isinstance(values[0], str) else values[0].decode("utf-8", "replace")
    if not path.startswith((folder, *_OWN)):
        told.append(f"opened {path}")


@contextmanager
def watched(folder: Path, told: list[str]) -> Iterator[None]:
    if not getattr(sys, "_bodymap_campaign_hook", False):
        # An audit hook cannot be taken away again: there is one, and it looks only while a try runs.
        sys._bodymap_campaign_hook = True  # type: ignore[attr-defined]
        sys.addaudithook(_on_audit)
    _watching.append((str(folder), told))
    try:
        yield
    finally:
        _watching.pop()


# Journals


def _begun(session: str, dice: random.Random) -> Begun:
    return Begun(
        session=session, started=f"2026-11-{dice.randint(1, 28):02d}T08:00:00+01:00", point_id="soleus-1",
        side=dice.choice(("right", "left")), title="Soleus TrP1", protocol_id="static-pressure",
        protocol_name="Static pressure – “still”", band=(4, 6), limit=7, hold=(8.0, 20.0), rounds=1,
    )  # fmt: skip


def _hold(dice: random.Random) -> list[AnyRecord]:
    session = f"{dice.getrandbits(128):032x}"
    begun, ended = _begun(session, dice), Ended(session=session, reason="complete")
    samples = tuple(Sample(k / 2, "hold", 1, 1 + k % 10, None, k / 2) for k in range(dice.randint(0, 12)))
    way = dice.random()
    if way < 0.4:
        return [Packed(session=session, begun=begun, samples=samples, ended=ended)]
    loose: list[AnyRecord] = [begun, *(Kept(session=session, sample=sample) for sample in samples)]
    if way < 0.8:
        loose.append(ended)
    if way > 0.95:
        loose += [ended, Removed(session=session)]
    return loose


def _newer(dice: random.Random) -> bytes:
    body = dice.choice((
        b'{"kind":"remark","session":"%032x","text":"eased"}' % dice.getrandbits(128),
        b'{"kind":"ended","reason":"fell-asleep","session":"%032x"}' % dice.getrandbits(128),
        b'{"kind":"sample","sample":[1.5,"hold",1,5,null,1.5,null,0.7],"session":"%032x"}' % dice.getrandbits(128),
        b'{"kind":7}',
    ))  # fmt: skip
    return b'{"crc":"%08x","record":%b}\n' % (zlib.crc32(body), body)


def _lay_out(folder: Path, dice: random.Random) -> list[Path]:
    names = ["sessions-1.jsonl", "sessions-2.jsonl", "sessions-1 (conflicted copy).jsonl"][: dice.randint(1, 3)]
    paths = []
    for name in names:
        lines = [line_of(record) for _ in range(dice.randint(0, 4)) for record in _hold(dice)]
        if dice.random() < 0.3:
            lines.insert(dice.randint(0, len(lines)), _newer(dice))
        path = folder / name
        path.write_bytes(b"".join(lines))
        paths.append(path)
    if len(paths) == 3 and dice.random() < 0.5:
        whole = paths[0].read_bytes()
        paths[2].write_bytes(whole[: dice.randint(0, len(whole))])
    return paths


def _flip(data: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 20) if out else 0):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randint(0, len(data))]


def _lose(data: bytes, dice: random.Random) -> bytes:
    at = dice.randint(0, len(data))
    return data[:at] + data[at + dice.randint(1, 200) :]


def _insert(data: bytes, dice: random.Random) -> bytes:
    at = dice.randint(0, len(data))
    stuff = dice.choice((
        dice.randbytes(dice.randint(1, 300)), b"\n" * 9, b"\x00" * 512, b"[" * 3000, b"\xff\xfe", b"{}\n",
        b"=\n[%General\n", "\u202e“”\x1b[2J".encode(),
    ))  # fmt: skip
    return data[:at] + stuff + data[at:]


def _shuffle(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def _carriage_returns(data: bytes, dice: random.Random) -> bytes:
    return data.replace(b"\n", b"\r\n")


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _lose, _insert, _shuffle, _carriage_returns,
)  # fmt: skip
_IN_THE_WAY = ("sessions-1.lock", "sessions-1.new", "sessions-1.damaged", "sessions-3.jsonl", "sessions-2.new")


def _obstruct(folder: Path, dice: random.Random) -> None:
    """Put a folder, a dangling link or a loop where a file of the journal would be."""
    place = folder / dice.choice(_IN_THE_WAY)
    if place.exists():
        return
    way = dice.randrange(3 if sys.platform != "win32" else 1)
    if way == 0:
        place.mkdir()
    else:
        place.symlink_to("nowhere" if way == 1 else place.name)


def _plain_lines(folder: Path) -> Counter[bytes]:
    """Return every line that is in a file of the folder."""
    files = [path for path in folder.iterdir() if path.is_file() and path.suffix in (".jsonl", ".damaged")]
    return Counter(
        line.rstrip(b"\r") for path in files for line in path.read_bytes().split(b"\n") if line.strip(_BLANK)
    )


def _is_whole(line: bytes) -> bool:
    found = _LINE.fullmatch(line)
    return found is not None and int(found[1], 16) == zlib.crc32(found[2])


def _holds(listed: SessionList) -> dict[str, Counter[Sample]]:
    return {session.id: Counter(session.samples) for session in listed.sessions}


def _try_journal(folder: Path, dice: random.Random) -> list[str]:
    paths = _lay_out(folder, dice)
    for _ in range(dice.randint(0, 3)):
        path = dice.choice(paths)
        path.write_bytes(dice.choice(MUTATIONS)(path.read_bytes(), dice))
    if dice.random() < 0.25:
        _obstruct(folder, dice)
    lines = _plain_lines(folder)
    before = read_sessions(folder)
    _check_text(before)
    told = [] if _knows_all_samples(lines, before) else ["a whole sample is not in the list"]
    gone = dice.choice(before.sessions).id if before.sessions and dice.random() < 0.3 else None
    new = [record for record in _hold(dice) if not isinstance(record, Removed)]
    journal = Journal(folder)
    if not journal.wait_until_ready(_WAIT_S):
        told.append("the start has no end")
    for one in journal.recovery.damage if journal.recovery else ():
        str(one).encode()
    journal.write(*new)
    if gone is not None:
        journal.remove(gone)
    if not journal.flush(_WAIT_S) or not journal.close(_WAIT_S) or journal.unwritten:
        told.append(f"not written: {journal.trouble}")
    return told + _compare(folder, before, lines, new, gone)


def _knows_all_samples(lines: Counter[bytes], listed: SessionList) -> bool:
    """Every whole line of a sample whose session is in the list is in it, by a reader of its own."""
    seen = _holds(listed)
    for line in lines:
        if _is_whole(line):
            record = msgspec.json.decode(line)["record"]
            if record.get("kind") == "sample" and record.get("session") in seen:
                sample = msgspec.convert(record["sample"][:7], Sample)
                if not seen[record["session"]][sample]:
                    return False
    return True


def _check_text(listed: SessionList) -> None:
    """What is told must be able to be shown."""
    for one in (*listed.damage, *listed.unread):
        str(one).encode()


def _compare(
    folder: Path, before: SessionList, lines: Counter[bytes], new: Sequence[AnyRecord], gone: str | None
) -> list[str]:
    """Return what is not there any more though it should be, or still there though it should not."""
    after = _holds(read_sessions(folder))
    told = [
        f"session {session}: {len(samples - after.get(session, Counter()))} samples lost"
        for session, samples in _holds(before).items()
        if session != gone and (session not in after or samples - after[session])
    ]
    if new[0].session not in after:
        told.append("the new hold is not there")
    there = _plain_lines(folder)
    removed = gone.encode() if gone is not None else None
    for line in lines:
        # A line that is whole and known may have been packed; every other is somewhere, byte for byte.
        kept_as_it_is = not _is_whole(line) or b'"kind":7' in line or b"remark" in line or b"asleep" in line
        if kept_as_it_is and line not in there and not _belongs_to_removed(line, folder, removed):
            told.append(f"lost the line {line[:80]!r}")
    if removed is not None:
        # Whoever cannot have a lock cannot know whether another window writes into its file.
        lock, beside = (folder / name for name in ("sessions-1.lock", "sessions-1.new"))
        free = not any(one.is_symlink() or one.is_dir() for one in (lock, beside, folder / "sessions-2.new"))
        left = [line for line in there if removed in line and b'"kind":"removed"' not in line]
        if left and free:
            told.append(f"removed, and still there: {left[0][:80]!r}")
    return told


def _belongs_to_removed(line: bytes, folder: Path, removed: bytes | None) -> bool:
    """Return whether a line names a hold that was removed, now or before."""
    if removed is not None and removed in line:
        return True
    # From every letter on: a quote before an id may have become one that looks like a part of it.
    ids = set(re.findall(rb"(?=([0-9a-f]{32}))", line))
    tombs = (one for one in _plain_lines(folder) if b'"kind":"removed"' in one)
    return any(each in tomb for tomb in tombs for each in ids)


# Settings


def _try_settings(folder: Path, dice: random.Random) -> list[str]:
    path = folder / "bodymap.ini"
    first = Settings(path)
    for row in ROWS:
        first.put(row, row.default)
    first.save()
    data = path.read_bytes()
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(MUTATIONS)(data, dice)
    broken = folder / "broken.ini"
    if dice.random() < 0.03:
        broken.mkdir()
    else:
        broken.write_bytes(data)
    settings = Settings(broken)
    told = []
    for row in ROWS:
        value = settings.get(row)
        if row.parse(row.text(value)) != value:
            told.append(f"{row.key} has the value {value!r}, which it cannot have")
    state_settings.remembered_state(settings)
    state_settings.remembered_presentation(settings)
    for row in ROWS:
        settings.put(row, row.default)
    settings.save()
    if broken.is_file():
        # Under a name that Qt has not read yet, so that the file itself is read.
        shutil.copy(broken, folder / "again.ini")
        again = Settings(folder / "again.ini")
        told += [f"{row.key} is not written again" for row in ROWS if again.get(row) != row.default]
    return told
