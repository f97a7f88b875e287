"""The floor of the pelvis from below, the front at the top: bones one can feel, ligaments, and the sheet of muscle.

A plain diagram: only the two diameters of the outlet are to scale (Gray, Anatomy of the Human Body, 1918, "The Pelvis":
female, 9 to 11.5 cm from the symphysis to the coccyx, about 11.5 cm between the tuberosities). All else is drawn to
show what lies beside what.

A zone or a point names its place on it as ``[right, behind]``: centimetres to the patient's right of the midline, and
behind the middle of the symphysis.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from art.diagrams.shapes import Diagram, Shape, rounded, smooth

Floats = NDArray[np.float64]

WIDE, HIGH = 18.0, 15.0
MIDDLE = WIDE / 2
BONE, LIGAMENT, MUSCLE, SKIN = "#f3e6cf", "#efe2cb", "#e6b9a4", "#f5e2d2"

SYMPHYSIS = (MIDDLE, 2.0)
TUBEROSITY = (MIDDLE - 5.75, 7.6)
"""The ischial tuberosities stand 11.5 cm apart in the outlet of the pelvis."""
COCCYX = (MIDDLE, 11.6)
"""From here to the middle of the symphysis it is 9.6 cm."""
BOWEL = (MIDDLE, 9.0)
"""Its opening lies between the line that joins the tuberosities and the coccyx."""


def laid(places: list[list[float]]) -> Floats:
    """Places of the sources on the paper (n, 2)."""
    right, behind = np.array(places, float).T
    return np.column_stack([SYMPHYSIS[0] - right, SYMPHYSIS[1] + behind])


def _ramus() -> list[tuple[float, float]]:
    """The pubic arch of the right: from the symphysis to the tuberosity, its outer and inner edge."""
    (x, y), (tx, ty) = SYMPHYSIS, TUBEROSITY
    return [
        *((x - 0.3, y - 0.85), (x - 1.3, y - 0.8), (x - 2.6, y + 0.6), (tx + 0.3, ty - 2.6), (tx - 0.8, ty - 1.2)),
        *((tx - 1.1, ty + 0.3), (tx - 0.3, ty + 1.4), (tx + 0.9, ty + 0.9), (tx + 1.2, ty - 0.6)),
        *((tx + 1.6, ty - 2.0), (x - 1.7, y + 1.9), (x - 0.8, y + 1.1), (x - 0.3, y + 0.8), (x - 0.25, y)),
    ]


def _ligament() -> list[tuple[float, float]]:
    """The sacrotuberous ligament of the right: from the tuberosity to the edge of sacrum and coccyx."""
    (tx, ty), (cx, cy) = TUBEROSITY, COCCYX
    return [
        *((tx + 0.2, ty + 1.1), (tx + 1.9, ty + 2.9), (cx - 1.6, cy + 1.6), (cx - 1.2, cy + 2.2)),
        *((cx - 0.7, cy + 0.9), (cx - 1.5, cy - 0.1), (tx + 2.2, ty + 1.6), (tx + 1.1, ty + 0.5)),
    ]


def _sheet() -> list[tuple[float, float]]:
    """The sheet of muscle of the right: from the pubic bone and the side wall to the coccyx, round the midline."""
    (x, y), (tx, ty), (cx, cy) = SYMPHYSIS, TUBEROSITY, COCCYX
    return [
        *((x - 0.5, y + 0.9), (x - 2.2, y + 2.4), (tx + 1.7, ty - 1.6), (tx + 1.4, ty + 0.4)),
        *((tx + 2.6, ty + 1.9), (cx - 1.0, cy - 0.2), (cx, cy), (x, y + 0.9)),
    ]


def _fibres() -> list[Shape]:
    """Lines of the sheet: the innermost run from the pubic bone round behind the bowel, the outer to the coccyx."""
    (x, y), (tx, ty), (cx, cy) = SYMPHYSIS, TUBEROSITY, COCCYX
    bx, by = BOWEL
    runs = (
        ((x - 0.6, y + 1.5), (bx - 1.15, by - 2.4), (bx - 1.2, by), (bx - 0.7, by + 1.1), (bx, by + 1.35)),
        ((x - 1.1, y + 1.9), (bx - 1.8, by - 2.2), (bx - 1.9, by + 0.2), (bx - 1.0, by + 1.7), (bx, by + 2.0)),
        ((x - 2.0, y + 2.6), (tx + 2.7, ty - 1.4), (tx + 2.7, ty + 0.8), (cx - 1.4, cy - 0.8), (cx - 0.3, cy - 0.1)),
        ((tx + 1.8, ty - 1.2), (tx + 1.9, ty + 0.4), (tx + 3.0, ty + 1.9), (cx - 0.9, cy - 0.1)),
    )
    return [Shape(smooth(list(run), closed=False), "", "crease", closed=False) for run in runs]


def _perineum() -> list[tuple[float, float]]:
    """The right half of the diamond between symphysis, tuberosity and coccyx."""
    (x, y), (tx, ty), (cx, cy) = SYMPHYSIS, TUBEROSITY, COCCYX
    return [
        (x, y + 0.9),
        (x - 1.7, y + 2.0),
        (tx + 1.2, ty - 0.4),
        (tx + 1.2, ty + 0.8),
        (cx - 0.6, cy - 0.2),
        (cx, cy),
    ]


def _tailbone() -> list[tuple[float, float]]:
    """The right half of coccyx and lowest sacrum."""
    cx, cy = COCCYX
    return [(cx, cy), (cx - 0.6, cy - 0.2), (cx - 0.9, cy + 1.5), (cx - 1.3, cy + 2.4), (cx, cy + 2.7)]


def _buttock() -> list[tuple[float, float]]:
    """The lowest inner edge of the right buttock: behind the diamond, from the tuberosity to the tailbone."""
    (tx, ty), (cx, cy) = TUBEROSITY, COCCYX
    return [
        *((tx + 1.2, ty + 0.8), (cx - 0.6, cy - 0.2), (cx - 0.9, cy + 1.5), (cx - 1.3, cy + 2.4)),
        *((tx + 1.2, cy + 2.2), (tx - 0.6, cy + 0.6), (tx - 0.9, ty + 1.6)),
    ]


def _straight(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The outline with its last side, along the midline, kept straight: points close together at its corners."""
    return [points[0], *points, points[-1]]


