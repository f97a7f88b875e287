"""The rules that hold what a record asks for against its own cautions.

How far from a bone a point is sought against how far to keep from it; a longer hold that is said to be free of nerves
against the nerves beneath it; a stretch against what bars it, in both voices.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bodymap.core.finding import Finding
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.core.model import Atlas, Caution, Point

_FILE: Final = "points.json"
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_FINGER: Final = (1.5, 2.0)
"""The width of a finger in centimetres, at the least and at the most."""
_HAND: Final = (8.0, 10.0)
"""A hand's breadth, likewise."""
_LENGTH: Final = (
    rf"(?:(?P<fingers>{'|'.join(_NUMBERS)}) finger-widths?|(?P<hand>a (?:full )?hand's breadth)|(?P<cm>\d+) cm)"
)
_WAY: Final = r"(?: \([^)]*\))?(?: straight)? (?P<way>below|above|beyond|behind)\b"
_KEPT: Final = re.compile(rf"\b(?P<least>at least |stay |keep )?{_LENGTH}(?P<more> or more)?{_WAY}", re.IGNORECASE)
"""How far to keep from a bone; only where it is asked for: "at least", "or more", "stay"."""
_SOUGHT: Final = re.compile(rf"\b{_LENGTH}{_WAY}", re.IGNORECASE)
_FREE: Final = re.compile(r"\bno large vessel or nerve under the hand\b", re.IGNORECASE)
_BUNDLE: Final = re.compile(r"\b(?:nerves?|arter(?:y|ies)|veins?|vessels?|plexus)\b", re.IGNORECASE)
_BENEATH: Final = re.compile(
    r"\b(?:under|beneath|cross(?:es)?) (?:the |this )?(?:[a-z]+ )?"
    r"(?:muscle|levator|rhomboids|extensors|brachioradialis)\b",
    re.IGNORECASE,
)
"""That a nerve or vessel lies under the muscle itself, and not under the skin or beside it."""
_LIMIT: Final = re.compile(r"\b(?:not|nor|no|never|leave|stop|ease|free of|short of|without|unless)\b", re.IGNORECASE)
"""What limits a stretch, in either voice."""
_OUTRIGHT: Final = re.compile(
    r"\b(?:not|nor) (?:after|with|on|in|if|where)\b|\bleave (?:it )?out\b|\bstop (?:at|before|if)\b|"
    r"\b(?:free|short) of\b|\bwithout forcing\b|\bease off\b",
    re.IGNORECASE,
)
"""What in the clinician's words is a limit that a client at home must know as well."""
_BARS: Final = re.compile(r"\b(?:not|no|never|leave out)\b[^.;:]*\bstretch(?:es)?\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[.;:]\s+")
_STEM: Final = re.compile(r"\b[a-z]{4,5}", re.IGNORECASE)
_COMMON: Final = frozenset(
    {"after", "with", "that", "this", "when", "where", "press", "stret", "refer", "pain", "light"}
)
"""Stems that two texts may share without speaking of the same."""


def _finding(record: str, field: str, message: str, advice: str) -> Finding:
    return Finding(_FILE, record, field, message, advice)


def _points(atlas: Atlas) -> Iterator[Point]:
    for muscle in atlas.muscles:
        yield from muscle.points


def _centimetres(match: re.Match[str]) -> tuple[float, float]:
    """Return the least and the most centimetres that a length in words may mean."""
    if match["hand"]:
        return _HAND
    if match["cm"]:
        return float(match["cm"]), float(match["cm"])
    number = _NUMBERS[match["fingers"].lower()]
    return number * _FINGER[0], number * _FINGER[1]


def validate_kept_off(atlas: Atlas) -> Iterator[Finding]:
    """No point is sought nearer to a bone than its own caution lets the hand come."""
    for point in _points(atlas):
        sought = _SOUGHT.search(point.find.landmarks)
        if sought is None:
            continue
        for caution in point.cautions:
            for kept in _KEPT.finditer(caution.instead):
                if not (kept["least"] or kept["more"]) or kept["way"].lower() != sought["way"].lower():
                    continue
                if _centimetres(sought)[1] < _centimetres(kept)[0]:
                    message = tr("is sought “{sought}”, and its caution says “{kept}”").format(
                        sought=sought[0], kept=kept[0]
                    )
                    yield _finding(point.id, "find.landmarks", message, tr("Write one distance in both."))


def validate_longer_holds(atlas: Atlas) -> Iterator[Finding]:
    """A longer hold that is given because no nerve lies under the hand is not given over one."""
    for point in _points(atlas):
        if point.pressure is None:
            continue
        said = [cited.where for way in point.pressure.ways for cited in way.sources if _FREE.search(cited.where)]
        for caution in point.cautions if said else ():
            if _BUNDLE.search(caution.structure) and (match := _BENEATH.search(caution.risk)):
                message = tr("says that no nerve lies under the hand, and its caution “{words}”").format(words=match[0])
                yield _finding(point.id, "pressure.ways", message, tr("Take the longer way out, or say why it suits."))


def validate_stretch_limits(atlas: Atlas) -> Iterator[Finding]:
    """What a clinician is told of when not to stretch, the client is told too: at home nobody else knows."""
    for muscle in atlas.muscles:
        limit = _OUTRIGHT.search(muscle.stretch)
        if limit is not None and not _LIMIT.search(muscle.stretch_client):
            message = tr("leaves out the limit that the clinician is told: “{words}”").format(
                words=_clause_with(muscle.stretch, limit.start())
            )
            yield _finding(muscle.id, "stretch_client", message, tr("Say when to stop, or to leave it out."))


def _clause_with(text: str, at: int) -> str:
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)
    return _CLAUSE.split(text[start:], maxsplit=1)[0].strip(" .")


def validate_barred_stretches(atlas: Atlas) -> Iterator[Finding]:
    """A stretch that a caution bars says so itself: it is read apart from the cautions, on paper and at home."""
    for muscle in atlas.muscles:
        barring = {
            caution.structure: caution for point in muscle.points for caution in point.cautions if _bars(caution)
        }
        for caution in barring.values():
            if not _limits(muscle.stretch) & _stems(
                f"{caution.structure} {caution.risk} {caution.instead} {caution.client}"
            ):
                message = tr("does not say what its caution “{structure}” bars").format(structure=caution.structure)
                yield _finding(muscle.id, "stretch", message, tr("Say with what it is left out."))
            if not _LIMIT.search(muscle.stretch_client):
                message = tr("does not say what its caution “{structure}” bars").format(structure=caution.structure)
                yield _finding(muscle.id, "stretch_client", message, tr("Say with what it is left out."))


def _bars(caution: Caution) -> bool:
    return _BARS.search(caution.instead) is not None


def _limits(stretch: str) -> set[str]:
    """Return the stems of all clauses that limit a stretch."""
    return {stem for clause in _CLAUSE.split(stretch) if _LIMIT.search(clause) for stem in _stems(clause)}


def _stems(text: str) -> set[str]:
    return {stem.lower() for stem in _STEM.findall(text)} - _COMMON


KEPT_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (
    validate_kept_off,
    validate_longer_holds,
    validate_stretch_limits,
    validate_barred_stretches,
)
