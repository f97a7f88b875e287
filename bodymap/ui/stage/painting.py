"""What is painted on the skin, on one stage: a picture over the bodies, in step with the painting and the camera."""

from __future__ import annotations

from operator import methodcaller
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from bodymap.core.sheets import SheetError
from bodymap.core.skin.sheet_map import inside
from bodymap.core.skin.table import PARTS, Place
from bodymap.ui.drawing.atelier import Atelier, SheetKey
from bodymap.ui.drawing.boxes import NOTHING, around, common
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.painted_field import Chunk, Field
from bodymap.ui.drawing.painted_ink import Window, compose
from bodymap.ui.drawing.skin_sheet import TILE
from bodymap.ui.following import follow
from bodymap.ui.stage.earlier import EarlierRim
from bodymap.ui.stage.overlay import rect_of, region_of
from bodymap.ui.stage.painted_windows import box_of, clipped, image_of, picture_item, side_of, windows

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from bodymap.core.painting.editor import Easel
    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Figure, Side
    from bodymap.core.store import Store
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.highlight import PaintItem
    from bodymap.ui.drawing.painted_field import TileKey
    from bodymap.ui.drawing.scene import Sheet
    from bodymap.ui.stage.canvas import Canvas

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint32]
_RANK: Final = 1
_WET: Final = 12
"""As many places of a stroke are inked at once, at most."""
_WIDER: Final = 1.2
"""By so much a figure may be larger than the surface that radii are measured on."""
_SEAM: Final = 1.2
_REGION: Final = methodcaller("startswith", "region.")


