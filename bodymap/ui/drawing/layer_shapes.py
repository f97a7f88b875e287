"""Takes a drawing's layer apart into shapes: for the stage, which paints a few at a time, and as pieces for a page.

``QSvgRenderer`` paints pixels alone well: onto other devices it paints a black outline around every shape that has
none (its pen has a brush that paints nothing, which only pixels respect), and an SVG file knows no clipping at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
    QTransform,
)

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.pieces import scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtSvg import QSvgRenderer

    from bodymap.core.sheets import Layer, SheetArt
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.pieces import Pieces

_UNSEEN, _UNSEEN_FINE = 6, 9
"""Two colours that are no further apart, of 255, make an edge on which no steps are seen; further on a fine screen."""
_NO_TONE: Final = 255
"""How far a shape is from what it lies on that is not a tone on another."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One filled or stroked path in the drawing's own units.

    Attributes:
        edge: how far apart its colour and that of the tone it lies on are, of 255; 255 where it lies on none.
        filled, stroked: which of both it is; as ``reach`` asked for each shape whenever any is painted.
        reach: a box around all that it paints.

    """

    path: QPainterPath
    brush: QBrush
    pen: QPen
    opacity: float
    edge: int = _NO_TONE
    filled: bool = field(init=False)
    stroked: bool = field(init=False)
    reach: Box = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "filled", self.brush.style() != Qt.BrushStyle.NoBrush)
        object.__setattr__(self, "stroked", self.pen.style() != Qt.PenStyle.NoPen)
        wide = self.pen.widthF() if self.stroked else 0.0
        box = self.path.controlPointRect()
        reach = box.left() - wide, box.top() - wide, box.right() + wide, box.bottom() + wide
        object.__setattr__(self, "reach", reach)

    def is_smooth(self, ratio: float) -> bool:
        """Whether steps would be seen on its edge, on a screen with so many pixels to a logical one."""
        return self.edge > (_UNSEEN_FINE if ratio >= ink.FINE else _UNSEEN)


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
        pen = QPen(Qt.PenStyle.NoPen)
        if self._pen.brush().style() != Qt.BrushStyle.NoBrush:
            pen = QPen(self._pen)
            pen.setWidthF(pen.widthF() * scale_of(self._map))
        self.shapes.append(Shape(_tight(self._map.map(path)), _brush_on(self._brush, self._map), pen, self._opacity))

    def drawPixmap(self, *_: Any) -> None:  # noqa: ANN401
        """Drawings hold no pixels."""


def _tight(path: QPainterPath) -> QPainterPath:
    """Return the same path in no more memory than it needs: what was grown bit by bit takes up to twice as much."""
    tight = QPainterPath()
    tight.setFillRule(path.fillRule())
    tight.reserve(path.elementCount())
    tight.addPath(path)
    return tight


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
    shapes = list(_toned(device.engine.shapes))
    return [_cut(shape, frame) for shape in shapes] if cut else shapes


def _toned(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """Yield shapes, the tones of the skin among them with what sets them apart: some are painted without smoothing.

    A tone lies on one that is nearly as light. Half of what painting a figure takes is the smoothing of such edges.
    """
    under = None
    for shape in shapes:
        yield shape if under is None else replace(shape, edge=_between(under, shape))
        under = shape


def _between(one: Shape, other: Shape) -> int:
    """Return how far apart the colours of two tones are, of 255; shapes of one colour are no tones of each other."""
    first, second = _colour(one), _colour(other)
    if first is None or second is None:
        return _NO_TONE
    return max(abs(a - b) for a, b in zip(first, second, strict=True)) or _NO_TONE


def _colour(shape: Shape) -> tuple[int, int, int] | None:
    """Return the one opaque colour that a shape is filled with; ``None`` where it is painted otherwise."""
    colour = shape.brush.color()
    plain = shape.brush.style() == Qt.BrushStyle.SolidPattern and not shape.stroked
    if not plain or shape.opacity != 1 or colour.alpha() != 255:
        return None
    return colour.red(), colour.green(), colour.blue()


def _cut(shape: Shape, frame: QRectF) -> Shape:
    if not shape.filled or frame.contains(shape.path.boundingRect()):
        return shape
    edge = QPainterPath()
    edge.addRect(frame)
    return replace(shape, path=shape.path.intersected(edge))


def layer_pieces(
    drawings: Drawings, figure: Figure, sheet_id: str, art: SheetArt, map_: QTransform, layer: Layer
) -> Pieces:
    """Return a layer of a sheet as pieces, painted through a map and cut at the edges of the drawing."""
    frame = QRectF(0, 0, art.width, art.height)
    shapes = (_cut(shape, frame) for shape in drawings.shapes(figure, sheet_id, layer))
    return [piece for shape in shapes for piece in _pieces(shape, map_)]


def _pieces(shape: Shape, map_: QTransform) -> Pieces:
    """Return what fills a shape and what strokes it, if anything does."""
    path = map_.map(shape.path)
    pieces: Pieces = []
    if shape.filled:
        pieces.append((path, _mapped(shape.brush, shape.opacity, map_)))
    if shape.stroked:
        pen = QPen(shape.pen)
        pen.setWidthF(pen.widthF() * scale_of(map_))
        pen.setBrush(_mapped(pen.brush(), shape.opacity, map_))
        pieces.append((path, pen))
    return pieces


def _mapped(brush: QBrush, opacity: float, map_: QTransform) -> QBrush:
    """Return a brush in the units of a map, whose colours carry what the painter's opacity would have done."""
    gradient = brush.gradient()
    if not isinstance(gradient, QLinearGradient):
        return QBrush(_weaker(brush.color(), opacity))
    return _dying(gradient, opacity, map_)


def _brush_on(brush: QBrush, map_: QTransform) -> QBrush:
    """Return a brush in the units of a map."""
    gradient = brush.gradient()
    return _dying(gradient, 1.0, map_) if isinstance(gradient, QLinearGradient) else QBrush(brush)


def _dying(gradient: QLinearGradient, opacity: float, map_: QTransform) -> QBrush:
    mapped = QLinearGradient(map_.map(gradient.start()), map_.map(gradient.finalStop()))
    mapped.setStops([(at, _weaker(colour, opacity)) for at, colour in gradient.stops()])
    return QBrush(mapped)


def _weaker(colour: QColor, opacity: float) -> QColor:
    weaker = QColor(colour)
    weaker.setAlphaF(colour.alphaF() * opacity)
    return weaker
