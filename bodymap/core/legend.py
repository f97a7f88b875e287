"""What the marks on a drawing mean, and how sure that is: a zone never claims more than its point's evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from bodymap.core.language import msg, trn
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from bodymap.core.blocks import Pattern
    from bodymap.core.model import Confidence, Point
    from bodymap.core.text import Voice

_Zone = Literal["solid", "stippled"]

LEGEND: Final[dict[Pattern, Phrase]] = {
    "point": Phrase(msg("A trigger point"), msg("A tender place in a muscle")),
    "solid": Phrase(msg("Essential: the main area in the sources"), msg("The main area on the charts")),
    "stippled": Phrase(msg("Spillover: the wider area in the sources"), msg("The wider area on the charts")),
    "ringed": Phrase(msg("A sign, such as gooseflesh, not pain"), msg("Something other than pain may be noticed here")),
}
"""What the marks mean where they stand for no point in particular."""
_SURE: Final[dict[Confidence, dict[_Zone, Phrase]]] = {
    "classic": {
        "solid": Phrase(msg("Essential: the classic charts' main area"), msg("The main area on the classic charts")),
        "stippled": Phrase(
            msg("Spillover: the classic charts' wider area"), msg("The wider area on the classic charts")
        ),
    },
    "limited": {
        "solid": Phrase(msg("Essential: few reports"), msg("The main area, from a few reports")),
        "stippled": Phrase(msg("Spillover: few reports"), msg("The wider area, from a few reports")),
    },
    "disputed": {
        "solid": Phrase(msg("Essential: sources disagree"), msg("The main area; therapists disagree about it")),
        "stippled": Phrase(msg("Spillover: sources disagree"), msg("The wider area; therapists disagree about it")),
    },
    "measured": {
        "solid": Phrase(msg("Essential: measured in part"), msg("The main area; part of it was measured")),
        "stippled": LEGEND["stippled"],  # of the study, of the charts, or of both: some of these no chart has
    },
}
"""What the zones of a point mean, by how sure its pattern is."""


def legend_of(point: Point, voice: Voice) -> dict[Pattern, str]:
    """Return what the marks mean, in words, that a picture of this point has."""
    if point.referral.felt != "pain":
        return {"point": LEGEND["point"].to(voice), "ringed": LEGEND["ringed"].to(voice)}
    sure, people = _SURE[point.evidence.confidence], point.evidence.people
    said: dict[Pattern, str] = {"point": LEGEND["point"].to(voice)}
    if point.referral.essential:
        said["solid"] = sure["solid"].to(voice) if people is None else _measured_in(people, voice)
    return said | {"stippled": sure["stippled"].to(voice)}


def _measured_in(people: int, voice: Voice) -> str:
    if voice == "client":
        said = trn(
            "The main area; part of it was measured in {count} person",
            "The main area; part of it was measured in {count} people",
            people,
        )
    else:
        said = trn(
            "Essential: measured in part, in {count} person", "Essential: measured in part, in {count} people", people
        )
    return said.format(count=people)


def tells_openly(point: Point) -> bool:
    """Whether why it is so sure, or unsure, stands with where it is felt: the picture alone would mislead."""
    return point.evidence.confidence in ("disputed", "measured")
