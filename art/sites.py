"""Cautionary sites: areas of the skin over what must not be pressed, as fields over the skin as zones are.

``sources/sites.json`` gives each site its ``shapes``, written like those of a zone (``art.zones``). What a site is
called, what is at risk there and what to do instead is in the atlas, under the same id.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from art import records, zones

Floats = NDArray[np.float64]

SOURCE: Final = "sites"
"""Each site is a layer of its own: a change of one makes no other stale."""


def shapes() -> dict[str, list[dict[str, Any]]]:
    """The shapes of every site by its id."""
    return {name: site["shapes"] for name, site in records.read(SOURCE).items()}


@cache
def field(name: str) -> Floats:
    """The field of a site over the level-2 vertices: at most 1 inside."""
    return zones.zone_field(shapes()[name])
