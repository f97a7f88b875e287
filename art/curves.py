"""From pictures to paths: level lines of a picture, and smooth cubic curves fitted to them (P. Schneider, 1990)."""

from __future__ import annotations

from itertools import pairwise

import contourpy
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CORNER_DEGREES = 65.0
"""A bend sharper than this, measured over a few pixels, stays a corner."""


def outlines(inside: Bools, blur: float = 1.1) -> list[Floats]:
    """Closed outlines (n, 2) of a mask, in pixels (x, y), smoothed by a blur of so many pixels; holes have theirs."""
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    if not len(rows):
        return []
    pad = int(np.ceil(3 * blur)) + 2
    top, left = int(rows[0]), int(columns[0])
    crop = np.pad(inside[top : rows[-1] + 1, left : columns[-1] + 1].astype(float), pad)
    soft = gaussian_filter(crop, blur) if blur > 0 else crop
    lines = contourpy.contour_generator(z=soft).lines(0.5)
    # A sample stands for the middle of its pixel.
    corner = np.array([left - pad + 0.5, top - pad + 0.5])
    return [np.asarray(line) + corner for line in lines if len(line) > 8]


def area(line: Floats) -> float:
    """Enclosed area of a closed polyline."""
    x, y = line[:, 0], line[:, 1]
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2)


def fitted(line: Floats, tolerance: float, *, closed: bool) -> list[Floats]:
    """Cubic curves (4, 2) that follow a polyline within a tolerance, in the polyline's units."""
    line = line[np.concatenate([[True], np.linalg.norm(np.diff(line, axis=0), axis=1) > 1e-9])]
    if len(line) < 3:
        return [np.array([line[0], line[0], line[-1], line[-1]])] if len(line) == 2 else []
    corners = _corners(line, closed=closed)
    if closed:
        # Start at a corner if there is one, else anywhere; a smooth start keeps its tangent on both sides.
        body = line[:-1] if np.allclose(line[0], line[-1]) else line
        start = corners[0] if corners else 0
        smooth = not corners
        line = np.concatenate([body[start:], body[: start + 1]])
        corners = [c - start for c in corners]
        tangent = _unit(body[(start + 2) % len(body)] - body[start - 2]) if smooth else None
    else:
        tangent = None
    stops = sorted({0, len(line) - 1, *(c for c in corners if 0 < c < len(line) - 1)})
    out: list[Floats] = []
    for a, b in pairwise(stops):
        piece = line[a : b + 1]
        first = tangent if tangent is not None else _unit(piece[min(3, len(piece) - 1)] - piece[0])
        last = -tangent if tangent is not None else _unit(piece[-min(4, len(piece))] - piece[-1])
        _fit(piece, first, last, tolerance, out)
    return out


def _corners(line: Floats, *, closed: bool) -> list[int]:
    body = line[:-1] if closed and np.allclose(line[0], line[-1]) else line
    reach = 4
    if len(body) < 4 * reach:
        return []
    before, after = body - np.roll(body, reach, axis=0), np.roll(body, -reach, axis=0) - body
    angle = np.degrees(
        np.abs(np.arctan2(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0], (before * after).sum(axis=1)))
    )
    if not closed:
        angle[:reach] = angle[-reach:] = 0
    sharp = (angle > CORNER_DEGREES) & (angle >= np.maximum(np.roll(angle, 1), np.roll(angle, -1)))
    picked: list[int] = []
    for index in np.flatnonzero(sharp):
        if not picked or index - picked[-1] > reach:
            picked.append(int(index))
    return picked


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12))


def _bezier(curve: Floats, t: Floats) -> Floats:
    s = 1 - t
    basis = np.stack([s**3, 3 * s * s * t, 3 * s * t * t, t**3], axis=1)
    return np.asarray(basis @ curve)


