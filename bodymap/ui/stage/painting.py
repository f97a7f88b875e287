"""What is painted on the skin, on one stage: a picture over the bodies, in step with the painting and the camera."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QImage

from bodymap.core.sheets import SheetError
from bodymap.core.skin.sheet_map import inside
from bodymap.core.skin.table import PARTS, Place
from bodymap.ui.drawing.atelier import Atelier, SheetKey
from bodymap.ui.drawing.boxes import NOTHING, around, common
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.painted_ink import Window, compose
from bodymap.ui.stage.body_mask import body_steps
from bodymap.ui.stage.earlier import EarlierRim
from bodymap.ui.stage.overlay import region_of
from bodymap.ui.stage.painted_windows import box_of, image_of, picture_item, side_of, windows
from bodymap.ui.stage.wet_ink import WetInk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Figure
    from bodymap.core.store import Store
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.highlight import PaintItem
    from bodymap.ui.drawing.painted_field import TileKey
    from bodymap.ui.drawing.scene import Scene, Sheet
    from bodymap.ui.stage.canvas import Canvas

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint32]
_RANK: Final = 1
_Where: TypeAlias = "tuple[Sheet, float, float, float, float]"


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
        self.wet = WetInk(canvas)
        self._job = f"painting {id(self)}"
        self._under: Sheet | None = None
        self._places: tuple[Scene, Camera, tuple[_Where, ...]] | None = None
        self._earlier = EarlierRim(canvas, atelier, drawings.queue, lambda: store.state.figure, lambda: self._body)
        atelier.changed.connect(self._on_changed)
        atelier.dried.connect(self.wet.dry)
        atelier.loaded.connect(self._on_loaded)
        canvas.settled.connect(self.refresh)
        canvas.camera_changed.connect(self._on_camera_changed)
        self.refresh()

    def close(self) -> None:
        """Take everything away from the canvas."""
        self._earlier.close()
        self._drawings.queue.drop(self._job)
        self._atelier.changed.disconnect(self._on_changed)
        self._atelier.dried.disconnect(self.wet.dry)
        self.wet.dry()
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
        u, v = inside(skin.corners_at(cell), (x / skin.units, y / skin.units))
        place = Place(cell, round(u * PARTS), round(v * PARTS))
        return self._atelier.skin.mirrored(place) if sheet.instance.mirrored else place

    def wait_at(self, position: QPointF) -> None:
        """Read now what skin is seen here, if it has not been read: a stroke would be lost else."""
        found = self._at(position)
        if found is not None and self._atelier.sheet(self._store.state.figure, found[0].instance.sheet_id) is None:
            self._atelier.wait()

    def fine_at(self, position: QPointF) -> float:
        """Return how many pixels a centimetre of skin is here; 0 where there is no drawing."""
        return self.fine if self._at(position) is not None else 0.0

    @property
    def fine(self) -> float:
        """How many pixels a centimetre of skin is on the drawing that was asked about last; 0: on none."""
        sheet = self._under
        if sheet is None:
            return 0.0
        return sheet.info.units_per_cm * sheet.placement.scale * self._canvas.seen_camera.zoom

    def _at(self, position: QPointF) -> tuple[Sheet, float, float] | None:
        if not self._canvas.has_painted(self._store.state):
            return None
        for sheet, across, x0, down, y0 in self._where():
            x, y = across * position.x() + x0, down * position.y() + y0
            if not isinstance(sheet.art, SheetError) and 0 <= x <= sheet.art.width and 0 <= y <= sheet.art.height:
                self._under = sheet
                return sheet, x, y
        return None

    def _where(self) -> tuple[_Where, ...]:
        """Return for each sheet how positions become its own units: a pen asks for it some hundred times a second."""
        scene, camera = self._canvas.scene, self._canvas.seen_camera
        if self._places is None or self._places[:2] != (scene, camera):
            found = []
            for sheet in scene.sheets:
                inverse, possible = to_widget(sheet, side_of(sheet), camera).inverted()
                if possible:
                    found.append((sheet, inverse.m11(), inverse.dx(), inverse.m22(), inverse.dy()))
            self._places = scene, camera, tuple(found)
        return self._places[2]

    # What is seen

    def refresh(self) -> None:
        """Paint all of it anew for what is seen now: at once where little is, else in idle time."""
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        size = round(canvas.height() * ratio), round(canvas.width() * ratio)
        if self._of != (canvas.scene, ratio) or self._camera != canvas.camera:
            self.wet.body = None
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
        body = yield from body_steps(canvas, self._drawings, self._store.state.figure, size, ratio)
        boxes: dict[tuple[SheetKey, TileKey], Box] = {}
        for sheet in scene.sheets:
            key = self._key(sheet)
            field = self._atelier.field(key)
            yield
            for tile in sorted({tile for tiles in field.tiles.values() for tile in tiles} if field else ()):
                if (canvas.scene, canvas.camera) != (scene, camera):
                    return
                for window in self._windows(sheet, (tile,), size, ratio):
                    self._put(key, window, pixels, body)
                    boxes[key, tile] = around([boxes.get((key, tile), box_of(window, ratio)), box_of(window, ratio)])
                    yield
        self._pixels, self._body, self._boxes = pixels, body, boxes
        self.wet.body = body
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

    def _windows(
        self, sheet: Sheet, tiles: Collection[TileKey], size: tuple[int, int], ratio: float
    ) -> Iterator[Window]:
        """Yield where tiles of a sheet are seen."""
        skin = self._atelier.sheet(self._store.state.figure, sheet.instance.sheet_id)
        return iter(()) if skin is None else windows(sheet, skin, tiles, self._canvas.camera, size, ratio)

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
        self.wet.body = None
        self._show()
        self._earlier.show()

    def _on_changed(self, key: SheetKey, tiles: set[TileKey]) -> None:
        """Paint what has changed of a sheet, now: a hand waits for it."""
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        if self._of != (canvas.scene, ratio) or self._camera != canvas.camera:
            # Another picture is on its way, and has all of it.
            return
        size = self._pixels.shape
        dirty: list[Box] = []
        whole = around(self._boxes.values())
        for sheet in canvas.scene.sheets:
            if self._key(sheet) != key:
                continue
            for window in self._windows(sheet, tiles, size, ratio):
                self._put(key, window, self._pixels, self._body)
                box, tile = box_of(window, ratio), min(tiles)
                dirty.append(box)
                self._boxes[key, tile] = around([self._boxes.get((key, tile), box), box])
        if dirty:
            if common(whole, around(dirty)) != around(dirty):
                # Only what has changed is painted again.
                canvas.overlay.set("painted", self._items())
                canvas.overlay.forget()
            canvas.update(region_of(dirty))
