"""What can be taken away of what is lit, in the real window: copied, saved, printed, and the client's page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDrag, QImage, QMouseEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from bodymap.core.state import Spot
from bodymap.ui.export.files import drawn
from bodymap.ui.export.page_dialog import PageDialog
from tests.ui.conftest import click

if TYPE_CHECKING:
    from bodymap.ui.main_window import MainWindow

RIGHT = Spot("infraspinatus-1", "right")
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def told(window: MainWindow) -> str:
    return " ".join(message.summary for message in window.workspace.messages.messages)


def press(window: MainWindow, qtbot, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    """Press keys once the window is the one that gets them."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, held)


@pytest.fixture
def saving(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Answer the file dialog with a name of the test's."""

    def answer(name: str, kind: str = "") -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))
        return path

    return answer


@pytest.mark.parametrize("key", ["take.copy", "take.save", "take.print", "take.client"])
def test_with_nothing_lit_it_says_what_to_do(window: MainWindow, qtbot, key: str):
    QApplication.clipboard().clear()
    window.actions_by_id[key].trigger()
    qtbot.waitUntil(lambda: "Nothing is lit" in told(window))
    assert window.findChildren(PageDialog) == []
    assert QApplication.clipboard().image().isNull()


def test_a_picture_shows_the_bones_when_the_stage_does(window: MainWindow, qtbot):
    def copied() -> QImage:
        window.actions_by_id["take.copy"].trigger()
        return QApplication.clipboard().image()

    window.store.select(RIGHT)
    without = copied()
    press(window, qtbot, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "bones" in window.store.state.layers)
    assert copied() != without
    window.store.toggle_layer("bones")
    assert copied() == without


def test_ctrl_c_copies_the_picture_that_render_makes(window: MainWindow, qtbot):
    window.store.select(RIGHT)
    press(window, qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    wanted = QImage.fromData(drawn("infraspinatus-1", None, "woman", "right", ".png", index=window.index))
    copied = QApplication.clipboard().image()
    assert not copied.isNull()
    assert copied.convertToFormat(wanted.format()) == wanted
    qtbot.waitUntil(lambda: "Infraspinatus TrP1" in told(window))


def test_what_is_saved_names_everything_that_is_lit(window: MainWindow, qtbot, saving):
    window.store.choose_side("both")
    window.store.select(RIGHT)
    window.store.toggle(Spot("scalenes-1", "left"))
    path = saving("picture.svg")
    press(window, qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    said = path.read_text("utf-8")
    for words in ("Infraspinatus TrP1 · right side", "Scalenes TrP1 · left side", ">A<", ">B<", "This is not a"):
        assert words in said
    assert "<image" not in said


def test_a_name_without_an_ending_gets_that_of_the_kind_chosen(window: MainWindow, saving):
    window.store.select(RIGHT)
    path = saving("picture", "PDF page (*.pdf)")
    window.actions_by_id["take.save"].trigger()
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_the_picture_is_seen_before_it_is_printed(window: MainWindow, qtbot, tmp_path):
    window.store.select(RIGHT)
    press(window, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = window.findChildren(PageDialog)
    assert dialog.view.accessibleName() == "Infraspinatus TrP1"
    printed = print_from(dialog, tmp_path / "printed.pdf")
    wide, high = printed[0].get_size()
    assert wide > high
    assert "Infraspinatus TrP1" in printed[0].get_textpage().get_text_bounded()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def print_from(dialog: PageDialog, path: Path) -> pypdfium2.PdfDocument:
    from bodymap.ui.export.printing import printer_for

    printer = printer_for(dialog._page)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    dialog.print_to(printer)
    assert dialog.said.text() == "Sent to the printer."
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1
    return document


def test_ctrl_p_is_the_clients_page_and_print_and_pdf_say_the_same(window: MainWindow, qtbot, saving, tmp_path):
    window.store.select(RIGHT)
    press(window, qtbot, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(PageDialog)
    path = saving("page.pdf")
    click(qtbot, dialog.save_button)
    assert dialog.said.text() == "Saved as page.pdf."
    on_file = words_of(pypdfium2.PdfDocument(path))
    assert window.index.muscle_of(RIGHT.point_id).stretch_client.replace(" ", "") in on_file
    printed = print_from(dialog, tmp_path / "printed.pdf")
    assert sorted(words_of(printed)) == sorted(on_file)
    assert printed[0].get_size() == pytest.approx(pypdfium2.PdfDocument(path)[0].get_size(), abs=2)
    click(qtbot, dialog.copy_button)
    assert QApplication.clipboard().image().width() == dialog.view.image.width()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def words_of(document: pypdfium2.PdfDocument) -> str:
    return "".join(document[0].get_textpage().get_text_bounded().split())


def test_a_folder_that_is_gone_is_told(window: MainWindow, qtbot, saving):
    window.store.select(RIGHT)
    window.actions_by_id["take.client"].trigger()
    (dialog,) = window.findChildren(PageDialog)
    saving("gone/page.pdf")
    click(qtbot, dialog.save_button)
    assert "could not be saved" in dialog.said.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_file_that_the_dialog_did_not_ask_about_is_not_replaced_unasked(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    window.store.select(RIGHT)
    names = iter(["picture", "other"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / next(names)), "PNG picture (*.png)"))
    there = tmp_path / "picture.png"
    there.write_bytes(b"somebody's own")
    asked: list[str] = []

    def no(_parent: object, _title: str, question: str) -> QMessageBox.StandardButton:
        asked.append(question)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", no)
    window.actions_by_id["take.save"].trigger()
    assert asked == ["There is a file picture.png already. Replace it?"]
    assert there.read_bytes() == b"somebody's own"
    assert (tmp_path / "other.png").read_bytes().startswith(b"\x89PNG")


def test_the_page_can_be_dragged_out_as_pixels_and_as_a_file(
    window: MainWindow, qtbot, monkeypatch: pytest.MonkeyPatch
):
    window.store.select(RIGHT)
    window.actions_by_id["take.print"].trigger()
    (dialog,) = window.findChildren(PageDialog)
    carried: list[tuple[QImage, bytes]] = []

    def drop(drag: QDrag, *_: object) -> Qt.DropAction:
        data = drag.mimeData()
        carried.append((data.imageData(), Path(data.urls()[0].toLocalFile()).read_bytes()))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", drop)
    middle = dialog.view.rect().center()
    qtbot.mousePress(dialog.view, Qt.MouseButton.LeftButton, pos=middle)
    for aside, drags in ((2, 0), (40, 1), (60, 1)):
        at = QPointF(middle) + QPointF(aside, 0)
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, dialog.view.mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(dialog.view, event)
        assert len(carried) == drags
    qtbot.mouseRelease(dialog.view, Qt.MouseButton.LeftButton, pos=middle)
    image, file = carried[0]
    assert image.size() == dialog.view.image.size()
    assert QImage.fromData(file).size() == image.size()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
