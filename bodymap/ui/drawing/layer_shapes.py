"""Takes the skin of a drawing apart into pieces, as everything else on a body is, so that a page can be made of them.

``QSvgRenderer`` paints pixels alone well: onto other devices it paints a black outline around every shape that has
none (its pen has a brush that paints nothing, which only pixels respect), and an SVG file knows no clipping at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    QTransform,
)

from bodymap.ui.drawing.pieces import scale_of

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.pieces import Piece, Pieces


class _Engine(QPaintEngine):
    """Keeps what it is asked to paint."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.pieces: Pieces = []
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
        mapped = self._map.map(path)
        if self._brush.style() != Qt.BrushStyle.NoBrush:
            self.pieces.append((mapped, _weakened(self._brush, self._opacity)))
        if self._pen.style() != Qt.PenStyle.NoPen and self._pen.brush().style() != Qt.BrushStyle.NoBrush:
            pen = QPen(self._pen)
            pen.setBrush(_weakened(pen.brush(), self._opacity))
            self.pieces.append((mapped, pen))

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


def skin_pieces(drawings: Drawings, figure: Figure, sheet_id: str, art: SheetArt, map_: QTransform) -> Pieces:
    """Return the skin of a sheet as pieces, painted through a map and cut at the edges of the drawing."""
    renderer = drawings.renderer(figure, sheet_id, "skin", keep=False)
    if renderer is None:
        return []
    return [_mapped(path, how, map_) for path, how in record(renderer, art)]


def record(renderer: QSvgRenderer, art: SheetArt) -> Pieces:
    """Return a layer as pieces in the drawing's own units, cut at its edges."""
    frame = QRectF(0, 0, art.width, art.height)
    device = _Device(art.width, art.height)
    painter = QPainter(device)
    renderer.render(painter, frame)
    painter.end()
    return [(_cut(path, how, frame), how) for path, how in device.engine.pieces]


def _cut(path: QPainterPath, how: QBrush | QPen, frame: QRectF) -> QPainterPath:
    if isinstance(how, QPen) or frame.contains(path.boundingRect()):
        return path
    edge = QPainterPath()
    edge.addRect(frame)
    return path.intersected(edge)


def _mapped(path: QPainterPath, how: QBrush | QPen, map_: QTransform) -> Piece:
    if isinstance(how, QPen):
        pen = QPen(how)
        if not pen.isCosmetic():
            pen.setWidthF(pen.widthF() * scale_of(map_))
        pen.setBrush(_mapped_brush(pen.brush(), map_))
        return map_.map(path), pen
    return map_.map(path), _mapped_brush(how, map_)


def _mapped_brush(brush: QBrush, map_: QTransform) -> QBrush:
    gradient = brush.gradient()
    if not isinstance(gradient, QLinearGradient):
        return brush
    mapped = QLinearGradient(map_.map(gradient.start()), map_.map(gradient.finalStop()))
    mapped.setStops(gradient.stops())
    return QBrush(mapped)


def _weakened(brush: QBrush, opacity: float) -> QBrush:
    """Return a brush whose colours carry what the painter's opacity would have done."""
    if opacity == 1:
        return QBrush(brush)
    gradient = brush.gradient()
    if not isinstance(gradient, QLinearGradient):
        return QBrush(_weaker(brush.color(), opacity))
    weaker = QLinearGradient(gradient.start(), gradient.finalStop())
    weaker.setStops([(at, _weaker(colour, opacity)) for at, colour in gradient.stops()])
    return QBrush(weaker)


def _weaker(colour: QColor, opacity: float) -> QColor:
    weaker = QColor(colour)
    weaker.setAlphaF(colour.alphaF() * opacity)
    return weaker
