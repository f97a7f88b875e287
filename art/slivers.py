"""What is too little to be shown: slivers of zones and crumbs of muscles, which tell more of the camera than the body.

A zone that wraps a limb shows its rim in views that look past it: a red blob under the toes where the heel hurts.
A piece is left out where it is less than a share of what could be seen there: the skin of the zone (or muscle) that
lies in the sheet's window, hidden or not; and of a sheet that shows next to nothing of a zone only those parts are kept
that it shows well, such as the hand of a zone of neck, arm and hand.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import label

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LEAST_SHARE = 0.06
"""A piece of a zone shows at least this share of the skin that its part of the zone has in the window ..."""
LEAST_CM2 = 1.0
"""... and is at least so large on the sheet, ..."""
SMALL_SHARE = 0.25
"""... or, of a smaller part of a zone, such as that of a tooth, at least this share."""
ALONE_SHARE = 0.5
"""A sheet that shows less than ``LEAST_SHARE`` of all of a zone shows the parts that it has at least this share of."""
CRUMB_SHARE = 0.02
"""A piece of a muscle shows at least this share of it, and is as large as one of a zone."""


def least(area: float, share: float = LEAST_SHARE) -> float:
    """How large (cm2) a piece must be on the sheet of something that has so much skin in the window."""
    return max(share * area, min(LEAST_CM2, SMALL_SHARE * area))


def left(inside: Bools, per_cm: float, area_of: Floats, owner: Ints, share: float = LEAST_SHARE) -> Bools:
    """What of a mask is left without its slivers.

    ``owner``: for every pixel to which part it belongs; ``area_of``: each part's skin in the window (cm2).
    """
    pieces, count = label(inside, structure=np.ones((3, 3)))
    kept = np.zeros(count + 1, bool)
    size = np.bincount(pieces.ravel(), minlength=count + 1) / per_cm**2
    for piece in range(1, count + 1):
        part = np.bincount(owner[pieces == piece], minlength=len(area_of)).argmax()
        kept[piece] = size[piece] >= least(float(area_of[part]), share)
    return np.asarray(kept[pieces])
