"""The rules about wording: calm for clients, no certainty about referral, no pounds of force."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bodymap.core.finding import Finding
from bodymap.core.language import tr
from bodymap.core.model import Atlas, Cue, Ending, Explanation, Point, Record, SharedCaution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FILE: Final = "points.json"
_ALARMING: Final = re.compile(
    r"\b(danger\w*|damag\w*|injur(?:e|es|ing)|ruptur\w*|paraly\w*|stroke|death|dead|fatal\w*|torn|tear(?:s|ing)?|"
    r"disease\w*|degenerat\w*|abnormal\w*|deform\w*|agon\w*|excruciat\w*|cancer\w*|tumou?rs?|bleed\w*|"
    r"h[a]?emorrhag\w*|pneumothorax|punctur\w*|suffer\w*|crippl\w*|irreversib\w*|permanent\w*|"
    r"worr(?:y|ied|ying)|afraid|scar(?:y|ed)|wrong with you|risk\w*|harm(?:s|ed|ful)?|severe\w*|collaps\w*)\b",
    re.IGNORECASE,
)
_CALMED: Final = re.compile(
    r"\b(?:no|not|without|never|nothing|neither|isn't|doesn't|won't)\b(?:\s+\w+){0,3}\s*$", re.IGNORECASE
)
"""What, standing right before an alarming word, takes the alarm out of it: "this does not injure you"."""
_FORCE: Final = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:-|–|to)?\s*\d*\s*(?:lbs?|pounds?|kg|kilograms?|newtons?|N)\b|\bpounds? of\b|\bkg/cm"
)
_CERTAIN: Final = re.compile(
    r"\b(?:pain|ache|referral|tenderness|discomfort)\s+(?:is(?!\s+(?:\w+ly\s+)?(?:reported|described|felt|said|held))|"
    r"will|radiates|goes|travels|spreads|shoots|runs|always)\b|\brefers (?:pain )?to\b|\b(?:always|invariably)\b",
    re.IGNORECASE,
)
_REPORTED: Final = re.compile(r"\breport(?:ed|s)?\b|\bdescribed?\b", re.IGNORECASE)
_NO_PAIN: Final = re.compile(r"\b(?:rather than|not|no) pain\b", re.IGNORECASE)
_CAUSE: Final = re.compile(
    r"\b(?:because of|caused by|due to|comes? from|stems? from|aris(?:es?|ing) from|results? from|triggered by|"
    r"(?:is|are) responsible for|(?:is|are) the (?:cause|reason|source) (?:of|for)|(?:is|are) to blame|"
    r"leads? to|brings? on|refers?(?= (?:it |pain |this )?there)|makes? (?:your|the) \w+ (?:hurt|ache|sore|numb|weak)|"
    r"causes (?:your|the|this|that|it|an?)\b)",
    re.IGNORECASE,
)
_CAUSE_LEFT_OPEN: Final = re.compile(
    r"\b(?:may|might|can|could|not|never|unknown|unclear|says?|said|think|thought|believed?|pictures?|reported)\b",
    re.IGNORECASE,
)
"""What, in the same sentence, leaves open whether one thing is the cause of another."""
_TENTATIVE: Final = re.compile(r"\b(?:may|might|can|could|some people|often|sometimes|commonly)\b", re.IGNORECASE)


def _finding(record: str, field: str, message: str, advice: str) -> Finding:
    return Finding(_FILE, record, field, message, advice)


def validate_calm_words(atlas: Atlas) -> Iterator[Finding]:
    """Nothing that a client reads alarms."""
    for record, field, text in client_texts(atlas):
        for match in _ALARMING.finditer(text):
            if not _CALMED.search(text[: match.start()]):
                yield _finding(
                    record, field, tr("“{words}” alarms a client").format(words=match[0]), tr("Say it calmly.")
                )


def validate_no_force(atlas: Atlas) -> Iterator[Finding]:
    """Pressure is given on the client's scale, never as a force."""
    for record, field, text in texts(atlas):
        if match := _FORCE.search(text):
            yield _finding(
                record,
                field,
                tr("“{words}” is a force").format(words=match[0]),
                tr("Give a step of the discomfort scale."),
            )


