"""The zones of a sheet: nested outlines of each field, from the rim inward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from art import curves, zones
from art.ink.style import ZONE_OPACITIES
from art.raster import box_around

if TYPE_CHECKING:
    from art.ink.forms import Forms

TOLERANCE = 0.9
"""Sheet units that a fitted curve may leave its line (a unit is a millimetre on whole-body sheets)."""


def paths(forms: Forms, name: str) -> str:
    """The paths of one zone (``soleus-1.essential``); nothing where the sheet does not show it."""
    seen, field = forms.seen, zones.field(name)
    inside = np.flatnonzero(field <= 1.0)
    if not seen.may_show(seen.skin(2)[inside]):
        return ""
    inside = inside[seen.picture.shows(inside)]
    if not len(inside):
        return ""
    box = box_around(seen.pixels(seen.skin(2)[inside]), 8, seen.picture.depth.shape)
    picture = np.nan_to_num(seen.picture.cut(box).sample(field), nan=zones.OUTSIDE)
    picture[~forms.pressable[box.top : box.bottom, box.left : box.right]] = zones.OUTSIDE
    corner, body = (box.left, box.top), ""
    for depth, opacity in zip(zones.LEVELS, ZONE_OPACITIES, strict=True):
        data = curves.mask_path(picture <= depth, seen.to_units, TOLERANCE, blur=2.2, smallest=12, corner=corner)
        if data:
            body += f'<path fill-opacity="{opacity}" d="{data}"/>\n'
    return body
