"""Text on a plate: wrapping, selectable labels in the type roles of the theme."""

from __future__ import annotations

from math import ceil
from typing import Final, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from bodymap.ui import theme

Ink = Literal["ink", "soft", "accent", "pain"]
_ROLES: Final[dict[str, QPalette.ColorRole]] = {
    "ink": QPalette.ColorRole.WindowText,
    "soft": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
    "pain": QPalette.ColorRole.BrightText,
}
_SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByMouse


class Prose(QLabel):
    """A piece of plain text. It wraps, can be selected and copied, and hides while it is empty.

    A large one is a heading to assistive technology; a small one where ``is_heading`` says so.

    A label whose text can be selected takes three times as long to lay out, to the same height. So it becomes
    selectable when the pointer comes to it, and plain again with the next text.
    """

    def __init__(
        self,
        text: str = "",
        role: theme.TypeRole = "body",
        ink: Ink = "ink",
        *,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: theme.TypeRole = role
        self._bold = bold
        self._type_scale = 1.0
        self.is_heading = role in ("title", "heading")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setForegroundRole(_ROLES[ink])
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._apply_font()
        self.say(text)

    def say(self, text: str) -> None:
        """Show this text; an empty one takes no room."""
        if text != self.text():
            self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self.setText(text)
            self._make_room_above()
        if not text or self.parent() is not None:
            self.setVisible(bool(text))

    def set_type_scale(self, scale: float) -> None:
        """Set the text this many times the size of its role, for the projector."""
        if scale != self._type_scale:
            self._type_scale = scale
            self._apply_font()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the text be selected while the pointer may want to."""
        if not self.textInteractionFlags() & _SELECTABLE:
            self.setTextInteractionFlags(_SELECTABLE)
        super().enterEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the desktop's text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._apply_font()

    def _apply_font(self) -> None:
        font = theme.font(self._role, self._type_scale)
        if self._bold:
            font.setBold(True)
        self.setFont(font)
        self._make_room_above()

    def _make_room_above(self) -> None:
        """Give marks on capitals their room: they may stand higher than the font says, and would be cut off."""
        text = self.text().upper() if self._role == "caps" else self.text()
        marked = "" if text.isascii() else "".join({one for one in text if one.isupper() and not one.isascii()})
        metrics = QFontMetricsF(self.font())
        above = ceil(-metrics.tightBoundingRect(marked).top() - metrics.ascent()) if marked else 0
        self.setContentsMargins(0, max(0, above), 0, 0)
