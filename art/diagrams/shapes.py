"""What plain diagrams consist of: closed outlines and lines.

Lengths in centimetres; the diagram's origin is its upper left corner, x to the right, y down. The patient's right is
at the left, as from the front; the left is its mirror.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from art.steady import steady

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """A closed outline (n, 2): its fill, the pen it is drawn with, and the region it is, where it is one."""

    points: Floats
    fill: str = ""
    pen: str = ""
    region: str = ""
    closed: bool = True


@dataclass(frozen=True)
class Diagram:
    """The shapes of the patient's right, or across the middle, in the order of painting; and the size of the whole."""

    size: tuple[float, float]
    shapes: tuple[Shape, ...]

    def both(self) -> list[Shape]:
        """Every shape with its mirror image."""
        out = []
        for one in self.shapes:
            left = one.points * (-1.0, 1.0) + (self.size[0], 0.0)
            across = abs(one.points[:, 0].min() - left[:, 0].min()) < 1e-6
            out += [one] if across else [one, Shape(left, one.fill, one.pen, "", one.closed)]
        return out


def rounded(
    centre: tuple[float, float], across: tuple[float, float], deep: float, wide: float, square: float
) -> Floats:
    """A closed outline like a pebble: ``wide`` along the direction ``across``, ``deep`` athwart; 2 is an ellipse."""
    turn = np.linspace(0, 2 * np.pi, 49)
    c, s = steady(np.cos(turn)), steady(np.sin(turn))
    x = np.sign(c) * steady(np.abs(c) ** (2 / square)) * wide / 2
    y = np.sign(s) * steady(np.abs(s) ** (2 / square)) * deep / 2
    along = np.array(across) / np.hypot(*across)
    athwart = np.array([-along[1], along[0]])
    return np.asarray(np.array(centre) + x[:, None] * along + y[:, None] * athwart)


def smooth(points: list[tuple[float, float]], *, closed: bool) -> Floats:
    """A smooth line through points (Catmull and Rom's)."""
    p = np.array(points, float)
    n = len(p)
    before, after = (p[-1:], p[:2]) if closed else (2 * p[:1] - p[1:2], 2 * p[-1:] - p[-2:-1])
    padded = np.concatenate([before, p, after])
    t = np.linspace(0, 1, 9)[:-1, None]
    out = []
    for i in range(n if closed else n - 1):
        a, b, c, d = padded[i : i + 4]
        out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.concatenate([*out, p[:1] if closed else p[-1:]])
