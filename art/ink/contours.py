"""Contours: the lines along which the skin turns away from the eye, with how far it stands before what lies behind.

They are found on the mesh (where the normal stands across the line of sight), not in the picture, so they are smooth
at any zoom; the picture only tells which stretches of them are hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from art import drawn
from art.steady import times

if TYPE_CHECKING:
    from art.seen import Seen

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OUTWARD_PIXELS = (1.3, 2.4)
"""How far outside a contour the picture is asked what lies behind."""
SLACK_CM = 0.04
BACKGROUND_CM = 60.0
"""The jump in depth that stands for "nothing behind"."""


@dataclass(frozen=True)
class Line:
    """A stretch of drawn line: pixels (n, 2), and for each point the depth it stands before what lies behind (cm)."""

    points: Floats
    jump: Floats
    closed: bool = False


def crossings(facing: Floats, triangles: Ints) -> tuple[Ints, Ints]:
    """Edges (n, 2) on which the facing changes sign, and the pairs (m, 2) of them that one triangle joins."""
    front = facing[triangles] >= 0
    mixed = triangles[front.any(axis=1) & ~front.all(axis=1)]
    edges = np.stack([mixed, np.roll(mixed, -1, axis=1)], axis=2)
    crossed = (facing[edges[:, :, 0]] >= 0) != (facing[edges[:, :, 1]] >= 0)
    ends = np.sort(edges[crossed], axis=1)
    unique, inverse = np.unique(ends, axis=0, return_inverse=True)
    return unique, inverse.reshape(-1, 2)


def chains(pairs: Ints, count: int) -> list[tuple[list[int], bool]]:
    """Runs of joined nodes, each node having at most two neighbours; and whether the run closes."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs.tolist():
        if a != b:
            near[a].append(b)
            near[b].append(a)
    used = np.zeros(count, bool)
    out = []
    for start in [i for i in range(count) if len(near[i]) == 1] + list(range(count)):
        if used[start]:
            continue
        run, at = [start], start
        used[start] = True
        while onward := [n for n in near[at] if not used[n]]:
            at = onward[0]
            used[at] = True
            run.append(at)
        out.append((run, len(run) > 3 and start in near[at]))
    return out


def _behind(seen: Seen, pixels: Floats, outward: Floats) -> Floats:
    """How far (cm) each contour point stands before what is seen just outside it; negative: it is hidden."""
    depth = np.nan_to_num(seen.picture.depth, nan=-np.inf)
    h, w = depth.shape
    jumps = []
    for reach in OUTWARD_PIXELS:
        at = np.floor(pixels[:, :2] + outward * reach).astype(int)
        inside = (at[:, 0] >= 0) & (at[:, 1] >= 0) & (at[:, 0] < w) & (at[:, 1] < h)
        found = np.full(len(at), -np.inf)
        found[inside] = depth[at[inside, 1], at[inside, 0]]
        jumps.append(np.minimum(pixels[:, 2] - found, BACKGROUND_CM))
    return np.asarray(np.where(jumps[0] < -SLACK_CM, jumps[0], np.maximum(jumps[0], jumps[1])))


def _filled(shown: Bools, gap: int) -> Bools:
    """Close gaps in a run of visible points that are shorter than ``gap``."""
    shown = shown.copy()
    edges = np.flatnonzero(np.diff(np.concatenate([[1], shown.astype(int), [1]])))
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        if b - a <= gap and a > 0 and b < len(shown):
            shown[a:b] = True
    return shown


def contours(seen: Seen) -> list[Line]:
    """All visible contours of a sheet."""
    v = drawn.skin(seen.figure, seen.sheet.pose)
    n = drawn.normals(seen.figure, seen.sheet.pose)
    axes = seen.sheet.camera.axes()
    facing = times(n, axes[2])
    edges, pairs = crossings(facing, seen.picture.triangles)
    if not len(edges):
        return []
    a, b = edges.T
    t = (facing[a] / (facing[a] - facing[b]))[:, None]
    place, normal = v[a] * (1 - t) + v[b] * t, n[a] * (1 - t) + n[b] * t
    pixels = seen.pixels(place)
    outward = times(normal, axes[:2])
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    jump = _behind(seen, pixels, outward)
    return [line for run, closed in chains(pairs, len(edges)) for line in _visible(pixels, jump, run, closed=closed)]


def _visible(pixels: Floats, jump: Floats, run: list[int], *, closed: bool) -> list[Line]:
    order = np.array(run)
    shown = jump[order] > -SLACK_CM
    if closed and not shown.all() and shown.any():
        # Start a ring at a hidden point, so that no visible stretch is cut in two.
        order = np.roll(order, -int(np.flatnonzero(~shown)[0]))
        shown = jump[order] > -SLACK_CM
    shown = _filled(shown, 2)
    if closed and shown.all():
        order = np.append(order, order[0])
        return [Line(pixels[order, :2], np.maximum(jump[order], 0), closed=True)]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shown.astype(int), [0]])))
    pieces = [order[s:e] for s, e in zip(edges[::2], edges[1::2], strict=True) if e - s >= 4]
    return [Line(pixels[p, :2], np.maximum(jump[p], 0)) for p in pieces]
