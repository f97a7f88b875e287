"""A part that is folded away until asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bodymap.ui import theme
from bodymap.ui.widgets.aligned import LEFT
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Callable


class _Header(PlateButton):
    """The line that folds and unfolds: a chevron, then the title."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, "", parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 28, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def ground(self) -> str:
        return theme.colours(self).hover if self.underMouse() else ""

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        ink = QColor(theme.colours(self).accent)
        icon = "down" if self.isChecked() else "right"
        paint_icon(painter, icon, QRectF(box.left() + 2, box.center().y() - 9, 18, 18), ink)
        painter.setPen(ink)
        text_box = box.adjusted(28, 0, 0, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(text_box.width()))
        painter.drawText(text_box, LEFT, text)


class Disclosure(QWidget):
    """A titled part, folded at first. What is folded is filled only once it is opened."""

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = _Header(title, self)
        self.body = body
        self._fill: Callable[[], None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.header)
        column.addWidget(body)
        body.setVisible(False)
        self.header.toggled.connect(self._on_header_toggled)
        self.header.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Name the part."""
        self.header.setText(title)
        self.header.setAccessibleName(title)
        self.header.update()

    def set_filler(self, fill: Callable[[], None]) -> None:
        """Call ``fill`` when the part is open, now or later."""
        self._fill = fill
        if self.header.isChecked():
            self._run_filler()

    def _on_header_toggled(self, opened: bool) -> None:  # noqa: FBT001 - Qt's signal
        if opened:
            self._run_filler()
        self.body.setVisible(opened)

    def _run_filler(self) -> None:
        if self._fill is not None:
            self._fill()
            self._fill = None
