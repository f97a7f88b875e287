"""Writes ``art/sources/bones/``: the solids of a skeleton and the paths of its muscles, from the package myo-sim.

Run once, and again only when another version of the package is wanted; the workshop reads what is written here:

    uv run --no-project --with myo-sim==0.2.3 --with mujoco==4.0.0 --with fast-simplification==0.1.13 \
        python scripts/extract_bones.py

Space: centimetres; x to the patient's left of the spine, y up, z forward. Only the right half is kept: the left is its
mirror. Of every solid only its pieces named here are kept, with fewer faces; coordinates are whole tenths of a
millimetre.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import fast_simplification
import mujoco
import myo_sim
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Solid = tuple[Floats, Ints]

OUT = Path(__file__).parent.parent / "art" / "sources" / "bones"
SPINE_X = -0.025
"""Where the package's midplane lies, in its metres."""
PER_CM = 100

DIGITS = ("thumb", "finger-2", "finger-3", "finger-4", "finger-5")
WHOLE = {
    "sacrum_geom_1_sacrum": "sacrum",
    **{f"lumbar{n}_geom_1_lumbar{n}": f"l{n}" for n in range(1, 6)},
    **{f"torso_geom_{13 - n}_thoracic{n}_s": f"t{n}" for n in range(1, 13)},
    "hat_jaw": "mandible",
    "hat_skull": "skull",
    **{f"{name}_r": name for name in ("clavicle", "scapula", "humerus", "ulna", "radius")},
    **{f"{name}_r": name for name in ("lunate", "scaphoid", "pisiform", "triquetrum")},
    **{f"{name}_r": name for name in ("capitate", "trapezium", "trapezoid", "hamate")},
    **{f"{n}mc_r": f"metacarpal-{n}" for n in range(1, 6)},
    "thumbprox_r": "thumb-proximal",
    "thumbdist_r": "thumb-distal",
    **{f"{n}proxph_r": f"finger-{n}-proximal" for n in range(2, 6)},
    **{f"{n}midph_r": f"finger-{n}-middle" for n in range(2, 6)},
    **{f"{n}distph_r": f"finger-{n}-distal" for n in range(2, 6)},
    "r_pelvis": "hip-bone",
    **{f"r_{name}": name for name in ("femur", "patella", "tibia", "fibula", "talus")},
}
"""The package's mesh: the bone it is."""
FACES = {"skull": 3600, "mandible": 1200, "scapula": 1550}
MOST_FACES = {True: 320, False: 960}
"""A bone that is not named keeps so many faces at most: one of the hand (true), any other."""
HAND_ASIDE_CM, HAND_BELOW_CM = -15.0, 93.7


def pieces(solid: Solid) -> list[Solid]:
    """The parts of a solid that do not hang together."""
    v, f = solid
    ends = (f[:, [0, 1, 2]].ravel(), f[:, [1, 2, 0]].ravel())
    count, label = connected_components(coo_matrix((np.ones(f.size), ends), (len(v), len(v))), directed=False)
    out = []
    for number in range(count):
        mine = np.flatnonzero(label == number)
        out.append((v[mine], np.searchsorted(mine, f[label[f[:, 0]] == number])))
    return out


def welded(v: Floats, f: Ints) -> Solid:
    """The solid with one vertex a place."""
    unique, inverse = np.unique(v.round(3), axis=0, return_inverse=True)
    faces = np.asarray(inverse).reshape(-1)[f]
    return unique, faces[(faces != np.roll(faces, 1, axis=1)).all(axis=1)]


def right(parts: list[Solid], least: int = 40) -> list[Solid]:
    """The parts that lie wholly on the patient's right and are no crumbs."""
    return [p for p in parts if len(p[0]) > least and p[0][:, 0].max() < 0]


def ribcage(solid: Solid) -> dict[str, Solid]:
    """Ribs from above, breastbone and the cartilage of the right side; what else the mesh holds is no bone."""
    parts = pieces(solid)
    ribs = sorted(right(parts), key=lambda p: -float(p[0][:, 1].max()))
    front = next(p for p in parts if 600 < len(p[0]) < 900)
    aside = front[0][front[1]][:, :, 0].mean(axis=1)
    bones = {f"rib-{n}": rib for n, rib in enumerate(ribs, start=1)}
    if len(bones) != 12:
        raise ValueError(f"{len(bones)} ribs.")
    breastbone = np.abs(aside) < STERNUM_HALF_CM
    for name, keep in (("sternum", breastbone), ("costal-cartilage", (aside < 0) & ~breastbone)):
        used = np.unique(front[1][keep])
        bones[name] = (front[0][used], np.searchsorted(used, front[1][keep]))
    return bones


STERNUM_HALF_CM = 2.1


def neck(solid: Solid) -> dict[str, Solid]:
    """The vertebrae of the neck from above, without the discs."""
    vertebrae = sorted((p for p in pieces(solid) if len(p[0]) > 100), key=lambda p: -float(p[0][:, 1].mean()))
    if len(vertebrae) != 7:
        raise ValueError(f"{len(vertebrae)} vertebrae of the neck.")
    return {f"c{n}": part for n, part in enumerate(vertebrae, start=1)}


