"""Keys as a test presses them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtCore import QKeyCombination


def first_of(keys: str) -> QKeyCombination:
    """Return the first key of a sequence, with its modifiers."""
    sequence: Any = QKeySequence(keys)
    combination: QKeyCombination = sequence[0]
    return combination