@cache
def pelvic_floor() -> Diagram:
    """The floor of the pelvis."""
    cx, cy = COCCYX
    (tx, ty), (x, y) = TUBEROSITY, SYMPHYSIS
    shapes = [
        Shape(rounded((MIDDLE, HIGH / 2), (1.0, 0.0), HIGH - 0.8, WIDE - 0.8, 2.3), SKIN),
        Shape(smooth(_straight(_sheet()), closed=True), MUSCLE, "", "perineum"),
        *_fibres(),
        Shape(np.array(_buttock()), "", "", "buttock"),
        Shape(smooth(_ligament(), closed=True), LIGAMENT, "crease"),
        Shape(smooth(_ramus(), closed=True), BONE, "contour"),
        Shape(rounded((tx + 0.05, ty + 0.2), (1.0, 0.4), 2.3, 1.7, 2.0), "", "crease"),
        Shape(rounded((x, y), (1.0, 0.0), 1.7, 0.5, 3.0), LIGAMENT, "crease"),
        Shape(
            smooth(
                [
                    (cx, cy - 0.3),
                    (cx - 0.5, cy + 0.4),
                    (cx - 0.9, cy + 1.5),
                    (cx - 1.3, cy + 2.4),
                    (cx, cy + 2.7),
                    (cx + 1.3, cy + 2.4),
                    (cx + 0.9, cy + 1.5),
                    (cx + 0.5, cy + 0.4),
                ],
                closed=True,
            ),
            BONE,
            "contour",
            "",
        ),
        Shape(np.array(_tailbone()), "", "", "coccyx"),
        *(
            Shape(
                smooth([(cx - half, cy + down), (cx, cy + down + 0.12), (cx + half, cy + down)], closed=False),
                "",
                "crease",
                closed=False,
            )
            for half, down in ((0.42, 0.5), (0.62, 1.1), (0.85, 1.8))
        ),
        Shape(
            smooth([(tx + 1.4, ty + 0.3), (MIDDLE - 2.0, ty + 0.15), (MIDDLE, ty + 0.1)], closed=False),
            "",
            "crease",
            closed=False,
        ),
        Shape(rounded(BOWEL, (1.0, 0.0), 0.9, 0.9, 2.0), "", "crease"),
        Shape(rounded(BOWEL, (1.0, 0.0), 0.45, 0.2, 2.0), "#b98a74", "crease"),
    ]
    return Diagram((WIDE, HIGH), tuple(shapes))
