"""Asks what to do with holds that the disk has not taken, before the window closes and they are lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QIODevice, QSaveFile, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from bodymap.core.language import tr
from bodymap.ui.keys import key_name
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from bodymap.core.hold.journal import Journal

_AGAIN_S: Final = 2.0
"""How long another try may take."""
_WIDTH: Final = 560


class UnwrittenDialog(QDialog):
    """Accepted when nothing would be lost any more, or the user lets it go; rejected, the window stays open."""

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setWindowTitle(tr("Holds are not written yet"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        self.words = Prose("", parent=self)
        column.addWidget(self.words)
        row = QHBoxLayout()
        self.again = self._button(tr("Try again"), self._try_again)
        self.elsewhere = self._button(tr("Save elsewhere…"), self._ask_where)
        self.anyway = self._button(tr("Close anyway"), self.accept)
        for button in (self.again, self.elsewhere, self.anyway):
            row.addWidget(button)
        column.addLayout(row)
        self._say(tr("The disk has not taken everything from your holds: {reason}").format(reason=self._reason()))
        self.again.setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, words: str, act: object) -> PlateButton:
        button = PlateButton(words, "", self)
        button.outlined = True
        button.setAccessibleName(words)
        button.clicked.connect(act)
        return button

    def _reason(self) -> str:
        return self._journal.trouble or tr("it does not answer.")

    def _say(self, said: str) -> None:
        rest = tr(
            "If bodymap closes now, this is lost. It can be tried again, saved in a file elsewhere, or given up. "
            "{key} keeps bodymap open."
        ).format(key=key_name("leave", "dialog"))
        self.words.say(f"{said}\n\n{rest}")
        self.setAccessibleDescription(self.words.text())

    def _try_again(self) -> None:
        if self._journal.flush(_AGAIN_S) or not self._journal.unwritten:
            self.accept()
        else:
            self._say(tr("That did not help: {reason}").format(reason=self._reason()))

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # Named so that it is read like any other file of the list once it lies in the list's folder.
        name = f"sessions-saved-{datetime.now():%Y-%m-%d-%H%M%S}.jsonl"  # noqa: DTZ005 - the user's own clock
        path, _ = QFileDialog.getSaveFileName(self, self.elsewhere.text(), str(Path(folder) / name), "JSON (*.jsonl)")
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Save what is not written in a file of its own, whole or not at all; what goes wrong is said."""
        data = self._journal.unwritten
        file = QSaveFile(str(path))
        if file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data) and file.commit():
            self.accept()
        else:
            said = tr("“{path}” could not be written: {reason}.").format(path=path, reason=file.errorString())
            self._say(said)
