"""How far one step of the hand goes on a stage, whoever has the pointer's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

WHEEL_STEP: Final = 1.2
"""Zoom of one notch of a wheel."""
KEY_ZOOM: Final = {"zoom.in": 1.25, "zoom.out": 0.8}
"""Zoom of one press of a key, by what it means."""


def is_drag(pressed: QPointF, position: QPointF) -> bool:
    """Whether a hand that was put down has moved so far that it means no click any more."""
    return (position - pressed).manhattanLength() >= QApplication.startDragDistance()
