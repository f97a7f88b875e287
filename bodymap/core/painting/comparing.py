"""One painting against a later one: where, how much, how strong; beside the error with which people redraw a pain."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from bodymap.core import guidance
from bodymap.core.language import msg, number, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bodymap.core.index import AtlasIndex
    from bodymap.core.painting.model import Painting
    from bodymap.core.skin.table import Skin
    from bodymap.core.text import Voice

Alike = Literal["alike", "less", "unlike"]
"""Whether two paintings differ by no more than two drawings of one pain, by more than most, or by more than that."""

REDRAWN: Final = "redrawing"
"""The piece of guidance that says how far two drawings of one pain differ, and who measured it."""


class Redrawn(NamedTuple):
    """How much of their area two drawings of one pain shared where that was measured: mean and standard deviation."""

    where: str
    mean: float
    deviation: float

    @property
    def least(self) -> float:
        """What most of them shared at least."""
        return self.mean - self.deviation


BACKS: Final = Redrawn(msg("backs and necks"), 0.62, 0.18)
SHOULDERS: Final = Redrawn(msg("shoulders"), 0.42, 0.19)
"""The sources are those of ``REDRAWN``."""
_AS_LARGE: Final = 0.15
"""A change of area by less is none: people redraw the size of a pain far better than its place."""

_SAID: Final[dict[Alike, str]] = {
    "alike": msg("They are as alike as two drawings of one pain."),
    "less": msg("They are less alike than most drawings of one pain, and may still be that."),
    "unlike": msg("They differ by more than redrawing explains: it is felt elsewhere now, or in more or fewer places."),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """What two paintings have in common. Areas in square centimetres; strengths from 1 to 10, 0 where none is known."""

    overlap: float
    """The area that both have, as a share of what either has: 1 where they are the same, also where both are empty."""
    alike: Alike
    area: tuple[float, float]
    strength: tuple[float, float]
    says: tuple[str, ...]


def compared(index: AtlasIndex, skin: Skin, before: Painting, after: Painting, voice: Voice = "clinician") -> Compared:
    """Compare a painting with a later one."""
    one, other = before.weights(skin), after.weights(skin)
    areas = _area(skin, one), _area(skin, other)
    both = sum(skin.area(cell) * min(share, other.get(cell, 0.0)) for cell, share in one.items())
    either = sum(areas) - both
    overlap = both / either if either else 1.0
    alike: Alike = "alike" if overlap >= BACKS.least else "less" if overlap >= SHOULDERS.least else "unlike"
    strengths = _strength(before), _strength(after)
    says = _says(index, alike, areas, strengths, voice)
    return Compared(overlap, alike, areas, strengths, tuple(filter(None, says)))


def _area(skin: Skin, weights: Mapping[int, float]) -> float:
    return sum(skin.area(cell) * share for cell, share in weights.items())


def _strength(painting: Painting) -> float:
    """Return how strong it is: the strongest of what is painted, as a mean would fall with each faint stroke beside."""
    return float(max((stroke.strength for stroke in painting.strokes if not stroke.erasing), default=0))


def _says(
    index: AtlasIndex, alike: Alike, areas: tuple[float, float], strengths: tuple[float, float], voice: Voice
) -> Iterator[str]:
    yield tr(_SAID[alike])
    before, after = (number(round(area)) for area in areas)
    change = (areas[1] - areas[0]) / (sqrt(areas[0] * areas[1]) or max(*areas) or 1.0)
    if abs(change) < _AS_LARGE:
        yield tr("It is as large as before: {after} cm².").format(after=after)
    elif change > 0:
        yield tr("It is larger: {before} cm² before, {after} cm² now.").format(before=before, after=after)
    else:
        yield tr("It is smaller: {before} cm² before, {after} cm² now.").format(before=before, after=after)
    if all(strengths):
        first, second = (number(each) for each in strengths)
        if first == second:
            yield tr("It is as strong as before: {after} of 10.").format(after=second)
        else:
            yield tr("Its strength was {before} of 10 and is {after} now.").format(before=first, after=second)
    yield guidance.said(index, REDRAWN, voice)
