"""Gives the memory of pictures and paths back as soon as it is not needed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainterPath

_MMAP_THRESHOLD: Final = -3
"""``M_MMAP_THRESHOLD`` of glibc's ``mallopt``."""
_LARGE: Final = 64 * 1024


def return_large_blocks() -> bool:
    """Have large blocks returned when they are freed; return whether the C library was told.

    glibc raises the size from which it does so each time such a block is freed. After a few zooms the
    stage's pictures, of some megabytes each, come from the heap instead and leave holes: 13 MB were measured.
    """
    tell = _of_the_c_library("mallopt")
    return tell is not None and bool(tell(_MMAP_THRESHOLD, _LARGE))


def return_freed() -> bool:
    """Return what was freed between things that stay, and say whether there was any: 16 MB after many sheets."""
    trim = _of_the_c_library("malloc_trim")
    return trim is not None and bool(trim(0))


def _of_the_c_library(name: str) -> Callable[..., int] | None:
    """Return a function that glibc alone has."""
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None), name, None)


def forget_painted(path: QPainterPath) -> None:
    """Let go of what Qt keeps with a path that has been painted: the same once more, and a third on top.

    It is there for the next time, which saves a hundredth of what painting takes. Qt drops it when a path changes.
    """
    rule = path.fillRule()
    odd_even, winding = Qt.FillRule.OddEvenFill, Qt.FillRule.WindingFill
    path.setFillRule(winding if rule == odd_even else odd_even)
    path.setFillRule(rule)
