"""Bones carried by the poses: each goes along with the bones of the rig that carry the skin around it."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from art.body import Figure, joints, turns
from art.bones import solids, under
from art.bones.fit import fitted, joint_centres
from art.bones.solids import CARPALS, TARSALS, Solid

Floats = NDArray[np.float64]
Carriers = tuple[str, ...]

SPINE: Carriers = ("spine05", "spine04", "spine03", "spine02", "spine01", "neck01", "neck02", "neck03", "head")
"""The rig's bones of the spine from below; what lies between the middles of two goes along with both."""
PHALANGES = ((1, "proximal"), (2, "middle"), (3, "distal"))
LIMBS: dict[str, Carriers] = {
    "clavicle": ("clavicle.R",),
    "scapula": ("shoulder01.R",),
    "humerus": ("upperarm02.R",),
    "ulna": ("lowerarm01.R", "lowerarm02.R"),
    "radius": ("lowerarm01.R", "lowerarm02.R"),
    **dict.fromkeys(CARPALS, ("wrist.R",)),
    "metacarpal-1": ("finger1-1.R",),
    **{f"metacarpal-{n}": (f"metacarpal{n - 1}.R",) for n in range(2, 6)},
    "thumb-proximal": ("finger1-2.R",),
    "thumb-distal": ("finger1-3.R",),
    **{
        f"finger-{n}-{p}": (f"finger{n}-{k}.R",)
        for n in range(2, 6)
        for k, p in enumerate(("proximal", "middle", "distal"), 1)
    },
    "femur": ("upperleg02.R",),
    "patella": ("upperleg02.R",),
    "tibia": ("lowerleg02.R",),
    "fibula": ("lowerleg02.R",),
    **dict.fromkeys((*TARSALS, *(f"metatarsal-{n}" for n in range(1, 6))), ("foot.R",)),
    "toe-1-proximal": ("toe1-1.R",),
    "toe-1-distal": ("toe1-2.R",),
    **{
        f"toe-{n}-{p}": (f"toe{n}-{k}.R",)
        for n in range(2, 6)
        for k, p in enumerate(("proximal", "middle", "distal"), 1)
    },
}
"""The rig's bones that carry a bone; of two the second takes over along the way."""
AS_ONE: dict[str, str] = {
    **{f"rib-{n}": f"t{n}" for n in range(1, 13)},
    "sternum": "t4",
    "costal-cartilage": "t6",
    "hip-bone": "l5",
    "sacrum": "l5",
    "skull": "c1",
    "mandible": "c1",
}
"""Bones of the trunk that go along as a vertebra does; the skull as the highest."""


@cache
def bones(figure: Figure, pose: str) -> dict[str, Solid]:
    """Every bone of the right half and the middle in a pose."""
    rest = fitted(figure)
    if pose == "anatomical":
        return rest
    laid = {name: solid.moved(held(figure, pose, name, solid.vertices)) for name, solid in rest.items()}
    return under.moved_under(figure, laid, pose)


HELD: dict[str, tuple[tuple[str, str], ...]] = {
    "clavicle": (("sternoclavicular", "sternum"), ("acromioclavicular", "scapula")),
    "humerus": (("shoulder", "scapula"), ("elbow", "humerus")),
}
"""Bones that a pose would pull out of a joint: both their ends, and the bone with which each end goes along."""


def held(figure: Figure, pose: str, bone: str, points: Floats) -> Floats:
    """Points of a bone carried into a pose, its ends held where the joints are."""
    laid = carried(figure, pose, bone, points)
    if bone not in HELD:
        return laid
    ends = np.array([joint_centres(figure)[joint] for joint, _ in HELD[bone]])
    goal = [carried(figure, pose, by, ends[n : n + 1])[0] for n, (_, by) in enumerate(HELD[bone])]
    shift = np.array(goal) - carried(figure, pose, bone, ends)
    way = ends[1] - ends[0]
    share = np.clip((points - ends[0]) @ way / (way @ way), 0.0, 1.0)[:, None]
    return np.asarray(laid + (1 - share) * shift[0] + share * shift[1])


def carried(figure: Figure, pose: str, bone: str, points: Floats) -> Floats:
    """Points (n, 3) that belong to a bone in anatomical position, where they are in a pose."""
    moves = turns(figure, pose)
    out = np.zeros_like(points)
    for carrier, weight in weights(figure, bone, points):
        turn = moves[carrier]
        out += weight[:, None] * (points @ turn[:3, :3].T + turn[:3, 3])
    return out


def weights(figure: Figure, bone: str, points: Floats) -> list[tuple[str, Floats]]:
    """The rig's bones that carry points of a bone, and how much each does of every point."""
    if bone not in LIMBS:
        return _spinal(figure, bone, len(points))
    carriers = LIMBS[bone]
    if len(carriers) == 1:
        return [(carriers[0], np.ones(len(points)))]
    at = joints(figure, "anatomical")
    (start, middle), (_, end) = at[carriers[0]], at[carriers[1]]
    way = end - start
    share = (points - start) @ way / (way @ way)
    half = float((middle - start) @ way / (way @ way))
    second = np.clip((share - half / 2) / ((1 - half) / 2 + half / 2), 0.0, 1.0)
    return [(carriers[0], 1 - second), (carriers[1], second)]


def _spinal(figure: Figure, bone: str, count: int) -> list[tuple[str, Floats]]:
    name = AS_ONE.get(bone, bone)
    if bone in ("skull", "mandible"):
        return [("head", np.ones(count))]
    if bone == "hyoid":
        return [("neck03", np.full(count, 0.5)), ("head", np.full(count, 0.5))]
    at = joints(figure, "anatomical")
    middles = np.array([(at[carrier][0][1] + at[carrier][1][1]) / 2 for carrier in SPINE])
    height = float(fitted(figure)[name].vertices[:, 1].mean())
    share = np.interp(height, middles, np.arange(len(SPINE)))
    low = min(int(share), len(SPINE) - 2)
    high = float(share - low)
    return [(SPINE[low], np.full(count, 1 - high)), (SPINE[low + 1], np.full(count, high))]


def both_sides(laid: dict[str, Solid]) -> dict[str, Solid]:
    """The bones with their mirrors: the left one of a pair is called ``name.L``."""
    out = dict(laid)
    for name, solid in laid.items():
        if not solids.is_middle(name):
            out[f"{name}.L"] = Solid(solid.vertices * (-1.0, 1.0, 1.0), solid.triangles[:, ::-1])
    return out
