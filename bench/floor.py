"""The floors: the least that a Qt program can do, measured beside ours in the same run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QRegion
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


class BareBrush(QWidget):
    """Shows one picture and draws a line over it where the pointer was led, as wide as a brush.

    Only the place of the last piece is painted again, with all of the line that lies there.
    """

    def __init__(self, picture: QImage, wide: float) -> None:
        super().__init__()
        self._picture, self._wide = picture, wide
        self._lines: list[QPainterPath] = []
        self._last = QPointF()
        self.resize(picture.deviceIndependentSize().toSize())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a line."""
        self._lines.append(QPainterPath(event.position()))
        self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Lead the line on, painted and flushed before this returns."""
        if not self._lines:
            return
        self._lines[-1].lineTo(event.position())
        reach = self._wide / 2 + 2
        box = QRectF(self._last, event.position()).normalized().adjusted(-reach, -reach, reach, reach)
        self._last = event.position()
        self.repaint(box.toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Copy the picture where it is needed, and draw the lines."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.drawImage(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_ = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(QColor(168, 28, 40, 90), self._wide, Qt.PenStyle.SolidLine, round_))
        for line in self._lines:
            painter.drawPath(line)
