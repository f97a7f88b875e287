"""What stands out under the skin and what sinks in: bone, tendon and furrow, laid over the mesh by landmarks.

Only the drawn skin has it (``art.drawn``), so light, creases and contours show it from every side; what is placed on
the body is placed without it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from art import places, records, surface

if TYPE_CHECKING:
    from art.body import Figure

Floats = NDArray[np.float64]

HIGHEST_CM = 0.5
"""No form is raised or sunk by more, so that points on the skin stay on the skin that is drawn."""


def swell(distance: Floats, height: float, width: float) -> Floats:
    """Height over a line at a distance from it: whole on it, level and smooth where it has died away."""
    return np.asarray(height * np.clip(1 - (distance / width) ** 2, 0, None) ** 2)


@cache
def form(name: str) -> Floats:
    """One form of ``sources/relief.json`` on the level-1 vertices of both sides, in centimetres."""
    spec: dict[str, Any] = records.read("relief")[name]
    near = surface.distance([places.line(line) for line in spec["lines"]], float(spec["width"]))
    right = swell(near, float(spec["height"]), float(spec["width"]))
    left = right[surface.mirror()]
    return np.where(np.abs(right) >= np.abs(left), right, left)


@cache
def relief(figure: Figure) -> Floats:
    """How far each level-1 vertex of the drawn skin stands out, in centimetres."""
    out = np.zeros(surface.level(1).count)
    for name, spec in records.read("relief").items():
        out += float(spec.get("figures", {}).get(figure, 1.0)) * form(name)
    return np.clip(out, -HIGHEST_CM, HIGHEST_CM)
