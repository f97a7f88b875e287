"""Arranges sheets on a stage or a page, each as large as it can be beside the others: pure geometry, no Qt."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from msgspec.structs import replace

from bodymap.ui.drawing.layout import Extent, Placement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP: Final = 10.0
"""Between neighbouring sheets and around them, in scene pixels."""
_DEFAULT_SHEETS: Final = 3
_LARGE_SHARE: Final = 0.68
"""Of the width of the stage goes to a sheet that is enlarged."""
_ENOUGH: Final = 0.82
"""One sheet more is put on the stage by default as long as the figures keep this share of their height."""
_FIGURES: Final = 0.85
"""What the size of whole figures counts beside that of a close-up, which was brought to be looked at."""
_SLIGHTLY: Final = 1.05
"""An arrangement with more parts must be better by more than this."""
_MOST_CUT: Final = 5
"""More sheets than this stand in plain rows: there would be some thousand ways to cut the room."""
_LEAST: Final = 1.0
"""Height of a drawing for which there is no room, in scene pixels."""


class _Cut(NamedTuple):
    """A part of the room that is cut into parts: side by side, or one above the other."""

    abreast: bool
    parts: tuple[_Tree, ...]


_Tree: TypeAlias = "_Cut | int"
"""How the room is cut; a number is that of a group, whose drawings stand side by side at the same scale."""


class _Line(NamedTuple):
    """How wide something is at a height, which holds title and gaps as well: ``slope * height + more``.

    Attributes:
        slope: of its width to its height.
        more: what is added to that.
        drawings: how many there are, whole figures counted for less.

    """

    slope: float
    more: float
    drawings: float

    def other(self) -> _Line:
        """Return how high it is at a width."""
        return _Line(1 / self.slope, -self.more / self.slope, self.drawings)


class _Lain(NamedTuple):
    """A group as it lies: its left edge, the top of its titles, and the height of a drawing of one unit."""

    group: int
    x: float
    y: float
    tall: float


def arrange(
    extents: Sequence[Extent], width: float, height: float, header: float, large: Sequence[int] = ()
) -> tuple[Placement, ...]:
    """Place drawings, in order, so that each is as large as it can be, centred in ``width`` by ``height``.

    The room is cut side by side and one above the other in every way; the best is where the harmonic mean of the
    drawings' areas is largest, so that none pays for all.
    Every drawing gets ``header`` scene pixels above it for its title. Whole figures stand together and share one
    scale. Those whose numbers are in ``large`` take most of the room, the others stand at their right.
    """
    if not extents:
        return ()
    if 0 < len(large) < len(extents):
        return _beside(extents, width, height, header, large)
    return _arranged(tuple(extents), width, height, header)


def default_count(extents: Sequence[Extent], width: float, height: float, header: float) -> int:
    """Return how many of these fit side by side without making the figures much smaller; pairs stay whole."""
    groups = _pairs(extents)[:_DEFAULT_SHEETS]
    for count in range(len(groups), 1, -1):
        row = [n for group in groups[:count] for n in group]
        placed = _in_rows(extents[: len(row)], [row], width, height, header)
        tallest = max(p.height for p in placed)
        if tallest >= _ENOUGH * (height - header - 2 * _GAP):
            return len(row)
    return len(groups[0]) if groups else 0


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


@lru_cache(maxsize=64)
def _arranged(extents: tuple[Extent, ...], width: float, height: float, header: float) -> tuple[Placement, ...]:
    if not all(each.whole for each in extents):
        groups = _groups(extents)
        if len(groups) <= _MOST_CUT:
            return _cut(extents, groups, width, height, header)
    best: tuple[float, tuple[Placement, ...]] | None = None
    for rows in range(1, len(_pairs(extents)) + 1):
        placed = _in_rows(extents, _split(extents, rows), width, height, header)
        area = sum(p.width * p.height for p in placed)
        if best is None or area > best[0] * _SLIGHTLY:
            best = (area, placed)
    assert best is not None  # noqa: S101 - at least one row was tried
    return best[1]


# What stands together


def _pairs(extents: Sequence[Extent]) -> list[list[int]]:
    """Return the numbers of the drawings, those that have to stay together in one list."""
    groups: list[list[int]] = []
    for n, extent in enumerate(extents):
        if extent.joined and groups:
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _groups(extents: Sequence[Extent]) -> list[list[int]]:
    """Return the same, with all whole figures where the first of them is."""
    figures: list[int] = []
    groups: list[list[int]] = []
    for pair in _pairs(extents):
        if not extents[pair[0]].whole:
            groups.append(pair)
            continue
        if not figures:
            groups.append(figures)
        figures += pair
    return groups


def _units(extents: Sequence[Extent]) -> list[float]:
    """Return each drawing's scale when its row is one pixel high."""
    tallest: dict[float, float] = {}
    for e in extents:
        if e.whole:
            tallest[e.units_per_cm] = max(tallest.get(e.units_per_cm, 0.0), e.height)
    return [1 / (tallest[e.units_per_cm] if e.whole else e.height) for e in extents]


