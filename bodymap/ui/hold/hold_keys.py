"""The keys of a running hold: taken before everything else in the window, so that STOP never waits for a focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

Action = Literal[
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
    "up", "down", "more", "good", "less", "stop", "pause", "onward",
    "sharp", "shooting", "tingling", "numb", "referred-up", "referred-down", "press", "lift",
]  # fmt: skip

_K = Qt.Key
KEYS: Final[dict[Qt.Key, Action]] = {
    _K.Key_1: "1", _K.Key_2: "2", _K.Key_3: "3", _K.Key_4: "4", _K.Key_5: "5",
    _K.Key_6: "6", _K.Key_7: "7", _K.Key_8: "8", _K.Key_9: "9", _K.Key_0: "10",
    _K.Key_Up: "up", _K.Key_Down: "down",
    _K.Key_M: "more", _K.Key_Plus: "more",
    _K.Key_G: "good",
    _K.Key_L: "less", _K.Key_Minus: "less", _K.Key_PageUp: "less", _K.Key_Left: "less",
    _K.Key_Escape: "stop", _K.Key_S: "stop", _K.Key_B: "stop", _K.Key_Period: "stop",
    _K.Key_P: "pause",
    _K.Key_Space: "onward", _K.Key_Return: "onward", _K.Key_Enter: "onward",
    _K.Key_PageDown: "onward", _K.Key_Right: "onward",
    _K.Key_H: "sharp", _K.Key_O: "shooting", _K.Key_T: "tingling", _K.Key_N: "numb",
    _K.Key_V: "press", _K.Key_C: "lift",
}  # fmt: skip
"""What each key means. Foot pedals and page turners send Page Up and Page Down or Left and Right, presenters B or
a period to blank the screen: those mean less, go on, and STOP."""
_SHIFTED: Final[dict[Qt.Key, Action]] = {_K.Key_Up: "referred-up", _K.Key_Down: "referred-down"}
HELD: Final[frozenset[Action]] = frozenset({"press", "lift"})
"""What lasts as long as its key is held."""
_KINDS: Final = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_BUSY: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def key_lines() -> list[tuple[str, str]]:
    """Return what the keys do during a hold, for the overview."""
    return [
        (tr("STOP, from any state"), tr("Esc, S, B, .")),
        (tr("Pause and go on"), "P"),
        (tr("Start, found, go on, let go"), tr("Space, Enter, Page Down, Right")),
        (tr("Name the discomfort 1 to 10"), tr("1 … 9, 0 for 10")),
        (tr("One step more or less"), tr("Up, Down, wheel")),
        (tr("More, good, less"), tr("M, G, L (Page Up, Left)")),
        (tr("Sharp, shooting, tingling, numb"), "H, O, T, N"),
        (tr("Referred pain more or less"), tr("Shift+Up, Shift+Down")),
        (tr("Practice: press in, come out"), tr("hold V, hold C")),
    ]


def action_of(event: QKeyEvent) -> Action | None:
    """Return what a key event means during a hold; None for keys that mean nothing."""
    if event.modifiers() & _BUSY:
        return None
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _SHIFTED:
        return _SHIFTED[key]
    return KEYS.get(key)


class HoldKeys(QObject):
    """Watches every key of the program while a hold runs, and hands on what it means.

    ``take`` gets the action and whether its key went down (True) or up.
    """

    def __init__(self, window: QWidget, take: Callable[[Action, bool], None]) -> None:
        super().__init__(window)
        self._window = window
        self._take = take
        self._watching = False

    def watch(self, on: bool) -> None:  # noqa: FBT001 - a plain property
        """Begin or end to watch."""
        app = QApplication.instance()
        if on == self._watching or app is None:
            return
        self._watching = on
        app.installEventFilter(self) if on else app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of the hold; STOP even where a menu or a dialog is open, or a text is written."""
        if event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        action = action_of(event)
        if action is None:
            return False
        elsewhere = self._is_elsewhere()
        if elsewhere and not (action == "stop" and event.key() == Qt.Key.Key_Escape):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return not elsewhere
        if not event.isAutoRepeat() or action in ("up", "down"):
            down = event.type() == QEvent.Type.KeyPress
            if down or action in HELD:
                self._take(action, down)
        # A menu or dialog that was open closes by the same key.
        return not elsewhere

    def _is_elsewhere(self) -> bool:
        if QApplication.activePopupWidget() is not None:
            return True
        focus = QApplication.focusWidget()
        if isinstance(focus, (QLineEdit, QPlainTextEdit)):
            return True
        return focus is not None and focus.window() is not self._window
