"""The page before the first hold: when not to press, in the atlas's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core import guidance
from bodymap.core.language import tr
from bodymap.ui.hold.widgets import BigProse, Ground, WordButton
from bodymap.ui.keys import key_name
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice


class CarePage(Ground):
    """Says when not to press, and above all when to stop and refer. ``read`` once it was read."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 16)
        outer.setSpacing(12)
        self.headline = BigProse(1.4, "title", parent=self)
        outer.addWidget(self.headline)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(14)
        self.words = BigProse(1.15, "body", parent=page)
        column.addWidget(self.words)
        self.help = Card("caution", "stop", page)
        self._help = BigProse(1.1, "heading", parent=self.help)
        self._help_words = BigProse(1.05, "body", parent=self.help)
        self.help.rows.addWidget(self._help)
        self.help.rows.addWidget(self._help_words)
        column.addWidget(self.help)
        column.addStretch(1)
        outer.addWidget(scrolled(page, self), 1)
        self.go_on = WordButton(tr("Go on"), key_name("hold.start"), "check", "main", self)
        self.go_on.factor = 1.3
        self.go_on.clicked.connect(self.read)
        outer.addWidget(self.go_on)

    def fill(self, index: AtlasIndex, voice: Voice) -> bool:
        """Say it in this voice; return whether the atlas has words for it."""
        said = guidance.said(index, guidance.WHEN_NOT, voice)
        self.headline.say(guidance.title(index, guidance.WHEN_NOT))
        # One line for each of the kinds that the record tells apart.
        self.words.say(said.replace(". ", ".\n\n"))
        flags = guidance.said(index, guidance.RED_FLAGS, voice)
        self.help.setVisible(bool(flags))
        self._help.say(guidance.title(index, guidance.RED_FLAGS))
        self._help_words.say(flags)
        self.rescale()
        return bool(said)
