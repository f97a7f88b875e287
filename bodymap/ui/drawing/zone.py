"""How a referral zone is inked, wherever one is painted: on the stage, in the strip, on a page, in a legend.

Essential is solid and grows stronger towards its core; spillover is stippled on a tint, or, where it is too narrow for
dots to be seen as such, a pale tint within a line. Shapes come outermost first. A light casing lies around it all, so
that it stands out on skin, muscle and hair alike.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.parts import Part, joined
from bodymap.ui.drawing.pieces import Pieces, Veiled, dying, paint_pieces, reaches, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bodymap.core.blocks import Pattern
    from bodymap.core.sheets import Fade
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings

_ROW: Final = sqrt(3) / 2
"""From one row of the stipple to the next, in pitches."""
_WIDE: Final = 1e6
"""As good as without end."""
_RIM: Final = 0.7
"""How strong the tint of a spillover's rim is, against that within."""
_THIN: Final = 0.6
"""A casing may be so much thinner in a small picture, where it would else take half of the zone."""
_HAIR: Final = 0.15
"""And the line around what is hollow so much."""
_MASK: Final = 4
"""Pixels to a unit in the picture that says which dots lie in a shape."""


class Zone(NamedTuple):
    """A referral's shapes, each kind outermost first, and the map from their units to those that are painted in.

    ``parts`` are those of the spillover, with how wide each is, in the shapes' own units; none: wide enough for dots.
    """

    essential: Sequence[QPainterPath] = ()
    spillover: Sequence[QPainterPath] = ()
    map_: QTransform = QTransform()
    parts: Sequence[Part] = ()
    fade: Fade | None = None
    """Where it dies away with its drawing; none where it does not reach there."""
    sign: bool = False
    """Whether it is something other than pain."""
    breadth: float = _WIDE
    """How wide the essential area is where it is narrow, in the shapes' own units."""


class ZoneStyle(Struct, frozen=True):
    """How strongly and how large a zone is inked. ``strength`` is 1 when it is lit, less for a preview."""

    hue: str
    strength: float = 1.0
    dot_scale: float = 1.0
    outlined: bool = False
    """Whether essential has an edge, as a preview needs over muscles that are not faded."""
    flat: bool = False
    """Whether each part is one opaque shape, as where a zone may be a pixel or two wide."""


class Dots(NamedTuple):
    """How the stipple is laid: copied as a tile of pixels, or each dot drawn on its own, where the tile has it."""

    ratio: float = 1.0
    """Device pixels to a unit."""
    origin: QPointF = QPointF()
    """Where the dots are anchored, so that they move with the picture and not across it."""
    drawn: bool = False
    """Whether all has to stay a drawing, as in SVG and PDF."""


DRAWN: Final = Dots(2.0, drawn=True)


def sample(pattern: Pattern, shape: QPainterPath) -> Zone:
    """Return the zone that a legend shows of a pattern."""
    if pattern == "stippled":
        return Zone(spillover=[shape])
    return Zone(essential=[shape], sign=pattern == "ringed")


def zone_on(drawings: Drawings, figure: Figure, sheet_id: str, point_id: str, map_: QTransform) -> Zone:
    """Return a point's zone on a sheet, to be painted through a map."""
    essential, spillover = (
        drawings.paths(figure, sheet_id, f"zone.{point_id}.{kind}") for kind in ("essential", "spillover")
    )
    solid, parts = (drawings.parts(figure, sheet_id, f"zone.{point_id}.{kind}") for kind in ("essential", "spillover"))
    breadth = max((part.breadth for part in solid), default=_WIDE)
    art = drawings.art(figure, sheet_id)
    fade = None if isinstance(art, SheetError) else art.fade
    dies = fade is not None and any(reaches(path, fade) for path in (*essential[:1], *spillover[:1]))
    return Zone(essential, spillover, map_, parts, fade if dies else None, point_id in drawings.signs, breadth)


