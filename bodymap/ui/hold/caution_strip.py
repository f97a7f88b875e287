"""The cautions of a place while a hold runs: always in sight, short, and in full at a press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from bodymap.core.language import tr
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

    from bodymap.core.model import Caution
    from bodymap.core.state import Voice

_LEAST_HEIGHT: Final = 50
"""The sign fits into it."""
_ROOM: Final = 230
"""So many letters leave enough room for the curve."""


class CautionStrip(Card):
    """What to mind, and what to do instead; of many cautions the structures alone, until it is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("caution", "caution", parent)
        self.words = Prose("", "small", parent=self)
        self.rows.setContentsMargins(48, 8, 12, 8)
        self.rows.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        self._short = self._full = ""
        self.setMinimumHeight(_LEAST_HEIGHT)

    def fill(self, cautions: Sequence[Caution], voice: Voice) -> None:
        """Show these cautions in this voice."""
        client = voice == "client"
        self._full = "\n".join(one.client if client else f"{one.structure}: {one.instead}" for one in cautions)
        names = "  ·  ".join(one.structure for one in cautions)
        self._short = self._full if client or len(self._full) <= _ROOM else names
        self.set_sign("info" if client else "caution")
        self.words.say(self._short)
        tip = self._full
        if self._short != self._full:
            tip = tr("{cautions}\n\nPress to read all of it.").format(cautions=self._full)
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(self._full)
        self.setVisible(bool(cautions))

    @property
    def full(self) -> str:
        """Everything that there is to mind."""
        return self._full

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show all of it, or less again."""
        super().mousePressEvent(event)
        self.words.say(self._full if self.words.text() == self._short else self._short)
        event.accept()
