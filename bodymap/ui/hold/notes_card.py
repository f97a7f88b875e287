"""What the user writes on a hold, after it or in the list: mark, note, pain before and after. Kept as it is typed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from bodymap.core.hold.records import Noted
from bodymap.core.language import tr
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.fields import FieldStyle
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from bodymap.core.hold.sessions import Session

_AFTER_MS: Final = 400
"""How long after a key what was typed goes to the journal."""
_NOTE_HEIGHT: Final = 84
_SCALE_WIDTH: Final = 76


class NotesCard(Card):
    """Shows and changes what is noted of one hold. ``noted`` carries a record when it has changed."""

    noted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent=parent)
        self._session = ""
        self._last: tuple[str, str, int | None, int | None] = ("", "", None, None)
        self.rows.addWidget(Prose(tr("Your notes"), "heading", parent=self))
        self.mark = QLineEdit(self)
        self.mark.setPlaceholderText(tr("Mark, such as a number; no name is needed"))
        self.mark.setAccessibleName(tr("Mark"))
        self.mark.setMinimumHeight(TARGET)
        self.note = QPlainTextEdit(self)
        self.note.setPlaceholderText(tr("Note"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.rows.addWidget(self.mark)
        self.rows.addWidget(self.note)
        row = QHBoxLayout()
        self.before = self._scale(row, tr("Pain before"))
        self.after = self._scale(row, tr("Pain after"))
        row.addStretch(1)
        self.rows.addLayout(row)
        FieldStyle(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self.keep)
        self.mark.textEdited.connect(self._later.start)
        self.note.textChanged.connect(self._later.start)
        for scale in (self.before, self.after):
            scale.activated.connect(self.keep)

    def _scale(self, row: QHBoxLayout, name: str) -> QComboBox:
        row.addWidget(Prose(name, parent=self))
        scale = QComboBox(self)
        scale.setAccessibleName(name)
        scale.setMinimumSize(_SCALE_WIDTH, TARGET)
        scale.addItems(["–", *map(str, range(11))])
        row.addWidget(scale)
        return scale

    def show_session(self, session: Session) -> None:
        """Show what is noted of this hold; what was typed for another one is kept first."""
        if session.id == self._session:
            return
        self.keep()
        self._session = session.id
        self._show(session.noted or Noted(session=session.id, at=""))

    def take(self, noted: Noted) -> None:
        """Show what was written elsewhere on the same hold; of another one it is nothing."""
        if noted.session == self._session:
            self._show(noted)

    def _show(self, noted: Noted) -> None:
        self.mark.setText(noted.mark)
        self.note.setPlainText(noted.note)
        for scale, value in ((self.before, noted.before), (self.after, noted.after)):
            scale.setCurrentIndex(0 if value is None else value + 1)
        self._later.stop()
        self._last = self._written()

    def keep(self) -> None:
        """Tell what was changed, if anything was."""
        self._later.stop()
        if not self._session or self._written() == self._last:
            return
        self._last = self._written()
        mark, note, before, after = self._last
        at = datetime.now().astimezone().isoformat()
        self.noted.emit(Noted(session=self._session, at=at, mark=mark, note=note, before=before, after=after))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed, however the list is left."""
        super().hideEvent(event)
        self.keep()

    def _written(self) -> tuple[str, str, int | None, int | None]:
        pain = (scale.currentIndex() - 1 for scale in (self.before, self.after))
        before, after = (None if value < 0 else value for value in pain)
        return self.mark.text().strip(), self.note.toPlainText().strip(), before, after
