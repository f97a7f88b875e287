"""The keys of a running hold: taken before everything else in the window, so that STOP never waits for a focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from bodymap.ui.keys import KeyMap, key_row

if TYPE_CHECKING:
    from collections.abc import Callable

Action = Literal[
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
    "up", "down", "more", "good", "less", "stop", "pause", "onward",
    "sharp", "shooting", "tingling", "numb", "referred-up", "referred-down", "press", "lift",
]  # fmt: skip

_KINDS: Final = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
BUSY: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
"""With these held a key is meant for the window or the desktop, not for the hold."""
_FIRST_SPECIAL: Final = 0x01000000
"""Qt's codes of keys that write nothing begin here."""


_TEXTS: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class HoldKeys(QObject):
    """Watches every key of the program while a hold runs, and hands on what it means.

    ``take`` gets the action and whether its key went down (True) or up.
    """

    def __init__(self, window: QWidget, take: Callable[[Action, bool], None]) -> None:
        super().__init__(window)
        self._window = window
        self._take = take
        self._keys = KeyMap("hold")
        self._watching = False

    def watch(self, on: bool) -> None:  # noqa: FBT001 - a plain property
        """Begin or end to watch."""
        app = QApplication.instance()
        if on == self._watching or app is None:
            return
        self._watching = on
        app.installEventFilter(self) if on else app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of the hold; STOP from dialogs too, from menus and texts by a key that writes nothing."""
        if event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        action = self._action_of(event)
        if action is None:
            return False
        elsewhere = self._is_elsewhere()
        if elsewhere and not (action == "stop" and (event.key() >= _FIRST_SPECIAL or not _is_written())):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return not elsewhere
        if not event.isAutoRepeat() or action in ("up", "down"):
            down = event.type() == QEvent.Type.KeyPress
            if down or key_row(action, "hold").held:
                self._take(action, down)
        # A menu or dialog that was open closes by the same key.
        return not elsewhere

    def _action_of(self, event: QKeyEvent) -> Action | None:
        """Return what a key event means during a hold; None for keys that mean nothing."""
        return None if event.modifiers() & BUSY else cast("Action | None", self._keys.action_of(event))

    def _is_elsewhere(self) -> bool:
        focus = QApplication.focusWidget()
        return _is_written() or (focus is not None and focus.window() is not self._window)


def _is_written() -> bool:
    """Whether a letter would be written, or choose from a menu."""
    return QApplication.activePopupWidget() is not None or isinstance(QApplication.focusWidget(), _TEXTS)
