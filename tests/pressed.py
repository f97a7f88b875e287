"""Keys as a test presses them, and mouse buttons that it let nobody release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QKeyCombination


def first_of(keys: str) -> QKeyCombination:
    """Return the first key of a sequence, with its modifiers."""
    sequence: Any = QKeySequence(keys)
    combination: QKeyCombination = sequence[0]
    return combination


def let_go() -> list[Qt.MouseButton]:
    """Release every mouse button that is down, and return which were.

    Qt's tests have one mouse for all windows of a process: a button that was pressed stays so after its window is gone,
    and to point with the mouse is from then on to drag.
    """
    down = [each for each in Qt.MouseButton if each.value and each in QGuiApplication.mouseButtons()]
    if down:
        nowhere = QWidget()
        for each in down:
            QTest.mouseRelease(nowhere, each)
    return down
