"""Areas of drawn shapes without a geometry library: flattened outlines, measured scanline by scanline.

An area is a pile of scanlines, ``step`` apart, each a list of spans that do not touch. Spans are exact along
x; only y is sampled. That is plenty for "how much of this is covered by that", and quick in plain Python.
Coordinates and lengths are in the drawing's own units, areas in units squared.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, hypot
from typing import TYPE_CHECKING, Final

from bodymap.core.language import tr
from bodymap.core.pathdata import CLOSE, CURVE, MOVE, PathError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bodymap.core.pathdata import Outline

Xy = tuple[float, float]
Span = tuple[float, float]

_CURVE_STEPS: Final = 8
"""A curve becomes at most this many straight pieces."""
_MOST_CROSSINGS: Final = 2_000_000
"""A drawing's outlines cross scanlines at most this often, twenty times what any that is drawn needs."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the plane: spans by the number of their scanline; scanline n lies at y = (n + 0.5) * step."""

    step: float
    rows: dict[int, tuple[Span, ...]]

    @property
    def size(self) -> float:
        """Return how large the area is, in units squared."""
        return self.step * sum(end - begin for spans in self.rows.values() for begin, end in spans)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __and__(self, other: Area) -> Area:
        """Return what lies in both areas."""
        rows = {}
        for row in self.rows.keys() & other.rows.keys():
            if spans := tuple(_common(self.rows[row], other.rows[row])):
                rows[row] = spans
        return Area(self.step, rows)

    def __or__(self, other: Area) -> Area:
        """Return what lies in either area."""
        rows = dict(self.rows)
        for row, spans in other.rows.items():
            rows[row] = _merged((*rows[row], *spans)) if row in rows else spans
        return Area(self.step, rows)

    def mirrored(self, width: float) -> Area:
        """Return the area on the other side of a drawing as wide as this."""
        turned = {
            row: tuple((width - end, width - begin) for begin, end in spans[::-1]) for row, spans in self.rows.items()
        }
        return Area(self.step, turned)

    def holds(self, x: float, y: float) -> bool:
        """Whether the area has this place on the scanline nearest to it."""
        spans = self.rows.get(int(y // self.step), ())
        return any(begin <= x <= end for begin, end in spans)


@dataclass
class Effort:
    """How many more crossings of outlines and scanlines may be noted for one drawing."""

    left: int = _MOST_CROSSINGS

    def spend(self, crossings: int) -> None:
        """Take so many off. Raises ``PathError`` when there are not so many left."""
        self.left -= crossings
        if self.left < 0:
            raise PathError(tr("the outlines are too intricate to be measured"))


def empty(step: float) -> Area:
    """Return an area with nothing in it."""
    return Area(step, {})


def area_of(paths: Iterable[Outline], step: float, effort: Effort | None = None) -> Area:
    """Return the area of all ``paths`` together; within one path the even-odd rule leaves holes open.

    Raises ``PathError`` when that takes more than is left of the drawing's ``effort``.
    """
    area, effort = empty(step), effort or Effort()
    for path in paths:
        one = filled(polygons_of(path), step, effort)
        area = area | one if area else one
    return area


def polygons_of(path: Outline) -> list[list[Xy]]:
    """Return the closed lines of a path, its curves flattened."""
    commands, numbers = path.steps()
    found: list[list[Xy]] = []
    outline: list[Xy] = []
    at = 0
    for command in commands:
        if command == CURVE:
            x1, y1, x2, y2, x3, y3 = numbers[at : at + 6]
            outline.extend(_flattened(outline[-1], (x1, y1), (x2, y2), (x3, y3)))
            at += 6
        elif command != CLOSE:
            if command == MOVE:
                outline = []
                found.append(outline)
            outline.append((numbers[at], numbers[at + 1]))
            at += 2
    return found


def _flattened(a: Xy, b: Xy, c: Xy, d: Xy) -> Iterator[Xy]:
    """Yield the corners of a cubic curve from ``a`` (left out) to ``d``; short curves need fewer."""
    length = hypot(b[0] - a[0], b[1] - a[1]) + hypot(c[0] - b[0], c[1] - b[1]) + hypot(d[0] - c[0], d[1] - c[1])
    steps = max(1, min(_CURVE_STEPS, ceil(length / 4)))
    for n in range(1, steps):
        t = n / steps
        s = 1 - t
        u, v, w, z = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        yield (u * a[0] + v * b[0] + w * c[0] + z * d[0], u * a[1] + v * b[1] + w * c[1] + z * d[1])
    yield d


def filled(polygons: Iterable[Sequence[Xy]], step: float, effort: Effort) -> Area:
    """Return the area between closed outlines by the even-odd rule. Raises ``PathError`` as ``area_of`` does."""
    crossings: dict[int, list[float]] = {}
    for polygon in polygons:
        x0, y0 = polygon[-1]
        for x1, y1 in polygon:
            if y0 != y1:
                _cross(crossings, (x0, y0), (x1, y1), step, effort)
            x0, y0 = x1, y1
    rows = {}
    for row, xs in crossings.items():
        xs.sort()
        if spans := _merged(zip(xs[::2], xs[1::2], strict=True)):
            rows[row] = spans
    return Area(step, rows)


def _cross(crossings: dict[int, list[float]], a: Xy, b: Xy, step: float, effort: Effort) -> None:
    """Note where the line from ``a`` to ``b`` crosses scanlines, its lower end left out so corners count once."""
    (x0, y0), (x1, y1) = (a, b) if a[1] < b[1] else (b, a)
    slope = (x1 - x0) / (y1 - y0)
    first, last = ceil(y0 / step - 0.5), ceil(y1 / step - 0.5)
    effort.spend(last - first)
    for row in range(first, last):
        crossings.setdefault(row, []).append(x0 + ((row + 0.5) * step - y0) * slope)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans sorted, overlapping ones joined, empty ones left out."""
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if begin >= end:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return tuple(merged)


def _common(first: Sequence[Span], second: Sequence[Span]) -> Iterator[Span]:
    """Yield what two sorted lists of spans share."""
    m = n = 0
    while m < len(first) and n < len(second):
        begin, end = max(first[m][0], second[n][0]), min(first[m][1], second[n][1])
        if begin < end:
            yield (begin, end)
        if first[m][1] < second[n][1]:
            m += 1
        else:
            n += 1
