"""Where the corners of the skin's cells are: ``places.skin``, beside the table of ``art.skinmap`` and in its format.

``x``, ``y``, ``z``: each vertex of level 1 on the reference surface, in so many steps a centimetre as the field
``steps`` says, counted from the field ``least``. A module of its own: the maps are not stale when this changes.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from art import skinmap, surface

STEPS: Final = 300
"""A thirtieth of a millimetre: finer than any line that is drawn."""


def places() -> bytes:
    """The file's content."""
    v = surface.reference()
    least = np.floor(v.min(axis=0))
    steps = np.rint((v - least) * STEPS)
    if steps.max() >= skinmap.NONE:
        raise ValueError(f"The body is too large for steps of 1/{STEPS} cm: {steps.max() / STEPS:.0f} cm.")
    arrays = {name: steps[:, n].astype(np.uint16) for n, name in enumerate("xyz")}
    return skinmap.packed("places", {"steps": STEPS, "least": least.tolist()}, arrays)
