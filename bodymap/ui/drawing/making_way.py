"""Says which marks make way for a lit point: the X of every other that lies on its zones or touches its own X."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.boxes import Box, outwards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bodymap.core.pick import Place
    from bodymap.core.state import Figure, Spot
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.drawing.scene import Scene, Sheet

_AROUND: Final = 3.0
"""Pixels that are kept free between a zone and the nearest X."""
_HALO: Final = 3.0
"""Pixels around the arms of an X that belong to it."""


def marks_in_the_way(
    drawings: Drawings, scene: Scene, camera: Camera, figure: Figure, spot: Spot, grown: float
) -> list[Box]:
    """Return what the marks that make way for a spot's zones cover, in widget positions.

    A mark that overlaps one of them goes too, as it would else be cut.
    """
    arm = (ink.MARK_SIZE / 2 + _HALO) * grown
    waiting = [
        place
        for number, sheet in enumerate(scene.sheets)
        if sheet.instance.shows(spot.side)
        for place in _on_zones(drawings, scene, number, sheet, figure, spot, (arm + _AROUND) / camera.zoom)
    ]
    for mark in scene.marks_of(spot):
        own = scene.place(mark)
        if own is not None:
            waiting += [place for place in scene.grid.near(own.x, own.y, 2 * arm / camera.zoom) if place is not own]
    gone: dict[Mark, Place[Mark]] = {}
    while waiting:
        place = waiting.pop()
        if place.key not in gone and place.key.spot != spot:
            gone[place.key] = place
            waiting += scene.grid.near(place.x, place.y, 2 * arm / camera.zoom)
    boxes = []
    for place in gone.values():
        x, y = camera.to_widget(place.x, place.y)
        boxes.append((x - arm, y - arm, x + arm, y + arm))
    return boxes


def _on_zones(
    drawings: Drawings, scene: Scene, number: int, sheet: Sheet, figure: Figure, spot: Spot, reach: float
) -> Iterator[Place[Mark]]:
    """Yield the marks of a sheet instance that are nearer than ``reach``, in the scene, to one of a spot's zones."""
    if isinstance(sheet.art, SheetError):
        return
    scale, wide = sheet.placement.scale, sheet.art.width
    for kind in ("essential", "spillover"):
        element = f"zone.{spot.point_id}.{kind}"
        for path in drawings.paths(figure, sheet.instance.sheet_id, element)[:1]:
            box = path.controlPointRect()
            middle = sheet.placement.to_scene(box.center().x(), box.center().y(), mirrored=spot.side == "left")
            around = (box.width() + box.height()) / 2 * scale + reach
            for place in scene.grid.near(*middle, around):
                if place.key.instance != number or place.key.spot == spot:
                    continue
                x, y = sheet.art.points[place.key.spot.point_id]
                x = x if place.key.spot.side == spot.side else wide - x
                near = reach / scale
                if path.intersects(QRectF(x - near, y - near, 2 * near, 2 * near)):
                    yield place


def region_outside(boxes: Iterable[Box], whole: QRect) -> QRegion:
    """Return a rectangle with these boxes cut out of it."""
    region = QRegion(whole)
    for box in boxes:
        left, top, right, bottom = map(int, outwards(box))
        region -= QRegion(left, top, right - left, bottom - top)
    return region
