"""Drawn lines as filled shapes that swell and taper, so that every renderer shows the same pen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from art import curves

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stroke:
    """A line in sheet units: points (n, 2), width at each, and whether it closes upon itself."""

    points: Floats
    width: Floats
    closed: bool = False

    def length(self) -> float:
        """Length in sheet units."""
        return float(np.linalg.norm(np.diff(self.points, axis=0), axis=1).sum())


def even(points: Floats, values: Floats, step: float) -> tuple[Floats, Floats]:
    """The line and the values along it at evenly spaced points."""
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    keep = np.concatenate([[True], np.diff(length) > 1e-9])
    at = np.linspace(0, length[-1], max(4, int(length[-1] / step) + 1))
    columns = [np.interp(at, length[keep], c[keep]) for c in points.T]
    return np.stack(columns, axis=1), np.interp(at, length[keep], values[keep])


def smooth(points: Floats, sigma: float, *, closed: bool) -> Floats:
    """The line without the mesh's tremor; ends stay where they are (``sigma`` in points)."""
    if closed:
        ring = gaussian_filter1d(points[:-1], sigma, axis=0, mode="wrap")
        return np.concatenate([ring, ring[:1]])
    pad = min(len(points) - 1, int(4 * sigma) + 1)
    before, after = 2 * points[0] - points[pad:0:-1], 2 * points[-1] - points[-2 : -pad - 2 : -1]
    out = gaussian_filter1d(np.concatenate([before, points, after]), sigma, axis=0)[pad : pad + len(points)]
    return np.asarray(out)


def tapered(width: Floats, step: float, taper: float, ends: tuple[bool, bool]) -> Floats:
    """Widths that run out to nothing over ``taper`` units at the ends that are free."""
    n = len(width)
    reach = max(2.0, min(taper / step, n * 0.45))
    out = width.copy()
    ramp = np.clip(np.arange(n) / reach, 0, 1)
    ramp = ramp * (2 - ramp)
    if ends[0]:
        out *= ramp
    if ends[1]:
        out *= ramp[::-1]
    return out


def shape(stroke: Stroke, tolerance: float) -> str:
    """``d`` of a stroke as a filled outline."""
    p, half = stroke.points, stroke.width[:, None] / 2
    if stroke.closed:
        along = np.roll(p[:-1], -1, axis=0) - np.roll(p[:-1], 1, axis=0)
        along = np.concatenate([along, along[:1]])
    else:
        along = np.gradient(p, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1)
    left, right = p + aside * half, (p - aside * half)[::-1]
    if stroke.closed:
        return "".join(
            curves.path_data(curves.fitted(side, tolerance, closed=True), closed=True) for side in (left, right)
        )
    there, back = curves.fitted(left, tolerance, closed=False), curves.fitted(right, tolerance, closed=False)
    if not there or not back:
        return ""
    return curves.path_data(there, closed=False) + "L" + curves.path_data(back, closed=False)[1:] + "Z"
