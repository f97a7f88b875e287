"""Random acts in the real window. After each: no exception, nothing from Qt, no wrong side, STOP in its place.

One act in eight follows the one before at once, before anything was painted: as on a slow machine or from far away.
A walk is ``EACH`` acts in a window of its own, of every fourth the second half is the first one again: whatever is
kept for later is there by then, and nothing may grow any more; of all walks together that is told from 20,000 acts on.
``--first K --count 400`` has the walk of that number again, alone. What goes wrong is shown with the fewest acts of its
walk that still lead to it.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import sys
import threading
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar, Final
from unittest.mock import patch

from PySide6.QtWidgets import QApplication, QToolTip

from bodymap.ui import theme
from bodymap.ui.drawing.thrift import return_freed
from tests.campaign.checks import check, look
from tests.campaign.hands import ACTS
from tests.campaign.report import LONGEST_S, Report, dice_of
from tests.campaign.world import World, widest_pool

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence
    from random import Random


_LOG: Final = logging.getLogger(__name__)
EACH: Final = 400
_HALF: Final = EACH // 2
_AGAIN: Final = 4
_MOST_MORE: Final = 2
"""Objects, widgets and timers that may be there after acts were done again: time does not go by just as it did."""
_WIDEST: Final = 400
"""Widgets that a pool may keep: no list shows as many at once, though one of a whole atlas may show 300."""
_LOOK_EVERY: Final = 100
_IN_ONE_BREATH: Final = 0.12
_MOST_GROWTH: Final = 6.0
"""Megabytes held in 10,000 acts, once the first walks have brought in all that is kept."""
_BLOCK_BYTES: Final = 80
"""What a block of Python's takes, roughly."""
_ENOUGH_WALKS: Final = 50
"""So many tell growth from what fills up, some 30 MB in the first 6,000 acts, and from what only comes and goes."""
_MOST_REPLAYS: Final = 24
_MOST_BAD: Final = 5
"""Walks in a row that may end badly before it is given up."""
_FOLDERS: Final = {"config": "XDG_CONFIG_HOME", "data": "XDG_DATA_HOME", "cache": "XDG_CACHE_HOME"}


def run(count: int, seed: int, first: int = 0) -> Report:
    """Do so many acts, in as many walks as that takes."""
    held = QApplication.instance() or QApplication(["bodymap", "-style", "fusion"])
    report = Report()
    grown: list[tuple[int, float]] = []
    sizes: list[float] = []
    done, number, ended_badly = 0, first, 0
    with _own_files():
        while done < count and ended_badly < _MOST_BAD:
            some = range(min(EACH, count - done))
            faults = _walk(seed, number, some, report)
            done = sum(report.tries.values())
            ended_badly = ended_badly + 1 if faults else 0
            if faults and not report.faults:
                _LOG.info("walk %d of seed %d: %s; which acts does that take?", number, seed, faults)
                faults.append(f"shortest: {_shortest(seed, number, some, faults[0])}")
            report.faults += [f"walk {number} of seed {seed}: {each}" for each in faults]
            sizes.append(_megabytes())
            grown.append((done, _held()))
            said = done, number, seed, sizes[-1], grown[-1][1], faults or "right"
            _LOG.info("%d acts, walk %d of seed %d, %.0f MB, %.1f of them held: %s", *said)
            number += 1
    report.faults += _growth(grown)
    of_them = f"{grown[0][1]:.0f} and {grown[-1][1]:.0f} of them held"
    report.remarks.append(f"{sizes[0]:.0f} MB after {grown[0][0]} acts, {sizes[-1]:.0f} MB at the end, {of_them}")
    del held
    return report


@contextmanager
def _own_files() -> Iterator[None]:
    """Send what is kept for the user to a folder that goes away."""
    import platformdirs

    with TemporaryDirectory(prefix="bodymap-acts-") as name:
        folders = {variable: str(Path(name) / kind) for kind, variable in _FOLDERS.items()}
        kept: dict[str, Any] = {f"user_{kind}_dir": lambda *_, at=folders[v], **__: at for kind, v in _FOLDERS.items()}
        with patch.dict(os.environ, folders), patch.multiple(platformdirs, **kept):
            yield


def _walk(seed: int, number: int, acts: Sequence[int], report: Report | None = None) -> list[str]:
    """Open a window, do these acts of a walk, and return what went wrong."""
    gc.collect()
    before = threading.active_count(), _files()
    with _own_look(), TemporaryDirectory() as name:
        try:
            world = World(Path(name), dice_of(seed, number))
        except Exception:
            return [traceback.format_exc(limit=-6)]
        try:
            _go(world, seed, number, acts, report)
        except Exception:
            world.told.append(traceback.format_exc(limit=-6))
        finally:
            world.end()
    told, windows = world.told, world.opened
    del world
    _wait_for_threads(before[0])
    gc.collect()
    now = threading.active_count(), _files()
    if not told and any(b > a for a, b in zip(before, now, strict=True)):
        told.append(f"threads and open files were {before} and are {now}")
    if not told and any(window() is not None for window in windows):
        told.append("a window that was closed is kept, with all it had")
    return told


@contextmanager
def _own_look() -> Iterator[None]:
    """Give the program the colours that it starts with, and leave those that were there before."""
    app: Any = QApplication.instance()
    palette, tips = app.palette(), QToolTip.palette()
    theme.apply(app, "light")
    try:
        yield
    finally:
        app.setPalette(palette)
        QToolTip.setPalette(tips)


