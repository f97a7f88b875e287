"""The skin at run time: which cell of the skin a pixel of a sheet shows. ``art.skinmaps`` writes the files.

Cells are the quads of level 1, the same for both figures and all poses. A file is a line of JSON (``what``, fields of
its own, and ``arrays``: name, type, shape) and after it one xz stream of these arrays, one behind the other,
little-endian. 65535 stands for "none".

``cells.skin``, the table. ``quads`` (cells, 4): the vertices of each cell; ``area``: 1/2000 cm2 on the reference
surface; ``next`` (cells, 4): the cell beyond each edge; ``mirror``: the partner on the other side; ``region``: number
in the field ``regions``; for zone n of the field ``zones`` the cells from ``zone_ends[n - 1]`` to ``zone_ends[n]`` of
``zone_cells``, with their ``zone_weights``, 1 at the rim to 255 in the middle.

``<figure>/<sheet>.skin``, a map. Fields ``units``: sheet units a pixel, and ``step``: pixels of the
finer picture of which each stands for the first. ``cells`` (rows, columns): 0 the same as the
pixel above, 65535 nothing, else one more than the cell. ``x`` and ``y``: the corners of all cells that are shown, in
the order of their numbers, in quarters of a pixel, each less the one before (modulo 65536). From its four corners
follows the place in the cell of every pixel.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from art import drawn, records, regions, surface, zones

if TYPE_CHECKING:
    from art.seen import Seen

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NONE = 65535
SHRUNK = {"whole": 2, "closeup": 3}
"""A map has one pixel for so many of the picture that lines are taken from, each way."""
QUARTERS = 4
AREA_PARTS = 2000


def packed(what: str, fields: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> bytes:
    """A file of arrays."""
    little = {name: a.astype(a.dtype.newbyteorder("<")) for name, a in arrays.items()}
    listed = [{"name": name, "type": a.dtype.str, "shape": list(a.shape)} for name, a in little.items()]
    head = json.dumps({"what": what, "version": 1, **fields, "arrays": listed}) + "\n"
    return head.encode() + lzma.compress(b"".join(a.tobytes() for a in little.values()), preset=9)


def unpacked(content: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """The fields and arrays of a file."""
    line, _, stream = content.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    data, at, arrays = lzma.decompress(stream), 0, {}
    for one in head["arrays"]:
        kind, count = np.dtype(one["type"]), int(np.prod(one["shape"]))
        arrays[one["name"]] = np.frombuffer(data, kind, count, at).reshape(one["shape"])
        at += count * kind.itemsize
    return head, arrays


def _cells_shown(seen: Seen) -> Ints:
    """For every pixel of the map the cell that it shows, -1: none. A level-2 triangle has the middle of its cell."""
    step = SHRUNK[seen.sheet.group]
    triangle = seen.picture.triangle[::step, ::step]
    corners = seen.picture.triangles[triangle] - surface.level(1).count
    middle = np.where((corners >= 0) & (corners < len(surface.level(1).quads)), corners, -1).max(axis=-1)
    return np.asarray(np.where(triangle >= 0, middle, -1))


def sheet_map(seen: Seen) -> bytes:
    """The map of a sheet of a figure."""
    cells, step = _cells_shown(seen), SHRUNK[seen.sheet.group]
    coded = np.where(cells >= 0, cells + 1, NONE)
    coded[1:][cells[1:] == cells[:-1]] = 0
    vertices = np.unique(surface.level(1).quads[np.unique(cells[cells >= 0])])
    places = np.rint(seen.pixels(drawn.skin(seen.figure, seen.sheet.pose)[vertices])[:, :2] / step * QUARTERS).astype(
        np.int64
    )
    x, y = (np.diff(line, prepend=0).astype(np.uint16) for line in places.T)
    fields = {"figure": seen.figure, "sheet": seen.sheet.id, "units": seen.to_units * step, "step": step}
    return packed("map", fields, {"cells": coded.astype(np.uint16), "x": x, "y": y})


@dataclass(frozen=True)
class SkinMap:
    """A map as it is read: for every pixel its cell (-1: none) and its place in it, from 0 to 1 along two edges."""

    cells: Ints
    place: Floats


def read_map(content: bytes, quads: Ints) -> SkinMap:
    """What the program will do with a map; here for the tests, and as the description that cannot be wrong."""
    head, arrays = unpacked(content)
    cells = arrays["cells"].astype(np.int64)
    for row in range(1, len(cells)):
        cells[row] = np.where(cells[row] == 0, cells[row - 1], cells[row])
    cells = np.where(cells == NONE, -1, cells - 1)
    vertices = np.unique(quads[np.unique(cells[cells >= 0])])
    line = [np.cumsum(arrays[n].astype(np.int16).astype(np.int64)) / QUARTERS for n in ("x", "y")]
    rows, columns = np.nonzero(cells >= 0)
    corners = np.stack(line, axis=1)[np.searchsorted(vertices, quads[cells[rows, columns]])]
    # The middle of the pixel of the finer picture that stands for this one.
    at = np.stack([columns, rows], axis=1).astype(float) + 0.5 / head["step"]
    place = np.full((*cells.shape, 2), np.nan)
    place[rows, columns] = _inside(corners, at)
    return SkinMap(cells, place)


def _inside(corners: Floats, at: Floats) -> Floats:
    """Places (n, 2) in quads (n, 4, 2): a few steps of Newton's method from the middle."""
    a, b, c, d = (corners[:, i] for i in range(4))
    u, v = np.full(len(at), 0.5), np.full(len(at), 0.5)
    for _ in range(6):
        off = ((1 - u) * (1 - v))[:, None] * a + (u * (1 - v))[:, None] * b + (u * v)[:, None] * c - at
        off += ((1 - u) * v)[:, None] * d
        du = (1 - v)[:, None] * (b - a) + v[:, None] * (c - d)
        dv = (1 - u)[:, None] * (d - a) + u[:, None] * (c - b)
        det = du[:, 0] * dv[:, 1] - du[:, 1] * dv[:, 0]
        det = np.where(np.abs(det) < 1e-6, 1e-6, det)
        u = np.clip(u - (off[:, 0] * dv[:, 1] - off[:, 1] * dv[:, 0]) / det, 0, 1)
        v = np.clip(v - (du[:, 0] * off[:, 1] - du[:, 1] * off[:, 0]) / det, 0, 1)
    return np.stack([u, v], axis=1)


