"""Views of the reference surface, by which places are named: what a camera sees at a place of its picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from art.cameras import Camera
from art.raster import Picture, rasterise
from art.steady import steady
from art.surface import level, reference

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

VIEWS: dict[str, Camera] = {
    "front": Camera(0),
    "back": Camera(180),
    "side": Camera(90),
    "inner": Camera(-90),
    "front-side": Camera(45),
    "back-side": Camera(135),
    "above": Camera(0, 89.9),
    "below": Camera(0, -89.9),
    "front-below": Camera(0, -40),
    "back-above": Camera(180, 45),
}
"""Directions of looking that placements may name. "inner" sees the right inner face: the left half is left out."""


@dataclass(frozen=True)
class View:
    """The reference surface through one camera: the rasterised picture and the window it shows (centimetres)."""

    picture: Picture
    camera: Camera
    left: float
    top: float
    per_cm: float

    def pixel(self, points: Floats) -> Floats:
        """Points of the body as pixel positions (n, 2)."""
        p = self.camera.project(points)
        return np.stack([(p[:, 0] - self.left) * self.per_cm, (self.top + p[:, 1]) * self.per_cm], axis=1)


def hidden_half(name: str) -> bool:
    """Whether this view leaves out the patient's left half, to see the inner face of the right limbs."""
    return name == "inner"


def _triangles(name: str, v: Floats) -> Ints:
    triangles = level(1).triangles
    return np.asarray(triangles[(v[triangles][:, :, 0] < 0.3).all(axis=1)]) if hidden_half(name) else triangles


def view(name: str, window: tuple[float, float, float, float], per_cm: float, vertices: Floats | None = None) -> View:
    """Render a window (left, bottom, right, top; centimetres: right of the camera, up) of the reference surface."""
    camera = VIEWS[name]
    v = reference() if vertices is None else vertices
    triangles = _triangles(name, v)
    left, bottom, right, top = window
    p = camera.project(v)
    pixels = np.stack([(p[:, 0] - left) * per_cm, (top + p[:, 1]) * per_cm, p[:, 2]], axis=1)
    size = (int((right - left) * per_cm), int((top - bottom) * per_cm))
    return View(rasterise(pixels, triangles, *size), camera, left, top, per_cm)


@cache
def _boxes(name: str) -> tuple[Floats, Floats, Floats]:
    """What a view sees: triangles (n, 3, 3) as (right, up, to the eye), and their lowest and highest corners."""
    camera, v = VIEWS[name], reference()
    corners = (camera.project(v) * (1.0, -1.0, 1.0))[_triangles(name, v)]
    return corners, corners.min(axis=1), corners.max(axis=1)


def shoot(name: str, at: tuple[float, float]) -> Floats:
    """The place on the reference surface seen by a view at (right, up) centimetres; ValueError where it sees none."""
    corners, low, high = _boxes(name)
    near = np.flatnonzero(((low[:, :2] <= at) & (high[:, :2] >= at)).all(axis=1))
    a, b, c = (corners[near, i] for i in range(3))
    double = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    near, a, b, c, double = (part[np.abs(double) > 1e-12] for part in (near, a, b, c, double))
    wb = ((at[0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (at[1] - a[:, 1]) * (c[:, 0] - a[:, 0])) / double
    wc = ((b[:, 0] - a[:, 0]) * (at[1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (at[0] - a[:, 0])) / double
    weights = np.stack([1 - wb - wc, wb, wc], axis=1)
    hit = np.flatnonzero((weights >= -1e-9).all(axis=1))
    if not len(hit):
        raise ValueError(f"View {name!r} sees no skin at {at}.")
    depth = (weights[hit] * np.stack([a, b, c], axis=1)[hit, :, 2]).sum(axis=1)
    first = hit[int(np.argmax(depth))]
    return steady(weights[first] @ reference()[_triangles(name, reference())[near[first]]])