def validate_signs(atlas: Atlas) -> Iterator[Finding]:
    """What is told as a sign, such as gooseflesh, and not as pain is not drawn as pain; and a sign is told as one."""
    for muscle in atlas.muscles:
        for point in muscle.points:
            words, felt = point.referral.words, point.referral.felt
            if _NO_PAIN.search(words) and felt == "pain":
                message = tr("its words say that it is no pain, and it would be drawn as pain")
                yield _finding(point.id, "referral.felt", message, tr("Write “sign”."))
            if not _NO_PAIN.search(words) and felt == "sign":
                message = tr("it is drawn as a sign, and its words do not say that it is no pain")
                yield _finding(point.id, "referral.words", message, tr("Say that it is no pain, or write “pain”."))


def validate_reported(atlas: Atlas) -> Iterator[Finding]:
    """Referral is told as commonly reported, never as a fact about this client; nor is anything that a hold says."""
    for muscle in atlas.muscles:
        for point in muscle.points:
            yield from _validate_referral_words(point)
    said: tuple[Cue | Ending | Explanation, ...] = (*atlas.cues, *atlas.endings, *atlas.explanations)
    for record in said:
        for field, text in (("clinician", record.clinician), ("client", record.client)):
            if match := _CERTAIN.search(text):
                message = tr("“{words}” sounds certain").format(words=match[0])
                yield _finding(record.id, field, message, tr("Write how it is known."))


def _validate_referral_words(point: Point) -> Iterator[Finding]:
    for field, text in (("words", point.referral.words), ("client", point.referral.client)):
        if match := _CERTAIN.search(text):
            yield _finding(
                point.id,
                f"referral.{field}",
                tr("“{words}” sounds certain").format(words=match[0]),
                tr("Write “commonly reported”."),
            )
    if not _REPORTED.search(point.referral.words):
        yield _finding(
            point.id, "referral.words", tr("does not say that it is reported"), tr("Write “commonly reported”.")
        )
    if not _TENTATIVE.search(point.referral.client):
        yield _finding(point.id, "referral.client", tr("sounds certain"), tr("Write “you may feel it”."))


def validate_causes(atlas: Atlas) -> Iterator[Finding]:
    """Nothing that a client reads states a cause: what is found and reported does not tell where a pain comes from."""
    for record, field, text in client_texts(atlas):
        for sentence in _SENTENCE.split(text):
            match = _CAUSE.search(sentence)
            if match and not _CAUSE_LEFT_OPEN.search(sentence):
                message = tr("“{words}” states a cause").format(words=match[0])
                yield _finding(record, field, message, tr("Say what is felt, or who thinks so."))


_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")


def client_texts(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    """Yield every text that a client reads, as record, field and text."""
    for record, path, text in texts(atlas):
        field = re.sub(r"\[\d+\]$", "", path).rpartition(".")[2]
        if field in _CLIENT_FIELDS or (record, field) == ("scale", "says"):
            yield record, path, text


_CLIENT_FIELDS: Final = frozenset({"client", "client_name", "stretch_client", "plain", "title", "word"})


def texts(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    """Yield every text of the atlas other than sources, as record, field and text."""
    lists = (
        "regions",
        "protocols",
        "advice",
        "cues",
        "endings",
        "explanations",
        "conditions",
        "alternatives",
        "areas",
        "cautions",
        "sites",
        "muscles",
    )
    for name in lists:
        for record in getattr(atlas, name):
            yield from _texts_of(record, record.code if name == "regions" else record.id)
    for step in atlas.scale:
        yield "scale", "says", step.says


def _texts_of(record: Record, name: str, path: str = "") -> Iterator[tuple[str, str, str]]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        for place, one in _numbered(value, f"{path}{field}"):
            if isinstance(one, str):
                yield name, place, one
            elif isinstance(one, Point):
                yield from _texts_of(one, one.id)
            elif isinstance(one, Record) and not isinstance(one, SharedCaution):
                yield from _texts_of(one, name, f"{place}.")


def _numbered(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple):
        yield from ((f"{path}[{n}]", one) for n, one in enumerate(value))
    else:
        yield path, value


WORD_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (
    validate_calm_words,
    validate_no_force,
    validate_signs,
    validate_reported,
    validate_causes,
)
