"""The X of a point, as it is inked wherever one is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.pieces import paint_pieces

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from bodymap.ui.drawing.pieces import Pieces

CrossStyle = Literal["plain", "hovered", "lit"]


class Arms(NamedTuple):
    """The size of an X from arm to arm, and how thick it is."""

    size: float
    width: float


_ARMS: Final[dict[CrossStyle, Arms]] = {
    "plain": Arms(ink.MARK_SIZE, 1.8),
    "hovered": Arms(ink.LIT_MARK_SIZE, 2.6),
    "lit": Arms(ink.LIT_MARK_SIZE, 3.2),
}
_HALO: Final = 2.4
"""How much thicker the light X under the dark one is."""
_PLAIN_HALO_ALPHA: Final = 0.75
_SMALLEST: Final = 0.58
_STEP: Final = 0.05
_ROOM: Final = ink.MARK_SIZE + 3.0
"""How far apart two whole X have to be for both to be seen whole."""
_LEAST: Final = 0.65
_ROOM_STEP: Final = 0.05


def arms(style: CrossStyle, grown: float = 1.0) -> Arms:
    """Return an X's measures; ``grown`` is 1, more for an audience, less in a small picture."""
    size, width = _ARMS[style]
    return Arms(size * grown, width * grown)


def at_scale(pixels_per_cm: float) -> float:
    """Return how large the X of a lit point is where a centimetre has so many pixels, against one seen from near.

    On a whole figure it would else hide the zone that it belongs to. In steps, so that few stamps are painted.
    """
    return round(min(1.0, max(_SMALLEST, 0.4 + pixels_per_cm / 12)) / _STEP) * _STEP


def at_room(pixels: float) -> float:
    """Return how large an X is on a sheet where the next one is so many pixels away, against one that stands alone.

    All of a sheet are alike: a larger one would look as if it meant more. They grow as the eye comes nearer.
    """
    share = min(1.0, max(_LEAST, pixels / _ROOM))
    return round(share / _ROOM_STEP) * _ROOM_STEP


def ink_cross(
    at: QPointF, style: CrossStyle, grown: float = 1.0, *, colour: str = ink.MARK, halo: bool = True
) -> Pieces:
    """Return an X with its middle at a place, over a halo that lets it stand out on ink, muscle and zone."""
    size, width = arms(style, grown)
    arm = size / 2
    path = QPainterPath()
    for down in (arm, -arm):
        path.moveTo(at + QPointF(-arm, -down))
        path.lineTo(at + QPointF(arm, down))
    pieces: Pieces = [(path, _pen(colour, width))]
    if halo:
        pieces.insert(0, (path, _pen(ink.HALO, width + _HALO * grown, _PLAIN_HALO_ALPHA if style == "plain" else 1.0)))
    return pieces


def paint_cross(
    painter: QPainter, at: QPointF, style: CrossStyle, grown: float = 1.0, *, colour: str = ink.MARK, halo: bool = True
) -> None:
    """Paint an X."""
    paint_pieces(painter, ink_cross(at, style, grown, colour=colour, halo=halo))


def _pen(colour: str, width: float, alpha: float = 1.0) -> QPen:
    shade = QColor(colour)
    shade.setAlphaF(alpha)
    return QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
