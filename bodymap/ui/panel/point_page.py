"""The panel's page about one lit point."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.blocks import Names
from bodymap.core.language import tr
from bodymap.core.sections import SECTION, SECTIONS
from bodymap.core.telling import telling
from bodymap.ui.panel.condition_part import ConditionPart
from bodymap.ui.panel.hands_part import HandsPart
from bodymap.ui.panel.hold_button import HoldButton
from bodymap.ui.panel.pressing import PressingPart
from bodymap.ui.panel.side_switch import SideSwitch
from bodymap.ui.record import phrases
from bodymap.ui.record.parts import CautionBlock, FoldedPart, NextPart, Pool, ReferralPart, SaidPart, Section, W
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card, Hairline
from bodymap.ui.widgets.chips import Chip, Flow
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.sections import SectionId
    from bodymap.core.state import LitPoint, SideChoice, Voice
    from bodymap.core.telling import Telling


_LINE_ABOVE: Final[SectionId] = "felt"
"""Above this section a line parts what is needed at the table from what can be looked up."""


class PointPage(QWidget):
    """One point in full.

    ``point_chosen`` asks for a point, ``condition_marked`` for a condition ("" for none), ``side_chosen`` for a side.
    """

    point_chosen = Signal(str, bool)
    condition_marked = Signal(str)
    hold_requested = Signal()
    side_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 28)
        self._column.setSpacing(16)
        self._setup_heading()
        self.hold = self._add(HoldButton(self))
        self.hold.clicked.connect(self.hold_requested)
        self.felt = Section(self)
        self.referral = self.felt.add(ReferralPart(self.felt))
        self.cautions = CautionBlock(self)
        self.hands = HandsPart(self)
        self.pressing = PressingPart(self)
        self._setup_conditions()
        self.next = NextPart(self)
        self.next.chosen.connect(self.point_chosen)
        self._line = Hairline(self)
        self.parts: dict[SectionId, QWidget] = {
            "finding": self.hands,
            "felt": self.felt,
            "cautions": self.cautions,
            "pressing": self.pressing,
            "next": self.next,
            "conditions": self.goes_with,
        }
        self._setup_sections()
        self._column.addStretch(1)

    def _setup_sections(self) -> None:
        """Put a part for each section into the column, in their order; folded ones in a row stand close together."""
        folded: QVBoxLayout | None = None
        for section in SECTIONS:
            if section.id == _LINE_ABOVE:
                self._add(self._line)
            if not section.folds:
                folded = None
                part = self.parts.get(section.id) or SaidPart(self)
                self.parts[section.id] = self._add(part)
                continue
            if folded is None:
                folded = QVBoxLayout()
                folded.setSpacing(0)
                self._column.addLayout(folded)
            self.parts[section.id] = FoldedPart(self)
            folded.addWidget(self.parts[section.id])

    def _add(self, widget: W) -> W:
        self._column.addWidget(widget)
        return widget

    def _setup_heading(self) -> None:
        heading = self._add(QWidget(self))
        column = QVBoxLayout(heading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self.muscle = Prose("", "title", parent=heading)
        self.part = Prose(parent=heading)
        self.side = Prose("", "caps", "accent", parent=heading)
        self.sides = SideSwitch(heading)
        self.sides.chosen.connect(self.side_chosen)
        self._siblings = Flow(heading)
        self._sibling_pool = Pool(self._make_sibling)
        for part in (self.side, self.muscle, self.part, self.sides, self._siblings):
            column.addWidget(part)
        column.insertSpacing(4, 8)
        column.insertSpacing(3, 8)

    def _setup_conditions(self) -> None:
        self.goes_with = Section(self)
        chips = self.goes_with.add(Flow(self.goes_with, gap=4))
        self._chips_flow = chips
        self._chip_pool = Pool(self._make_chip)
        self.chips: dict[str, Chip] = {}
        self._marked = self.goes_with.add(Card("card", parent=self.goes_with))
        self.condition = ConditionPart(self._marked)
        self.condition.chosen.connect(self.point_chosen)
        self.condition.clear_requested.connect(lambda: self.condition_marked.emit(""))
        self._marked.rows.addWidget(self.condition)

    def fill(self, index: AtlasIndex, lit: LitPoint, voice: Voice, condition_id: str | None, hue: int = 0) -> None:
        """Show this point, on the side or sides where it is lit, in this voice, with the condition that is marked."""
        point = index.point(lit.point_id)
        told = telling(index, point, voice)
        self._fill_heading(told.muscle, point, lit.side, voice)
        self.hold.say(voice)
        self.hold.setVisible(point.pressure is not None)
        self.hands.show_pressure(point.pressure)
        for section in SECTIONS:
            part, heading = self.parts[section.id], section.heading.to(voice)
            if section.id == "steps" and point.pressure is None:
                heading = ""
            if isinstance(part, FoldedPart):
                part.fill(heading, partial(section.blocks, told))
            elif isinstance(part, SaidPart | PressingPart | NextPart):
                part.fill(heading, section.blocks(told))
        self.felt.title.say(SECTION["felt"].heading.to(voice))
        self.referral.fill(SECTION["felt"].blocks(told), hue)
        self.cautions.fill(index, point, voice)
        self._fill_conditions(told, condition_id)

    def unfold_as(self, other: PointPage) -> None:
        """Have the same parts open as another page."""
        for section, part in self.parts.items():
            twin = other.parts[section]
            if isinstance(part, FoldedPart) and isinstance(twin, FoldedPart):
                part.header.setChecked(twin.header.isChecked())

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a plain property
        """Show only what a room needs to read: where it is felt, what to mind, how to press."""
        left_out = [self.parts[section.id] for section in SECTIONS if not section.brief]
        for part in (self._siblings, self.sides, self.referral.more, self._line, *left_out):
            part.setVisible(not brief)
        self.pressing.set_brief(brief)
        self.hold.set_keyed(not brief)

    def _fill_heading(self, muscle: Muscle, point: Point, side: SideChoice, voice: Voice) -> None:
        client = voice == "client"
        self.muscle.say(text.capital(muscle.client_name) if client else muscle.name)
        number = text.number_of(point)
        title = tr("Point {number}").format(number=number) if client else f"{point.label} · {point.part}"
        self.part.say(title)
        self.side.say(phrases.side_text(side, voice))
        self.sides.set_value(side)
        siblings = muscle.points if len(muscle.points) > 1 else ()
        for button, sibling in zip(self._sibling_pool.take(len(siblings)), siblings, strict=True):
            name = text.point_name(muscle, sibling, voice)
            button.setText(text.number_of(sibling))
            button.setProperty("point_id", sibling.id)
            button.setChecked(sibling.id == point.id)
            button.setAccessibleName(name)
            button.setToolTip(plain_tip(name if client else f"{name}: {sibling.part}"))
        self._siblings.setVisible(bool(siblings))

    def _fill_conditions(self, told: Telling, condition_id: str | None) -> None:
        section = SECTION["conditions"]
        self.goes_with.title.say(section.heading.to(told.voice))
        names = [name for block in section.blocks(told) if isinstance(block, Names) for name in block.names]
        self.chips = dict(zip((each for each, _ in names), self._chip_pool.take(len(names)), strict=True))
        for each, name in names:
            chip = self.chips[each]
            chip.setText(name)
            chip.setProperty("condition_id", each)
            condition = told.index.condition(each)
            chip.setToolTip(plain_tip(condition.plain))
            chip.setAccessibleName(tr("Mark all points of {name}").format(name=condition.name))
            chip.setChecked(each == condition_id)
            chip.updateGeometry()
        self._marked.setVisible(condition_id is not None)
        self.goes_with.setVisible(bool(names) or condition_id is not None)
        if condition_id is not None:
            self.condition.fill(told.index, condition_id, told.voice)

    def _make_sibling(self) -> PlateButton:
        button = PlateButton("", "", self._siblings)
        button.outlined = True
        button.setCheckable(True)
        button.clicked.connect(self._on_sibling_clicked)
        self._siblings.flow.addWidget(button)
        return button

    def _make_chip(self) -> Chip:
        chip = Chip("", self._chips_flow)
        chip.clicked.connect(self._on_chip_clicked)
        self._chips_flow.flow.addWidget(chip)
        return chip

    def _on_sibling_clicked(self) -> None:
        button = self.sender()
        button.setChecked(True)  # type: ignore[attr-defined]
        self.point_chosen.emit(button.property("point_id"), False)  # noqa: FBT003 - a signal

    def _on_chip_clicked(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.condition_marked.emit(self.sender().property("condition_id") if checked else "")
