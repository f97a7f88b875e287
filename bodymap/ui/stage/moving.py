"""How the bodies look while the camera moves: the picture there is, scaled and shifted.

What is lit on them is part of that picture then; to paint it anew would cost most of a frame.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.highlight import PaintItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect

    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.painting import Pictures, View

_LARGE: Final = 3.0
"""From this zoom on nothing is smoothed while it moves."""


class TakenAlong:
    """The bodies with what lies on them, as they were when the movement began.

    Attributes:
        pictures: what was on the canvas then; this is right for no other.

    """

    def __init__(self, pictures: Pictures, small: QImage | None, items: Sequence[PaintItem], *, faded: bool) -> None:
        """Take the bodies, a small picture of the whole stage as it is fitted, and what lies on the bodies."""
        self.pictures = pictures
        self._bodies, self._bare, self._items = pictures.bodies(faded=faded), small, items
        self._first: Camera | None = None

    def paint(self, painter: QPainter, whole: QRect, camera: Camera) -> None:
        """Paint what fills a canvas as it is seen through a camera that is not the one it was painted for.

        In the first place it comes to, the bodies and what lies on them are painted one after the other: one notch of
        the wheel has no other, and a picture of both would not be used again.
        """
        self._first = self._first or camera
        if self._items and camera == self._first:
            self._paint_bodies(painter, whole, camera, self._bodies, self._bare)
            self._paint_items(painter, whole, camera)
        else:
            self._paint_bodies(painter, whole, camera, self.picture, self.small)

    def _paint_bodies(
        self, painter: QPainter, whole: QRect, camera: Camera, picture: QImage, small: QImage | None
    ) -> None:
        view = self.pictures.view
        sharp = _seen_at(view, view.camera, camera)
        # On a fine screen smoothing takes longest and is seen least.
        smooth = camera.zoom < _LARGE and view.ratio < ink.FINE
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        if not sharp.contains(QRectF(whole)):
            painter.setClipRegion(QRegion(whole) - QRegion(sharp.toRect()))
            if small is None:
                painter.fillRect(whole, QColor(view.ground))
            else:
                painter.drawImage(_seen_at(view, Camera(), camera), small)
            painter.setClipping(False)
        painter.drawImage(sharp, picture)

    def _paint_items(self, painter: QPainter, whole: QRect, camera: Camera) -> None:
        old = self.pictures.view.camera
        k = camera.zoom / old.zoom
        painter.save()
        painter.setClipRect(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(camera.x - old.x * k, camera.y - old.y * k)
        painter.scale(k, k)
        for item in self._items:
            item.paint(painter)
        painter.restore()

    @cached_property
    def picture(self) -> QImage:
        """The bodies and what lies on them."""
        return self._with_items(self._bodies, Camera()) if self._items else self._bodies

    @cached_property
    def small(self) -> QImage | None:
        """The same, as far as it was out of sight."""
        if self._bare is None or not self._items:
            return self._bare
        camera = self.pictures.view.camera
        return self._with_items(self._bare, Camera(1 / camera.zoom, -camera.x / camera.zoom, -camera.y / camera.zoom))

    def box(self, box: Box, camera: Camera) -> Box:
        """Return where something of constant size is seen through a camera that was in ``box`` when it began."""
        dx, dy = self._shift(box, camera)
        return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy

    def stamp(self, item: PaintItem, camera: Camera) -> PaintItem:
        """Return a thing of constant size where it is seen through a camera."""
        shift = QPointF(*self._shift(item.box, camera))

        def paint(painter: QPainter) -> None:
            painter.translate(shift)
            item.paint(painter)
            painter.translate(-shift)

        return PaintItem(self.box(item.box, camera), paint)

    def _shift(self, box: Box, camera: Camera) -> tuple[float, float]:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        now = camera.to_widget(*self.pictures.view.camera.to_scene(x, y))
        return now[0] - x, now[1] - y

    def _with_items(self, bodies: QImage, camera: Camera) -> QImage:
        view = self.pictures.view
        image = bodies.copy()
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(*(size / whole for size, whole in zip(_size(image), (view.width, view.height), strict=True)))
        painter.translate(camera.x, camera.y)
        painter.scale(camera.zoom, camera.zoom)
        for item in self._items:
            item.paint(painter)
        painter.end()
        return image


def _seen_at(view: View, painted: Camera, camera: Camera) -> QRectF:
    """Return where a picture that was painted through one camera has to be drawn for another."""
    k = camera.zoom / painted.zoom
    return QRectF(camera.x - painted.x * k, camera.y - painted.y * k, view.width * k, view.height * k)


def _size(image: QImage) -> tuple[float, float]:
    """Return the size of a picture in logical pixels."""
    size = image.deviceIndependentSize()
    return size.width(), size.height()
