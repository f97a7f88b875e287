"""The live curve: discomfort against time, drawn with pyqtgraph.

Import this module on first use only: pyqtgraph and numpy take three times as long to load as the whole window.
A frame moves the end of the line and nothing else; corners that were drawn stay drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsLineItem, QGraphicsRectItem

from bodymap.core.language import tr
from bodymap.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from bodymap.core.hold.plan import HoldPlan
    from bodymap.ui.hold.trace import Round, Steps, Trace

LOOK_BACK_S: Final = 6.0
"""So much of the finding before is in sight."""
_LOWEST, _HIGHEST = 0.5, 10.5
_DOT: Final = 9.0
_CHUNK: Final = 48


class _Line:
    """One line in steps: chunks of corners, of which the last one grows, and a moving end; a frame redraws little."""

    def __init__(self, box: Any, z: int) -> None:  # noqa: ANN401
        self._box, self._z = box, z
        self._pen = QPen()
        self._chunks: list[Any] = []
        self._steps: Steps | None = None
        self._drawn = 0
        self._end = self._add(QGraphicsLineItem())

    def _add(self, item: Any) -> Any:  # noqa: ANN401
        item.setZValue(self._z)
        item.setPen(self._pen)
        self._box.addItem(item, ignoreBounds=True)
        return item

    def set_pen(self, pen: QPen) -> None:
        """Draw with this pen."""
        self._pen = pen
        for item in (*self._chunks, self._end):
            item.setPen(pen)

    def remove(self) -> None:
        """Take the line out of the picture."""
        self._forget()
        self._box.removeItem(self._end)

    def _forget(self) -> None:
        for chunk in self._chunks:
            self._box.removeItem(chunk)
        self._chunks.clear()
        self._drawn = 0

    def show(self, steps: Steps, origin: float, now: float | None) -> None:
        """Draw these steps with the time ``origin`` at 0, and their end up to ``now`` (None: no end)."""
        if steps is not self._steps:
            self._forget()
            self._steps = steps
        while self._drawn < len(steps.times):
            start = (self._drawn // _CHUNK) * _CHUNK
            if start == len(self._chunks) * _CHUNK:
                self._chunks.append(self._add(pg.PlotCurveItem(connect="finite", antialias=False)))
            # A chunk begins with the last corner of the one before, so that no gap is left.
            part = slice(max(start - 1, 0), start + _CHUNK)
            self._chunks[-1].setData(np.array(steps.times[part]), np.array(steps.levels[part]))
            self._drawn = min(start + _CHUNK, len(steps.times))
        for chunk in self._chunks:
            chunk.setPos(-origin, 0)
        tail = steps.tail
        self._end.setVisible(tail is not None and now is not None)
        if tail is not None and now is not None:
            self._end.setLine(tail[0] - origin, tail[1], now - origin, tail[1])


class CurveView(pg.GraphicsView):
    """Band, limit and planned time of a plan, and a trace's lines. ``begin`` it, then ``advance`` it each frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(self.Shape.NoFrame)
        # Put together here: a PlotWidget brings menus and a form of its own, which outlive the window.
        layout: Any = pg.GraphicsLayout()
        self.setCentralItem(layout)
        self._box: Any = pg.ViewBox(enableMenu=False, enableMouse=False)
        self._axes: dict[str, Any] = {name: pg.AxisItem(name) for name in ("left", "bottom")}
        layout.addItem(self._axes["left"], 0, 0)
        layout.addItem(self._box, 0, 1)
        layout.addItem(self._axes["bottom"], 1, 1)
        layout.setSpacing(0)
        layout.setContentsMargins(4, 8, 8, 2)
        for axis in self._axes.values():
            axis.linkToView(self._box)
            axis.setStyle(tickLength=4)
        self._box.setDefaultPadding(0)
        self._box.setYRange(_LOWEST, _HIGHEST, padding=0)
        self._band = self._add(QGraphicsRectItem(), 1)
        self._limit = self._add(QGraphicsLineItem(), 2)
        self._planned = self._add(QGraphicsLineItem(), 2)
        self._limit_words: Any = self._add(pg.TextItem("", anchor=(0, 1)), 3)
        self._planned_words: Any = self._add(pg.TextItem("", anchor=(1, 0)), 3)
        self._earlier: list[_Line] = []
        self._referred = _Line(self._box, 6)
        self._discomfort = _Line(self._box, 7)
        self._dot = self._add(QGraphicsEllipseItem(-_DOT, -_DOT, 2 * _DOT, 2 * _DOT), 9)
        self._mark = self._add(QGraphicsRectItem(-5, -5, 10, 10), 8)
        for item in (self._dot, self._mark):
            item.setFlag(item.GraphicsItemFlag.ItemIgnoresTransformations)
        self._mark.setRotation(45)
        self._plan: HoldPlan | None = None
        self._thick = 1.0
        self._over = False
        self._every, self._line = 0, 16.0
        self._range = (0.0, 1.0)
        self._dress()
        self.setAccessibleName(tr("Curve of discomfort against time"))

    def _add(self, item: Any, z: int) -> Any:  # noqa: ANN401
        item.setZValue(z)
        self._box.addItem(item, ignoreBounds=True)
        return item

    def begin(self, plan: HoldPlan) -> None:
        """Show an empty curve for this plan."""
        self._plan = plan
        for line in (*self._earlier, self._discomfort, self._referred):
            line.remove()
        self._earlier.clear()
        self._referred = _Line(self._box, 6)
        self._discomfort = _Line(self._box, 7)
        self._range = (0.0, 0.0)
        self._fit(plan.planned_s * 1.04)
        self._place_band()
        self._dress()

    def set_type(self, font: QFont) -> None:
        """Letter axes and captions in this font, and draw lines to match."""
        self._line = QFontMetricsF(font).height()
        self._number_steps()
        self._thick = max(1.0, font.pointSizeF() / theme.font("small").pointSizeF())
        self._dress()
        for axis in self._axes.values():
            axis.setStyle(tickFont=font)
        self._axes["left"].setWidth(font.pointSizeF() * 3)
        self._axes["bottom"].setHeight(font.pointSizeF() * 2.6)
        for words in (self._limit_words, self._planned_words):
            words.setFont(font)

    def advance(self, trace: Trace) -> None:
        """Draw the trace as it is now."""
        origin = trace.origin
        live = trace.current.end is None
        now = trace.now if live else None
        current = trace.current
        self._discomfort.show(current.discomfort, origin, now)
        self._referred.show(current.referred, origin, now)
        for dot, steps in ((self._dot, current.discomfort), (self._mark, current.referred)):
            tail = steps.tail
            dot.setVisible(tail is not None and live)
            if tail is not None:
                dot.setPos(trace.now - origin, tail[1])
        level = current.discomfort.level
        over = self._plan is not None and level > self._plan.limit
        if over != self._over:
            self._over = over
            self._dot.setBrush(QColor(theme.colours(self).pain if over else theme.colours(self).accent))
        if len(self._earlier) != len(trace.rounds) - 1:
            self._show_earlier(trace.rounds[:-1])
        if live:
            self._fit(trace.now - origin)

    def _show_earlier(self, rounds: list[Round]) -> None:
        for own in rounds[len(self._earlier) :]:
            line = _Line(self._box, 4)
            line.set_pen(_pen(theme.colours(self).edge, 2 * self.devicePixelRatioF() * self._thick))
            line.show(own.discomfort, own.origin or 0.0, None)
            self._earlier.append(line)

    def _fit(self, reach: float) -> None:
        """Widen the time axis, in steps, so that ``reach`` is in sight."""
        if reach <= self._range[1]:
            return
        self._range = (-LOOK_BACK_S, reach if self._range[1] <= 0 else reach * 1.25)
        self._box.setXRange(*self._range, padding=0)
        self._place_band()

    def _place_band(self) -> None:
        plan = self._plan
        if plan is None:
            return
        left, right = self._range
        low, high = plan.band
        self._band.setRect(QRectF(left, low - 0.5, right - left, high - low + 1))
        self._limit.setLine(left, plan.limit + 0.5, right, plan.limit + 0.5)
        self._planned.setLine(plan.planned_s, _LOWEST, plan.planned_s, _HIGHEST)
        self._limit_words.setText(tr("limit {limit}").format(limit=plan.limit))
        self._limit_words.setPos(left, plan.limit + 0.5)
        self._planned_words.setText(tr("planned, at most"))
        self._planned_words.setPos(plan.planned_s, _HIGHEST)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Number as many steps as there is room for."""
        super().resizeEvent(event)
        if hasattr(self, "_mark"):
            self._number_steps()

    def _number_steps(self) -> None:
        step = (self.height() - 40) / (_HIGHEST - _LOWEST)
        line = self._line * 0.95
        every = 1 if step >= line else 2 if 2 * step >= line else 5
        if every != self._every:
            self._every = every
            self._axes["left"].setTicks([[(n, str(n)) for n in range(1, 11) if n % every == 0 or every == 1]])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mark"):
            self._dress()

    def _dress(self) -> None:
        shade = theme.colours(self)
        self.setBackground(QColor(shade.card))
        none = QPen(Qt.PenStyle.NoPen)
        self._band.setPen(none)
        self._band.setBrush(QColor(shade.band))
        self._limit_words.setColor(QColor(shade.pain))
        self._planned_words.setColor(QColor(shade.soft))
        scale = self.devicePixelRatioF() * self._thick
        self._limit.setPen(_pen(shade.pain, 2 * scale, Qt.PenStyle.DashLine))
        self._planned.setPen(_pen(shade.edge, scale, Qt.PenStyle.DotLine))
        self._discomfort.set_pen(_pen(shade.ink, 3 * scale))
        self._referred.set_pen(_pen(shade.accent, 2 * scale, Qt.PenStyle.DashLine))
        for line in self._earlier:
            line.set_pen(_pen(shade.edge, 2 * scale))
        self._dot.setBrush(QColor(shade.pain if self._over else shade.accent))
        self._dot.setPen(_pen(shade.card, 2 * scale))
        self._mark.setBrush(QColor(shade.card))
        self._mark.setPen(_pen(shade.accent, 2 * scale))
        for axis in self._axes.values():
            axis.setPen(_pen(shade.line, 1))
            axis.setTextPen(_pen(shade.soft, 1))


def _pen(colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen of so many of the device's pixels at any scale of the axes."""
    pen = QPen(QColor(colour), max(round(width), 1), style)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