def zones_on(drawings: Drawings, figure: Figure, sheet_id: str, point_ids: Iterable[str], map_: QTransform) -> Zone:
    """Return the zones of several points on a sheet as one: what is essential of any, what is spillover of any."""
    zones = [zone_on(drawings, figure, sheet_id, each, map_) for each in point_ids]
    spillover = _as_one(zone.spillover for zone in zones)
    breadth = max((part.breadth for zone in zones for part in zone.parts), default=0.0)
    return Zone(
        _as_one(zone.essential for zone in zones),
        spillover,
        map_,
        (Part(breadth, spillover),) if spillover else (),
        next((zone.fade for zone in zones if zone.fade), None),
        bool(zones) and all(zone.sign for zone in zones),
        max((zone.breadth for zone in zones if zone.essential), default=_WIDE),
    )


def _as_one(shapes: Iterable[Sequence[QPainterPath]]) -> list[QPainterPath]:
    """Return the outermost of these shapes as one path, filled where any of them is."""
    whole = QPainterPath()
    whole.setFillRule(Qt.FillRule.WindingFill)
    for paths in shapes:
        for path in paths[:1]:
            whole.addPath(path)
    return [] if whole.isEmpty() else [whole]


def paint_zone(painter: QPainter, zone: Zone, style: ZoneStyle, dots: Dots) -> None:
    """Paint a zone."""
    paint_pieces(painter, ink_zone(zone, style, dots))


def ink_zone(zone: Zone, style: ZoneStyle, dots: Dots) -> Pieces:
    """Return a zone as pieces: its casing, what fills it, spillover first, and the lines around its core, if any."""
    map_ = zone.map_.map
    spillover = [map_(path) for path in zone.spillover]
    essential = [map_(path) for path in (zone.essential[-1:] if style.flat else zone.essential)]
    pieces: Pieces = []
    if not style.outlined:
        pen = _casing(zone, style)
        pieces += [(path, pen) for path in (*spillover[:1], *essential[:1])]
    if zone.sign:
        return pieces + [
            piece for path in (*spillover[:1], *essential[:1]) for piece in _ringed(path, zone, style, dots)
        ]
    wide, narrow, breadth = _by_breadth(zone)
    pieces += _stippled([map_(path) for path in wide], breadth, zone, style, dots)
    pieces += [piece for part in narrow for piece in _hollow(part, zone, style)]
    alphas = [1.0] * len(essential) if style.flat else _rim_alphas(len(essential), zone.breadth * scale_of(zone.map_))
    pieces += [(path, _solid(zone, style, alpha)) for path, alpha in zip(essential, alphas, strict=True)]
    pieces += [(path, pen) for path in essential[-1:] for pen in _edge(style)]
    return pieces


def _casing(zone: Zone, style: ZoneStyle) -> QPen:
    """Return the light line that lies around a zone, half of it under the zone's own rim."""
    brush = dying(ink.HALO, ink.CASING_ALPHA * style.strength, zone.fade, zone.map_)
    width = ink.CASING * style.dot_scale * min(1.0, max(_THIN, scale_of(zone.map_)))
    return QPen(brush, width, j=Qt.PenJoinStyle.RoundJoin)


def _edge(style: ZoneStyle) -> list[QPen]:
    """Return the pens that go around a zone's core, bottom first."""
    if style.outlined:
        halo = QColor(ink.HALO)
        halo.setAlphaF(0.9)
        return [QPen(halo, 3.4), QPen(QColor(style.hue), 1.4)]
    if style.flat:
        hairline = QPen(QColor(style.hue), 1)
        hairline.setCosmetic(True)
        return [hairline]
    return []


def _solid(zone: Zone, style: ZoneStyle, alpha: float) -> QBrush:
    """Return the fill of an essential shape."""
    return dying(style.hue, alpha * style.strength, zone.fade, zone.map_)


def _rim_alphas(count: int, breadth: float = _WIDE) -> list[float]:
    """Return how opaque each of ``count`` nested shapes has to be for the zone to grow evenly towards its core.

    A narrow zone is nearly all rim: it is firm from its edge, or it would look like spillover.
    """
    firm = max(0.0, 1 - breadth / ink.SOFT_ROOM)
    reached, alphas = 0.0, []
    for number in range(1, count + 1):
        share = number / count
        wanted = ink.ESSENTIAL_ALPHA * (share + firm * (1 - share))
        alphas.append(1 - (1 - wanted) / (1 - reached))
        reached = wanted
    return alphas


