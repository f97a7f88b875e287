"""The teeth of both jaws, looked at where they bite, as on a dentist's chart: the upper jaw above, the lower below."""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from art.diagrams.shapes import Diagram, Shape, rounded, smooth
from art.steady import steady

Floats = NDArray[np.float64]

WIDE = 8.4
ARCH: Final = {"upper": (2.55, 4.6), "lower": (2.4, 4.5)}
"""Half width and depth (cm) of the curve on which the middles of the teeth stand: drawn so that the teeth fill it."""
FRONT: Final = {"upper": 1.3, "lower": 13.7}
"""How far down the foremost point of each curve lies."""
TEETH: Final = {
    # From the midline back: width along the arch and depth across it, in centimetres, and how square the crown is.
    # Widths and depths: Nelson, Wheeler's Dental Anatomy, Physiology and Occlusion, table 1-1, teeth of average size.
    "upper": (
        *((0.85, 0.7, 2.6), (0.65, 0.6, 2.5), (0.75, 0.8, 2.2), (0.7, 0.9, 2.5), (0.7, 0.9, 2.5)),
        *((1.0, 1.1, 3.2), (0.9, 1.1, 3.0), (0.85, 1.0, 2.8)),
    ),
    "lower": (
        *((0.5, 0.6, 2.6), (0.55, 0.65, 2.5), (0.7, 0.75, 2.2), (0.7, 0.75, 2.3), (0.7, 0.8, 2.5)),
        *((1.1, 1.05, 3.2), (1.05, 1.0, 3.2), (1.0, 0.95, 2.8)),
    ),
}
GUM, PALATE, CROWN = "#e7bfb0", "#f1d7ca", "#fffaf2"
TEETH_APART = 0.97
GUM_CM, PALATE_CM = 0.34, 0.12


@cache
def _curve(jaw: str) -> tuple[Floats, Floats]:
    """The right half of the arch, from the midline back: places (n, 2), and the length up to each."""
    half, deep = ARCH[jaw]
    turn = np.linspace(0, 0.62 * np.pi, 400)
    down = 1.0 if jaw == "upper" else -1.0
    x = WIDE / 2 - half * steady(np.sin(turn))
    y = FRONT[jaw] + down * deep * (1 - steady(np.cos(turn)))
    points = np.column_stack([x, y])
    return points, np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])


def tooth(jaw: str, number: int) -> tuple[Floats, Floats]:
    """Middle of a tooth of the right (1: beside the midline, 8: the wisdom tooth), and the direction of the arch."""
    points, length = _curve(jaw)
    widths = [wide for wide, _, _ in TEETH[jaw]]
    at = sum(widths[: number - 1]) + widths[number - 1] / 2
    places = [np.array([np.interp(at + step, length, c) for c in points.T]) for step in (-0.2, 0.0, 0.2)]
    along = places[2] - places[0]
    return places[1], along / np.linalg.norm(along)


def crown(jaw: str, number: int, share: float = 1.0) -> Floats:
    """The outline of a tooth's crown, or of so much of it round its middle."""
    wide, deep, square = TEETH[jaw][number - 1]
    (x, y), (right, down) = tooth(jaw, number)
    middle, across = (float(x), float(y)), (float(right), float(down))
    return rounded(middle, across, deep * share, wide * TEETH_APART * share, square)


def _crown(jaw: str, number: int) -> list[Shape]:
    """A tooth, and the furrows of one that chews."""
    wide, deep, _ = TEETH[jaw][number - 1]
    centre, along = tooth(jaw, number)
    out = [Shape(crown(jaw, number), CROWN, "contour", f"head.teeth_{jaw}")]
    inward = np.array([-along[1], along[0]])
    if number >= 4:
        ends = [centre + along * wide * share for share in (-0.3, 0.0, 0.3)]
        ends[1] = ends[1] + inward * deep * 0.05
        out.append(Shape(smooth([(float(x), float(y)) for x, y in ends], closed=False), "", "crease", "", closed=False))
    if number >= 6:
        ends = [centre + inward * deep * share + along * wide * 0.04 for share in (-0.32, 0.0, 0.32)]
        out.append(Shape(smooth([(float(x), float(y)) for x, y in ends], closed=False), "", "crease", "", closed=False))
    return out


def _band(jaw: str, outward: float) -> Floats:
    """An outline along the arch of both sides, straight behind, so far outside the teeth or (below 0) inside."""
    points, length = _curve(jaw)
    last = sum(wide for wide, _, _ in TEETH[jaw]) + 0.1
    at = np.linspace(0, last, 40)
    line = np.column_stack([np.interp(at, length, c) for c in points.T])
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    aside = np.column_stack([along[:, 1], -along[:, 0]]) * (-1.0 if jaw == "upper" else 1.0)
    depth = np.interp(at, np.cumsum([wide for wide, _, _ in TEETH[jaw]]), [deep for _, deep, _ in TEETH[jaw]])
    right = line + aside * (np.sign(outward) * depth / 2 + outward)[:, None]
    left = right[::-1] * (-1.0, 1.0) + (WIDE, 0.0)
    return np.concatenate([left, right, left[:1]])


@cache
def teeth() -> Diagram:
    """Both jaws."""
    shapes: list[Shape] = []
    for jaw in ("upper", "lower"):
        shapes += [Shape(_band(jaw, GUM_CM), GUM, "crease"), Shape(_band(jaw, -PALATE_CM), PALATE)]
        shapes += [one for number in range(1, 9) for one in _crown(jaw, number)]
    return Diagram((WIDE, 15.0), tuple(shapes))
