"""The overview of keys, made from the table of commands and the table of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from bodymap.core.language import tr
from bodymap.ui.command import Group, group_title
from bodymap.ui.keys import key_names, overview
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.ui.command import Command
    from bodymap.ui.keys import Context

_CONTEXTS: Final[tuple[tuple[Context, ...], ...]] = (
    ("stage", "strip"),
    ("finder", "paint"),
    ("before", "hold", "list", "room"),
)
_COLUMNS: Final[tuple[tuple[Group, ...], ...]] = (
    ("selection", "body", "paint", "take"),
    ("layers", "view", "room", "help"),
    ("hold",),
)
_AROUND: Final = QSize(80, 220)
"""What title, button, margins and the desktop's frame take of the screen."""


class KeysDialog(QDialog):
    """Every command that has a key, by group, and what the mouse does on the drawings."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setWindowTitle(tr("Keys"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 24, 28, 20)
        outer.setSpacing(16)
        outer.addWidget(Prose(tr("Keys"), "title", parent=self))
        page = QWidget(self)
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(36)
        for n, groups in enumerate(_COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(14)
            for group in groups:
                keyed = [command for command in commands if command.group == group and command.shortcuts]
                column.addWidget(self._table(group_title(group), [(c.title, _keys(c)) for c in keyed]))
            for context in _CONTEXTS[n]:
                column.addWidget(self._table(_context_title(context), overview(context)))
            column.addStretch(1)
            columns.addLayout(column)
        room = self.screen().availableSize() - _AROUND
        if page.sizeHint().width() > room.width():
            columns.setDirection(QBoxLayout.Direction.TopToBottom)
        outer.addWidget(self._scrolled(page, room), 1)
        close = PlateButton(tr("Close"), "", self)
        close.outlined = True
        close.clicked.connect(self.accept)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _scrolled(self, page: QWidget, room: QSize) -> QScrollArea:
        """Return the page in a frame as large as it is, or as the screen allows."""
        area = scrolled(page, self, sideways=True)
        beside = QSize(area.verticalScrollBar().sizeHint().width(), 0)
        area.setMinimumSize((page.sizeHint() + beside).boundedTo(room))
        return area

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
    return "   ".join(key_names(command.id))


def _context_title(context: Context) -> str:
    titles: dict[Context, str] = {
        "stage": tr("On the drawings"),
        "strip": tr("In the strip"),
        "finder": tr("In the finder"),
        "paint": tr("While somebody paints"),
        "before": tr("Before a hold"),
        "hold": tr("While a hold runs"),
        "list": tr("In the list of holds"),
        "room": tr("While the projector shows it"),
    }
    return titles[context]
