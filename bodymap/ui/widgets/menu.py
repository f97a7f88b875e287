"""A menu in the program's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from bodymap.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# With colours by name: what a style sheet calls its palette is the program's, not the window's.
_STYLE: Final = """
QMenu {{ background: {paper}; border: 1px solid {line}; padding: 6px; }}
QMenu::item {{ padding: 10px 30px 10px 36px; border-radius: 6px; color: {ink}; }}
QMenu::item:selected {{ background: {hover}; }}
QMenu::item:disabled {{ color: {soft}; }}
QMenu::indicator {{ left: 12px; width: 15px; height: 15px; }}
"""


def make_menu(parent: QWidget) -> QMenu:
    """Return an empty menu that deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setPalette(parent.palette())
    menu.setStyleSheet(_STYLE.format_map(theme.colours(parent)._asdict()))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
