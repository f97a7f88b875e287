"""The skin as one mesh topology for all figures and poses: subdivision, places, distances along the skin.

Level 0 is the base mesh's ``body`` group, level 1 carries placements and fields (about 53,000 vertices), level 2 is
drawn. Subdivision is Catmull-Clark, written as one sparse matrix a level, so it moves positions and fields alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from art.body import Figure, base_mesh, posed
from art.poses import PLACING
from art.raster import blend
from art.steady import steady

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FAR = 1e3
"""Centimetres; stands for "nowhere near" in a distance field."""


@dataclass(frozen=True)
class Topology:
    """Quads of one level and the matrix that makes its vertices from those of the level before."""

    quads: Ints
    count: int
    refine: sparse.csr_matrix

    @cached_property
    def triangles(self) -> Ints:
        """Each quad cut in two, (2n, 3)."""
        q = self.quads
        return np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]])


def _edges(quads: Ints) -> tuple[Ints, Ints, Ints]:
    """Unique edges (m, 2), for each quad its four edge numbers, and how many quads share each edge."""
    ends = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    unique, inverse, shared = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    return unique, inverse.reshape(-1, 4), shared


def _catmull_clark(quads: Ints, count: int) -> Topology:
    """One step: new vertices are [old vertices moved, face points, edge points]."""
    edges, quad_edges, shared = _edges(quads)
    faces, n_edges = len(quads), len(edges)
    face = sparse.csr_matrix(
        (np.full(faces * 4, 0.25), (np.repeat(np.arange(faces), 4), quads.ravel())), (faces, count)
    )
    middle = sparse.csr_matrix(
        (np.full(n_edges * 2, 0.5), (np.repeat(np.arange(n_edges), 2), edges.ravel())), (n_edges, count)
    )
    touching = sparse.csr_matrix(
        (np.full(faces * 4, 0.5), (quad_edges.ravel(), np.repeat(np.arange(faces), 4))), (n_edges, faces)
    )
    inner = (shared == 2).astype(float)
    edge = sparse.diags(1 - 0.5 * inner) @ middle + sparse.diags(0.5 * inner) @ (touching @ face)
    valence = np.bincount(edges.ravel(), minlength=count).astype(float)
    border = np.unique(edges[shared == 1])
    keep = np.ones(count)
    keep[border] = 0.0
    n = np.maximum(valence, 1)
    at_face = sparse.csr_matrix((np.ones(faces * 4), (quads.ravel(), np.repeat(np.arange(faces), 4))), (count, faces))
    at_edge = sparse.csr_matrix(
        (np.ones(n_edges * 2), (edges.ravel(), np.repeat(np.arange(n_edges), 2))), (count, n_edges)
    )
    per_face = np.maximum(np.bincount(quads.ravel(), minlength=count), 1)
    old = (
        sparse.diags(keep / n / per_face) @ at_face @ face
        + sparse.diags(2 * keep / n / n) @ at_edge @ middle
        + sparse.diags(np.where(keep > 0, (n - 3) / n, 1.0))
    )
    corner, f, e = quads, count + np.arange(faces), count + faces + quad_edges
    pieces = [np.stack([corner[:, i], e[:, i], f, e[:, i - 1]], axis=1) for i in range(4)]
    refine = sparse.vstack([old, face, edge]).tocsr()
    return Topology(np.concatenate(pieces), count + faces + n_edges, refine)


@cache
def skin_vertices() -> Ints:
    """Numbers in the base mesh of the vertices of the skin; their order is level 0's."""
    return np.unique(base_mesh().quads["body"])


@cache
def level(number: int) -> Topology:
    """Topology of a subdivision level: 0, 1 or 2."""
    if number == 0:
        used = skin_vertices()
        quads = np.searchsorted(used, base_mesh().quads["body"])
        return Topology(quads, len(used), sparse.identity(len(used), format="csr"))
    below = level(number - 1)
    return _catmull_clark(below.quads, below.count)


def refined(values: Floats, start: int, end: int) -> Floats:
    """Positions or fields of level ``start`` carried to level ``end``."""
    for number in range(start + 1, end + 1):
        values = steady(level(number).refine @ values)
    return np.asarray(values)


