"""Skin areas of nerves over the bodies of one stage: a picture under all that is lit, and their names over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QFont

from bodymap.core.sheets import SheetError
from bodymap.core.skin.sheet_map import inside
from bodymap.ui.drawing.area_ink import Stress, compose_areas
from bodymap.ui.drawing.boxes import around
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.skin_sheet import TILE
from bodymap.ui.following import follow
from bodymap.ui.stage.area_labels import Label, label_item, labels_of
from bodymap.ui.stage.body_mask import body_steps
from bodymap.ui.stage.painted_windows import box_of, image_of, picture_item, side_of, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from bodymap.core.areas import AreaChoice, ShownAreas
    from bodymap.core.skin.areas import AreaKind
    from bodymap.core.store import Store
    from bodymap.ui.drawing.area_ink import AreaArrays, Spots
    from bodymap.ui.drawing.atelier import Atelier
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.scene import Scene, Sheet
    from bodymap.ui.drawing.skin_sheet import SheetSkin
    from bodymap.ui.stage.canvas import Canvas

    Words = NDArray[np.uint32]

_RANK: Final = 1
_LETTERS_PX: Final = 11


class _Picture(NamedTuple):
    """What was painted, and for what: the pixels are the image's, which does not keep them."""

    scene: Scene
    camera: Camera
    image: QImage
    pixels: Words
    box: Box
    labels: tuple[Label, ...]


class AreaSource(NamedTuple):
    """What a stage needs to show areas.

    Attributes:
        choice: what is shown; ``arrays``: where the areas of a set are, read when first asked for; None: it cannot be.
        atelier: has the maps of the sheets; ``names``: what stands on the body, by the areas' ids.

    """

    choice: AreaChoice
    arrays: Callable[[AreaKind], AreaArrays | None]
    atelier: Atelier
    names: Mapping[str, str]