def _by_breadth(zone: Zone) -> tuple[Sequence[QPainterPath], Sequence[Part], float]:
    """Return the spillover that is wide enough for rows of dots, what is too narrow, and how wide the wide is.

    All parts that have dots have the same, so that finer ones do not seem to mean something else.
    """
    if not zone.parts:
        return zone.spillover, (), _WIDE
    scale = scale_of(zone.map_)
    widest = max(part.breadth for part in zone.parts) * scale
    pitch = min(ink.DOT_PITCH, widest / (ink.LEAST_ROWS * _ROW))
    least = max(ink.LEAST_ROWS * ink.LEAST_PITCH, ink.FEWEST_ROWS * pitch) * _ROW / scale
    wide = [part for part in zone.parts if part.breadth >= least]
    shapes = zone.spillover if len(wide) == len(zone.parts) else joined(wide)
    return shapes, [part for part in zone.parts if part.breadth < least], widest


def _hollow(part: Part, zone: Zone, style: ZoneStyle) -> Pieces:
    """Return how spillover is inked that is too narrow for dots: far paler than what is essential, in a thin line."""
    path, breadth = zone.map_.map(part.paths[0]), part.breadth * scale_of(zone.map_)
    tint, line = (
        dying(style.hue, alpha * style.strength, zone.fade, zone.map_)
        for alpha in (ink.HOLLOW_ALPHA, ink.HOLLOW_LINE_ALPHA)
    )
    # Two lines of full width would fill what is a few pixels wide.
    width = ink.HOLLOW_LINE * style.dot_scale * min(1.0, max(_HAIR, breadth / ink.HOLLOW_ROOM))
    return [(path, tint), (path, QPen(line, width, j=Qt.PenJoinStyle.RoundJoin))]


def _stippled(shapes: Sequence[QPainterPath], breadth: float, zone: Zone, style: ZoneStyle, dots: Dots) -> Pieces:
    """Return the fills of spillover's shapes, outermost first: dots on a tint; smaller dots in the rim around the core.

    The dots come nearer together where the shape is narrow.
    """
    if style.flat:
        return _dotted(shapes[:1], breadth, zone, style, dots)
    rim = _dotted(shapes[:-1][:1], breadth, zone, style, dots, rim=True)
    return rim + _dotted(shapes[-1:], breadth, zone, style, dots)


def _dotted(
    paths: Sequence[QPainterPath], breadth: float, zone: Zone, style: ZoneStyle, dots: Dots, *, rim: bool = False
) -> Pieces:
    """Return the fills of shapes that are alike in strength."""
    pitch = min(ink.DOT_PITCH * style.dot_scale, breadth / (ink.LEAST_ROWS * _ROW))
    alpha = 0.0 if style.flat else ink.TINT_ALPHA * style.strength * (_RIM if rim else 1)
    radius = (ink.RIM_DOT_RADIUS if rim else ink.DOT_RADIUS) * pitch / ink.DOT_PITCH
    across, down = _lattice(pitch, dots.ratio)
    if dots.drawn:
        tint, dot = (dying(style.hue, strength, zone.fade, zone.map_) for strength in (alpha, 1.0))
        steps = across / dots.ratio, down / dots.ratio
        drawn = [(path, _drawn_dots(path, radius, steps, dots.origin)) for path in paths]
        return [fill for path, dots_ in drawn for fill in ((path, tint), (dots_, dot))]
    ground = QColor(style.hue)
    ground.setAlphaF(alpha)
    brush = _laid(
        _tile(style.hue, radius * dots.ratio, across, down, ground.name(QColor.NameFormat.HexArgb)), zone, dots
    )
    return [(path, brush) for path in paths]


def _ringed(path: QPainterPath, zone: Zone, style: ZoneStyle, dots: Dots) -> Pieces:
    """Return how something other than pain is drawn: rings on a pale ground within an outline, in no spot's hue."""
    size = style.dot_scale
    across, down = _lattice(ink.SIGN_PITCH * size, dots.ratio)
    ground, line = (dying(ink.SIGN, alpha * style.strength, zone.fade, zone.map_) for alpha in (ink.TINT_ALPHA, 1.0))
    outline = QPen(line, ink.SIGN_LINE * size)
    if dots.drawn:
        steps = across / dots.ratio, down / dots.ratio
        rings = _drawn_dots(path, ink.SIGN_RADIUS * size, steps, dots.origin, ring=ink.SIGN_LINE * size)
        return [(path, ground), (rings, line), (path, outline)]
    tile = _tile(
        ink.SIGN, ink.SIGN_RADIUS * size * dots.ratio, across, down, "#00000000", ink.SIGN_LINE * size * dots.ratio
    )
    return [(path, ground), (path, _laid(tile, zone, dots)), (path, outline)]