def foot(solid: Solid) -> dict[str, Solid]:
    """Heel bone, the five smaller ones before it, and the bones of the middle foot from the big toe's outwards."""
    parts = sorted(pieces(solid), key=lambda p: float(p[0][:, 2].mean()))
    bones = {"calcaneus": parts[0]}
    shafts = sorted((p for p in parts if len(p[0]) == 112), key=lambda p: -float(p[0][:, 0].mean()))
    bones |= {f"metatarsal-{n}": part for n, part in enumerate(shafts, start=1)}
    small = [p for p in parts[1:] if len(p[0]) != 112]
    bones["navicular"], bones["cuboid"] = sorted(small[:2], key=lambda p: -float(p[0][:, 0].mean()))
    wedges = sorted(small[2:], key=lambda p: -float(p[0][:, 0].mean()))
    return bones | {f"cuneiform-{n}": part for n, part in enumerate(wedges, start=1)}


def toes(solid: Solid) -> dict[str, Solid]:
    """The bones of the toes, each toe's from its root."""
    parts = sorted(pieces(solid), key=lambda p: -float(p[0][:, 0].mean()))
    bones = dict(zip(("toe-1-proximal", "toe-1-distal"), sorted(parts[:2], key=_forward), strict=True))
    others = parts[2:]
    distal = sorted((p for p in others if len(p[0]) == 62), key=lambda p: -float(p[0][:, 0].mean()))
    longer = sorted((p for p in others if len(p[0]) == 72), key=lambda p: -float(np.ptp(p[0][:, 2])))
    proximal = sorted(longer[:4], key=lambda p: -float(p[0][:, 0].mean()))
    middle = sorted(longer[4:], key=lambda p: -float(p[0][:, 0].mean()))
    for kind, row in (("proximal", proximal), ("middle", middle), ("distal", distal)):
        bones |= {f"toe-{n}-{kind}": part for n, part in enumerate(row, start=2)}
    return bones


def _forward(part: Solid) -> float:
    return float(part[0][:, 2].mean())


SPLIT = {"torso_geom_13_ribcage_s": ribcage, "hat_cervical": neck, "r_foot": foot, "r_bofoot": toes}


def in_our_space(points: Floats) -> Floats:
    """The package's metres (x lateral, y backwards, z up) as centimetres of the workshop."""
    return np.stack([(points[:, 0] - SPINE_X) * 100, points[:, 2] * 100, -points[:, 1] * 100], axis=1)


def bones(model: mujoco.MjModel, data: mujoco.MjData) -> dict[str, Solid]:
    """Every bone of the right side and the middle."""
    out: dict[str, Solid] = {}
    for geom in np.flatnonzero(model.geom_type == mujoco.mjtGeom.mjGEOM_MESH):
        mesh = int(model.geom_dataid[geom])
        name = mujoco.mj_id2name(model, mujoco.mjtObj.mjOBJ_MESH, mesh)
        v = model.mesh_vert[model.mesh_vertadr[mesh] :][: model.mesh_vertnum[mesh]].astype(float)
        f = model.mesh_face[model.mesh_faceadr[mesh] :][: model.mesh_facenum[mesh]].astype(int)
        placed = in_our_space(v @ data.geom_xmat[geom].reshape(3, 3).T + data.geom_xpos[geom])
        solid = welded(placed, f)
        if name in SPLIT:
            out |= SPLIT[name](solid)
        elif name in WHOLE:
            # The largest piece: a mesh may carry a crumb.
            out[WHOLE[name]] = max(pieces(solid), key=lambda p: len(p[0]))
    return {name: fewer(solid, FACES.get(name, MOST_FACES[is_of_hand(solid)])) for name, solid in out.items()}


def is_of_hand(solid: Solid) -> bool:
    """Whether a bone is one of the hand, which hangs at the side."""
    return bool(solid[0][:, 0].max() < HAND_ASIDE_CM and solid[0][:, 1].max() < HAND_BELOW_CM)


def fewer(solid: Solid, most: int) -> Solid:
    """The solid with so many faces at most."""
    v, f = solid
    if len(f) <= most:
        return solid
    points, faces = fast_simplification.simplify(v.astype(np.float32), f.astype(np.int32), target_count=most)
    return np.asarray(points, float), np.asarray(faces, int)


def paths(model: mujoco.MjModel, data: mujoco.MjData) -> dict[str, Floats]:
    """The way of every muscle of the right side and the middle, from origin to insertion."""
    out = {}
    for number in range(model.ntendon):
        name = mujoco.mj_id2name(model, mujoco.mjtObj.mjOBJ_TENDON, number).removesuffix("_tendon")
        start, count = int(data.ten_wrapadr[number]), int(data.ten_wrapnum[number])
        way = in_our_space(data.wrap_xpos.reshape(-1, 3)[start : start + count])
        if name.endswith(("_l", "_tendon_l")) or "ligament" in name:
            continue
        out[name.removesuffix("_r")] = way
    return out


def numbers(points: Floats) -> list[int]:
    """Coordinates in a row, in tenths of a millimetre."""
    return [int(n) for n in np.rint(points * PER_CM).ravel()]


def main() -> None:
    """Write both files."""
    warnings.simplefilter("ignore")
    model, data = myo_sim.load("myofullbody")
    mujoco.mj_forward(model, data)
    solids = {
        name: {"vertices": numbers(v), "faces": [int(n) for n in f.ravel()]}
        for name, (v, f) in sorted(bones(model, data).items())
    }
    ways = {name: numbers(way) for name, way in sorted(paths(model, data).items())}
    for name, content in (("solids", solids), ("paths", ways)):
        rows = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in content.items())
        (OUT / f"{name}.json").write_text("{\n" + rows + "\n}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