class StageAreas(QObject):
    """Follows a choice, camera and sheets. Nothing of it is made while nothing is shown."""

    def __init__(self, canvas: Canvas, store: Store, drawings: Drawings, source: AreaSource) -> None:
        super().__init__(canvas)
        self._canvas, self._store, self._drawings, self._source = canvas, store, drawings, source
        self._picture: _Picture | None = None
        self._job = f"areas {id(self)}"
        source.atelier.loaded.connect(self._on_loaded)
        canvas.settled.connect(self.refresh)
        canvas.camera_changed.connect(self.show)
        self._following = follow(source.choice, self, self._on_choice_changed)
        self.refresh()

    def close(self) -> None:
        """Take everything away from the canvas."""
        self._drawings.queue.drop(self._job)
        self._source.atelier.loaded.disconnect(self._on_loaded)
        self._canvas.settled.disconnect(self.refresh)
        self._canvas.camera_changed.disconnect(self.show)
        self._following.end()
        self._picture = None
        self.show()
        self.deleteLater()

    def refresh(self) -> None:
        """Paint what is chosen for what is seen now, in idle time."""
        self._drawings.queue.drop(self._job)
        shown = self._source.choice.state
        if shown.set is None:
            self._picture = None
        elif self._canvas.painted_view is not None and min(self._canvas.width(), self._canvas.height()) > 1:
            for sheet in self._canvas.scene.sheets:
                self._source.atelier.ask(self._store.state.figure, sheet.instance.sheet_id)
            self._drawings.queue.put(self._job, _RANK, self._steps(shown), self)
        self.show()

    def finish(self) -> None:
        """Paint now what would come in idle time; for tests and measurements."""
        self._source.atelier.wait()
        self._drawings.queue.finish(self._job)

    def show(self) -> None:
        """Put the picture over the bodies as they are seen now: as it was painted, or moved and grown with them."""
        canvas, picture = self._canvas, self._picture
        if picture is None or picture.scene is not canvas.scene:
            canvas.show_layer("areas", [])
            canvas.show_layer("area names", [])
            return
        k = canvas.camera.zoom / picture.camera.zoom
        x, y = canvas.camera.x - picture.camera.x * k, canvas.camera.y - picture.camera.y * k
        canvas.show_layer("areas", [picture_item(picture.image, picture.box, picture.camera, canvas.camera)])
        moved = (one._replace(x=one.x * k + x, y=one.y * k + y) for one in picture.labels)
        canvas.show_layer("area names", [label_item(one, self._font()) for one in moved])
        if picture.labels:
            # Names of muscles, with their lines, would lie across what is shown.
            canvas.show_layer("names", [])

    @property
    def labels(self) -> tuple[str, ...]:
        """The names that stand on the bodies."""
        return () if self._picture is None else tuple(one.words for one in self._picture.labels)

    @property
    def picture(self) -> Words | None:
        """What was painted, in device pixels of the stage; None: nothing is shown."""
        return None if self._picture is None else self._picture.pixels

    def area_at(self, position: QPointF) -> str:
        """Return the area that is seen here; empty: none, or nothing is shown."""
        kind = self._source.choice.state.set
        arrays = None if kind is None else self._source.arrays(kind)
        for sheet in self._canvas.scene.sheets if arrays is not None else ():
            skin = self._skin(sheet)
            back, possible = to_widget(sheet, side_of(sheet), self._canvas.seen_camera).inverted()
            if skin is None or not possible or isinstance(sheet.art, SheetError):
                continue
            at = back.map(position)
            cell = skin.cell_at(at.x(), at.y())
            if cell >= 0 and arrays is not None:
                u, v = inside(skin.corners_at(cell), (at.x() / skin.units, at.y() / skin.units))
                return arrays.at(cell, u, v)
        return ""

    # Inside

    def _font(self) -> QFont:
        font = QFont(self._canvas.font())
        font.setPixelSize(max(_LETTERS_PX, font.pixelSize()))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _skin(self, sheet: Sheet) -> SheetSkin | None:
        return self._source.atelier.sheet(self._store.state.figure, sheet.instance.sheet_id)

    def _steps(self, shown: ShownAreas) -> Iterator[None]:
        canvas, ratio = self._canvas, self._canvas.devicePixelRatioF()
        scene, camera = canvas.scene, canvas.camera
        size = round(canvas.height() * ratio), round(canvas.width() * ratio)
        arrays = None if shown.set is None else self._source.arrays(shown.set)
        if arrays is None:
            return
        stress = Stress(
            frozenset(arrays.ids.index(one) for one in shown.stressed if one in arrays.ids),
            alone=bool(shown.pointed),
            side=shown.side,
        )
        body = yield from body_steps(canvas, self._drawings, self._store.state.figure, size, ratio)
        pixels = np.zeros(size, np.uint32)
        boxes: list[Box] = []
        spots: list[list[Spots]] = []
        for sheet in scene.sheets:
            spots.append([])
            skin = self._skin(sheet)
            if skin is None:
                continue
            rows, columns = (range(-(-each // TILE)) for each in (skin.rows, skin.columns))
            tiles = [(row, column) for row in rows for column in columns]
            for window in windows(sheet, skin, tiles, camera, size, ratio):
                if (canvas.scene, canvas.camera) != (scene, camera):
                    return
                down = slice(window.top, window.top + window.height)
                across = slice(window.left, window.left + window.width)
                there = pixels[down, across]
                ours, found = compose_areas(arrays, skin, window, _of(sheet, stress), body[down, across])
                np.copyto(there, ours, where=ours != 0)
                spots[-1] += found
                boxes.append(box_of(window, ratio))
                yield
        names = [self._source.names.get(one, one) for one in arrays.ids]
        labels = labels_of(spots, names, self._font(), stress.areas)
        image = image_of(pixels, ratio)
        self._picture = _Picture(scene, camera, image, pixels, around(boxes), tuple(labels)) if boxes else None
        self.show()

    # What changes

    def _on_loaded(self, figure: str, sheet_id: str) -> None:
        on_stage = {sheet.instance.sheet_id for sheet in self._canvas.scene.sheets}
        if figure == self._store.state.figure and sheet_id in on_stage:
            self.refresh()

    def _on_choice_changed(self, _old: ShownAreas, _new: ShownAreas) -> None:
        self.refresh()


def _of(sheet: Sheet, stress: Stress) -> Stress:
    """Return what is stressed as the sheet's own drawing has it: that of the left is the right's, mirrored."""
    if stress.side is None or not sheet.instance.mirrored:
        return stress
    return replace(stress, side="left" if stress.side == "right" else "right")
