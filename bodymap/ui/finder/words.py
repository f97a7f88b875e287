"""The finder's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from bodymap.core.search import Kind


def tr(text: str) -> str:
    """Return the finder's text in the language of the interface."""
    return QCoreApplication.translate("Finder", text)


def kind_name(kind: Kind) -> str:
    """Return what kind of thing a result is, in one word."""
    names: dict[Kind, str] = {
        "muscle": tr("Muscle"),
        "point": tr("Point"),
        "condition": tr("Complaint"),
        "region": tr("Place"),
    }
    return names[kind]
