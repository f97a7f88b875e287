"""Practice: a simulated client, or an instructor at the keyboard, answers the pressure of a student's key or slider."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core import guidance
from bodymap.core.hold import client as clients
from bodymap.core.hold.events import Less, Report, Stop
from bodymap.core.language import tr
from bodymap.ui import theme
from bodymap.ui.keys import key_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QMouseEvent

    from bodymap.core.hold.client import Character, Client
    from bodymap.core.hold.events import Event
    from bodymap.core.hold.sessions import Session
    from bodymap.core.index import AtlasIndex

Role = Literal["calm", "guarded", "too-much", "surprise", "recorded", "instructor"]
ROLES: Final[tuple[Role, ...]] = ("calm", "guarded", "too-much", "surprise", "instructor")
_SLOWEST, _FASTEST = 0.045, 0.30
"""How fast a held key changes the pressure, in tens a second: gently at first, then faster."""
_GROWS_S: Final = 2.0
_LIFT: Final = 2.0
_LONGEST_S: Final = 0.2


def practice_lead(practice: bool) -> str:  # noqa: FBT001 - a plain property
    """Return what stands before the side wherever nobody is on the table."""
    return tr("Practice") + "  ·  " if practice else ""


def role_words(index: AtlasIndex, role: Role) -> tuple[str, str]:
    """Return a role's name and what it is like; of the simulated characters in the atlas's words."""
    if role == "surprise":
        return tr("Surprise"), tr("One of the three; which one is told at the end.")
    if role == "instructor":
        return tr("Instructor"), tr("The instructor answers with the number keys.")
    if role == "recorded":
        return tr("As recorded"), tr("Feels what a hold of the list recorded.")
    advice_id = guidance.id_of("practice", role)
    return guidance.title(index, advice_id) or role, guidance.said(index, advice_id, "clinician")


class Practice:
    """The student's pressure, and the client who feels it.

    Attributes:
        role: who was chosen to play the client.
        character: who it is; None where the instructor plays.
        pressure: 0 (no contact) to 1.
        heard: what the client said last, in a word or two.

    """

    def __init__(self, role: Role, seed: int | None = None, recorded: Session | None = None) -> None:
        self.role = role
        self.pressure = 0.0
        self.heard = ""
        self._way = 0
        self._held_s = 0.0
        self._last: float | None = None
        seed = random.randrange(1_000_000) if seed is None else seed  # noqa: S311 - no secret
        self.client: Client | None = None
        if recorded is not None:
            self.client = clients.recorded(recorded.samples)
        elif role != "instructor" and role != "recorded":
            character = random.Random(seed).choice(clients.CHARACTERS) if role == "surprise" else role  # noqa: S311
            self.client = clients.simulated(character, seed)

    @property
    def character(self) -> Character | None:
        """Who the client is; None where the instructor plays."""
        return None if self.client is None else self.client.character

    def hold_key(self, way: int) -> None:
        """Begin to press in (1), to come out (-1), or stay (0)."""
        if way != self._way:
            self._way, self._held_s = way, 0.0

    def answer(self, now: float) -> Iterable[Event]:
        """Let the hand move until ``now`` (the hold's clock), and return what the client says."""
        passed = 0.0 if self._last is None else min(max(now - self._last, 0.0), _LONGEST_S)
        self._last = now
        if self._way:
            self._held_s += passed
            speed = _SLOWEST + (_FASTEST - _SLOWEST) * min(self._held_s / _GROWS_S, 1.0) ** 2
            speed *= _LIFT if self._way < 0 else 1.0
            self.pressure = min(max(self.pressure + self._way * speed * passed, 0.0), 1.0)
        if self.client is None:
            return ()
        self.client, said = clients.react(self.client, self.pressure, now)
        for event in said:
            self.hear(event)
        return said

    def hear(self, event: Event) -> None:
        """Take note of what the client says."""
        if isinstance(event, Report):
            self.heard = str(event.value)
        elif isinstance(event, Less):
            number = self.heard if self.heard.isdigit() else ""
            self.heard = tr("{number}: lighter, please").format(number=number) if number else tr("Lighter, please")
        elif isinstance(event, Stop):
            self.heard = tr("Stop")


class PressureBar(QWidget):
    """The student's pressure as an upright bar: press and drag on it, or hold the keys."""

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0.0
        self.setAccessibleName(tr("Pressure"))
        self._in, self._out = key_name("press", "hold"), key_name("lift", "hold")
        said = tr("Drag, or hold {press} to press in and {lift} to come out")
        self.setToolTip(said.format(press=self._in, lift=self._out))
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a bar that a hand can drag."""
        return QSize(round(self.fontMetrics().height() * 3.4), 120)

    def show_pressure(self, value: float) -> None:
        """Show this pressure, 0 to 1."""
        if abs(value - self._value) * self.height() >= 0.25:
            self._value = value
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press as hard as the place says."""
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        self.moved.emit(min(max(1.0 - event.position().y() / self.height(), 0.0), 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the bar, its level and its keys."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(shade.edge), 1))
        painter.setBrush(QColor(shade.card))
        painter.drawRoundedRect(box, 9, 9)
        level = box.adjusted(4, 4, -4, -4)
        level.setTop(level.bottom() - level.height() * self._value)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade.accent))
        painter.drawRoundedRect(level, 6, 6)
        painter.setPen(QColor(shade.soft))
        painter.setFont(theme.smaller(self.font()))
        line = painter.fontMetrics().height() + 4
        top = QRectF(box.left(), box.top() + 4, box.width(), line)
        bottom = QRectF(box.left(), box.bottom() - line - 4, box.width(), line)
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, f"{self._in} ↓")
        painter.setPen(QColor(shade.on_accent if level.height() > line else shade.soft))
        painter.drawText(bottom, Qt.AlignmentFlag.AlignCenter, f"{self._out} ↑")
