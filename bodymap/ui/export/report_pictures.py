"""The picture of a point in the report of ``bodymap check``: the sheets that show it best, without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.export.files import ensure_application, sheets_for
from bodymap.ui.export.page import Page, paint_page
from bodymap.ui.export.shown import Shown, Subject
from bodymap.ui.saving import bytes_of, open_buffer, png

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.sheets import SheetLibrary
    from bodymap.core.state import Figure

WIDTH: Final = 900.0
HEIGHT: Final = 520.0
_SHARP: Final = 1.25
"""Pixels a unit: fine enough on paper at the width of a page."""
_QUALITY: Final = 80
Picture = tuple[str, bytes]
"""What kind of picture it is (``image/jpeg``), and its bytes."""


class Pictures:
    """Draws points one after another; what is read of a drawing is kept."""

    def __init__(self, index: AtlasIndex, library: SheetLibrary) -> None:
        ensure_application()
        self._index = index
        self._drawings = Drawings(library)
        self._drawings.signs = index.signs

    def of(self, point: Point, figure: Figure) -> Picture | None:
        """Return the picture of a point; nothing where no drawing of it can be used."""
        subjects = (Subject(point, self._index.muscle_of(point.id), ("right",)),)
        try:
            infos = sheets_for(self._drawings, figure, subjects)
            if not infos:
                return None
            page = Page(WIDTH, HEIGHT, "", "")
            page.items += Shown(self._drawings, figure, "right", subjects, infos).items(
                QRectF(0, 30, WIDTH, HEIGHT - 30)
            )
        except SheetError:
            return None
        return _packed(page)


def _packed(page: Page) -> Picture:
    image = QImage(round(page.width * _SHARP), round(page.height * _SHARP), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setDevicePixelRatio(_SHARP)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_page(painter, page)
    painter.end()
    buffer = open_buffer()
    if image.save(buffer, "JPEG", _QUALITY):  # type: ignore[call-overload] # a format's name is text, whatever the stub says
        return "image/jpeg", bytes_of(buffer)
    return "image/png", png(image)  # not every bundle can write the smaller kind
