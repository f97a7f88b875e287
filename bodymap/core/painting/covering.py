"""Which share of each cell strokes cover.

A place is covered within the radius of the stroke, straight and along the skin. A cell is looked at in as many places
as are a quarter of a centimetre apart, each counted softly, so that shares grow evenly as a brush moves on.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from bodymap.core.skin.along import detours, nearest, spread, with_detour

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from bodymap.core.painting.model import Kind, Stroke
    from bodymap.core.skin.along import Reach
    from bodymap.core.skin.table import Place, Point, Skin

Depths = dict[int, list[float]]
"""How far inside the rim each looked at place of a cell is, in centimetres; below 0 it is outside."""

_GRAIN: Final = 0.25
_MOST: Final = 6
"""Places a cell is looked at along each edge, at most."""
_AT_ONCE: Final = 8
"""Places of a stroke that are spread at once."""
_LEAST: Final = 0.002
"""A share below this is none."""


def looks(skin: Skin, cell: int) -> int:
    """Return in how many places along each edge a cell is looked at."""
    return min(_MOST, max(1, ceil(skin.size(cell) / _GRAIN)))


_CELLS_A_STEP: Final = 16
Result = TypeVar("Result")
Steps: TypeAlias = "Generator[None, None, Result]"
"""What yields wherever it may be interrupted, and returns what it has found."""


def finished(steps: Steps[Result]) -> Result:
    """Return what steps find, all of them taken now."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Result = end.value
            return found


class Cover:
    """What one stroke covers; it may grow as the brush goes on.

    Attributes:
        depths: of every cell that the stroke may touch.
        grown: how many places of the stroke are in it.

    """

    def __init__(self, radius: float) -> None:
        self._radius = radius
        self.depths: Depths = {}
        self.grown = 0

    def grow(self, skin: Skin, places: Sequence[Place]) -> None:
        """Take in those of a stroke's places that came since."""
        finished(self.grow_steps(skin, places))

    def grow_steps(self, skin: Skin, places: Sequence[Place]) -> Steps[None]:
        """Do the same in small steps."""
        while self.grown < len(places):
            # With the last one before, so that there is no gap between.
            some = places[max(0, self.grown - 1) : self.grown + _AT_ONCE]
            yield from self._add(skin, some)
            self.grown = min(len(places), self.grown + _AT_ONCE)

    def _add(self, skin: Skin, places: Sequence[Place]) -> Steps[None]:
        radius = self._radius
        near = around(skin, places, radius)
        for cell in near.cells:
            yield
            found = [radius - near.far(cell, u, v) for u, v in _looked(looks(skin, cell))]
            if max(found) > -skin.size(cell):
                before = self.depths.get(cell)
                self.depths[cell] = found if before is None else list(map(max, before, found))


class Near:
    """What is near places of a stroke.

    Attributes:
        line: where the places are.
        cells: those of which a part may be within the radius.
        detours: how much longer the way along the skin is, for each corner of the cells.

    """

    def __init__(self, skin: Skin, line: list[Point], gap: float, reach: Reach) -> None:
        self._skin, self._gap = skin, gap
        self.line, self.cells = line, reach.cells
        self.detours = detours(skin, reach.corners, line)

    def far(self, cell: int, u: float, v: float) -> float:
        """Return how far a place in one of the cells is along the skin."""
        a, b, c, d = (self.detours[corner] for corner in self._skin.corners(cell))
        detour = (1 - v) * ((1 - u) * a + u * b) + v * (u * c + (1 - u) * d)
        return with_detour(nearest(self._skin.within(cell, u, v), self.line, self._gap), detour)


def around(skin: Skin, places: Sequence[Place], radius: float) -> Near:
    """Return what is within a radius of places that follow one another in a stroke, and a little beyond."""
    return Near(skin, [skin.point(one) for one in places], radius, spread(skin, places, radius))


@lru_cache(maxsize=_MOST * _MOST)
def _looked(n: int) -> tuple[tuple[float, float], ...]:
    """Return where a cell is looked at."""
    return tuple(((column + 0.5) / n, (row + 0.5) / n) for row in range(n) for column in range(n))


class _Known:
    """What is known of strokes on one table of cells: a painting is asked again after every stroke, and strokes grow.

    Attributes:
        lately: what was asked for last: the next question is mostly about one stroke more, or less.

    """

    def __init__(self) -> None:
        self.lately: list[_Covered] = []
        self._covers: OrderedDict[Stroke, Depths] = OrderedDict()
        self._room = 0
        self._growing: tuple[Stroke, Cover] | None = None

    def steps(self, skin: Skin, stroke: Stroke) -> Steps[Depths]:
        """Return what a stroke covers."""
        found = self._covers.get(stroke)
        if found is not None:
            self._covers.move_to_end(stroke)
            return found
        # Taken away while it grows: whoever asks meanwhile begins anew.
        shorter, cover = self._taken(stroke)
        yield from cover.grow_steps(skin, stroke.places)
        self._growing = stroke, cover
        # The cover may grow on; what is kept of it must not.
        found = dict(cover.depths)
        self._forget(shorter)
        self._keep(stroke, found)
        return found

    def _taken(self, stroke: Stroke) -> tuple[Stroke, Cover]:
        """Return the cover that grew last if this stroke is that one led on, and what that was; else a new one."""
        if self._growing is not None:
            shorter, cover = self._growing
            if shorter.radius == stroke.radius and shorter.places == stroke.places[: len(shorter.places)]:
                self._growing = None
                return shorter, cover
        return stroke, Cover(stroke.radius)

    def _keep(self, stroke: Stroke, depths: Depths) -> None:
        self._forget(stroke)
        self._covers[stroke] = depths
        self._room += _room(depths)
        while self._room > _MOST_ROOM and len(self._covers) > 1:
            self._forget(next(iter(self._covers)))

    def _forget(self, stroke: Stroke) -> None:
        depths = self._covers.pop(stroke, None)
        if depths is not None:
            self._room -= _room(depths)