# Cut in every way


@lru_cache
def _cuts(first: int, count: int, *, abreast: bool) -> tuple[_Tree, ...]:
    """Return every way to cut the room of so many groups, the simplest first."""
    if count == 1:
        return (first,)
    return tuple(_Cut(abreast, parts) for parts in _parts(first, count, count - 1, abreast=abreast))


def _parts(first: int, count: int, most: int, *, abreast: bool) -> Iterator[tuple[_Tree, ...]]:
    """Yield every way to cut groups into parts, each of which is cut the other way, the first of at most so many."""
    if not count:
        yield ()
    for size in range(1, most + 1):
        for part in _cuts(first, size, abreast=not abreast):
            for rest in _parts(first + size, count - size, count - size, abreast=abreast):
                yield (part, *rest)


class _Room:
    """Groups of drawings, and how a way to cut the room lays them."""

    def __init__(self, extents: Sequence[Extent], groups: list[list[int]], header: float) -> None:
        self._extents, self.groups, self._header = extents, groups, header
        self._units = _units(extents)
        self._leaves = [self._leaf(group) for group in groups]

    def _leaf(self, group: list[int]) -> _Line:
        slope = sum(self._extents[n].width * self._units[n] for n in group)
        count = len(group) * (_FIGURES if self._extents[group[0]].whole else 1.0)
        return _Line(slope, _GAP * (len(group) - 1) - slope * self._header, count)

    def _line(self, tree: _Tree) -> _Line:
        """Return how wide something is where everything abreast is of the same height, and one above the other wide."""
        if isinstance(tree, int):
            return self._leaves[tree]
        lines = [self._line(part) if tree.abreast else self._line(part).other() for part in tree.parts]
        slope, more, count = (sum(each) for each in zip(*lines, strict=True))
        whole = _Line(slope, more + _GAP * (len(lines) - 1), count)
        return whole if tree.abreast else whole.other()

    def lay(self, tree: _Tree, x: float, y: float, width: float, height: float) -> tuple[list[_Lain], float, float]:
        """Lay what a tree holds into a box; return where each group lies, and how wide and high all is."""
        if isinstance(tree, int):
            line = self._leaves[tree]
            room = height - self._header, (width - line.more) / line.slope - self._header
            tall = max(_LEAST, min(room))
            return [_Lain(tree, x, y, tall)], line.slope * (tall + self._header) + line.more, tall + self._header
        if tree.abreast:
            return self._lay_abreast(tree, x, y, width, height)
        return self._lay_stacked(tree, x, y, width, height)

    def _lay_abreast(
        self, tree: _Cut, x: float, y: float, width: float, height: float
    ) -> tuple[list[_Lain], float, float]:
        lines = [self._line(part) for part in tree.parts]
        spans = _shares(lines, width - _GAP * (len(lines) - 1), height)
        found: list[_Lain] = []
        left, high = x, 0.0
        for part, span in zip(tree.parts, spans, strict=True):
            lain, wide, tall = self.lay(part, left, y, span, height)
            found += lain
            left, high = left + wide + _GAP, max(high, tall)
        return found, left - _GAP - x, high

    def _lay_stacked(
        self, tree: _Cut, x: float, y: float, width: float, height: float
    ) -> tuple[list[_Lain], float, float]:
        lines = [self._line(part).other() for part in tree.parts]
        spans = _shares(lines, height - _GAP * (len(lines) - 1), width)
        rows: list[tuple[list[_Lain], float]] = []
        top = y
        for part, span in zip(tree.parts, spans, strict=True):
            lain, wide, tall = self.lay(part, x, top, width, span)
            rows.append((lain, wide))
            top += tall + _GAP
        widest = max(wide for _, wide in rows)
        found = [one._replace(x=one.x + (widest - wide) / 2) for lain, wide in rows for one in lain]
        return found, widest, top - _GAP - y

    def cost(self, lain: Sequence[_Lain]) -> float:
        """Return the sum of one over each drawing's area."""
        lines = [self._leaves[one.group] for one in lain]
        areas = [one.tall**2 * line.slope / line.drawings for one, line in zip(lain, lines, strict=True)]
        return sum(line.drawings / area for line, area in zip(lines, areas, strict=True))

    def placements(self, lain: Sequence[_Lain], dx: float, dy: float) -> tuple[Placement, ...]:
        """Return each drawing's place; shorter ones stand in the middle of their group's height."""
        placed: dict[int, Placement] = {}
        for group, left, top, tall in lain:
            x = left + dx
            for n in self.groups[group]:
                scale = tall * self._units[n]
                wide, high = self._extents[n].width * scale, self._extents[n].height * scale
                placed[n] = Placement(x, top + dy + self._header + (tall - high) / 2, scale, wide, high)
                x += wide + _GAP
        return tuple(placed[n] for n in range(len(self._extents)))


