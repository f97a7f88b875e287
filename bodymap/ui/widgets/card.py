"""Blocks that stand apart: cards, the caution block with its sign, a hairline."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bodymap.ui import theme
from bodymap.ui.widgets.icons import paint_icon

CardKind = Literal["card", "caution", "wash"]
_SIGN: Final = 26.0
_PAD: Final = 14


class Card(QFrame):
    """A rounded block with a column of widgets in ``rows``. ``hue`` paints a bar at its left edge."""

    def __init__(self, kind: CardKind = "card", sign: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._sign = sign
        self._hue = ""
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(_PAD + (round(_SIGN) + 10 if sign else 4), 12, _PAD, 14)
        self.rows.setSpacing(6)

    def set_hue(self, hue: str) -> None:
        """Paint the bar at the left edge in this colour; empty for none."""
        if hue != self._hue:
            self._hue = hue
            self.update()

    def set_kind(self, kind: CardKind, sign: str) -> None:
        """Become a card of another kind, with its icon; one that had an icon."""
        self._kind = kind
        self.set_sign(sign)
        self.update()

    def set_sign(self, sign: str) -> None:
        """Show another icon at the left, in a card that was made with one."""
        if sign != self._sign:
            self._sign = sign
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, edge, bar and sign."""
        shade = theme.colours(self)
        ground, edge, ink = {
            "card": (shade.card, shade.line, shade.accent),
            "caution": (shade.caution_ground, shade.caution_edge, shade.caution_ink),
            "wash": (shade.wash, shade.wash, shade.accent),
        }[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawRoundedRect(box, 9, 9)
        if self._hue:
            # The thin edge of skin keeps deep hues apart from a dark ground.
            painter.setPen(QPen(QColor(theme.SKIN), 1))
            painter.setBrush(QColor(self._hue))
            painter.drawRoundedRect(QRectF(box.left() + 4, box.top() + 10, 6, box.height() - 20), 3, 3)
        if self._sign:
            paint_icon(painter, self._sign, QRectF(_PAD - 2, 11, _SIGN, _SIGN), QColor(ink))


class Hairline(QFrame):
    """A line between two parts."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Mid)
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
