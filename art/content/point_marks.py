"""The points of a sheet: a circle where the skin that holds the point shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from art import curves, places, records, surface
from art.bones import over
from art.steady import times

if TYPE_CHECKING:
    from art.body import Figure
    from art.ink.forms import Forms

Floats = NDArray[np.float64]

GRAZING_DEGREES = 78.0
"""Skin that turns further away than this shows no point."""
RADIUS_CM = 0.5
SLACK_CM = 0.4
"""A point lies no further than this before or behind the skin that is seen."""


def anchored(figure: Figure, point_id: str) -> surface.Anchor:
    """A point's place, bound to the skin: everywhere the same, or in each figure over its own bone."""
    spec = records.points()[point_id]
    if isinstance(spec, dict) and "over" in spec:
        return over.anchor(figure, spec)
    return surface.anchor(places.place(spec)[None])


def _pose(point_id: str) -> str | None:
    """The one pose in which a point can be shown where it is; None: any."""
    spec = records.points()[point_id]
    return spec.get("pose") if isinstance(spec, dict) else None


def mark(forms: Forms, point_id: str) -> str:
    """The circle of one point; nothing where the sheet does not show it."""
    seen = forms.seen
    if _pose(point_id) not in (None, seen.sheet.pose):
        return ""
    anchor = anchored(seen.figure, point_id)
    on = anchor.on(seen.skin(1))
    if not seen.framed(on)[0]:
        return ""
    normal = anchor.on(surface.normals(seen.figure, seen.sheet.pose, 1))
    facing = times(normal, seen.sheet.camera.axes()[2])
    if facing[0] <= np.cos(np.deg2rad(GRAZING_DEGREES)) or not (seen.draws(anchor) & seen.shown(on, SLACK_CM))[0]:
        return ""
    column, row = np.floor(seen.pixels(on)[0, :2]).astype(int)
    if not forms.pressable[row, column]:
        return ""
    x, y = (curves.number(n) for n in seen.units(on)[0])
    radius = curves.number(RADIUS_CM * seen.sheet.units_per_cm)
    return f'<circle id="point.{point_id}" cx="{x}" cy="{y}" r="{radius}"/>\n'
