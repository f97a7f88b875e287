"""Finds muscles, points, conditions and regions by what people type: typos, synonyms, slang, Latin.

Names that are the query or begin with it come first and cost no library; only when there are none are
misspelt names looked for.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point

Kind = Literal["muscle", "point", "condition", "region"]

_KINDS: Final[tuple[Kind, ...]] = ("muscle", "condition", "region", "point")
"""The order in which equally good matches are listed."""
EXACT: Final = 100.0
_PREFIX: Final = 95.0
_WORDS: Final = 90.0
_FUZZY_CUTOFF: Final = 75.0
_FUZZY_LENGTH: Final = 3
"""Shorter queries resemble everything."""


@dataclass(frozen=True, slots=True)
class Match:
    """Something found. ``title`` names it, ``detail`` tells it from others; ``score`` is 0 to 100."""

    kind: Kind
    id: str
    title: str
    detail: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that can be found, and the folded names it goes by."""

    kind: Kind
    id: str
    title: str
    detail: str
    names: tuple[str, ...]

    def match(self, score: float) -> Match:
        return Match(self.kind, self.id, self.title, self.detail, score)


class Finder:
    """Searches the names of an atlas."""

    def __init__(self, index: AtlasIndex) -> None:
        self._entries = tuple(_entries(index))

    def find(self, query: str, limit: int = 20) -> tuple[Match, ...]:
        """Return what goes by ``query``, best first, at most ``limit``; nothing for a blank query."""
        words = fold(query)
        if not words:
            return ()
        scored = [(score, e) for e in self._entries if (score := _plain_score(words, e))]
        if not scored:
            scored = self._misspelt(words)
        scored.sort(key=lambda pair: (-pair[0], _KINDS.index(pair[1].kind)))
        return tuple(entry.match(score) for score, entry in scored[:limit])

    def _misspelt(self, words: str) -> list[tuple[float, _Entry]]:
        """Return the entries that have a name like ``words``, each with its best score, below any prefix."""
        if len(words) < _FUZZY_LENGTH:
            return []
        from rapidfuzz import fuzz, process

        names = [(name, entry) for entry in self._entries for name in entry.names]
        found = process.extract(
            words, [name for name, _ in names], scorer=fuzz.WRatio, score_cutoff=_FUZZY_CUTOFF, limit=None
        )
        best: dict[tuple[Kind, str], tuple[float, _Entry]] = {}
        for name, similarity, place in found:
            entry = names[place][1]
            # WRatio likes a short name inside a long query; the plain ratio puts whole likenesses first.
            score = (similarity + fuzz.ratio(words, name)) / 2 * _WORDS / EXACT
            if score > best.get((entry.kind, entry.id), (0.0, entry))[0]:
                best[entry.kind, entry.id] = (score, entry)
        return list(best.values())


def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation, its words one space apart."""
    # Taken apart before and after: "℠" holds capitals, and a folded letter may hold an accent.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


def _plain_score(words: str, entry: _Entry) -> float:
    """Return how well the entry's best name fits: it is the query, begins with it, or has all its words."""
    best = 0.0
    begins = [f" {part}" for part in words.split()]
    for name in entry.names:
        if name.startswith(words):
            if name == words:
                return EXACT
            # The less there is after the query, the better, within the step between two kinds of fit.
            best = max(best, _PREFIX + 4 * len(words) / len(name))
        elif begins[0] in (padded := f" {name}") and all(begin in padded for begin in begins):
            best = max(best, _WORDS + 4 * len(words) / len(name))
    return best


def _entries(index: AtlasIndex) -> Iterator[_Entry]:
    for muscle in index.atlas.muscles:
        yield _Entry("muscle", muscle.id, muscle.name, muscle.ta2, _folded(*_muscle_names(muscle)))
        for point in muscle.points:
            title = f"{muscle.name} {point.label}"
            yield _Entry("point", point.id, title, point.part, _folded(*_point_names(muscle, point)))
    for condition in index.atlas.conditions:
        names = (condition.name, *condition.aliases, condition.id)
        yield _Entry("condition", condition.id, condition.name, condition.plain, _folded(*names))
    for region in index.atlas.regions:
        yield _Entry(
            "region",
            region.code,
            region.label,
            region.client,
            _folded(region.label, region.client, region.code),
        )


def _muscle_names(muscle: Muscle) -> tuple[str, ...]:
    return (muscle.name, muscle.client_name, muscle.ta2, *muscle.synonyms, muscle.id)


def _point_names(muscle: Muscle, point: Point) -> Iterator[str]:
    yield point.id
    number = point.label.removeprefix("TrP")
    for name in (muscle.name, *muscle.synonyms):
        yield f"{name} {point.label}"
        yield f"{name} {number}"
    yield f"{muscle.name} {point.part}"


def _folded(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for name in names if (folded := fold(name))))
