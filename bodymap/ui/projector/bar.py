"""The few tools of a lecturer: over the drawings, there while the mouse is at the upper edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from bodymap.core.language import tr
from bodymap.ui import theme
from bodymap.ui.following import follow
from bodymap.ui.widgets.buttons import PlateButton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from bodymap.core.presentation import Presentation, PresentationStore

_EDGE: Final = 8
"""So near to the upper edge, in pixels, the mouse brings the bar."""
_AWAY: Final = 40
"""So far below the bar it takes it away again."""
_COMMANDS: Final = (
    "finder.focus",
    "step.back",
    "step.onward",
    "side.right",
    "side.left",
    "side.both",
    "view.voice",
    "room.hide",
    "room.freeze",
    "room.panel",
    "room.strip",
    "view.projector",
)

_FIRST_TO_GO: Final = ("step.back", "step.onward", "room.hide", "room.panel", "side.both", "side.right", "side.left")
"""Where not all of them fit, these give way in this order: each has a key, and the menu has it."""


class RoomBar(QWidget):
    """Buttons of commands, by their titles. It covers a strip of the drawings, which stay where they are."""

    def __init__(self, presentation: PresentationStore, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.buttons: dict[str, PlateButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(4)
        row.addStretch(1)
        for command_id in _COMMANDS:
            self.buttons[command_id] = self._button(actions[command_id])
            row.addWidget(self.buttons[command_id])
        row.addStretch(1)
        self.setAccessibleName(tr("Tools before a room"))
        self.hide()
        follow(presentation, self, self._on_presentation_changed)

    def _button(self, action: QAction) -> PlateButton:
        button = PlateButton(action.text(), "", self)
        button.setCheckable(action.isCheckable())
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)

        def show() -> None:
            button.setEnabled(action.isEnabled())
            button.setChecked(action.isChecked())

        action.changed.connect(show)
        show()
        return button

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        app = QApplication.instance()
        if old.projector != new.projector and app is not None:
            app.installEventFilter(self) if new.projector else app.removeEventFilter(self)
        if not new.projector or new.blanked or (new.frozen and not old.frozen):
            self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Come when the mouse is at the upper edge of the window, go when it is away."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and self._over.isVisible():
            at = self._over.mapFromGlobal(event.globalPosition().toPoint())
            if self.isHidden() and self._over.rect().contains(at) and at.y() < _EDGE:
                self._come()
            elif self.isVisible() and at.y() > self.height() + _AWAY:
                self.hide()
        return False

    def _come(self) -> None:
        for button in self.buttons.values():
            button.show()
        for command_id in _FIRST_TO_GO:
            if self.sizeHint().width() <= self._over.width():
                break
            self.buttons[command_id].hide()
        self.setGeometry(0, 0, self._over.width(), self.sizeHint().height())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(shade.window))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(shade.line))
