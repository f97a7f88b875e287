"""Every place of the skin belongs to one region: that of the nearest seed along the skin.

``sources/regions.json`` gives each code its seeds: a list of strokes, each a list of places; a code may ``grow`` by
centimetres against its neighbours. A parent code (``chest``) has no seeds of its own and is the union of its children.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from art import places, surface

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def codes() -> list[str]:
    """Codes that own skin, in the order of the source file."""
    return list(places.read("regions"))


@cache
def labels() -> Ints:
    """For every level-1 vertex the number (in ``codes()``) of the region it belongs to, the same on both sides."""
    best = np.full(len(surface.reference()), np.inf)
    owner = np.full(len(best), -1)
    for number, spec in enumerate(places.read("regions").values()):
        lines = [places.line(stroke) for stroke in spec["seeds"]]
        sources = np.unique(surface.tree().query(np.concatenate(lines))[1])
        sources = np.unique(np.concatenate([sources, surface.mirror()[sources]]))
        along = dijkstra(surface.graph(), indices=sources, min_only=True) - float(spec.get("grow", 0.0))
        nearer = along < best
        best[nearer], owner[nearer] = along[nearer], number
    return owner
