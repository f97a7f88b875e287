"""Bones stay under the skin: how deep each vertex lies, and the smooth push that brings back what comes through."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from art import places, surface
from art.steady import steady

if TYPE_CHECKING:
    from art.body import Figure
    from art.bones.solids import Solid

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NEAR = 6
"""So many vertices of the skin say together how deep a place is."""
ROUNDS = 30


SOCKET_CM = 1.9
LIPS_CM = (3.4, 1.6, 0.9)
"""Half the width and height of the gate between the lips, and how far behind the corners of the mouth it begins."""


@cache
def outer() -> Ints:
    """The level-2 vertices that are skin: the mesh runs on into mouth, nostrils and eye sockets."""
    v, n, quads = surface.reference(), surface.reference_normals(), surface.level(1).quads
    corner, ear = places.landmark("mouth-corner"), places.landmark("tragus")[2]
    wide, high, behind = LIPS_CM
    lips = (np.abs(v[:, 0]) < wide) & (np.abs(v[:, 1] - corner[1]) < high) & (v[:, 2] > corner[2] - behind)
    ends = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    ends = ends[~lips[ends].any(axis=1)]
    joined = sparse.coo_matrix((np.ones(len(ends)), ends.T), (len(v), len(v)))
    _, piece = csgraph.connected_components(joined, directed=False)
    hidden = (piece != np.bincount(piece).argmax()) & ~lips
    from_axis = v[:, [0, 2]] - (0.0, ear)
    outward = (n[:, [0, 2]] * from_axis).sum(axis=1) / np.maximum(np.linalg.norm(from_axis, axis=1), 1e-9)
    hidden |= lips & ((outward < 0.35) | (np.abs(v[:, 1] - corner[1]) < 0.35))
    eye = places.landmark("eye")
    for side in (1.0, -1.0):
        hidden |= np.linalg.norm(v - eye * (side, 1.0, 1.0), axis=1) < SOCKET_CM
    return np.flatnonzero(surface.refined(hidden.astype(float), 1, 2) < 1e-3)


@cache
def _skin(figure: Figure, pose: str) -> tuple[Floats, Floats, cKDTree]:
    v, n = surface.skin(figure, pose, 2)[outer()], surface.normals(figure, pose, 2)[outer()]
    return v, n, cKDTree(v)


def depth(figure: Figure, pose: str, points: Floats) -> tuple[Floats, Floats]:
    """How many centimetres points (n, 3) lie under the skin (negative: outside), and its outward normals there."""
    v, n, tree = _skin(figure, pose)
    apart, near = tree.query(points, k=NEAR)
    weight = 1.0 / (apart**2 + 1e-4)
    weight /= weight.sum(axis=1, keepdims=True)
    height = np.einsum("pki,pki->pk", v[near] - points[:, None], n[near])
    out = np.einsum("pk,pki->pi", weight, n[near])
    return np.einsum("pk,pk->p", weight, height), out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def least(name: str) -> float:
    """How deep at least a bone's surface lies, in centimetres: skin is thin over fingers and toes."""
    return 0.22 if name.startswith(("finger", "thumb", "toe")) else 0.35


def reach(name: str) -> float:
    """How far around a push goes along with it, in centimetres."""
    if name in ("clavicle", "scapula"):
        return 4.0
    return 0.5 if name.startswith(("finger", "thumb", "toe", "meta")) else 1.6


def moved_under(figure: Figure, bones: dict[str, Solid], pose: str = "anatomical") -> dict[str, Solid]:
    """The bones, each bent smoothly inwards where it came nearer to the skin than it may."""
    return {name: solid.moved(_pushed(figure, pose, name, solid.vertices)) for name, solid in bones.items()}


def _pushed(figure: Figure, pose: str, name: str, start: Floats) -> Floats:
    v = start.copy()
    for _ in range(ROUNDS):
        deep, out = depth(figure, pose, v)
        need = least(name) - deep
        over = np.flatnonzero(need > 0)
        if not len(over):
            break
        apart = np.linalg.norm(v[:, None] - v[None, over], axis=2)
        kernel = np.exp(-((apart / reach(name)) ** 2))
        push = -out[over] * (need[over] + 0.02)[:, None]
        mean = kernel @ push / np.maximum(kernel.sum(axis=1, keepdims=True), 1e-9)
        v = steady(v + mean * kernel.max(axis=1, keepdims=True))
    return v
