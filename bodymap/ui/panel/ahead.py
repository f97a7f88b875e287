"""The page of the point under the pointer: filled and laid out while the pointer rests, so that a click only swaps."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QSize

K = TypeVar("K")

_RESTS_MS: Final = 40
"""A pointer that stays on a point for so long may be about to click it; what it would light is ready by then."""
_STEP_S: Final = 0.0015
"""So long is worked before events are looked at again: the stage gets ready what the click lights meanwhile."""


class PageAhead(QObject, Generic[K]):
    """Gets one thing ready in steps, between which events are looked at.

    Attributes:
        key: what is ready now; ``None`` for nothing. Whoever takes it asks for exactly this.

    """

    def __init__(self, parent: QObject, steps_to: Callable[[K], Iterator[None]]) -> None:
        super().__init__(parent)
        self.key: K | None = None
        self._steps_to = steps_to
        self._wanted: K | None = None
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    def expect(self, key: K) -> None:
        """Have this ready soon; nothing more is done for what was expected before."""
        if key == self.key:
            # Nothing has been begun that would take it away.
            self._timer.stop()
            return
        if self._timer.isActive() and key == self._wanted:
            return
        self._wanted, self._steps = key, None
        self._timer.start(_RESTS_MS)

    def finish(self) -> None:
        """Do now what is left to be done."""
        while self._timer.isActive():
            self._timer.stop()
            self._on_timer_timeout()

    def forget(self) -> None:
        """Have nothing ready: what it was made from has changed."""
        self._timer.stop()
        self.key = self._wanted = self._steps = None

    def _on_timer_timeout(self) -> None:
        if self._wanted is None:
            return
        if self._steps is None:
            self.key = None
            self._steps = self._steps_to(self._wanted)
        until = perf_counter() + _STEP_S
        for _ in self._steps:
            if perf_counter() > until:
                self._timer.start(0)
                return
        self.key, self._steps = self._wanted, None


def lay_out(page: QWidget, room: QSize) -> None:
    """Lay out a page as a scroll area of this size will show it."""
    for _ in layout_steps(page, room):
        pass


def layout_steps(page: QWidget, room: QSize) -> Iterator[None]:
    """Lay out a page that is not shown, as a scroll area of this size will show it, yielding between its parts."""
    parts = [page, *page.findChildren(QWidget)]
    for part in parts:
        part.ensurePolished()
        if not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            # What is shown only because its parent is asks for a new layout each time that happens.
            part.show()
    yield
    layouts = [(part, layout) for part in parts if (layout := part.layout()) is not None]
    # From the inside out, as each asks what it lies in for a new layout ...
    for _, layout in reversed(layouts):
        layout.activate()
        yield
    least = max(page.heightForWidth(room.width()), page.minimumSizeHint().height())
    page.resize(room.width(), max(room.height(), least))
    # ... and from the outside in, as what is hidden hears of its new size only when it is shown.
    for part, layout in layouts:
        layout.setGeometry(part.rect())
        yield


def paint_now(page: QWidget) -> None:
    """Paint once, now, what has just come into sight; left to itself it is painted again when Qt gets to it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater.value)
    QCoreApplication.sendEvent(page.window(), QEvent(QEvent.Type.UpdateRequest))
