"""The overview of keys, made from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from bodymap.core.language import tr
from bodymap.ui.commands import Group, group_title
from bodymap.ui.hold.hold_keys import key_lines
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.ui.commands import Command

_COLUMNS: Final[tuple[tuple[Group, ...], ...]] = (("selection", "body"), ("layers", "view", "help"), ("hold",))


class KeysDialog(QDialog):
    """Every command that has a key, by group, and what the mouse does on the drawings."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keys"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 24, 28, 20)
        outer.setSpacing(16)
        outer.addWidget(Prose(tr("Keys"), "title", parent=self))
        columns = QHBoxLayout()
        columns.setSpacing(36)
        for n, groups in enumerate(_COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(14)
            for group in groups:
                keyed = [command for command in commands if command.group == group and command.shortcuts]
                column.addWidget(self._table(group_title(group), [(c.title, _keys(c)) for c in keyed]))
            if n == 2:
                column.addWidget(self._table(tr("While a hold runs"), key_lines()))
            if n == 0:
                column.addWidget(self._table(tr("On the drawings"), self._mouse()))
            column.addStretch(1)
            columns.addLayout(column)
        outer.addLayout(columns)
        close = PlateButton(tr("Close"), "", self)
        close.outlined = True
        close.clicked.connect(self.accept)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _mouse(self) -> list[tuple[str, str]]:
        return [
            (tr("Light a point"), tr("Click")),
            (tr("Keep several lit"), tr("Ctrl+click")),
            (tr("Zoom"), tr("Wheel or pinch")),
            (tr("Move"), tr("Drag")),
            (tr("Walk from point to point"), tr("Tab, arrows")),
            (tr("Light the point in focus"), tr("Enter, Space")),
        ]

    def _table(self, title: str, lines: list[tuple[str, str]]) -> QWidget:
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.addWidget(Prose(title, "caps", "soft", parent=table), 0, 0, 1, 2)
        for n, (what, keys) in enumerate(lines, 1):
            name, key = Prose(what, parent=table), Prose(keys, "body", "accent", parent=table)
            for label in (name, key):
                label.setWordWrap(False)
            grid.addWidget(name, n, 0)
            grid.addWidget(key, n, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return table


def _keys(command: Command) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "   ".join(QKeySequence(keys).toString(native) for keys in command.shortcuts)
