"""The cautionary sites of a sheet: the outline of each, where its skin shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from art import curves, sites, zones
from art.content import fields
from art.ink.forms import LEAST_FADE

if TYPE_CHECKING:
    from art.ink.forms import Forms

TOLERANCE = 1.0
"""Sheet units that a fitted curve may leave its line (a unit is a millimetre on whole-body sheets)."""
_SPECK_CM2 = 0.3
"""What is smaller is not drawn: it would be a fleck at the edge of what a sheet shows."""


def path(forms: Forms, name: str) -> str:
    """The path of one site; nothing where the sheet does not show it."""
    seen = forms.seen
    field = sites.field(name)
    inside = np.flatnonzero(field <= 1.0)
    if not seen.framed(seen.skin(2)[inside]).any():
        return ""
    shown = inside[seen.picture.shows(inside)]
    if not len(shown):
        return ""
    box = fields.box(seen, shown)
    if box.empty:
        return ""
    part = slice(box.top, box.bottom), slice(box.left, box.right)
    picture = np.nan_to_num(seen.picture.cut(box).sample(field), nan=zones.OUTSIDE)
    holds = (picture <= 1.0) & forms.pressable[part] & (forms.fade[part] > LEAST_FADE)
    smallest = _SPECK_CM2 * seen.sheet.units_per_cm**2
    data = curves.mask_path(holds, seen.to_units, TOLERANCE, blur=2.0, smallest=smallest, corner=(box.left, box.top))
    return f'<path d="{data}"/>\n' if data else ""
