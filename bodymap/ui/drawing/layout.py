"""Which sheets there are, and where one lies: pure geometry, no Qt.

Scene coordinates are logical pixels of the stage when everything is fitted; sheet coordinates are those of a
drawing's ``viewBox``. A sheet instance is a sheet together with the side it is drawn for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Side, SideChoice, Spot


class SheetInstance(Struct, frozen=True):
    """A sheet instance. ``side`` is ``None`` on a symmetric sheet, which shows both sides of the body."""

    sheet_id: str
    side: Side | None

    def shows(self, side: Side) -> bool:
        """Whether something on this side of the patient is drawn here."""
        return self.side is None or self.side == side

    @property
    def mirrored(self) -> bool:
        """Whether the skin itself is mirrored, since the drawing is of the patient's right."""
        return self.side == "left"


class Extent(Struct, frozen=True):
    """What of a drawing decides its place: its size in its own units, and whether it shares the common scale."""

    width: float
    height: float
    units_per_cm: float
    whole: bool
    joined: bool = False
    """Whether it has to stay beside the one before it, as the left of a pair."""


class Placement(Struct, frozen=True):
    """Where a drawing lies: its left top corner in scene pixels, and scene pixels per unit of the drawing."""

    x: float
    y: float
    scale: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge in scene pixels."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge in scene pixels."""
        return self.y + self.height

    def to_scene(self, x: float, y: float, *, mirrored: bool) -> tuple[float, float]:
        """Return where a place of the drawing lies in the scene."""
        along = x * self.scale
        return (self.right - along if mirrored else self.x + along, self.y + y * self.scale)


def instances_of(infos: Iterable[SheetInfo], side: SideChoice) -> tuple[SheetInstance, ...]:
    """Return the instances that show these sheets for a choice of side: a pair where both need two drawings."""
    instances: list[SheetInstance] = []
    for info in infos:
        if info.symmetric:
            instances.append(SheetInstance(info.id, None))
        elif side == "both":
            instances += (SheetInstance(info.id, "right"), SheetInstance(info.id, "left"))
        else:
            instances.append(SheetInstance(info.id, side))
    return tuple(instances)


def shown_sides(side: SideChoice) -> tuple[Side, ...]:
    """Return the sides whose points a choice of side shows."""
    return ("right", "left") if side == "both" else (side,)


class Mark(Struct, frozen=True):
    """A spot as it stands on one sheet instance; ``instance`` is that instance's number on the stage."""

    instance: int
    spot: Spot


def clamp(value: float, low: float, high: float) -> float:
    """Return ``value`` held between ``low`` and ``high``; the middle when there is no room between them."""
    return (low + high) / 2 if low > high else min(max(value, low), high)
