"""The painting that is there beside an earlier one: what they share, against how alike two drawings of one pain are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.language import number, tr
from bodymap.core.painting.comparing import BACKS, SHOULDERS
from bodymap.ui import theme
from bodymap.ui.record.parts import Facts, Pool
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.head import Head
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.painting.comparing import Compared, Redrawn

_BAND: Final = 12
_GAP: Final = 3
_MARK: Final = 7.0
_MEASURED: Final = (BACKS, SHOULDERS)


class SharedScale(QWidget):
    """What two paintings share, from nothing to all, over how much two drawings of one pain shared where measured."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shared = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shared(self, shared: float) -> None:
        """Put the mark here."""
        self._shared = shared
        said = tr("They share {shared} of their area; of two drawings of one pain most share {bands}.")
        bands = "; ".join(_said(one) for one in _MEASURED)
        self.setAccessibleName(said.format(shared=number(shared, 2), bands=bands))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a band and a line for each measure, and for the figures of the scale."""
        line = self.fontMetrics().height()
        return QSize(240, round(_MARK * 2) + len(_MEASURED) * (line + _BAND + _GAP) + line)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the bands, the scale and the mark."""
        shade, painter = theme.colours(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.smaller(self.font())
        painter.setFont(font)
        line = self.fontMetrics().height()
        left, wide = _MARK, self.width() - 2 * _MARK
        at_x = left + wide * self._shared
        top = 2 * _MARK
        for one in _MEASURED:
            painter.setPen(QColor(shade.soft))
            words = QRectF(left, top, wide, line)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tr(one.where))
            top += line
            box = QRectF(left + wide * one.least, top, wide * 2 * one.deviation, _BAND)
            painter.setPen(QPen(QColor(shade.edge), 1))
            painter.setBrush(QColor(shade.band))
            painter.drawRect(box)
            middle = left + wide * one.mean
            painter.drawLine(QLineF(middle, top, middle, top + _BAND))
            # Through the bands alone, not through their names.
            painter.setPen(QPen(QColor(shade.ink), 2))
            painter.drawLine(QLineF(at_x, top - 1, at_x, top + _BAND + 1))
            top += _BAND + _GAP
        painter.setPen(QPen(QColor(shade.edge), 1))
        painter.drawLine(QLineF(left, top, left + wide, top))
        painter.setPen(QColor(shade.soft))
        below = QRectF(left, top, wide, line)
        for at, side in (
            (0.0, Qt.AlignmentFlag.AlignLeft),
            (0.5, Qt.AlignmentFlag.AlignHCenter),
            (1.0, Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignVCenter, number(at))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade.ink))
        painter.drawPolygon(QPolygonF([QPointF(at_x - _MARK, 0), QPointF(at_x + _MARK, 0), QPointF(at_x, _MARK * 1.4)]))


class ComparedCard(Card):
    """Says what two paintings have in common. ``ended`` is sent when that is enough."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent=parent)
        self.title = Prose("", "heading", parent=self)
        head = Head(self.title, tr("Compare no longer"), self)
        self.close_button = head.close_button
        self.close_button.clicked.connect(self.ended)
        self.rows.addLayout(head)
        self.rows.addWidget(Prose(tr("The dark rim on the body is the earlier one."), "small", "soft", parent=self))
        self.facts = Facts(self)
        self.rows.addWidget(self.facts)
        self.scale = SharedScale(self)
        self.rows.addWidget(self.scale)
        self.says: Pool[Prose] = Pool(self._make)
        self._said: tuple[str, ...] = ()

    def fill(self, name: str, found: Compared) -> None:
        """Say this of an earlier painting of this name."""
        self.title.say(tr("Compared with {name}").format(name=name))
        sizes = [tr("{area} cm²").format(area=number(round(each))) for each in found.area]
        strengths = [_strong(each) for each in found.strength]
        self.facts.say(
            (
                (tr("Area"), _change(*sizes)),
                (tr("Strength"), _change(*strengths)),
                (tr("In common"), tr("{shared} of their area").format(shared=number(found.overlap, 2))),
            )
        )
        self.scale.show_shared(found.overlap)
        self._said = found.says
        for label, said in zip(self.says.take(len(found.says)), found.says, strict=True):
            label.say(said)

    def said(self) -> str:
        """Return it in sentences, for a screen reader."""
        return " ".join(f"{one}." if one[-1:] not in ".?" else one for one in (self.title.text(), *self._said))

    def _make(self) -> Prose:
        label = Prose("", "small", parent=self)
        self.rows.addWidget(label)
        return label


def _change(before: str, after: str) -> str:
    return tr("{before} before, {after} now").format(before=before, after=after)


def _strong(strength: float) -> str:
    return tr("{number} of 10").format(number=number(strength)) if strength else tr("nothing painted")


def _said(one: Redrawn) -> str:
    least, most = number(one.least, 2), number(one.mean + one.deviation, 2)
    return tr("{least} to {most} ({where})").format(least=least, most=most, where=tr(one.where))
