"""The panel's large button that starts a guided hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.language import msg, tr
from bodymap.core.phrase import Phrase
from bodymap.ui import theme
from bodymap.ui.keys import key_name
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.aligned import LEFT, RIGHT
from bodymap.ui.widgets.buttons import RADIUS, PlateButton
from bodymap.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from bodymap.core.state import Voice

_GAP: Final = 10
"""Least room between the words and the key."""
_START: Final = Phrase(msg("Start a guided hold"), msg("Begin together"))


class HoldButton(PlateButton):
    """A wide button in the accent's colour, with its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "hold.on", parent)
        self._keyed = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, voice: Voice) -> None:
        """Name the button in this voice."""
        self.setText(_START.to(voice))
        self.setAccessibleName(self.text())
        said = tr("Press this point together, with the client's word on screen ({key})")
        self.setToolTip(said.format(key=key_name("hold.start")) if self._keyed else "")
        self.update()

    def set_keyed(self, keyed: bool) -> None:  # noqa: FBT001 - a plain property
        """Name its key, or not where that key means something else, as before a room."""
        if keyed != self._keyed:
            self._keyed = keyed
            self.setToolTip("")
            self.update()

    def sizeHint(self) -> QSize:
        """Return a wide, high target."""
        return QSize(220, max(TARGET + 8, round(self.fontMetrics().height() * 1.6) + 20))

    def minimumSizeHint(self) -> QSize:
        """Return the same height and little width."""
        return QSize(140, self.sizeHint().height())

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        full = QColor(theme.colours(self).accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(full.darker(125) if self.isDown() else full.darker(110) if self.underMouse() else full)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        ink = QColor(theme.colours(self).on_accent)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        side = self.fontMetrics().height() * 1.1
        paint_icon(painter, self.icon_name, QRectF(box.left() + 14, box.center().y() - side / 2, side, side), ink)
        painter.setPen(ink)
        left = box.adjusted(side + 24, 0, -12, 0)
        painter.drawText(left, LEFT, self.text())
        room = left.width() - painter.fontMetrics().horizontalAdvance(self.text())
        painter.setFont(theme.smaller(self.font()))
        if not self._keyed or painter.fontMetrics().horizontalAdvance(key_name("hold.start")) + _GAP > room:
            return  # The key stands in the tooltip as well.
        ink.setAlphaF(0.8)
        painter.setPen(ink)
        painter.drawText(left, RIGHT, key_name("hold.start"))
