"""Arithmetic that comes out alike on every machine.

The last digits of what BLAS, sines and powers give depend on the processor. Before anything is decided by a number,
these digits are rounded away; sums, products, quotients and roots of what is left are exact or rounded alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PARTS = 2.0**24
"""Parts of a unit (a centimetre, a pixel, a share) that are kept."""


def steady(values: Floats) -> Floats:
    """Values rounded to the parts of a unit that every machine agrees on."""
    return np.asarray(np.rint(values * PARTS) / PARTS)


def times(vectors: Floats, matrix: Floats) -> Floats:
    """Vectors (n, 3) or pictures of them (..., 3) multiplied by the rows of a matrix (m, 3): (..., m), without BLAS."""
    rows = np.atleast_2d(matrix)
    out = np.stack(
        [vectors[..., 0] * row[0] + vectors[..., 1] * row[1] + vectors[..., 2] * row[2] for row in rows], axis=-1
    )
    return out if matrix.ndim > 1 else np.asarray(out[..., 0])
