"""The sheets: which figure part, in which pose, is seen from where.

A camera looks from a direction (azimuth about the body's height: 0 front, 90 from the patient's right, 180 back; and
elevation: 90 from above) at a window of the body. Sheet space: x right, y down, in ``units_per_cm`` a centimetre,
origin at the sheet's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from art.steady import steady, times

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Camera:
    """An orthographic eye. ``roll`` turns the picture clockwise, in degrees."""

    azimuth: float
    elevation: float = 0.0
    roll: float = 0.0

    def axes(self) -> Floats:
        """Rows: right, down and towards the eye, as directions of the body."""
        a, e, r = np.deg2rad([self.azimuth, self.elevation, self.roll])
        toward = np.array([-np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
        right = np.array([np.cos(a), 0.0, np.sin(a)])
        down = -np.cross(toward, right)
        turned_right = np.cos(r) * right - np.sin(r) * down
        turned_down = np.sin(r) * right + np.cos(r) * down
        return steady(np.stack([turned_right, turned_down, toward]))

    def project(self, points: Floats) -> Floats:
        """Points (n, 3) of the body as (right, down, towards the eye), in centimetres."""
        return times(points, self.axes())


FRONT, BACK, SIDE = Camera(0), Camera(180), Camera(90)
