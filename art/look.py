"""Looking while placing: ``python -m art.look CAMERA [options]`` draws the reference surface with a grid and what is placed.

The grid's numbers are what a placement's ``at`` takes: centimetres to the camera's right and up from the floor,
for that camera. See ``python -m art.look --help``.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from art.cameras import Camera
from art.raster import Picture, rasterise
from art.surface import level, reference, reference_normals, refined, skin, vertex_normals

Floats = NDArray[np.float64]

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
"""Directions of looking that placements may name. "inner" sees the right side's inner face (the left half is left out)."""


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


def view(name: str, window: tuple[float, float, float, float], per_cm: float, vertices: Floats | None = None) -> View:
    """Render a window (left, bottom, right, top; centimetres: right of the camera, up) of the reference surface."""
    camera = VIEWS[name]
    v = reference() if vertices is None else vertices
    triangles = level(1).triangles
    if hidden_half(name):
        triangles = triangles[(v[triangles][:, :, 0] < 0.3).all(axis=1)]
    left, bottom, right, top = window
    p = camera.project(v)
    pixels = np.stack([(p[:, 0] - left) * per_cm, (top + p[:, 1]) * per_cm, p[:, 2]], axis=1)
    size = (int((right - left) * per_cm), int((top - bottom) * per_cm))
    return View(rasterise(pixels, triangles, *size), camera, left, top, per_cm)


def shoot(name: str, at: tuple[float, float]) -> Floats:
    """The place on the reference surface seen by a view at (right, up) centimetres; ValueError where it sees none."""
    seen = view(name, (at[0] - 0.5, at[1] - 0.5, at[0] + 0.5, at[1] + 0.5), 21)
    points = seen.picture.sample(reference())
    middle = points[points.shape[0] // 2, points.shape[1] // 2]
    if np.isnan(middle).any():
        raise ValueError(f"View {name!r} sees no skin at {at}.")
    return np.asarray(middle)
