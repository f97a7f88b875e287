"""The atlas as frozen values: muscles, trigger points, referral, guidance, conditions, protocols.

The shapes here are the schema of ``resources/points.json`` and of packs: field names are their keys. Lengths
of time are in seconds, discomfort is on the client's 1-10 scale. Sides never appear: every record describes
the patient's right and holds, mirrored, for the left. A file names by its id what several points share:
``PointRecord`` is what it says, ``Point`` the same with all of it in place.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec import field as key

Text = Annotated[str, Meta(min_length=1)]
# “$” alone would let a line end pass.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)")]
RegionCode = Annotated[str, Meta(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$(?!\n)")]
Seconds = Annotated[float, Meta(gt=0, le=600)]
Discomfort = Annotated[int, Meta(ge=1, le=10)]

Depth = Literal["superficial", "intermediate", "deep"]
Palpation = Literal["flat", "pincer", "flat or pincer"]
Felt = Literal["pain", "sign"]
Told = Literal["explained", "reported", "found", "unknown"]
"""How a statement is known: an explanation that is taught; what practitioners or clients report; what studies found;
or that nobody knows. A sentence is one of them, never two."""
Picture = Literal["knot", "blood", "cycle", "opiates"]
"""A drawing in ``resources/why``."""
Confidence = Literal["measured", "classic", "limited", "disputed"]
Tool = Literal["fingertip", "fingers", "thumb", "thumbs", "knuckles", "pincer grip", "elbow", "forearm", "flat hand"]


Reason = Literal["lies there", "acts on it", "found with it"]
"""Why a muscle has to do with a complaint beyond its zones: it lies where that is felt; it moves or pulls on what
hurts; or sources report the two together."""

NAMES: Final = ("id", "code", "value")
"""The fields by one of which a record of a list goes."""


class Record(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every record: immutable, and a misspelt key is told rather than passed over."""

    @property
    def name_in_file(self) -> str:
        """What other records call this one: its id, code or step of the scale; empty where it has none."""
        for one in NAMES:
            if hasattr(self, one):
                return str(getattr(self, one))
        return ""


class Cited(Record, frozen=True):
    """Where a statement can be checked: a source of the atlas and the place in it (chapter, page, table)."""

    source: Id
    where: str = ""


class Source(Record, frozen=True):
    """A publication that statements cite. ``url`` is shown as text and never opened by the program."""

    id: Id
    title: Text
    kind: Literal["manual", "textbook", "study", "review", "consensus", "reference", "seed", "terminology"]
    authors: str = ""
    year: int | None = None
    url: str = ""


class Region(Record, frozen=True):
    """A named place of the skin. ``client`` is the same place in a client's own words."""

    code: RegionCode
    label: Text
    client: Text
    views: tuple[Literal["front", "back", "lateral", "medial", "plantar", "dorsal"], ...]
    parent: RegionCode | None = None


class RegionGroup(Record, frozen=True):
    """One of the large parts by which muscles are listed, such as "Head and neck"."""

    id: Id
    name: Text


class Condition(Record, frozen=True):
    """A complaint that a client names. One entry a complaint; other names for it are ``aliases``."""

    id: Id
    name: Text
    aliases: tuple[Text, ...]
    plain: Text
    """One sentence in plain words."""
    red_flags: tuple[Text, ...]
    """Signs that mean: stop, and refer to a physician."""
    sources: tuple[Cited, ...]
    places: tuple[RegionCode, ...] = ()
    """Where the complaint is felt. A point whose zones touch one of them goes with it by that alone."""


class Phase(Record, frozen=True):
    """One step of a protocol: what the hand does, at which discomfort, for how long."""

    name: Literal["find", "sink", "hold", "ease", "deepen", "release", "rest"]
    says: Text
    target: tuple[Discomfort, Discomfort] | None = None
    seconds: tuple[Seconds, Seconds] | None = None
    after: Seconds | None = None
    """For "ease" in a protocol that does not deepen: it comes when so much holding softened nothing."""


class Protocol(Record, frozen=True):
    """A way of pressing, from the sources the project grew from. ``hold`` is one hold's range in seconds."""

    id: Id
    name: Text
    summary: Text
    client: Text
    hold: tuple[Seconds, Seconds]
    target: tuple[Discomfort, Discomfort]
    limit: Discomfort
    rounds: Annotated[int, Meta(ge=1, le=10)]
    phases: tuple[Phase, ...]
    stop_rules: tuple[Text, ...]
    sources: tuple[Cited, ...]
    hold_is: Literal["each round", "whole contact"] = "each round"
    """Whether ``hold`` is the time of each round, or of the whole contact over all rounds, sinking in included."""


class ScaleStep(Record, frozen=True):
    """One step of the discomfort scale in a client's words."""

    value: Discomfort
    says: Text


class Voiced(Record, frozen=True):
    """The same thing said to a clinician and to a client."""

    clinician: Text
    client: Text


class Advice(Record, frozen=True):
    """A titled piece of general guidance (breathing, after-care, why it helps ...) in both voices."""

    id: Id
    title: Text
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]
    brief: Voiced | None = None
    """The same in a sentence or two, for where there is little room."""
    listed: bool = True
    """Whether it stands in the list of general guidance; otherwise it is said at its own place alone."""


