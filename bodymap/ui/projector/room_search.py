"""The search before a room: large, over the drawings, which stay where they are."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bodymap.core.language import tr
from bodymap.ui import theme

_SHARE: Final = (0.56, 0.78)
"""Of the window's width and height."""
_TOP: Final = 16
_PAD: Final = 10


class RoomSearch(QWidget):
    """Holds a finder, which has to be a widget, over its parent."""

    def __init__(self, finder: Any, parent: QWidget) -> None:  # noqa: ANN401 - a finder and a widget
        super().__init__(parent)
        self.finder = finder
        self._over = parent
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.addWidget(finder)
        self.setAccessibleName(tr("Search"))
        self.hide()

    def open(self) -> None:
        """Show it, with the keyboard in its field."""
        self.place()
        self.show()
        self.raise_()
        self.finder.focus_field()

    def place(self) -> None:
        """Stand at the top of the window, in the middle."""
        wide, high = (round(size * share) for size, share in zip(self._size(), _SHARE, strict=True))
        self.setGeometry((self._over.width() - wide) // 2, _TOP, wide, high)

    def _size(self) -> tuple[int, int]:
        return self._over.width(), self._over.height()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shade.edge), 1))
        painter.setBrush(QColor(shade.window))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
