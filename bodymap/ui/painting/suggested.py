"""What the painted pain may come from: muscle by muscle with reasons, and what the client says when it is pressed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.language import tr
from bodymap.core.painting.model import SAID
from bodymap.ui.painting.words import ANSWERS, ASK
from bodymap.ui.record.parts import PointRow, Pool
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QHideEvent

    from bodymap.core.model import Alternative
    from bodymap.core.painting.model import Painting, Said
    from bodymap.core.painting.telling import WeighedLine, WeighedMuscle
    from bodymap.core.state import Side, Voice


class SuggestionCard(Card):
    """A muscle of one side: its best points, why, and the question that decides.

    ``chosen`` and ``pointed`` carry a point and a side, ``answered`` besides what was said; "" takes it back.
    """

    chosen = Signal(str, str)
    pointed = Signal(str, str)
    answered = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent=parent)
        self.row = PointRow(self)
        self.row.chosen.connect(lambda point_id, _keep: self.chosen.emit(point_id, self._side))
        self.row.pointed.connect(lambda point_id: self.pointed.emit(point_id, self._side))
        self.rows.addWidget(self.row)
        self._side: Side = "right"
        self._point_id = ""
        self._reasons: Pool[Prose] = Pool(self._make_reason)
        self._words = QVBoxLayout()
        self._words.setSpacing(3)
        self.rows.addLayout(self._words)
        self._more: Pool[PointRow] = Pool(self._make_more)
        self._others = QVBoxLayout()
        self._others.setSpacing(2)
        self.rows.addLayout(self._others)
        self.ask = Prose("", "small", "accent", parent=self)
        self.rows.addWidget(self.ask)
        answers = QHBoxLayout()
        answers.setSpacing(4)
        self.answers: dict[Said, PlateButton] = {}
        for said in SAID:
            button = self.answers[said] = PlateButton(tr(ANSWERS[said]), "", self)
            button.outlined = True
            button.setCheckable(True)
            button.clicked.connect(partial(self._answer, said))
            answers.addWidget(button)
        answers.addStretch(1)
        self.rows.addLayout(answers)

    def fill(self, one: WeighedMuscle, painting: Painting, voice: Voice) -> None:
        """Show this muscle in this voice, with what was answered."""
        best, *others = one.lines
        self._side, self._point_id = one.side, best.points[0].id
        self.row.fill(self._point_id, text.capital(one.title), f"{_names(best, voice)}: {best.fit_said}")
        for label, reason in zip(self._reasons.take(len(best.reasons)), best.reasons, strict=True):
            label.say(reason)
        for row, line in zip(self._more.take(len(others)), others, strict=True):
            row.fill(line.points[0].id, text.capital(_names(line, voice)), line.fit_said)
        self.ask.say(ASK.to(voice))
        self.show_answer(painting)

    def show_answer(self, painting: Painting) -> None:
        """Show what was answered of the best point."""
        said = painting.answered(self._point_id, self._side)
        for each, button in self.answers.items():
            button.setChecked(each == said)
            name = tr("{answer}: that is the pain, at {point}").format(answer=tr(ANSWERS[each]), point=self.row.text())
            button.setAccessibleName(name)

    def _answer(self, said: Said) -> None:
        taken_back = not self.answers[said].isChecked()
        self.answered.emit(self._point_id, self._side, "" if taken_back else said)

    def _make_reason(self) -> Prose:
        label = Prose("", "small", parent=self)
        self._words.addWidget(label)
        return label

    def _make_more(self) -> PointRow:
        row = PointRow(self)
        row.chosen.connect(lambda point_id, _keep: self.chosen.emit(point_id, self._side))
        row.pointed.connect(lambda point_id: self.pointed.emit(point_id, self._side))
        self._others.addWidget(row)
        return row


def _names(line: WeighedLine, voice: Voice) -> str:
    """Return the points of a line: several where a drawing cannot tell them apart."""
    if voice == "client":
        return text.join_words(tr("Point {number}").format(number=text.number_of(point)) for point in line.points)
    return text.join_words(point.label for point in line.points)


class OtherCard(Card):
    """Something else than a muscle that the painting fits, and what would tell them apart.

    ``pointed`` carries it and its side as long as its skin is to be shown, then None.
    """

    pointed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent=parent)
        self._title = Prose("", "body", bold=True, parent=self)
        self.rows.addWidget(self._title)
        self._of: tuple[Alternative | None, Side | None] = (None, None)
        self._says: Pool[Prose] = Pool(self._make)
        self._words = QVBoxLayout()
        self._words.setSpacing(3)
        self.rows.addLayout(self._words)
        self.show_area = PlateButton(tr("Show its skin area"), "", self)
        self.show_area.outlined = True
        self.show_area.setCheckable(True)
        self.show_area.toggled.connect(self._point)
        self.rows.addWidget(self.show_area)

    def fill(self, title: str, says: Sequence[str], alternative: Alternative, side: Side | None) -> None:
        """Say this."""
        if self._of != (alternative, side):
            self.show_area.setChecked(False)
        self._of = alternative, side
        self._title.say(text.capital(title))
        for label, said in zip(self._says.take(len(says)), says, strict=True):
            label.say(said)
        self.show_area.setVisible(bool(alternative.areas))
        name = tr("Show the skin area over the body: {name}").format(name=title)
        self.show_area.setAccessibleName(name)
        self.show_area.setToolTip(name)

    def hideEvent(self, event: QHideEvent) -> None:
        """Show no skin any longer of what is not told of any longer."""
        self.show_area.setChecked(False)
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show its skin while the pointer rests on it."""
        super().enterEvent(event)
        self._point(on=True)

    def leaveEvent(self, event: QEvent) -> None:
        """Show it no longer, unless that was asked for."""
        super().leaveEvent(event)
        self._point(on=self.show_area.isChecked())

    def _point(self, on: bool) -> None:  # noqa: FBT001 - Qt's
        alternative, side = self._of
        if alternative is not None and alternative.areas:
            self.pointed.emit(alternative if on else None, side)

    def _make(self) -> Prose:
        label = Prose("", "small", parent=self)
        self._words.addWidget(label)
        return label
