"""The files: the atlas as it is written and as it is known, and packs."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, UnsetType
from msgspec import field as key

from bodymap.core.model.base import Id, Record, Source
from bodymap.core.model.guiding import Advice, Cue, Ending, Explanation
from bodymap.core.model.places import Alternative, Condition, Region, RegionGroup, Site, SkinArea
from bodymap.core.model.points import Muscle, MuscleRecord, PointRecord, SharedCaution
from bodymap.core.model.pressing import Protocol, ScaleStep


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
    sites: tuple[Site, ...] = ()
    cues: tuple[Cue, ...] = ()
    endings: tuple[Ending, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    areas: tuple[SkinArea, ...] = ()
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
