"""Ink that is still wet: there under the pen at once, as a plain line, until the skin around it is known.

What a stroke covers is found along the skin and painted on every sheet; that takes longer than a pen may wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.highlight import PaintItem
from bodymap.ui.drawing.painted_ink import HUES
from bodymap.ui.stage.painted_windows import mask_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from bodymap.core.painting.model import Stroke
    from bodymap.ui.stage.canvas import Canvas

_ALPHA: Final = (0.2, 0.42)
"""Of the weakest and of the strongest: a little more than the ground of dry ink, which it lies over at its end."""
_ERASING: Final = 0.7
_REACH: Final = 1.5
Line = tuple[QPointF, QPointF]


class WetInk:
    """One line on one canvas; it is taken away when it has dried.

    Attributes:
        body: where the drawn skin is, by the device pixels of the canvas; None: not known, and nothing is cut off.

    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._path = QPainterPath()
        self._pen = QPen()
        self._of: tuple[str, int, bool, float] | None = None
        self.body: NDArray[np.uint8] | None = None
        self._mask: tuple[object, QImage] | None = None

    @property
    def is_there(self) -> bool:
        """Whether any ink is wet."""
        return not self._path.isEmpty()

    def lead(self, lines: Sequence[Line], stroke: Stroke, wide: float) -> None:
        """Lead the line on, as wide as this in pixels, and have it on the screen before this returns."""
        of = stroke.kind, stroke.strength, stroke.erasing, wide
        if of != self._of:
            self._of, self._path = of, QPainterPath()
            self._pen = QPen(
                _colour(stroke), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            )
        path, reach = self._path, wide / 2 + _REACH
        left = right = lines[0][0].x()
        top = bottom = lines[0][0].y()
        for start, end in lines:
            if path.isEmpty() or path.currentPosition() != start:
                path.moveTo(start)
            path.lineTo(end)
            for at in (start, end):
                left, right = min(left, at.x()), max(right, at.x())
                top, bottom = min(top, at.y()), max(bottom, at.y())
        overlay = self._canvas.overlay
        overlay.set("wet", [self._item(path, reach)], [])
        overlay.forget()
        new = QRectF(left - reach, top - reach, right - left + 2 * reach, bottom - top + 2 * reach)
        self._canvas.repaint(new.toAlignedRect())

    def dry(self) -> None:
        """Take the line away: what it stands for has been painted."""
        if not self._path.isEmpty():
            self._path = QPainterPath()
            self._of = None
            overlay = self._canvas.overlay
            for box in overlay.boxes("wet"):
                self._canvas.update(QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1]).toAlignedRect())
            overlay.set("wet", [])
            overlay.forget()

    def _item(self, path: QPainterPath, reach: float) -> PaintItem:
        """Return the line as one thing to paint: in one go, as it may not be darker where it meets itself."""
        whole = path.controlPointRect().adjusted(-reach, -reach, reach, reach).toAlignedRect()
        x, y, right, bottom = whole.x(), whole.y(), whole.x() + whole.width(), whole.y() + whole.height()
        box = float(x), float(y), float(right), float(bottom)
        pen = self._pen
        if self.body is None or self._is_inside(x, y, right, bottom):

            def draw(onto: QPainter) -> None:
                onto.strokePath(path, pen)

            return PaintItem(box, draw)
        ratio = self._canvas.devicePixelRatioF()
        image = QImage(whole.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(0)
        painter = QPainter(image)
        painter.translate(-x, -y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, pen)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(0, 0, self._outline())
        painter.end()
        corner = QPointF(whole.topLeft())

        def paint(onto: QPainter) -> None:
            onto.drawImage(corner, image)

        return PaintItem(box, paint)

    def _is_inside(self, left: int, top: int, right: int, bottom: int) -> bool:
        """Whether there is nothing but skin in a box of the canvas: then nothing of a line has to be cut off."""
        assert self.body is not None  # noqa: S101 - asked where it is
        ratio = self._canvas.devicePixelRatioF()
        rows = slice(max(0, int(top * ratio)), max(0, int(bottom * ratio) + 1))
        columns = slice(max(0, int(left * ratio)), max(0, int(right * ratio) + 1))
        return bool(self.body[rows, columns].all())

    def _outline(self) -> QImage:
        """Return where the drawn skin is as a picture."""
        assert self.body is not None  # noqa: S101 - asked where it is
        if self._mask is None or self._mask[0] is not self.body:
            self._mask = self.body, mask_of(self.body, self._canvas.devicePixelRatioF())
        return self._mask[1]


def _colour(stroke: Stroke) -> QColor:
    if stroke.erasing:
        colour = QColor(ink.FALLBACK_SKIN)
        colour.setAlphaF(_ERASING)
    else:
        colour = QColor(*HUES[stroke.kind])
        colour.setAlphaF(_ALPHA[0] + (_ALPHA[1] - _ALPHA[0]) * (stroke.strength - 1) / 9)
    return colour
