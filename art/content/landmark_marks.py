"""The bony landmarks of a sheet: a circle where the skin shows over which a hand finds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from art import curves, places, records, surface
from art.steady import times

if TYPE_CHECKING:
    from art.ink.forms import Forms

RADIUS_CM = 0.3
GRAZING_DEGREES = 88.0
"""Skin that turns further away than this shows no landmark; malleoli are seen best on the rim, from the front."""
SLACK_CM = 0.6
"""A landmark lies no further than this before or behind the skin that is seen."""


def marks(forms: Forms) -> str:
    """A circle for each landmark that the sheet shows, in the order of the source."""
    named = (name for part in records.read("palpable").values() for name in part)
    return "".join(_mark(forms, name) for name in named)


def _mark(forms: Forms, name: str) -> str:
    seen = forms.seen
    anchor = surface.anchor(places.landmark(name)[None])
    on = anchor.on(seen.skin(1))
    if not seen.framed(on)[0]:
        return ""
    normal = anchor.on(surface.normals(seen.figure, seen.sheet.pose, 1))
    facing = times(normal, seen.sheet.camera.axes()[2])
    if facing[0] <= np.cos(np.deg2rad(GRAZING_DEGREES)) or not (seen.draws(anchor) & seen.shown(on, SLACK_CM))[0]:
        return ""
    x, y = (curves.number(n) for n in seen.units(on)[0])
    return (
        f'<circle id="landmark.{name}" cx="{x}" cy="{y}" r="{curves.number(RADIUS_CM * seen.sheet.units_per_cm)}"/>\n'
    )
