"""The bar that tells what went wrong, and at times what was done: exact, calm, dismissible, never in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core.language import tr, trn
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import slim_scroll_bars

if TYPE_CHECKING:
    from PySide6.QtCore import QMargins
    from PySide6.QtGui import QResizeEvent

_MOST_DETAILS: Final = 180
_LEAST_DETAILS: Final = 48
"""Height of the details in pixels: at most, and where less is left they stay folded."""
_ALL: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell: a summary in one or two sentences, and the details behind it.

    ``done``: what was asked for was done, and nothing is wrong.
    """

    summary: str
    details: str = ""
    done: bool = False


class _Summary(Prose):
    """The newest message, wrapped, or cut short to one line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._whole = ""
        self._one_line = False

    def tell(self, text: str) -> None:
        """Show this text."""
        self._whole = text
        self._fit()

    def set_one_line(self, on: bool) -> None:  # noqa: FBT001 - a plain property
        """Cut the text short to one line, or wrap it."""
        if on != self._one_line:
            self._one_line = on
            policy = self.sizePolicy()
            wide = QSizePolicy.Policy.Ignored if on else QSizePolicy.Policy.Preferred
            policy.setHorizontalPolicy(wide)
            policy.setHeightForWidth(not on)
            self.setSizePolicy(policy)
            self.setWordWrap(not on)
            self._fit()

    def wrapped_height(self) -> int:
        """Return the height of the whole text in the present width."""
        flags = Qt.TextFlag.TextWordWrap
        return self.fontMetrics().boundingRect(0, 0, self.width(), _ALL, flags, self._whole).height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        text = self._whole
        if self._one_line:
            line = " ".join(text.split())
            text = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        self.say(text)
        self.setToolTip("" if text == self._whole else self._whole)
        self.setAccessibleName(self._whole)


class MessageBar(QWidget):
    """Shows the newest message; earlier ones stay in the details until the bar is dismissed.

    It takes no more height than ``set_room`` leaves it, and one line while it is folded.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages: list[Message] = []
        self._room = _ALL
        self._folded = False
        card = self._card = Card("caution", "caution", self)
        self._summary = _Summary(card)
        self._details = QPlainTextEdit(card)
        self._details.setReadOnly(True)
        self._details.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        slim_scroll_bars(self._details)
        self._details.hide()
        self._details.setAccessibleName(tr("Details of the messages"))
        self._more = PlateButton(tr("Details"), "", card)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._fit)
        self._close = PlateButton("", "close", card)
        self._close.setToolTip(tr("Dismiss"))
        self._close.setAccessibleName(tr("Dismiss this message"))
        self._close.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._summary, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        card.rows.setContentsMargins(48, 4, 6, 4)
        card.rows.addLayout(row)
        card.rows.addWidget(self._details)
        self._rows = card.rows
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 4, 10, 8)
        outer.addWidget(card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr("Messages"))
        self.hide()

    def tell(self, message: Message) -> None:
        """Show a message; the same one twice is shown once."""
        if message not in self.messages:
            self.messages.append(message)
        all_done = all(each.done for each in self.messages)
        self._card.set_kind("card" if all_done else "caution", "check" if all_done else "caution")
        count = len(self.messages)
        more = ""
        if count > 1:
            more = " " + trn("(and {count} more)", "(and {count} more)", count - 1).format(count=count - 1)
        self._summary.tell(message.summary + more)
        told = (f"{m.summary}\n{m.details}".strip() for m in self.messages)
        self._details.setPlainText("\n\n".join(told))
        self.show()
        self._fit()

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a plain property
        """Keep to one line without details while something runs that must stay in its place, as STOP does."""
        self._folded = folded
        if folded:
            self._more.setChecked(False)
        self._fit()

    def set_room(self, room: int) -> None:
        """Take at most this height, in pixels."""
        if room != self._room:
            self._room = room
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room in this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much as there is room for: one line before the rest, and the details last."""
        if not self.messages:
            return
        line = self._more.sizeHint().height()
        around = sum(m.top() + m.bottom() for m in self._margins())
        wrapped = max(self._summary.wrapped_height(), line) + around
        one_line = self._folded or wrapped > self._room
        self._summary.set_one_line(one_line)
        left = self._room - (line + around if one_line else wrapped) - self._rows.spacing()
        has_details = len(self.messages) > 1 or bool(self.messages[-1].details)
        can_open = not self._folded and left >= _LEAST_DETAILS
        self._more.setVisible(has_details and can_open)
        self._details.setMaximumHeight(min(max(left, 0), _MOST_DETAILS))
        self._details.setVisible(has_details and can_open and self._more.isChecked())
        # Where even a line would push a running hold out of the window, it comes when the hold is over.
        self.setVisible(self._room >= line + around or not self._folded)

    def _margins(self) -> tuple[QMargins, ...]:
        outer = self.layout()
        assert outer is not None  # noqa: S101 - made in __init__
        return outer.contentsMargins(), self._rows.contentsMargins()

    def dismiss(self) -> None:
        """Put the bar away and forget its messages."""
        self.messages.clear()
        self._more.setChecked(False)
        self.hide()
