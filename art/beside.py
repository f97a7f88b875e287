"""Which points lie in a cautionary site or beside one, measured on both figures, for the program to say.

``resources/beside.json`` has for each such point the sites and how far their edge is from it, in centimetres: 0 inside.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np

from art import nearness, records, sites, surface
from art.content.point_marks import anchored
from art.poses import PLACING

if TYPE_CHECKING:
    from art.body import Figure

REACH_CM: Final = 1.5
"""So far from a site's edge a point is still beside it."""
_FIGURES: Final[tuple[Figure, ...]] = ("woman", "man")


def measured() -> dict[str, dict[str, float]]:
    """For each point that is in a site or beside one: the site's id and the least distance of both figures in cm."""
    found: dict[str, dict[str, float]] = {}
    for figure in _FIGURES:
        skin = surface.skin(figure, PLACING, 2)
        for point_id in records.points():
            at = anchored(figure, point_id).on(surface.skin(figure, PLACING, 1))[0]
            apart = np.linalg.norm(skin - at, axis=1)
            nearest = int(apart.argmin())
            for name in sites.shapes():
                inside = sites.field(name) <= 1.0
                gap = 0.0 if inside[nearest] else float(apart[inside].min())
                if gap <= REACH_CM:
                    known = found.setdefault(point_id, {})
                    known[name] = round(min(gap, known.get(name, gap)), 1)
    return {
        name: dict(sorted(known.items(), key=lambda one: (one[1], one[0]))) for name, known in sorted(found.items())
    }


def write() -> bool:
    """Measure and write where the file is not current; whether it was written."""
    if nearness.is_current():
        return False
    rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(known)}" for name, known in measured().items())
    text = f'{{\n "version": 1,\n "made_from": "{nearness.fingerprint()}",\n "points": {{\n{rows}\n }}\n}}\n'
    nearness.OUT.write_text(text, encoding="utf-8", newline="\n")
    return True
