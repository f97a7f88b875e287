"""Creases: thin dark valleys of the modelling, traced through the picture (after C. Steger, 1998).

The picture is the skin lit from the eye; where it bends inward it darkens along a line: a fold, a lid, the rim of a
nail. Lines are found where the second derivative across them peaks, with sub-pixel places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, distance_transform_edt, gaussian_filter1d, label

from art.steady import steady

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NOWHERE = -1e3
"""Depth that stands for the background."""
MERGE_DEGREES = 50.0
"""A traced line does not turn more sharply than this from one pixel to the next."""


@dataclass(frozen=True)
class Valleys:
    """For each pixel the strength of a valley through it, the unit direction along it, and its sub-pixel place."""

    strength: Floats
    along: Floats
    place: Floats


def valleys(light: Floats, inside: Bools, sigma: float) -> Valleys:
    """Valleys of a picture at one scale (``sigma`` pixels); strength 0 where there is none."""
    nearest = distance_transform_edt(~inside, return_distances=False, return_indices=True)
    filled = np.nan_to_num(light)[tuple(nearest)].astype(np.float32)
    down = [gaussian_filter1d(filled, sigma, axis=0, order=o) for o in (0, 1, 2)]
    gx, gy, xx, xy, yy = (
        gaussian_filter1d(down[y], sigma, axis=1, order=x) for y, x in ((0, 1), (1, 0), (0, 2), (1, 1), (2, 0))
    )
    half, spread = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    # Only where it darkens along a line is the line asked for.
    rows, columns = np.nonzero((half + spread > 0) & inside)
    at = rows, columns
    bend = (half + spread)[at].astype(float) * sigma**2
    angle = 0.5 * np.arctan2(2 * xy[at].astype(float), (xx - yy)[at].astype(float))
    across = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    step = -(gx[at] * across[:, 0] + gy[at] * across[:, 1]) * sigma**2 / np.maximum(bend, 1e-9)
    crest = np.abs(step) <= 0.75
    at = rows[crest], columns[crest]
    strength = np.zeros(light.shape)
    place, along = np.zeros((*light.shape, 2)), np.zeros((*light.shape, 2))
    strength[at] = steady(bend[crest])
    place[at] = steady(np.stack([at[1] + 0.5, at[0] + 0.5], axis=1) + across[crest] * step[crest, None])
    along[at] = steady(np.stack([-across[crest, 1], across[crest, 0]], axis=1))
    return Valleys(strength, along, place)


def near_jumps(depth: Floats, jump: float, pixels: int) -> Bools:
    """Pixels within some pixels of a place where the depth leaps by more than ``jump`` centimetres."""
    leap = np.zeros(depth.shape, bool)
    across, down = np.abs(np.diff(depth, axis=1)) > jump, np.abs(np.diff(depth, axis=0)) > jump
    leap[:, :-1] |= across
    leap[:, 1:] |= across
    leap[:-1] |= down
    leap[1:] |= down
    return np.asarray(binary_dilation(leap, iterations=pixels))


def traced(found: Valleys, low: float, high: float) -> list[tuple[Floats, Floats]]:
    """Lines (n, 2) through valleys stronger than ``low`` that reach ``high`` somewhere, and the strength along them."""
    strong = found.strength >= low
    groups, count = label(strong, structure=np.ones((3, 3)))
    if not count:
        return []
    peak = np.zeros(count + 1)
    np.maximum.at(peak, groups.ravel(), found.strength.ravel())
    strong &= (peak >= high)[groups]
    free = strong.copy()
    seeds = np.argwhere(strong)
    seeds = seeds[np.argsort(-found.strength[tuple(seeds.T)], kind="stable")]
    lines = []
    for row, column in seeds.tolist():
        if free[row, column] and found.strength[row, column] >= low:
            ahead = _walk(found, free, (row, column), forward=True)
            back = _walk(found, free, (row, column), forward=False)
            cells = np.array([*back[::-1], (row, column), *ahead])
            lines.append((found.place[tuple(cells.T)], found.strength[tuple(cells.T)]))
    return lines


def _walk(found: Valleys, free: Bools, start: tuple[int, int], *, forward: bool) -> list[tuple[int, int]]:
    """Cells that follow from a start along the valley; they and their neighbours across are used up."""
    at, heading = start, found.along[start] * (1.0 if forward else -1.0)
    out: list[tuple[int, int]] = []
    while True:
        free[at] = False
        best, best_cost, chosen = None, 9.0, heading
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                cell = (at[0] + dr, at[1] + dc)
                ahead = dc * heading[0] + dr * heading[1]
                if ahead <= 0.2 or not _usable(free, cell):
                    continue
                way = found.place[cell] - found.place[at]
                onward = found.along[cell] if found.along[cell] @ heading >= 0 else -found.along[cell]
                turn = 1 - float(onward @ heading)
                cost = float(np.linalg.norm(way)) + 2 * turn
                if onward @ heading >= np.cos(np.deg2rad(MERGE_DEGREES)) and cost < best_cost:
                    best, best_cost, chosen = cell, cost, onward
        _use_up(free, at, heading)
        if best is None:
            return out
        out.append(best)
        at, heading = best, chosen


def _usable(free: Bools, cell: tuple[int, int]) -> bool:
    return 0 <= cell[0] < free.shape[0] and 0 <= cell[1] < free.shape[1] and bool(free[cell])


def _use_up(free: Bools, at: tuple[int, int], heading: Floats) -> None:
    """Neighbours across the line belong to it too."""
    for sign in (1, -1):
        cell = (at[0] + round(sign * float(heading[0])), at[1] + round(-sign * float(heading[1])))
        if _usable(free, cell):
            free[cell] = False
