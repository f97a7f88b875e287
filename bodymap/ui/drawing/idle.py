"""Does long work in small slices between events, so that no click waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

SLICE_S: Final = 0.006
"""Work done before events are looked at again, in seconds; a frame lasts 0.0167."""

_EACH_MS: Final = 1
_PAUSE_MS: Final = 16
"""For so long panel, strip and list have what is left of a frame to themselves."""

Job = Iterator[None]


class IdleQueue(QObject):
    """Runs jobs, those of the lowest rank first. A job is an iterator that yields where it may be interrupted.

    Attributes:
        longest_ms: how long events had to wait at most so far, in milliseconds.

    """

    def __init__(self) -> None:
        super().__init__()
        self._jobs: dict[str, tuple[int, Job, QObject]] = {}
        self.longest_ms = 0.0
        self._until = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def put(self, name: str, rank: int, job: Job, owner: QObject) -> None:
        """Add a job, which is dropped when its ``owner`` is deleted.

        One of the same name that is not finished is dropped at once, as its result is no longer wanted.
        """
        self._jobs[name] = (rank, job, owner)
        if not self._timer.isActive():
            self._timer.start()

    def pause(self) -> None:
        """Begin nothing for a moment: what was lit is shown everywhere before anything is made ready."""
        self._timer.start(_PAUSE_MS)

    def give_way(self) -> None:
        """Look at events as soon as the step that is being done is: there is something to be seen."""
        self._until = 0.0

    def drop(self, name: str) -> None:
        """Forget a job, finished or not."""
        self._jobs.pop(name, None)

    def has(self, name: str) -> bool:
        """Whether a job of this name is not finished."""
        return name in self._jobs

    @property
    def is_busy(self) -> bool:
        """Whether any job is not finished."""
        return bool(self._jobs)

    def finish(self, name: str | None = None) -> None:
        """Do the named job, or all of them, to the end, now."""
        while self._jobs and (name is None or name in self._jobs):
            self._step(name or self._first())

    def _first(self) -> str:
        return min(self._jobs, key=lambda name: self._jobs[name][0])

    def _on_timer_timeout(self) -> None:
        begun = perf_counter()
        self._timer.setInterval(_EACH_MS)
        self._until = begun + SLICE_S
        while self._jobs and perf_counter() < self._until:
            self._step(self._first())
        self.longest_ms = max(self.longest_ms, 1000 * (perf_counter() - begun))
        if not self._jobs:
            self._timer.stop()

    def _step(self, name: str) -> None:
        job = self._jobs[name]
        if not isValid(job[2]):
            del self._jobs[name]
            return
        try:
            next(job[1])
        except StopIteration:
            if self._jobs.get(name) is job:
                del self._jobs[name]
        except BaseException:
            self._jobs.pop(name, None)
            raise
