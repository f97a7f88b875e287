"""A page before it leaves the program: seen as it will be, then saved, printed or copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bodymap.core.language import tr
from bodymap.ui.export.dragging import carried, file_name
from bodymap.ui.export.files import ENDINGS, bytes_of_page, image_of
from bodymap.ui.export.printing import print_page, printer_for
from bodymap.ui.saving import write_file
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.message_bar import Message
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from bodymap.ui.export.page import Page

_ROOM: Final = 14
_DRAGGED: Final = 160
"""Height of what is seen under the pointer while a page is dragged, in pixels."""


class PageView(QWidget):
    """A page as it will be, as large as there is room. It can be dragged out."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = page.title
        self._pressed: QPointF | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(tr("Drag it into a letter or a folder"))
        self.image = image_of(page)
        self._shape = page.width / page.height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(page.title)
        self.setAccessibleDescription(page.says)

    def sizeHint(self) -> QSize:
        """Return a size at which the page can be read."""
        return QSize(round(620 * self._shape), 620)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the page can be made out."""
        return QSize(200, 200)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin what may become a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End a press that became no drag."""
        self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the picture away once the mouse has moved far enough."""
        start = self._pressed
        far = start is not None and (event.position() - start).manhattanLength() >= QApplication.startDragDistance()
        if far:
            self._pressed = None
            drag = QDrag(self)
            drag.setMimeData(carried(self.image, self._title))
            small = QPixmap.fromImage(self.image.scaledToHeight(_DRAGGED, Qt.TransformationMode.SmoothTransformation))
            drag.setPixmap(small)
            drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page with its edge."""
        wide = min(self.width() - 2.0, (self.height() - 2) * self._shape)
        high = wide / self._shape
        box = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
        ratio = self.devicePixelRatioF()
        scaled = self.image.scaled(
            round(wide * ratio),
            round(high * ratio),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawImage(box.topLeft(), scaled)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(box)


class PageDialog(QDialog):
    """Shows a page and lets it be taken away. ``kinds``: the endings of the files offered, the usual one first."""

    def __init__(self, page: Page, title: str, kinds: tuple[str, ...] = ENDINGS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_WindowPropagation)
        self.setWindowTitle(title)
        self._page, self._kinds = page, kinds
        self.printing: QPrintDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(_ROOM, _ROOM, _ROOM, _ROOM)
        self.view = PageView(page, self)
        column.addWidget(self.view, 1)
        self.said = Prose("", "small", "accent", parent=self)
        column.addWidget(self.said)
        row = QHBoxLayout()
        self.print_button = PlateButton(tr("Print…"), "print", self)
        self.save_button = PlateButton(tr("Save…"), "down", self)
        self.copy_button = PlateButton(tr("Copy as picture"), "copy", self)
        self.close_button = PlateButton(tr("Close"), "", self)
        row.addStretch(1)
        for button, act in (
            (self.print_button, self._on_print), (self.save_button, self._on_save),
            (self.copy_button, self._on_copy), (self.close_button, self.accept),
        ):  # fmt: skip
            button.outlined = True
            button.setAccessibleName(button.text())
            button.clicked.connect(act)
            row.addWidget(button)
        column.addLayout(row)
        self.print_button.setFocus()
        self._fit(parent)

    def _fit(self, parent: QWidget | None) -> None:
        """Be no larger than the screen that it opens on."""
        screen = (parent or self).screen().availableGeometry()
        hint = self.sizeHint()
        self.resize(min(hint.width(), screen.width() - 40), min(hint.height(), screen.height() - 60))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setImage(self.view.image)
        self.said.say(tr("The picture is in the clipboard."))

    def _on_save(self) -> None:
        path = ask_for_file(self, self.windowTitle(), self._page.title, self._kinds)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Save the page and say whether it worked; where not, an older file stays as it was."""
        self.said.say(saved(self._page, path).summary)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printer_for(self._page)
        self.printing = QPrintDialog(printer, self)
        self.printing.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(self.printing)

    def print_to(self, printer: QPrinter) -> None:
        """Print the page and say whether the printer took it."""
        done = print_page(self._page, printer)
        self.said.say(tr("Sent to the printer.") if done else tr("The printer did not take the page."))


def ask_for_file(parent: QWidget, title: str, name: str, kinds: tuple[str, ...] = ENDINGS) -> Path | None:
    """Ask where a page is to be saved; nothing where the user thinks better of it."""
    offered = {".png": tr("PNG picture (*.png)"), ".svg": tr("SVG drawing (*.svg)"), ".pdf": tr("PDF page (*.pdf)")}
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    start = str(Path(folder) / (file_name(name) + kinds[0]))
    while True:
        path, chosen = QFileDialog.getSaveFileName(parent, title, start, ";;".join(offered[kind] for kind in kinds))
        if not path:
            return None
        if Path(path).suffix.lower() in kinds:
            return Path(path)
        ending = next((kind for kind in kinds if offered[kind] == chosen), kinds[0])
        # The dialog has asked about the name as it was typed; a file of this one it has not seen.
        if not Path(path + ending).exists() or _may_replace(parent, path + ending):
            return Path(path + ending)
        start = path


def _may_replace(parent: QWidget, path: str) -> bool:
    """Ask whether a file may be replaced."""
    asked = tr("There is a file {name} already. Replace it?").format(name=Path(path).name)
    answers = QMessageBox.StandardButton
    return QMessageBox.question(parent, tr("Save"), asked) == answers.Yes


def saved(page: Page, path: Path) -> Message:
    """Save a page, whole or not at all, and return what is to be said of it."""
    try:
        write_file(path, bytes_of_page(page, path.suffix.lower()))
    except OSError as error:
        said = tr("The picture could not be saved as {name}: {why}")
        return Message(said.format(name=path.name, why=error.strerror or error))
    return Message(tr("Saved as {name}.").format(name=path.name), done=True)
