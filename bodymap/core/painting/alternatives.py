"""What else a painting fits: what must be seen to before any muscle, and nerves, joints and organs that hurt there too.

An alternative is known by regions, not by zones: a region is felt where a good part of the paint lies in it or it is
filled to a good part. Which of what fits it is, a drawing cannot tell; so nothing here is ranked against muscles, and a
red flag is shown whatever else fits better (ADR 0086).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from bodymap.core.painting.covering import finished, weights_steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Alternative
    from bodymap.core.painting.covering import Steps
    from bodymap.core.painting.model import Kind, Painting
    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Side

SIDES: Final[tuple[Side, ...]] = ("right", "left")
_OF_PAINT: Final = 0.15
_FILLED: Final = 0.3
"""A region is felt that holds so much of the paint on its side, or of which so much is painted."""
_ON_A_SIDE: Final = 0.1
"""So much of all the paint has to lie on a side to be looked at by itself."""
_FITS: Final = 0.7
"""From here on, of 1, a look-alike fits."""
_FITS_NUMB: Final = 0.6
"""The same where most of the paint is numb: one finger of a nerve's four is enough."""
_WIDER: Final = 0.5
"""What a region where it is felt less often counts against a usual one."""
_BESIDE: Final = 0.5
"""A look-alike is told of where its cosine with the paint is so much of the best muscle's score, or more."""
_FLAGGED: Final = 0.5
"""A red flag explains so much of the paint, and one of its usual regions is felt."""
_MOST: Final = 4
"""So many look-alikes are told of."""


_NUMB: Final[tuple[Kind, ...]] = ("tingling", "numbness")
_MOSTLY: Final = 0.5


def is_numb(skin: Skin, painting: Painting) -> bool:
    """Return whether most of what is painted tingles or is numb: then a nerve is told of however a muscle fits."""
    return finished(is_numb_steps(skin, painting))


def is_numb_steps(skin: Skin, painting: Painting) -> Steps[bool]:
    """Return the same in small steps."""
    numb: dict[int, float] = {}
    for kind in {stroke.kind for stroke in painting.strokes}.intersection(_NUMB):
        for cell, share in (yield from weights_steps(skin, painting.strokes, kind)).items():
            numb[cell] = max(share, numb.get(cell, 0.0))
    if not numb:
        return False
    whole = yield from weights_steps(skin, painting.strokes)
    return (
        0
        < sum(skin.area(cell) * share for cell, share in whole.items()) * _MOSTLY
        <= sum(skin.area(cell) * share for cell, share in numb.items())
    )


@dataclass(frozen=True, slots=True)
class Fitting:
    """Something that fits what is painted on a side; ``fit`` orders, and is no chance."""

    alternative: Alternative
    side: Side
    fit: float


@dataclass(frozen=True, slots=True)
class _Places:
    """Where an alternative is felt: the regions that each of its usual ones stands for, and what each region counts."""

    alternative: Alternative
    usual: tuple[frozenset[int], ...]
    parts: dict[int, float]

    def named(self, felt: set[int]) -> float:
        """Return how many of its usual regions are felt, as a share."""
        return sum(not felt.isdisjoint(some) for some in self.usual) / (len(self.usual) or 1)

    def explained(self, here: Mapping[int, float]) -> float:
        """Return how much of the paint of a side lies in its regions, as a share."""
        return sum(mass for region, mass in here.items() if region in self.parts) / sum(here.values())

    def met(self, here: Mapping[int, float]) -> float:
        """Return how much of the paint it meets, what is less usual counted less."""
        return sum(mass * self.parts.get(region, 0.0) for region, mass in here.items())

    def fit(self, here: Mapping[int, float], felt: set[int]) -> float:
        """Return how well it fits, from 0 to 1; what it explains counts more than whether all of it is felt."""
        explained, named = self.explained(here), self.named(felt)
        return 1.25 * explained * named / (0.25 * explained + named) if explained + named else 0.0


class Alternatives:
    """Looks for what else a painting fits. Made once and asked often."""

    def __init__(self, index: AtlasIndex, skin: Skin) -> None:
        """Lay the regions of each alternative over both sides of the skin."""
        number = {code: n for n, code in enumerate(skin.regions)}
        # What lies in the middle counts to the side that its first corner is on: it is thin.
        x, quads = skin.x, skin.quads
        self._key = array("H", (2 * number[skin.region(cell)] + (x[quads[4 * cell]] > 0) for cell in range(skin.count)))
        self._area = skin.area
        self._size = [0.0] * (2 * len(number))
        for cell, key in enumerate(self._key):
            self._size[key] += self._area(cell)

        def regions(code: str) -> frozenset[int]:
            return frozenset(number[one] for one in index.kin(code) if one in number)

        self._all = [
            _Places(
                one,
                tuple(regions(code) for code in one.usual),
                dict.fromkeys((region for code in one.wider for region in regions(code)), _WIDER)
                | dict.fromkeys((region for code in one.usual for region in regions(code)), 1.0),
            )
            for one in index.atlas.alternatives
        ]

    def fitting(
        self, painted: Mapping[int, float], best: float = 0.0, *, numb: bool = False
    ) -> tuple[tuple[Fitting, ...], tuple[Fitting, ...]]:
        """Return the red flags that a painting fits, all of them, and the look-alikes, a few; each once, best first.

        ``best`` is the score of the muscle that fits best (``weighing``); it does not count where the paint is mostly
        ``numb`` (``is_numb``).
        """
        masses: dict[int, float] = {}
        squares = 0.0
        for cell, share in painted.items():
            key, mass = self._key[cell], share * self._area(cell)
            masses[key] = masses.get(key, 0.0) + mass
            squares += share * mass
        whole = sum(masses.values())
        flags: dict[str, Fitting] = {}
        others: dict[str, Fitting] = {}
        for n, side in enumerate(SIDES):
            here = {key // 2: mass for key, mass in masses.items() if key % 2 == n}
            if sum(here.values()) <= _ON_A_SIDE * whole:
                continue
            felt = self._felt(here, n)
            for some in self._all:
                one, fit, explained = some.alternative, some.fit(here, felt), some.explained(here)
                if one.side not in (None, side):
                    continue
                if one.kind == "red flag":
                    found, fits = flags, some.named(felt) > 0 and explained >= _FLAGGED
                else:
                    cosine = some.met(here) / sqrt(self._square(some, n) * squares)
                    found, fits = others, fit >= _FITS and cosine >= _BESIDE * best
                    fits = fits or (numb and fit >= _FITS_NUMB)
                if fits and (one.id not in found or found[one.id].fit < fit):
                    found[one.id] = Fitting(one, side, fit)
        order = [tuple(sorted(some.values(), key=lambda each: -each.fit)) for some in (flags, others)]
        return order[0], order[1][:_MOST]

    def _felt(self, here: Mapping[int, float], n: int) -> set[int]:
        total = sum(here.values())
        return {
            region
            for region, mass in here.items()
            if mass >= _OF_PAINT * total or mass >= _FILLED * self._size[2 * region + n]
        }

    def _square(self, some: _Places, n: int) -> float:
        return sum(part**2 * self._size[2 * region + n] for region, part in some.parts.items()) or 1.0
