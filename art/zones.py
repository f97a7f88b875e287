"""Referral zones as fields over the skin: 0 on the stroke, 1 at the zone's rim.

In ``sources/muscles`` a zone is a list of shapes: ``{"stroke": [places], "radius": cm}`` (or one radius a place, for
a stroke that narrows) and ``{"spot": place, "radius": cm}``. ``{"teeth": "lower", "numbers": [6, 7, 8]}`` are teeth
of the right, counted from the midline; they are drawn on the diagram of the teeth alone, as ``{"floor": [[right,
behind], ...], "radius": cm}`` is on that of the floor of the pelvis (see ``art.diagrams.floor``).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from art import places, records, surface
from art.steady import steady

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

OUTSIDE = 3.0
"""The field's value wherever a zone is far away; level lines are never drawn above 1."""
PLAIN = {"teeth", "floor"}
"""What of a zone lies on a plain diagram and not on the skin has one of these keys."""
LEVELS = (1.0, 0.82, 0.6)
"""Nested outlines of a zone from the rim inward: the soft edge."""


def _stroke(shape: dict[str, Any]) -> tuple[Floats, Floats]:
    """Sample points (n, 3) of a shape and the radius at each."""
    specs = shape["stroke"] if "stroke" in shape else [shape["spot"]]
    radii = shape["radius"] if isinstance(shape["radius"], list) else [shape["radius"]]
    nodes = [places.place(s) for s in specs]
    points = places.line(specs)
    if len(radii) == 1:
        return points, np.full(len(points), float(radii[0]))
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = [along[int(np.argmin(np.linalg.norm(points - node, axis=1)))] for node in nodes]
    return points, np.interp(along, at, [float(r) for r in radii])


def shape_field(shape: dict[str, Any]) -> Floats:
    """Distance from one shape in units of its radius, over the level-2 vertices."""
    return _shape_field(json.dumps(shape, sort_keys=True))


@cache
def _shape_field(shape: str) -> Floats:
    points, radii = _stroke(json.loads(shape))
    reach = float(radii.max())
    sources = np.unique(surface.tree().query(points)[1])
    limit = reach * 3 + 2.0
    coarse = dijkstra(surface.graph(), indices=sources, min_only=True, limit=limit)
    along = surface.refined(np.minimum(coarse, limit), 1, 2)
    near = np.flatnonzero(along < limit - 1e-9)
    k = min(10, len(points))
    apart, which = cKDTree(points).query(surface.fine_reference()[near], k=k)
    apart, which = apart.reshape(len(near), k), which.reshape(len(near), k)
    best = (apart / radii[which]).min(axis=1)
    # Straight distance keeps the rim round; the way along the skin keeps a zone from leaping to another sheet of skin.
    radius = radii[which[:, 0]]
    field = np.full(len(along), OUTSIDE)
    field[near] = steady(np.minimum(OUTSIDE, np.maximum(best, (along[near] * 0.8 - 0.6) / radius)))
    return field


@cache
def _smoother() -> sparse.csr_matrix:
    quads = surface.level(2).quads
    pairs = np.concatenate([quads[:, [a, b]] for a in range(4) for b in range(4)])
    joined = sparse.csr_matrix((np.ones(len(pairs)), pairs.T), (surface.level(2).count,) * 2)
    joined = (joined > 0).astype(float)
    return sparse.diags(1 / np.asarray(joined.sum(axis=1)).ravel()) @ joined


def zone_field(shapes: list[dict[str, Any]]) -> Floats:
    """The union of a zone's shapes, its inner corners rounded; 1 at the rim."""
    field = np.min([shape_field(s) for s in shapes if PLAIN.isdisjoint(s)], axis=0)
    for _ in range(2):
        field = 0.5 * field + 0.5 * (_smoother() @ field)
    return steady(field)


@cache
def parts(name: str) -> Ints:
    """For every level-2 vertex the number (from 0) of the part of a zone that holds it, -1 outside. Parts lie apart."""
    inside = field(name) <= 1.0
    quads = surface.level(2).quads
    edges = np.concatenate([quads[:, [a, (a + 1) % 4]] for a in range(4)])
    edges = edges[inside[edges].all(axis=1)]
    joined = sparse.csr_matrix((np.ones(len(edges)), edges.T), (len(inside),) * 2)
    _, label = connected_components(joined, directed=False)
    out = np.full(len(inside), -1)
    out[inside] = np.unique(label[inside], return_inverse=True)[1]
    return out


@cache
def field(name: str) -> Floats:
    """The field of a zone, ``<point id>.essential`` or ``.spillover``, over the level-2 vertices.

    Spillover keeps out of the essential zone: it surrounds it or lies apart.
    """
    own = zone_field(records.zones()[name])
    point_id, _, kind = name.rpartition(".")
    return np.maximum(own, 2.0 - field(f"{point_id}.essential")) if kind == "spillover" else own