def _neighbours(quads: Ints) -> Ints:
    """For each edge of each cell, from corner to corner, the cell beyond it."""
    ends = np.sort(np.stack([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 2), axis=1)
    order = np.lexsort(ends.T)
    joined = np.flatnonzero((ends[order[1:]] == ends[order[:-1]]).all(axis=1))
    out = np.full(len(ends), NONE)
    first, second = order[joined], order[joined + 1]
    out[first], out[second] = second // 4, first // 4
    return out.reshape(-1, 4)


def table() -> bytes:
    """The table of cells and of the zones on them."""
    quads, v = surface.level(1).quads, surface.reference()
    middle = v[quads].mean(axis=1)
    across = np.cross(v[quads[:, 2]] - v[quads[:, 0]], v[quads[:, 3]] - v[quads[:, 1]])
    area = np.rint(np.linalg.norm(across, axis=1) / 2 * AREA_PARTS)
    _, mirror = cKDTree(middle).query(middle * np.array([-1.0, 1.0, 1.0]))
    names, ends = list(records.zones()), [0]
    cells, weights = [], []
    for name in names:
        # The middles of the cells are vertices of level 2.
        depth = 1 - zones.field(name)[surface.level(1).count :][: len(quads)]
        inside = np.flatnonzero(depth > 0)
        cells.append(inside)
        weights.append(np.clip(np.rint(depth[inside] * 255), 1, 255))
        ends.append(ends[-1] + len(inside))
    arrays = {
        "quads": quads.astype(np.uint16),
        "area": np.minimum(area, NONE).astype(np.uint16),
        "next": _neighbours(quads).astype(np.uint16),
        "mirror": mirror.astype(np.uint16),
        "region": np.argmin(regions.reaches(1)[quads].mean(axis=1), axis=1).astype(np.uint8),
        "zone_ends": np.array(ends[1:], np.uint32),
        "zone_cells": np.concatenate(cells).astype(np.uint16),
        "zone_weights": np.concatenate(weights).astype(np.uint8),
    }
    return packed("cells", {"regions": regions.codes(), "zones": names}, arrays)