class Cue(Record, frozen=True):
    """What a guided hold says at one moment. ``title`` is for large type; ``{seconds}`` is filled in."""

    id: Id
    """``cue-`` and the moment's name in the hold."""
    title: Text
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]

    @property
    def key(self) -> str:
        """The moment's name in the hold."""
        return self.id.removeprefix("cue-")


class Ending(Record, frozen=True):
    """Why a guided hold ended, for its summary."""

    id: Id
    """``end-`` and the reason's name in the hold."""
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]

    @property
    def key(self) -> str:
        """The reason's name in the hold."""
        return self.id.removeprefix("end-")


class Label(Record, frozen=True):
    """A word in a picture, centred at a place of the drawing, in the drawing's own units."""

    x: float
    y: float
    word: Text


class Explanation(Record, frozen=True):
    """A sentence of the page "Why it may help", with a picture or without. ``told`` says how it is known."""

    id: Id
    told: Told
    title: Voiced
    clinician: Text
    client: Text
    sources: tuple[Cited, ...]
    picture: Picture | None = None
    labels: tuple[Label, ...] = ()


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
    """Where the pain is commonly reported: essential (the main area) and spillover (the wider area) regions."""

    essential: tuple[RegionCode, ...]
    spillover: tuple[RegionCode, ...]
    words: Text
    client: Text
    sources: tuple[Cited, ...]
    felt: Felt = "pain"
    """What is felt there: pain, or a sign such as gooseflesh, which is never drawn as pain."""
    elsewhere: tuple[Elsewhere, ...] = ()


class Association(Record, frozen=True):
    """Why a point goes with a complaint that none of its zones reaches."""

    condition: Id
    reason: Reason
    sources: tuple[Cited, ...]


class Way(Record, frozen=True):
    """Another protocol that suits a point, with the hold in seconds and the discomfort that it has there."""

    protocol: Id
    hold: tuple[Seconds, Seconds]
    target: tuple[Discomfort, Discomfort]
    sources: tuple[Cited, ...]


class Pressure(Record, frozen=True):
    """How to press this point. ``hold`` in seconds, ``target`` on the 1-10 discomfort scale."""

    tools: tuple[Tool, ...]
    direction: Text
    depth: Text
    protocol: Id
    hold: tuple[Seconds, Seconds]
    target: tuple[Discomfort, Discomfort]
    different: Text
    """What makes pressing here different from pressing elsewhere."""
    sources: tuple[Cited, ...]
    limit: Discomfort | None = None
    """Over which discomfort to lighten, in whatever way it is pressed. Without it, over the highest aimed at."""
    ways: tuple[Way, ...] = ()
    """Longer ways than ``protocol`` that suit this place. What is no longer than the longest hold suits in any case."""


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
    pressure: Pressure
    cautions: tuple[Id | Caution, ...]
    """The id of a shared caution, or one that is this point's own."""
    conditions: tuple[Id, ...]
    mistaken_for: tuple[Text, ...]
    evidence: Evidence
    sources: tuple[Cited, ...]
    associations: tuple[Association, ...] = ()
    """The reason for each of ``conditions`` that the zones do not give."""


class Point(PointRecord, frozen=True):
    """A trigger point with every caution that is said of it."""

    cautions: tuple[Caution, ...]


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


class Muscle(MuscleRecord, frozen=True):
    """A muscle with all its trigger points."""

    points: tuple[Point, ...]


class AtlasFile(Record, frozen=True):
    """What ``points.json`` says. Muscles are listed in this order; ids are unique across kinds."""

    version: Literal[1]
    groups: tuple[RegionGroup, ...]
    regions: tuple[Region, ...]
    sources: tuple[Source, ...]
    scale: tuple[ScaleStep, ...]
    protocols: tuple[Protocol, ...]
    advice: tuple[Advice, ...]
    conditions: tuple[Condition, ...]
    muscles: tuple[MuscleRecord, ...]
    cautions: tuple[SharedCaution, ...] = ()
    cues: tuple[Cue, ...] = ()
    endings: tuple[Ending, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    schema: str | UnsetType = key(name="$schema", default=UNSET)
    """Where an editor finds the schema. bodymap does not read it."""


class Atlas(AtlasFile, frozen=True):
    """Everything that is known: the atlas, and whatever packs add to it."""

    muscles: tuple[Muscle, ...]


class AddedPoint(PointRecord, frozen=True, kw_only=True):
    """A point that a pack adds to a muscle of the atlas."""

    muscle: Id


class Pack(Record, frozen=True):
    """What a school adds: the same records as in ``points.json``, and points of muscles that are there already."""

    pack: Literal[1]
    name: str = ""
    """What the pack is called where its records are shown; without it by its file."""
    sources: tuple[Source, ...] = ()
    protocols: tuple[Protocol, ...] = ()
    conditions: tuple[Condition, ...] = ()
    cautions: tuple[SharedCaution, ...] = ()
    muscles: tuple[MuscleRecord, ...] = ()
    points: tuple[AddedPoint, ...] = ()
    schema: str | UnsetType = key(name="$schema", default=UNSET)
