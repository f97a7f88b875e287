"""The regions of a sheet: the patient's right half of every one that shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects

from art import curves, regions, surface
from art.diagrams import paper

if TYPE_CHECKING:
    from art.ink.forms import Forms

Bools = NDArray[np.bool_]

TOLERANCE = 1.4
"""Sheet units that a fitted curve may leave its line (a unit is a millimetre on whole-body sheets)."""


def paths(forms: Forms) -> str:
    """One path a region."""
    seen = forms.seen
    if seen.sheet.diagram:
        return paper.regions(seen.sheet.diagram, seen.sheet.units_per_cm)
    right = surface.reference()[:, 0] <= 0.02
    half = np.nan_to_num(seen.picture.sample(surface.refined(right.astype(float), 1, 2)), nan=0.0) >= 0.5
    label = np.where(half & forms.pressable, regions.labelled(seen.picture, 2), -1)
    # Slices of the rows and columns where each label occurs, None where it does not.
    boxes = find_objects(label + 1, max_label=len(regions.codes()))
    out = ""
    for number, (code, box) in enumerate(zip(regions.codes(), boxes, strict=True)):
        if box is None:
            continue
        corner = (box[1].start, box[0].start)
        inside = label[box] == number
        if data := curves.mask_path(inside, seen.to_units, TOLERANCE, blur=2.0, smallest=20, corner=corner):
            out += f'<path id="region.{code}" d="{data}"/>\n'
    return out
