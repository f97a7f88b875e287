"""Pictures that are stamped: X marks, rings, letters. Each is painted once a size and then only copied."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.cross import arms, paint_cross

if TYPE_CHECKING:
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.cross import CrossStyle

_TAIL = 3.0
"""Room around a stamp for its halo."""


class Stamp:
    """A small picture with the place in it that goes onto the position it marks."""

    __slots__ = ("half_height", "half_width", "pixmap", "ratio")

    def __init__(self, pixmap: QPixmap) -> None:
        self.pixmap = pixmap
        self.ratio = pixmap.devicePixelRatio()
        size = pixmap.deviceIndependentSize()
        self.half_width = size.width() / 2
        self.half_height = size.height() / 2

    def box(self, x: float, y: float) -> Box:
        """Return what the stamp covers when it is centred here."""
        left, top = self._corner(x, y)
        return left, top, left + 2 * self.half_width, top + 2 * self.half_height

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Stamp it, centred here to the nearest device pixel, so that it stays crisp."""
        left, top = self._corner(x, y)
        painter.drawPixmap(QPointF(left, top), self.pixmap)

    def _corner(self, x: float, y: float) -> tuple[float, float]:
        ratio = self.ratio
        return round((x - self.half_width) * ratio) / ratio, round((y - self.half_height) * ratio) / ratio


def _blank(width: float, height: float, ratio: float) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter


def _pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


@lru_cache(maxsize=64)
def cross(style: CrossStyle, grown: float, ratio: float) -> Stamp:
    """Return the X of a point; ``grown`` is 1, or more for an audience."""
    size, width = arms(style, grown)
    whole = size + 2 * (_TAIL + width)
    pixmap, painter = _blank(whole, whole, ratio)
    paint_cross(painter, QPointF(whole / 2, whole / 2), style, grown)
    painter.end()
    return Stamp(pixmap)


@lru_cache(maxsize=16)
def ring(grown: float, ratio: float, colour: str = ink.RING) -> Stamp:
    """Return the ring around a point that goes with the marked condition or the place asked about."""
    return _circle(8.5 * grown, 2.0 * grown, colour, ratio)


@lru_cache(maxsize=16)
def candidate(grown: float, ratio: float) -> Stamp:
    """Return the dot beside a point that goes with what is asked about, while another one is lit."""
    whole = 2 * (10.0 * grown + _TAIL)
    pixmap, painter = _blank(whole, whole, ratio)
    painter.setPen(_pen(ink.HALO, 1.5 * grown))
    painter.setBrush(QColor(ink.RING))
    painter.drawEllipse(QPointF(whole / 2 + 6.5 * grown, whole / 2 - 6.5 * grown), 2.6 * grown, 2.6 * grown)
    painter.end()
    return Stamp(pixmap)


@lru_cache(maxsize=16)
def focus_ring(grown: float, ratio: float) -> Stamp:
    """Return the ring around the point that the keyboard is on."""
    return _circle(12.5 * grown, 2.6 * grown, ink.FOCUS, ratio)


def _circle(radius: float, width: float, colour: str, ratio: float) -> Stamp:
    whole = 2 * (radius + width + _TAIL)
    pixmap, painter = _blank(whole, whole, ratio)
    centre = QPointF(whole / 2, whole / 2)
    for pen in (_pen(ink.HALO, width + 2.5), _pen(colour, width)):
        painter.setPen(pen)
        painter.drawEllipse(centre, radius, radius)
    painter.end()
    return Stamp(pixmap)


@lru_cache(maxsize=32)
def badge(letter: str, colour: str, grown: float, ratio: float) -> Stamp:
    """Return the letter of a lit spot on a disc of its hue: the cue that needs no colour."""
    radius = 9.0 * grown
    whole = 2 * (radius + _TAIL)
    pixmap, painter = _blank(whole, whole, ratio)
    painter.setPen(_pen(ink.HALO, 2))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(whole / 2, whole / 2), radius, radius)
    font = QFont()
    font.setPixelSize(round(12 * grown))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(QRectF(0, 0, whole, whole), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return Stamp(pixmap)


@lru_cache(maxsize=16)
def landmark(grown: float, ratio: float) -> Stamp:
    """Return the dot on a landmark."""
    radius = ink.LANDMARK_SIZE / 2 * grown
    whole = 2 * (radius + _TAIL)
    pixmap, painter = _blank(whole, whole, ratio)
    painter.setPen(_pen(ink.HALO, 1.5 * grown))
    painter.setBrush(QColor(ink.LANDMARK))
    painter.drawEllipse(QPointF(whole / 2, whole / 2), radius, radius)
    painter.end()
    return Stamp(pixmap)


@lru_cache(maxsize=128)
def name(text: str, font_key: str, ratio: float, colour: str = ink.LABEL) -> Stamp:
    """Return the name of a region, or of a bone, with a halo that lets it stand out."""
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 4, metrics.height() + 4
    pixmap, painter = _blank(width, height, ratio)
    painter.setFont(font)
    whole = QRectF(0, 0, width, height)
    painter.setPen(QColor(ink.HALO))
    for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        painter.drawText(whole.translated(dx, dy), Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(QColor(colour))
    painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return Stamp(pixmap)


@lru_cache(maxsize=64)
def plate(text: str, font_key: str, colour: str, ground: str, ratio: float) -> Stamp:
    """Return lines of text on a rounded, slightly transparent ground: titles, R and L.

    ``font_key`` is ``QFont.toString()``, since fonts themselves cannot be keys.
    """
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetricsF(font)
    lines = text.split("\n")
    width = max(map(metrics.horizontalAdvance, lines)) + 12
    height = len(lines) * metrics.height() + 4
    pixmap, painter = _blank(width, height, ratio)
    fill = QColor(ground)
    fill.setAlphaF(0.82)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(0, 0, width, height), 5, 5)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return Stamp(pixmap)
