"""The rules for what the program says in words of the atlas: guided hold, guidance, the page "Why it may help"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

from bodymap.core import guidance
from bodymap.core.finding import Finding
from bodymap.core.hold.client import CHARACTERS
from bodymap.core.hold.holding import AdviceKey, CueKey, EndReason, PhaseName
from bodymap.core.language import msg, tr
from bodymap.core.model import Atlas, Confidence, Cue, Palpation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bodymap.core.model import Advice, Ending, Explanation, Told

_FILE: Final = "points.json"
_LONGEST_TITLE: Final = 16
"""So many letters fit in large type beside the ring."""
_HEDGED: Final[dict[Told, re.Pattern[str]]] = {
    "explained": re.compile(
        r"\b(?:said|says?|held|holds?|hold that|describes?|pictures?|told|meant|thought|put it|explains?)\b",
        re.IGNORECASE,
    ),
    "reported": re.compile(r"\breport(?:ed|s)?\b", re.IGNORECASE),
    "found": re.compile(r"\b(?:review|stud(?:y|ies)|trials?)\b", re.IGNORECASE),
    "unknown": re.compile(r"\b(?:not (?:known|settled|clear)|unknown|nobody knows)\b", re.IGNORECASE),
}
"""What tells a reader of which kind a sentence is."""
_OWNED: Final[dict[Told, str]] = {
    "explained": msg("Say whose explanation it is, such as “is said to”."),
    "reported": msg("Write that it is reported."),
    "found": msg("Write in which kind of study."),
    "unknown": msg("Write that it is not known."),
}
_STUDIES: Final = frozenset({"study", "review", "consensus"})
_ABOUT_THE_CLIENT: Final = re.compile(
    r"\b(?:the (?:client|patient)|clients|patients|refer(?:ral)?|palpat\w+)\b", re.IGNORECASE
)
_BRACES: Final = re.compile(r"\{[^}]*\}?|\}")


def _finding(record: str, field: str, message: str, advice: str) -> Finding:
    return Finding(_FILE, record, field, message, advice)


def validate_spoken(atlas: Atlas) -> Iterator[Finding]:
    """Whatever a hold can say has words: each cue, advice and phase, each reason for its end; and nothing else has."""
    cues = {*get_args(CueKey), *get_args(AdviceKey), *get_args(PhaseName)}
    yield from _validate_keys(atlas.cues, "cue-", cues)
    yield from _validate_keys(atlas.endings, "end-", set(get_args(EndReason)))


def _validate_keys(records: Iterable[Cue | Ending], prefix: str, keys: set[str]) -> Iterator[Finding]:
    ids = [record.id for record in records]
    for one in sorted({f"{prefix}{key}" for key in keys}.difference(ids)):
        yield _finding(one, "id", tr("a hold says this, and there are no words for it"), tr("Add a record."))
    for one in ids:
        if one.removeprefix(prefix) not in keys or not one.startswith(prefix):
            yield _finding(one, "id", tr("no hold ever says this"), tr("Correct its spelling, or remove it."))


def validate_cue_words(atlas: Atlas) -> Iterator[Finding]:
    """Titles fit in large type; what is said is whole sentences in one line, with a figure only where there is one."""
    for cue in atlas.cues:
        if len(cue.title) > _LONGEST_TITLE:
            message = tr("longer than {count} letters").format(count=_LONGEST_TITLE)
            yield _finding(cue.id, "title", message, tr("Shorten it."))
    records: tuple[Cue | Ending, ...] = (*atlas.cues, *atlas.endings)
    for record in records:
        for field, text in (("clinician", record.clinician), ("client", record.client)):
            if text[-1] not in ".?" or "\n" in text:
                message = tr("does not end as a sentence, in one line")
                yield _finding(record.id, field, message, tr("End it with a full stop or a question mark."))
            allowed = "{seconds}" if record.id == "cue-gap" else None
            if any(found != allowed for found in _BRACES.findall(text)):
                advice = tr("Only {record} has {field}.").format(record="cue-gap", field="{seconds}")
                yield _finding(record.id, field, tr("has braces that nothing fills in"), advice)


def validate_guidance(atlas: Atlas) -> Iterator[Finding]:
    """Every piece of general guidance that the program asks for by its id is there."""
    there = {advice.id for advice in atlas.advice}
    for one in sorted(asked_guidance() - there):
        message = tr("this is said in the program, and there are no words for it")
        yield _finding(one, "id", message, tr("Add a record."))
    for advice in atlas.advice:
        filled = {"{hold}", "{target}"} if advice.id == guidance.OWN_DOSE else set()
        for field, text in (("clinician", advice.clinician), ("client", advice.client)):
            if set(_BRACES.findall(text)) - filled:
                message = tr("has braces that nothing fills in")
                yield _finding(advice.id, field, message, tr("Write what is meant."))


def asked_guidance() -> set[str]:
    """Return the ids of the guidance that the program asks for."""
    return {
        guidance.NOT_A_DIAGNOSIS,
        guidance.RED_FLAGS,
        guidance.CONDITION_FLAGS,
        guidance.DIFFERS,
        guidance.EXPECT,
        guidance.OWN_DOSE,
        guidance.REFERRED,
        guidance.OVER_LIMIT,
        guidance.UNANSWERED,
        *guidance.CLIENTS_PART,
        *guidance.AFTERWARDS,
        *(one for ids in guidance.WHILE_PRESSING.values() for one in ids),
        *(guidance.id_of("palpation", one) for one in get_args(Palpation)),
        *(guidance.id_of("confidence", one) for one in get_args(Confidence)),
        *(guidance.id_of("practice", one) for one in CHARACTERS),
    }


def validate_told(atlas: Atlas) -> Iterator[Finding]:
    """What is explained, reported, found and unknown reads as such, and what was found cites a study."""
    kinds = {source.id: source.kind for source in atlas.sources}
    for one in atlas.explanations:
        for field, text in (("clinician", one.clinician), ("client", one.client)):
            if not _HEDGED[one.told].search(text):
                message = tr("does not read as “{told}”").format(told=one.told)
                yield _finding(one.id, field, message, tr(_OWNED[one.told]))
        if one.told == "found" and not any(kinds.get(cited.source) in _STUDIES for cited in one.sources):
            advice = tr("Cite one, or tell it as explained.")
            yield _finding(one.id, "sources", tr("what was found cites no study"), advice)


def validate_client_voice(atlas: Atlas) -> Iterator[Finding]:
    """A client is spoken to, never about, and reads no word of the trade."""
    records: tuple[Advice | Cue | Ending | Explanation, ...] = (
        *atlas.advice, *atlas.cues, *atlas.endings, *atlas.explanations,
    )  # fmt: skip
    for record in records:
        if match := _ABOUT_THE_CLIENT.search(record.client):
            message = tr("“{words}” is the clinician's word").format(words=match[0])
            yield _finding(record.id, "client", message, tr("Speak to the client: you."))


SAID_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (
    validate_spoken,
    validate_cue_words,
    validate_guidance,
    validate_told,
    validate_client_voice,
)
