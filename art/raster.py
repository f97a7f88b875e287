"""A small software rasteriser: which triangle, and where in it, each pixel of an orthographic picture shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHUNK = 60_000
"""Triangles drawn at a time."""
FINENESS = 256
"""Parts of a pixel to which corners are rounded."""
DEPTHS = 4096
"""Parts of a centimetre to which depths are rounded."""


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

    @cached_property
    def _sorted(self) -> tuple[Ints, Ints]:
        """Pixels that show something (flat numbers) by the triangles they show, and where each triangle's begin."""
        flat = self.triangle.ravel()
        shown = np.flatnonzero(flat >= 0)
        order = shown[np.argsort(flat[shown], kind="stable")]
        return order, np.searchsorted(flat[order], np.arange(len(self.triangles) + 1))

    def pixels_of(self, chosen: NDArray[np.bool_]) -> Ints:
        """The pixels (flat numbers) that show the chosen triangles."""
        order, start = self._sorted
        names = np.flatnonzero(chosen & (start[1:] > start[:-1]))
        count = start[names + 1] - start[names]
        return np.asarray(order[np.repeat(start[names] - np.cumsum(count) + count, count) + np.arange(count.sum())])

    @cached_property
    def seen_vertices(self) -> NDArray[np.bool_]:
        """Which vertices are corners of a triangle that some pixel shows."""
        _, start = self._sorted
        out = np.zeros(int(self.triangles.max(initial=-1)) + 1, bool)
        out[self.triangles[start[1:] > start[:-1]]] = True
        return out

    def shows(self, vertices: Ints) -> NDArray[np.bool_]:
        """Which of some vertices are corners of a triangle that some pixel shows."""
        known = vertices < len(self.seen_vertices)
        known[known] = self.seen_vertices[vertices[known]]
        return known

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
        out[seen] = blend(self.weights[seen], corners)
        return out


def blend(weights: Floats, corners: Floats) -> Floats:
    """Values (n, ...) at places of triangles, from their weights (n, 3) and the corners' values (n, 3, ...)."""
    spread = weights.reshape(*weights.shape, *(1 for _ in corners.shape[2:]))
    return np.asarray(spread[:, 0] * corners[:, 0] + spread[:, 1] * corners[:, 1] + spread[:, 2] * corners[:, 2])


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

    Places are rounded to a ``FINENESS``th of a pixel first. From there on all is exact or rounded alike on every
    machine, so that the last digits of what came before decide nothing.
    """
    places = np.rint(points[:, :2] * FINENESS)
    depth = np.rint(points[:, 2] * DEPTHS) / DEPTHS
    best = np.full(width * height, -np.inf)
    face = np.full(width * height, -1)
    weights = np.zeros((width * height, 3))
    low, high = places[triangles].min(axis=1), places[triangles].max(axis=1)
    inside = ((high >= 0) & (low <= np.array([width, height]) * FINENESS)).all(axis=1)
    for some in np.array_split(np.flatnonzero(inside), inside.sum() // CHUNK + 1):
        _draw(places[triangles[some]], depth[triangles[some]], some, (width, height), (best, face, weights))
    shown = np.where(face >= 0, best, np.nan).reshape(height, width)
    return Picture(face.reshape(height, width), weights.reshape(height, width, 3), shown, triangles)


def _draw(
    corners: Floats, depth: Floats, names: Ints, size: tuple[int, int], canvas: tuple[Floats, Ints, Floats]
) -> None:
    """Draw some triangles, corners (n, 3, 2) in parts of a pixel, onto nearest depth, triangle and weights."""
    width, height = size
    best, face, weights = canvas
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    double = _across(b - a, c - a)
    owner, row, first, count = _spans(corners, double, width, height)
    sample = np.repeat(np.arange(len(owner)), count)
    column = first[sample] + np.arange(len(sample)) - np.repeat(np.cumsum(count) - count, count)
    which = owner[sample]
    at = np.stack([column, row[sample]], axis=1) * FINENESS + FINENESS / 2
    wb = _across(at - a[which], (c - a)[which]) / double[which]
    wc = _across((b - a)[which], at - a[which]) / double[which]
    wa = 1 - wb - wc
    z = wa * depth[which, 0] + wb * depth[which, 1] + wc * depth[which, 2]
    pixel = row[sample] * width + column
    before = best[pixel]
    np.maximum.at(best, pixel, z)
    won = (z == best[pixel]) & (z > before)
    face[pixel[won]] = names[which[won]]
    weights[pixel[won]] = np.stack([wa[won], wb[won], wc[won]], axis=1)


def _across(p: Floats, q: Floats) -> Floats:
    return np.asarray(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0])


def _spans(corners: Floats, double: Floats, width: int, height: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Rows of pixels whose middles lie in a triangle: which triangle, row, first column, how many."""
    top = np.maximum(np.ceil(corners[:, :, 1].min(axis=1) / FINENESS - 0.5), 0).astype(int)
    bottom = np.minimum(np.floor(corners[:, :, 1].max(axis=1) / FINENESS - 0.5), height - 1).astype(int)
    rows = np.where(double != 0, np.maximum(bottom - top + 1, 0), 0)
    owner = np.repeat(np.arange(len(corners)), rows)
    row = top[owner] + np.arange(len(owner)) - np.repeat(np.cumsum(rows) - rows, rows)
    y = row * FINENESS + FINENESS / 2
    left, right = np.full(len(owner), -np.inf), np.full(len(owner), np.inf)
    for n in range(3):
        p, q = corners[:, n], corners[:, (n + 1) % 3]
        # An edge that runs down (up) bounds a triangle that turns one way on its right (left), and the other way round.
        run, fall = (q - p)[:, 0], (q - p)[:, 1] * np.sign(double)
        level = (fall == 0)[owner]
        with np.errstate(divide="ignore", invalid="ignore"):
            x = p[owner, 0] + (run / (q - p)[:, 1])[owner] * (y - p[owner, 1])
        right = np.where((fall > 0)[owner] & ~level, np.minimum(right, x), right)
        left = np.where((fall < 0)[owner] & ~level, np.maximum(left, x), left)
    first = np.maximum(np.ceil(left / FINENESS - 0.5), 0)
    last = np.minimum(np.floor(right / FINENESS - 0.5), width - 1)
    count = np.where(np.isfinite(first) & np.isfinite(last), np.maximum(last - first + 1, 0), 0).astype(int)
    some = count > 0
    return owner[some], row[some], first[some].astype(int), count[some]
