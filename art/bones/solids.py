"""The solids of the bones as they come: the right half and the middle of one skeleton, in centimetres of its own.

``sources/bones/solids.json`` was taken from the package myo-sim by ``scripts/extract_bones.py`` (licence and note of
change beside it); what that skeleton lacks is shaped here. Axes as everywhere: x to the patient's left, y up, z
forward; the left half is the mirror of the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from art import records

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UNITS_PER_CM = 100


@dataclass(frozen=True)
class Solid:
    """A closed surface: vertices (n, 3) in centimetres and triangles (m, 3)."""

    vertices: Floats
    triangles: Ints

    def moved(self, vertices: Floats) -> Solid:
        """The same surface at other places."""
        return Solid(vertices, self.triangles)


MIDDLE = ("skull", "mandible", "hyoid", "sternum", "sacrum")
VERTEBRAE = (*(f"c{n}" for n in range(1, 8)), *(f"t{n}" for n in range(1, 13)), *(f"l{n}" for n in range(1, 6)))
RIBS = tuple(f"rib-{n}" for n in range(1, 13))
CARPALS = ("scaphoid", "lunate", "triquetrum", "pisiform", "trapezium", "trapezoid", "capitate", "hamate")
TARSALS = ("talus", "calcaneus", "navicular", "cuboid", "cuneiform-1", "cuneiform-2", "cuneiform-3")


def is_middle(name: str) -> bool:
    """Whether a bone lies on the body's midplane, so that it has no mirror."""
    return name in MIDDLE or name in VERTEBRAE


@cache
def template() -> dict[str, Solid]:
    """Every bone of the right half and the middle."""
    out = {}
    for name, solid in records.read("bones/solids").items():
        vertices = np.array(solid["vertices"], float).reshape(-1, 3) / UNITS_PER_CM
        out[name] = Solid(vertices, np.array(solid["faces"], int).reshape(-1, 3))
    out["hyoid"] = _hyoid()
    out["patella"] = out["patella"].moved(out["patella"].vertices + PATELLA_SHIFT)
    return out


PATELLA_SHIFT = (0.0, -1.9, 4.8)
"""The source leaves the kneecap behind the knee, as its place comes from how far the knee is bent: up against the
groove of the thigh bone, its tip at the joint."""


HYOID = ((0.0, 0.0, 1.55), (-0.9, 0.05, 1.35), (-1.5, 0.25, 0.6), (-1.9, 0.55, -0.5), (-2.1, 0.8, -1.4))
HYOID_HALF_CM = ((0.55, 0.3), (0.5, 0.3), (0.3, 0.25), (0.22, 0.2), (0.3, 0.28))
HYOID_AT = (0.0, 154.6, -16.6)
"""Body and right greater horn of the hyoid bone: its middle line and half its height and thickness; and where it is
below the jaw of the skeleton, at the level of the third vertebra of the neck."""


def _hyoid() -> Solid:
    """A horseshoe of the usual measures (body 2.5 cm wide, horns 3 cm long)."""
    right = np.array(HYOID)
    line = np.concatenate([right[::-1], right[1:] * (-1.0, 1.0, 1.0)])
    half = np.concatenate([HYOID_HALF_CM[::-1], HYOID_HALF_CM[1:]])
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    aside = np.cross(along, (0.0, 1.0, 0.0))
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    angle = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    ring = np.cos(angle)[None, :, None] * half[:, None, :1] * (0.0, 1.0, 0.0)
    ring = ring + np.sin(angle)[None, :, None] * half[:, None, 1:] * aside[:, None, :]
    tube = (line[:, None, :] + ring).reshape(-1, 3)
    vertices = np.concatenate([tube, line[[0, -1]]]) + HYOID_AT
    n, last = len(angle), len(line) - 1
    faces = []
    for k in range(last):
        for i in range(n):
            a, b, c, d = k * n + i, k * n + (i + 1) % n, (k + 1) * n + (i + 1) % n, (k + 1) * n + i
            faces += [(a, b, c), (a, c, d)]
    for i in range(n):
        faces += [(len(tube), (i + 1) % n, i), (len(tube) + 1, last * n + i, last * n + (i + 1) % n)]
    return Solid(vertices, np.array(faces))
