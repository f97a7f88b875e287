"""Chips and the layout that flows them from line to line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from bodymap.ui import theme
from bodymap.ui.widgets.aligned import LEFT
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.icons import paint_icon


class Chip(PlateButton):
    """A word that can be switched on: a pill with a tick when it is."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "", parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return room for the tick at all times, so that switching moves nothing."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 48, hint.height())

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        pill = box.adjusted(0.5, 3.5, -0.5, -3.5)
        checked = self.isChecked()
        painter.setBrush(QColor(shade.accent if checked else (self.ground() or shade.raised)))
        painter.setPen(QPen(QColor(shade.accent if checked else shade.edge), 1))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        ink = QColor(shade.on_accent if self.isChecked() else shade.ink)
        left = box.left() + 22
        if self.isChecked():
            paint_icon(painter, "check", QRectF(box.left() + 12, box.center().y() - 8, 16, 16), ink)
            left = box.left() + 33
        painter.setPen(ink)
        text_box = QRectF(left, box.top(), box.width() - (left - box.left()), box.height())
        painter.drawText(text_box, LEFT, self.text())


class FlowLayout(QLayout):
    """Lays widgets out like words: left to right, then the next line. Hidden widgets take no room."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        return self._flow(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._flow(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the least size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.sizeHint())
        return QSize(min(size.width(), 200), size.height())

    def _flow(self, rect: QRect, *, place: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), QSize(min(hint.width(), rect.width()), hint.height())))
            x += hint.width() + self._gap
            line = max(line, hint.height())
        return y + line - rect.y()


class Flow(QWidget):
    """A widget that flows its children."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
