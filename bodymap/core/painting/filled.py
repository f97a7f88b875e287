"""Named places as if they were painted: each filled to its border, on one side or on either.

Whoever names a place draws no rim. So what else fits is looked for as in a painting, on each side by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bodymap.core.painting.alternatives import SIDES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Alternative
    from bodymap.core.painting.alternatives import Fitting
    from bodymap.core.painting.telling import Weigher
    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Side


class OnSides(NamedTuple):
    """Something else that named places fit, and on which side: ``None`` where it fits on either."""

    alternative: Alternative
    side: Side | None


def filled(index: AtlasIndex, skin: Skin, codes: Collection[str], side: Side) -> dict[int, float]:
    """Return the cells of these places on a side; of one that has none of its own, those of what it is a part of."""
    drawn = set(skin.regions)
    wanted = {one for code in codes for one in ((code,) if code in drawn else index.kin(code))}
    left = side == "left"
    return {
        cell: 1.0 for cell in range(skin.count) if skin.region(cell) in wanted and (skin.centre(cell)[0] > 0) is left
    }


def fitting_places(
    index: AtlasIndex, weigher: Weigher, skin: Skin, codes: Collection[str], side: Side | None
) -> tuple[tuple[OnSides, ...], tuple[OnSides, ...]]:
    """Return the red flags and the look-alikes that these places fit, on this side or on either; the best first."""
    flags: list[Fitting] = []
    others: list[Fitting] = []
    for each in SIDES if side is None else (side,):
        painted = filled(index, skin, codes, each)
        if painted:
            ranked = weigher.weighing.rank(painted, 1)
            found = weigher.alternatives.fitting(painted, ranked[0].best.score if ranked else 0.0)
            flags += found[0]
            others += found[1]
    return tuple(_merged(flags, either=side is None)), tuple(_merged(others, either=side is None))


def _merged(found: Iterable[Fitting], *, either: bool) -> list[OnSides]:
    """Return each thing once, with its side where only that one fits."""
    sides: dict[str, list[Fitting]] = {}
    for one in sorted(found, key=lambda one: -one.fit):
        sides.setdefault(one.alternative.id, []).append(one)
    return [
        OnSides(some[0].alternative, None if either and len(some) == len(SIDES) else some[0].side)
        for some in sides.values()
    ]
