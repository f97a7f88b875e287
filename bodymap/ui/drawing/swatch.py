"""Legend swatches: solid for essential, stippled for spillover, an X for a point."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui import theme
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.cross import paint_cross
from bodymap.ui.drawing.zone import Dots, ZoneStyle, paint_zone, sample

if TYPE_CHECKING:
    from bodymap.core.blocks import Pattern

_SIZE: Final = QSize(30, 20)
_SMALLER: Final = 0.8
"""Of the stage's stipple."""
_LARGER: Final = 1.25
"""Of the stage's X."""


class Swatch(QWidget):
    """A sample of how something is drawn on the body. Decoration: the words beside it say the same."""

    def __init__(self, pattern: Pattern, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pattern = pattern
        self._hue = 0
        self.setFixedSize(_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_hue(self, hue: int) -> None:
        """Use the colour of the lit spot with this number, counted from 0."""
        if hue != self._hue:
            self._hue = hue
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the sample."""
        picture = _picture(self._pattern, self._hue, theme.colours(self).ink, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, picture)


@lru_cache(maxsize=32)
def _picture(pattern: Pattern, number: int, point_ink: str, ratio: float) -> QPixmap:
    """Return a sample as a picture: soft edges take as long to paint as all the words beside it."""
    pixmap = QPixmap(_SIZE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, _SIZE.width(), _SIZE.height()).adjusted(1, 2, -1, -2)
    if pattern == "point":
        paint_cross(painter, box.center(), "plain", _LARGER, colour=point_ink, halo=False)
    else:
        # On skin, as on the body: so the sample looks the same in both shades.
        hue = ink.HUES[number]
        painter.setPen(QPen(QColor(hue if pattern != "ringed" else ink.SIGN), 1))
        painter.setBrush(QColor(theme.SKIN))
        painter.drawRoundedRect(box, 4, 4)
        shape = QPainterPath()
        shape.addRoundedRect(box, 4, 4)
        paint_zone(painter, sample(pattern, shape), ZoneStyle(hue, dot_scale=_SMALLER), Dots(ratio, box.topLeft()))
    painter.end()
    return pixmap
