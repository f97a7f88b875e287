"""Colours for a number of things: even steps to the eye, also to one that is colour-blind, and none of them red.

Viridis (Smith, van der Walt and Firing, 2015, in the public domain), turned about: on skin the darkest is the most.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor

VIRIDIS: Final = (
    "#440154", "#481769", "#472c7a", "#423f85", "#3b518b", "#33628d", "#2c718e", "#26818e", "#21908c",
    "#1f9f88", "#27ad80", "#3dbc73", "#5cc862", "#81d34c", "#aadc31", "#d5e219", "#fde725",
)  # fmt: skip
"""Every sixteenth of the map: so near that what is straight between two is the map itself."""


OPAQUE: Final = 0.86
"""How much of the skin the colours hide: the lines of the body are still seen."""


def colour_of(share: float) -> QColor:
    """Return the colour of a share from 0, the least, to 1, the most."""
    at = (1.0 - min(1.0, max(0.0, share))) * (len(VIRIDIS) - 1)
    n = min(int(at), len(VIRIDIS) - 2)
    one, other, part = QColor(VIRIDIS[n]), QColor(VIRIDIS[n + 1]), at - n
    red, green, blue = (
        round(a + (b - a) * part)
        for a, b in ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    )
    return QColor(red, green, blue)
