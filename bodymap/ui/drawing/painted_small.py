"""What is painted, on small pictures of sheets: every cell in the colour of what is felt there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter

from bodymap.core.painting.model import KINDS
from bodymap.core.skin.sheet_map import NONE
from bodymap.ui.drawing.painted_ink import HUES
from bodymap.ui.following import follow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bodymap.core.painting.editor import Easel
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.atelier import Atelier

_AFTER_MS: Final = 60
"""While a brush moves the small pictures follow so often."""
_OPAQUE: Final = 215
_FULL: Final = 0.6
"""From this share on a cell is as opaque as can be."""


class SmallPainting(QObject):
    """Follows an editor. ``changed`` is sent when small pictures look otherwise."""

    changed = Signal()

    def __init__(self, atelier: Atelier) -> None:
        super().__init__()
        self._atelier = atelier
        skin = atelier.skin
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
        small = self._atelier.small(figure, sheet_id)
        if small is None:
            return
        pixels = np.ascontiguousarray((self._mirrored if mirrored else self._colours)[small.cells])
        if not pixels.any():
            return
        rows, columns = pixels.shape
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(0, 0, columns * small.units, rows * small.units), image)

    def refresh(self) -> None:
        """Take the colours of what is painted now."""
        self._later.stop()
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
