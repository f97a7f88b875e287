"""What is painted, on small pictures of sheets: every cell in the colour of what is felt there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from bodymap.core.painting.model import KINDS
from bodymap.core.skin.sheet_map import NONE
from bodymap.ui.drawing.atelier import SheetKey
from bodymap.ui.drawing.painted_cells import PaintedCells
from bodymap.ui.drawing.painted_ink import HUES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bodymap.core.state import Figure
    from bodymap.ui.drawing.atelier import Atelier
    from bodymap.ui.drawing.painted_field import Chunk

_AFTER_MS: Final = 40
"""While a brush moves the small pictures follow so often."""
_OPAQUE: Final = 215
_SEEN: Final = 0.02
_FULL: Final = 0.6
"""From this share on a cell is as opaque as can be."""


@dataclass(slots=True, eq=False)
class Picture:
    """What is painted on a sheet, each pixel ``units`` of the sheet wide; ``turn`` says how fresh it is."""

    pixels: NDArray[np.uint32]
    image: QImage
    units: float
    painted: bool
    turn: int = -1


class SmallPainting(QObject):
    """Follows an editor. ``changed`` is sent when small pictures look otherwise."""

    changed = Signal()

    def __init__(self, atelier: Atelier) -> None:
        super().__init__()
        self._atelier = atelier
        self._cells = PaintedCells(atelier.arrays)
        self._pictures: dict[SheetKey, Picture] = {}
        self._turn = 0
        self._colours: NDArray[np.uint32] = np.zeros(NONE + 1, np.uint32)
        self._mirrored: NDArray[np.uint32] = np.zeros(NONE + 1, np.uint32)
        self._touched: list[NDArray[np.int32]] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self.refresh)
        atelier.laid.connect(self._on_laid)
        atelier.begun_anew.connect(self._on_begun_anew)
        atelier.loaded.connect(self._on_loaded)
        self._on_begun_anew()
        self.refresh()

    def ask(self, figure: Figure, sheet_id: str) -> None:
        """Have a sheet's map read, as its small picture is in sight."""
        self._atelier.ask(figure, sheet_id, small=True)

    def paint(self, painter: QPainter, figure: Figure, sheet_id: str, *, mirrored: bool) -> None:
        """Paint what is painted on a sheet, in the sheet's own units, where its map has been read."""
        found = self.picture(figure, sheet_id, mirrored=mirrored)
        if found is not None:
            rows, columns = found.pixels.shape
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(0, 0, columns * found.units, rows * found.units), found.image)

    def picture(self, figure: Figure, sheet_id: str, *, mirrored: bool) -> Picture | None:
        """Return what is painted on a sheet: the same one as long as it looks the same; None: nothing."""
        small = self._atelier.small(figure, sheet_id)
        if small is None:
            return None
        key = SheetKey(figure, sheet_id, mirrored)
        known = self._pictures.get(key)
        if known is not None and known.turn == self._turn:
            return known if known.painted else None
        pixels = np.ascontiguousarray((self._mirrored if mirrored else self._colours)[small.cells])
        if known is None or not np.array_equal(known.pixels, pixels):
            rows, columns = pixels.shape
            image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
            known = Picture(pixels, image, small.units, painted=bool(pixels.any()))
            self._pictures[key] = known
        known.turn = self._turn
        return known if known.painted else None

    def refresh(self) -> None:
        """Take the colours of what is painted now."""
        self._later.stop()
        self._turn += 1
        if self._touched:
            touched = np.zeros(self._atelier.skin.count, bool)
            for some in self._touched:
                touched[some] = True
            self._touched.clear()
            cells = np.flatnonzero(touched).astype(np.int32)
            colours = self._colours_of(cells)
            self._colours[cells] = colours
            self._mirrored[self._atelier.arrays.mirror[cells]] = colours
        self.changed.emit()

    def _colours_of(self, cells: NDArray[np.int32]) -> NDArray[np.uint32]:
        """Return the colour of each cell: of the kind that was painted there last where several are."""
        found: NDArray[np.uint32] = np.zeros(len(cells), np.uint32)
        for kind in KINDS:
            shares = self._cells.shares(kind, cells)
            if shares is None:
                continue
            alpha = np.minimum(1, shares / np.float32(_FULL)) * np.float32(_OPAQUE / 255)
            word: NDArray[np.uint32] = np.zeros(len(cells), np.uint32)
            for part, shift in zip((255, *HUES[kind]), (24, 16, 8, 0), strict=True):
                word |= np.rint(alpha * part).astype(np.uint32) << np.uint32(shift)
            np.copyto(found, word, where=shares > _SEEN)
        return found

    def _on_laid(self, chunk: Chunk) -> None:
        self._touched.append(self._cells.lay(chunk))
        if not self._later.isActive():
            self._later.start()

    def _on_begun_anew(self) -> None:
        """Paint all strokes again: some were taken back, or others are shown."""
        self._touched.append(self._cells.painted())
        self._cells.clear()
        state = self._atelier.editor.state
        for stroke in state.painting.strokes:
            for chunk in self._atelier.chunks(stroke):
                self._touched.append(self._cells.lay(chunk))
        if not self._later.isActive():
            self._later.start()

    def _on_loaded(self, _figure: str, _sheet_id: str) -> None:
        self.changed.emit()
