"""The atlas as frozen values: muscles, trigger points, referral, guidance, conditions, protocols.

The shapes here are the schema of ``resources/points.json`` and of packs: field names are their keys. Lengths
of time are in seconds, discomfort is on the client's 1-10 scale. Sides never appear: every record describes
the patient's right and holds, mirrored, for the left. A file names by its id what several points share:
``PointRecord`` is what it says, ``Point`` the same with all of it in place. Each module has what its name says;
who uses a shape takes it from here.
"""

from bodymap.core.model.base import NAMES, Cited, Discomfort, Id, Record, RegionCode, Seconds, Source, Text
from bodymap.core.model.files import AddedPoint, Atlas, AtlasFile, Pack
from bodymap.core.model.guiding import Advice, Cue, Ending, Explanation, Label, Picture, Told, Voiced
from bodymap.core.model.places import Alternative, Condition, Region, RegionGroup, Site, SkinArea
from bodymap.core.model.points import (
    Association,
    Caution,
    Confidence,
    Depth,
    Elsewhere,
    Evidence,
    Felt,
    Find,
    Identifiers,
    Link,
    Muscle,
    MuscleRecord,
    Palpation,
    Point,
    PointRecord,
    Reason,
    Referral,
    SharedCaution,
    Tie,
)
from bodymap.core.model.pressing import Phase, Pressure, Protocol, ScaleStep, Tool, Unpressable, Unpressed, Way

__all__ = [
    "NAMES",
    "AddedPoint",
    "Advice",
    "Alternative",
    "Association",
    "Atlas",
    "AtlasFile",
    "Caution",
    "Cited",
    "Condition",
    "Confidence",
    "Cue",
    "Depth",
    "Discomfort",
    "Elsewhere",
    "Ending",
    "Evidence",
    "Explanation",
    "Felt",
    "Find",
    "Id",
    "Identifiers",
    "Label",
    "Link",
    "Muscle",
    "MuscleRecord",
    "Pack",
    "Palpation",
    "Phase",
    "Picture",
    "Point",
    "PointRecord",
    "Pressure",
    "Protocol",
    "Reason",
    "Record",
    "Referral",
    "Region",
    "RegionCode",
    "RegionGroup",
    "ScaleStep",
    "Seconds",
    "SharedCaution",
    "Site",
    "SkinArea",
    "Source",
    "Text",
    "Tie",
    "Told",
    "Tool",
    "Unpressable",
    "Unpressed",
    "Voiced",
    "Way",
]
