"""A point's whole record as readable lines, for the command line. Cautions stand above the dose."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from bodymap.core import text

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
    if pack := index.pack_of(point.id):
        yield f"From the pack {pack}"
    for heading, paragraphs in _sections(index, muscle, point):
        yield ""
        yield heading
        for paragraph in paragraphs:
            yield from textwrap.wrap(paragraph, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _sections(index: AtlasIndex, muscle: Muscle, point: Point) -> Iterator[tuple[str, list[str]]]:
    referral, pressure, find = point.referral, point.pressure, point.find
    yield "Referral", [referral.words, *text.referral_text(index, point, "clinician")]
    yield "Sensations", [text.join_words(point.sensations)]
    yield "Cautions", [f"{c.structure}: {c.risk} {c.instead}" for c in point.cautions]
    yield (
        "Pressure",
        [
            text.dose_text(index, point),
            f"With {text.tools_text(point)}; {pressure.direction}; {pressure.depth}.",
            pressure.different,
        ],
    )
    yield "How to find it", [find.position, find.landmarks, text.palpation_text(point.palpation)]
    yield "Conditions", [index.condition(c).name for c in point.conditions] or ["none named"]
    yield "Often mistaken for", ["; ".join(point.mistaken_for)]
    yield (
        "Muscle",
        [
            f"Origin: {muscle.origin}",
            f"Insertion: {muscle.insertion}",
            f"Actions: {'; '.join(muscle.actions)}",
            f"Nerve: {muscle.nerve}",
            f"Stretch: {muscle.stretch}",
        ],
    )
    cites = (*point.sources, *referral.sources, *pressure.sources, *find.sources)
    yield (
        "Evidence",
        [
            text.confidence_text(point.evidence.confidence),
            point.evidence.note,
            text.cites_text(index, cites),
        ],
    )
