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
from bodymap.ui.drawing.painted_ink import HUES
from bodymap.ui.following import follow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bodymap.core.painting.editor import Easel
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.atelier import Atelier

_AFTER_MS: Final = 40
"""While a brush moves the small pictures follow so often."""
_OPAQUE: Final = 215
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
        skin = atelier.skin
        self._pictures: dict[SheetKey, Picture] = {}
        self._turn = 0
        self._colours: NDArray[np.uint32] = np.zeros(NONE + 1, np.uint32)
        self._mirror = np.array([skin.mirror(cell) for cell in range(skin.count)], np.int32)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self.refresh)
        follow(atelier.editor, self, self._on_editor_changed)
        atelier.loaded.connect(self._on_loaded)
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
        whole, skin = self._atelier.editor.state.whole, self._atelier.skin
        colours: NDArray[np.uint32] = np.zeros(NONE + 1, np.uint32)
        for kind in KINDS if whole.strokes else ():
            red, green, blue = HUES[kind]
            for cell, share in whole.weights(skin, kind).items():
                alpha = min(1.0, share / _FULL) * _OPAQUE / 255
                colours[cell] = (
                    round(255 * alpha) << 24
                    | round(red * alpha) << 16
                    | round(green * alpha) << 8
                    | round(blue * alpha)
                )
        self._colours = colours
        self._mirrored: NDArray[np.uint32] = np.zeros(NONE + 1, np.uint32)
        self._mirrored[: skin.count] = colours[self._mirror]
        self.changed.emit()

    def _on_loaded(self, _figure: str, _sheet_id: str) -> None:
        self.changed.emit()

    def _on_editor_changed(self, old: Easel, new: Easel) -> None:
        if old.strokes != new.strokes and not self._later.isActive():
            self._later.start()
