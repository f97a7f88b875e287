"""Where things are on the skin: landmarks, and the little grammar by which sources name places.

A place in a source file is one of

- ``"acromion"``: a landmark of ``sources/landmarks.json``;
- ``"acromion>c7@0.4"``: four tenths of the way along the skin from one landmark to the other;
- either with ``" + (1, -2, 0.5)"`` behind it: moved by centimetres laterally, up and forward, then laid on the skin;
- ``{"view": "back", "at": [10.2, 131.5]}``: what a view of ``art.views`` shows there (centimetres right, up);
- ``{"near": [-16.6, 129.4, 1.0]}``: the skin closest to a place in the body's space (left, up, forward),
  for skin that no view sees, such as the armpit.

Everything is the patient's right; "laterally" is away from the midplane.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from art import records, surface, views

Floats = NDArray[np.float64]

_SHIFT = re.compile(r"^(.*?)\s*\+\s*\(([^)]*)\)\s*$")
_BETWEEN = re.compile(r"^(\S+)>(\S+)@([0-9.]+)$")


@cache
def landmark(name: str) -> Floats:
    """A named landmark as a point of the reference surface (centimetres)."""
    marks = records.read("landmarks")
    if name not in marks:
        raise KeyError(f"There is no landmark {name!r} in landmarks.json.")
    return place(marks[name])


def place(spec: str | dict[str, Any]) -> Floats:
    """A place of a source file as a point of the reference surface (centimetres)."""
    if isinstance(spec, dict):
        if "near" in spec:
            return np.asarray(surface.onto_skin(np.array([spec["near"]], dtype=float))[0])
        return views.shoot(str(spec["view"]), (float(spec["at"][0]), float(spec["at"][1])))
    return _named(spec.strip())


@cache
def _named(spec: str) -> Floats:
    if match := _SHIFT.match(spec):
        lateral, up, forward = (float(n) for n in match[2].split(","))
        start = _named(match[1])
        return np.asarray(surface.onto_skin((start + np.array([-lateral, up, forward]))[None])[0])
    if match := _BETWEEN.match(spec):
        line = surface.path(landmark(match[1]), landmark(match[2]), steps=101)
        return np.asarray(line[round(float(match[3]) * 100)])
    return landmark(spec)


def line(specs: list[str | dict[str, Any]]) -> Floats:
    """A polyline on the skin through places, about every 4 mm (n, 3); a single place gives a single point."""
    points = [place(s) for s in specs]
    if len(points) == 1:
        return np.array(points)
    pieces = []
    for a, b in itertools.pairwise(points):
        steps = max(3, int(np.linalg.norm(b - a) / 0.4) + 2)
        pieces.append(surface.path(a, b, steps=steps)[:-1])
    return np.concatenate([*pieces, points[-1][None]])
