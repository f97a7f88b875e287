"""Plain sentences made from records, for the panel and the command line alike.

Every function that makes words takes ``tr``, which may replace the English template by its translation;
numbers and names are filled in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, Literal

from bodymap.core import guidance
from bodymap.core.language import tr

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Cited, Confidence, Muscle, Palpation, Point, Protocol, Source

Voice = Literal["clinician", "client"]
Translate = Callable[[str], str]


def plain(text: str) -> str:
    """Return ``text`` as it is: the translation into English."""
    return text


def point_name(muscle: Muscle, point: Point, voice: Voice) -> str:
    """Return a point's full name in one voice, such as "Infraspinatus TrP1" or "Shoulder blade muscle, point 1"."""
    if voice == "client":
        return tr("{muscle}, point {number}").format(muscle=muscle.client_name, number=number_of(point))
    return point_title(muscle, point)


def number_of(point: Point) -> str:
    """Return a point's number within its muscle."""
    return point.label.removeprefix("TrP")


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def point_title(muscle: Muscle, point: Point) -> str:
    """Return a point's full name, such as "Infraspinatus TrP1"."""
    return f"{muscle.name} {point.label}"


def seconds_range(low: float, high: float) -> str:
    """Return a range of seconds as people say it: "8–20 s", "30 s to 3 min", "1–2 min"."""
    if high < _IN_MINUTES:
        return tr("{low}–{high} s").format(low=f"{low:g}", high=f"{high:g}")
    if low < _IN_MINUTES:
        return tr("{low} s to {high} min").format(low=f"{low:g}", high=f"{high / 60:.3g}")
    return tr("{low}–{high} min").format(low=f"{low / 60:.3g}", high=f"{high / 60:.3g}")


_IN_MINUTES: Final = 120
"""From here on, in seconds, minutes read better."""


def hold_text(hold: tuple[float, float]) -> str:
    """Return how long to hold, such as "Hold 8–20 s"."""
    return tr("Hold {range}").format(range=seconds_range(*hold))


def target_text(target: tuple[int, int]) -> str:
    """Return the discomfort aimed at, such as "5–7 of 10"."""
    low, high = target
    if low == high:
        return tr("{value} of 10").format(value=low)
    return tr("{low}–{high} of 10").format(low=low, high=high)


def dose_text(index: AtlasIndex, point: Point) -> str:
    """Return the dose in one sentence with whose it is: protocol, hold, discomfort, source."""
    pressure = point.pressure
    protocol = index.protocol(pressure.protocol)
    dose = tr("{protocol}: {hold} at {target}.").format(
        protocol=protocol.name,
        hold=_lower_first(hold_text(pressure.hold)),
        target=target_text(pressure.target),
    )
    return f"{dose} {whose_dose(index, point)}".strip()


def whose_dose(index: AtlasIndex, point: Point) -> str:
    """Return whose dose this is and whether it was made lighter here; empty for a protocol without sources.

    The first source of a protocol is the hold's, the last one the discomfort's.
    """
    protocol = index.protocol(point.pressure.protocol)
    names = [source_name(index.source(cited.source)) for cited in protocol.sources]
    if not names:
        return ""
    both, apart = tr("Dose from “{hold}”."), tr("Hold from “{hold}”, discomfort from “{discomfort}”.")
    owner = (both if names[0] == names[-1] else apart).format(hold=names[0], discomfort=names[-1])
    lighter = point.pressure.target[1] < protocol.target[1]
    return f"{owner} {tr('Made lighter for this place.')}" if lighter else owner


def protocol_text(protocol: Protocol) -> str:
    """Return a protocol in one line: name, hold, discomfort, rounds."""
    return tr("{name}: {hold} at {target}, up to {rounds} times").format(
        name=protocol.name,
        hold=_lower_first(hold_text(protocol.hold)),
        target=target_text(protocol.target),
        rounds=protocol.rounds,
    )


def tools_text(point: Point) -> str:
    """Return what presses, such as "thumb or knuckles"."""
    return join_words([tr(tool) for tool in point.pressure.tools], last="or")


def palpation_text(index: AtlasIndex, palpation: Palpation, voice: Voice) -> str:
    """Return how to feel for the point, in one sentence of the atlas."""
    return guidance.said(index, guidance.id_of("palpation", palpation), voice)


def confidence_text(index: AtlasIndex, confidence: Confidence, voice: Voice) -> str:
    """Return how sure the pattern is, in a sentence or two of the atlas."""
    return guidance.said(index, guidance.id_of("confidence", confidence), voice)


def region_names(index: AtlasIndex, codes: Iterable[str], voice: Voice) -> str:
    """Return the names of regions in one voice, joined: "front of shoulder, upper arm and wrist"."""
    regions = [index.region(code) for code in codes]
    names = [_lower_first(r.client if voice == "client" else r.label) for r in regions]
    return join_words(names)


def source_name(source: Source) -> str:
    """Return a source in short: "Simons, Travell & Simons 1999", or its title where it has no authors."""
    people = [_surname(one) for one in source.authors.removesuffix(" and others").split(", ")]
    if len(people) > _FEW_AUTHORS or source.authors.endswith(" and others"):
        name = f"{people[0]} et al."
    elif source.authors:
        name = " & ".join(filter(None, (", ".join(people[:-1]), people[-1])))
    else:
        name = source.title.partition(" (")[0]
    return f"{name} {source.year}" if source.year else name


def _surname(author: str) -> str:
    """Return "Leffler" of "Leffler A-S", and a body without what stands in brackets after it."""
    return re.sub(r"(?: [A-Z]+(?:-[A-Z]+)*)?(?: \(.*\))?$", "", author)


_FEW_AUTHORS: Final = 3
"""More than these are "et al."."""


def cite_text(index: AtlasIndex, cited: Cited) -> str:
    """Return where a statement can be checked, such as "Simons, Travell & Simons 1999, ch. 22"."""
    name = source_name(index.source(cited.source))
    return f"{name}, {cited.where}" if cited.where else name


def cites_text(index: AtlasIndex, cites: Iterable[Cited]) -> str:
    """Return several citations in one line, each once."""
    return "; ".join(dict.fromkeys(cite_text(index, c) for c in cites))


def join_words(words: Iterable[str], last: Literal["and", "or"] = "and") -> str:
    """Return words as a list in a sentence: "a", "a and b", "a, b and c"."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return tr("{words} and {last}" if last == "and" else "{words} or {last}").format(
        words=", ".join(listed[:-1]), last=listed[-1]
    )


def _lower_first(text: str) -> str:
    """Return text for use inside a sentence; names such as "TMJ" and "Achilles" keep their capital."""
    kept = text[1:2].isupper() or text.startswith("Achilles")
    return text if kept else text[:1].lower() + text[1:]
