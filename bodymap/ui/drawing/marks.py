"""The X of all points as a view shows them: smaller on a sheet where they crowd, so that each can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.ui.drawing import stamps
from bodymap.ui.drawing.cross import at_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter

    from bodymap.ui.drawing.painting import View
    from bodymap.ui.drawing.stamps import Stamp


def marks_in_sight(view: View) -> Iterator[tuple[Stamp, float, float]]:
    """Yield the X of every point in sight and its place, in widget positions."""
    if "points" not in view.state.layers:
        return
    zoom, dx, dy = view.camera.zoom, view.camera.x, view.camera.y
    room = {n: at_room(scene * zoom / view.grown) for n, scene in view.scene.rooms.items()}
    of_sheet = {n: stamps.cross("plain", view.grown * share, view.ratio) for n, share in room.items()}
    for place in view.scene.places:
        x, y = place.x * zoom + dx, place.y * zoom + dy
        stamp = of_sheet[place.key.instance]
        wide, tall = stamp.half_width, stamp.half_height
        if -wide < x < view.width + wide and -tall < y < view.height + tall:
            yield stamp, x, y


def paint_marks(painter: QPainter, view: View, strength: float) -> None:
    """Stamp the X of every point in sight, opaque at a ``strength`` of 1."""
    if not strength:
        return
    painter.setOpacity(strength)
    for stamp, x, y in marks_in_sight(view):
        stamp.paint(painter, x, y)
    painter.setOpacity(1.0)
