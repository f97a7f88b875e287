"""Muscles and their trigger points: finding, referral, cautions, evidence."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from bodymap.core.model.base import Cited, FmaNumber, Id, Record, RegionCode, TA2Number, Text, UberonId
from bodymap.core.model.pressing import Pressure, Unpressed

Depth = Literal["superficial", "intermediate", "deep"]
Palpation = Literal["flat", "pincer", "flat or pincer"]
Felt = Literal["pain", "sign"]
Confidence = Literal["measured", "classic", "limited", "disputed"]
Reason = Literal["lies there", "acts on it", "found with it"]
"""Why a muscle has to do with a complaint beyond its zones: it lies where that is felt; it moves or pulls on what
hurts; or sources report the two together."""

Tie = Literal["satellite", "neighbour", "antagonist"]
"""What one point has to do with another: it commonly keeps it active; it is felt in the same place or found with it; or
works against it."""


class Find(Record, frozen=True):
    """How to find a point: landmarks under the hand and how the client lies or sits."""

    landmarks: Text
    position: Text
    client: Text
    sources: tuple[Cited, ...]
    by: tuple[Id, ...] = ()
    """The landmarks (``bony``) that its words name, in their order, the first few: the drawing shows them."""


class Elsewhere(Record, frozen=True):
    """A place that other texts name for a point's pain: found by search and said as such, never drawn."""

    region: RegionCode
    sources: tuple[Cited, ...]


class Referral(Record, frozen=True):
    """Where the pain is commonly reported: essential (the main area) and spillover (the wider area) regions.

    A pattern that no source gives a main area has spillover alone.
    """

    essential: tuple[RegionCode, ...]
    spillover: tuple[RegionCode, ...]
    words: Text
    client: Text
    sources: tuple[Cited, ...]
    felt: Felt = "pain"
    """What is felt there: pain, or a sign such as gooseflesh, which is never drawn as pain."""
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def most(self) -> tuple[str, ...]:
        """The regions to name where few can be: the essential ones, or all of a pattern without a main area."""
        return self.essential or self.spillover


class Association(Record, frozen=True):
    """Why a point goes with a complaint that none of its zones reaches."""

    condition: Id
    reason: Reason
    sources: tuple[Cited, ...]


class Link(Record, frozen=True):
    """Where to look next: a muscle, or a single point where the source names one."""

    to: Id
    tie: Tie
    sources: tuple[Cited, ...]


class Caution(Record, frozen=True):
    """A structure at risk near a point, and what to do instead of pressing it."""

    structure: Text
    risk: Text
    instead: Text
    client: Text
    sources: tuple[Cited, ...]


class SharedCaution(Caution, frozen=True):
    """A caution that is said of several points alike. They name it by its ``id``."""

    id: Id


class Evidence(Record, frozen=True):
    """How sure the pattern is, and why."""

    confidence: Confidence
    note: Text
    people: Annotated[int, Meta(ge=1)] | None = None
    """How many people it was measured in, where it was and the number is known."""


class PointRecord(Record, frozen=True):
    """A trigger point as a file tells of it. ``label`` is its number in the muscle (TrP1)."""

    id: Id
    """``<muscle id>-<number>`` in the atlas; any in a pack."""
    label: Annotated[str, Meta(pattern=r"^TrP[0-9]+$(?!\n)")]
    part: Text
    find: Find
    palpation: Palpation
    referral: Referral
    sensations: tuple[Text, ...]
    pressure: Pressure | None
    """Nothing where the point is not pressed: then ``unpressed`` says why."""
    cautions: tuple[Id | Caution, ...]
    """The id of a shared caution, or one that is this point's own."""
    conditions: tuple[Id, ...]
    mistaken_for: tuple[Text, ...]
    evidence: Evidence
    sources: tuple[Cited, ...]
    associations: tuple[Association, ...] = ()
    """The reason for each of ``conditions`` that the zones do not give."""
    next: tuple[Link, ...] = ()
    """Where to look next, satellites first."""
    unpressed: Unpressed | None = None


class Point(PointRecord, frozen=True):
    """A trigger point with every caution that is said of it."""

    cautions: tuple[Caution, ...]


class Identifiers(Record, frozen=True):
    """A muscle's numbers in public lists, by which other data finds it; several where a record is of several."""

    ta2: tuple[TA2Number, ...]
    """Terminologia Anatomica, 2nd edition."""
    fma: tuple[FmaNumber, ...]
    """Foundational Model of Anatomy."""
    uberon: tuple[UberonId, ...] = ()
    """Uberon; empty where it has no term for the muscle."""


class MuscleRecord(Record, frozen=True):
    """A muscle as a file tells of it."""

    id: Id
    name: Text
    client_name: Text
    ta2: Text
    synonyms: tuple[Text, ...]
    group: Id
    depth: Depth
    origin: Text
    insertion: Text
    actions: tuple[Text, ...]
    nerve: Text
    stretch: Text
    stretch_client: Text
    sources: tuple[Cited, ...]
    points: tuple[PointRecord, ...]
    identifiers: Identifiers | None = None
    """A pack's muscle may have none."""


class Muscle(MuscleRecord, frozen=True):
    """A muscle with all its trigger points."""

    points: tuple[Point, ...]
