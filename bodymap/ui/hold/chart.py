"""The finished curve of a hold, painted plainly: for the summary, the list and the picture to keep."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.hold.summary import summarise, summary_text
from bodymap.core.language import tr
from bodymap.ui import theme
from bodymap.ui.hold.trace import Steps, Trace
from bodymap.ui.widgets.aligned import RIGHT

if TYPE_CHECKING:
    from bodymap.core.hold.sessions import Session
    from bodymap.core.index import AtlasIndex

_LOWEST, _HIGHEST = 0.5, 10.5
_NICE: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1800)
PICTURE: Final = (1200, 820)
_PICTURE_SCALE: Final = 2


class SummaryChart(QWidget):
    """The curve of one session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self.setAccessibleName(tr("Curve of discomfort against time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return room for ten steps to be told apart."""
        return QSize(320, round(self.fontMetrics().height() * 10))

    def minimumSizeHint(self) -> QSize:
        """Return the same height and little width."""
        return QSize(200, self.sizeHint().height())

    def show_session(self, session: Session) -> None:
        """Draw this session's curve."""
        self._session = session
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the curve."""
        if self._session is not None:
            painter = QPainter(self)
            paint_chart(painter, QRectF(self.rect()), self._session, theme.smaller(self.font()), theme.colours(self))


def paint_chart(painter: QPainter, box: QRectF, session: Session, font: QFont, shade: theme.Colours) -> None:
    """Paint the session's curve into ``box``: band, limit, rounds, discomfort, referred pain dashed."""
    trace = Trace(one_line=True)
    trace.take(session.samples)
    metrics = QFontMetricsF(font)
    plot = box.adjusted(metrics.horizontalAdvance("10") + 10, metrics.height() * 0.6, -6, -metrics.height() * 1.5)
    end = max(trace.current.end or trace.now, 1.0)
    to_y = plot.height() / (_HIGHEST - _LOWEST)

    def at(t: float, level: float) -> QPointF:
        return QPointF(plot.left() + t / end * plot.width(), plot.bottom() - (level - _LOWEST) * to_y)

    painter.save()
    painter.setFont(font)
    painter.fillRect(plot, QColor(shade.card))
    low, high = session.begun.band
    painter.fillRect(QRectF(at(0, high + 0.5), at(end, low - 0.5)), QColor(shade.band))
    _paint_scales(painter, plot, end, to_y, shade)
    limit = session.begun.limit + 0.5
    painter.setPen(QPen(QColor(shade.pain), 1.6, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(at(0, limit), at(end, limit)))
    painter.setPen(QPen(QColor(shade.accent), 1.8, Qt.PenStyle.DashLine))
    _paint_steps(painter, trace.current.referred, at, trace.now)
    painter.setPen(QPen(QColor(shade.ink), 2.6))
    _paint_steps(painter, trace.current.discomfort, at, trace.now)
    painter.setPen(QColor(shade.pain))
    words = QRectF(plot.left() + 5, at(0, limit).y() - metrics.height() - 1, plot.width(), metrics.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft, tr("limit {limit}").format(limit=session.begun.limit))
    painter.restore()


def _paint_scales(painter: QPainter, plot: QRectF, end: float, to_y: float, shade: theme.Colours) -> None:
    metrics = painter.fontMetrics()
    painter.setPen(QPen(QColor(shade.line), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    painter.drawLine(plot.topLeft(), plot.bottomLeft())
    painter.setPen(QColor(shade.soft))
    every = 1 if to_y > metrics.height() * 0.95 else 2
    for value in range(1 if every == 1 else 2, 11, every):
        y = plot.bottom() - (value - _LOWEST) * to_y
        line = QRectF(plot.left() - 60, y - metrics.height() / 2, 54, metrics.height())
        painter.drawText(line, RIGHT, str(value))
    room = metrics.horizontalAdvance("0000 s") * 1.6
    step = next((n for n in _NICE if n * plot.width() / end >= room), _NICE[-1])
    for t in range(0, int(end) + 1, step):
        x = plot.left() + t / end * plot.width()
        line = QRectF(x - 60, plot.bottom() + 3, 120, metrics.height())
        if x + 24 < plot.right():
            painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, str(t))
    corner = QRectF(plot.right() - 60, plot.bottom() + 3, 60, metrics.height())
    painter.drawText(corner, Qt.AlignmentFlag.AlignRight, tr("s"))


def _paint_steps(painter: QPainter, steps: Steps, at: object, now: float) -> None:
    run: list[QPointF] = []
    corners = list(zip(steps.times, steps.levels, strict=True))
    if steps.tail is not None:
        corners.append((now, steps.tail[1]))
    for t, level in [*corners, (now, math.nan)]:
        if not math.isnan(level):
            run.append(at(t, level))  # type: ignore[operator] # a function of time and level
        elif run:
            painter.drawPolyline(QPolygonF(run))
            run = []


def summary_picture(session: Session, index: AtlasIndex | None) -> QImage:
    """Return the summary as a picture: title, curve, and the words of the notes. Always on light paper."""
    width, height = PICTURE
    image = QImage(width * _PICTURE_SCALE, height * _PICTURE_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_PICTURE_SCALE)
    shade = theme.LIGHT
    image.fill(QColor(shade.card))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    title, body = theme.font("title"), theme.font("body")
    title.setPixelSize(36)
    body.setPixelSize(21)
    lines = summary_text(index, summarise(session)).split("\n")
    painter.setFont(title)
    painter.setPen(QColor(shade.ink))
    painter.drawText(QRectF(50, 34, width - 100, 52), Qt.AlignmentFlag.AlignLeft, lines[0])
    paint_chart(painter, QRectF(44, 110, width - 94, 420), session, body, shade)
    painter.setFont(body)
    painter.setPen(QColor(shade.ink))
    text_box = QRectF(50, 560, width - 100, height - 610)
    painter.drawText(text_box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, "\n".join(lines[1:]))
    painter.setPen(QColor(shade.soft))
    body.setPixelSize(16)
    painter.setFont(body)
    foot = QRectF(50, height - 40, width - 100, 24)
    painter.drawText(
        foot, Qt.AlignmentFlag.AlignRight, tr("Drawn by bodymap. Discomfort as the client named it, 1 to 10.")
    )
    painter.end()
    return image
