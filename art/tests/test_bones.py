"""The skeleton in both figures and all poses: under the skin, in its joints, the same on both sides."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial import cKDTree

from art.bones import fit, marks, posed, solids, under
from art.bones.solids import RIBS, VERTEBRAE
from art.layers import FIGURES
from art.tests.conftest import POSED

SPINE = ("skull", *VERTEBRAE, "sacrum")
DIGITS = [
    ("metacarpal-1", "thumb-proximal", "thumb-distal"),
    *([f"metacarpal-{n}", *(f"finger-{n}-{p}" for p in ("proximal", "middle", "distal"))] for n in range(2, 6)),
    ("metatarsal-1", "toe-1-proximal", "toe-1-distal"),
    *([f"metatarsal-{n}", *(f"toe-{n}-{p}" for p in ("proximal", "middle", "distal"))] for n in range(2, 6)),
]
JOINTS = {
    **dict.fromkeys(pairwise(SPINE), 1.0),
    **{(rib, f"t{rib.removeprefix('rib-')}"): 0.9 for rib in RIBS},
    ("hip-bone", "sacrum"): 0.5,
    ("hip-bone", "femur"): 0.5,
    ("femur", "tibia"): 0.7,
    ("femur", "patella"): 0.7,
    ("tibia", "fibula"): 0.5,
    ("tibia", "talus"): 0.5,
    ("talus", "calcaneus"): 0.4,
    ("talus", "navicular"): 0.4,
    ("calcaneus", "cuboid"): 0.5,
    ("scapula", "humerus"): 0.7,
    ("clavicle", "scapula"): 0.7,
    ("clavicle", "sternum"): 0.9,
    ("skull", "mandible"): 0.4,
    ("humerus", "ulna"): 0.4,
    ("humerus", "radius"): 0.6,
    ("radius", "scaphoid"): 0.6,
    ("scaphoid", "trapezium"): 0.4,
    ("trapezium", "metacarpal-1"): 0.5,
    ("capitate", "metacarpal-3"): 0.4,
    **{pair: 0.5 for digit in DIGITS for pair in pairwise(digit)},
}
"""Bones that meet, and how much room there is between them at most, for cartilage, disc or capsule (centimetres)."""


def surface_points(solid: solids.Solid) -> np.ndarray:
    """Points all over a solid's surface."""
    corners = solid.vertices[solid.triangles]
    shares = [(i / 4, j / 4, (4 - i - j) / 4) for i in range(5) for j in range(5 - i)]
    return np.concatenate([np.einsum("k,tkx->tx", np.array(share), corners) for share in shares])


def gap(one: solids.Solid, other: solids.Solid) -> float:
    return float(cKDTree(surface_points(one)).query(surface_points(other))[0].min())


@pytest.mark.parametrize(("figure", "pose"), POSED)
def test_every_bone_stays_under_the_skin(figure, pose) -> None:
    outside = {
        name: round(float(least), 2)
        for name, solid in posed.bones(figure, pose).items()
        if (least := under.depth(figure, pose, solid.vertices)[0].min()) <= 0
    }
    assert outside == {}


@pytest.mark.parametrize(("figure", "pose"), POSED)
def test_bones_meet_in_their_joints(figure, pose) -> None:
    laid = posed.bones(figure, pose)
    apart = {pair: round(gap(laid[pair[0]], laid[pair[1]]), 2) for pair in JOINTS}
    assert {pair: cm for pair, cm in apart.items() if cm > JOINTS[pair]} == {}


@pytest.mark.parametrize("figure", FIGURES)
def test_bones_of_the_middle_are_symmetric(figure) -> None:
    for name, solid in fit.fitted(figure).items():
        if solids.is_middle(name):
            points = surface_points(solid)
            assert cKDTree(points).query(points * (-1, 1, 1))[0].mean() < 0.25, name


@pytest.mark.parametrize("figure", FIGURES)
def test_bones_lie_under_their_landmarks(figure) -> None:
    """On the whole within a finger's breadth: landmarks of the skin were placed on the mean of both figures."""
    bones = tuple({mark["bone"] for mark in marks.marks().values()})
    _, goal = marks.pairs(figure, bones)
    laid = fit.fitted(figure)
    names = [name for name, mark in marks.marks().items() if mark["bone"] in bones]
    apart = np.array(
        [cKDTree(surface_points(laid[marks.marks()[n]["bone"]])).query(g)[0] for n, g in zip(names, goal, strict=True)]
    )
    assert np.sqrt((apart**2).mean()) < 0.8
    assert apart.max() < 1.8
