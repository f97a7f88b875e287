"""A point's whole record as readable lines, for the command line. Cautions stand above the dose."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from bodymap.core import text
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point

_WIDTH: Final = 100
_INDENT: Final = "  "


def record_lines(index: AtlasIndex, point: Point) -> Iterator[str]:
    """Yield the record line by line, at most 100 characters wide."""
    muscle = index.muscle_of(point.id)
    yield f"{text.point_title(muscle, point)}  ({point.id})"
    yield f"{muscle.ta2}; {point.part}"
    for heading, paragraphs in _sections(index, muscle, point):
        yield ""
        yield heading
        for paragraph in paragraphs:
            yield from textwrap.wrap(paragraph, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _sections(index: AtlasIndex, muscle: Muscle, point: Point) -> Iterator[tuple[str, list[str]]]:
    referral, pressure, find = point.referral, point.pressure, point.find
    yield tr("Referral"), [referral.words, *text.referral_text(index, point, "clinician")]
    yield tr("Sensations"), [text.join_words(point.sensations)]
    yield tr("Cautions"), [f"{c.structure}: {c.risk} {c.instead}" for c in point.cautions]
    yield (
        tr("Pressure"),
        [
            text.dose_text(index, point),
            tr("With {tools}; {direction}; {depth}.").format(
                tools=text.tools_text(point), direction=pressure.direction, depth=pressure.depth
            ),
            pressure.different,
        ],
    )
    yield tr("How to find it"), [find.position, find.landmarks, text.palpation_text(point.palpation)]
    yield tr("Conditions"), [index.condition(c).name for c in point.conditions] or [tr("none named")]
    yield tr("Often mistaken for"), ["; ".join(point.mistaken_for)]
    yield (
        tr("Muscle"),
        [
            tr("Origin: {text}").format(text=muscle.origin),
            tr("Insertion: {text}").format(text=muscle.insertion),
            tr("Actions: {text}").format(text="; ".join(muscle.actions)),
            tr("Nerve: {text}").format(text=muscle.nerve),
            tr("Stretch: {text}").format(text=muscle.stretch),
        ],
    )
    cites = (*point.sources, *referral.sources, *pressure.sources, *find.sources)
    yield (
        tr("Evidence"),
        [
            text.confidence_text(point.evidence.confidence),
            point.evidence.note,
            text.cites_text(index, cites),
        ],
    )
