"""Divides the skin into patches over which nothing changes: the cells of one lie in the same zones and region.

Some thousand patches stand for fifty thousand cells, and nothing is lost: what is weighed is the same all over one.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bodymap.core.cells import Cells
    from bodymap.core.state import Side

_PARTS: Final = 2000.0
"""An area of 1 in the table is so small a part of a square centimetre."""

_PLACE: Final[dict[Side, int]] = {"right": 0, "left": 1}

Masses = dict[int, float]
"""How much is painted, in square centimetres: of each patch, or of each pair of them."""


@dataclass(frozen=True, slots=True)
class Patches:
    """The patches of the right side's zones; the left is looked up through the mirror.

    Attributes:
        region: number of the region of each patch, in the list of the table.
        area: of each patch, in square centimetres.
        zones: for each zone the patches that it is made of.

    A cell lies in one patch to the zones of the right, and its mirror in one to those of the left: a pair.

    """

    region: tuple[int, ...]
    area: tuple[float, ...]
    zones: dict[str, tuple[int, ...]]
    _pair: Sequence[int]
    _pairs: tuple[tuple[int, int], ...]
    _areas: Sequence[float]

    def masses(self, painted: Mapping[int, float]) -> Masses:
        """Return what is painted, where right and left are not told apart from their mirror: by pair of patches.

        ``painted`` is the share of each cell that is painted, from 0 to 1. Raises ``IndexError`` for no such cell.
        """
        pair, areas = self._pair, self._areas
        found: defaultdict[int, float] = defaultdict(float)
        for cell, share in painted.items():
            found[pair[cell]] += areas[cell] * share / _PARTS
        return found

    def seen(self, masses: Masses, side: Side) -> Masses:
        """Return how much of each patch is painted, as it lies to the zones of one side."""
        n = _PLACE[side]
        found: Masses = {}
        for key, mass in masses.items():
            patch = self._pairs[key][n]
            found[patch] = found.get(patch, 0.0) + mass
        return found

    def patch(self, key: int, side: Side) -> int:
        """Return which patch of the zones of one side a pair stands for."""
        return self._pairs[key][_PLACE[side]]


def patches_of(cells: Cells, wanted: Collection[str]) -> Patches:
    """Divide the skin of the table by its regions and by the zones that are wanted."""
    arrays = cells.arrays
    # Arrays hold the numbers themselves: a list of as many would leave its holes between what stays.
    patch = array("I", arrays["region"])
    count = len(cells.regions)
    begin = 0
    spans: dict[str, tuple[int, int]] = {}
    for name, end in zip(cells.zones, arrays["zone_ends"], strict=True):
        if name in wanted:
            spans[name] = begin, end
            # What lies in the zone is split off from each patch that it meets.
            split: dict[int, int] = {}
            for cell in arrays["zone_cells"][begin:end]:
                old = patch[cell]
                new = split.get(old)
                if new is None:
                    new = split[old] = count
                    count += 1
                patch[cell] = new
        begin = end
    number = {old: n for n, old in enumerate(dict.fromkeys(patch))}
    patch = array("I", (number[old] for old in patch))
    area = [0.0] * len(number)
    region = [0] * len(number)
    for cell, one in enumerate(patch):
        area[one] += arrays["area"][cell] / _PARTS
        region[one] = arrays["region"][cell]
    # Each number once, however many zones a patch lies in.
    same = list(range(len(number)))
    pairs: dict[tuple[int, int], int] = {}
    mirror = arrays["mirror"]
    pair = array(
        "I",
        (pairs.setdefault((same[one], same[patch[mirror[cell]]]), len(pairs)) for cell, one in enumerate(patch)),
    )
    zones = {
        name: tuple(dict.fromkeys(same[patch[cell]] for cell in arrays["zone_cells"][one:end]))
        for name, (one, end) in spans.items()
    }
    return Patches(tuple(region), tuple(area), zones, pair, tuple(pairs), arrays["area"])
