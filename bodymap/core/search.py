"""Finds muscles, points, conditions and regions by what people type: typos, synonyms, slang, Latin.

Names that are the query or begin with it come first and cost no library. A sentence ("my calf hurts") is asked
for the place that it speaks of. Only when nothing answers are misspelt names looked for.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point

Kind = Literal["muscle", "point", "condition", "region", "protocol"]

_KINDS: Final[tuple[Kind, ...]] = ("muscle", "condition", "region", "point", "protocol")
"""The order in which equally good matches are listed."""
_ANSWERS: Final = frozenset({"region", "condition"})
_SPOKEN_OF: Final = _ANSWERS | {"muscle"}
EXACT: Final = 100.0
_PREFIX: Final = 95.0
_WORDS: Final = 90.0
_FUZZY_CUTOFF: Final = 78.0
_FUZZY_LENGTH: Final = 3
"""Shorter queries resemble everything."""


class Match(Struct, frozen=True):
    """Something found. ``title`` names it, ``detail`` tells it from others; ``score`` is 0 to 100."""

    kind: Kind
    id: str
    title: str
    detail: str
    score: float


class _Entry(Struct, frozen=True):
    """Something that can be found, and the folded names it goes by."""

    kind: Kind
    id: str
    title: str
    detail: str
    names: tuple[str, ...]

    def match(self, score: float) -> Match:
        return Match(self.kind, self.id, self.title, self.detail, score)


class Finder:
    """Searches the names of an atlas, by what people type: a name, or a sentence about where it hurts."""

    def __init__(self, index: AtlasIndex) -> None:
        self._entries = tuple(_entries(index))
        self._question = Question()
        self._vocabulary: tuple[frozenset[str], frozenset[str]] | None = None

    def find(self, query: str, limit: int = 20) -> tuple[Match, ...]:
        """Return what goes by ``query``, best first, at most ``limit``; nothing for a blank query.

        A place that the query speaks of is offered beside the complaints that begin so: who says "calf pain" asks
        what hurts there as well.
        """
        words = fold(query)
        if not words:
            return ()
        best = {e: score for e in self._entries if (score := _plain_score(words, e))}
        asked = self._question.content(words)
        if asked and asked != tuple(words.split()):
            self._add(best, dict.fromkeys(asked, 1.0), whole=True)
        if not best and asked:
            self._add(best, self._spoken_of(asked), whole=False)
            self._add_said(best, words)
        if not best:
            best = self._misspelt(" ".join(asked))
        scored = sorted(best.items(), key=lambda pair: (-pair[1], _KINDS.index(pair[0].kind)))
        return tuple(entry.match(score) for entry, score in scored[:limit])

    def _add(self, best: dict[_Entry, float], asked: Mapping[str, float], *, whole: bool) -> None:
        """Add what the words of a question name: places and complaints that have all of them, or anything with some.

        ``asked`` has the words, each with its weight.
        """
        for entry in self._entries:
            if entry.kind not in (_ANSWERS if whole else _SPOKEN_OF):
                continue
            score = max(self._question.score(asked, name) for name in entry.names)
            if whole and score < _ALL:
                continue
            # Where nothing goes by the very words, an answer is never as sure as a name.
            best[entry] = max(best.get(entry, 0.0), score if whole else score * _WORDS / EXACT)
        for entry in [entry for entry, score in best.items() if not score]:
            del best[entry]

    def _spoken_of(self, asked: tuple[str, ...]) -> dict[str, float]:
        """Return the words of a question that name anything here, each with its weight; the others carry nothing.

        None of them where they name no place, and are too few of what was said to tell what is meant.
        """
        if self._vocabulary is None:
            self._vocabulary = self._words()
        spoken, places = self._vocabulary
        known = [word for word in asked if self._question.is_among(word, spoken)]
        weights = {word: _PLACE if self._question.is_among(word, places) else 1.0 for word in known}
        return weights if _PLACE in weights.values() or len(known) > _LEAST_SHARE * len(asked) else {}

    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return all words that name anything, and those of them that name a part of the body, not a side of it."""
        spoken: set[str] = set()
        parts: dict[str, set[str]] = {}
        for entry in self._entries:
            for word in {word for name in entry.names for word in self._question.tokens(name)}:
                if entry.kind in _SPOKEN_OF:
                    spoken.add(word)
                if entry.kind == "region":
                    parts.setdefault(word, set()).add(entry.id.partition(".")[0])
        return frozenset(spoken), frozenset(word for word, of in parts.items() if len(of) <= _FEW_PARTS)

    def _add_said(self, best: dict[_Entry, float], words: str) -> None:
        """Add the complaints and places whose very name stands in the sentence, the longest of them first."""
        padded = f" {words} "
        for entry in self._entries:
            if entry.kind in _ANSWERS:
                said = max((len(name) for name in entry.names if " " in name and f" {name} " in padded), default=0)
                if said:
                    best[entry] = max(best.get(entry, 0.0), _ALL + _SPARE * said / len(words))

    def _misspelt(self, words: str) -> dict[_Entry, float]:
        """Return the entries that have a name like ``words``, each with its best score, below any prefix."""
        if len(words) < _FUZZY_LENGTH:
            return {}
        from rapidfuzz import fuzz, process

        names = [(name, entry) for entry in self._entries for name in entry.names]
        found = process.extract(
            words, [name for name, _ in names], scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF, limit=None
        )
        best: dict[_Entry, float] = {}
        for _name, similarity, place in found:
            entry = names[place][1]
            best[entry] = max(best.get(entry, 0.0), similarity * _WORDS / EXACT)
        return best