def _laid(tile: QPixmap, zone: Zone, dots: Dots) -> QBrush | Veiled:
    """Return a tile as a brush that is anchored, and dies away with its drawing."""
    brush = QBrush(tile)
    brush.setTransform(QTransform(1 / dots.ratio, 0, 0, 1 / dots.ratio, dots.origin.x(), dots.origin.y()))
    return Veiled(brush, dying("#000000", 1.0, zone.fade, zone.map_)) if zone.fade else brush


def _lattice(pitch: float, ratio: float) -> tuple[int, int]:
    """Return the size of one tile of the stipple in device pixels."""
    return max(2, round(pitch * ratio)), max(4, round(pitch * 2 * _ROW * ratio))


@lru_cache(maxsize=64)
def _tile(hue: str, radius: float, across: int, down: int, tint: str, ring: float = 0.0) -> QPixmap:
    """Return one tile of the stipple: dots, or rings of some width, in rows offset by half a pitch, on an even tint."""
    pixmap = QPixmap(across, down)
    pixmap.fill(QColor(tint))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(hue), ring) if ring else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush) if ring else QBrush(QColor(hue)))
    for x, y in ((0.25, 0.25), (0.75, 0.75)):
        painter.drawEllipse(QPointF(across * x, down * y), radius, radius)
    painter.end()
    return pixmap


def _drawn_dots(
    path: QPainterPath, radius: float, steps: tuple[float, float], origin: QPointF, *, ring: float = 0.0
) -> QPainterPath:
    """Return the same dots, or rings, as one path: those inside a shape, and of those on its edge what is inside."""
    mask = _Mask(path)
    dots = QPainterPath()
    reach = radius + ring / 2
    for at in _places(path.boundingRect().adjusted(-reach, -reach, reach, reach), steps, origin):
        around = ((at.x(), at.y()), *((at.x() + dx * reach, at.y() + dy * reach) for dx, dy in _COMPASS))
        inside = [mask.holds(x, y) for x, y in around]
        if not any(inside):
            continue
        one = QPainterPath()
        one.addEllipse(at, reach, reach)
        if ring:
            one.addEllipse(at, radius - ring / 2, radius - ring / 2)
        dots.addPath(one if all(inside) else one.intersected(path))
    return dots


_COMPASS: Final = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y)


def _places(box: QRectF, steps: tuple[float, float], origin: QPointF) -> Iterator[QPointF]:
    """Yield where the dots of the tiles lie in a box."""
    across, down = steps
    for shift in (0.25, 0.75):
        left, top = origin.x() + shift * across, origin.y() + shift * down
        row = int((box.top() - top) // down)
        while (y := top + row * down) <= box.bottom():
            column = int((box.left() - left) // across)
            while (x := left + column * across) <= box.right():
                yield QPointF(x, y)
                column += 1
            row += 1


class _Mask:
    """Says quickly whether a place lies in a path."""

    def __init__(self, path: QPainterPath) -> None:
        box = path.boundingRect()
        self._left, self._top = box.left(), box.top()
        image = QImage(int(box.width() * _MASK) + 2, int(box.height() * _MASK) + 2, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.scale(_MASK, _MASK)
        painter.translate(-self._left, -self._top)
        painter.fillPath(path, QBrush(QColor("white")))
        painter.end()
        self._bytes, self._stride = bytes(image.constBits()), image.bytesPerLine()
        self._width, self._height = image.width(), image.height()

    def holds(self, x: float, y: float) -> bool:
        column, row = int((x - self._left) * _MASK), int((y - self._top) * _MASK)
        inside = 0 <= column < self._width and 0 <= row < self._height
        return inside and self._bytes[row * self._stride + column] > 0
