"""The colours of the map with what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.language import number, tr
from bodymap.ui import theme
from bodymap.ui.drawing.scale import OPAQUE, colour_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

_HIGH: Final = 14
_STOPS: Final = 16


class ScaleBar(QWidget):
    """Shows the scale from 1 to the most, in the colours as they look on skin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_most(self, most: int) -> None:
        """Let the scale end here."""
        self._most = max(1, most)
        said = tr("Scale of the map: the lightest is {least} muscle, the darkest {most}.")
        self.setAccessibleName(said.format(least=1, most=self._most))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the bar and a line of figures."""
        return QSize(220, _HIGH + 4 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the bar, and figures at its ends and in its middle."""
        shade, painter = theme.colours(self), QPainter(self)
        painter.setFont(self._font())
        box = QRectF(0.5, 0.5, self.width() - 1, _HIGH)
        gradient = QLinearGradient(box.left(), 0, box.right(), 0)
        for n in range(_STOPS + 1):
            gradient.setColorAt(n / _STOPS, colour_of(n / _STOPS))
        painter.fillRect(box, QColor(theme.SKIN))
        painter.setOpacity(OPAQUE)
        painter.fillRect(box, gradient)
        painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(shade.edge), 1))
        painter.drawRect(box)
        painter.setPen(QColor(shade.soft))
        below = QRectF(0, _HIGH + 2, self.width(), self.height() - _HIGH - 2)
        middle = (1 + self._most) // 2
        for at, side in (
            (1, Qt.AlignmentFlag.AlignLeft),
            (middle, Qt.AlignmentFlag.AlignHCenter),
            (self._most, Qt.AlignmentFlag.AlignRight),
        ):
            if (at == 1) == (side == Qt.AlignmentFlag.AlignLeft):
                painter.drawText(below, side | Qt.AlignmentFlag.AlignTop, number(at))

    def _font(self) -> QFont:
        return theme.smaller(self.font())
