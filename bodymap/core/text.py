"""Plain sentences made from records, for the panel and the command line alike, in the language in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from bodymap.core import guidance
from bodymap.core.dose import longest_of, pressure_at
from bodymap.core.language import msg, number, tr, trc, trn
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.hold.plan import StepName
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import (
        Cited,
        Condition,
        Confidence,
        Depth,
        Link,
        Muscle,
        Palpation,
        Point,
        Protocol,
        Site,
        Source,
        Tie,
        Tool,
        Unpressable,
    )
    from bodymap.core.ranking import Fit
    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Side, SideChoice

Voice = Literal["clinician", "client"]


_TOOLS: Final[dict[Tool, str]] = {
    "fingertip": msg("fingertip"),
    "fingers": msg("fingers"),
    "thumb": msg("thumb"),
    "thumbs": msg("thumbs"),
    "knuckles": msg("knuckles"),
    "pincer grip": msg("pincer grip"),
    "elbow": msg("elbow"),
    "forearm": msg("forearm"),
    "flat hand": msg("flat hand"),
}


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
        return tr("{low}–{high} s").format(low=number(low), high=number(high))
    if low < _IN_MINUTES:
        return tr("{low} s to {high} min").format(low=number(low), high=number(high / 60))
    return tr("{low}–{high} min").format(low=number(low / 60), high=number(high / 60))


_IN_MINUTES: Final = 120
"""From here on, in seconds, minutes read better."""


def drawing_title(info: SheetInfo) -> str:
    """Return what a drawing is called. The collecting tool reads the titles from ``sheets.json``."""
    return trc("drawing", info.title)


def side_text(side: SideChoice) -> str:
    """Return one of the patient's sides, or both, inside a sentence: "right side"."""
    return side_said(side, "clinician")


_SIDES: Final[dict[SideChoice, Phrase]] = {
    "right": Phrase(msg("right side"), msg("your right side")),
    "left": Phrase(msg("left side"), msg("your left side")),
    "both": Phrase(msg("both sides"), msg("both of your sides")),
}


def side_said(side: SideChoice, voice: Voice) -> str:
    """Return the patient's side, or both, in this voice."""
    return _SIDES[side].to(voice)


def side_name(side: Side) -> str:
    """Return one of the patient's sides in a word inside a sentence: "right"."""
    return trc("the patient's side", "right") if side == "right" else trc("the patient's side", "left")


_FITS: Final[dict[Fit, str]] = {
    "well": msg("fits well"),
    "partly": msg("fits partly"),
    "little": msg("fits a little"),
}


def fit_said(fit: Fit) -> str:
    """Return how well a point goes with what hurts, in two or three words."""
    return tr(_FITS[fit])


def tool_name(tool: Tool) -> str:
    """Return what presses, in a word or two."""
    return tr(_TOOLS[tool])


def step_name(step: StepName) -> str:
    """Return the name of a step of a protocol, as a heading."""
    names: dict[StepName, str] = {
        "find": trc("step of a hold", "Find"),
        "sink": trc("step of a hold", "Sink"),
        "hold": trc("step of a hold", "Hold"),
        "ease": trc("step of a hold", "Ease"),
        "deepen": trc("step of a hold", "Deepen"),
        "release": trc("step of a hold", "Release"),
        "rest": trc("step of a hold", "Rest"),
    }
    return names[step]


def depth_name(depth: Depth) -> str:
    """Return how deep a muscle lies, in a word."""
    names: dict[Depth, str] = {
        "superficial": tr("superficial"),
        "intermediate": tr("intermediate"),
        "deep": tr("deep"),
    }
    return names[depth]


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
    pressure = pressure_at(point)
    protocol = index.protocol(pressure.protocol)
    dose = tr("{protocol}: hold {range} at {target}.").format(
        protocol=protocol.name,
        range=seconds_range(*pressure.hold),
        target=target_text(pressure.target),
    )
    return f"{dose} {whose_dose(index, point)}".strip()


def whose_dose(index: AtlasIndex, point: Point) -> str:
    """Return whose dose this is and whether it was made lighter here; empty for a protocol without sources.

    The first source of a protocol is the hold's, the last one the discomfort's.
    """
    pressure = pressure_at(point)
    protocol = index.protocol(pressure.protocol)
    names = [source_name(index.source(cited.source)) for cited in protocol.sources]
    if not names:
        return ""
    both, apart = tr("Dose from “{hold}”."), tr("Hold from “{hold}”, discomfort from “{discomfort}”.")
    owner = (both if names[0] == names[-1] else apart).format(hold=names[0], discomfort=names[-1])
    lighter = pressure.target[1] < protocol.target[1]
    return owner + " " + tr("Made lighter for this place.") if lighter else owner


def protocol_text(protocol: Protocol) -> str:
    """Return a protocol in one line: name, hold, discomfort, rounds."""
    template = trn(
        "{name}: hold {range} at {target}, once",
        "{name}: hold {range} at {target}, up to {count} times",
        protocol.rounds,
    )
    return template.format(
        name=protocol.name,
        range=seconds_range(*protocol.hold),
        target=target_text(protocol.target),
        count=protocol.rounds,
    )


