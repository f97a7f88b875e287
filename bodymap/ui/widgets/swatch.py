"""Legend swatches: solid for essential, stippled for spillover, an X for a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui import theme

if TYPE_CHECKING:
    from bodymap.core.blocks import Pattern

_SIZE: Final = QSize(30, 20)


class Swatch(QWidget):
    """A sample of how something is drawn on the body. Decoration: the words beside it say the same."""

    def __init__(self, pattern: Pattern, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = pattern
        self._hue = 0
        self.setFixedSize(_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_hue(self, hue: int) -> None:
        """Use the colour of the lit spot with this number, counted from 0."""
        if hue != self._hue:
            self._hue = hue
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the sample."""
        shade = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.HUES[self._hue])
        box = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        if self._pattern == "point":
            painter.setPen(QPen(QColor(shade.ink), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            c = box.center()
            painter.drawLine(QLineF(c - QPointF(5, 5), c + QPointF(5, 5)))
            painter.drawLine(QLineF(c + QPointF(-5, 5), c + QPointF(5, -5)))
            return
        # On skin, as on the body: so the sample looks the same in both shades.
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QColor(theme.SKIN))
        painter.drawRoundedRect(box, 4, 4)
        if self._pattern == "solid":
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 4, 4)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for row in range(3):
            for column in range(6):
                x = box.left() + 3.5 + column * 4.6 + (row % 2) * 2.3
                if x < box.right() - 2:
                    painter.drawEllipse(QPointF(x, box.top() + 3.4 + row * 4.6), 1.15, 1.15)
