"""Choosing skin areas of nerves, those of roots or of single nerves: a list of them, and what is said of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from bodymap.core import areas, guidance, text
from bodymap.core.guidance import AREAS
from bodymap.core.language import tr
from bodymap.ui.following import follow
from bodymap.ui.widgets.announce import announce
from bodymap.ui.widgets.buttons import Choice, Segmented
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.table import make_plain

if TYPE_CHECKING:
    from bodymap.core.areas import AreaChoice, ShownAreas
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import SkinArea
    from bodymap.core.skin.areas import AreaKind
    from bodymap.core.state import State
    from bodymap.core.store import Store

_LEAST_ROWS: Final = 5
_ID: Final = Qt.ItemDataRole.UserRole


class AreaTable(QTableWidget):
    """The areas of a set: what each is called, and where it is. To a screen reader it is the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        make_plain(self, (tr("Skin area"), tr("Mostly")))
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def fill(self, rows: list[tuple[str, str, str, str]]) -> None:
        """Show areas: their ids, what stands on the body, what they are called in full, and where they are."""
        self.setRowCount(len(rows))
        for n, (area_id, short, name, where) in enumerate(rows):
            first, second = QTableWidgetItem(short), QTableWidgetItem(where)
            first.setData(_ID, area_id)
            first.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            first.setToolTip(name)
            second.setToolTip(where)
            self.setItem(n, 0, first)
            self.setItem(n, 1, second)
            self.setRowHeight(n, self.fontMetrics().height() + 10)

    def id_of(self, row: int) -> str:
        """Return the area of a row; empty: there is none."""
        item = self.item(row, 0)
        return "" if item is None else str(item.data(_ID))

    def go_to(self, area_id: str) -> None:
        """Make the row of an area current; none where there is none."""
        row = next((n for n in range(self.rowCount()) if self.id_of(n) == area_id), -1)
        if row != self.currentRow():
            self.setCurrentCell(row, 0 if row >= 0 else -1)
        if row < 0:
            self.clearSelection()

    def sizeHint(self) -> QSize:
        """Return room for some rows."""
        return QSize(240, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows."""
        line = self.fontMetrics().height() + 10
        return QSize(160, self.horizontalHeader().sizeHint().height() + _LEAST_ROWS * line)


class AreaPart(QWidget):
    """Follows a choice, and the store's voice."""

    def __init__(self, choice: AreaChoice, store: Store, index: AtlasIndex, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice, self._store, self._index = choice, store, index
        self._of: object = None
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.heading = Prose(tr("Skin areas of nerves"), "heading", parent=self)
        column.addWidget(self.heading)
        none, roots, nerves = tr("None"), tr("Roots"), tr("Nerves")
        choices = (
            Choice("", none, none, tr("No skin areas of nerves")),
            Choice("root", roots, roots, tr("Skin areas of roots C2 to S5")),
            Choice("nerve", nerves, nerves, tr("Skin areas of single nerves")),
        )
        self.kinds = Segmented(tr("Skin areas of nerves"), choices, self, stretched=True)
        self.kinds.chosen.connect(lambda value: choice.show(value or None))
        column.addWidget(self.kinds)
        self.about = Prose("", "small", parent=self)
        column.addWidget(self.about)
        self.table = AreaTable(self)
        self.table.currentCellChanged.connect(lambda row, *_: self._on_row_changed(row))
        column.addWidget(self.table, 1)
        self.name = Prose("", "body", bold=True, parent=self)
        self.says = Prose("", "small", parent=self)
        self.sources = Prose("", "small", "soft", parent=self)
        for each in (self.name, self.says, self.sources):
            column.addWidget(each)
        follow(choice, self, self._on_choice_changed)
        follow(store, self, self._on_store_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now."""
        shown, voice = self._choice.state, self._store.state.voice
        self.kinds.set_value(shown.kind or "")
        self.about.say(guidance.brief(self._index, AREAS[shown.kind], voice=voice) if shown.kind else "")
        self.table.setVisible(shown.kind is not None)
        if shown.kind is not None:
            self._fill(shown.kind, voice)
            self.table.go_to(shown.chosen)
        area = areas.area_of(self._index, shown.chosen)
        self.name.say(area.name if area else "")
        # The client hears where it is; what the sources disagree on is for who reads them.
        where = text.capital(areas.where_said(self._index, area, voice)) if area else ""
        self.says.say(area.says if area and voice == "clinician" else where)
        cites = areas.sources_said(self._index, area) if area and voice == "clinician" else ""
        self.sources.say(tr("From: {sources}").format(sources=cites) if cites else "")

    def _fill(self, kind: AreaKind, voice: str) -> None:
        if self._of != (kind, voice):
            self._of = kind, voice
            self._filling = True
            self.table.setAccessibleName(
                tr("Skin areas of nerve roots") if kind == "root" else tr("Skin areas of single nerves")
            )
            self.table.fill([self._row(one) for one in areas.of_kind(self._index, kind)])
            self._filling = False

    def _row(self, area: SkinArea) -> tuple[str, str, str, str]:
        where = text.capital(areas.where_said(self._index, area, self._store.state.voice))
        return area.id, area.short, area.name, where

    def said(self) -> str:
        """Return what is chosen in a sentence, for a screen reader."""
        return ". ".join(filter(None, (self.name.text(), self.says.text())))

    def _on_row_changed(self, row: int) -> None:
        if row >= 0 and not self._filling:
            self._choice.choose(self.table.id_of(row))

    def _on_choice_changed(self, old: ShownAreas, new: ShownAreas) -> None:
        if (old.kind, old.chosen) != (new.kind, new.chosen):
            self.refresh()
            if new.chosen and self.isVisible():
                announce(self, self.said())

    def _on_store_changed(self, old: State, new: State) -> None:
        if old.voice != new.voice:
            self.refresh()
