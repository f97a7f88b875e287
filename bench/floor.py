"""The floors: the least that a Qt program can do, measured beside ours in the same run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

PATH_SIZE = (220.0, 160.0)
"""Of the one path, in pixels: about a zone on a staged figure."""


class BareWidget(QWidget):
    """Shows one picture and fills one path over it where the click was.

    Only the old path's place and the new one's are painted again: nothing that lights what was clicked does less.
    """

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture
        self._at: QPoint | None = None
        self.resize(picture.deviceIndependentSize().toSize())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Put the path where the click was, painted and flushed before this returns."""
        old, self._at = self._box(), event.position().toPoint()
        self.repaint(QRegion(old) + QRegion(self._box()))

    def _box(self) -> QRect:
        if self._at is None:
            return QRect()
        return QRectF(self._at.x(), self._at.y(), *PATH_SIZE).toAlignedRect().adjusted(-1, -1, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Copy the picture where it is needed, fill the path."""
        painter = QPainter(self)
        for rect in event.region():  # type: ignore[attr-defined] # iterable, though its stub forgets it
            painter.setClipRect(rect)
            painter.drawImage(0, 0, self._picture)
        painter.setClipRegion(event.region())
        if self._at is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            path = QPainterPath()
            path.addRoundedRect(QRectF(self._at.x(), self._at.y(), *PATH_SIZE), 60, 60)
            painter.fillPath(path, QBrush(QColor("#b3261e")))
