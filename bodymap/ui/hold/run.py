"""Runs one hold: the clock, the machine, the journal. Whatever is said is taken in at once, in the same call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from bodymap.core.hold import clock, machine
from bodymap.core.hold.events import Event, Next, Pause, Report, Resume, Start, Stop, Tick
from bodymap.core.hold.recorder import Recorder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bodymap.core.hold.holding import HoldState
    from bodymap.core.hold.journal import Journal
    from bodymap.core.hold.plan import HoldPlan
    from bodymap.core.hold.sessions import Session
    from bodymap.core.model import Tool
    from bodymap.core.state import Side

FRAME_MS: Final = 16


class HoldRun(QObject):
    """One hold from ready to its end.

    Attributes:
        changed: sent after every event and tick; the new state is in ``state``.
        cued: sent with the cues of an event, a tuple of ``Cue``, before ``changed``.
        ended: sent once, when the hold is done or stopped.

    """

    changed = Signal()
    cued = Signal(object)
    ended = Signal()

    def __init__(
        self,
        plan: HoldPlan,
        side: Side,
        tool: Tool | None = None,
        journal: Journal | None = None,
        *,
        practice: bool = False,
        now: Callable[[], float] = clock.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.side = side
        self.tool = tool
        self.practice = practice
        self.state: HoldState = machine.begin(plan)
        self.client: Callable[[float], Iterable[Event]] | None = None
        """In practice: what the client says until a reading of the clock."""
        self._now = now
        self._recorder = Recorder(journal, side, tool, practice=practice)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def plan(self) -> HoldPlan:
        """What the hold asks for."""
        return self.state.plan

    @property
    def running(self) -> bool:
        """Whether the hold has begun and not ended; a pause is part of it."""
        return self.state.phase != "ready" and not self.state.ended

    @property
    def session(self) -> Session | None:
        """The hold so far as a session of the list; None before it began."""
        return self._recorder.session()

    def clock(self) -> float:
        """Return the clock's reading."""
        return self._now()

    def say(self, kind: type[Event], *said: Any) -> None:  # noqa: ANN401 - an event's own values
        """Take in that this happened now, with the event's values."""
        self.take(kind(self._now(), *said))

    def take(self, event: Event) -> None:
        """Take in an event. ``Stop`` has stopped the hold when this returns."""
        was_ended = self.state.ended
        self.state, cues = machine.step(self.state, event)
        self._recorder.follow(self.state)
        if self.running != self._timer.isActive():
            self._timer.start() if self.running else self._timer.stop()
        if cues:
            self.cued.emit(cues)
        self.changed.emit()
        if self.state.ended and not was_ended:
            self.ended.emit()

    def tick(self) -> None:
        """Let time pass until now, and in practice let the client speak."""
        now = self._now()
        for event in self.client(now) if self.client is not None else ():
            self.take(event)
        self.take(Tick(now))

    def onward(self) -> None:
        """Do what going on means now: begin, go on after a pause, or go to the next phase."""
        phase = self.state.phase
        self.say(Start if phase == "ready" else Resume if phase == "paused" else Next)

    def toggle_pause(self) -> None:
        """Pause, or go on after a pause."""
        self.say(Resume if self.state.phase == "paused" else Pause)

    def stop(self) -> None:
        """Stop, at once."""
        self.say(Stop)

    def report(self, value: int) -> None:
        """Take in the client's number, 1-10."""
        self.say(Report, value)

    def nudge(self, steps: int) -> None:
        """Take in the client's number as so many steps more or less than the last one.

        Before any number was named the first step up names the lowest of the band.
        """
        named = self.state.discomfort
        base = self.state.band[0] - 1 if named is None else named
        self.report(min(max(base + steps, 1), 10))