@cache
def skin(figure: Figure, pose: str, at_level: int) -> Floats:
    """Vertices (n, 3) of the skin in centimetres."""
    return refined(posed(figure, pose)[skin_vertices()], 0, at_level)


@cache
def mirror() -> Ints:
    """For each level-1 vertex the vertex at its mirror place, so that fields can be carried to the left side."""
    v = reference()
    _, partner = cKDTree(v).query(v * np.array([-1.0, 1.0, 1.0]))
    return np.asarray(partner)


@cache
def reference() -> Floats:
    """The surface on which everything is placed: the mean of both figures in the placing pose, level 1."""
    return (skin("woman", PLACING, 1) + skin("man", PLACING, 1)) / 2


@cache
def normals(figure: Figure, pose: str, at_level: int) -> Floats:
    """Unit normals (n, 3), area weighted, pointing outward."""
    return vertex_normals(skin(figure, pose, at_level), level(at_level).quads)


def vertex_normals(v: Floats, quads: Ints) -> Floats:
    """Area-weighted unit normals of a quad mesh."""
    across = np.cross(v[quads[:, 2]] - v[quads[:, 0]], v[quads[:, 3]] - v[quads[:, 1]])
    out = np.zeros_like(v)
    for corner in range(4):
        np.add.at(out, quads[:, corner], across)
    return steady(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))


@cache
def vertex_areas(figure: Figure, pose: str) -> Floats:
    """The skin (cm2) around each level-2 vertex, a third of that of the triangles that meet there."""
    v, triangles = skin(figure, pose, 2), level(2).triangles
    across = np.cross(v[triangles[:, 1]] - v[triangles[:, 0]], v[triangles[:, 2]] - v[triangles[:, 0]])
    size = np.linalg.norm(across, axis=1) / 6
    return np.bincount(triangles.ravel(), np.repeat(size, 3), minlength=len(v)).astype(float)


@cache
def fine_reference() -> Floats:
    """The reference surface at level 2, on which fields are measured: what is drawn must be smooth at this grain."""
    return refined(reference(), 1, 2)


@cache
def reference_normals() -> Floats:
    """Unit normals of the reference surface."""
    return vertex_normals(reference(), level(1).quads)


@cache
def graph() -> sparse.csr_matrix:
    """Level-1 vertices joined by edges and diagonals, two rings wide, weighted by length in centimetres.

    The second ring makes shortest paths straight enough: the worst detour falls from 8 % to 3 %.
    """
    quads, v = level(1).quads, reference()
    pairs = np.concatenate([quads[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3))])
    one = sparse.csr_matrix((np.ones(len(pairs)), pairs.T), (len(v), len(v)))
    one = ((one + one.T) > 0).astype(float)
    two = ((one @ one) > 0).tocoo()
    apart = two.row != two.col
    a, b = two.row[apart], two.col[apart]
    # A jump over two rings must stay on one sheet of skin: not from lip to lip, nor from finger to finger.
    near = np.einsum("ij,ij->i", reference_normals()[a], reference_normals()[b]) > -0.2
    a, b = a[near], b[near]
    return sparse.csr_matrix((np.linalg.norm(v[a] - v[b], axis=1), (a, b)), (len(v), len(v)))


@cache
def tree() -> cKDTree:
    """Nearest-vertex search on the reference surface."""
    return cKDTree(reference())


def onto_skin(points: Floats) -> Floats:
    """The closest places of the reference surface to points (n, 3), as points (n, 3)."""
    _, near = tree().query(points, k=4)
    v, n = reference(), reference_normals()
    base, normal = v[near], n[near]
    # Slide each point along the normals of its nearest vertices down to their tangent planes, and blend.
    height = np.einsum("pki,pki->pk", points[:, None] - base, normal)
    weight = 1.0 / (np.linalg.norm(points[:, None] - base, axis=2) ** 2 + 1e-6)
    weight /= weight.sum(axis=1, keepdims=True)
    return steady(points - np.einsum("pk,pk,pki->pi", weight, height, normal))