def _shares(lines: Sequence[_Line], total: float, most: float) -> list[float]:
    """Share a length out so that each drawing covers the same area, except what reaches ``most`` across."""
    reach = [sqrt(line.drawings / line.slope) for line in lines]
    held: set[int] = set()
    while True:
        free = [n for n in range(len(lines)) if n not in held]
        taken = sum(lines[n].slope * most for n in held) + sum(line.more for line in lines)
        each = (total - taken) / sum(lines[n].slope * reach[n] for n in free) if free else 0.0
        more = {n for n in free if each * reach[n] > most}
        if not more:
            break
        held |= more
    across = [most if n in held else each * reach[n] for n in range(len(lines))]
    return [line.slope * span + line.more for line, span in zip(lines, across, strict=True)]


def _cut(
    extents: Sequence[Extent], groups: list[list[int]], width: float, height: float, header: float
) -> tuple[Placement, ...]:
    room = _Room(extents, groups, header)
    wide, high = width - 2 * _GAP, height - 2 * _GAP
    best: tuple[float, list[_Lain], float, float] | None = None
    for tree in dict.fromkeys((*_cuts(0, len(groups), abreast=True), *_cuts(0, len(groups), abreast=False))):
        lain, across, down = room.lay(tree, 0.0, 0.0, wide, high)
        if across > wide + 1 or down > high + 1:
            continue
        cost = room.cost(lain)
        if best is None or cost * _SLIGHTLY < best[0]:
            best = cost, lain, across, down
    if best is None:
        return _in_rows(extents, [[n for group in groups for n in group]], width, height, header)
    return room.placements(best[1], (width - best[2]) / 2, (height - best[3]) / 2)


# In plain rows


def _split(extents: Sequence[Extent], rows: int) -> list[list[int]]:
    """Split into rows of about the same width, in order, none empty."""
    units = _units(extents)
    groups = _pairs(extents)
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
    room = max(1.0, (height - _GAP) / len(rows) - header - _GAP)
    tall = min(room, *((max(1.0, width - _GAP * (len(row) + 1)) / sum(row)) for row in wide))
    tall = max(_LEAST, tall)
    top = (height - len(rows) * (tall + header) - (len(rows) - 1) * _GAP) / 2 + header
    placed: dict[int, Placement] = {}
    for row, spans in zip(rows, wide, strict=True):
        spare = width - tall * sum(spans) - _GAP * (len(row) - 1)
        x = spare / 2
        for n, span in zip(row, spans, strict=True):
            scale = tall * units[n]
            high = extents[n].height * scale
            placed[n] = Placement(x, top + (tall - high) / 2, scale, span * tall, high)
            x += span * tall + _GAP
        top += tall + header + _GAP
    return tuple(placed[n] for n in range(len(extents)))