def tools_text(point: Point) -> str:
    """Return what presses, such as "thumb or knuckles"."""
    return join_words([tool_name(tool) for tool in pressure_at(point).tools], last="or")


def unpressable_text(because: Unpressable) -> str:
    """Return why a point is not pressed, in a sentence."""
    if because == "out of reach":
        return tr("Not pressed: no hand reaches it from outside.")
    return tr("Not pressed: pressing here is not safe.")


def palpation_text(index: AtlasIndex, palpation: Palpation, voice: Voice) -> str:
    """Return how to feel for the point, in one sentence of the atlas."""
    return guidance.said(index, guidance.id_of("palpation", palpation), voice)


def confidence_text(index: AtlasIndex, confidence: Confidence, voice: Voice) -> str:
    """Return how sure the pattern is, in a sentence or two of the atlas."""
    return guidance.said(index, guidance.id_of("confidence", confidence), voice)


def unsuited_text(point: Point, voice: Voice) -> str:
    """Return why a longer way of pressing cannot be chosen at this place."""
    longest = tr("{seconds} s").format(seconds=number(longest_of(point)))
    if voice == "client":
        return tr("Here I press for {time} at most.").format(time=longest)
    structures = join_words([inside(caution.structure) for caution in point.cautions[:2]])
    return tr("Held for {time} at most here: {structures}.").format(time=longest, structures=structures)


def region_names(index: AtlasIndex, codes: Iterable[str], voice: Voice) -> str:
    """Return the names of regions in one voice, joined: "front of shoulder, upper arm and wrist"."""
    regions = [index.region(code) for code in codes]
    names = [inside(r.client if voice == "client" else r.label) for r in regions]
    return join_words(names)


def source_name(source: Source) -> str:
    """Return a source in short: "Simons, Travell & Simons 1999", or its title where it has no authors."""
    people = [_surname(one) for one in source.authors.removesuffix(" and others").split(", ")]
    if len(people) > _FEW_AUTHORS or source.authors.endswith(" and others"):
        name = tr("{author} et al.").format(author=people[0])
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


def identifiers_text(muscle: Muscle) -> str:
    """Return a muscle's numbers in public lists: "TA2 2458; FMA 32546; Uberon 0001477"; empty without any."""
    known = muscle.identifiers
    if known is None:
        return ""
    said = (
        (tr("TA2 {numbers}"), known.ta2),
        (tr("FMA {numbers}"), known.fma),
        (tr("Uberon {numbers}"), tuple(one.removeprefix("UBERON:") for one in known.uberon)),
    )
    return "; ".join(template.format(numbers=", ".join(map(str, numbers))) for template, numbers in said if numbers)


def codes_text(condition: Condition) -> str:
    """Return what a condition is filed under: "ICD-10 M54.5"; empty without any."""
    return tr("ICD-10 {codes}").format(codes=", ".join(condition.icd10)) if condition.icd10 else ""


def site_text(site: Site, cm: float) -> str:
    """Return how a point lies to a cautionary site: "Inside: Armpit", "Beside, at 0.8 cm: Armpit"."""
    if not cm:
        return tr("Inside: {site}").format(site=site.name)
    return tr("Beside, at {cm} cm: {site}").format(cm=number(cm), site=site.name)


def link_name(index: AtlasIndex, link: Link) -> str:
    """Return what a link leads to: a muscle's name, or a point's where the source names that."""
    point = index.linked(link)
    if point is None:
        return ""
    muscle = index.muscle_of(point.id)
    return muscle.name if link.to == muscle.id else point_title(muscle, point)


def tie_text(tie: Tie) -> str:
    """Return what one point has to do with another, as the end of a line."""
    ties: dict[Tie, str] = {
        "satellite": tr("commonly kept active from here"),
        "neighbour": tr("felt in the same place, or found with it"),
        "antagonist": tr("works against this muscle"),
    }
    return ties[tie]


def join_words(words: Iterable[str], last: Literal["and", "or"] = "and") -> str:
    """Return words as a list in a sentence: "a", "a and b", "a, b and c"."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    template = tr("{words} and {last}") if last == "and" else tr("{words} or {last}")
    return template.format(words=", ".join(listed[:-1]), last=listed[-1])


def inside(text: str) -> str:
    """Return a name as it stands inside a sentence; names such as "TMJ" and "Achilles" keep their capital."""
    kept = text[1:2].isupper() or text.startswith("Achilles") or not _lowers_nouns()
    return text if kept else text[:1].lower() + text[1:]


def _lowers_nouns() -> bool:
    """Whether a name of things begins small inside a sentence, as it does in English."""
    # Translators: "no" where nouns begin with a capital wherever they stand, as in German.
    return trc("are nouns small inside a sentence?", "yes") == "yes"
