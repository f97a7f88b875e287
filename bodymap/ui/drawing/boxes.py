"""Upright boxes as plain numbers: what has to be repainted, and what covers what. No Qt, as it must be quick."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in widget positions."""

WASTE: Final = 20_000.0
"""Square pixels that may be repainted in vain to save a box."""
NOTHING: Final[Box] = (0.0, 0.0, 0.0, 0.0)


def area(box: Box) -> float:
    """Return a box's area; nothing for one that is turned inside out."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def common(a: Box, b: Box) -> Box:
    """Return where two boxes overlap; a box without area where they do not."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def grown(box: Box, by: float) -> Box:
    """Return a box with its edges moved outwards."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around all of these; ``NOTHING`` around none."""
    every = list(boxes)
    if not every:
        return NOTHING
    lefts, tops, rights, bottoms = zip(*every, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def outwards(box: Box, grain: float = 1.0) -> Box:
    """Return a box with its edges moved out to whole multiples of ``grain``, such as a device pixel."""
    left, top, right, bottom = box
    return (
        floor(left / grain) * grain,
        floor(top / grain) * grain,
        ceil(right / grain) * grain,
        ceil(bottom / grain) * grain,
    )


def few_boxes(boxes: Iterable[Box], waste: float = WASTE) -> list[Box]:
    """Join boxes wherever the area between them, up to ``waste``, is not worth a box of its own."""
    few: list[Box] = []
    for box in boxes:
        left, top, right, bottom = box
        size = (right - left) * (bottom - top)
        number = 0
        while number < len(few):
            one = few[number]
            l, t = min(left, one[0]), min(top, one[1])  # noqa: E741 - a left edge
            r, b = max(right, one[2]), max(bottom, one[3])
            if (r - l) * (b - t) < size + (one[2] - one[0]) * (one[3] - one[1]) + waste:
                # What has grown may now reach one that it was apart from before.
                left, top, right, bottom = l, t, r, b
                size = (r - l) * (b - t)
                del few[number]
                number = 0
            else:
                number += 1
        few.append((left, top, right, bottom))
    return few
