"""Legend swatches: solid for essential, stippled for spillover, an X for a point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
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
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        if self._pattern == "point":
            paint_cross(painter, box.center(), "plain", _LARGER, colour=shade.ink, halo=False)
            return
        # On skin, as on the body: so the sample looks the same in both shades.
        hue = ink.HUES[self._hue]
        painter.setPen(QPen(QColor(hue if self._pattern != "ringed" else ink.SIGN), 1))
        painter.setBrush(QColor(theme.SKIN))
        painter.drawRoundedRect(box, 4, 4)
        shape = QPainterPath()
        shape.addRoundedRect(box, 4, 4)
        zone = sample(self._pattern, shape)
        paint_zone(painter, zone, ZoneStyle(hue, dot_scale=_SMALLER), Dots(self.devicePixelRatioF(), box.topLeft()))
