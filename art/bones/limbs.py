"""Bones of the limbs: each begins where the bone before it has its joint."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from art.body import Figure, joints
from art.bones.marks import found, inside
from art.bones.moves import Shaft, Similarity, Warp, frame, sphere
from art.bones.solids import CARPALS, TARSALS, template

Floats = NDArray[np.float64]
Move = Callable[[Floats], Floats]

HAND_STIFF, FOOT_STIFF = 0.6, 0.6
TIP = 0.82
"""Share of the way from the last joint of a finger or toe to its tip that is bone."""


def _v(bone: str) -> Floats:
    return template()[bone].vertices


def _end(bone: str, toward: tuple[float, float, float], share: float = 0.06) -> Floats:
    """The middle of a bone's end: of the vertices within a share of its extent in a direction."""
    v = _v(bone)
    height = v @ np.array(toward)
    near = v[height >= height.max() - share * np.ptp(height)]
    return np.asarray((near.min(axis=0) + near.max(axis=0)) / 2)


@cache
def template_joints() -> dict[str, Floats]:
    """Centres of joints on the skeleton as it comes."""
    femur, humerus = _v("femur"), _v("humerus")
    hip = sphere(femur[(femur[:, 0] > femur[:, 0].max() - 3.2) & (femur[:, 1] > femur[:, 1].max() - 5.0)])
    top = humerus[:, 1].max()
    shoulder = sphere(humerus[(humerus[:, 1] > top - 3.6) & (humerus[:, 0] > humerus[:, 0].max() - 3.4)])
    low = {"y": [0.0, 0.12]}
    lateral, medial = found(humerus, [-1, 0, 0], low), found(humerus, [1, 0, 0], low)
    knee_out, knee_in = found(femur, [-1, 0, 0], low), found(femur, [1, 0, 0], low)
    outer, inner = found(_v("fibula"), [-1, -0.3, 0], low), found(_v("tibia"), [1, -0.3, 0], low)
    return {
        "hip": hip,
        "shoulder": shoulder,
        "lateral-epicondyle": lateral,
        "medial-epicondyle": medial,
        "elbow": (lateral + medial) / 2,
        "knee-lateral": knee_out,
        "knee-medial": knee_in,
        "knee": (knee_out + knee_in) / 2,
        "lateral-malleolus": outer,
        "medial-malleolus": inner,
        "ankle": (outer + inner) / 2,
        "acromioclavicular": _end("clavicle", (-1.0, 0.0, 0.0)),
        "sternoclavicular": _end("clavicle", (1.0, 0.0, 0.0)),
        "radial-head": _end("radius", (0.0, 1.0, 0.0)),
        "radial-styloid": found(_v("radius"), [0, -1, 0]),
        "ulna-head": found(_v("ulna"), [0, -1, 0]),
    }


def moves(figure: Figure, axial: Warp, scapula: Warp) -> dict[str, Move]:
    """For every bone of the right limbs how it comes into a figure."""
    out: dict[str, Move] = {"scapula": scapula}
    t = template_joints()
    ends = np.array([t["sternoclavicular"], t["acromioclavicular"]])
    goal = np.concatenate([axial(ends[:1]), scapula(ends[1:])])
    thick = axial.first.scale
    out["clavicle"] = Shaft(ends, goal, np.eye(3), (thick, thick))
    out |= _arm(figure, scapula)
    out |= _leg(figure, axial)
    return out


def centres(axial: Warp, scapula: Warp, moves: dict[str, Move]) -> dict[str, Floats]:
    """Where joints of the skeleton came to lie, by name."""
    t = template_joints()
    by: dict[str, Move] = {
        "sternoclavicular": axial,
        "acromioclavicular": scapula,
        "shoulder": scapula,
        "elbow": moves["humerus"],
        "hip": axial,
        "knee": moves["femur"],
        "ankle": moves["tibia"],
    }
    return {joint: move(t[joint][None])[0] for joint, move in by.items()}


def _width(a: Floats, b: Floats) -> float:
    return float(np.linalg.norm(b - a))


