"""A muscle that was pointed out: its name, all its points, where any of them is felt, and what else hurts there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.blocks import Zone, Zones
from bodymap.core.language import tr
from bodymap.core.legend import LEGEND
from bodymap.core.sections import SECTION
from bodymap.core.sources import union_of
from bodymap.ui.panel.place_part import SourcesPart
from bodymap.ui.record import phrases
from bodymap.ui.record.parts import ReferralPart, Section
from bodymap.ui.record.source_list import PicturedList
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Hairline
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.blocks import Pattern
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import State
    from bodymap.ui.record.source_list import Looks


class MusclePart(QWidget):
    """Everything about one muscle. ``chosen`` carries a point and whether what is lit stays."""

    chosen = Signal(str, bool)
    pointed = Signal(str)
    place_asked = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.side = Prose("", "caps", "accent", parent=self)
        self.name = Prose("", "title", parent=self)
        self.points = PicturedList(self)
        self.felt = Section(self)
        self.referral = self.felt.add(ReferralPart(self.felt))
        self.line = Hairline(self)
        self.ask = PlateButton("", "search", self)
        self.ask.outlined = True
        self.sources = SourcesPart(self)
        clear = PlateButton(tr("Ask about nothing"), "close", self)
        parts = (self.side, self.name, self.points, self.felt, self.line, self.ask, self.sources, clear)
        for part in parts:
            column.addWidget(part)
        for some in (self.points, self.sources):
            some.chosen.connect(self.chosen)
            some.pointed.connect(self.pointed)
        self.ask.clicked.connect(self.place_asked)
        clear.clicked.connect(self.clear_requested)

    def fill(self, index: AtlasIndex, state: State, looks: Looks) -> None:
        """Show the muscle and the place on it that the state asks about."""
        assert state.muscle is not None  # noqa: S101 - the caller looked
        muscle, voice = index.muscle(state.muscle), state.voice
        self.side.say("" if state.side == "both" else phrases.side_text(state.side, voice))
        self.name.say(text.capital(muscle.client_name) if voice == "client" else muscle.name)
        self.points.fill(index, muscle.points, voice, looks)
        self.felt.title.say(SECTION["felt"].heading.to(voice))
        kinds: tuple[Pattern, ...] = ("solid", "stippled")
        zones = tuple(
            Zone(kind, LEGEND[kind].to(voice), text.capital(text.region_names(index, codes, voice)))
            for kind, codes in zip(kinds, union_of(muscle), strict=True)
            if codes
        )
        self.referral.fill((Zones(zones),), 0)
        self.felt.setVisible(bool(zones))
        for part in (self.line, self.ask, self.sources):
            part.setVisible(state.place is not None)
        if state.place is not None:
            region = index.region(state.place)
            name = text.capital(region.client) if voice == "client" else region.label
            self.ask.setText(tr("It hurts here: {place}").format(place=name))
            self.ask.setAccessibleName(self.ask.text())
            self.ask.updateGeometry()
            self.sources.fill(index, state.place, voice, looks)
