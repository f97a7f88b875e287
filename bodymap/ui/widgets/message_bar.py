"""The bar that tells what went wrong: exact, calm, dismissible, never in the way."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core.language import tr, trn
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import slim_scroll_bars


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell: a summary in one or two sentences, and the details behind it."""

    summary: str
    details: str = ""


class MessageBar(QWidget):
    """Shows the newest message; earlier ones stay in the details until the bar is dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages: list[Message] = []
        card = Card("caution", "caution", self)
        self._summary = Prose(parent=card)
        self._details = QPlainTextEdit(card)
        self._details.setReadOnly(True)
        self._details.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        slim_scroll_bars(self._details)
        self._details.setMaximumHeight(180)
        self._details.setAccessibleName(tr("Details of the messages"))
        self._more = PlateButton(tr("Details"), "", card)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._details.setVisible)
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
        count = len(self.messages)
        more = ""
        if count > 1:
            more = " " + trn("(and {count} more)", "(and {count} more)", count - 1).format(count=count - 1)
        self._summary.say(message.summary + more)
        told = (f"{m.summary}\n{m.details}".strip() for m in self.messages)
        self._details.setPlainText("\n\n".join(told))
        self._more.setVisible(count > 1 or bool(message.details))
        self._details.setVisible(self._more.isChecked())
        self.show()

    def dismiss(self) -> None:
        """Put the bar away and forget its messages."""
        self.messages.clear()
        self._more.setChecked(False)
        self.hide()