def _fit(points: Floats, first: Floats, last: Floats, tolerance: float, out: list[Floats]) -> None:
    if len(points) <= 2:
        third = np.linalg.norm(points[-1] - points[0]) / 3
        out.append(np.array([points[0], points[0] + first * third, points[-1] + last * third, points[-1]]))
        return
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    t = np.concatenate([[0.0], np.cumsum(steps)])
    t /= t[-1]
    for _ in range(4):
        curve = _least_squares(points, t, first, last)
        error = np.linalg.norm(_bezier(curve, t) - points, axis=1)
        worst = int(np.argmax(error))
        if error[worst] <= tolerance:
            out.append(curve)
            return
        if error[worst] > 6 * tolerance:
            break
        t = _nearer(curve, points, t)
    worst = min(max(worst, 1), len(points) - 2)
    low, high = max(0, worst - 2), min(len(points) - 1, worst + 2)
    middle = _unit(points[low] - points[high])
    _fit(points[: worst + 1], first, middle, tolerance, out)
    _fit(points[worst:], -middle, last, tolerance, out)


def _least_squares(points: Floats, t: Floats, first: Floats, last: Floats) -> Floats:
    s = 1 - t
    b1, b2 = 3 * s * s * t, 3 * s * t * t
    fixed = np.outer(s**3 + b1, points[0]) + np.outer(t**3 + b2, points[-1])
    a1, a2 = np.outer(b1, first), np.outer(b2, last)
    rest = points - fixed
    c11, c12, c22 = (a1 * a1).sum(), (a1 * a2).sum(), (a2 * a2).sum()
    x1, x2 = (a1 * rest).sum(), (a2 * rest).sum()
    det = c11 * c22 - c12 * c12
    chord = float(np.linalg.norm(points[-1] - points[0]))
    one, two = ((x1 * c22 - x2 * c12) / det, (c11 * x2 - c12 * x1) / det) if abs(det) > 1e-12 else (0.0, 0.0)
    if one < 1e-3 * chord or two < 1e-3 * chord or max(one, two) > 3 * max(chord, 1e-9):
        one = two = chord / 3
    return np.array([points[0], points[0] + first * one, points[-1] + last * two, points[-1]])


def _nearer(curve: Floats, points: Floats, t: Floats) -> Floats:
    """One Newton step that moves each parameter to the curve's closest approach."""
    d1 = 3 * np.diff(curve, axis=0)
    d2 = 2 * np.diff(d1, axis=0)
    s = 1 - t
    at = _bezier(curve, t) - points
    v1 = np.outer(s * s, d1[0]) + np.outer(2 * s * t, d1[1]) + np.outer(t * t, d1[2])
    v2 = np.outer(s, d2[0]) + np.outer(t, d2[1])
    slope = (v1 * v1).sum(axis=1) + (at * v2).sum(axis=1)
    step = np.where(np.abs(slope) > 1e-12, (at * v1).sum(axis=1) / np.where(slope == 0, 1, slope), 0)
    return np.asarray(np.maximum.accumulate(np.clip(t - step, 0, 1)))


def number(value: float) -> str:
    """A coordinate with one decimal at most, without a trailing zero."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def path_data(curves: list[Floats], *, closed: bool) -> str:
    """``d`` of a run of joined cubic curves: absolute M, C and L only, which ``pathtext`` shortens at last."""
    if not curves:
        return ""
    parts = ["M" + _pair(curves[0][0])]
    for c in curves:
        straight = _flat(c)
        parts.append("L" + _pair(c[3]) if straight else "C" + " ".join(_pair(p) for p in c[1:]))
    return "".join(parts) + ("Z" if closed else "")


def _pair(point: Floats) -> str:
    return f"{number(float(point[0]) + 0.0)},{number(float(point[1]) + 0.0)}".replace("-0,", "0,")


def _flat(c: Floats) -> bool:
    chord = c[3] - c[0]
    length = float(np.linalg.norm(chord))
    if length < 1e-9:
        return True
    across = np.abs(np.cross(np.append(chord, 0), np.column_stack([c[1:3] - c[0], [0, 0]]))[:, 2]) / length
    return bool(across.max() < 0.03)


def mask_path(
    inside: Bools,
    to_units: float,
    tolerance: float,
    blur: float = 1.1,
    smallest: float = 4.0,
    corner: tuple[int, int] = (0, 0),
) -> str:
    """``d`` of a mask's outlines; ``to_units`` scales pixels to sheet units, ``smallest`` drops specks (square units).

    ``corner``: the pixel (x, y) of the whole picture at which a cut-out mask begins.
    """
    pieces = []
    for line in outlines(inside, blur):
        scaled = (line + corner) * to_units
        if area(scaled) >= smallest:
            pieces.append(path_data(fitted(scaled, tolerance, closed=True), closed=True))
    return "".join(pieces)
