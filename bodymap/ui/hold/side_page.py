"""The page that asks which side is pressed, where a point is lit on both: hands are on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from bodymap.core import text
from bodymap.core.language import msg, tr
from bodymap.core.phrase import Phrase
from bodymap.core.state import Side
from bodymap.ui.hold.widgets import BigProse, Ground, WordButton
from bodymap.ui.keys import key_name
from bodymap.ui.record.phrases import side_text
from bodymap.ui.widgets.head import Head
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice

_ASKS: Final = Phrase(msg("Which side is pressed?"), msg("Which side shall it be?"))
_SAYS: Final = Phrase(
    msg("Both sides are lit, and a hold is on one of them. The other can have a hold of its own afterwards."),
    msg("Both of your sides are shown. We press one, and the other afterwards if you like."),
)
_NARROW: Final = 380
"""Pixels at scale 1 that two choices beside each other need."""


class SidePage(Ground):
    """Two large choices, the patient's right as it lies on the drawings. ``named`` carries the side; no side is usual.

    Attributes:
        point_id: the point that is asked about.

    """

    named = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.point_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(14)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        self.side = Prose("", "caps", "accent", parent=self)
        self.title = Prose("", "title", parent=self)
        self.part = Prose("", "body", "soft", parent=self)
        for line in (self.side, self.title, self.part):
            lines.addWidget(line)
        back = tr("Back to the panel ({key})").format(key=key_name("selection.clear"))
        head = Head(lines, tr("Back to the panel"), self, back)
        head.close_button.clicked.connect(self.left)
        column.addLayout(head)
        column.addStretch(1)
        self.headline = BigProse(1.4, "title", parent=self)
        self.words = BigProse(1.1, "body", parent=self)
        column.addWidget(self.headline)
        column.addWidget(self.words)
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choices.setSpacing(12)
        self.buttons: dict[Side, WordButton] = {}
        for side in get_args(Side):
            button = self.buttons[side] = WordButton("", key_name(f"side.{side}"), "", "plain", self)
            button.factor = 1.5
            button.clicked.connect(lambda _=False, side=side: self.named.emit(side))
            self._choices.addWidget(button, 1)
        column.addLayout(self._choices, 3)
        column.addStretch(2)

    def fill(self, index: AtlasIndex, point_id: str, voice: Voice) -> None:
        """Ask about this point in this voice."""
        self.point_id = point_id
        muscle, point = index.muscle_of(point_id), index.point(point_id)
        client = voice == "client"
        self.side.say(side_text("both", voice))
        self.title.say(text.capital(text.point_name(muscle, point, voice)))
        self.part.say("" if client else point.part)
        self.part.setVisible(not client)
        self.headline.say(_ASKS.to(voice))
        self.words.say(_SAYS.to(voice))
        self.setAccessibleName(self.headline.text())
        for side, button in self.buttons.items():
            button.set_words(text.capital(side_text(side, voice)))
        self.rescale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices one above the other where they do not fit beside each other."""
        super().resizeEvent(event)
        need = sum(button.sizeHint().width() for button in self.buttons.values()) + 12 + 32
        narrow = self.width() < max(need, _NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._choices.direction():
            self._choices.setDirection(way)
