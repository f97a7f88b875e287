"""The X of a point, as it is inked wherever one is painted."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bodymap.ui.drawing import ink

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


def arms(look: CrossStyle, grown: float = 1.0) -> Arms:
    """Return an X's measures; ``grown`` is 1, more for an audience, less in a small picture."""
    size, width = _ARMS[look]
    return Arms(size * grown, width * grown)


def paint_cross(
    painter: QPainter, at: QPointF, look: CrossStyle, grown: float = 1.0, *, colour: str = ink.MARK, halo: bool = True
) -> None:
    """Paint an X with its middle at a place, over a halo that lets it stand out on ink, muscle and zone."""
    size, width = arms(look, grown)
    pens = [_pen(colour, width)]
    if halo:
        pens.insert(0, _pen(ink.HALO, width + _HALO * grown, _PLAIN_HALO_ALPHA if look == "plain" else 1.0))
    arm = size / 2
    for pen in pens:
        painter.setPen(pen)
        painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
        painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))


def _pen(colour: str, width: float, alpha: float = 1.0) -> QPen:
    shade = QColor(colour)
    shade.setAlphaF(alpha)
    return QPen(shade, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
