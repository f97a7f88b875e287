"""What both can read from two metres: the ring of the time that is left, the breathing circle, the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from bodymap.core.hold.breath import EVEN_PACE, Pace, breath_at
from bodymap.core.language import tr, trc
from bodymap.ui import theme
from bodymap.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from bodymap.core.hold.breath import Breath
    from bodymap.core.hold.cue_words import Tone

_STEPS: Final = 10


def tone_colour(widget: QWidget, tone: Tone) -> str:
    """Return the colour of a tone; shapes and words say the same without it."""
    shade = theme.colours(widget)
    return {"phase": shade.accent, "guide": shade.accent, "warn": shade.caution_edge, "stop": shade.pain}[tone]


class PhaseRing(QWidget):
    """The phase's shape and its seconds, in a ring that empties with the time that is left at most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = "hold.find"
        self._tone: Tone = "phase"
        self._left: float | None = None
        self._total = 0.0
        self._enough: float | None = None
        self._painted: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the font."""
        side = round(self.fontMetrics().height() * 6.3)
        return QSize(side, side)

    def show_phase(self, icon: str, tone: Tone, left: float | None, total: float, enough: float | None) -> None:
        """Show a phase: seconds left and in all (None: no end by itself), and after how many it was long enough."""
        self._icon, self._tone, self._left, self._total, self._enough = icon, tone, left, total, enough
        # To a quarter of a degree nothing moves, and then nothing is painted.
        angle = None if left is None or total <= 0 else round(1440 * left / total)
        now = (icon, tone, None if left is None else -int(-left // 1), angle, enough)
        if now != self._painted:
            self._painted = now
            self.setAccessibleName(tr("{seconds} seconds left").format(seconds=now[2]) if left is not None else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ring, mark of the shortest time, shape and seconds."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 4.0
        pen = side * 0.075
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ring = box.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
        painter.setPen(QPen(QColor(shade.line), pen))
        painter.drawEllipse(ring)
        if self._left is not None and self._total > 0:
            colour = QColor(tone_colour(self, self._tone))
            painter.setPen(QPen(colour, pen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(ring, 90 * 16, round(5760 * min(self._left / self._total, 1.0)))
            if self._enough is not None:
                self._paint_enough(painter, ring, pen)
        self._paint_middle(painter, box)

    def _paint_enough(self, painter: QPainter, ring: QRectF, pen: float) -> None:
        """Mark where the shortest time is reached."""
        part = (self._total - (self._enough or 0.0)) / self._total
        if not 0.02 < part < 0.98:
            return
        painter.save()
        painter.translate(ring.center())
        painter.rotate(-360 * part)
        painter.setPen(QPen(QColor(theme.colours(self).ink), 3))
        painter.drawLine(QLineF(0, -ring.height() / 2 - pen * 0.7, 0, -ring.height() / 2 + pen * 0.7))
        painter.restore()

    def _paint_middle(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        side = box.width()
        colour = QColor(tone_colour(self, self._tone))
        if self._left is None:
            paint_icon(painter, self._icon, box.adjusted(side * 0.24, side * 0.24, -side * 0.24, -side * 0.24), colour)
            return
        icon = QRectF(box.center().x() - side * 0.13, box.top() + side * 0.15, side * 0.26, side * 0.26)
        paint_icon(painter, self._icon, icon, colour)
        font = QFont(self.font())
        font.setPixelSize(max(round(side * 0.3), 8))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(shade.ink))
        line = QRectF(box.left(), box.top() + side * 0.4, side, side * 0.34)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, _clock_text(self._left))
        font.setPixelSize(max(round(side * 0.1), 6))
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(shade.soft))
        line = QRectF(box.left(), box.top() + side * 0.71, side, side * 0.15)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, tr("s") if self._left < _MINUTES_FROM else tr("min"))


_MINUTES_FROM: Final = 100.0


def _clock_text(seconds: float) -> str:
    whole = -int(-seconds // 1)
    return str(whole) if seconds < _MINUTES_FROM else f"{whole // 60}:{whole % 60:02d}"


class BreathCircle(QWidget):
    """A circle that grows with the in-breath and shrinks with the out-breath; without motion, words and a count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pace: Pace = EVEN_PACE
        self.still = False
        self._breath: Breath = breath_at(0.0)
        self._painted: tuple[object, ...] = ()
        self.setAccessibleName(tr("Breathing pacer"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a square that grows with the font."""
        side = round(self.fontMetrics().height() * 6.7)
        return QSize(side, side)

    def show_time(self, seconds: float) -> None:
        """Show the breath ``seconds`` after the pacer began."""
        self._breath = breath_at(seconds, self.pace)
        breath = self._breath
        size = 0 if self.still else round(breath.fullness * self.width())
        now = (breath.way, -int(-breath.left_s // 1), size)
        if now != self._painted:
            self._painted = now
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the circle and the way of the breath."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 4.0
        middle = QPointF(self.width() / 2, self.height() / 2)
        if not self.still:
            painter.setPen(QPen(QColor(shade.line), 1.5, Qt.PenStyle.DotLine))
            painter.drawEllipse(middle, side / 2, side / 2)
        radius = side / 2 * (1.0 if self.still else 0.46 + 0.54 * self._breath.fullness)
        painter.setPen(QPen(QColor(shade.accent), 2))
        painter.setBrush(QColor(shade.wash))
        painter.drawEllipse(middle, radius - 1, radius - 1)
        font = QFont(self.font())
        font.setPixelSize(max(round(side * 0.17), 7))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(shade.ink))
        word = trc("breath", "in") if self._breath.way == "in" else trc("breath", "out")
        above = QRectF(0, middle.y() - side * 0.2, self.width(), side * 0.22)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, word)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(shade.soft))
        below = QRectF(0, middle.y(), self.width(), side * 0.2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(-int(-self._breath.left_s // 1)))


class DiscomfortSlider(QAbstractSlider):
    """Ten large cells from 1 to 10: press or drag to name a number. ``named`` carries it, also when it stays.

    The band is washed, the limit a dashed line with a word; the number named last is filled.
    """

    named = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(1, _STEPS)
        self._known: int | None = None
        self._band = (5, 7)
        self._limit = 7
        self._over: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.valueChanged.connect(self._on_value_changed)
        self.setAccessibleName(tr("Discomfort, 1 to 10"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return room for large numerals."""
        return QSize(380, round(self.fontMetrics().height() * 2.3) + 8)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the cells are good targets."""
        return QSize(300, self.sizeHint().height())

    def show_values(self, value: int | None, band: tuple[int, int], limit: int) -> None:
        """Show the number named last, the band and the limit."""
        if (value, band, limit) != (self._known, self._band, self._limit):
            self._known, self._band, self._limit = value, band, limit
            if value is not None:
                self.setValue(value)
            self.update()

    def _on_value_changed(self, value: int) -> None:
        """Name the number that a screen reader set."""
        if value != self._known:
            self.named.emit(value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Name the number under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.named.emit(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name each number that the pointer is dragged to."""
        at = self._at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton and at != self._known:
            self.named.emit(at)
        if at != self._over:
            self._over = at
            self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: ARG002
        """Forget the pointer."""
        self._over = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, which takes it everywhere."""
        event.ignore()

    def _at(self, x: float) -> int:
        return min(max(int(x / self.width() * _STEPS) + 1, 1), _STEPS)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint cells, band, limit and numerals."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / _STEPS
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        frame, band = QPainterPath(), QPainterPath()
        frame.addRoundedRect(box, 9, 9)
        low, high = self._band
        band.addRect(QRectF((low - 1) * step, box.top(), (high - low + 1) * step, box.height()))
        painter.fillPath(frame, QColor(shade.card))
        painter.fillPath(band & frame, QColor(shade.band))
        painter.setPen(QPen(QColor(shade.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        for value in range(1, _STEPS + 1):
            self._paint_cell(painter, font, value, QRectF((value - 1) * step, box.top(), step, box.height()))
        if self._limit < _STEPS:
            painter.setPen(QPen(QColor(shade.pain), 2.5, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(self._limit * step, box.top() + 2, self._limit * step, box.bottom() - 2))

    def _paint_cell(self, painter: QPainter, font: QFont, value: int, cell: QRectF) -> None:
        shade = theme.colours(self)
        chosen = value == self._known
        if chosen or value == self._over:
            over = value > self._limit
            full = shade.pain if over else shade.accent
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(full if chosen else shade.hover))
            painter.drawRoundedRect(cell.adjusted(4, 4, -4, -4), 8, 8)
        font.setBold(chosen)
        painter.setFont(font)
        aimed = self._band[0] <= value <= self._band[1]
        painter.setPen(QColor(shade.on_accent if chosen else shade.ink if aimed else shade.soft))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(value))
