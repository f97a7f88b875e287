"""The bony landmarks of a sheet: a circle where the skin shows over which a hand finds one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from art import places, records, surface
from art.content.marks import circle, shown

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
    on = shown(forms, surface.anchor(places.landmark(name)[None]), GRAZING_DEGREES, SLACK_CM)
    return "" if on is None else circle(forms, f"landmark.{name}", on, RADIUS_CM)
