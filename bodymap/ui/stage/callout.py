"""The name beside the point under the pointer, with its neighbours where points crowd."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from bodymap.core.language import tr
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.boxes import Box, area, around, common
from bodymap.ui.drawing.layout import clamp
from bodymap.ui.widgets.aligned import LEFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.ui.drawing.layout import Mark

_PAD: Final = 8.0
_AWAY: Final = 20.0
"""From the point to the card, so that the card covers neither the point nor the way to its neighbours."""
_BRIDGE: Final = 26.0
"""How far outside the card the pointer may stray before the card closes, so that it can be reached."""


class Row(Struct, frozen=True):
    """One line of the card: a mark, its name, where it is written, and where its X is, in widget positions."""

    mark: Mark
    text: str
    rect: QRectF
    at: QPointF


class CardStyle(Struct, frozen=True):
    """The card's colours and type."""

    ground: str
    text: str
    soft: str
    edge: str
    wash: str
    font: QFont


class Callout(Struct, frozen=True):
    """A card beside a point. With more than one row it names a crowd, and each row can be clicked."""

    rows: tuple[Row, ...]
    hint: str
    card: QRectF
    style: CardStyle

    def row_at(self, position: QPointF) -> Row | None:
        """Return the row under the pointer, if this card offers a choice."""
        if len(self.rows) < 2:
            return None
        return next((row for row in self.rows if row.rect.contains(position)), None)

    def holds(self, position: QPointF) -> bool:
        """Whether a pointer here is on the card of a crowd, or on its way to it."""
        if len(self.rows) < 2:
            return False
        return self.card.adjusted(-_BRIDGE, -4, _BRIDGE, 4).contains(position)

    def box(self) -> Box:
        """Return everything the card paints on."""
        places = [(row.at.x(), row.at.y(), row.at.x(), row.at.y()) for row in self.rows]
        left, top, right, bottom = around([_box(self.card), *places])
        return left - 6, top - 6, right + 6, bottom + 6

    def paint(self, painter: QPainter, current: Mark | None) -> None:
        """Paint the card, with the row of ``current`` picked out."""
        if len(self.rows) > 1:
            self._paint_leaders(painter, current)
        painter.setPen(QPen(QColor(self.style.edge), 1))
        painter.setBrush(QColor(self.style.ground))
        painter.drawRoundedRect(self.card, 7, 7)
        for row in self.rows:
            self._paint_row(painter, row, picked=row.mark == current)
        if self.hint:
            painter.setFont(_smaller(self.style.font))
            painter.setPen(QColor(self.style.soft))
            foot = QRectF(self.card.left() + _PAD, self.rows[-1].rect.bottom(), self.card.width(), 0)
            foot.setBottom(self.card.bottom() - _PAD / 2)
            painter.drawText(foot, LEFT, self.hint)

    def _paint_leaders(self, painter: QPainter, current: Mark | None) -> None:
        to_right = self.card.center().x() > self.rows[0].at.x()
        edge = self.card.left() if to_right else self.card.right()
        for row in self.rows:
            strong = row.mark == current
            end = QPointF(edge, row.rect.center().y())
            bend = QPointF((row.at.x() + 3 * end.x()) / 4, end.y())
            line = QPainterPath(row.at)
            line.quadTo(bend, end)
            painter.strokePath(line, QPen(QColor(ink.HALO), 3.5))
            painter.strokePath(line, QPen(QColor(ink.MARK), 1.8 if strong else 1.0))

    def _paint_row(self, painter: QPainter, row: Row, *, picked: bool) -> None:
        several = len(self.rows) > 1
        if picked and several:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.style.wash))
            painter.drawRoundedRect(row.rect.adjusted(-3, 0, 3, 0), 4, 4)
        font = QFont(self.style.font)
        font.setBold(picked or not several)
        painter.setFont(font)
        painter.setPen(QColor(self.style.text))
        painter.drawText(row.rect, LEFT, row.text)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(7.0, font.pointSizeF() * 0.85))
    return small


def place_callout(
    crowd: Sequence[tuple[Mark, str, QPointF]],
    style: CardStyle,
    stage: QRectF,
    avoid: Sequence[Box] = (),
) -> Callout:
    """Return the card for a crowd, the point under the pointer first, kept inside the stage.

    Of the places around the points it takes the one that covers least of ``avoid``, the zones. Rows stand in
    the order their points do, top to bottom, so that the lines to them do not cross.
    """
    bold = QFont(style.font)
    bold.setBold(True)
    metrics = QFontMetricsF(bold)
    several = len(crowd) > 1
    row_height = max(metrics.height() + 4, 24.0) if several else metrics.height() + 2
    hint = tr("Click again for the next one") if several else ""
    widest = max(metrics.horizontalAdvance(text) for _, text, _ in crowd)
    if hint:
        widest = max(widest, QFontMetricsF(_smaller(style.font)).horizontalAdvance(hint))
    wide = widest + 2 * _PAD + 2
    tall = row_height * len(crowd) + _PAD + (row_height * 0.85 if hint else 0)
    card = _best_place(_box_of([at for _, _, at in crowd]), wide, tall, stage.adjusted(4, 4, -4, -4), avoid)
    rows = []
    y = card.top() + _PAD / 2
    for mark, text, at in sorted(crowd, key=lambda one: (one[2].y(), one[2].x())):
        rows.append(Row(mark, text, QRectF(card.left() + _PAD, y, wide - 2 * _PAD, row_height), at))
        y += row_height
    return Callout(tuple(rows), hint, card, style)


def _box_of(places: Sequence[QPointF]) -> QRectF:
    xs, ys = [at.x() for at in places], [at.y() for at in places]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _best_place(crowd: QRectF, wide: float, tall: float, stage: QRectF, avoid: Sequence[Box]) -> QRectF:
    """Return where a card beside ``crowd`` covers least of what is to be seen; right is best among equals."""
    centre = crowd.center()
    beside = (
        (crowd.right() + _AWAY, centre.y() - tall / 2),
        (crowd.left() - _AWAY - wide, centre.y() - tall / 2),
        (crowd.right() + _AWAY, crowd.top() - tall),
        (crowd.left() - _AWAY - wide, crowd.top() - tall),
        (crowd.right() + _AWAY, crowd.bottom()),
        (crowd.left() - _AWAY - wide, crowd.bottom()),
    )
    over = ((centre.x() - wide / 2, crowd.top() - _AWAY - tall), (centre.x() - wide / 2, crowd.bottom() + _AWAY))
    points = _box(crowd.adjusted(-9, -9, 9, 9))
    best: tuple[float, QRectF] | None = None
    # The lines from a crowd to its rows end at the card's side: over the crowd they would run under the card.
    for left, top in beside if crowd.width() or crowd.height() else (*beside, *over):
        x = clamp(left, stage.left(), stage.right() - wide)
        y = clamp(top, stage.top(), stage.bottom() - tall)
        card = QRectF(x, y, wide, tall)
        covers = _box(card)
        cost = sum(area(common(covers, one)) for one in avoid) + 4 * area(common(covers, points))
        if best is None or cost < best[0] - 1:
            best = (cost, card)
    assert best is not None  # noqa: S101 - there is always a first corner
    return best[1]


def _box(rect: QRectF) -> Box:
    return rect.left(), rect.top(), rect.right(), rect.bottom()
