"""The skin as it is drawn: the posed figure with its eyes closed and without what teaching muscles does not need.

Only pictures are taken from it. Whatever is placed on the body is placed on ``art.surface``'s reference surface, which
this leaves alone; both share one topology, so fields and places carry over.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from art import records
from art.body import Figure, Rig, add_target, base_mesh, shaped
from art.poses import steps
from art.relief import relief
from art.steady import steady
from art.surface import level, refined, skin_vertices, vertex_normals

Floats = NDArray[np.float64]

EYES_CLOSED = 10.6
"""Weight of the mesh's own closure targets (decimetres) in centimetres of our figures."""
EYE_TARGETS = tuple(f"expression/units/caucasian/eye-{side}-closure" for side in ("left", "right"))
SMOOTHING_STEPS = 150


@cache
def feature(name: str, at_level: int = 2) -> Floats:
    """Share (0..1) of each vertex in a named feature of ``sources/features.json``: lips, fingernails, toenails ..."""
    share = np.zeros(len(base_mesh().vertices))
    for vertex, amount in records.read("features")[name].items():
        share[int(vertex)] = float(amount)
    return refined(share[skin_vertices()], 0, at_level)


@cache
def _posed(figure: Figure, pose: str) -> Floats:
    """The posed figure with closed eyes, on the same floor as ``body.posed``."""
    closed = shaped(figure).copy()
    for target in EYE_TARGETS:
        add_target(closed, target, EYES_CLOSED)
    rig = Rig(closed)
    for op, side in steps(figure, pose):
        rig.apply(op, side)
    vertices = rig.skin()
    vertices[:, 1] -= vertices[skin_vertices(), 1].min()
    return steady(vertices)


@cache
def _neighbours() -> sparse.csr_matrix:
    """Averages each level-1 vertex over its neighbours."""
    quads = level(1).quads
    pairs = np.concatenate([quads[:, [0, 1]], quads[:, [1, 2]], quads[:, [2, 3]], quads[:, [3, 0]]])
    joined = sparse.csr_matrix((np.ones(len(pairs)), pairs.T), (level(1).count,) * 2)
    joined = ((joined + joined.T) > 0).astype(float)
    return sparse.diags(1 / np.asarray(joined.sum(axis=1)).ravel()) @ joined


@cache
def skin(figure: Figure, pose: str) -> Floats:
    """Level-2 vertices (n, 3) of the drawn skin in centimetres."""
    v = refined(_posed(figure, pose)[skin_vertices()], 0, 1)
    share = feature("aureolae", 1)
    for _ in range(8):
        share = np.maximum(share, _neighbours() @ share)
    share = np.clip(share, 0, 1)[:, None]
    for _ in range(SMOOTHING_STEPS):
        v = v + share * (_neighbours() @ v - v)
    v = refined(v, 1, 2)
    return v + vertex_normals(v, level(2).quads) * refined(relief(figure), 1, 2)[:, None]


@cache
def normals(figure: Figure, pose: str) -> Floats:
    """Unit normals (n, 3) of the drawn skin, level 2."""
    return vertex_normals(skin(figure, pose), level(2).quads)
