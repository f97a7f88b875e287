"""Which general guidance is said where, in which order: by its ids in the atlas, never in words of the program's own.

A piece that the atlas lacks is left out where it would stand; ``validate_guidance`` tells of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Advice, Alternative, Cue, Ending, Explanation, Voiced
    from bodymap.core.text import Voice

NOT_A_DIAGNOSIS: Final = "not-a-diagnosis"
AREAS: Final = {"root": "areas-of-roots", "nerve": "areas-of-nerves"}
"""How to read skin areas, by their set."""
RED_FLAGS: Final = "red-flags"
CONDITION_FLAGS: Final = "condition-flags"
"""What is asked for by the red flags of a complaint, which stand below it."""
WHEN_NOT: Final = "when-not-to-press"
"""Before the first hold."""
DIFFERS: Final = "evidence"
WHILE_PRESSING: Final[dict[Voice, tuple[str, ...]]] = {
    "clinician": ("breathing", "no-bruise", "client-in-charge"),
    "client": ("breathing", "client-in-charge"),
}
"""In brief, under the dose."""
CLIENTS_PART: Final = (
    "breathing",
    "no-bruise",
    "client-in-charge",
    "after-water",
    "after-ice",
    "after-heat",
    "after-movement",
)
"""What a client does during the pressure, and after it."""
REFERRED: Final = "referred-pain"
OWN_DOSE: Final = "own-dose"
"""Said where a place is pressed otherwise than its protocol says; ``{hold}`` and ``{target}`` are filled in."""
EXPECT: Final = "after-expect"
RETURN: Final = "after-return"
AFTERWARDS: Final = ("after-movement", "after-water", "after-ice", "after-heat", RETURN)
"""After a hold, below what to expect and the stretch of the muscle."""
STOPPED: Final = "after-stop"
"""After a hold that was stopped, in place of all that follows a good one."""
OVER_LIMIT: Final = "practice-over-limit"
UNANSWERED: Final = "practice-unanswered"


def id_of(kind: str, value: str) -> str:
    """Return the id of what is said about a value, such as "palpation-flat-or-pincer"."""
    return f"{kind}-{value.replace(' ', '-')}"


def title(index: AtlasIndex, advice_id: str) -> str:
    """Return the title of a piece of guidance; empty where the atlas lacks it."""
    advice = index.known_advice(advice_id)
    return advice.title if advice is not None else ""


def said(index: AtlasIndex, advice_id: str, voice: Voice) -> str:
    """Return a piece of guidance in this voice; empty where the atlas lacks it."""
    advice = index.known_advice(advice_id)
    return in_voice(advice, voice) if advice is not None else ""


def brief(index: AtlasIndex, *advice_ids: str, voice: Voice) -> str:
    """Return pieces of guidance in brief, one after the other; one without a brief form is said in full."""
    found = (index.known_advice(each) for each in advice_ids)
    return " ".join(in_voice(each.brief or each, voice) for each in found if each is not None)


def flags_at(index: AtlasIndex, codes: Iterable[str]) -> tuple[str, ...]:
    """Return the red flags of all complaints that are felt in these regions, each once."""
    places = tuple(codes)
    felt = (one for one in index.atlas.conditions if index.touches(places, one.places))
    return tuple(dict.fromkeys(flag for one in felt for flag in one.red_flags))


def in_voice(record: Voiced | Advice | Alternative | Cue | Ending | Explanation, voice: Voice) -> str:
    """Return what a record says in one of its two voices."""
    return record.client if voice == "client" else record.clinician
