"""Places sheets side by side: pure geometry, no Qt.

Scene coordinates are logical pixels of the stage when everything is fitted; sheet coordinates are those of a
drawing's ``viewBox``. A sheet instance is a sheet together with the side it is drawn for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Side, SideChoice, Spot

GAP: Final = 10.0
"""Between neighbouring sheets and around them, in scene pixels."""
_DEFAULT_SHEETS: Final = 3
_LARGE_SHARE: Final = 0.68
"""Of the width of the stage goes to a sheet that is enlarged."""
_KEPT: Final = 0.86
"""Of their size close-ups keep where a whole figure beside them grows."""
_TALLER: Final = 1.4
"""As many times as high as a close-up beside it a whole figure is at most."""
_ENOUGH: Final = 0.82
"""One sheet more is put on the stage by default as long as the figures keep this share of their height."""


@dataclass(frozen=True, slots=True)
class SheetInstance:
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


@dataclass(frozen=True, slots=True)
class Extent:
    """What of a drawing decides its place: its size in its own units, and whether it shares the common scale."""

    width: float
    height: float
    units_per_cm: float
    whole: bool
    joined: bool = False
    """Whether it has to stay beside the one before it, as the left of a pair."""


@dataclass(frozen=True, slots=True)
class Placement:
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


def arrange(
    extents: Sequence[Extent], width: float, height: float, header: float, large: Sequence[int] = ()
) -> tuple[Placement, ...]:
    """Place drawings in as many rows as make them largest, in order, centred in ``width`` by ``height``.

    Every drawing gets ``header`` scene pixels above it for its title. Whole figures share one scale. Those whose
    numbers are in ``large`` take most of the room, the others stand at their right.
    """
    if not extents:
        return ()
    if 0 < len(large) < len(extents):
        return _beside(extents, width, height, header, large)
    best: tuple[float, tuple[Placement, ...]] | None = None
    for rows in range(1, len(_groups(extents)) + 1):
        placed = _in_rows(extents, _split(extents, rows), width, height, header)
        area = sum(p.width * p.height for p in placed)
        if best is None or area > best[0] * 1.05:
            best = (area, placed)
    assert best is not None  # noqa: S101 - at least one row was tried
    return best[1]


def _beside(
    extents: Sequence[Extent], width: float, height: float, header: float, large: Sequence[int]
) -> tuple[Placement, ...]:
    """Place the large ones at the left, and the others in what is left at their right."""
    wide = round(width * _LARGE_SHARE)
    small = [number for number in range(len(extents)) if number not in large]
    placed = dict(zip(large, arrange([extents[n] for n in large], wide, height, header), strict=True))
    for number, place in zip(small, arrange([extents[n] for n in small], width - wide, height, header), strict=True):
        placed[number] = replace(place, x=place.x + wide)
    return tuple(placed[number] for number in range(len(extents)))


def default_count(extents: Sequence[Extent], width: float, height: float, header: float) -> int:
    """Return how many of these fit side by side without making the figures much smaller; pairs stay whole."""
    groups = _groups(extents)[:_DEFAULT_SHEETS]
    for count in range(len(groups), 1, -1):
        row = [n for group in groups[:count] for n in group]
        placed = _in_rows(extents[: len(row)], [row], width, height, header)
        tallest = max(p.height for p in placed)
        if tallest >= _ENOUGH * (height - header - 2 * GAP):
            return len(row)
    return len(groups[0]) if groups else 0


def _groups(extents: Sequence[Extent]) -> list[list[int]]:
    """Return the numbers of the drawings, those that have to stay together in one list."""
    groups: list[list[int]] = []
    for n, extent in enumerate(extents):
        if extent.joined and groups:
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _units(extents: Sequence[Extent]) -> list[float]:
    """Return each drawing's scale when its row is one pixel high."""
    tallest: dict[float, float] = {}
    for e in extents:
        if e.whole:
            tallest[e.units_per_cm] = max(tallest.get(e.units_per_cm, 0.0), e.height)
    return [1 / (tallest[e.units_per_cm] if e.whole else e.height) for e in extents]


def _split(extents: Sequence[Extent], rows: int) -> list[list[int]]:
    """Split into rows of about the same width, in order, none empty."""
    units = _units(extents)
    groups = _groups(extents)
    widths = [sum(extents[n].width * units[n] for n in group) for group in groups]
    share = sum(widths) / rows
    split: list[list[int]] = [[]]
    filled = 0.0
    for number, (group, wide) in enumerate(zip(groups, widths, strict=True)):
        left, open_rows = len(groups) - number, rows - len(split)
        if split[-1] and open_rows and (filled + wide / 2 > share or left <= open_rows):
            split.append([])
            filled = 0.0
        split[-1] += group
        filled += wide
    return split


def _in_rows(
    extents: Sequence[Extent], rows: list[list[int]], width: float, height: float, header: float
) -> tuple[Placement, ...]:
    units = _units(extents)
    wide = [[extents[n].width * units[n] for n in row] for row in rows]
    room = max(1.0, (height - GAP) / len(rows) - header - GAP)
    tall = min(room, *((max(1.0, width - GAP * (len(row) + 1)) / sum(row)) for row in wide))
    tall = max(1.0, tall)
    if len(rows) == 1 and any(e.whole for e in extents) and not all(e.whole for e in extents):
        return _with_tall_figures(extents, wide[0], width, height, header, tall)
    top = (height - len(rows) * (tall + header) - (len(rows) - 1) * GAP) / 2 + header
    placed: list[Placement] = []
    for row, spans in zip(rows, wide, strict=True):
        spare = width - tall * sum(spans) - GAP * (len(row) - 1)
        x = spare / 2
        for n, span in zip(row, spans, strict=True):
            scale = tall * units[n]
            high = extents[n].height * scale
            placed.append(Placement(x, top + (tall - high) / 2, scale, span * tall, high))
            x += span * tall + GAP
        top += tall + header + GAP
    return tuple(placed)


def _with_tall_figures(
    extents: Sequence[Extent], spans: list[float], width: float, height: float, header: float, tall: float
) -> tuple[Placement, ...]:
    """Place one row of close-ups and whole figures, these taller as far as the close-ups keep most of their size.

    ``spans`` are the widths at a height of one, ``tall`` the height at which all fit alike.
    """
    units, room, free = _units(extents), height - header - 2 * GAP, width - GAP * (len(spans) + 1)
    figures = sum(span for span, e in zip(spans, extents, strict=True) if e.whole)
    others = sum(spans) - figures
    figure = max(tall, min(room, _TALLER * tall, (free - _KEPT * tall * others) / figures))
    other = min(tall, (free - figure * figures) / others)
    # One line of titles: all begin at the same height.
    top = (height - figure - header) / 2 + header
    x = (width - figure * figures - other * others - GAP * (len(spans) - 1)) / 2
    placed = []
    for e, span, unit in zip(extents, spans, units, strict=True):
        high = figure if e.whole else other
        placed.append(Placement(x, top, high * unit, span * high, e.height * high * unit))
        x += span * high + GAP
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot as it stands on one sheet instance; ``instance`` is that instance's number on the stage."""

    instance: int
    spot: Spot


def clamp(value: float, low: float, high: float) -> float:
    """Return ``value`` held between ``low`` and ``high``; the middle when there is no room between them."""
    return (low + high) / 2 if low > high else min(max(value, low), high)