def _wait_for_threads(count: int) -> None:
    """Let what writes the last of a hold come to its end."""
    end = time.monotonic() + LONGEST_S
    while threading.active_count() > count and time.monotonic() < end:
        time.sleep(0.01)


def _go(world: World, seed: int, number: int, acts: Sequence[int], report: Report | None) -> None:
    world.rest()
    again = number % _AGAIN == _AGAIN - 1
    if again:
        world.use_everything()
    at_first: Counter[str] | None = None
    table, weights = list(ACTS), list(ACTS.values())
    for n in acts:
        dice = _dice(seed, number, n)
        act = dice.choices(table, weights)[0]
        # What the program works, and not what it waits for a machine that has others to serve.
        began = time.process_time()
        with world.watched():
            act(world, dice)
        if dice.random() >= _IN_ONE_BREATH:
            world.settle()
            check(world)
        if report is not None:
            report.note(act.__name__, time.process_time() - began, [])
        if n % _LOOK_EVERY == _LOOK_EVERY - 1 and not world.told:
            look(world)
        if world.told:
            world.told[0] = f"act {n}, {act.__name__}: {world.told[0]}"
            return
        if n == _HALF - 1:
            world.rest()
            at_first = world.counts()
    if at_first is not None and again:
        _compare(world, at_first)


def _compare(world: World, at_first: Counter[str]) -> None:
    """Nothing is more than it was after the same acts were done for the first time."""
    world.rest()
    more = world.counts() - at_first
    if more.total() > _MOST_MORE:
        world.told.append(f"at rest there is more than before the same acts: {more.most_common(9)}")
    if widest_pool() > _WIDEST:
        world.told.append(f"a pool keeps {widest_pool()} widgets")


def _dice(seed: int, number: int, n: int) -> Random:
    """Return the dice of an act, its own: a walk without some of its acts has the others just as they were."""
    if number % _AGAIN == _AGAIN - 1:
        n %= _HALF
    return dice_of(seed, number * 1_000_000 + n)


# Growth


def _growth(grown: list[tuple[int, float]]) -> list[str]:
    """Compare the least of both halves of what came once everything that is kept was there.

    Walks end with more or less on the screen; what is never given back raises the least as well. What the process has
    is more than what is held, and comes to be what it once had at most: Python and the C library keep free what lies
    between things that stay, up to 40 MB after 20,000 acts.
    """
    if len(grown) < _ENOUGH_WALKS:
        return []
    later = grown[len(grown) // 3 :]
    halves = later[: len(later) // 2], later[len(later) // 2 :]
    acts = median(each[0] for each in halves[1]) - median(each[0] for each in halves[0])
    megabytes = min(each[1] for each in halves[1]) - min(each[1] for each in halves[0])
    if megabytes * 10_000 / acts > _MOST_GROWTH:
        return [f"memory grew by {megabytes:.0f} MB in {acts:.0f} acts"]
    return []


def _megabytes() -> float:
    """Return what the process has once nothing is left lying about."""
    gc.collect()
    return_freed()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


class _Heap(ctypes.Structure):
    """What glibc's ``mallinfo2`` tells."""

    _fields_: ClassVar = [(f"_{n}", ctypes.c_size_t) for n in range(4)] + [
        ("large", ctypes.c_size_t),
        ("_5", ctypes.c_size_t),
        ("_6", ctypes.c_size_t),
        ("used", ctypes.c_size_t),
        ("_8", ctypes.c_size_t),
        ("_9", ctypes.c_size_t),
    ]


def _held() -> float:
    """Return what is held of it, in megabytes: what the C library and Python have given out and not got back."""
    tell = getattr(ctypes.CDLL(None), "mallinfo2", None) if sys.platform == "linux" else None
    if tell is None:
        return _megabytes()
    tell.restype = _Heap
    heap = tell()
    return float(heap.large + heap.used + _BLOCK_BYTES * sys.getallocatedblocks()) / 1e6


def _files() -> int:
    """Return how many files are open, apart from what Qt wakes its own threads by, once they are there."""
    if sys.platform != "linux":
        return 0
    return sum("eventfd" not in _opened(each) for each in Path("/proc/self/fd").iterdir())


def _opened(entry: Path) -> str:
    try:
        return str(entry.readlink())
    except OSError:
        # The folder of files itself, open for as long as it is read.
        return "eventfd"


# The fewest acts


def _shortest(seed: int, number: int, acts: Sequence[int], fault: str) -> str:
    """Return the fewest acts of a walk that still go wrong, as far as a few replays tell."""
    last = int(fault.split(",")[0].removeprefix("act ")) if fault.startswith("act ") else acts[-1]
    kept = [n for n in acts if n <= last]
    kind = _kind(fault)

    def fails(some: Sequence[int]) -> bool:
        return any(_kind(each) == kind for each in _walk(seed, number, some))

    if not fails(kept):
        return "did not go wrong again"
    size, replays = len(kept) // 2, 0
    while size and replays < _MOST_REPLAYS:
        for at in range(0, len(kept), size):
            fewer = kept[:at] + kept[at + size :]
            replays += 1
            if fewer and fails(fewer):
                kept = fewer
                break
        else:
            size //= 2
    table, weights = list(ACTS), list(ACTS.values())
    names = [_dice(seed, number, n).choices(table, weights)[0].__name__ for n in kept]
    return ", ".join(f"{n} {name}" for n, name in zip(kept, names, strict=True))


def _kind(fault: str) -> str:
    """Return what went wrong without where and with what."""
    return fault.partition(": ")[2][:24] if fault.startswith("act ") else fault[:24]
