"""Lines of the pen where one sees or feels bone, tendon or fold under the skin (``sources/formlines.json``)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from art import places, records, surface

if TYPE_CHECKING:
    from art.body import Figure
    from art.ink.forms import Forms

Floats = NDArray[np.float64]

LEAST_FACING = 0.12
"""Lines are drawn on skin that is turned towards the eye at least so much (cosine)."""
STEP_CM = 0.15
LEAST_POINTS = 5


def _curve(specs: list[str]) -> Floats:
    """A smooth line along the skin through places of the reference surface."""
    points = np.array([places.place(spec) for spec in specs])
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = np.linspace(0, length[-1], max(6, int(length[-1] / STEP_CM)))
    return surface.onto_skin(np.column_stack([PchipInterpolator(length, c)(at) for c in points.T]))


@cache
def placed(figure: Figure) -> tuple[tuple[surface.Anchor, float], ...]:
    """Every line of a figure bound to the skin of both sides, and its weight."""
    out = []
    for spec in records.read("formlines").values():
        weight = float(spec["weight"]) * float(spec.get("figures", {}).get(figure, 1.0))
        for line in spec["lines"]:
            curve = _curve(line)
            out += [(surface.anchor(curve * side), weight) for side in ([1.0, 1.0, 1.0], [-1.0, 1.0, 1.0])]
    return tuple(out)


def lines(forms: Forms) -> list[tuple[Floats, float]]:
    """The visible stretches of all lines, in pixels (n, 2), and their weights."""
    seen = forms.seen
    h, w = forms.skin.shape
    out = []
    for anchor, weight in placed(seen.figure):
        on = anchor.on(seen.skin(1))
        at = seen.pixels(on)[:, :2]
        cell = np.clip(np.floor(at).astype(int), 0, [w - 1, h - 1])
        facing = forms.normal[cell[:, 1], cell[:, 0], 2] > LEAST_FACING
        shown = facing & seen.draws(anchor) & seen.shown(on, 0.5)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], shown.astype(int), [0]])))
        stretches = zip(edges[::2], edges[1::2], strict=True)
        out += [(at[a:b], weight) for a, b in stretches if b - a >= LEAST_POINTS]
    return out
