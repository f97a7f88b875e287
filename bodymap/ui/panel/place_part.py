"""A place that hurts: its name and side, when to refer, the muscles that commonly send pain there, and complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core import guidance, text
from bodymap.core.language import msg, tr, trn
from bodymap.core.phrase import Phrase
from bodymap.core.sources import REACHES, sources_of
from bodymap.ui.record import phrases
from bodymap.ui.record.parts import Pool, Section
from bodymap.ui.record.source_list import SourceList
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.chips import Chip, Flow
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.sources import Reach
    from bodymap.core.state import SideChoice, Voice
    from bodymap.ui.record.source_list import Looks

_HEADS: Final[dict[Reach, Phrase]] = {
    "essential": Phrase(msg("Essential here"), msg("Mainly felt here")),
    "spillover": Phrase(msg("Spillover here"), msg("Sometimes felt here too")),
    "named": Phrase(msg("Named by other texts, not drawn"), msg("Named by others, not drawn")),
}


class SourcesPart(QWidget):
    """The muscles that a place's pain may come from, those that reach it most surely first.

    ``chosen`` carries a point and whether what is lit stays, ``pointed`` the one that is pointed at.
    """

    chosen = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.count = Prose("", "body", "soft", parent=self)
        column.addWidget(self.count)
        self.lists: dict[Reach, SourceList] = {}
        for reach in REACHES:
            some = self.lists[reach] = SourceList(self)
            some.chosen.connect(self.chosen)
            some.pointed.connect(self.pointed)
            column.addWidget(some)

    def fill(self, index: AtlasIndex, code: str, voice: Voice, looks: Looks) -> None:
        """Show what refers to this region, in this voice."""
        found = sources_of(index, code)
        count = trn("Pain here may come from {count} muscle:", "Pain here may come from {count} muscles:", len(found))
        nothing = tr("Nothing in this atlas is known to refer here.")
        self.count.say(count.format(count=len(found)) if found else nothing)
        for reach, some in self.lists.items():
            some.fill(index, _HEADS[reach].to(voice), [one for one in found if one.reach == reach], voice, looks)


class PlacePart(QWidget):
    """Everything about one place. ``chosen`` carries a point and whether what is lit stays; ``marked`` a complaint."""

    chosen = Signal(str, bool)
    pointed = Signal(str)
    marked = Signal(str)
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.side = Prose("", "caps", "accent", parent=self)
        self.name = Prose("", "title", parent=self)
        self.flags = Card("caution", "stop", self)
        self._flags_words = Prose(parent=self.flags)
        self.flags.rows.addWidget(self._flags_words)
        for part in (self.side, self.name):
            column.addWidget(part)
        self.sources = SourcesPart(self)
        self.sources.chosen.connect(self.chosen)
        self.sources.pointed.connect(self.pointed)
        column.addWidget(self.flags)
        column.addWidget(self.sources)
        self.complaints = Section(self)
        flow = self.complaints.add(Flow(self.complaints, gap=4))
        self._flow = flow
        self._chips = Pool(self._make_chip)
        column.addWidget(self.complaints)
        self._clear = PlateButton(tr("Ask about nothing"), "close", self)
        self._clear.clicked.connect(self.clear_requested)
        column.addWidget(self._clear)

    def fill(self, index: AtlasIndex, code: str, side: SideChoice, voice: Voice, looks: Looks) -> None:
        """Show this place of this side in this voice."""
        region = index.region(code)
        self.side.say("" if side == "both" else phrases.side_text(side, voice))
        self.name.say(text.capital(region.client) if voice == "client" else region.label)
        self.sources.fill(index, code, voice, looks)
        self._flags_words.say(guidance.brief(index, guidance.RED_FLAGS, voice=voice))
        self.flags.setVisible(bool(self._flags_words.text()))
        self._fill_complaints(index, code)

    def _fill_complaints(self, index: AtlasIndex, code: str) -> None:
        known = [condition for condition in index.atlas.conditions if index.touches((code,), condition.places)]
        self.complaints.title.say(tr("Complaints felt here"))
        for chip, condition in zip(self._chips.take(len(known)), known, strict=True):
            chip.setText(condition.name)
            chip.setProperty("condition_id", condition.id)
            chip.setAccessibleName(tr("Mark all points of {name}").format(name=condition.name))
            chip.setChecked(False)
            chip.updateGeometry()
        self.complaints.setVisible(bool(known))

    def _make_chip(self) -> Chip:
        chip = Chip("", self._flow)
        chip.clicked.connect(lambda: self.marked.emit(chip.property("condition_id")))
        self._flow.flow.addWidget(chip)
        return chip
