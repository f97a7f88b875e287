"""Paints the finder's rows: large, two lines, the kind at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QTreeView

from bodymap.ui import theme
from bodymap.ui.finder.list_models import Role
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.aligned import LEFT, RIGHT
from bodymap.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QAbstractItemView

_LEADING: Final = 1.1
_BOX: Final = 3
_INSET: Final = 10
_TAG_GAP: Final = 6
_MOST_LINES: Final = 2000
_TITLE: Final = LEFT | Qt.TextFlag.TextWordWrap


class RowDelegate(QStyledItemDelegate):
    """Draws a row from its roles. Points carry an X, rows with children a chevron."""

    def __init__(self, view: QTreeView, scale: float = 1.0) -> None:
        super().__init__(view)
        self._view, self._scale = view, scale
        self._lines: dict[tuple[str, str, int, str, str], int] = {}
        """How many lines titles take, as far as that has been found out: each row is asked for it at every paint."""

    def _font(self, role: theme.TypeRole) -> QFont:
        return theme.font(role, self._scale)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a row high enough for a knuckle; two lines where there is a detail."""
        line = QFontMetrics(self._font("body")).height() * _LEADING
        lines = self._title_lines(index) + bool(index.data(Role.DETAIL))
        return QSize(120, max(TARGET, round(line * lines) + 14))

    def _title_lines(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return how many lines the title takes at the view's width."""
        kind, tag = index.data(Role.KIND), index.data(Role.TAG) or ""
        title = index.data(Qt.ItemDataRole.DisplayRole) or ""
        font, small = self._font("caps" if kind in ("group", "note") else "body"), self._font("small")
        key = title, tag, self._room(index), font.key(), small.key()
        if key not in self._lines:
            if len(self._lines) >= _MOST_LINES:
                # A list that is drawn wider pixel by pixel asks anew at each.
                self._lines.clear()
            self._lines[key] = _lines_of(*key[:3], QFontMetrics(font), QFontMetrics(small))
        return self._lines[key]

    def _room(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return how wide a row's words may be."""
        return self._view.viewport().width() - 2 * (_BOX + _INSET) - self._mark_width(index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tell in full, beside the pointer, only what is cut short: anything else would hide the next row in vain."""
        if QFontMetrics(self._font("small")).horizontalAdvance(index.data(Role.DETAIL) or "") <= self._room(index):
            QToolTip.hideText()
            return True
        return super().helpEvent(event, view, option, index)

    def _mark_width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return what indent and chevron or X take before the title."""
        if index.model().hasChildren(index):
            return 20
        if index.data(Role.KIND) == "point":
            return 38 if index.parent().isValid() else 24
        return 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint ground, chevron or X, title, detail and kind."""
        shade = theme.colours(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(_BOX, 1, -_BOX, -1)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        kind = index.data(Role.KIND)
        self._paint_ground(painter, box, selected=selected, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(shade.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        inner = box.adjusted(_INSET, 0, -_INSET, 0)
        self._paint_mark(painter, inner, index)
        inner.setLeft(inner.left() + self._mark_width(index))
        self._paint_text(painter, inner, index, head=kind in ("group", "note"))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, *, selected: bool, hovered: bool) -> None:
        shade = theme.colours(self._view)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade.wash if selected else shade.hover))
            painter.drawRoundedRect(box, 7, 7)
        if selected:
            painter.setBrush(QColor(shade.accent))
            painter.drawRoundedRect(QRectF(box.left() + 1, box.top() + 8, 3.5, box.height() - 16), 1.7, 1.7)

    def _paint_mark(self, painter: QPainter, inner: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint what stands before the title."""
        shade = theme.colours(self._view)
        right, top = inner.left() + self._mark_width(index), inner.center().y() - 8
        if index.model().hasChildren(index):
            icon = "down" if self._view.isExpanded(index) else "right"
            paint_icon(painter, icon, QRectF(right - 22, top, 16, 16), QColor(shade.soft))
        elif index.data(Role.KIND) == "point":
            paint_icon(painter, "points", QRectF(right - 24, top, 16, 16), QColor(shade.ink))

    def _paint_text(
        self, painter: QPainter, inner: QRectF, index: QModelIndex | QPersistentModelIndex, *, head: bool
    ) -> None:
        """Paint the title in one or two lines, the kind beside it and the detail under it."""
        shade = theme.colours(self._view)
        tag, detail = index.data(Role.TAG) or "", index.data(Role.DETAIL) or ""
        painter.setFont(self._font("caps" if head else "body"))
        line = QFontMetrics(self._font("body")).height() * _LEADING
        lines = self._title_lines(index)
        top = inner.center().y() - line * (lines + bool(detail)) / 2
        tag_width = QFontMetrics(self._font("small")).horizontalAdvance(tag) + _TAG_GAP if tag else 0
        title_box = QRectF(inner.left(), top, inner.width() - tag_width, line * lines)
        painter.setPen(QColor(shade.soft if head else shade.ink))
        painter.drawText(title_box, _TITLE, index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.setFont(self._font("small"))
        if tag:
            painter.setPen(QColor(shade.accent))
            painter.drawText(QRectF(inner.right() - tag_width, top, tag_width, line), RIGHT, tag)
        if detail:
            painter.setPen(QColor(shade.soft))
            under = QRectF(inner.left(), top + line * lines, inner.width(), line)
            said = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, round(under.width()))
            painter.drawText(under, LEFT, said)


def _lines_of(title: str, tag: str, room: int, metrics: QFontMetrics, small: QFontMetrics) -> int:
    """Return how many lines a title takes beside its tag, in so many pixels."""
    if tag:
        room -= small.horizontalAdvance(tag) + _TAG_GAP
    wrapped = metrics.boundingRect(QRect(0, 0, max(room, 40), 1000), Qt.TextFlag.TextWordWrap, title)
    return max(1, round(wrapped.height() / metrics.lineSpacing()))
