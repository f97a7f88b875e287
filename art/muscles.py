"""Muscles: sheets of fibres from an origin line to an insertion line, on the skin or inside the body.

In ``sources/muscles/<muscle id>.json`` a muscle has ``depth`` and ``parts``; a part has ``origin`` and ``insertion``
(place lists, each a line along which fibres are spread), perhaps ``via`` (lines of places that the fibres pass on
their way, in order: this is what gives a belly), ``fibres`` (how many are drawn), ``edge`` (centimetres of flesh
beyond the outermost fibre) and ``tendon`` (share of the length that is tendon at the origin's and at the insertion's
end; each a number, or a list from the first fibre to the last).

A part with ``"inside": true`` runs in the body, its places are those of ``art.bones.places``: each figure has its own
fibres, from bone to bone. ``through``: how many centimetres of body a sheet may show it through. What lies behind a
bone, as the sheet sees it, is drawn in dashes. All other parts hug the skin; one with ``bones``, an ``origin`` and an
``insertion`` of such places, does so ``deep`` centimetres under it, and dips to its bones at both ends.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import Akima1DInterpolator, PchipInterpolator

from art import places, records, surface
from art.bones import places as bone_places
from art.steady import steady

if TYPE_CHECKING:
    from art.body import Figure

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STEPS = 49
FIBRES = 33
"""The grid of a part: so many fibres of so many steps; fewer fibres are drawn as lines."""
EVERY = 4
"""One fibre in so many finds its own way over the skin; those between are spread smoothly."""
THROUGH_CM = 7.0
"""A sheet shows what runs inside the body through so much of it, unless the part says otherwise."""
DIP_CM = 3.0
"""Over so much of its length a fibre under the skin leaves its course to reach its bone, at either end."""
RELAXATION = 14
"""Rounds of smoothing that take the wobble of the skin out of the fibres and leave their course."""


@dataclass(frozen=True)
class Part:
    """One part's fibres, from origin to insertion.

    ``grid``: (fibres, steps, 3) on the reference surface; of a part inside the body empty, and ``lines`` are the
    lines of places that its fibres pass. With both, the fibres follow the grid ``deep`` centimetres under the skin and
    end on the two lines. ``tendon``: shares at both ends, a row a fibre.
    """

    grid: Floats
    drawn: int
    edge: float
    tendon: Floats
    lines: tuple[list[dict[str, Any]], ...] = ()
    through: float = 0.0
    deep: float = 0.0

    @property
    def inside(self) -> bool:
        """Whether the part runs inside the body, from bone to bone."""
        return bool(self.lines)

    @property
    def hugs(self) -> bool:
        """Whether the part follows the skin, on it or right under it."""
        return len(self.grid) > 0


@dataclass(frozen=True)
class Muscle:
    """A muscle with its laid parts."""

    depth: str
    parts: tuple[Part, ...]


def _spread(specs: list[Any]) -> Floats:
    """Evenly spaced starting points along a line of places."""
    line = places.line(specs)
    return np.repeat(line, FIBRES, axis=0) if len(line) == 1 else surface.resample(line, FIBRES)


def _lay(waypoints: Floats) -> Floats:
    """One fibre through its waypoints (k, 3): a curve laid on the skin (STEPS, 3)."""
    pieces = [surface.path(a, b, steps=25, smooth=40) for a, b in itertools.pairwise(waypoints)]
    line = np.concatenate([*(p[:-1] for p in pieces[:-1]), pieces[-1]])
    at = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    # Through the waypoints without overshoot, so that fibres that meet a narrow tendon do not swing past it.
    knots = np.unique(np.concatenate([[0.0], at[24::24], [at[-1]], np.linspace(0, at[-1], 5)]))
    on = np.stack([np.interp(knots, at, line[:, i]) for i in range(3)], axis=1)
    smooth = PchipInterpolator(knots, on)(np.linspace(0, at[-1], STEPS))
    return surface.resample(surface.onto_skin(smooth), STEPS)


def _relaxed(grid: Floats) -> Floats:
    """Smooth a grid of fibres along and across; the four borders move along themselves only, the corners stay."""
    for _ in range(RELAXATION):
        new = grid.copy()
        new[:, 1:-1] = 0.5 * grid[:, 1:-1] + 0.25 * (grid[:, :-2] + grid[:, 2:])
        new[1:-1, 1:-1] = 0.7 * new[1:-1, 1:-1] + 0.15 * (grid[:-2, 1:-1] + grid[2:, 1:-1])
        grid = surface.onto_skin(new.reshape(-1, 3)).reshape(grid.shape)
    return grid


@cache
def muscle(muscle_id: str) -> Muscle:
    """A muscle of ``sources/muscles``, laid on the reference surface."""
    spec = records.muscles()[muscle_id]
    return Muscle(str(spec["depth"]), tuple(_part(p) for p in spec["parts"]))


def _part(spec: dict[str, Any]) -> Part:
    lines = [spec["origin"], *spec.get("via", []), spec["insertion"]]
    tendon = np.stack([_along_fibres(end) for end in spec.get("tendon", [0.0, 0.0])], axis=1)
    drawn, edge = int(spec.get("fibres", 16)), float(spec.get("edge", 0.3))
    through = float(spec.get("through", THROUGH_CM))
    if spec.get("inside"):
        return Part(np.zeros((0, STEPS, 3)), drawn, edge, tendon, tuple(lines), through)
    ways = np.stack([_spread(line) for line in lines], axis=1)
    own = np.stack([_lay(way) for way in ways[::EVERY]])
    # Curved from one to the next, as a straight line between them would give a fan an outline with corners.
    between = PchipInterpolator(np.arange(len(own)), own, axis=0)
    grid = _relaxed(between(np.arange(FIBRES) / EVERY))
    if "bones" not in spec:
        return Part(grid, drawn, edge, tendon)
    ends = (spec["bones"]["origin"], spec["bones"]["insertion"])
    return Part(grid, drawn, edge, tendon, ends, through, float(spec["deep"]))


def _along_fibres(value: float | list[float]) -> Floats:
    """A number for every fibre, given as one or as some from the first fibre to the last."""
    given = np.atleast_1d(np.array(value, float))
    return np.asarray(np.interp(np.linspace(0, 1, FIBRES), np.linspace(0, 1, len(given)), given))


@cache
def anchor(muscle_id: str, number: int) -> surface.Anchor:
    """A part that hugs the skin, bound to it."""
    return surface.anchor(muscle(muscle_id).parts[number].grid.reshape(-1, 3))


@cache
def laid(figure: Figure, pose: str, muscle_id: str, number: int) -> Floats:
    """The fibres of a part in a posed figure, fibre by fibre (fibres * steps, 3)."""
    part = muscle(muscle_id).parts[number]
    if part.hugs:
        on = anchor(muscle_id, number).on(surface.skin(figure, pose, 1))
        return steady(_dipped(figure, pose, muscle_id, number, on)) if part.inside else on
    ways = np.stack([_fanned(bone_places.line(figure, pose, specs)) for specs in part.lines], axis=1)
    return steady(np.concatenate([_bent(way) for way in ways]))


def _dipped(figure: Figure, pose: str, muscle_id: str, number: int, on: Floats) -> Floats:
    """Fibres laid on the skin, brought under it, and at both ends to the bones (fibres * steps, 3)."""
    part = muscle(muscle_id).parts[number]
    out = anchor(muscle_id, number).on(surface.normals(figure, pose, 1))
    under = (on - part.deep * out / np.linalg.norm(out, axis=1, keepdims=True)).reshape(FIBRES, STEPS, 3)
    along = np.linspace(0, 1, STEPS) * np.linalg.norm(np.diff(under, axis=1), axis=2).sum(axis=1)[:, None]
    moved = under.copy()
    for end, away in ((0, along), (-1, along[:, -1:] - along)):
        dip = np.clip(1 - away / DIP_CM, 0, 1)
        dip = dip * dip * (3 - 2 * dip)
        to = _fanned(bone_places.line(figure, pose, part.lines[end])) - under[:, end]
        moved += dip[:, :, None] * to[:, None]
    return np.asarray(moved.reshape(-1, 3))


def _fanned(line: Floats) -> Floats:
    """Evenly spaced places along a line through some, curved where it turns (FIBRES, 3)."""
    if len(line) == 1:
        return np.repeat(line, FIBRES, axis=0)
    if len(line) > 2:
        at = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        line = Akima1DInterpolator(at, line)(np.linspace(0, at[-1], 8 * FIBRES))
    return surface.resample(line, FIBRES)


def _bent(way: Floats) -> Floats:
    """One fibre inside the body through its waypoints (k, 3): a curve without overshoot (STEPS, 3)."""
    at = np.concatenate([[0.0], np.cumsum(np.maximum(np.linalg.norm(np.diff(way, axis=0), axis=1), 1e-6))])
    return surface.resample(PchipInterpolator(at, way)(np.linspace(0, at[-1], 4 * STEPS)), STEPS)


@cache
def grid_triangles() -> Ints:
    """Triangles (n, 3) of any part's grid, its points numbered fibre by fibre."""
    corner = (np.arange(FIBRES - 1)[:, None] * STEPS + np.arange(STEPS - 1)[None, :]).ravel()
    a, b, c, d = corner, corner + 1, corner + STEPS + 1, corner + STEPS
    return np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])


def share() -> Floats:
    """For every point of a grid how far along its fibre it lies, 0 at the origin, 1 at the insertion."""
    return np.tile(np.linspace(0, 1, STEPS), FIBRES)


def edgeward() -> Floats:
    """For every point of a grid how far out it lies among the fibres, 0 in the middle, 1 at the first and the last."""
    return np.repeat(np.abs(np.linspace(-1, 1, FIBRES)), STEPS)


def ids() -> list[str]:
    """All muscles of the workshop in the order of their ids."""
    return list(records.muscles())