_MOST_ROOM: Final = 8_000_000
"""Bytes that covers may take: some hundred strokes of a usual brush, or five as broad as a back."""
_A_CELL, _A_LOOK = 160, 32
"""Bytes that a cell with its list takes, and each place in it."""


def _room(depths: Depths) -> int:
    """Return how many bytes a cover takes, roughly."""
    return _A_CELL * len(depths) + _A_LOOK * sum(map(len, depths.values()))


_known: WeakKeyDictionary[Skin, _Known] = WeakKeyDictionary()
"""Nothing in it holds the table, so that both go together."""


class _Covered:
    """What strokes cover together, one over the other. Never changed: one more stroke makes another."""

    def __init__(self) -> None:
        self.strokes: tuple[Stroke, ...] = ()
        self.layers: dict[Kind, Depths] = {}
        self._shares: dict[Kind | None, dict[int, float]] = {}

    def with_steps(self, skin: Skin, stroke: Stroke, depths: Depths) -> Steps[_Covered]:
        """Return this with one stroke more, which covers that."""
        more = _Covered()
        more.strokes = (*self.strokes, stroke)
        more.layers = {kind: dict(layer) for kind, layer in self.layers.items()}
        for kind, layer in more.layers.items():
            # What is felt here now is felt in place of what was painted before.
            if stroke.erasing or kind != stroke.kind:
                _take_away(layer, depths)
        if not stroke.erasing:
            _put_on(more.layers.setdefault(stroke.kind, {}), depths)
        for asked, shares in self._shares.items():
            kept = {cell: share for cell, share in shares.items() if cell not in depths}
            new = yield from more._of(skin, asked, depths)
            more._shares[asked] = kept | new
        return more

    def shares(self, skin: Skin, kind: Kind | None) -> Steps[dict[int, float]]:
        """Return the share of each cell that is covered, with one kind or with any."""
        found = self._shares.get(kind)
        if found is None:
            cells = set().union(*self.layers.values())
            found = self._shares[kind] = yield from self._of(skin, kind, cells)
        return dict(found)

    def _of(self, skin: Skin, kind: Kind | None, cells: Iterable[int]) -> Steps[dict[int, float]]:
        layers = [layer for each, layer in self.layers.items() if kind in (None, each)]
        return (yield from _shares(skin, layers, cells))


_MOST_COVERED: Final = 6


def weights(skin: Skin, strokes: Iterable[Stroke], kind: Kind | None = None) -> dict[int, float]:
    """Return the share of each cell that strokes cover, one over the other, with one kind or with any."""
    return finished(weights_steps(skin, strokes, kind))


def weights_steps(skin: Skin, strokes: Iterable[Stroke], kind: Kind | None = None) -> Steps[dict[int, float]]:
    """Return the same; it may be interrupted at every step, and whatever else is asked meanwhile is right."""
    wanted = tuple(strokes)
    known = _known.setdefault(skin, _Known())
    begun = [one for one in known.lately if one.strokes == wanted[: len(one.strokes)]]
    best = max(begun, key=lambda one: len(one.strokes), default=None) or _Covered()
    for stroke in wanted[len(best.strokes) :]:
        depths = yield from known.steps(skin, stroke)
        best = yield from best.with_steps(skin, stroke, depths)
    known.lately[:] = [best, *(one for one in known.lately if one is not best)][:_MOST_COVERED]
    return (yield from best.shares(skin, kind))


def _take_away(layer: Depths, depths: Depths) -> None:
    for cell in layer.keys() & depths.keys():
        layer[cell] = [min(one, -away) for one, away in zip(layer[cell], depths[cell], strict=True)]


def _put_on(layer: Depths, depths: Depths) -> None:
    for cell, found in depths.items():
        before = layer.get(cell)
        layer[cell] = found if before is None else list(map(max, before, found))


def _shares(skin: Skin, layers: Sequence[Depths], cells: Iterable[int]) -> Steps[dict[int, float]]:
    shares: dict[int, float] = {}
    for number, cell in enumerate(cells):
        if number % _CELLS_A_STEP == _CELLS_A_STEP - 1:
            yield
        n = looks(skin, cell)
        grain = skin.size(cell) / n or 1.0
        found = [layer[cell] for layer in layers if cell in layer]
        # Kinds lie side by side: what one leaves free of a place another may fill.
        share = sum(
            min(1.0, sum(min(1.0, max(0.0, 0.5 + one / grain)) for one in each)) for each in zip(*found, strict=True)
        )
        if share > _LEAST * n * n:
            shares[cell] = min(1.0, share / (n * n))
    return shares
