"""Takes a drawing's layer apart into shapes, so that it can be painted where Qt's own renderer goes wrong.

Onto SVG and PDF ``QSvgRenderer`` paints a black outline around every shape that has none (its pen has a
brush that paints nothing, which only pixels respect), and an SVG file knows no clipping at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, hypot
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

    from bodymap.core.sheets import SheetArt


_STEPS: Final = 10
_FAR: Final = 1e5
"""Beyond any drawing, in its units."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One filled or stroked path in the drawing's own units."""

    path: QPainterPath
    brush: QBrush
    pen: QPen
    opacity: float

    @property
    def reach(self) -> QRectF:
        """A box around all that it paints."""
        wide = self.pen.widthF() if self.pen.style() != Qt.PenStyle.NoPen else 0.0
        return self.path.controlPointRect().adjusted(-wide, -wide, wide, wide)


class _Engine(QPaintEngine):
    """Keeps what it is asked to paint."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.shapes: list[Shape] = []
        self._pen, self._brush, self._opacity = QPen(), QBrush(), 1.0
        self._map = QTransform()

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        self._pen, self._brush = QPen(state.pen()), QBrush(state.brush())
        self._opacity, self._map = state.opacity(), QTransform(state.transform())

    def drawPath(self, path: QPainterPath) -> None:
        pen = self._pen if self._pen.brush().style() != Qt.BrushStyle.NoBrush else QPen(Qt.PenStyle.NoPen)
        self.shapes.append(Shape(self._map.map(path), QBrush(self._brush), QPen(pen), self._opacity))

    def drawPixmap(self, *_: Any) -> None:  # noqa: ANN401
        """Drawings hold no pixels."""


class _Device(QPaintDevice):
    """Something of a drawing's size that can be painted on."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._size = round(width), round(height)
        self.engine = _Engine()

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        kinds = QPaintDevice.PaintDeviceMetric
        known = {
            kinds.PdmWidth: self._size[0],
            kinds.PdmHeight: self._size[1],
            kinds.PdmWidthMM: self._size[0],
            kinds.PdmHeightMM: self._size[1],
            kinds.PdmNumColors: 2**24,
            kinds.PdmDepth: 32,
            kinds.PdmDevicePixelRatio: 1,
            kinds.PdmDevicePixelRatioScaled: int(QPaintDevice.devicePixelRatioFScale()),
        }
        return known.get(metric, 96)


def record(renderer: QSvgRenderer, art: SheetArt, *, cut: bool = True) -> list[Shape]:
    """Return a layer as shapes; with ``cut``, cut at the edges of the drawing."""
    frame = QRectF(0, 0, art.width, art.height)
    device = _Device(art.width, art.height)
    painter = QPainter(device)
    renderer.render(painter, frame)
    painter.end()
    return [_cut(shape, frame) for shape in device.engine.shapes] if cut else device.engine.shapes


def _cut(shape: Shape, frame: QRectF) -> Shape:
    filled = shape.brush.style() != Qt.BrushStyle.NoBrush
    if not filled or frame.contains(shape.path.boundingRect()):
        return shape
    edge = QPainterPath()
    edge.addRect(frame)
    return Shape(shape.path.intersected(edge), shape.brush, shape.pen, shape.opacity)


def paint(painter: QPainter, shapes: list[Shape], *, fades: bool = True) -> None:
    """Paint recorded shapes. Without ``fades``, for a device that cannot fade a colour, fades are done in steps."""
    for shape in shapes:
        gradient = shape.brush.gradient()
        if not fades and isinstance(gradient, QLinearGradient):
            _paint_stepped(painter, shape, gradient)
            continue
        painter.setOpacity(shape.opacity)
        painter.setPen(shape.pen)
        painter.setBrush(shape.brush)
        painter.drawPath(shape.path)
    painter.setOpacity(1)


def _paint_stepped(painter: QPainter, shape: Shape, gradient: QLinearGradient) -> None:
    """Fill a shape that fades along a line, step on step, each ending nearer to where it is whole.

    As the steps lie on one another, no seams show between them.
    """
    start, way = gradient.start(), gradient.finalStop() - gradient.start()
    length = hypot(way.x(), way.y())
    turned = QTransform().translate(start.x(), start.y()).rotateRadians(atan2(way.y(), way.x()))
    reached = 0.0
    for step in range(_STEPS):
        along = 1 - step / _STEPS
        wanted = _colour_at(gradient, along - 0.5 / _STEPS).alphaF() * shape.opacity
        colour = _colour_at(gradient, along)
        colour.setAlphaF(max(0.0, 1 - (1 - wanted) / (1 - reached)) if reached < 1 else 0.0)
        reached = max(reached, wanted)
        last = step == _STEPS - 1
        far = QRectF(-_FAR, -_FAR, _FAR + (0 if last else along * length), 2 * _FAR)
        before = QPainterPath()
        before.addPolygon(turned.map(QPolygonF(far)))
        painter.save()
        painter.setClipPath(before, Qt.ClipOperation.IntersectClip)
        painter.fillPath(shape.path, QBrush(colour))
        painter.restore()


def _colour_at(gradient: QLinearGradient, along: float) -> QColor:
    stops = gradient.stops()
    for (low, a), (high, b) in pairwise(stops):
        if low <= along <= high:
            share = (along - low) / (high - low) if high > low else 0.0
            return QColor.fromRgbF(
                a.redF() + share * (b.redF() - a.redF()),
                a.greenF() + share * (b.greenF() - a.greenF()),
                a.blueF() + share * (b.blueF() - a.blueF()),
                a.alphaF() + share * (b.alphaF() - a.alphaF()),
            )
    return QColor(stops[0][1] if along < stops[0][0] else stops[-1][1])
