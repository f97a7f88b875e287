"""The points for an hour of teaching: which lists there are, what is in one and in which order."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bodymap.core import text
from bodymap.core.language import tr, trc
from bodymap.ui.following import follow
from bodymap.ui.keys import key_name
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.chips import Flow
from bodymap.ui.widgets.fields import FieldStyle
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.collected import Collected, CollectedStore
    from bodymap.core.index import AtlasIndex

_SIZE: Final = QSize(560, 560)


class CollectedDialog(QDialog):
    """Follows the lists; every change is kept at once. ``shown_to_room`` asks to show the list from its first point."""

    shown_to_room = Signal()

    def __init__(self, collected: CollectedStore, index: AtlasIndex, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setWindowTitle(tr("Points for the hour"))
        self._collected, self._index = collected, index
        self._syncing = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.setSpacing(12)
        outer.addWidget(Prose(tr("Points for the hour"), "title", parent=self))
        says = tr("{step} goes through the list that is chosen here. {key} puts what is lit into it, or takes it out.")
        outer.addWidget(Prose(says.format(step=key_name("step.onward"), key=key_name("collect.toggle")), parent=self))
        self._setup_lists(outer)
        self.points = QListWidget(self)
        self.points.setAccessibleName(tr("Points of the list, in order"))
        outer.addWidget(self.points, 1)
        self._setup_buttons(outer)
        FieldStyle(self)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        follow(collected, self, self._on_collected_changed)
        self._fill()

    def _setup_lists(self, outer: QVBoxLayout) -> None:
        row = QHBoxLayout()
        self.lists = QComboBox(self)
        self.lists.setAccessibleName(tr("List that is stepped through"))
        self.lists.setMinimumHeight(TARGET)
        self.lists.activated.connect(lambda at: self._collected.choose(at - 1 if at else None))
        self.begin = self._button(self, tr("New list"))
        self.begin.clicked.connect(self._on_begin)
        row.addWidget(self.lists, 1)
        row.addWidget(self.begin)
        outer.addLayout(row)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(tr("Name of the list"))
        self.name.setAccessibleName(tr("Name of the list"))
        self.name.setMinimumHeight(TARGET)
        self.name.editingFinished.connect(self._on_name_edited)
        outer.addWidget(self.name)

    def _setup_buttons(self, outer: QVBoxLayout) -> None:
        flow = Flow(self, gap=6)
        self.up = self._button(flow, trc("move it in the list", "Up"))
        self.down = self._button(flow, trc("move it in the list", "Down"))
        self.take_out = self._button(flow, tr("Take out"))
        self.remove = self._button(flow, tr("Remove list"))
        for button in (self.up, self.down, self.take_out, self.remove):
            flow.flow.addWidget(button)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.take_out.clicked.connect(self._on_take_out)
        self.remove.clicked.connect(self._collected.remove)
        outer.addWidget(flow)
        row = QHBoxLayout()
        self.show_room = self._button(self, tr("Show to a room"))
        self.show_room.clicked.connect(self._on_show_room)
        close = self._button(self, tr("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(self.show_room)
        row.addStretch(1)
        row.addWidget(close)
        outer.addLayout(row)

    def _button(self, parent: QWidget, words: str) -> PlateButton:
        button = PlateButton(words, "", parent)
        button.outlined = True
        return button

    # What it shows

    def _on_collected_changed(self, _old: Collected, _new: Collected) -> None:
        self._fill()

    def _fill(self) -> None:
        state, kept = self._collected.state, self._chosen()
        with self._in_sync():
            self.lists.clear()
            self.lists.addItem(tr("No list: muscle by muscle"))
            for one in state.lists:
                self.lists.addItem(f"{one.name or tr('Without a name')} ({len(one.points)})")
            self.lists.setCurrentIndex(0 if state.current is None else state.current + 1)
            self.name.setText("" if state.current is None else state.lists[state.current].name)
            self.points.clear()
            for point_id in state.points:
                self._add(point_id)
                if point_id == kept:
                    self.points.setCurrentRow(self.points.count() - 1)
        if self.points.currentRow() < 0 and self.points.count():
            self.points.setCurrentRow(0)
        for part in (self.name, self.points, self.remove):
            part.setEnabled(state.current is not None)
        for part in (self.up, self.down, self.take_out, self.show_room):
            part.setEnabled(bool(state.points))

    def _add(self, point_id: str) -> None:
        """Add a row; a point that this atlas does not have keeps its place under its id."""
        try:
            point = self._index.point(point_id)
            said = f"{text.point_name(self._index.muscle_of(point_id), point, 'clinician')}  ·  {point.part}"
        except KeyError:
            said = tr("{id} (not in this atlas)").format(id=point_id)
        item = QListWidgetItem(said)
        item.setData(Qt.ItemDataRole.UserRole, point_id)
        item.setSizeHint(QSize(0, max(TARGET - 6, self.fontMetrics().height() + 14)))
        self.points.addItem(item)

    def _chosen(self) -> str | None:
        item = self.points.currentItem()
        return None if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    @contextmanager
    def _in_sync(self) -> Iterator[None]:
        self._syncing = True
        yield
        self._syncing = False

    # What its parts do

    def _on_name_edited(self) -> None:
        if not self._syncing:
            self._collected.name(self.name.text())

    def _on_begin(self) -> None:
        self._collected.begin()
        self.name.setFocus()
        self.name.selectAll()

    def _move(self, by: int) -> None:
        if (chosen := self._chosen()) is not None:
            self._collected.move(chosen, by)

    def _on_take_out(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._collected.toggle(chosen)

    def _on_show_room(self) -> None:
        self.accept()
        self.shown_to_room.emit()
