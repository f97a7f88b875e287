"""Gives the fields that Qt paints the look of the search field, in whichever colours are in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from bodymap.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# With colours by name: what a style sheet calls its palette is the program's, not the window's.
_STYLE: Final = """
QLineEdit, QPlainTextEdit, QComboBox {{
    background: {raised}; color: {ink}; border: 1px solid {edge}; border-radius: 7px; padding: 4px 9px;
    placeholder-text-color: {soft};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {focus}; padding: 3px 8px; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {ink}; selection-background-color: {wash};
    selection-color: {ink}; border: 1px solid {edge}; }}
"""


_KINDS: Final = (QLineEdit, QPlainTextEdit, QComboBox)


class FieldStyle(QObject):
    """Styles the fields that are in a widget, and again when its colours change.

    Each field by itself: a widget with a style sheet hears of no other colours, and so would not tell its fields.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)
        self._apply()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the colours."""
        if event.type() == QEvent.Type.PaletteChange:
            self._apply()
        return False

    def _apply(self) -> None:
        style = _STYLE.format_map(theme.colours(self._widget)._asdict())
        for kind in _KINDS:
            for field in self._widget.findChildren(kind):
                if style != field.styleSheet():
                    field.setStyleSheet(style)