def _arm(figure: Figure, scapula: Warp) -> dict[str, Move]:
    t = template_joints()
    names = ["lateral-epicondyle", "medial-epicondyle", "radial-styloid", "ulnar-styloid"]
    lateral, medial, radial, ulnar = inside(figure, names, [0.6, 0.6, 0.5, 0.45])
    thick = (
        scapula.first.scale,
        _width(lateral, medial) / _width(t["lateral-epicondyle"], t["medial-epicondyle"]),
    )
    shoulder, elbow = scapula(t["shoulder"][None])[0], (lateral + medial) / 2
    across = t["medial-epicondyle"] - t["lateral-epicondyle"]
    ends = np.array([t["shoulder"], t["elbow"]])
    turn = frame(elbow - shoulder, medial - lateral) @ frame(ends[1] - ends[0], across).T
    humerus = Shaft(ends, np.array([shoulder, elbow]), turn, thick)
    ends = np.array([t["elbow"], t["ulna-head"]])
    turn = frame(ulnar - elbow, medial - lateral) @ frame(ends[1] - ends[0], across).T
    ulna = Shaft(ends, np.array([elbow, ulnar]), turn, (thick[1], 1.0 * thick[0]))
    ends = np.array([t["radial-head"], t["radial-styloid"]])
    head = humerus(t["radial-head"][None])[0]
    turn = frame(radial - head, ulnar - radial) @ frame(ends[1] - ends[0], t["ulna-head"] - t["radial-styloid"]).T
    radius = Shaft(ends, np.array([head, radial]), turn, (thick[1], 1.0 * thick[0]))
    return {"humerus": humerus, "ulna": ulna, "radius": radius, **_hand(figure)}


def _chain(figure: Figure, start: list[Floats], rig: list[str], bones: list[str], base: Similarity) -> dict[str, Move]:
    """Phalanges of a finger or toe, joint by joint; ``rig``: the skin's own joints there."""
    at = joints(figure, "anatomical")
    goal = [at[name][0] for name in rig]
    last = at[rig[-1]][1]
    goal.append(goal[-1] + TIP * (last - goal[-1]))
    out: dict[str, Move] = {}
    for n, bone in enumerate(bones):
        ends = np.array([start[n], start[n + 1]])
        out[bone] = Shaft(ends, np.array([goal[n], goal[n + 1]]), base.turn, (base.scale, base.scale))
    return out


def _phalanges(digit: str) -> list[str]:
    parts = ("proximal", "distal") if digit in ("thumb", "toe-1") else ("proximal", "middle", "distal")
    return [f"{digit}-{part}" for part in parts]


def _nodes(root: str, bones: list[str], axis: tuple[float, float, float]) -> list[Floats]:
    """Joints of a row of bones on the skeleton as it comes: between each bone and the next, and the tip."""
    back = (-axis[0], -axis[1], -axis[2])
    row = [root, *bones]
    nodes = [(_end(a, axis) + _end(b, back)) / 2 for a, b in pairwise(row)]
    return [*nodes, _end(bones[-1], axis)]


def _hand(figure: Figure) -> dict[str, Move]:
    down = (0.0, -1.0, 0.0)
    at = joints(figure, "anatomical")
    digits = {1: "thumb", **{n: f"finger-{n}" for n in range(2, 6)}}
    start, goal = [], []
    for n in range(2, 6):
        start += [_nodes(f"metacarpal-{n}", _phalanges(digits[n]), down)[0], _end(f"metacarpal-{n}", (0.0, 1.0, 0.0))]
        base = inside(figure, [f"metacarpal-{n}-base-palmar", f"metacarpal-{n}-base-dorsal"], [0.0, 0.0])
        goal += [at[f"finger{n}-1.R"][0], 0.35 * base[0] + 0.65 * base[1]]
    t = template_joints()
    start.append((t["radial-styloid"] + t["ulna-head"]) / 2)
    goal.append(inside(figure, ["radial-styloid", "ulnar-styloid"], [0.5, 0.45]).mean(axis=0))
    thumb = _nodes("metacarpal-1", _phalanges("thumb"), (0.35, -0.85, 0.4))
    start.append(_end("metacarpal-1", (-0.35, 0.85, -0.4)))
    goal.append(at["finger1-1.R"][0])
    palm = Warp(np.array(start), np.array(goal), HAND_STIFF)
    out: dict[str, Move] = dict.fromkeys((*CARPALS, *(f"metacarpal-{n}" for n in range(2, 6))), palm)
    first = np.array([start[-1], thumb[0]])
    scale = palm.first.scale
    goal_first = np.array([palm(first[:1])[0], at["finger1-2.R"][0]])
    out["metacarpal-1"] = Shaft(first, goal_first, palm.first.turn, (scale, scale))
    for n, digit in digits.items():
        bones = _phalanges(digit)
        nodes = thumb if n == 1 else _nodes(f"metacarpal-{n}", bones, down)
        rig = [f"finger{n}-{k}.R" for k in ((2, 3) if n == 1 else (1, 2, 3))]
        out |= _chain(figure, nodes, rig, bones, palm.first)
    return out


