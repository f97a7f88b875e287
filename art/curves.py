"""From pictures to paths: level lines of a picture, and smooth cubic curves fitted to them (P. Schneider, 1990)."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import contourpy
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from art.steady import steady

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CORNER_DEGREES = 65.0
"""A bend sharper than this, measured over a few pixels, stays a corner."""
HALFWAY = 1e-6
"""Less than this below the half of a decimal a coordinate is rounded up."""


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
    line = steady(line)
    line = line[np.concatenate([[True], np.hypot(*np.diff(line, axis=0).T) > 1e-9])]
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
        _fit(piece[:, 0].copy(), piece[:, 1].copy(), first, last, tolerance, out)
    return out


def _corners(line: Floats, *, closed: bool) -> list[int]:
    body = line[:-1] if closed and np.allclose(line[0], line[-1]) else line
    reach = 4
    if len(body) < 4 * reach:
        return []
    before, after = body - np.roll(body, reach, axis=0), np.roll(body, -reach, axis=0) - body
    cross, dot = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0], (before * after).sum(axis=1)
    angle = steady(np.degrees(np.abs(np.arctan2(cross, dot))))
    if not closed:
        angle[:reach] = angle[-reach:] = 0
    sharp = (angle > CORNER_DEGREES) & (angle >= np.maximum(np.roll(angle, 1), np.roll(angle, -1)))
    picked: list[int] = []
    for index in np.flatnonzero(sharp):
        if not picked or index - picked[-1] > reach:
            picked.append(int(index))
    return picked


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(hypot(float(vector[0]), float(vector[1])), 1e-12))


def _basis(t: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    s = 1 - t
    return s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t


def _fit(x: Floats, y: Floats, first: Floats, last: Floats, tolerance: float, out: list[Floats]) -> None:
    """Curves through points (x, y) that leave and arrive along the unit vectors; added to ``out``.

    Sums and products only, each rounded alike everywhere: what is best here is best on every machine.
    """
    n = len(x)
    steps = np.hypot(np.diff(x), np.diff(y))
    if n <= 2:
        ends = np.array([[x[0], y[0]], [x[-1], y[-1]]])
        third = float(steps[0]) / 3
        out.append(np.array([ends[0], ends[0] + first * third, ends[1] + last * third, ends[1]]))
        return
    t = np.concatenate([[0.0], np.cumsum(steps)])
    t /= t[-1]
    for _ in range(4):
        basis = _basis(t)
        curve = _least_squares(x, y, basis, first, last)
        dx = basis[0] * curve[0, 0] + basis[1] * curve[1, 0] + basis[2] * curve[2, 0] + basis[3] * curve[3, 0] - x
        dy = basis[0] * curve[0, 1] + basis[1] * curve[1, 1] + basis[2] * curve[2, 1] + basis[3] * curve[3, 1] - y
        error = dx * dx + dy * dy
        worst = int(error.argmax())
        if error[worst] <= tolerance * tolerance:
            out.append(curve)
            return
        if error[worst] > 36 * tolerance * tolerance:
            break
        t = _nearer(curve, dx, dy, t)
    worst = min(max(worst, 1), n - 2)
    low, high = max(0, worst - 2), min(n - 1, worst + 2)
    middle = _unit(np.array([x[low] - x[high], y[low] - y[high]]))
    _fit(x[: worst + 1], y[: worst + 1], first, middle, tolerance, out)
    _fit(x[worst:], y[worst:], -middle, last, tolerance, out)


def _least_squares(
    x: Floats, y: Floats, basis: tuple[Floats, Floats, Floats, Floats], first: Floats, last: Floats
) -> Floats:
    b0, b1, b2, b3 = basis
    start, end = np.array([x[0], y[0]]), np.array([x[-1], y[-1]])
    rest_x = x - (b0 + b1) * start[0] - (b2 + b3) * end[0]
    rest_y = y - (b0 + b1) * start[1] - (b2 + b3) * end[1]
    turn = float(first[0] * last[0] + first[1] * last[1])
    c11, c12, c22 = float((b1 * b1).sum()), float((b1 * b2).sum()) * turn, float((b2 * b2).sum())
    x1 = float((b1 * (rest_x * first[0] + rest_y * first[1])).sum())
    x2 = float((b2 * (rest_x * last[0] + rest_y * last[1])).sum())
    det = c11 * c22 - c12 * c12
    chord = hypot(float(end[0] - start[0]), float(end[1] - start[1]))
    one, two = ((x1 * c22 - x2 * c12) / det, (c11 * x2 - c12 * x1) / det) if abs(det) > 1e-12 else (0.0, 0.0)
    if one < 1e-3 * chord or two < 1e-3 * chord or max(one, two) > 3 * max(chord, 1e-9):
        one = two = chord / 3
    return np.array([start, start + first * one, end + last * two, end])


def _nearer(curve: Floats, dx: Floats, dy: Floats, t: Floats) -> Floats:
    """One Newton step that moves each parameter to the curve's closest approach; ``dx``, ``dy``: how far it is off."""
    d1 = 3 * (curve[1:] - curve[:-1])
    d2 = 2 * (d1[1:] - d1[:-1])
    s = 1 - t
    ss, st, tt = s * s, 2 * s * t, t * t
    vx = ss * d1[0, 0] + st * d1[1, 0] + tt * d1[2, 0]
    vy = ss * d1[0, 1] + st * d1[1, 1] + tt * d1[2, 1]
    slope = vx * vx + vy * vy + dx * (s * d2[0, 0] + t * d2[1, 0]) + dy * (s * d2[0, 1] + t * d2[1, 1])
    flat = np.abs(slope) <= 1e-12
    step = np.where(flat, 0.0, (dx * vx + dy * vy) / np.where(flat, 1.0, slope))
    return np.asarray(np.maximum.accumulate(np.minimum(np.maximum(t - step, 0.0), 1.0)))


def number(value: float) -> str:
    """A coordinate with one decimal at most, without a trailing zero."""
    # Half-way between two decimals it goes up, whatever the last digits of the arithmetic were.
    text = f"{value + HALFWAY:.1f}"
    return text.removesuffix(".0")


def path_data(curves: list[Floats], *, closed: bool) -> str:
    """``d`` of a run of joined cubic curves: absolute M, C and L only, which ``pathtext`` shortens at last."""
    if not curves:
        return ""
    parts = ["M" + _pair(*curves[0][0].tolist())]
    for c in curves:
        points = c.tolist()
        parts.append("L" + _pair(*points[3]) if _flat(points) else "C" + " ".join(_pair(*p) for p in points[1:]))
    return "".join(parts) + ("Z" if closed else "")


def _pair(x: float, y: float) -> str:
    return f"{number(x)},{number(y)}".replace("-0,", "0,")


def _flat(c: list[list[float]]) -> bool:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = c
    across, down = x3 - x0, y3 - y0
    length = hypot(across, down)
    if length < 1e-9:
        return True
    off = max(abs(across * (y - y0) - down * (x - x0)) for x, y in ((x1, y1), (x2, y2)))
    return off / length < 0.03


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
