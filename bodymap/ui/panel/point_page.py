"""The panel's page about one lit point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.language import tr
from bodymap.ui.panel import phrases
from bodymap.ui.panel.condition_part import ConditionPart
from bodymap.ui.panel.hold_button import HoldButton
from bodymap.ui.panel.parts import CautionBlock, Facts, Pool, ReferralPart, Section, W, bullets
from bodymap.ui.panel.pressing import PressingPart
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card, Hairline
from bodymap.ui.widgets.chips import Chip, Flow
from bodymap.ui.widgets.disclosure import Disclosure
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.state import Spot, Voice


class PointPage(QWidget):
    """One point in full. ``point_chosen`` asks for a point, ``condition_marked`` for a condition ("" for none)."""

    point_chosen = Signal(str, bool)
    condition_marked = Signal(str)
    hold_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 28)
        self._column.setSpacing(16)
        self._setup_heading()
        self.hold = self._add(HoldButton(self))
        self.hold.clicked.connect(self.hold_requested)
        self.felt = self._add(Section(self))
        self.referral = self.felt.add(ReferralPart(self.felt))
        self.sensations = self.felt.add(Prose(parent=self.felt))
        self.cautions = self._add(CautionBlock(self))
        self.pressing = self._add(PressingPart(self))
        self._setup_conditions()
        self._line = self._add(Hairline(self))
        self.finding = self._add(Section(self))
        self._find_facts = self.finding.add(Facts(self.finding))
        self.mistaken = self._add(Section(self))
        self._mistaken_list = self.mistaken.add(Facts(self.mistaken))
        self.stretch = self._add(Section(self))
        self._stretch_words = self.stretch.add(Prose(parent=self.stretch))
        self._setup_folded()
        self._column.addStretch(1)

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
        self._siblings = Flow(heading)
        self._sibling_pool = Pool(self._make_sibling)
        for part in (self.side, self.muscle, self.part, self._siblings):
            column.addWidget(part)
        column.insertSpacing(3, 8)

    def _setup_conditions(self) -> None:
        self.goes_with = self._add(Section(self))
        chips = self.goes_with.add(Flow(self.goes_with, gap=4))
        self._chips_flow = chips
        self._chip_pool = Pool(self._make_chip)
        self.chips: dict[str, Chip] = {}
        self._marked = self.goes_with.add(Card("card", parent=self.goes_with))
        self.condition = ConditionPart(self._marked)
        self.condition.chosen.connect(self.point_chosen)
        self.condition.clear_requested.connect(lambda: self.condition_marked.emit(""))
        self._marked.rows.addWidget(self.condition)

    def _setup_folded(self) -> None:
        folded = QWidget(self)
        column = QVBoxLayout(folded)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._muscle_facts = Facts(folded)
        self.about_muscle = Disclosure("", self._muscle_facts, folded)
        self._evidence_facts = Facts(folded)
        self.evidence = Disclosure("", self._evidence_facts, folded)
        column.addWidget(self.about_muscle)
        column.addWidget(self.evidence)
        self._add(folded)

    def fill(self, index: AtlasIndex, spot: Spot, voice: Voice, condition_id: str | None, hue: int = 0) -> None:
        """Show this spot in this voice, with the condition that is marked."""
        point = index.point(spot.point_id)
        muscle = index.muscle_of(spot.point_id)
        client = voice == "client"
        self._fill_heading(muscle, point, spot, voice)
        self.felt.title.say(phrases.FELT.to(voice))
        self.referral.fill(index, point, voice, hue)
        described = text.join_words(point.sensations)
        self.sensations.say(phrases.SENSATIONS.to(voice).format(words=described))
        self.cautions.fill(point.cautions, voice)
        self.hold.say(voice)
        self.pressing.fill(index, point, voice)
        self._fill_conditions(index, point, voice, condition_id)
        self.finding.title.say(phrases.FIND.to(voice))
        self._find_facts.say([("", point.find.client)] if client else _find_facts(point))
        self.mistaken.setVisible(not client and bool(point.mistaken_for))
        self.mistaken.title.say(phrases.MISTAKEN.to("clinician"))
        self._mistaken_list.say(bullets(point.mistaken_for))
        self.stretch.title.say(phrases.STRETCH.to(voice))
        self._stretch_words.say(muscle.stretch_client if client else muscle.stretch)
        self.about_muscle.setVisible(not client)
        self.about_muscle.set_title(phrases.MUSCLE.to("clinician"))
        self.about_muscle.set_filler(lambda: self._muscle_facts.say(_muscle_facts(index, muscle)))
        self.evidence.set_title(phrases.EVIDENCE.to(voice))
        self.evidence.set_filler(lambda: self._evidence_facts.say(_evidence_facts(index, point, voice)))

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a plain property
        """Show only what a room needs to read: where it is felt, what to mind, how to press."""
        parts: tuple[QWidget, ...] = (
            self._siblings,
            self.sensations,
            self.goes_with,
            self._line,
            self.finding,
            self.stretch,
            self.evidence,
        )
        for part in parts:
            part.setVisible(not brief)
        if brief:
            self.mistaken.hide()
            self.about_muscle.hide()
        self.pressing.set_brief(brief)

    def _fill_heading(self, muscle: Muscle, point: Point, spot: Spot, voice: Voice) -> None:
        client = voice == "client"
        self.muscle.say(phrases.capital(muscle.client_name) if client else muscle.name)
        number = phrases.number_of(point)
        title = tr("Point {number}").format(number=number) if client else f"{point.label} · {point.part}"
        self.part.say(title)
        self.side.say(phrases.side_text(spot.side, voice))
        siblings = muscle.points if len(muscle.points) > 1 else ()
        for button, sibling in zip(self._sibling_pool.take(len(siblings)), siblings, strict=True):
            name = phrases.point_name(muscle, sibling, voice)
            button.setText(phrases.number_of(sibling))
            button.setProperty("point_id", sibling.id)
            button.setChecked(sibling.id == point.id)
            button.setAccessibleName(name)
            button.setToolTip(plain_tip(name if client else f"{name}: {sibling.part}"))
        self._siblings.setVisible(bool(siblings))

    def _fill_conditions(self, index: AtlasIndex, point: Point, voice: Voice, condition_id: str | None) -> None:
        self.goes_with.title.say(phrases.GOES_WITH.to(voice))
        chips = self._chip_pool.take(len(point.conditions))
        self.chips = dict(zip(point.conditions, chips, strict=True))
        for each, chip in self.chips.items():
            condition = index.condition(each)
            chip.setText(condition.name)
            chip.setProperty("condition_id", each)
            chip.setToolTip(plain_tip(condition.plain))
            chip.setAccessibleName(tr("Mark all points of {name}").format(name=condition.name))
            chip.setChecked(each == condition_id)
            chip.updateGeometry()
        self._marked.setVisible(condition_id is not None)
        self.goes_with.setVisible(bool(point.conditions) or condition_id is not None)
        if condition_id is not None:
            self.condition.fill(index, condition_id, voice)

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


def _find_facts(point: Point) -> list[tuple[str, str]]:
    return [
        (tr("Position"), point.find.position),
        (tr("Landmarks"), point.find.landmarks),
        (tr("Palpation"), text.palpation_text(point.palpation)),
    ]


def _muscle_facts(index: AtlasIndex, muscle: Muscle) -> list[tuple[str, str]]:
    return [
        (tr("Latin (TA2)"), muscle.ta2),
        (tr("Origin"), muscle.origin),
        (tr("Insertion"), muscle.insertion),
        (tr("Action"), "\n".join(muscle.actions)),
        (tr("Nerve"), muscle.nerve),
        (tr("Depth"), tr(muscle.depth)),
        (tr("Also called"), ", ".join(muscle.synonyms)),
        (tr("Sources"), text.cites_text(index, muscle.sources)),
    ]


def _evidence_facts(index: AtlasIndex, point: Point, voice: Voice) -> list[tuple[str, str]]:
    if voice == "client":
        return [("", tr(phrases.SURE[point.evidence.confidence]))]
    cautions = tuple(cited for caution in point.cautions for cited in caution.sources)
    return [
        (tr("Pattern"), text.confidence_text(point.evidence.confidence)),
        (tr("Why"), point.evidence.note),
        (tr("Referral"), text.cites_text(index, point.referral.sources)),
        (tr("Finding"), text.cites_text(index, point.find.sources)),
        (tr("Pressure"), text.cites_text(index, point.pressure.sources)),
        (tr("Cautions"), text.cites_text(index, cautions)),
        (tr("General"), text.cites_text(index, point.sources)),
    ]
