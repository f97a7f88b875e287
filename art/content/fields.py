"""The part of a sheet's picture in which the outline of a field over the skin lies, for zones and sites alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from art.raster import Box, box_around

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from art.seen import Seen

BEYOND_CM = 1.5
"""How far a rim may lie beyond those of the mesh's corners that are in it, and room for its rounding."""


def box(seen: Seen, shown: NDArray[np.int64]) -> Box:
    """Where the rim of a field can lie whose level-2 vertices ``shown`` are in it and seen."""
    return box_around(seen.pixels(seen.skin(2)[shown]), BEYOND_CM * seen.sheet.per_cm, seen.picture.depth.shape)
