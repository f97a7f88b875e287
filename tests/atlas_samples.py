"""A small atlas for tests: two muscles, three points, every kind of record, all of it true to the model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from msgspec.structs import asdict

from bodymap.core.hold.holding import CueKey, EndReason
from bodymap.core.model import Atlas, AtlasFile, Muscle, Point
from bodymap.core.rules_said import asked_guidance

if TYPE_CHECKING:
    from pathlib import Path

CITE = {"source": "manual", "where": "ch. 22"}


def _point(
    muscle: str, number: int, essential: list[str], spillover: list[str], conditions: list[str]
) -> dict[str, Any]:
    return {
        "id": f"{muscle}-{number}",
        "label": f"TrP{number}",
        "part": "upper fibres",
        "find": {
            "landmarks": "Two finger-widths below the spine of the scapula.",
            "position": "Side-lying.",
            "client": "Your therapist feels along the shoulder blade.",
            "sources": [CITE],
        },
        "palpation": "flat",
        "referral": {
            "essential": essential,
            "spillover": spillover,
            "words": "Commonly reported deep in the shoulder.",
            "client": "You may feel it in the shoulder.",
            "sources": [CITE],
        },
        "sensations": ["deep ache"],
        "pressure": {
            "tools": ["thumb", "knuckles"],
            "direction": "towards the blade",
            "depth": "moderate",
            "protocol": "static-pressure",
            "hold": [8, 20],
            "target": [5, 7],
            "different": "Bone lies behind it.",
            "sources": [{"source": "seed"}],
        },
        "cautions": [
            {
                "structure": "suprascapular nerve",
                "risk": f"lies beneath {muscle} {number}",
                "instead": "press inwards, broadly",
                "client": "Pressure stays gentle here.",
                "sources": [CITE],
            }
        ],
        "conditions": conditions,
        "mistaken_for": ["bicipital tendinopathy"],
        "evidence": {"confidence": "classic", "note": "The Manual and its followers agree."},
        "sources": [CITE],
    }


def _muscle(muscle: str, name: str, synonyms: list[str], points: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": muscle,
        "name": name,
        "client_name": f"{name} muscle",
        "ta2": f"musculus {muscle}",
        "synonyms": synonyms,
        "group": "shoulder-arm",
        "depth": "superficial",
        "origin": "the scapula",
        "insertion": "the humerus",
        "actions": ["turns the arm"],
        "nerve": "suprascapular nerve",
        "stretch": "Bring the arm across.",
        "stretch_client": "Draw the elbow of the sore side gently across.",
        "sources": [CITE],
        "points": points,
        "identifiers": {"ta2": [len(name)], "fma": [len(name)], "uberon": []},
    }


def _said(record_id: str, **more: object) -> dict[str, Any]:
    """Return a record of something that is said, in both voices."""
    return {
        "id": record_id,
        "clinician": f"What {record_id} says.",
        "client": f"You hear of {record_id.rpartition('-')[2]}.",
        "sources": [{"source": "seed"}],
        **more,
    }


SAMPLE: dict[str, Any] = {
    "version": 1,
    "groups": [{"id": "shoulder-arm", "name": "Shoulder and arm"}],
    "regions": [
        {"code": "shoulder", "label": "Shoulder", "client": "shoulder", "views": ["front"], "parent": None},
        {
            "code": "shoulder.front",
            "label": "Front of shoulder",
            "client": "front of your shoulder",
            "views": ["front"],
            "parent": "shoulder",
        },
        {
            "code": "arm.front",
            "label": "Front of upper arm",
            "client": "front of your arm",
            "views": ["front"],
        },
        {
            "code": "heel",
            "label": "Heel (plantar, back and medial)",
            "client": "your heel",
            "views": ["back"],
        },
    ],
    "sources": [
        {
            "id": "manual",
            "title": "The Manual",
            "kind": "manual",
            "authors": "Simons & Travell",
            "year": 1999,
        },
        {"id": "seed", "title": "Neuromuscular Therapy", "kind": "seed"},
        {"id": "trial", "title": "A trial", "kind": "study", "year": 2022},
    ],
    "scale": [{"value": n, "says": f"step {n}"} for n in range(1, 11)],
    "protocols": [
        {
            "id": "static-pressure",
            "name": "Static pressure",
            "summary": "Press and hold.",
            "client": "A steady press.",
            "hold": [8, 20],
            "target": [5, 7],
            "limit": 7,
            "rounds": 3,
            "phases": [{"name": "hold", "says": "Hold.", "target": [5, 7], "seconds": [8, 20]}],
            "stop_rules": ["The client asks."],
            "sources": [{"source": "seed"}],
        }
    ],
    "advice": [
        {
            "id": "breathing",
            "title": "Breathing",
            "clinician": "Slow breaths.",
            "client": "Breathe slowly.",
            "sources": [{"source": "seed"}],
            "brief": {"clinician": "Breaths.", "client": "Breathe."},
        },
        *(_said(one, title=f"On {one}", listed=False) for one in sorted(asked_guidance() - {"breathing"})),
    ],
    "cues": [_said(f"cue-{key}", title=key.title()) for key in get_args(CueKey)],
    "endings": [_said(f"end-{key}") for key in get_args(EndReason)],
    "explanations": [
        {
            "id": "why-knot",
            "told": "explained",
            "title": {"clinician": "A knot", "client": "A knot"},
            "clinician": "Fibres are said to stay contracted.",
            "client": "A part of the muscle is said to stay tight.",
            "sources": [{"source": "seed"}],
            "picture": "knot",
            "labels": [{"x": 10, "y": 20, "word": "tight"}],
        },
        {
            "id": "why-found",
            "told": "found",
            "title": {"clinician": "Threshold", "client": "Tenderness"},
            "clinician": "In a review the threshold rose.",
            "client": "In studies the spot became less tender.",
            "sources": [{"source": "trial"}],
        },
    ],
    "cautions": [
        {
            "id": "thin-bone",
            "structure": "thin bone",
            "risk": "can be as thin as paper",
            "instead": "press flat",
            "client": "I use a broad contact.",
            "sources": [CITE],
        }
    ],
    "conditions": [
        {
            "id": "frozen-shoulder",
            "name": "Frozen shoulder",
            "aliases": ["adhesive capsulitis"],
            "plain": "A stiff shoulder.",
            "icd10": ["M75.0"],
            "red_flags": ["fever"],
            "sources": [CITE],
        },
        {
            "id": "heel-pain",
            "name": "Heel pain",
            "aliases": [],
            "plain": "A sore heel.",
            "icd10": ["M79.6"],
            "red_flags": ["fever"],
            "sources": [CITE],
        },
    ],
    "muscles": [
        _muscle(
            "infraspinatus",
            "Infraspinatus",
            ["Musculus infraspinatus"],
            [
                _point("infraspinatus", 1, ["shoulder.front"], ["arm.front"], ["frozen-shoulder"]),
                _point("infraspinatus", 2, ["arm.front"], [], ["frozen-shoulder"]),
            ],
        ),
        _muscle("soleus", "Soleus", ["Calf muscle"], [_point("soleus", 1, ["heel"], [], ["heel-pain"])]),
    ],
}
"""What a well-formed ``points.json`` decodes to."""
SAMPLE["muscles"][0]["points"][1]["cautions"].insert(0, "thin-bone")


def sample() -> dict[str, Any]:
    """Return a copy of the sample that a test may damage."""
    copied: dict[str, Any] = json.loads(json.dumps(SAMPLE))
    return copied


def as_atlas(data: object) -> Atlas:
    """Return what ``data`` says with shared cautions in place, and otherwise exactly as it is, be it wrong."""
    file = msgspec.convert(data, AtlasFile)
    shared = {caution.id: caution for caution in file.cautions}
    muscles = []
    for muscle in file.muscles:
        points = tuple(
            Point(**{**asdict(p), "cautions": tuple(shared.get(c, c) if isinstance(c, str) else c for c in p.cautions)})
            for p in muscle.points
        )
        muscles.append(Muscle(**{**asdict(muscle), "points": points}))
    return Atlas(**{**asdict(file), "muscles": tuple(muscles)})


def as_file(atlas: Atlas) -> dict[str, Any]:
    """Return an atlas as a file says it: shared cautions by their ids."""
    data: dict[str, Any] = msgspec.to_builtins(atlas)
    for muscle in data["muscles"]:
        for point in muscle["points"]:
            point["cautions"] = [caution.get("id", caution) for caution in point["cautions"]]
    return data


def write(path: Path, data: object) -> Path:
    """Write ``data`` as JSON to ``path`` and return it."""
    path.write_text(json.dumps(data), encoding="utf-8")
    return path