def path(start: Floats, end: Floats, steps: int = 40, smooth: int = 60) -> Floats:
    """A short way along the skin between two places: points (steps, 3) on the reference surface.

    Dijkstra finds the way round, then the line is pulled taut and laid back on the skin.
    """
    a, b = int(tree().query(start)[1]), int(tree().query(end)[1])
    _, before = dijkstra(graph(), indices=a, return_predecessors=True, limit=3 * np.linalg.norm(end - start) + 5)
    way = [b]
    while way[-1] != a and before[way[-1]] >= 0:
        way.append(int(before[way[-1]]))
    if way[-1] != a:
        raise ValueError(f"No way along the skin from {start.round(1)} to {end.round(1)}.")
    line = resample(np.concatenate([[start], reference()[way[::-1]], [end]]), steps)
    for _ in range(smooth):
        line[1:-1] = onto_skin(line[1:-1] * 0.2 + (line[:-2] + line[2:]) * 0.4)
    return resample(line, steps)


def resample(line: Floats, steps: int) -> Floats:
    """The same polyline with evenly spaced points (steps, 3)."""
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    keep = np.concatenate([[True], np.diff(length) > 1e-9])
    at = np.linspace(0, length[-1], steps)
    return np.stack([np.interp(at, length[keep], line[keep, i]) for i in range(line.shape[1])], axis=1)


def distance(lines: list[Floats], reach: float) -> Floats:
    """Distance of every level-1 vertex from a set of polylines on the skin, in centimetres; ``FAR`` beyond ``reach``.

    Straight through space, which keeps level lines round, but only where the way along the skin is not much longer:
    so a zone on the palm does not come out on the back of the hand.
    """
    points = np.concatenate(
        [resample(line, max(2, int(_length(line) / 0.25) + 1)) if len(line) > 1 else line for line in lines]
    )
    sources = np.unique(tree().query(points)[1])
    along = dijkstra(graph(), indices=sources, min_only=True, limit=reach * 1.6 + 1.0)
    near = np.flatnonzero(np.isfinite(along))
    field = np.full(len(reference()), FAR)
    straight, _ = cKDTree(points).query(reference()[near])
    # Where the way round grows long compared to the straight distance, the way round counts.
    field[near] = np.maximum(straight, along[near] * 0.8 - 0.6)
    field[field > reach] = FAR
    return field


def _length(line: Floats) -> float:
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


@dataclass(frozen=True)
class Anchor:
    """Places bound to the skin: for each a level-1 triangle and barycentric weights, so that they follow any pose."""

    triangles: Ints
    weights: Floats

    def on(self, vertices: Floats) -> Floats:
        """Where the places are on another figure or in another pose (level-1 vertices)."""
        return steady(blend(self.weights, vertices[level(1).triangles[self.triangles]]))


@cache
def _triangles_at() -> Ints:
    """For each level-1 vertex the triangles that meet there (n, most that meet); short rows repeat their first."""
    triangles = level(1).triangles
    order = np.argsort(triangles.ravel(), kind="stable")
    count = np.bincount(triangles.ravel(), minlength=level(1).count)
    start = np.concatenate([[0], np.cumsum(count)[:-1]])
    slot = np.arange(count.max())[None, :]
    return np.asarray(order[start[:, None] + np.where(slot < count[:, None], slot, 0)] // 3)


def anchor(points: Floats) -> Anchor:
    """Bind points (n, 3) on or near the reference surface to it."""
    v, triangles = reference(), level(1).triangles
    candidates = _triangles_at()[tree().query(points, k=3)[1]].reshape(len(points), -1)
    corners = v[triangles[candidates]]
    w = np.clip(barycentric(points[:, None], corners), 0, None)
    w /= w.sum(axis=2, keepdims=True)
    apart = steady(np.linalg.norm(np.einsum("pck,pckx->pcx", w, corners) - points[:, None], axis=2))
    best = np.argmin(apart, axis=1)
    row = np.arange(len(points))
    return Anchor(candidates[row, best], w[row, best])


def barycentric(points: Floats, corners: Floats) -> Floats:
    """Weights (..., 3) of the feet of points (..., 3) in the planes of triangles (..., 3, 3); they may be negative."""
    a, b, c = corners[..., 0, :], corners[..., 1, :], corners[..., 2, :]
    normal = np.cross(b - a, c - a)
    squared = np.maximum((normal * normal).sum(axis=-1), 1e-18)
    wb = (np.cross(points - a, c - a) * normal).sum(axis=-1) / squared
    wc = (np.cross(b - a, points - a) * normal).sum(axis=-1) / squared
    return np.stack([1 - wb - wc, wb, wc], axis=-1)
