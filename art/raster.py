"""A small software rasteriser: which triangle, and where in it, each pixel of an orthographic picture shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHUNK = 4_000_000
"""Samples held in memory at once."""


@dataclass(frozen=True)
class Box:
    """Rows and columns of a picture, the last ones excluded."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def empty(self) -> bool:
        """Whether no pixel is inside."""
        return self.left >= self.right or self.top >= self.bottom


@dataclass(frozen=True)
class Picture:
    """For each pixel (row, column): the triangle seen (-1: none), its barycentric weights, its depth to the eye."""

    triangle: Ints
    weights: Floats
    depth: Floats
    triangles: Ints

    def cut(self, box: Box) -> Picture:
        """The part of the picture inside a box."""
        rows, columns = slice(box.top, box.bottom), slice(box.left, box.right)
        return Picture(
            self.triangle[rows, columns], self.weights[rows, columns], self.depth[rows, columns], self.triangles
        )

    def sample(self, values: Floats) -> Floats:
        """A vertex field or vector field as a picture; NaN where nothing is seen."""
        shape = self.triangle.shape + values.shape[1:]
        out = np.full(shape, np.nan)
        seen = self.triangle >= 0
        corners = values[self.triangles[self.triangle[seen]]]
        out[seen] = np.einsum("pk,pk...->p...", self.weights[seen], corners)
        return out


def box_around(pixels: Floats, margin: float, shape: tuple[int, int]) -> Box:
    """The box of a picture of a shape (rows, columns) that holds these pixel positions (n, 2+) with a margin."""
    low = np.floor(pixels[:, :2].min(axis=0) - margin).astype(int)
    high = np.ceil(pixels[:, :2].max(axis=0) + margin).astype(int) + 1
    rows, columns = shape
    return Box(max(0, int(low[0])), max(0, int(low[1])), min(columns, int(high[0])), min(rows, int(high[1])))


def rasterise(points: Floats, triangles: Ints, width: int, height: int) -> Picture:
    """Draw triangles with a depth buffer.

    ``points`` (n, 3): x and y in pixels (y down), z towards the eye. Pixel (0, 0) has its centre at (0.5, 0.5).
    Triangles that turn their back are drawn too: the mesh has openings, and a hole must not show the far side as near.
    """
    corners = points[triangles]
    low = np.floor(corners[:, :, :2].min(axis=1) - 0.5).astype(int)
    high = np.ceil(corners[:, :, :2].max(axis=1) + 0.5).astype(int)
    size = (high - low).max(axis=1)
    inside = (high[:, 0] > 0) & (high[:, 1] > 0) & (low[:, 0] < width) & (low[:, 1] < height)
    best = np.full(width * height, -np.inf)
    face = np.full(width * height, -1)
    weights = np.zeros((width * height, 3))
    bound = 4
    left = inside.copy()
    while left.any():
        chosen = np.flatnonzero(left & (size <= bound))
        left[chosen] = False
        per_chunk = max(1, CHUNK // (bound * bound))
        for start in range(0, len(chosen), per_chunk):
            part = chosen[start : start + per_chunk]
            _draw(corners[part], part, low[part], bound, (width, height), best, face, weights)
        bound *= 2
    depth = np.where(face >= 0, best, np.nan).reshape(height, width)
    return Picture(face.reshape(height, width), weights.reshape(height, width, 3), depth, triangles)


def _draw(
    corners: Floats,
    names: Ints,
    low: Ints,
    bound: int,
    size: tuple[int, int],
    best: Floats,
    face: Ints,
    weights: Floats,
) -> None:
    width, height = size
    steps = np.arange(bound)
    x = low[:, 0, None, None] + steps[None, None, :]
    y = low[:, 1, None, None] + steps[None, :, None]
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    area = np.where(np.abs(area) < 1e-12, 1e-12, area)[:, None, None]
    px, py = x + 0.5, y + 0.5

    def weight(p: Floats, q: Floats) -> Floats:
        p0, p1, q0, q1 = (v[:, None, None] for v in (p[:, 0], p[:, 1], q[:, 0], q[:, 1]))
        return np.asarray(((q0 - p0) * (py - p1) - (q1 - p1) * (px - p0)) / area)

    wa, wb = weight(b, c), weight(c, a)
    wc = 1 - wa - wb
    hit = (wa >= -1e-6) & (wb >= -1e-6) & (wc >= -1e-6) & (x >= 0) & (x < width) & (y >= 0) & (y < height)
    i, r, col = np.nonzero(hit)
    w = np.stack([wa[hit], wb[hit], wc[hit]], axis=1)
    z = np.einsum("pk,pk->p", w, corners[i, :, 2])
    pixel = (low[i, 1] + r) * width + low[i, 0] + col
    order = np.argsort(z, kind="stable")
    pixel, z, i, w = pixel[order], z[order], i[order], w[order]
    last = len(pixel) - 1 - np.unique(pixel[::-1], return_index=True)[1]
    nearer = z[last] > best[pixel[last]]
    last = last[nearer]
    best[pixel[last]], face[pixel[last]], weights[pixel[last]] = z[last], names[i[last]], w[last]
