"""What several points have in common and what is one's alone: where each is felt, and what tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core import text
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.text import Voice

_TWO = 2


def places_compared(
    index: AtlasIndex, points: Sequence[Point], letters: Sequence[str], voice: Voice
) -> tuple[tuple[str, str], ...]:
    """Return a row for what each point has alone, and between the first and the rest one for what all share."""
    zones = [(*point.referral.essential, *point.referral.spillover) for point in points]
    shared = [code for code in zones[0] if all(index.touches((code,), other) for other in zones[1:])]
    rows = [
        (tr("Only {letter}").format(letter=letter), _named(index, _alone(index, zones, n), voice))
        for n, letter in zip(range(len(zones)), letters, strict=False)
    ]
    both = tr("Both") if len(points) == _TWO else tr("All")
    rows.insert(1, (both, _named(index, shared, voice)))
    return tuple(rows)


def told_apart(points: Sequence[Point], letters: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return for each point the sensations that are told of it and of none of the others."""
    rows = []
    for letter, point in zip(letters, points, strict=False):
        others = {word for other in points if other is not point for word in other.sensations}
        rows.append((letter, text.join_words(word for word in point.sensations if word not in others)))
    return tuple(row for row in rows if row[1])


def _alone(index: AtlasIndex, zones: Sequence[tuple[str, ...]], n: int) -> list[str]:
    others = [other for each, other in enumerate(zones) if each != n]
    return [code for code in zones[n] if not any(index.touches((code,), other) for other in others)]


def _named(index: AtlasIndex, codes: Sequence[str], voice: Voice) -> str:
    return text.capital(text.region_names(index, codes, voice)) if codes else tr("nothing")
