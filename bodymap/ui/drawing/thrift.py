"""Gives the memory of pictures back to the system as soon as they are not needed."""

from __future__ import annotations

import sys
from typing import Final

_MMAP_THRESHOLD: Final = -3
"""``M_MMAP_THRESHOLD`` of glibc's ``mallopt``."""
_LARGE: Final = 256 * 1024


def return_large_blocks() -> bool:
    """Have large blocks returned when they are freed; return whether the C library was told.

    glibc raises the size from which it does so each time such a block is freed. After a few zooms the
    stage's pictures, of some megabytes each, come from the heap instead and leave holes: 13 MB were measured.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    return tell is not None and bool(tell(_MMAP_THRESHOLD, _LARGE))
