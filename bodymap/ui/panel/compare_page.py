"""The panel's page when several points are lit: what they share, then a card for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bodymap.core import comparing, sections, text
from bodymap.core.blocks import Facts as FactsBlock
from bodymap.core.language import tr, trc, trn
from bodymap.core.section_pressing import unpressed_words
from bodymap.core.state import MAX_LIT
from bodymap.core.telling import telling
from bodymap.ui import theme
from bodymap.ui.record import phrases
from bodymap.ui.record.parts import Facts, ReferralPart, SaidPart
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.chips import Flow
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.state import LitPoint, Voice


class Badge(QWidget):
    """The letter of a lit point on a disc of its hue: the cue that ties panel and drawing."""

    def __init__(self, hue: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hue = hue
        self.setFixedSize(QSize(30, 30))
        self.setAccessibleName(theme.LETTERS[hue])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint disc and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.SKIN), 1.5))
        painter.setBrush(QColor(theme.HUES[self._hue]))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        font = theme.font("body")
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, theme.LETTERS[self._hue])


class _PointCard(Card):
    """One of the compared points, in short."""

    def __init__(self, hue: int, parent: QWidget) -> None:
        super().__init__("card", parent=parent)
        self._number = hue
        self.set_hue(theme.HUES[hue])
        self.rows.setContentsMargins(20, 14, 16, 10)
        self.rows.setSpacing(9)
        head = QHBoxLayout()
        head.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(1)
        self.name = Prose("", "heading", parent=self)
        self._detail = Prose("", "small", "soft", parent=self)
        names.addWidget(self.name)
        names.addWidget(self._detail)
        head.addWidget(Badge(hue, self), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        self.rows.addLayout(head)
        self._referral = ReferralPart(self)
        self._facts = Facts(self)
        self.rows.addWidget(self._referral)
        self.rows.addWidget(self._facts)
        self._pressed = True
        buttons = Flow(self, gap=4)
        self.hold = PlateButton(tr("Hold"), "hold.on", buttons)
        self.alone = PlateButton(tr("Show alone"), "", buttons)
        self.remove = PlateButton(tr("Put out"), "", buttons)
        for button in (self.hold, self.alone, self.remove):
            buttons.flow.addWidget(button)
        self.rows.addWidget(buttons)

    def fill(self, index: AtlasIndex, lit: LitPoint, voice: Voice) -> None:
        """Show this point in this voice."""
        point, muscle = index.point(lit.point_id), index.muscle_of(lit.point_id)
        name = text.point_name(muscle, point, voice)
        self.name.say(text.capital(name))
        side = phrases.side_text(lit.side, voice)
        self._detail.say(side if voice == "client" else f"{point.part} · {side}")
        self._referral.fill(sections.SECTION["felt"].blocks(telling(index, point, voice)), self._number)
        self._referral.more.hide()
        self._facts.say(_card_facts(index, point, voice))
        self._pressed = point.pressure is not None
        self.hold.setVisible(self._pressed)
        self.hold.setAccessibleName(tr("Hold {name}").format(name=name))
        self.alone.setAccessibleName(tr("Show {name} alone").format(name=name))
        self.remove.setAccessibleName(tr("Put out {name}").format(name=name))

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a plain property
        """Leave out the sentence that the list of places repeats, and the buttons."""
        for part in (self._referral.words, self.alone, self.remove):
            part.setVisible(not brief)
        self.hold.setVisible(self._pressed and not brief)


class ComparePage(QWidget):
    """Several lit points, told apart by hue and letter. The signals carry the number of a point."""

    alone_requested = Signal(int)
    remove_requested = Signal(int)
    hold_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 28)
        column.setSpacing(12)
        self._title = Prose("", "title", parent=self)
        column.addWidget(self._title)
        places, self._apart_card = Card("card", parent=self), Card("card", parent=self)
        self.places, self.apart = SaidPart(places), SaidPart(self._apart_card)
        for card, table in ((places, self.places), (self._apart_card, self.apart)):
            card.rows.addWidget(table)
            column.addWidget(card)
        self.cards: list[_PointCard] = []
        for hue in range(MAX_LIT):
            point_card = _PointCard(hue, self)
            point_card.alone.clicked.connect(lambda _=False, n=hue: self.alone_requested.emit(n))
            point_card.remove.clicked.connect(lambda _=False, n=hue: self.remove_requested.emit(n))
            point_card.hold.clicked.connect(lambda _=False, n=hue: self.hold_requested.emit(n))
            self.cards.append(point_card)
            column.addWidget(point_card)
        column.addStretch(1)

    def fill(self, index: AtlasIndex, lit: Sequence[LitPoint], voice: Voice) -> None:
        """Compare these points in this voice."""
        self._title.say(trn("{count} point compared", "{count} points compared", len(lit)).format(count=len(lit)))
        points = [index.point(each.point_id) for each in lit]
        places = comparing.places_compared(index, points, theme.LETTERS, voice)
        self.places.fill(sections.SECTION["felt"].heading.to(voice), (FactsBlock(places),))
        apart = comparing.told_apart(points, theme.LETTERS)
        self.apart.fill(tr("What may tell them apart"), (FactsBlock(apart),) if apart else ())
        self._apart_card.setVisible(bool(apart))
        for n, card in enumerate(self.cards):
            card.setVisible(n < len(lit))
            if n < len(lit):
                card.fill(index, lit[n], voice)

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - a plain property
        """Leave to a room what it compares: places, cautions and dose, without buttons."""
        for card in self.cards:
            card.set_brief(brief)


def _card_facts(index: AtlasIndex, point: Point, voice: Voice) -> list[tuple[str, str]]:
    if voice == "client":
        return [
            (sections.SECTION["cautions"].heading.to(voice), " ".join(caution.client for caution in point.cautions))
        ]
    cautions = (tr("Caution"), "\n".join(caution.structure for caution in point.cautions))
    if point.pressure is None:
        return [cautions, (trc("the dose", "Press"), unpressed_words(point, voice))]
    return [
        cautions,
        (trc("the dose", "Press"), text.dose_text(index, point)),
        (tr("With"), text.capital(text.tools_text(point))),
    ]
