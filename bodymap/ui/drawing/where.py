"""Which place of the body lies under a position of the stage, and its outline there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layout import shown_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainterPath

    from bodymap.core.state import Figure, Side, State
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.scene import Scene, Sheet


class Region(NamedTuple):
    """A place of the body, on one of the patient's sides."""

    code: str
    side: Side


def region_at(scene: Scene, drawings: Drawings, state: State, camera: Camera, position: QPointF) -> Region | None:
    """Return the place under a position of the stage, or nothing beside the bodies.

    On a drawing that shows both halves the half that was pointed at decides the side, whichever side is worked on.
    """
    for sheet in scene.sheets:
        if isinstance(sheet.art, SheetError):
            continue
        sides: tuple[Side, ...] = ("right", "left") if sheet.info.symmetric else shown_sides(state.side)
        for side in sides:
            if not sheet.instance.shows(side) and not sheet.info.symmetric:
                continue
            inverse, possible = to_widget(sheet, side, camera).inverted()
            at = inverse.map(position)
            if possible and (code := _code_at(drawings, state.figure, sheet, at)):
                return Region(code, side)
    return None


def _code_at(drawings: Drawings, figure: Figure, sheet: Sheet, at: QPointF) -> str:
    for place in drawings.region_places(figure, sheet.instance.sheet_id):
        if place.box.contains(at) and any(path.contains(at) for path in _paths(drawings, figure, sheet, place.code)):
            return place.code
    return ""


def _paths(drawings: Drawings, figure: Figure, sheet: Sheet, code: str) -> tuple[QPainterPath, ...]:
    return tuple(drawings.paths(figure, sheet.instance.sheet_id, f"region.{code}")[:1])


def outlines(scene: Scene, drawings: Drawings, state: State, camera: Camera, code: str) -> Iterator[QPainterPath]:
    """Yield the outline of a place on every sheet of the stage and side that is shown, in widget positions."""
    for sheet in scene.sheets:
        if isinstance(sheet.art, SheetError) or f"region.{code}" not in sheet.art.shapes:
            continue
        for side in shown_sides(state.side):
            if sheet.instance.shows(side):
                for path in _paths(drawings, state.figure, sheet, code):
                    yield to_widget(sheet, side, camera).map(path)
