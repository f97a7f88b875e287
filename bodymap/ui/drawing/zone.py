"""How a referral zone is inked, wherever one is painted: on the stage, in the strip, on a page, in a legend.

Essential is solid and grows stronger towards its core; spillover is stippled on a tint. Shapes come outermost first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform

from bodymap.ui.drawing import ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings

Fills = list[tuple[QPainterPath, QBrush]]
"""Paths with what fills them, bottom first."""
Lines = list[tuple[QPainterPath, QPen]]

_ROW: Final = sqrt(3) / 2
"""From one row of the stipple to the next, in pitches."""


class Zone(NamedTuple):
    """A referral's shapes, each kind outermost first, and the map from their units to those that are painted in."""

    essential: Sequence[QPainterPath] = ()
    spillover: Sequence[QPainterPath] = ()
    map_: QTransform = QTransform()


@dataclass(frozen=True, slots=True)
class ZoneStyle:
    """How strongly and how large a zone is inked. ``strength`` is 1 when it is lit, less for a preview."""

    hue: str
    strength: float = 1.0
    dot_scale: float = 1.0
    outlined: bool = False
    """Whether essential has an edge, as a preview needs over muscles that are not faded."""
    flat: bool = False
    """Whether each part is one opaque shape, as where a zone may be a pixel or two wide."""


class Dots(NamedTuple):
    """How the stipple is laid: copied as a tile of pixels, or each dot drawn on its own."""

    ratio: float = 0.0
    """Device pixels to a unit; 0 where all has to stay a drawing, as in SVG and PDF."""
    origin: QPointF = QPointF()
    """Where the dots are anchored, so that they move with the picture and not across it."""


DRAWN: Final = Dots()


def zone_on(drawings: Drawings, figure: Figure, sheet_id: str, point_id: str, map_: QTransform) -> Zone:
    """Return a point's zone on a sheet, to be painted through a map."""
    essential, spillover = (
        drawings.paths(figure, sheet_id, f"zone.{point_id}.{kind}") for kind in ("essential", "spillover")
    )
    return Zone(essential, spillover, map_)


def paint_zone(painter: QPainter, zone: Zone, style: ZoneStyle, dots: Dots) -> None:
    """Paint a zone."""
    fills, lines = ink_zone(zone, style, dots)
    for path, brush in fills:
        painter.fillPath(path, brush)
    for path, pen in lines:
        painter.strokePath(path, pen)


def ink_zone(zone: Zone, style: ZoneStyle, dots: Dots) -> tuple[Fills, Lines]:
    """Return what fills a zone, spillover first, and the lines around its core; most styles have none."""
    map_ = zone.map_.map
    if style.flat:
        core = [map_(path) for path in zone.essential[-1:]]
        fills = _stippled([map_(path) for path in zone.spillover[:1]], style, dots)
        fills += [(path, _solid(style, 1.0)) for path in core]
    else:
        shapes = [map_(path) for path in zone.essential]
        core = shapes[-1:]
        fills = _stippled([map_(path) for path in zone.spillover[:-1][:1]], style, dots, rim=True)
        fills += _stippled([map_(path) for path in zone.spillover[-1:]], style, dots)
        fills += [(path, _solid(style, alpha)) for path, alpha in zip(shapes, _rim_alphas(len(shapes)), strict=True)]
    return fills, [(path, pen) for path in core for pen in _edge(style)]


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


def _solid(style: ZoneStyle, alpha: float) -> QBrush:
    """Return the fill of an essential shape."""
    colour = QColor(style.hue)
    colour.setAlphaF(alpha * style.strength)
    return QBrush(colour)


def _rim_alphas(count: int) -> list[float]:
    """Return how opaque each of ``count`` nested shapes has to be for the zone to grow evenly towards its core."""
    reached, alphas = 0.0, []
    for number in range(1, count + 1):
        wanted = ink.ESSENTIAL_ALPHA * number / count
        alphas.append(1 - (1 - wanted) / (1 - reached))
        reached = wanted
    return alphas


def _stippled(paths: Sequence[QPainterPath], style: ZoneStyle, dots: Dots, *, rim: bool = False) -> Fills:
    """Return the fills of spillover shapes: dots on a tint; smaller dots in the rim around the shape itself."""
    if not paths:
        return []
    tint = QColor(style.hue)
    tint.setAlphaF(0.0 if style.flat else ink.TINT_ALPHA * style.strength * (0.5 if rim else 1))
    radius = (ink.RIM_DOT_RADIUS if rim else ink.DOT_RADIUS) * style.dot_scale
    pitch = ink.DOT_PITCH * style.dot_scale
    if not dots.ratio:
        drawn = [(path, _drawn_dots(path, radius, pitch, dots.origin)) for path in paths]
        return [fill for path, dots_ in drawn for fill in ((path, QBrush(tint)), (dots_, QBrush(QColor(style.hue))))]
    brush = QBrush(_tile(style.hue, radius, dots.ratio, pitch, tint.name(QColor.NameFormat.HexArgb)))
    brush.setTransform(QTransform(1 / dots.ratio, 0, 0, 1 / dots.ratio, dots.origin.x(), dots.origin.y()))
    return [(path, brush) for path in paths]


@lru_cache(maxsize=32)
def _tile(hue: str, radius: float, ratio: float, pitch: float, tint: str) -> QPixmap:
    """Return one tile of the stipple: dots in rows that are offset by half a pitch, on an even tint."""
    across, down = max(4, round(pitch * ratio)), max(6, round(pitch * 2 * _ROW * ratio))
    pixmap = QPixmap(across, down)
    pixmap.fill(QColor(tint))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(hue))
    r = radius * ratio
    for x, y in ((0.25, 0.25), (0.75, 0.75)):
        painter.drawEllipse(QPointF(across * x, down * y), r, r)
    painter.end()
    return pixmap


def _drawn_dots(path: QPainterPath, radius: float, pitch: float, origin: QPointF) -> QPainterPath:
    """Return the same dots as one path: those whose middle is inside a shape."""
    box = path.boundingRect().translated(-origin)
    dots = QPainterPath()
    row = int(box.top() // (pitch * _ROW))
    while row * pitch * _ROW <= box.bottom():
        y, shift = row * pitch * _ROW, pitch / 2 * (row % 2)
        x = (box.left() // pitch) * pitch + shift
        while x <= box.right():
            at = QPointF(x, y) + origin
            if path.contains(at):
                dots.addEllipse(at, radius, radius)
            x += pitch
        row += 1
    return dots
