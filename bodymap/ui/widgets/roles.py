"""Tells assistive technology what Qt does not know of our widgets: which texts are headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_installed: list[bool] = []


class _Heading(QAccessibleWidget):
    """A piece of text by which one can go from section to section."""

    def __init__(self, text: Prose) -> None:
        super().__init__(text, QAccessible.Role.Heading, "")

    def text(self, kind: QAccessible.Text) -> str:
        """Return what it says as its name."""
        said = self.object()
        if kind == QAccessible.Text.Name and isinstance(said, Prose):
            return said.accessibleName() or said.text()
        return super().text(kind)


def _interface(_key: str, of: QObject) -> QAccessibleInterface | None:
    return _Heading(of) if isinstance(of, Prose) and of.is_heading else None


def tell_roles() -> None:
    """Have headings known as such from now on; asked for only while something listens."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_interface)
