"""What everything drawn on a body is made of: paths, each with what fills or strokes it, bottom first.

A zone, a muscle, an X and the skin of a page all come as such a list. The stage paints it on pixels and a page
puts it into a file; so one place decides how a thing looks, and what leaves the program looks like the stage.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QTransform

    from bodymap.core.sheets import Fade


class Veiled(QBrush):
    """A brush that dies away as its ``mask`` does: on pixels only, as it is painted into a picture of its own."""

    def __init__(self, brush: QBrush, mask: QBrush) -> None:
        super().__init__(brush)
        self.mask = mask


Piece = tuple[QPainterPath, QBrush | QPen]
"""A path, filled by a brush or stroked by a pen."""
Pieces = list[Piece]


def paint_pieces(painter: QPainter, pieces: Iterable[Piece]) -> None:
    """Paint pieces, bottom first."""
    for path, how in pieces:
        if isinstance(how, QPen):
            painter.strokePath(path, how)
        elif isinstance(how, Veiled):
            _fill_veiled(painter, path, how)
        else:
            painter.fillPath(path, how)


def _fill_veiled(painter: QPainter, path: QPainterPath, how: Veiled) -> None:
    """Fill what of a path can be seen: as far in as one may look, that is never more than the surface."""
    back, _ = painter.transform().inverted()
    seen = back.mapRect(QRectF(painter.viewport())) & path.boundingRect()
    if painter.hasClipping():
        seen &= painter.clipBoundingRect()
    box = seen.toAlignedRect()
    if box.isEmpty():
        return
    ratio = painter.device().devicePixelRatio()
    image = QImage(ceil(box.width() * ratio), ceil(box.height() * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(0, 0, 0, 0))
    layer = QPainter(image)
    layer.setRenderHint(QPainter.RenderHint.Antialiasing)
    layer.translate(-box.topLeft())
    layer.fillPath(path, how)
    layer.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    layer.fillRect(box, how.mask)
    layer.end()
    painter.drawImage(box.topLeft(), image)


def scale_of(map_: QTransform) -> float:
    """Return how much longer a map makes things; the maps of sheets turn nothing and stretch nothing."""
    return abs(map_.m22())


def reaches(path: QPainterPath, fade: Fade) -> bool:
    """Whether any of the box around a path lies where a drawing has begun to die away."""
    x1, y1, x2, y2 = fade.line
    long = (x2 - x1) ** 2 + (y2 - y1) ** 2
    whole = [at for at, strength in fade.stops if strength == 1]
    box = path.controlPointRect()
    corners = (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight())
    along = [((corner.x() - x1) * (x2 - x1) + (corner.y() - y1) * (y2 - y1)) / long for corner in corners]
    return max(along) > max(whole) or (fade.stops[0][1] < 1 and min(along) < min(whole))


def strength_at(fade: Fade | None, x: float, y: float) -> float:
    """Return how much of its strength a drawing still has at a place of it."""
    if fade is None:
        return 1.0
    x1, y1, x2, y2 = fade.line
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
    for (at, strength), (end, other) in pairwise(fade.stops):
        if at <= along <= end:
            return strength + (other - strength) * (along - at) / (end - at or 1.0)
    return fade.stops[0][1] if along < fade.stops[0][0] else fade.stops[-1][1]


def dying(colour: str, alpha: float, fade: Fade | None, map_: QTransform) -> QBrush:
    """Return a colour that dies away along the line of ``fade``, or stays as it is where there is none."""
    shade = QColor(colour)
    shade.setAlphaF(alpha)
    if fade is None:
        return QBrush(shade)
    x1, y1, x2, y2 = fade.line
    gradient = QLinearGradient(map_.map(QPointF(x1, y1)), map_.map(QPointF(x2, y2)))
    for at, strength in fade.stops:
        stop = QColor(shade)
        stop.setAlphaF(alpha * strength)
        gradient.setColorAt(at, stop)
    return QBrush(gradient)
