"""The points of a sheet: a circle where the skin that holds the point shows.

A place may have ``turned``: skin that turns further away than so many degrees does not show it. Of a muscle that lies
deep under the place an eye from aside would see the X beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from art import places, records, surface
from art.bones import over
from art.content.marks import circle, shown

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


def _most_turned(point_id: str) -> float:
    spec = records.points()[point_id]
    return float(spec.get("turned", GRAZING_DEGREES)) if isinstance(spec, dict) else GRAZING_DEGREES


def mark(forms: Forms, point_id: str) -> str:
    """The circle of one point; nothing where the sheet does not show it."""
    seen = forms.seen
    if _pose(point_id) not in (None, seen.sheet.pose):
        return ""
    on = shown(forms, anchored(seen.figure, point_id), _most_turned(point_id), SLACK_CM)
    if on is None:
        return ""
    column, row = np.floor(seen.pixels(on)[0, :2]).astype(int)
    return circle(forms, f"point.{point_id}", on, RADIUS_CM) if forms.pressable[row, column] else ""
