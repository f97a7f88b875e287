"""The head of a page or a card: its title, and the button in the corner that leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout

from bodymap.ui.widgets.buttons import PlateButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def leaving_button(leaves: str, parent: QWidget, tip: str = "") -> PlateButton:
    """Return the button with a cross: what it does, and the same with its key where that is not in the words."""
    button = PlateButton("", "close", parent)
    button.setAccessibleName(leaves)
    button.setToolTip(tip or leaves)
    return button


class Head(QHBoxLayout):
    """A title, be it some lines, and ``close_button`` beside the first of them."""

    def __init__(self, title: QWidget | QLayout, leaves: str, parent: QWidget, tip: str = "") -> None:
        super().__init__()
        self.close_button = leaving_button(leaves, parent, tip)
        if isinstance(title, QLayout):
            self.addLayout(title, 1)
        else:
            self.addWidget(title, 1)
        self.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
