"""Where the drawn skin is on a stage: what lies on it ends at the outline, as the map of the skin is rough there."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.stage.painted_windows import side_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from numpy.typing import NDArray

    from bodymap.core.state import Figure, Side
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.scene import Sheet
    from bodymap.ui.stage.canvas import Canvas

_SEAM: Final = 1.2
_REGION: Final = methodcaller("startswith", "region.")


def body_steps(
    canvas: Canvas, drawings: Drawings, figure: Figure, size: tuple[int, int], ratio: float
) -> Generator[None, None, NDArray[np.uint8]]:
    """Return for each device pixel of a stage, rows by columns, how much of it is skin, from 0 to 255."""
    rows, columns = size
    wide = (columns + 3) // 4 * 4
    mask = np.zeros((rows, wide), np.uint8)
    image = QImage(mask.data, columns, rows, wide, QImage.Format.Format_Alpha8)
    for sheet in canvas.scene.sheets:
        if isinstance(sheet.art, SheetError):
            continue
        for path in _outlines(canvas, drawings, figure, sheet):
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(ratio, ratio)
            # With a line, as no seam may show between two regions.
            painter.setPen(QPen(QColor(0, 0, 0), _SEAM))
            painter.setBrush(QColor(0, 0, 0))
            painter.drawPath(path)
            painter.end()
            yield
    return np.asarray(mask[:, :columns])


def _outlines(canvas: Canvas, drawings: Drawings, figure: Figure, sheet: Sheet) -> Iterator[QPainterPath]:
    sides: tuple[Side, ...] = ("right", "left") if sheet.info.symmetric else (side_of(sheet),)
    names = [] if isinstance(sheet.art, SheetError) else [name for name in sheet.art.shapes if _REGION(name)]
    for name in names:
        for path in drawings.paths(figure, sheet.instance.sheet_id, name)[:1]:
            for side in sides:
                yield to_widget(sheet, side, canvas.camera).map(path)
