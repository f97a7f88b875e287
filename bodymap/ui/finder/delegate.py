"""Paints the finder's rows: large, two lines, the kind at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from bodymap.ui import theme
from bodymap.ui.finder.rows import Role
from bodymap.ui.widgets.buttons import TARGET
from bodymap.ui.widgets.icons import paint_icon


class RowDelegate(QStyledItemDelegate):
    """Draws a row from its roles. Points carry an X, rows with children a chevron."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row high enough for a knuckle; two lines where there is a detail."""
        line = option.fontMetrics.height()
        lines = 2.15 if index.data(Role.DETAIL) else 1.1
        return QSize(120, max(TARGET, round(line * lines) + 14))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, chevron or X, title, detail and kind."""
        shade = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(3, 1, -3, -1)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        kind = index.data(Role.KIND)
        self._paint_ground(painter, box, selected=selected, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(shade.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        inner = box.adjusted(10, 0, -10, 0)
        inner.setLeft(self._paint_mark(painter, inner, index, kind))
        self._paint_text(painter, inner, index, head=kind in ("group", "note"))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, *, selected: bool, hovered: bool) -> None:
        shade = theme.colours()
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade.wash if selected else shade.hover))
            painter.drawRoundedRect(box, 7, 7)
        if selected:
            painter.setBrush(QColor(shade.accent))
            painter.drawRoundedRect(QRectF(box.left() + 1, box.top() + 8, 3.5, box.height() - 16), 1.7, 1.7)

    def _paint_mark(
        self, painter: QPainter, inner: QRectF, index: QModelIndex | QPersistentModelIndex, kind: str
    ) -> float:
        """Paint what stands before the title and return where the title begins."""
        shade = theme.colours()
        left = inner.left() + (14 if kind == "point" and index.parent().isValid() else 0)
        middle = inner.center().y()
        if index.model().hasChildren(index):
            icon = "down" if self._view.isExpanded(index) else "right"
            paint_icon(painter, icon, QRectF(left - 2, middle - 8, 16, 16), QColor(shade.soft))
            return left + 20
        if kind == "point":
            paint_icon(painter, "points", QRectF(left, middle - 8, 16, 16), QColor(shade.ink))
            return left + 24
        return left

    def _paint_text(
        self, painter: QPainter, inner: QRectF, index: QModelIndex | QPersistentModelIndex, *, head: bool
    ) -> None:
        shade = theme.colours()
        tag = index.data(Role.TAG) or ""
        detail = index.data(Role.DETAIL) or ""
        title_font = theme.font("caps" if head else "body")
        small = theme.font("small")
        painter.setFont(small)
        tag_width = painter.fontMetrics().horizontalAdvance(tag) + 10 if tag else 0
        line = painter.fontMetrics().height() * 1.12
        painter.setFont(title_font)
        top = inner.center().y() - line if detail else inner.center().y() - line / 2
        title_box = QRectF(inner.left(), top, inner.width() - tag_width, line)
        painter.setPen(QColor(shade.soft if head else shade.ink))
        title = painter.fontMetrics().elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, round(title_box.width())
        )
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(title_box, flags, title)
        painter.setFont(small)
        painter.setPen(QColor(shade.soft))
        if detail:
            room = QRectF(inner.left(), top + line, inner.width(), line)
            said = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, flags, said)
        if tag:
            painter.setPen(QColor(shade.accent))
            box = QRectF(inner.right() - tag_width, top, tag_width, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tag)
