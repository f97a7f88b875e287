"""Landmarks of the skeleton that have one on the skin: found by geometry, and how thick the skin is over them.

In ``sources/bones/marks.json`` a mark has ``bone``; ``toward``: it is that bone's farthest vertex in this direction;
``within``: counting only vertices between these shares of the bone's extent along an axis; ``skin``: the landmark of
the skin above it; ``depth``: centimetres from skin to bone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from art import places, records, surface
from art.bones import solids

if TYPE_CHECKING:
    from art.body import Figure

Floats = NDArray[np.float64]

MIDDLE_CM = 0.3
"""What lies nearer to the midplane lies on it."""


@cache
def marks() -> dict[str, dict[str, Any]]:
    """The source as it stands."""
    return dict(records.read("bones/marks"))


def found(vertices: Floats, toward: list[float], within: dict[str, list[float]] | None = None) -> Floats:
    """The farthest of the vertices in a direction, among those within shares of the extent along axes."""
    keep = np.ones(len(vertices), dtype=bool)
    for axis, (low, high) in (within or {}).items():
        column = vertices[:, "xyz".index(axis)]
        share = (column - column.min()) / np.ptp(column)
        keep &= (share >= low) & (share <= high)
    chosen = vertices[keep]
    return np.asarray(chosen[int(np.argmax(chosen @ np.array(toward, float)))])


def on_template(name: str) -> Floats:
    """A mark on the skeleton as it comes."""
    mark = marks()[name]
    return found(solids.template()[mark["bone"]].vertices, mark["toward"], mark.get("within"))


@cache
def _anchors(names: tuple[str, ...]) -> surface.Anchor:
    return surface.anchor(np.array([places.landmark(name) for name in names]))


def inside(figure: Figure, names: list[str], depths: list[float]) -> Floats:
    """Places under landmarks of a figure's skin in anatomical position: inward along the normal."""
    anchor = _anchors(tuple(names))
    out = anchor.on(surface.normals(figure, "anatomical", 1))
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(anchor.on(surface.skin(figure, "anatomical", 1)) - np.array(depths)[:, None] * out)


def pairs(figure: Figure, bones: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Marks of some bones on the skeleton as it comes and where they belong in a figure, each (n, 3)."""
    names = [name for name, mark in marks().items() if mark["bone"] in bones]
    goal = inside(figure, [marks()[n]["skin"] for n in names], [marks()[n]["depth"] for n in names])
    start = np.array([on_template(name) for name in names])
    middle = np.abs(goal[:, 0]) < MIDDLE_CM
    start[middle, 0] = goal[middle, 0] = 0.0
    return start, goal


def with_mirror(points: Floats) -> Floats:
    """Points of the right and the middle, and the mirrors of those that lie aside."""
    aside = points[np.abs(points[:, 0]) > 1e-9]
    return np.concatenate([points, aside * (-1.0, 1.0, 1.0)])
