"""A table of which every row has a bar: a bar chart to the eye, a table to a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from bodymap.ui import theme
from bodymap.ui.widgets.table import make_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_BAR: Final = Qt.ItemDataRole.UserRole
_KEY: Final = Qt.ItemDataRole.UserRole + 1
_THICK: Final = 10.0
_LEAST_ROWS: Final = 4
_PAD: Final = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it is of, how long its bar is, and what stands beside it.

    Attributes:
        key: what is asked for by it.
        name: what it is of.
        main, wider: the parts of its bar, one behind the other, as shares of the longest.
        figure: what stands before the bar; ``said``: the same in full, for a screen reader and as a tip.
        colour: of the bar; empty: the accent.

    """

    key: str
    name: str
    main: float
    wider: float
    figure: str
    said: str
    colour: str = ""


class _Bars(QStyledItemDelegate):
    """Paints a figure and its bar: solid for the main part, outlined for the wider one."""

    def __init__(self, table: BarTable) -> None:
        super().__init__(table)
        self.room = 0

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        bar: Bar | None = index.data(_BAR)
        if bar is None:
            return
        shade = theme.colours(self.parent())  # type: ignore[arg-type] # the table
        box = QRectF(option.rect)
        box = box.adjusted(self.room + 2 * _PAD, (box.height() - _THICK) / 2, -_PAD, -(box.height() - _THICK) / 2)
        colour = QColor(bar.colour or shade.accent)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(shade.edge)
        main, wider = box.width() * bar.main, box.width() * bar.wider
        for left, wide, solid in ((0.0, main, True), (main, wider, False)):
            if wide < 1.0:
                continue
            ground = QColor(colour)
            ground.setAlphaF(1.0 if solid else 0.3)
            painter.setBrush(ground)
            painter.setPen(QPen(edge, 1))
            painter.drawRect(QRectF(box.left() + left, box.top(), wide, box.height()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave the ring to the row."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class BarTable(QTableWidget):
    """Shows rows. ``chosen`` carries the key of a row that is gone to, ``entered`` of one that is opened."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, headings: tuple[str, str], share: float, parent: QWidget | None = None) -> None:
        """Name the table and its two columns; the bars take this share of the width."""
        super().__init__(0, 2, parent)
        self._share = share
        self.setAccessibleName(name)
        make_plain(self, headings)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self._bars = _Bars(self)
        self.setItemDelegateForColumn(1, self._bars)
        self._filling = False
        self.rows: tuple[Bar, ...] = ()
        self.currentCellChanged.connect(self._on_current_changed)
        self.itemClicked.connect(lambda item: self._go_to(item.row()))
        self.itemActivated.connect(lambda item: self.opened.emit(self.rows[item.row()].key))

    def fill(self, rows: Sequence[Bar]) -> None:
        """Show these rows, the one that was current if it is still among them."""
        if tuple(rows) == self.rows:
            return
        current = self.key()
        self._filling = True
        self.rows = tuple(rows)
        self.setRowCount(len(rows))
        line = self.fontMetrics().height()
        for n, row in enumerate(rows):
            name, figure = QTableWidgetItem(row.name), QTableWidgetItem(row.figure)
            name.setToolTip(row.name)
            figure.setData(_BAR, row)
            figure.setData(Qt.ItemDataRole.AccessibleTextRole, row.said)
            figure.setToolTip(row.said)
            self.setItem(n, 0, name)
            self.setItem(n, 1, figure)
            self.setRowHeight(n, line + 10)
        self._bars.room = max((self.fontMetrics().horizontalAdvance(row.figure) for row in rows), default=0)
        self._share_width()
        self._filling = False
        self.go_to(current)
        if self.key() != current or not current:
            self.setCurrentCell(-1, -1)
            self.scrollToTop()

    def key(self) -> str:
        """Return the key of the row that is current; empty: none."""
        row = self.currentRow()
        return self.rows[row].key if 0 <= row < len(self.rows) else ""

    def go_to(self, key: str) -> None:
        """Make the row of this key current without telling of it; none where there is none."""
        self._filling = True
        place = next((n for n, row in enumerate(self.rows) if row.key == key), -1)
        self.setCurrentCell(place, 0 if place >= 0 else -1)
        if place < 0:
            self.clearSelection()
        self._filling = False
        QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        """Bring the current row into sight once all around has its size."""
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def sizeHint(self) -> QSize:
        """Return room for some rows."""
        return QSize(240, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows."""
        line = self.fontMetrics().height() + 10
        return QSize(160, self.horizontalHeader().sizeHint().height() + _LEAST_ROWS * line)

    def resizeEvent(self, event: object) -> None:
        """Let the bars have their share."""
        super().resizeEvent(event)  # type: ignore[arg-type] # Qt's
        self._share_width()

    def _share_width(self) -> None:
        self.setColumnWidth(1, max(self._bars.room + 60, round(self.viewport().width() * self._share)))

    def _on_current_changed(self, row: int, _column: int, _before: int, _column_before: int) -> None:
        if not self._filling and 0 <= row < len(self.rows):
            self.chosen.emit(self.rows[row].key)

    def _go_to(self, row: int) -> None:
        """Tell of a row that is clicked although it is current already."""
        if 0 <= row < len(self.rows):
            self.chosen.emit(self.rows[row].key)