def _leg(figure: Figure, axial: Warp) -> dict[str, Move]:
    t = template_joints()
    names = ["lateral-femoral-epicondyle", "medial-femoral-epicondyle", "lateral-malleolus", "medial-malleolus"]
    lateral, medial, outer, inner = inside(figure, names, [1.0, 1.2, 0.4, 0.4])
    hip, knee, ankle = axial(t["hip"][None])[0], (lateral + medial) / 2, (outer + inner) / 2
    at_knee = _width(lateral, medial) / _width(t["knee-lateral"], t["knee-medial"])
    at_ankle = _width(outer, inner) / _width(t["lateral-malleolus"], t["medial-malleolus"])
    across = t["knee-medial"] - t["knee-lateral"]
    ends = np.array([t["hip"], t["knee"]])
    turn = frame(knee - hip, medial - lateral) @ frame(ends[1] - ends[0], across).T
    femur = Shaft(ends, np.array([hip, knee]), turn, (axial.first.scale, at_knee))
    ends = np.array([t["knee"], t["ankle"]])
    turn = frame(ankle - knee, medial - lateral) @ frame(ends[1] - ends[0], across).T
    leg = Shaft(ends, np.array([knee, ankle]), turn, (at_knee, at_ankle))
    return {"femur": femur, "patella": femur, "tibia": leg, "fibula": leg, **_foot(figure, leg)}


FOOT_MARKS: tuple[tuple[str, tuple[float, float, float], str, float], ...] = (
    ("calcaneus", (0.0, 0.0, -1.0), "calcaneus-back", 0.6),
    ("calcaneus", (0.0, -1.0, -0.3), "heel-plantar-mid", 1.2),
    ("navicular", (1.0, -0.5, 0.0), "navicular-tuberosity", 0.6),
    ("metatarsal-5", (-1.0, 0.0, -0.6), "metatarsal-5-base", 0.6),
    ("metatarsal-1", (1.0, 0.0, 0.7), "metatarsal-1-head-medial", 0.5),
    ("metatarsal-2", (0.0, 1.0, -0.2), "metatarsal-2-base-dorsal", 0.7),
)
"""A bone of the foot, where its mark lies on it, the landmark of the skin there and how deep the bone is."""


def _foot(figure: Figure, leg: Shaft) -> dict[str, Move]:
    forward = (0.0, 0.0, 1.0)
    at = joints(figure, "anatomical")
    rows: dict[int, Any] = {n: _phalanges(f"toe-{n}") for n in range(1, 6)}
    nodes = {n: _nodes(f"metatarsal-{n}", bones, forward) for n, bones in rows.items()}
    start = [found(_v(bone), list(toward)) for bone, toward, _, _ in FOOT_MARKS]
    goal = list(inside(figure, [m[2] for m in FOOT_MARKS], [m[3] for m in FOOT_MARKS]))
    start += [nodes[n][0] for n in rows]
    goal += [at[f"toe{n}-1.R"][0] for n in rows]
    ankle = np.array([template_joints()[k] for k in ("ankle", "lateral-malleolus", "medial-malleolus")])
    start += list(ankle)
    goal += list(leg(ankle))
    foot = Warp(np.array(start), np.array(goal), FOOT_STIFF)
    out: dict[str, Move] = dict.fromkeys((*TARSALS, *(f"metatarsal-{n}" for n in range(1, 6))), foot)
    for n, bones in rows.items():
        rig = [f"toe{n}-{k}.R" for k in ((1, 2) if n == 1 else (1, 2, 3))]
        out |= _chain(figure, nodes[n], rig, bones, foot.first)
    return out
