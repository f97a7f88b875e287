"""Prints a page: its drawing as fine pixels, since printers' drivers cannot fade, and its words as letters.

Qt's part that prints is brought in when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from bodymap.ui.export.page import Page, Words, paint_page, write

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DENSITY: Final = 300
"""Pixels to an inch of the drawing."""
_MM: Final = 25.4


def printer_for(page: Page) -> QPrinter:
    """Return a printer that is set to the paper and the direction of a page."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(page.title)
    printer.setCreator("bodymap")
    printer.setFullPage(True)
    wide, high = page.wide_mm, page.wide_mm * page.height / page.width
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Millimeter, "")
    printer.setPageSize(size)
    lying = wide > high
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
    return printer


def print_page(page: Page, printer: QPrinter) -> bool:
    """Print a page, as large as the paper is; return whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    box = printer.paperRect(printer.Unit.DevicePixel)
    scale = min(box.width() / page.width, box.height() / page.height)
    painter.translate((box.width() - page.width * scale) / 2, (box.height() - page.height * scale) / 2)
    painter.scale(scale, scale)
    painter.drawImage(QRectF(0, 0, page.width, page.height), _drawing(page))
    for item in page.items:
        if isinstance(item, Words):
            write(painter, item)
    return painter.end()


def _drawing(page: Page) -> QImage:
    """Return a page without its words, in the density of print."""
    density = page.wide_mm / _MM * _DENSITY / page.width
    image = QImage(round(page.width * density), round(page.height * density), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(density, density)
    wordless = Page(page.width, page.height, page.title, page.says, wide_mm=page.wide_mm)
    wordless.items = [item for item in page.items if not isinstance(item, Words)]
    paint_page(painter, wordless)
    painter.end()
    return image
