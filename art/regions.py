"""Every place of the skin belongs to one region: that of the nearest seed along the skin.

``sources/regions.json`` gives each code its seeds: a list of strokes, each a list of places; a code may ``grow`` by
centimetres against its neighbours. A parent code whose children tile it (``head``, ``chest``) has no seeds of its own:
it is the union of its children. A parent with seeds (``thumb``, ``buttock``) owns what its children leave.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from art import places, records, surface
from art.raster import blend

if TYPE_CHECKING:
    from art.raster import Picture

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

BEYOND = 40.0
"""Centimetres; farther from its seeds than this no region reaches."""
ROUNDS = 6
"""How often distances are averaged over their neighbours: takes the grain of the mesh out of the borders."""
CHUNK = 20_000
"""Pixels looked at together."""


def codes() -> list[str]:
    """Codes that own skin, in the order of the source file."""
    return list(records.read("regions"))


def _reach(strokes: list[list[str | dict[str, Any]]], grow: float) -> Floats:
    """Distance along the skin from a region's seeds on both sides, in centimetres, less what it grows."""
    points = np.concatenate([places.line(stroke) for stroke in strokes])
    near = np.unique(surface.tree().query(points)[1])
    sources = np.unique(np.concatenate([near, surface.mirror()[near]]))
    along = dijkstra(surface.graph(), indices=sources, min_only=True, limit=BEYOND)
    return np.asarray(np.minimum(along, BEYOND) - grow)


@cache
def _averaging() -> sparse.csr_matrix:
    joined = (surface.graph() > 0).astype(float)
    return sparse.diags(1 / np.asarray(joined.sum(axis=1)).ravel()) @ joined


@cache
def reaches(at_level: int) -> Floats:
    """For every vertex of a level (row) and code the distance from the code's seeds, in centimetres, borders evened."""
    if at_level > 1:
        return surface.refined(reaches(1), 1, at_level)
    specs = records.read("regions").values()
    reach = np.stack([_reach(spec["seeds"], float(spec.get("grow", 0.0))) for spec in specs], axis=1)
    for _ in range(ROUNDS):
        reach = 0.4 * reach + 0.6 * (_averaging() @ reach)
    return reach


@cache
def labels(at_level: int) -> Ints:
    """For every vertex of a level the number (in ``codes()``) of the region it belongs to, the same on both sides."""
    return np.asarray(np.argmin(reaches(at_level), axis=1))


def labelled(picture: Picture, at_level: int) -> Ints:
    """For every pixel of a picture of the skin (level 1 or 2) the number of its region; -1 where there is no skin.

    The distances, not the numbers, are carried between vertices, so borders are finer than the mesh and leave no gaps.
    """
    owner = np.full(picture.triangle.shape, -1)
    rows, columns = np.nonzero(picture.triangle >= 0)
    corners = picture.triangles[picture.triangle[rows, columns]]
    at_corners = labels(at_level)[corners]
    owner[rows, columns] = at_corners[:, 0]
    # Inside a triangle whose corners agree the nearest seed is theirs too; only the others need a closer look.
    torn = np.flatnonzero((at_corners != at_corners[:, :1]).any(axis=1))
    for some in np.array_split(torn, len(torn) // CHUNK + 1):
        pixels = rows[some], columns[some]
        reach = blend(picture.weights[pixels], reaches(at_level)[corners[some]])
        owner[pixels] = np.argmin(reach, axis=1)
    return owner