class Question:
    """What of a sentence names something, in the language in use."""

    def __init__(self) -> None:
        self._empty = frozenset(fold(tr(_EMPTY)).split())
        self._asking = frozenset(fold(tr(_ASKING)).split())
        self._same = dict(pair.split("=") for pair in tr(_SAME).split())
        self._tokens: dict[str, tuple[str, ...]] = {}

    def content(self, words: str) -> tuple[str, ...]:
        """Return the folded words without those that only ask, such as "my … hurts"."""
        return tuple(word for word in words.split() if word not in self._empty and word not in self._asking)

    def score(self, asked: Mapping[str, float], name: str) -> float:
        """Return how well a folded name answers: by how much of the question it has, then by how little else."""
        of_name = self.tokens(name)
        if not asked or not of_name:
            return 0.0
        met = [weight for word, weight in asked.items() if self.is_among(word, of_name)]
        share = sum(met) / sum(asked.values())
        return _ALL * share + _SPARE * min(len(met) / len(of_name), 1.0) if share > _LEAST_SHARE else 0.0

    def tokens(self, name: str) -> tuple[str, ...]:
        """Return the words of a folded name that say something."""
        if name not in self._tokens:
            self._tokens[name] = tuple(self._one(word) for word in name.split() if word not in self._empty)
        return self._tokens[name]

    def is_among(self, word: str, others: Collection[str]) -> bool:
        """Return whether a word of the question is one of these, or nearly."""
        one = self._one(word)
        return one in others or any(_alike(one, other) for other in others)

    def _one(self, word: str) -> str:
        return self._same.get(word, word)


_EMPTY: Final = msg(
    "i my me mine you your he she his her it its this that the a an of in on at to from for with without when while "
    "and or but is are was be am have has had get gets got goes go feel feels can t s m cant not nothing there here "
    "some very really right left both up down over along around into out off by after before since until every each "
    "day days week weeks month months year years all always sometimes often again still now today yesterday then so "
    "if because do does did will would could should what where why how about long time too just only more much"
)
_ASKING: Final = msg(
    "pain pains painful hurt hurts hurting sore soreness ache aches aching achy tender stiff tight knot bad problem"
)
_SAME: Final = msg(
    "outside=outer lateral=outer inside=inner medial=inner behind=back posterior=back rear=back anterior=front "
    "lower=low upper=top above=top under=bottom tummy=belly abdomen=belly bum=buttock bottom=buttock kneecap=knee "
    "teeth=tooth feet=foot toes=toe fingers=finger ears=ear eyes=eye"
)
"""Words that mean one place: each is taken for what stands behind it."""
_ALL: Final = 72.0
_SPARE: Final = 25.0
_LEAST_SHARE: Final = 0.3
_PLACE: Final = 2.0
"""What a word weighs that names a place, where any other weighs 1: who says where it hurts asks about that."""
_FEW_PARTS: Final = 4
"""A word that more parts of the body are described by, such as "side" or "upper", is no place by itself."""
_LEAST_LETTERS: Final = 4


def _alike(word: str, other: str) -> bool:
    """Return whether two words are one but for an ending or, in longer ones, a slip of a letter."""
    if word == other:
        return True
    if word[0] != other[0]:
        return False
    short, long = sorted((word, other), key=len)
    if len(short) < _LEAST_LETTERS:
        return long == f"{short}s"
    return (long.startswith(short) and len(long) - len(short) < _LEAST_LETTERS) or _one_slip(short, long)


def _one_slip(short: str, long: str) -> bool:
    """Return whether one letter more, less, other or swapped makes one word of the other."""
    if len(short) < _LEAST_LETTERS + 1 or len(long) - len(short) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        swapped = short[start : start + 2] == long[start : start + 2][::-1]
        return short[start + 1 :] == long[start + 1 :] or (swapped and short[start + 2 :] == long[start + 2 :])
    return short[start:] == long[start + 1 :]


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
    for protocol in index.atlas.protocols:
        names = (protocol.name, *protocol.aliases, protocol.id)
        yield _Entry("protocol", protocol.id, protocol.name, protocol.summary, _folded(*names))


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
