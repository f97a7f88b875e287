"""The rules that hold what a record says in one place against what it says in another.

Tools and direction against cautions and words; stretches against the side; what a clinician must know against what
a client is asked; complaints against zones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

from bodymap.core.finding import Finding
from bodymap.core.found_by import mentioned
from bodymap.core.index import AtlasIndex
from bodymap.core.language import tr
from bodymap.core.model import Atlas, Tool
from bodymap.core.rules_words import client_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.core.model import Caution, Point

_FILE: Final = "points.json"
_TOOLS: Final[tuple[Tool, ...]] = get_args(Tool)
_NAMED: Final = {
    "fingers": {"fingers", "fingertip", "flat hand"},
    "finger pads": {"fingers", "fingertip", "flat hand"},
    "thumb": {"thumb", "thumbs"},
    "thumbs": {"thumb", "thumbs"},
    "knuckle": {"knuckles"},
    "knuckles": {"knuckles"},
    "elbow": {"elbow"},
    "forearm": {"forearm"},
    "grip": {"pincer grip"},
}
"""The tools that a word in a sentence may mean."""
_WORD: Final = "|".join(sorted(_NAMED, key=len, reverse=True))
_NOT_THIS: Final = re.compile(rf"\b(?:no|never|not)(?: an?| the)? ({_WORD})(?: (?:or|nor) ({_WORD}))?\b", re.IGNORECASE)
"""A tool that is ruled out. "No sharp elbow" rules out none."""
_THIS_ONLY: Final = re.compile(rf"\b(?:flat |broad |light )?({_WORD}) only\b", re.IGNORECASE)
_THESE: Final = re.compile(
    r"(?:^|[.;] )(?:use |press (?:flat )?with )?(?:an? )?(?:broad |flat |light )*"
    rf"({_WORD})(?:, ({_WORD}))?(?:,? or (?:an? )?({_WORD}))\b",
    re.IGNORECASE,
)
"""A choice of tools that opens a sentence on what to do instead: no other is meant."""
_WAYS: Final = {
    "forwards": "backwards",
    "backwards": "forwards",
    "back": "forwards",
    "up": "down",
    "upwards": "down",
    "down": "up",
    "downwards": "up",
    "inwards": "outwards",
    "outwards": "inwards",
}
"""A way to press, and its opposite."""
_SAME: Final = {"back": "backwards", "upwards": "up", "downwards": "down"}
_PRESSING: Final = re.compile(r"\b(?:press|aim|push|lean)\b", re.IGNORECASE)
"""What asks for a direction. A pressure, or what is not pressed, does not."""
_FORBIDS: Final = re.compile(r"\b(?:not|never|no|rather than)\b", re.IGNORECASE)
_TO_ASK: Final = re.compile(
    r"\b(?:pregnan\w*|aneurysm|osteopor\w*|brittle|recent (?:\w+ )?surgery|recent (?:\w+ )?operation|pacemaker|"
    r"suspected clot|varicose)\b",
    re.IGNORECASE,
)
"""What only the client can tell."""
_ASKS: Final = re.compile(
    r"\?|\b(?:tell me|please (?:say|show)|say if|say so|if you (?:have|are|had|take|were))\b", re.IGNORECASE
)
_SIDE: Final = re.compile(
    r"\b(?:sore|same|other|good|opposite|affected|unaffected|that|this|each|either|both)\b[^.]{0,12}?\b"
    r"(?:side|hip|knee|leg|heel|foot|hand|arm|ear|shoulder|elbow|wrist|hands|feet|arms|legs)\b|\byour other\b|"
    r"\bthe other\b|\bboth\b|\bgood side\b|\bfree hand\b",
    re.IGNORECASE,
)
_LIMB: Final = re.compile(
    r"\b(?:knee|leg|foot|heel|hip|thigh|arm|elbow|wrist|back of your hand|your hand|shoulder(?! blades?)|ear)\b",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(r"\b(?:we|us|our|ours)\b(?! agreed)", re.IGNORECASE)
_ONE_OF_US: Final = re.compile(r"\bone of us\b", re.IGNORECASE)


def _finding(record: str, field: str, message: str, advice: str) -> Finding:
    return Finding(_FILE, record, field, message, advice)


def _points(atlas: Atlas) -> Iterator[Point]:
    for muscle in atlas.muscles:
        yield from muscle.points


def _guarding(point: Point) -> Iterator[str]:
    """Yield what tells how this place must be pressed: what is different here, and what to do instead."""
    if point.pressure is not None:
        yield point.pressure.different
    yield from (caution.instead for caution in point.cautions)


def validate_tools(atlas: Atlas) -> Iterator[Finding]:
    """No tool is offered that the same record rules out by "no", "never" or "only"."""
    for point in _points(atlas):
        if point.pressure is None:
            continue
        offered = set(point.pressure.tools)
        for said in _guarding(point):
            for match in _NOT_THIS.finditer(said):
                barred = {tool for word in match.groups() if word for tool in _NAMED[word.lower()]}
                yield from _barred(point, sorted(offered & barred), match[0])
        for said, choice in ((point.pressure.different, _THIS_ONLY), *((c.instead, _THESE) for c in point.cautions)):
            for match in choice.finditer(said):
                allowed = {tool for word in match.groups() if word for tool in _NAMED[word.lower()]}
                yield from _barred(point, sorted(offered - allowed), match[0].strip(" .;"))


def _barred(point: Point, tools: list[Tool], words: str) -> Iterator[Finding]:
    for tool in tools:
        message = tr("“{tool}” is offered, and the record says “{words}”").format(tool=tool, words=words)
        yield _finding(point.id, "pressure.tools", message, tr("Take the tool away, or say where it may be used."))


def validate_directions(atlas: Atlas) -> Iterator[Finding]:
    """The direction of pressing is none that a caution of the point forbids or turns round."""
    for point in _points(atlas):
        if point.pressure is None:
            continue
        direction = point.pressure.direction
        pressed = _ways(direction)
        for caution in point.cautions:
            for clause in re.split(r"[.;:]", caution.instead):
                if not _PRESSING.search(clause):
                    continue
                asked, barred = _asked_and_barred(clause)
                if {way for way in asked - pressed if _same(_WAYS[way]) in pressed - asked} or _forbidden(
                    barred, pressed
                ):
                    message = tr("“{direction}” goes against “{words}”").format(
                        direction=direction, words=clause.strip()
                    )
                    yield _finding(point.id, "pressure.direction", message, tr("Write one way of pressing in both."))


def _forbidden(barred: set[str], pressed: set[str]) -> bool:
    """Return whether all of what is barred is pressed, and at least two ways: "not straight down" bars an angle."""
    return len(barred) > 1 and barred <= pressed


def _asked_and_barred(clause: str) -> tuple[set[str], set[str]]:
    """Return the ways that a clause asks for, and those behind its "never" or "not"."""
    parts = _FORBIDS.split(clause, maxsplit=1)
    return _ways(parts[0]), _ways(parts[1]) if len(parts) > 1 else set()


def _ways(text: str) -> set[str]:
    return {_same(word) for word in re.findall(r"[a-z]+", text.lower()) if word in _WAYS}


def _same(way: str) -> str:
    return _SAME.get(way, way)


def validate_asked(atlas: Atlas) -> Iterator[Finding]:
    """What a clinician must know and only the client can tell, the client is asked."""
    for point in _points(atlas):
        for caution in point.cautions:
            if (match := _unasked(caution)) is not None:
                message = tr("depends on “{words}”, and does not ask the client about it").format(words=match)
                yield _finding(point.id, f"cautions: {caution.structure}", message, tr("Ask in the client's text."))


def _unasked(caution: Caution) -> str | None:
    match = _TO_ASK.search(f"{caution.risk} {caution.instead}")
    return match[0] if match is not None and not _ASKS.search(caution.client) else None


def validate_stretch_sides(atlas: Atlas) -> Iterator[Finding]:
    """A stretch that moves a limb says which: a client at home has two."""
    for muscle in atlas.muscles:
        if _LIMB.search(muscle.stretch_client) and not _SIDE.search(muscle.stretch_client):
            message = tr("does not say on which side")
            yield _finding(muscle.id, "stretch_client", message, tr("Write “the sore side” or “the other”."))


def validate_one_voice(atlas: Atlas) -> Iterator[Finding]:
    """To a client the therapist speaks as "I", throughout."""
    for record, field, text in client_texts(atlas):
        if match := _TOGETHER.search(_ONE_OF_US.sub("", text)):
            yield _finding(
                record, field, tr("“{words}” where all else says “I”").format(words=match[0]), tr("Write “I”.")
            )


def validate_complaints(atlas: Atlas) -> Iterator[Finding]:
    """A point goes with a complaint by its zones, or the record says for which other reason; never by both."""
    index = AtlasIndex(atlas)
    for point in _points(atlas):
        reasons = {one.condition for one in point.associations}
        for name in sorted(reasons.difference(point.conditions)):
            message = tr("gives a reason for “{name}”, which is not among its conditions").format(name=name)
            yield _finding(point.id, "associations", message, tr("Add it to the conditions, or remove the reason."))
        for name in point.conditions:
            condition = index.condition(name)
            reached = index.touches((*point.referral.essential, *point.referral.spillover), condition.places)
            if reached and name in reasons:
                message = tr("its zones reach “{name}” already").format(name=name)
                yield _finding(point.id, "associations", message, tr("Remove the reason."))
            elif condition.places and not reached and name not in reasons:
                message = tr("no zone reaches “{name}”").format(name=name)
                yield _finding(point.id, "conditions", message, tr("Give the reason in “associations”, or remove it."))


def validate_found_by(atlas: Atlas) -> Iterator[Finding]:
    """The landmarks that a point lists are those that its words name, in the same order."""
    for muscle in atlas.muscles:
        for point in muscle.points:
            named = mentioned(point.find.landmarks)
            if point.find.by != named:
                message = tr("the words name {named}, the list {listed}").format(
                    named=", ".join(named) or "–", listed=", ".join(point.find.by) or "–"
                )
                yield _finding(point.id, "find.by", message, tr("List what the words name, or say it in the words."))


CARE_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (
    validate_tools,
    validate_directions,
    validate_asked,
    validate_stretch_sides,
    validate_one_voice,
    validate_complaints,
    validate_found_by,
)
