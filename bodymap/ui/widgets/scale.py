"""The discomfort scale and the hold range, drawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.blocks import Reading
from bodymap.ui import theme
from bodymap.ui.widgets.aligned import LEFT, RIGHT
from bodymap.ui.widgets.tips import plain_tip

_STEPS: Final = 10
_BETWEEN: Final = 12
"""The least room between the words at both ends where they share a line."""
_LEFT: Final = LEFT


class DiscomfortScale(QWidget):
    """Ten rising columns from 1 to 10: the target's filled, those over the limit only outlined, a line between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = Reading((5, 7), 7, "", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reading(self, reading: Reading) -> None:
        """Draw this reading and tell it to screen readers."""
        if reading == self._reading:
            return
        self._reading = reading
        spoken = f"{reading.target_text}. {reading.limit_text}. {reading.low_text}, {reading.high_text}."
        self.setAccessibleName(spoken)
        self.setToolTip(plain_tip(spoken))
        self.updateGeometry()
        self.update()

    @property
    def reading(self) -> Reading:
        """What is drawn."""
        return self._reading

    def sizeHint(self) -> QSize:
        """Return room for the columns and three lines of text, or four where the ends' words do not fit in one."""
        return QSize(240, self.heightForWidth(max(240, self.width())))

    def hasHeightForWidth(self) -> bool:
        """Say that it is taller where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the room that columns and words take in this width."""
        return self._line() * (3 + self._end_lines(width)) + 60

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which numerals do not touch."""
        return QSize(self.fontMetrics().horizontalAdvance("10") * 12, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def ends(self) -> tuple[tuple[QRectF, Qt.AlignmentFlag, str], ...]:
        """Return where the words at both ends stand, and how: beside each other, or one below the other."""
        line, lines = self._line() + 2, self._end_lines(self.width())
        top = self.height() - lines * self._line() - 2
        below = top + (lines - 1) * self._line()
        return (
            (QRectF(0, top, self.width(), line), LEFT, self._reading.low_text),
            (QRectF(0, below, self.width(), line), RIGHT, self._reading.high_text),
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint columns, numerals, band, limit and the words at both ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._line()
        top = line + 8.0
        bottom = self.height() - (1 + self._end_lines(self.width())) * line - 8.0
        step = self.width() / _STEPS
        self._paint_band(painter, top, bottom + line + 2, step)
        for value in range(1, _STEPS + 1):
            self._paint_column(painter, value, top, bottom, step)
        self._paint_limit(painter, top, bottom + line + 2, step)
        self._paint_ends(painter)

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _end_lines(self, width: int) -> int:
        words = (self._reading.low_text, self._reading.high_text)
        metrics = QFontMetrics(theme.smaller(self.font()))
        return 1 if sum(map(metrics.horizontalAdvance, words)) + _BETWEEN <= width else 2

    def _paint_band(self, painter: QPainter, top: float, bottom: float, step: float) -> None:
        shade = theme.colours(self)
        low, high = self._reading.target
        band = QRectF((low - 1) * step, top - 4, (high - low + 1) * step, bottom - top + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade.band))
        painter.drawRoundedRect(band, 6, 6)
        self._paint_captions(painter, band.center().x(), top - 6)

    def _paint_captions(self, painter: QPainter, middle: float, height: float) -> None:
        """Paint the words of the target over its band and those of the limit at the right, clear of each other."""
        shade = theme.colours(self)
        painter.setFont(theme.smaller(self.font()))
        metrics = painter.fontMetrics()
        limited = self._reading.limit < _STEPS
        limit = metrics.horizontalAdvance(self._reading.limit_text) + 4 if limited else 0
        target = metrics.horizontalAdvance(self._reading.target_text) + 4
        room = self.width() - limit - (12 if limited else 0)
        left = max(0, min(middle - target / 2, room - target))
        painter.setPen(QColor(shade.accent))
        painter.drawText(QRectF(left, 0, target, height), _LEFT, self._reading.target_text)
        if limited:
            line = self._reading.limit * self.width() / _STEPS
            start = max(left + target + 12, min(line + 6, self.width() - limit))
            painter.setPen(QColor(shade.pain))
            painter.drawText(QRectF(start, 0, limit, height), _LEFT, self._reading.limit_text)

    def _paint_column(self, painter: QPainter, value: int, top: float, bottom: float, step: float) -> None:
        shade = theme.colours(self)
        low, high = self._reading.target
        rise = (bottom - top) * (0.22 + 0.78 * (value - 1) / (_STEPS - 1))
        column = QRectF((value - 1) * step + step * 0.2, bottom - rise, step * 0.6, rise)
        over = value > self._reading.limit
        aimed = low <= value <= high
        painter.setBrush(QColor(shade.accent) if aimed else QColor(shade.paper if over else shade.line))
        outline = QPen(QColor(shade.pain if over else (shade.accent if aimed else shade.edge)), 1)
        if over:
            outline.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(outline)
        painter.drawRoundedRect(column, 3, 3)
        painter.setPen(QColor(shade.ink if aimed else shade.soft))
        font = self.font()
        font.setBold(aimed)
        painter.setFont(font)
        box = QRectF((value - 1) * step, bottom + 1, step, self._line() + 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(value))

    def _paint_limit(self, painter: QPainter, top: float, bottom: float, step: float) -> None:
        if self._reading.limit >= _STEPS:
            return
        shade = theme.colours(self)
        x = self._reading.limit * step
        painter.setPen(QPen(QColor(shade.pain), 1.6, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, top - 4, x, bottom))

    def _paint_ends(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.colours(self).soft))
        painter.setFont(theme.smaller(self.font()))
        for box, side, words in self.ends():
            painter.drawText(box, side, words)


class HoldBar(QWidget):
    """A line of seconds with the range of one hold as a band."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hold = (8.0, 20.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hold(self, hold: tuple[float, float], spoken: str) -> None:
        """Draw this range (seconds); ``spoken`` says it to screen readers."""
        self._hold = hold
        self.setAccessibleName(spoken)
        self.setToolTip(plain_tip(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the band and the numerals under it."""
        return QSize(240, self.fontMetrics().height() + 20)

    def minimumSizeHint(self) -> QSize:
        """Return a width for five numerals."""
        return QSize(140, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def ticks(self) -> tuple[int, ...]:
        """Return the seconds that carry numerals: from 0 past the end of the range, in round steps."""
        end = self._hold[1]
        step = next((s for s in (5, 10, 30, 60, 120) if end / s <= 6), 240)
        return tuple(range(0, (int(end) // step + 1) * step + 1, step))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the line, the band and the numerals."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticks = self.ticks()
        inset = self.fontMetrics().horizontalAdvance("000") / 2
        per_second = (self.width() - 2 * inset) / ticks[-1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shade.line))
        painter.drawRoundedRect(QRectF(inset, 7, self.width() - 2 * inset, 4), 2, 2)
        low, high = self._hold
        painter.setBrush(QColor(shade.accent))
        painter.drawRoundedRect(QRectF(inset + low * per_second, 3, (high - low) * per_second, 12), 4, 4)
        painter.setPen(QColor(shade.soft))
        painter.setFont(theme.smaller(self.font()))
        for tick in ticks:
            box = QRectF(tick * per_second, 16, 2 * inset, self.height() - 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(tick))
