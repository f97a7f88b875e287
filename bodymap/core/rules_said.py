"""The rules for what the program says in words of the atlas: guided hold, guidance, the page "Why it may help"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

from bodymap.core import guidance
from bodymap.core.finding import Finding
from bodymap.core.hold.client import CHARACTERS
from bodymap.core.hold.holding import AdviceKey, CueKey, EndReason, PhaseName
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
    "explained": "Say whose explanation it is, such as “is said to”.",
    "reported": "Write that it is reported.",
    "found": "Write in which kind of study.",
    "unknown": "Write that it is not known.",
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
        yield _finding(one, "id", "a hold says this, and there are no words for it", "Add a record.")
    for one in ids:
        if one.removeprefix(prefix) not in keys or not one.startswith(prefix):
            yield _finding(one, "id", "no hold ever says this", "Correct its spelling, or remove it.")


def validate_cue_words(atlas: Atlas) -> Iterator[Finding]:
    """Titles fit in large type; what is said is whole sentences in one line, with a figure only where there is one."""
    for cue in atlas.cues:
        if len(cue.title) > _LONGEST_TITLE:
            yield _finding(cue.id, "title", f"longer than {_LONGEST_TITLE} letters", "Shorten it.")
    records: tuple[Cue | Ending, ...] = (*atlas.cues, *atlas.endings)
    for record in records:
        for field, text in (("clinician", record.clinician), ("client", record.client)):
            if text[-1] not in ".?" or "\n" in text:
                yield _finding(record.id, field, "does not end as a sentence, in one line", "End it with . or ?")
            allowed = "{seconds}" if record.id == "cue-gap" else None
            if any(found != allowed for found in _BRACES.findall(text)):
                yield _finding(record.id, field, "has braces that nothing fills in", "Only cue-gap has {seconds}.")


def validate_guidance(atlas: Atlas) -> Iterator[Finding]:
    """Every piece of general guidance that the program asks for by its id is there."""
    there = {advice.id for advice in atlas.advice}
    for one in sorted(asked_guidance() - there):
        yield _finding(one, "id", "this is said in the program, and there are no words for it", "Add a record.")
    for advice in atlas.advice:
        filled = {"{hold}", "{target}"} if advice.id == guidance.OWN_DOSE else set()
        for field, text in (("clinician", advice.clinician), ("client", advice.client)):
            if set(_BRACES.findall(text)) - filled:
                yield _finding(advice.id, field, "has braces that nothing fills in", "Write what is meant.")


def asked_guidance() -> set[str]:
    """Return the ids of the guidance that the program asks for."""
    return {
        guidance.NOT_A_DIAGNOSIS,
        guidance.RED_FLAGS,
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
                yield _finding(one.id, field, f"does not read as “{one.told}”", _OWNED[one.told])
        if one.told == "found" and not any(kinds.get(cited.source) in _STUDIES for cited in one.sources):
            yield _finding(one.id, "sources", "what was found cites no study", "Cite one, or tell it as explained.")


def validate_client_voice(atlas: Atlas) -> Iterator[Finding]:
    """A client is spoken to, never about, and reads no word of the trade."""
    records: tuple[Advice | Cue | Ending | Explanation, ...] = (
        *atlas.advice, *atlas.cues, *atlas.endings, *atlas.explanations,
    )  # fmt: skip
    for record in records:
        if match := _ABOUT_THE_CLIENT.search(record.client):
            yield _finding(record.id, "client", f"“{match[0]}” is the clinician's word", "Speak to the client: you.")


SAID_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (
    validate_spoken,
    validate_cue_words,
    validate_guidance,
    validate_told,
    validate_client_voice,
)
