"""The keys of a lecturer and of a remote: taken before those of the window while the projector shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from bodymap.ui.following import follow
from bodymap.ui.keys import KeyMap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction

    from bodymap.core.presentation import Presentation, PresentationStore

_KINDS: Final = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_BUSY: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RoomKeys(QObject):
    """Watches the keys of a window while it is for a room, and runs the commands that they mean.

    ``is_taken`` says whether something else has the keys, as a hold has.
    """

    def __init__(
        self,
        window: QWidget,
        presentation: PresentationStore,
        actions: Mapping[str, QAction],
        is_taken: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._is_taken = window, actions, is_taken
        self._keys, self._of_buttons = KeyMap("room"), KeyMap("button")
        follow(presentation, self, self._on_presentation_changed)

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        app = QApplication.instance()
        if old.projector != new.projector and app is not None:
            app.installEventFilter(self) if new.projector else app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of the room, from wherever the keyboard is but a text or a button that needs them."""
        if event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        action = None if event.modifiers() & _BUSY else self._keys.action_of(event)
        if action is None or self._is_taken() or self._is_elsewhere(event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._actions[action].trigger()
        return True

    def _is_elsewhere(self, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        if QApplication.activePopupWidget() is not None or isinstance(focus, QLineEdit):
            return True
        if isinstance(focus, QAbstractButton) and self._of_buttons.action_of(event):
            return True
        return focus is not None and focus.window() is not self._window