class StagePainting(QObject):
    """Shows a painting on a canvas, and says which place of the skin a position of it is."""

    def __init__(self, canvas: Canvas, atelier: Atelier, store: Store, drawings: Drawings) -> None:
        super().__init__(canvas)
        self._canvas, self._atelier, self._store, self._drawings = canvas, atelier, store, drawings
        self._pixels = np.zeros((1, 1), np.uint32)
        self._image = QImage()
        self._body: Bytes | None = None
        self._of: object = None
        self._camera: Camera | None = None
        self._boxes: dict[tuple[SheetKey, TileKey], Box] = {}
        self._shown: Box = NOTHING
        self._damp: list[tuple[SheetKey, Window]] = []
        self._job = f"painting {id(self)}"
        self._under: tuple[Sheet, float, float] | None = None
        self._earlier = EarlierRim(canvas, atelier, drawings.queue, lambda: store.state.figure, lambda: self._body)
        follow(atelier.editor, self, self._on_easel_changed, first=True)
        atelier.changed.connect(self._on_changed)
        atelier.loaded.connect(self._on_loaded)
        canvas.settled.connect(self.refresh)
        canvas.camera_changed.connect(self._on_camera_changed)
        self.refresh()

    def close(self) -> None:
        """Take everything away from the canvas."""
        self._earlier.close()
        self._drawings.queue.drop(self._job)
        self._atelier.changed.disconnect(self._on_changed)
        self._atelier.loaded.disconnect(self._on_loaded)
        self._canvas.settled.disconnect(self.refresh)
        self._canvas.camera_changed.disconnect(self._on_camera_changed)
        self._canvas.show_layer("painted", [])
        self.deleteLater()

    @property
    def skin(self) -> Skin:
        """The cells."""
        return self._atelier.skin

    # Where a position is

    def place_at(self, position: QPointF) -> Place | None:
        """Return the place of the skin that is seen here; None beside it, or while another body is seen."""
        found = self._at(position)
        if found is None:
            return None
        sheet, x, y = found
        skin = self._atelier.sheet(self._store.state.figure, sheet.instance.sheet_id)
        cell = -1 if skin is None else skin.cell_at(x, y)
        if skin is None or cell < 0:
            return None
        corners = skin.corners_of(np.array([cell]))[0].tolist()
        u, v = inside([(a, b) for a, b in corners], (x / skin.units, y / skin.units))
        place = Place(cell, round(u * PARTS), round(v * PARTS))
        return self._atelier.skin.mirrored(place) if sheet.instance.mirrored else place

    def wait_at(self, position: QPointF) -> None:
        """Read now what skin is seen here, if it has not been read: a stroke would be lost else."""
        found = self._at(position)
        if found is not None and self._atelier.sheet(self._store.state.figure, found[0].instance.sheet_id) is None:
            self._atelier.wait()

    def fine_at(self, position: QPointF) -> float:
        """Return how many pixels a centimetre of skin is here; 0 where there is no drawing."""
        found = self._at(position)
        if found is None:
            return 0.0
        sheet = found[0]
        return sheet.info.units_per_cm * sheet.placement.scale * self._canvas.seen_camera.zoom

    def _at(self, position: QPointF) -> tuple[Sheet, float, float] | None:
        canvas = self._canvas
        if not canvas.has_painted(self._store.state):
            return None
        for sheet in canvas.scene.sheets:
            if isinstance(sheet.art, SheetError):
                continue
            inverse, possible = to_widget(sheet, side_of(sheet), canvas.seen_camera).inverted()
            at = inverse.map(position)
            if possible and 0 <= at.x() <= sheet.art.width and 0 <= at.y() <= sheet.art.height:
                self._under = sheet, at.x(), at.y()
                return self._under
        return None

    # What is seen

    def refresh(self) -> None:
        """Paint all of it anew for what is seen now: at once where little is, else in idle time."""
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        size = round(canvas.height() * ratio), round(canvas.width() * ratio)
        for sheet in canvas.scene.sheets:
            self._atelier.ask(self._store.state.figure, sheet.instance.sheet_id)
        if canvas.painted_view is None or min(size) < 1:
            return
        self._drawings.queue.put(self._job, _RANK, self._steps(size, ratio), self)
        self._earlier.refresh()

    def _steps(self, size: tuple[int, int], ratio: float) -> Iterator[None]:
        canvas = self._canvas
        scene, camera = canvas.scene, canvas.camera
        pixels = np.zeros(size, np.uint32)
        body = yield from self._body_steps(size, ratio)
        boxes: dict[tuple[SheetKey, TileKey], Box] = {}
        for sheet in scene.sheets:
            key = self._key(sheet)
            field = self._atelier.field(key)
            yield
            for tile in sorted({tile for tiles in field.tiles.values() for tile in tiles} if field else ()):
                if (canvas.scene, canvas.camera) != (scene, camera):
                    return
                for window in self._windows(sheet, tile, size, ratio):
                    self._put(key, window, pixels, body)
                    boxes[key, tile] = around([boxes.get((key, tile), box_of(window, ratio)), box_of(window, ratio)])
                    yield
        self._pixels, self._body, self._boxes = pixels, body, boxes
        self._of, self._camera = (scene, ratio), camera
        self._image = image_of(pixels, ratio)
        self._show()

    def finish(self) -> None:
        """Paint now what would come in idle time; for tests and measurements."""
        self._atelier.wait()
        self._drawings.queue.finish(self._job)
        self._earlier.finish()

    def _key(self, sheet: Sheet) -> SheetKey:
        figure: Figure = self._store.state.figure
        return SheetKey(figure, sheet.instance.sheet_id, sheet.instance.mirrored)

    def _body_steps(self, size: tuple[int, int], ratio: float) -> Generator[None, None, Bytes]:
        """Return where the drawn skin is: what is painted ends at the outline, however rough the map is there."""
        rows, columns = size
        wide = (columns + 3) // 4 * 4
        mask = np.zeros((rows, wide), np.uint8)
        image = QImage(mask.data, columns, rows, wide, QImage.Format.Format_Alpha8)
        for sheet in self._canvas.scene.sheets:
            if isinstance(sheet.art, SheetError):
                continue
            for path in self._outlines(sheet):
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

    def _outlines(self, sheet: Sheet) -> Iterator[QPainterPath]:
        figure, sheet_id = self._store.state.figure, sheet.instance.sheet_id
        sides: tuple[Side, ...] = ("right", "left") if sheet.info.symmetric else (side_of(sheet),)
        names = [] if isinstance(sheet.art, SheetError) else [name for name in sheet.art.shapes if _REGION(name)]
        for name in names:
            for path in self._drawings.paths(figure, sheet_id, name)[:1]:
                for side in sides:
                    yield to_widget(sheet, side, self._canvas.camera).map(path)

    def _windows(self, sheet: Sheet, tile: TileKey, size: tuple[int, int], ratio: float) -> Iterator[Window]:
        """Yield where a tile of a sheet is seen."""
        skin = self._atelier.sheet(self._store.state.figure, sheet.instance.sheet_id)
        return iter(()) if skin is None else windows(sheet, skin, tile, self._canvas.camera, size, ratio)

    def _put(
        self,
        key: SheetKey,
        window: Window,
        pixels: Words,
        body: Bytes | None,
    ) -> None:
        field = self._atelier.field(key)
        if field is None:
            return
        rows = slice(window.top, window.top + window.height)
        columns = slice(window.left, window.left + window.width)
        pixels[rows, columns] = compose(field, window, None if body is None else body[rows, columns])

    def _show(self) -> None:
        """Put the picture over the bodies as they are seen now: as it was painted, or moved and grown with them."""
        self._canvas.show_layer("painted", self._items())

    def _items(self) -> list[PaintItem]:
        if not self._boxes or self._camera is None:
            return []
        self._shown = around(self._boxes.values())
        return [picture_item(self._image, self._shown, self._camera, self._canvas.camera)]

    # What changes

    def _on_loaded(self, figure: str, sheet_id: str) -> None:
        on_stage = {sheet.instance.sheet_id for sheet in self._canvas.scene.sheets}
        if figure == self._store.state.figure and sheet_id in on_stage:
            self.refresh()

    def _on_camera_changed(self) -> None:
        self._show()
        self._earlier.show()

    def _on_easel_changed(self, old: Easel, new: Easel) -> None:
        """Show ink where the hand is before all else: as far as the brush reaches, until it is dry."""
        if not new.growing or self._under is None or self._of is None:
            return
        stroke = new.growing[-1]
        same = len(old.growing) == len(new.growing)
        known = len(old.growing[-1].places) if same and old.growing else 0
        places = stroke.places[max(0, known - 1) :]
        if len(places) > known - max(0, known - 1):
            line = np.array([self.skin.point(one) for one in places[-_WET:]], np.float32)
            self._wet(Chunk(stroke.kind, stroke.strength, stroke.radius, stroke.erasing, line))

    def _wet(self, chunk: Chunk) -> None:
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        assert self._under is not None  # noqa: S101 - asked before
        sheet, x, y = self._under
        skin = self._atelier.sheet(self._store.state.figure, sheet.instance.sheet_id)
        if skin is None or self._of != (canvas.scene, ratio) or self._camera != canvas.camera:
            return
        long = float(np.abs(chunk.line - chunk.line[-1]).max())
        reach = (chunk.radius * _WIDER + long) * sheet.info.units_per_cm
        map_ = to_widget(sheet, side_of(sheet), canvas.camera)
        rect = map_.mapRect(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
        size = self._pixels.shape[0], self._pixels.shape[1]
        window = clipped(sheet, skin, rect, canvas.camera, size, ratio)
        if window is None:
            return
        column, row, far = x / skin.units, y / skin.units, reach / skin.units
        rows, columns = skin.cells.shape
        near = [
            (a, b)
            for a in range(max(0, int(row - far)) // TILE, min(rows - 1, int(row + far)) // TILE + 1)
            for b in range(max(0, int(column - far)) // TILE, min(columns - 1, int(column + far)) // TILE + 1)
        ]
        field = Field(self._atelier.arrays, skin, mirrored=sheet.instance.mirrored)
        field.lay(chunk._replace(erasing=False), near, (int(row - far), int(row + far) + 1))
        part = self._pixels[window.top : window.top + window.height, window.left : window.left + window.width]
        inked = compose(field, window, self._of_body(window))
        if chunk.erasing:
            part[inked > 0] = 0
        else:
            np.copyto(part, inked, where=part == 0)
        box = box_of(window, ratio)
        if common(self._shown, box) != box:
            key = self._key(sheet), near[0]
            self._boxes[key] = around([self._boxes.get(key, box), box])
            canvas.overlay.set("painted", self._items())
            canvas.overlay.forget()
        self._damp.append((self._key(sheet), window))
        canvas.repaint(rect_of(box))

    def _of_body(self, window: Window) -> Bytes | None:
        if self._body is None:
            return None
        return self._body[window.top : window.top + window.height, window.left : window.left + window.width]

    def _on_changed(self, key: SheetKey, tiles: set[TileKey]) -> None:
        """Paint what has changed of a sheet, now: a hand waits for it."""
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        if self._of != (canvas.scene, ratio) or self._camera != canvas.camera:
            # Another picture is on its way, and has all of it.
            return
        size = self._pixels.shape
        dirty: list[Box] = []
        whole = around(self._boxes.values())
        for wet, window in self._damp:
            if wet == key:
                self._put(key, window, self._pixels, self._body)
                dirty.append(box_of(window, ratio))
        self._damp = [each for each in self._damp if each[0] != key]
        for sheet in canvas.scene.sheets:
            if self._key(sheet) != key:
                continue
            for tile in tiles:
                for window in self._windows(sheet, tile, size, ratio):
                    self._put(key, window, self._pixels, self._body)
                    box = box_of(window, ratio)
                    dirty.append(box)
                    self._boxes[key, tile] = around([self._boxes.get((key, tile), box), box])
        if dirty:
            if common(whole, around(dirty)) != around(dirty):
                # Only what has changed is painted again.
                canvas.overlay.set("painted", self._items())
                canvas.overlay.forget()
            canvas.update(region_of(dirty))
