"""A condition: its plain sentence, its red flags, and the points that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core import guidance, text
from bodymap.core.blocks import Bullets
from bodymap.core.language import tr
from bodymap.ui.record import phrases
from bodymap.ui.record.parts import Facts, PointList, facts_of
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice


class ConditionPart(QWidget):
    """Everything about one marked condition. ``chosen`` carries a point and whether Ctrl was held."""

    chosen = Signal(str, bool)
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        self.name = Prose("", "title", parent=self)
        self.aliases = Prose("", "small", "soft", parent=self)
        self.plain = Prose(parent=self)
        self.flags = Card("caution", "stop", self)
        self._flags_title = Prose("", "heading", parent=self.flags)
        self._flags_list = Facts(self.flags)
        self.flags.rows.addWidget(self._flags_title)
        self.flags.rows.addWidget(self._flags_list)
        self._points_title = Prose("", "caps", "soft", parent=self)
        self.points, self.felt = PointList(self), PointList(self)
        self._felt_title = Prose("", "caps", "soft", parent=self)
        for some in (self.points, self.felt):
            some.chosen.connect(self.chosen)
        self._sources = Prose("", "small", "soft", parent=self)
        self._clear = PlateButton(tr("Unmark"), "close", self)
        self._clear.clicked.connect(self.clear_requested)
        parts = (self.name, self.plain, self.flags, self._points_title, self.points, self._felt_title, self.felt)
        for part in (*parts, self.aliases, self._sources, self._clear):
            column.addWidget(part)

    def fill(self, index: AtlasIndex, condition_id: str, voice: Voice) -> None:
        """Show this condition in this voice."""
        condition = index.condition(condition_id)
        self.name.say(condition.name)
        self.aliases.say(tr("Also called {names}").format(names=text.join_words(condition.aliases)))
        self.aliases.setVisible(bool(condition.aliases) and voice != "client")
        self.plain.say(condition.plain)
        self._flags_title.say(guidance.said(index, guidance.CONDITION_FLAGS, voice))
        self._flags_list.say(facts_of([Bullets(condition.red_flags)]))
        self.flags.setVisible(bool(condition.red_flags))
        points = index.points_of_condition(condition_id)
        title = phrases.CONDITION_POINTS.to(voice)
        self._points_title.say(f"{title} ({len(points)})")
        self.points.fill(index, points, voice)
        felt = index.points_felt_in(condition_id)
        self._felt_title.say(f"{phrases.CONDITION_FELT.to(voice)} ({len(felt)})" if felt else "")
        self.felt.fill(index, felt, voice)
        self.felt.setVisible(bool(felt))
        cites = text.cites_text(index, condition.sources)
        sources = tr("Sources: {cites}").format(cites=cites) if cites else ""
        told = filter(None, (sources, text.codes_text(condition)))
        self._sources.say("\n".join(told) if voice != "client" else "")
