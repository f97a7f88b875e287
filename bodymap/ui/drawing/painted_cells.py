"""What is painted, cell by cell: enough for pictures smaller than a cell, and quick however long a stroke is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bodymap.core.skin.along import TOO_LONG
from bodymap.ui.drawing.painted_field import OUTSIDE, straight
from bodymap.ui.drawing.skin_sheet import FAR

if TYPE_CHECKING:
    from bodymap.core.painting.model import Kind
    from bodymap.ui.drawing.painted_field import Chunk
    from bodymap.ui.drawing.skin_sheet import Floats, Ints, SkinArrays

_CORNERS: Final = 4


class PaintedCells:
    """How far inside the rim of each kind the middle of each cell is, in centimetres."""

    def __init__(self, arrays: SkinArrays) -> None:
        self._arrays = arrays
        self._depths: dict[Kind, Floats] = {}

    def clear(self) -> None:
        """Forget what is painted."""
        self._depths.clear()

    def lay(self, chunk: Chunk) -> Ints:
        """Paint a chunk; return the cells that it may have changed."""
        cells, corners = chunk.cells, chunk.corners
        assert cells is not None  # noqa: S101 - of ink that is dry
        assert corners is not None  # noqa: S101
        arrays = self._arrays
        quads = arrays.quads[cells]
        arrays.detour[corners] = chunk.detours
        detour = arrays.detour[quads].sum(axis=1) / _CORNERS
        arrays.detour[corners] = FAR
        away = straight(arrays.at[quads].sum(axis=1) / _CORNERS, chunk.line, chunk.radius)
        depth = chunk.radius - away - np.maximum(0, detour - TOO_LONG * away)
        for kind, old in self._depths.items():
            if chunk.erasing or kind != chunk.kind:
                old[cells] = np.minimum(old[cells], -depth)
        if not chunk.erasing:
            own = self._depths.get(chunk.kind)
            if own is None:
                own = self._depths[chunk.kind] = np.full(arrays.skin.count, OUTSIDE, np.float32)
            own[cells] = np.maximum(own[cells], depth)
        return cells

    def shares(self, kind: Kind, cells: Ints) -> Floats | None:
        """Return about which share of these cells a kind covers; None: nothing of it is painted."""
        depths = self._depths.get(kind)
        if depths is None:
            return None
        return np.asarray(np.clip(0.5 + depths[cells] / self._arrays.size[cells], 0, 1), np.float32)

    def painted(self) -> Ints:
        """Return the cells on which anything may be painted."""
        if not self._depths:
            return np.zeros(0, np.int32)
        deepest = np.maximum.reduce(list(self._depths.values()))
        return np.flatnonzero(deepest > OUTSIDE).astype(np.int32)
