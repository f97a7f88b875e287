"""The rim of an earlier painting over the one that is made, on one stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject

from bodymap.ui.drawing.boxes import around
from bodymap.ui.drawing.painted_field import Field, chunks_of
from bodymap.ui.drawing.painted_ink import compose_rim
from bodymap.ui.stage.painted_windows import box_of, image_of, picture_item, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from bodymap.core.state import Figure
    from bodymap.ui.drawing.atelier import Atelier
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.idle import IdleQueue
    from bodymap.ui.drawing.scene import Scene, Sheet
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.painted_windows import Size, Words

    Body = Callable[[], NDArray[np.uint8] | None]

_RANK: Final = 2


class EarlierRim(QObject):
    """Follows an atelier's earlier painting. Nothing of it is made where there is none."""

    def __init__(
        self, canvas: Canvas, atelier: Atelier, queue: IdleQueue, figure: Callable[[], Figure], body: Body
    ) -> None:
        """Show it for this figure, as far as the drawn skin reaches: ``body``, which is known by then."""
        super().__init__(canvas)
        self._canvas, self._atelier, self._queue, self._figure = canvas, atelier, queue, figure
        self._body = body
        self._shown: tuple[Scene, Camera, QImage, Words, Box] | None = None
        self._fields: dict[tuple[Figure, str, bool], Field] = {}
        self._job = f"earlier {id(self)}"
        atelier.earlier_changed.connect(self._on_earlier_changed)
        self.refresh()

    def close(self) -> None:
        """Take it away from the canvas."""
        self._queue.drop(self._job)
        self._atelier.earlier_changed.disconnect(self._on_earlier_changed)
        self._canvas.show_layer("earlier", [])
        self.deleteLater()

    def refresh(self) -> None:
        """Paint it for what is seen now, in idle time."""
        self._queue.drop(self._job)
        if self._atelier.earlier is None:
            self._shown = None
        elif self._canvas.painted_view is not None:
            self._queue.put(self._job, _RANK, self._steps(), self)
        self.show()

    def finish(self) -> None:
        """Paint now what would come in idle time; for tests and measurements."""
        self._queue.finish(self._job)

    def show(self) -> None:
        """Put the rim over the bodies as they are seen now."""
        canvas = self._canvas
        if self._shown is None or self._shown[0] is not canvas.scene:
            canvas.show_layer("earlier", [])
        else:
            _, camera, image, _, box = self._shown
            canvas.show_layer("earlier", [picture_item(image, box, camera, canvas.camera)])

    def _on_earlier_changed(self) -> None:
        self._fields.clear()
        self.refresh()

    def _steps(self) -> Iterator[None]:
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        scene, camera = canvas.scene, canvas.camera
        size = round(canvas.height() * ratio), round(canvas.width() * ratio)
        pixels = np.zeros(size, np.uint32)
        boxes: list[Box] = []
        for sheet in scene.sheets:
            field = yield from self._field_steps(sheet)
            if field is None:
                continue
            for tile in sorted({tile for tiles in field.tiles.values() for tile in tiles}):
                if (canvas.scene, canvas.camera) != (scene, camera):
                    return
                yield from self._tile_steps(sheet, field, tile, camera, pixels, size, ratio, boxes)
        self._shown = (scene, camera, image_of(pixels, ratio), pixels, around(boxes)) if boxes else None
        self.show()

    def _tile_steps(
        self,
        sheet: Sheet,
        field: Field,
        tile: tuple[int, int],
        camera: Camera,
        pixels: Words,
        size: Size,
        ratio: float,
        boxes: list[Box],
    ) -> Iterator[None]:
        for window in windows(sheet, field.sheet, (tile,), camera, size, ratio):
            rows = slice(window.top, window.top + window.height)
            columns = slice(window.left, window.left + window.width)
            body = self._body()
            inside = body[rows, columns] if body is not None and body.shape == pixels.shape else None
            pixels[rows, columns] = compose_rim(field, window, inside)
            boxes.append(box_of(window, ratio))
            yield

    def _field_steps(self, sheet: Sheet) -> Generator[None, None, Field | None]:
        """Return what the earlier painting is on a sheet; None where its map has not been read."""
        figure, instance, earlier = self._figure(), sheet.instance, self._atelier.earlier
        skin = self._atelier.sheet(figure, instance.sheet_id)
        if skin is None or earlier is None:
            return None
        key = figure, instance.sheet_id, instance.mirrored
        field = self._fields.get(key)
        if field is None:
            field = Field(self._atelier.arrays, skin, mirrored=instance.mirrored)
            for stroke in earlier.strokes:
                for chunk in chunks_of(self._atelier.arrays, stroke):
                    field.lay(chunk)
                    yield
            self._fields[key] = field
        return field
