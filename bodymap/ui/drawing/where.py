"""Which place of the body and which muscle lie under a position of the stage, and the outline of a place there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layout import shown_sides
from bodymap.ui.drawing.sites import site_ids, site_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainterPath

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import Figure, Side, State
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.scene import Scene, Sheet


class Region(NamedTuple):
    """A place of the body, on one of the patient's sides."""

    code: str
    side: Side


class Flesh(NamedTuple):
    """A muscle, on one of the patient's sides."""

    muscle_id: str
    side: Side


def muscle_at(
    scene: Scene,
    drawings: Drawings,
    state: State,
    camera: Camera,
    position: QPointF,
    shown: Callable[[str], bool],
) -> Flesh | None:
    """Return the muscle under a position of the stage, the topmost of those that are ``shown``; or nothing."""
    for sheet, art, side, at in _under(scene, state, camera, position):
        # A drawing lists what lies deep first.
        for muscle_id in reversed(bellies(art)):
            if shown(muscle_id) and _holds(drawings, state.figure, sheet, muscle_id, at):
                return Flesh(muscle_id, side)
    return None


def _under(
    scene: Scene, state: State, camera: Camera, position: QPointF
) -> Iterator[tuple[Sheet, SheetArt, Side, QPointF]]:
    """Yield each drawing under a position, for each side that is shown on it, and the position in its own units."""
    for sheet in scene.sheets:
        if isinstance(sheet.art, SheetError):
            continue
        for side in shown_sides(state.side):
            inverse, possible = to_widget(sheet, side, camera).inverted()
            at = inverse.map(position)
            within = 0 <= at.x() <= sheet.art.width and 0 <= at.y() <= sheet.art.height
            if possible and within and sheet.instance.shows(side):
                yield sheet, sheet.art, side, at


def bellies(art: SheetArt) -> list[str]:
    """Return the ids of the muscles that a drawing shows, deep ones first."""
    return [name.split(".")[1] for name in art.shapes if name.startswith("muscle.") and name.endswith(".belly")]


def _holds(drawings: Drawings, figure: Figure, sheet: Sheet, muscle_id: str, at: QPointF) -> bool:
    paths = drawings.paths(figure, sheet.instance.sheet_id, f"muscle.{muscle_id}.belly")
    return any(path.controlPointRect().contains(at) and path.contains(at) for path in paths)


def sites_at(scene: Scene, drawings: Drawings, state: State, camera: Camera, position: QPointF) -> tuple[str, ...]:
    """Return the ids of the cautionary sites under a position of the stage."""
    for sheet, art, _, at in _under(scene, state, camera, position):
        where = state.figure, sheet.instance.sheet_id
        ids = site_ids(art)
        found = tuple(one for one in ids if any(path.contains(at) for path in site_paths(drawings, *where, one)))
        if found:
            return found
    return ()


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
