"""The rules that hold the texts of all records together: each says its own, in one spelling, easy to read."""

from __future__ import annotations

import re
import statistics
from typing import TYPE_CHECKING, Final

from bodymap.core.finding import Finding
from bodymap.core.language import number, tr
from bodymap.core.model import Cited, Record
from bodymap.core.rules_words import client_texts, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.core.model import Atlas, Point

_FILE: Final = "points.json"
_A_SENTENCE: Final = 9
"""So many words are guidance of one's own; a shorter text, such as "Light to moderate", may be true of several."""
_SPELLINGS: Final = {
    "fiber": "fibre",
    "color": "colour",
    "center": "centre",
    "tumor": "tumour",
    "edema": "oedema",
    "hematoma": "haematoma",
    "hemorrhage": "haemorrhage",
    "ischemic": "ischaemic",
    "ischemia": "ischaemia",
    "paresthesia": "paraesthesia",
    "paresthetica": "paraesthetica",
    "orthopedic": "orthopaedic",
    "behavior": "behaviour",
    "gray": "grey",
    "trigger-point": "trigger point",
    "triggerpoint": "trigger point",
    "shoulderblade": "shoulder blade",
    "collar bone": "collarbone",
    "breast bone": "breastbone",
    "finger width": "finger-width",
    "half way": "half-way",
}
"""One spelling of each word, by the ones that it is not."""
_WRONG: Final = re.compile(rf"\b({'|'.join(map(re.escape, _SPELLINGS))})s?\b", re.IGNORECASE)
_LEFT: Final = re.compile(r"\b(?:aliases|synonyms|ta2|source|where|icd10)\b")
"""Fields that hold what people search for, however they spell it, and names that others gave."""
_TRADE: Final = re.compile(
    r"\b(?:scapula\w*|clavicle|femur|sternum|tibia|fibula|patella|lateral|medial|distal|proximal|anterior|posterior|"
    r"ipsilateral|contralateral|supine|prone|flexion|extension|abduct\w*|adduct\w*|trochanter|iliac|PSIS|ASIS|"
    r"palpat\w+|bilateral\w*|dorsal|ventral|plantar flex\w*)\b"
)
"""The clinician's words for places and movements; a name of a complaint may have one."""
_NAMED: Final = frozenset({"title", "name"})
_FEW_WORDS: Final = 6
_ENOUGH: Final = 50
"""A tenth of fewer texts says nothing."""
MEDIAN: Final = 6.0
NINETIETH: Final = 8.0
"""How hard clients' texts may be to read: half of them, and all but a tenth, by the Automated Readability Index."""
_END: Final = re.compile(r"[.!?]+(?:\s|$)")
_LETTERS: Final = re.compile(r"[\w'’-]+")


def _finding(record: str, field: str, message: str, advice: str) -> Finding:
    return Finding(_FILE, record, field, message, advice)


def validate_own_guidance(atlas: Atlas) -> Iterator[Finding]:
    """No point says its guidance word for word as one of another muscle does."""
    first: dict[str, tuple[str, str]] = {}
    for muscle in atlas.muscles:
        for point in muscle.points:
            for field, said in _guidance(point):
                owner, other = first.setdefault(said, (muscle.id, point.id))
                if owner != muscle.id and len(said.split()) >= _A_SENTENCE:
                    message = tr("{record} says the same").format(record=other)
                    yield _finding(point.id, field, message, tr("Write what is true of this place."))


def _guidance(point: Point) -> Iterator[tuple[str, str]]:
    yield "find.landmarks", point.find.landmarks
    yield "find.client", point.find.client
    if point.pressure is not None:
        yield "pressure.direction", point.pressure.direction
        yield "pressure.depth", point.pressure.depth
        yield "pressure.different", point.pressure.different


def validate_cited(atlas: Atlas) -> Iterator[Finding]:
    """Every source is cited."""
    cited = set(_cited(atlas))
    for source in atlas.sources:
        if source.id not in cited:
            yield _finding(source.id, "id", tr("nothing cites it"), tr("Cite it, or remove it."))


def _cited(record: Record) -> Iterator[str]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Cited):
                yield one.source
            elif isinstance(one, Record):
                yield from _cited(one)


def validate_spelling(atlas: Atlas) -> Iterator[Finding]:
    """Words are spelt in one way throughout."""
    for record, field, said in texts(atlas):
        match = _WRONG.search(said)
        if match and not _LEFT.search(field):
            right = _SPELLINGS[match[1].lower()]
            message = tr("“{words}” is spelt otherwise here").format(words=match[0])
            yield _finding(record, field, message, tr("Write {text}.").format(text=f"“{right}”"))


def validate_plain_words(atlas: Atlas) -> Iterator[Finding]:
    """A client reads no clinician's word for a place or a movement."""
    for record, field, said in client_texts(atlas):
        if field.rpartition(".")[2] not in _NAMED and (match := _TRADE.search(said)):
            message = tr("“{words}” is the clinician's word").format(words=match[0])
            yield _finding(record, field, message, tr("Say it in plain words."))


def validate_readable(atlas: Atlas) -> Iterator[Finding]:
    """Clients' texts are easy to read: half of them for anyone, nine in ten for a child of thirteen."""
    hard = sorted(
        (readability(said), record, field)
        for record, field, said in client_texts(atlas)
        if len(said.split()) >= _FEW_WORDS
    )
    if len(hard) < _ENOUGH:
        return
    middle = statistics.median(one for one, _, _ in hard)
    ninetieth = hard[min(len(hard) * 9 // 10, len(hard) - 1)][0]
    if middle > MEDIAN or ninetieth > NINETIETH:
        _, record, field = hard[-1]
        message = tr("clients' texts are hard to read: half of them to {middle}, nine in ten to {most}; this one most")
        said = message.format(middle=number(round(middle, 1)), most=number(round(ninetieth, 1)))
        yield _finding(record, field, said, tr("Write shorter sentences and shorter words."))


def readability(said: str) -> float:
    """Return a text's Automated Readability Index: about the school year in which it is read with ease."""
    words = _LETTERS.findall(said)
    sentences = max(1, len(_END.findall(said)))
    return 4.71 * sum(map(len, words)) / max(1, len(words)) + 0.5 * len(words) / sentences - 21.43


TEXT_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (
    validate_own_guidance,
    validate_spelling,
    validate_plain_words,
)
"""What packs keep as well."""
WHOLE_RULES: Final[tuple[Callable[[Atlas], Iterator[Finding]], ...]] = (validate_cited, validate_readable)
"""What the atlas as a whole keeps; a pack is too small a part of it."""
