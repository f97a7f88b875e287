"""The parts of which a shape on a sheet consists, and how wide each is where it is narrow."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(NamedTuple):
    """What of a shape hangs together: how wide it is where it is narrow, and its paths, outermost first."""

    breadth: float
    paths: Sequence[QPainterPath]


def parts_of(paths: Sequence[QPainterPath]) -> tuple[Part, ...]:
    """Return the parts of a shape whose paths lie within one another, outermost first; holes stay holes."""
    whole = _apart(paths[0]) if paths else []
    if len(whole) == 1:
        return (Part(breadth_of(whole[0]), paths),)
    further = [_apart(path) for path in paths[1:]]
    return tuple(Part(breadth_of(one), (one, *_within(one, further))) for one in whole)


def joined(parts: Sequence[Part]) -> list[QPainterPath]:
    """Return parts as one shape again."""
    found = []
    for level in range(max((len(part.paths) for part in parts), default=0)):
        path = QPainterPath()
        for part in parts:
            if level < len(part.paths):
                path.addPath(part.paths[level])
        found.append(path)
    return found


def breadth_of(outline: QPainterPath) -> float:
    """Return how wide an outline with the holes in it is where it is narrow: exact for a strip, less for a disc."""
    rings = [ring.toList() for ring in outline.toSubpathPolygons()]
    sizes = [abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairwise(ring))) / 2 for ring in rings]
    around = sum(hypot(a.x() - b.x(), a.y() - b.y()) for ring in rings for a, b in pairwise(ring))
    return 2 * (2 * max(sizes) - sum(sizes)) / around if around else 0.0


def _within(outline: QPainterPath, further: Sequence[Sequence[QPainterPath]]) -> list[QPainterPath]:
    """Return what of the paths further in, each taken apart, lies in an outline."""
    found = []
    for outlines in further:
        inner = QPainterPath()
        for one in outlines:
            if outline.contains(_begin(one)):
                inner.addPath(one)
        if not inner.isEmpty():
            found.append(inner)
    return found


def _apart(path: QPainterPath) -> list[QPainterPath]:
    """Return what of a path hangs together, each with the holes in it."""
    rings = _rings(path)
    if len(rings) == 1:
        return [path]
    around = [[other for other in rings if other is not ring and other.contains(_begin(ring))] for ring in rings]
    outlines = [n for n, others in enumerate(around) if len(others) % 2 == 0]
    found = {n: QPainterPath(rings[n]) for n in outlines}
    for ring, others in zip(rings, around, strict=True):
        if len(others) % 2:
            # The outline next around a hole lies in as many as the hole but one.
            nearest = next(n for n in outlines if rings[n] in others and len(around[n]) == len(others) - 1)
            found[nearest].addPath(ring)
    return list(found.values())


def _rings(path: QPainterPath) -> list[QPainterPath]:
    """Return the closed lines of a path, curves as curves."""
    rings: list[QPainterPath] = []
    elements = iter(path.elementAt(number) for number in range(path.elementCount()))
    for element in elements:
        to = QPointF(element.x, element.y)
        if element.isMoveTo():
            rings.append(QPainterPath(to))
        elif element.isLineTo():
            rings[-1].lineTo(to)
        else:
            second, end = next(elements), next(elements)
            rings[-1].cubicTo(to, QPointF(second.x, second.y), QPointF(end.x, end.y))
    return rings


def _begin(ring: QPainterPath) -> QPointF:
    first = ring.elementAt(0)
    return QPointF(first.x, first.y)
