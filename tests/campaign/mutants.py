"""What the campaigns share: how texts are damaged, what is watched meanwhile, and what is reported."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

LONGEST: Final = 5.0
"""Seconds that any damaged file may take."""
_LONGEST_LINE: Final = 1500


@dataclass
class Report:
    """What came of a campaign."""

    name: str
    tried: int = 0
    refused: int = 0
    told: int = 0
    silent: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return it in a few lines."""
        head = (
            f"{self.name}: {self.tried} tried, {self.refused} refused whole, {self.told} told, {self.silent} without"
            f" a word, slowest {self.slowest:.2f} s, {len(self.faults)} faults"
        )
        return "\n".join([head, *self.faults[:20]])

    def note(self, kind: str, lines: list[str], file: Path) -> None:
        """Count what one file came to, and look at the lines that were said of it."""
        self.tried += 1
        setattr(self, kind, getattr(self, kind) + 1)
        for line in lines:
            if not line.isprintable() or len(line) > _LONGEST_LINE or not line.endswith("."):
                self.faults.append(f"{file.name}: not a clear line: {line[:200]!r}")


@contextmanager
def watched(report: Report, what: str, inside: Path) -> Iterator[None]:
    """Note as a fault whatever goes wrong inside: an exception, a long wait, a file or a socket that is opened."""
    _Opened.inside, _Opened.elsewhere = str(inside), []
    start = time.process_time()
    try:
        yield
    except Exception as error:
        report.faults.append(f"{what}: {type(error).__name__}: {error}"[:300])
    finally:
        opened, _Opened.inside = _Opened.elsewhere, ""
    took = time.process_time() - start
    report.slowest = max(report.slowest, took)
    if took > LONGEST:
        report.faults.append(f"{what}: {took:.1f} s")
    report.faults.extend(f"{what}: opened {name}" for name in opened)


class _Opened:
    """What Python opens while somebody watches; a hook cannot be taken out again, so there is one for all."""

    inside = ""
    elsewhere: ClassVar[list[str]] = []
    hooked = False


def hook() -> None:
    """Begin to listen to what Python opens."""
    if _Opened.hooked:
        return
    _Opened.hooked = True
    # What is imported on first use is no file that was read for a mutant.
    code = tuple({sys.prefix, sys.base_prefix, str(Path(__file__).parents[2] / "bodymap"), "/usr/share", "/etc/fonts"})

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if not _Opened.inside:
            return
        if event.startswith("socket."):
            _Opened.elsewhere.append(event)
        elif event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            name = os.fsdecode(arguments[0])
            if not name.startswith((_Opened.inside, *code)):
                _Opened.elsewhere.append(name)

    sys.addaudithook(listen)


class Canary:
    """A folder of which the system tells when anything in it is opened, by Qt as well; only Linux can."""

    _OPEN: Final = 0x20

    def __init__(self, folder: Path) -> None:
        self._file = -1
        if sys.platform == "linux":
            libc = ctypes.CDLL(None, use_errno=True)
            self._file = libc.inotify_init1(os.O_NONBLOCK)
            libc.inotify_add_watch(self._file, os.fsencode(folder), self._OPEN)

    def was_opened(self) -> bool:
        """Whether anything was opened since it was last asked."""
        try:
            return self._file >= 0 and bool(os.read(self._file, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Stop listening."""
        if self._file >= 0:
            os.close(self._file)


def damage(text: str, random: Random, hostile: Sequence[str]) -> str:
    """Return a text with one to three things wrong with it, ``hostile`` pieces of text among them."""
    for _ in range(random.randint(1, 3)):
        text = _damage_once(text, random, hostile)
    return text


def _damage_once(text: str, random: Random, hostile: Sequence[str]) -> str:
    at, to = sorted(random.randrange(len(text) + 1) for _ in range(2))
    short = min(to, at + random.randint(1, 40))
    letter = chr(random.choice((0, 10, 27, 34, 60, 0x202E, 0xFFFF, random.randrange(32, 127))))
    ways: tuple[Callable[[], str], ...] = (
        lambda: text[:at] + text[short:],
        lambda: text[:at] + text[at:short] * random.randint(2, 60) + text[short:],
        lambda: text[:at] + letter + text[at + 1 :],
        lambda: text[:at] + random.choice(hostile) + text[at:],
        lambda: text[:at] + text[short:to] + text[at:short] + text[to:],
        lambda: text[:at] if random.random() < 0.2 else text[:at] + text[at + 1 :],
    )
    return random.choice(ways)()
