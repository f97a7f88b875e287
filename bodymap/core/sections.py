"""What is said of a point, in which order and in which voice: once, for panel, command line and whatever follows.

A section has a heading in each voice, whether it folds, whether a room needs it, and a function that says it as blocks
(``core.blocks``). Renderers show them in this order, that of the work at the table: how to lie, find and press, then
what to take care of and how much; where it is felt, why, and from whom after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from bodymap.core import guidance, text
from bodymap.core.blocks import (
    Block,
    Bullets,
    Care,
    Cautions,
    Facts,
    Names,
    Next,
    Nexts,
    Paragraph,
    Zone,
    Zones,
    is_empty,
)
from bodymap.core.index import GRADES
from bodymap.core.language import msg, tr, trc
from bodymap.core.legend import legend_of, tells_openly
from bodymap.core.phrase import Phrase
from bodymap.core.section_pressing import pressing_sources, say_pressing, say_steps, whose_dose
from bodymap.core.telling import Telling, telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bodymap.core.blocks import Pattern
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.text import Voice

SectionId = Literal[
    "finding",
    "cautions",
    "pressing",
    "felt",
    "mistaken",
    "next",
    "conditions",
    "stretch",
    "steps",
    "muscle",
    "evidence",
]

_SENSATIONS: Final = Phrase(msg("Reported as {words}."), msg("People describe it as {words}."))


class Section(Struct, frozen=True):
    """A part of what is said of a point.

    Attributes:
        heading: in each voice; an empty one leaves the section out for that voice.
        folds: whether it is folded away until asked for, where that can be done.
        brief: whether it is shown to a room, which reads the least.

    """

    id: SectionId
    heading: Phrase
    say: Callable[[Telling], Iterator[Block]]
    folds: bool = False
    brief: bool = False

    def blocks(self, telling: Telling) -> tuple[Block, ...]:
        """Return what the section says, without what is empty; nothing at all where it is not for this voice."""
        if not self.heading.to(telling.voice):
            return ()
        return tuple(block for block in self.say(telling) if not is_empty(block))


def sections_of(index: AtlasIndex, point: Point, voice: Voice) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """Return heading and blocks of every section that has something to say of this point, in their order."""
    told = telling(index, point, voice)
    said = ((section.heading.to(voice), section.blocks(told)) for section in SECTIONS)
    return tuple((heading, blocks) for heading, blocks in said if blocks)


def _felt(told: Telling) -> Iterator[Block]:
    referral = told.point.referral
    yield Paragraph(referral.client if told.client else referral.words)
    regions: tuple[tuple[Pattern, tuple[str, ...]], ...] = (
        ("solid" if referral.felt == "pain" else "ringed", referral.essential),
        ("stippled" if referral.felt == "pain" else "ringed", referral.spillover),
    )
    legend = legend_of(told.point, told.voice)
    yield Zones(
        tuple(
            Zone(pattern, legend[pattern], text.capital(text.region_names(told.index, codes, told.voice)))
            for pattern, codes in regions
            if codes
        )
    )
    if tells_openly(told.point):
        yield Paragraph(_how_sure(told) if told.client else told.point.evidence.note)
    if referral.elsewhere and not told.client:
        named = text.region_names(told.index, (one.region for one in referral.elsewhere), told.voice)
        yield Paragraph(tr("Other texts also name {places}; this is not drawn.").format(places=named))
    if told.point.sensations:
        yield Paragraph(_SENSATIONS.to(told.voice).format(words=text.join_words(told.point.sensations)))


def _cautions(told: Telling) -> Iterator[Block]:
    yield care_at(told.index, told.point, told.voice)


def care_at(index: AtlasIndex, point: Point, voice: Voice) -> Cautions:
    """Return what to take care of at a point: its own cautions, then for a clinician the sites that it is in or beside.

    What a client must know of a site, the point's own cautions say.
    """
    if voice == "client":
        return Cautions(tuple(Care("", one.client, "") for one in point.cautions))
    instead = tr("Instead: {what}")
    own = (Care(one.structure, one.risk, instead.format(what=one.instead)) for one in point.cautions)
    near = index.sites_near(point.id)
    sites = (Care(text.site_text(site, cm), site.risk, instead.format(what=site.instead)) for site, cm in near)
    return Cautions((*own, *sites))


def _conditions(told: Telling) -> Iterator[Block]:
    known = [told.index.condition(each) for each in told.point.conditions]
    known.sort(key=lambda condition: GRADES.index(told.index.grade(told.point, condition)))
    yield Names(tuple((condition.id, condition.name) for condition in known))


def _finding(told: Telling) -> Iterator[Block]:
    find = told.point.find
    if told.client:
        yield Facts((("", find.client),))
        return
    if told.point.pressure is None:
        pressed = tr("Not pressed from outside.")
    else:
        pressed = f"{text.capital(text.tools_text(told.point))}. {told.point.pressure.direction}"
    yield Facts(
        (
            (trc("an order to the hands", "Lie"), find.position),
            (trc("an order to the hands", "Find"), find.landmarks),
            (trc("an order to the hands", "Press"), pressed),
        )
    )


def _mistaken(told: Telling) -> Iterator[Block]:
    yield Bullets(told.point.mistaken_for)


def _next(told: Telling) -> Iterator[Block]:
    found = ((link, told.index.linked(link)) for link in told.point.next)
    yield Nexts(
        tuple(
            Next(point.id, text.link_name(told.index, link), text.tie_text(link.tie)) for link, point in found if point
        )
    )


def _stretch(told: Telling) -> Iterator[Block]:
    yield Paragraph(told.muscle.stretch_client if told.client else told.muscle.stretch)


def _muscle(told: Telling) -> Iterator[Block]:
    muscle = told.muscle
    yield Facts(
        (
            (tr("Latin (TA2)"), muscle.ta2),
            (tr("Origin"), muscle.origin),
            (tr("Insertion"), muscle.insertion),
            (tr("Action"), "\n".join(muscle.actions)),
            (tr("Nerve"), muscle.nerve),
            (tr("Depth"), text.depth_name(muscle.depth)),
            (tr("Also called"), ", ".join(muscle.synonyms)),
            (tr("Sources"), text.cites_text(told.index, muscle.sources)),
        )
    )


def _how_sure(told: Telling) -> str:
    return text.confidence_text(told.index, told.point.evidence.confidence, told.voice)


def _evidence(told: Telling) -> Iterator[Block]:
    index, point = told.index, told.point
    sure = _how_sure(told)
    if told.client:
        yield Facts((("", sure),))
        return
    cited_for = (*(caution.sources for caution in point.cautions), *(s.sources for s, _ in index.sites_near(point.id)))
    cautions = tuple(cited for sources in cited_for for cited in sources)
    yield Facts(
        (
            (trc("how much is pressed", "Dose"), whose_dose(told) if point.pressure is not None else ""),
            (tr("Pattern"), sure),
            (tr("Why"), "" if tells_openly(point) else point.evidence.note),
            (tr("Referral"), text.cites_text(index, point.referral.sources)),
            (tr("Finding"), text.cites_text(index, point.find.sources)),
            (tr("Pressure"), text.cites_text(index, pressing_sources(point))),
            (tr("Cautions"), text.cites_text(index, cautions)),
            (tr("Look next at"), text.cites_text(index, (cited for link in point.next for cited in link.sources))),
            (tr("General"), text.cites_text(index, point.sources)),
            (tr("Numbers"), text.identifiers_text(told.muscle)),
            (tr("From the pack"), index.pack_of(point.id)),
        )
    )


SECTIONS: Final[tuple[Section, ...]] = (
    Section("finding", Phrase(msg("Lie, find, press"), msg("How the place is found")), _finding),
    Section("cautions", Phrase(msg("Take care here"), msg("Good to know")), _cautions, brief=True),
    Section("pressing", Phrase(msg("How to press"), msg("What the pressure is like")), say_pressing, brief=True),
    Section("felt", Phrase(msg("Where it is commonly felt"), msg("Where you may feel it")), _felt, brief=True),
    Section("mistaken", Phrase(msg("Often mistaken for"), ""), _mistaken),
    Section("next", Phrase(msg("Look next at"), ""), _next),
    Section("conditions", Phrase(msg("Goes with"), msg("Often goes along with")), _conditions),
    Section("stretch", Phrase(msg("Gentle stretch"), msg("A gentle stretch afterwards")), _stretch),
    Section(
        "steps",
        Phrase(msg("This way of pressing, step by step"), msg("Your part, and afterwards")),
        say_steps,
        folds=True,
    ),
    Section("muscle", Phrase(msg("About the muscle"), ""), _muscle, folds=True),
    Section("evidence", Phrase(msg("Evidence and sources"), msg("How sure is this?")), _evidence, folds=True),
)
"""Everything that is said of a point, in order."""
SECTION: Final[dict[SectionId, Section]] = {section.id: section for section in SECTIONS}


def after_hold(
    index: AtlasIndex, muscle: Muscle, voice: Voice, *, stopped: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return what is said after a hold, as titles and texts: what to expect, what to do, when to come back.

    ``stopped``: somebody had enough, or felt what should not be: then rest, and no stretch, no ice, no heat.
    """
    if stopped:
        ids = (guidance.STOPPED, guidance.RETURN)
        return tuple((guidance.title(index, one), guidance.said(index, one, voice)) for one in ids)
    client = voice == "client"
    stretch = (tr("A gentle stretch"), muscle.stretch_client if client else muscle.stretch)
    guided = [
        (guidance.title(index, one), guidance.said(index, one, voice))
        for one in (guidance.EXPECT, *guidance.AFTERWARDS)
    ]
    return tuple((title, said) for title, said in (guided[0], stretch, *guided[1:]) if said)


def picture_notes(index: AtlasIndex, point: Point) -> tuple[str, ...]:
    """Return what stands beside the picture of a point, in order: referral, how sure, sides, source, who drew it."""
    sources = "; ".join(
        f"{index.source(cited.source).title}{f', {cited.where}' if cited.where else ''}"
        for cited in point.referral.sources
    )
    return (point.referral.words, *_below_picture(index, sources))


def pictures_notes(index: AtlasIndex, points: Iterable[Point]) -> tuple[str, ...]:
    """Return what stands beside one picture of several points: how sure, sides, sources in short, who drew it."""
    return _below_picture(index, text.cites_text(index, (c for point in points for c in point.referral.sources)))


def _below_picture(index: AtlasIndex, sources: str) -> tuple[str, ...]:
    return (
        # A picture goes where nobody can ask: this much it says even when the atlas lacks the words.
        guidance.brief(index, guidance.DIFFERS, guidance.NOT_A_DIAGNOSIS, voice="clinician")
        or tr("This is not a diagnosis."),
        tr("R and L are the patient's right and left."),
        tr("Source: {sources}").format(sources=sources),
        tr("Drawn by bodymap."),
    )
