"""The floors: the least that a Qt program can do, measured beside ours in the same run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

PATH_SIZE = (220.0, 160.0)
"""Of the one path, in pixels: about a zone on a staged figure."""


class BareWidget(QWidget):
    """Copies one cached picture of its own size and fills one path over it: nothing can light up faster."""

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture
        self._at: QPoint | None = None
        self.resize(picture.deviceIndependentSize().toSize())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Put the path where the click was, painted and flushed before this returns."""
        self._at = event.position().toPoint()
        self.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Copy the whole picture, fill the path."""
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        if self._at is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            path = QPainterPath()
            path.addRoundedRect(QRectF(self._at.x(), self._at.y(), *PATH_SIZE), 60, 60)
            painter.fillPath(path, QBrush(QColor("#b3261e")))
