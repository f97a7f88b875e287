"""Muscles on the skin: fibres from an origin line to an insertion line, and the outline round them.

In ``sources/muscles.json`` a muscle has ``depth`` and ``parts``; a part has ``origin`` and ``insertion`` (lists of places,
each a line along which fibres are spread), perhaps ``via`` (lines of places that the fibres pass on their way, in
order: this is what gives a belly), ``fibres`` (how many are drawn), ``edge`` (centimetres of flesh beyond the
outermost fibre) and ``tendon`` (share of the length that is tendon at the origin's and at the insertion's end).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from art import places, surface

Floats = NDArray[np.float64]

STEPS = 49
OUTLINE_FIBRES = 40
"""So many fibres are laid, densely, to find the outline; fewer are drawn."""


@dataclass(frozen=True)
class Part:
    """Laid fibres of one part: (fibres, steps, 3) on the reference surface, from origin to insertion."""

    fibres: Floats
    drawn: int
    edge: float
    tendon: tuple[float, float]


@dataclass(frozen=True)
class Muscle:
    """A muscle with its laid parts and the outline field over the level-1 vertices (below 0: inside; centimetres)."""

    depth: str
    parts: tuple[Part, ...]
    field: Floats


def _spread(specs: list[Any], count: int) -> Floats:
    """Evenly spaced starting points along a line of places."""
    line = places.line(specs)
    return np.repeat(line, count, axis=0) if len(line) == 1 else surface.resample(line, count)


def _lay(waypoints: Floats) -> Floats:
    """One fibre through its waypoints (k, 3): a smooth curve laid on the skin (STEPS, 3)."""
    pieces = [surface.path(a, b, steps=25, smooth=40) for a, b in zip(waypoints, waypoints[1:], strict=False)]
    if len(pieces) == 1:
        return surface.resample(pieces[0], STEPS)
    rough = np.concatenate([*(p[:-1] for p in pieces[:-1]), pieces[-1]])
    knots = rough[:: max(1, len(rough) // 8)]
    knots = knots if np.allclose(knots[-1], rough[-1]) else np.concatenate([knots, rough[-1:]])
    at = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(knots, axis=0), axis=1))])
    smooth = CubicSpline(at, knots)(np.linspace(0, at[-1], STEPS))
    return surface.resample(surface.onto_skin(smooth), STEPS)


def _part(spec: dict[str, Any]) -> Part:
    lines = [spec["origin"], *spec.get("via", []), spec["insertion"]]
    ways = np.stack([_spread(line, OUTLINE_FIBRES) for line in lines], axis=1)
    fibres = np.stack([_lay(way) for way in ways])
    tendon = spec.get("tendon", [0.0, 0.0])
    return Part(
        fibres,
        int(spec.get("fibres", 16)),
        float(spec.get("edge", 0.4)),
        (float(tendon[0]), float(tendon[1])),
    )


@cache
def muscle(muscle_id: str) -> Muscle:
    """A muscle of ``sources/muscles.json``, laid on the reference surface."""
    spec = places.read("muscles")[muscle_id]
    parts = tuple(_part(p) for p in spec["parts"])
    field = np.full(len(surface.reference()), surface.FAR)
    for part in parts:
        field = np.minimum(field, surface.distance(list(part.fibres), part.edge + 2.5) - part.edge)
    return Muscle(str(spec["depth"]), parts, field)


def ids() -> list[str]:
    """All muscles of the workshop in the order of the source file."""
    return list(places.read("muscles"))
