"""Lie, find, press: the three lines at the top, with the hand as a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from bodymap.ui import theme
from bodymap.ui.record.parts import SaidPart

if TYPE_CHECKING:
    from bodymap.core.model import Pressure, Tool

_SIZE: Final = QSize(56, 48)
_SKIN_AT: Final = 30.0
"""How far below the sign's upper edge the skin lies."""
_WIDTHS: Final[dict[Tool, tuple[float, int]]] = {
    "fingertip": (8, 1),
    "fingers": (8, 3),
    "thumb": (12, 1),
    "thumbs": (12, 2),
    "knuckles": (9, 4),
    "elbow": (18, 1),
    "forearm": (40, 1),
    "flat hand": (34, 1),
}
"""How wide what presses is, and how many there are side by side."""


class PressSign(QWidget):
    """What presses, on the skin, and an arrow into it; a pinch has one from each side. Words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool = "thumb"
        self.setFixedSize(_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tool(self, tool: Tool) -> None:
        """Show this tool."""
        if tool != self.tool:
            self.tool = tool
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint skin, hand and arrow."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.tool == "pincer grip":
            _paint_pinch(painter, shade.ink, shade.accent)
        else:
            _paint_press(painter, *_WIDTHS[self.tool], shade.ink, shade.accent)


def _paint_press(painter: QPainter, width: float, count: int, ink: str, accent: str) -> None:
    centre, step = _SIZE.width() / 2, width + 1.5
    left = centre - (count * step - 1.5) / 2
    reach = count * step / 2 + 3
    skin = QPainterPath(QPointF(2, _SKIN_AT - 4))
    skin.cubicTo(centre - reach, _SKIN_AT - 4, centre - reach, _SKIN_AT, centre - reach + 3, _SKIN_AT)
    skin.lineTo(centre + reach - 3, _SKIN_AT)
    skin.cubicTo(centre + reach, _SKIN_AT, centre + reach, _SKIN_AT - 4, _SIZE.width() - 2, _SKIN_AT - 4)
    painter.strokePath(skin, QPen(QColor(ink), 1.6))
    for n in range(count):
        _paint_finger(painter, QRectF(left + n * step, 3, width, _SKIN_AT - 4), ink)
    _paint_arrow(painter, QPointF(centre, _SKIN_AT + 3), QPointF(centre, _SIZE.height() - 2), accent)


def _paint_pinch(painter: QPainter, ink: str, accent: str) -> None:
    centre, foot = _SIZE.width() / 2, _SIZE.height() - 6.0
    roll = QPainterPath(QPointF(2, foot))
    roll.cubicTo(centre - 8, foot, centre - 8, 14, centre, 14)
    roll.cubicTo(centre + 8, 14, centre + 8, foot, _SIZE.width() - 2, foot)
    painter.strokePath(roll, QPen(QColor(ink), 1.6))
    for sign in (-1, 1):
        painter.save()
        painter.translate(centre + sign * 10, 26)
        painter.rotate(sign * 24)
        _paint_finger(painter, QRectF(-4.5, -23, 9, 25), ink)
        painter.restore()
        _paint_arrow(painter, QPointF(centre + sign * 25, 34), QPointF(centre + sign * 11, 34), accent)


def _paint_finger(painter: QPainter, box: QRectF, ink: str) -> None:
    """Paint a finger that points down, open at its upper end."""
    round_ = min(box.width() / 2, 8.0)
    path = QPainterPath(box.topLeft())
    path.lineTo(box.left(), box.bottom() - round_)
    path.quadTo(box.left(), box.bottom(), box.left() + round_, box.bottom())
    path.lineTo(box.right() - round_, box.bottom())
    path.quadTo(box.right(), box.bottom(), box.right(), box.bottom() - round_)
    path.lineTo(box.right(), box.top())
    painter.fillPath(path, QColor(theme.SKIN))
    painter.strokePath(path, QPen(QColor(ink), 1.4))


def _paint_arrow(painter: QPainter, start: QPointF, tip: QPointF, accent: str) -> None:
    along = tip - start
    length = max(abs(along.x()), abs(along.y()))
    ahead = along / length
    across = QPointF(-ahead.y(), ahead.x())
    head = QPainterPath(tip - ahead * 6 + across * 4.5)
    head.lineTo(tip)
    head.lineTo(tip - ahead * 6 - across * 4.5)
    pen = QPen(QColor(accent), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawLine(start, tip)
    painter.strokePath(head, pen)


class HandsPart(SaidPart):
    """How to lie, find and press. Under the title the hand as a sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        self.column.removeWidget(self.title)
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignBottom)
        self.sign = PressSign(self)
        head.addWidget(self.sign)
        self.column.insertLayout(0, head)

    def show_pressure(self, pressure: Pressure | None) -> None:
        """Show what presses; no hand where nothing does."""
        self.sign.setVisible(pressure is not None)
        if pressure is not None:
            self.sign.show_tool(pressure.tools[0])
