"""What is on the stage: sheet instances where they lie, and every spot that can be picked on them. No Qt."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bodymap.core.pick import Grid, Place, rooms
from bodymap.core.sheets import SheetArt, SheetError
from bodymap.ui.drawing.arranging import arrange, default_count
from bodymap.ui.drawing.layout import Extent, Mark, Placement, SheetInstance, instances_of, shown_sides

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Side, Spot, State


SCENE_FIELDS: Final = ("figure", "side", "staged", "brought", "enlarged", "marking")
"""What of a state decides which sheets are where, and which points have an X on them."""
_ROOM: Final = 24.0
"""Whatever is farther apart than this is not crowded, even before an audience."""


class Sheet(Struct, frozen=True):
    """A sheet instance on the stage, with its drawing or with what is wrong with it."""

    instance: SheetInstance
    info: SheetInfo
    art: SheetArt | SheetError
    placement: Placement


class Scene:
    """The sheets on stage and the spots on them, in scene pixels.

    Attributes:
        size: width and height that everything is fitted into.
        sheets: the sheet instances, left to right and top to bottom.
        places: every spot that is shown, on each sheet instance that shows it, in the order Tab walks them.
        grid: the same, for picking.

    """

    def __init__(
        self,
        size: tuple[float, float],
        sheets: Sequence[Sheet],
        sides: Sequence[Side],
        unmarked: Container[str] = (),
    ) -> None:
        self.size = size
        self.sheets = tuple(sheets)
        self.places = tuple(
            self._place(number, sheet, point_id, side, at)
            for number, sheet in enumerate(self.sheets)
            if isinstance(sheet.art, SheetArt)
            for side in sides
            if sheet.instance.shows(side)
            for point_id, at in sheet.art.points.items()
            if point_id not in unmarked
        )
        self.grid = Grid(self.places)
        self._by_key = {place.key: place for place in self.places}

    @cached_property
    def rooms(self) -> dict[int, float]:
        """How much room points have on each sheet instance, in scene pixels: a quarter of them have no more."""
        found: dict[int, float] = {}
        for number in range(len(self.sheets)):
            apart = sorted(rooms([place for place in self.places if place.key.instance == number], _ROOM))
            found[number] = apart[len(apart) // 4] if apart else _ROOM
        return found

    @staticmethod
    def _place(number: int, sheet: Sheet, point_id: str, side: Side, at: tuple[float, float]) -> Place[Mark]:
        from bodymap.core.state import Spot

        x, y = sheet.placement.to_scene(*at, mirrored=side == "left")
        return Place(Mark(number, Spot(point_id, side)), x, y)

    def place(self, mark: Mark) -> Place[Mark] | None:
        """Return where a mark is, or ``None`` when it is not shown."""
        return self._by_key.get(mark)

    def spot_on(self, number: int, spot: Spot) -> tuple[float, float] | None:
        """Return where a spot lies on a sheet instance, shown as a mark or not; ``None`` when it is not there."""
        sheet = self.sheets[number]
        if isinstance(sheet.art, SheetError) or not sheet.instance.shows(spot.side):
            return None
        at = sheet.art.points.get(spot.point_id)
        return None if at is None else sheet.placement.to_scene(*at, mirrored=spot.side == "left")

    def marks_of(self, spot: Spot) -> tuple[Mark, ...]:
        """Return where a spot can be picked: one mark a sheet instance that shows it."""
        marks = (Mark(number, spot) for number in range(len(self.sheets)))
        return tuple(mark for mark in marks if mark in self._by_key)


EMPTY = Scene((1.0, 1.0), (), ())


def staged_infos(infos: Sequence[SheetInfo], state: State) -> tuple[SheetInfo, ...]:
    """Return the sheets that a state puts on stage; with none chosen, the whole figures that may fit."""
    names = dict.fromkeys((*state.staged, *state.brought))
    chosen = tuple(info for name in names for info in infos if info.id == name)
    return chosen or tuple(info for info in infos if info.group == "whole")[:3] or tuple(infos[:1])


def build_scene(
    infos: Sequence[SheetInfo],
    art_of: Callable[[str], SheetArt | SheetError],
    state: State,
    size: tuple[float, float],
    header: float,
    unmarked: Container[str] = (),
) -> Scene:
    """Return the scene of a state for a stage of this size; ``art_of`` gives a sheet's drawing or its fault.

    ``unmarked`` are the ids of points without an X.
    """
    shown = staged_infos(infos, state)
    by_id = {info.id: info for info in shown}
    instances = instances_of(shown, state.side)
    arts = {info.id: art_of(info.id) for info in shown}
    paired = state.side == "both"
    extents = [
        _extent(by_id[instance.sheet_id], arts[instance.sheet_id], joined=paired and instance.side == "left")
        for instance in instances
    ]
    if not state.staged and not state.brought:
        kept = default_count(extents, *size, header)
        instances, extents = instances[:kept], extents[:kept]
    large = [number for number, each in enumerate(instances) if each.sheet_id == state.enlarged]
    placements = arrange(extents, *size, header, large)
    sheets = [
        Sheet(instance, by_id[instance.sheet_id], arts[instance.sheet_id], placement)
        for instance, placement in zip(instances, placements, strict=True)
    ]
    return Scene(size, sheets, shown_sides(state.side), unmarked)


def _extent(info: SheetInfo, art: SheetArt | SheetError, *, joined: bool) -> Extent:
    whole = info.group == "whole"
    if isinstance(art, SheetError):
        return Extent(500.0, 1000.0, -1.0, whole, joined)
    return Extent(art.width, art.height, art.units_per_cm, whole, joined)
