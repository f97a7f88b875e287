"""A place that hurts: its name and side, when to refer, the muscles that commonly send pain there, and complaints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core import guidance, text
from bodymap.core.language import msg, tr, trn
from bodymap.core.phrase import Phrase
from bodymap.ui.record import phrases
from bodymap.ui.record.parts import PointList, Pool, Section
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.chips import Chip, Flow
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.state import SideChoice, Voice

_HEADS: Final = (
    Phrase(msg("Essential here"), msg("Mainly felt here")),
    Phrase(msg("Spillover here"), msg("Sometimes felt here too")),
    Phrase(msg("Named by other texts, not drawn"), msg("Named by others, not drawn")),
)


class PlacePart(QWidget):
    """Everything about one place. ``chosen`` carries a point and whether what is lit stays; ``marked`` a complaint."""

    chosen = Signal(str, bool)
    marked = Signal(str)
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.side = Prose("", "caps", "accent", parent=self)
        self.name = Prose("", "title", parent=self)
        self.count = Prose("", "body", "soft", parent=self)
        self.flags = Card("caution", "stop", self)
        self._flags_words = Prose(parent=self.flags)
        self.flags.rows.addWidget(self._flags_words)
        for part in (self.side, self.name, self.count):
            column.addWidget(part)
        self.lists: list[PointList] = []
        self._heads: list[Section] = []
        for _ in _HEADS:
            section = Section(self)
            points = section.add(PointList(section))
            points.chosen.connect(self.chosen)
            self._heads.append(section)
            self.lists.append(points)
            column.addWidget(section)
        column.insertWidget(3, self.flags)
        self.complaints = Section(self)
        flow = self.complaints.add(Flow(self.complaints, gap=4))
        self._flow = flow
        self._chips = Pool(self._make_chip)
        column.addWidget(self.complaints)
        self._clear = PlateButton(tr("Ask about nothing"), "close", self)
        self._clear.clicked.connect(self.clear_requested)
        column.addWidget(self._clear)

    def fill(self, index: AtlasIndex, code: str, side: SideChoice, voice: Voice) -> None:
        """Show this place of this side in this voice."""
        region = index.region(code)
        self.side.say("" if side == "both" else phrases.side_text(side, voice))
        self.name.say(text.capital(region.client) if voice == "client" else region.label)
        found = _sources(index, code)
        muscles = {index.muscle_of(point.id).id for points in found for point in points}
        count = trn("Pain here may come from {count} muscle:", "Pain here may come from {count} muscles:", len(muscles))
        self.count.say(
            count.format(count=len(muscles)) if muscles else tr("Nothing in this atlas is known to refer here.")
        )
        for section, rows, points, head in zip(self._heads, self.lists, found, _HEADS, strict=True):
            section.title.say(head.to(voice))
            rows.fill(index, points, voice)
            section.setVisible(bool(points))
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


def _sources(index: AtlasIndex, code: str) -> tuple[tuple[Point, ...], ...]:
    """Return what refers to a place: as essential, as spillover, and what only other texts name."""
    points = index.points_referring_to(code)
    essential = tuple(point for point in points if index.touches(point.referral.essential, (code,)))
    return essential, tuple(point for point in points if point not in essential), index.points_named_for(code)
