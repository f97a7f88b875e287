"""The pen: contours and creases of a sheet as strokes with weight."""

from __future__ import annotations

import re

import contourpy
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_erosion, gaussian_filter
from scipy.spatial import cKDTree

from art import curves, drawn
from art.ink import contours, creases, formlines, marks, ribbon, style, tone
from art.ink.forms import Forms, shrunk
from art.ink.ribbon import Stroke
from art.seen import Seen, hanging

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

STEP_CM = 0.03
TREMOR_CM = 0.05
"""Points along a line, and how much of the mesh's tremor is smoothed away."""
DELICATE = ("wrist.R", "wrist.L", "foot.R", "foot.L", "head")
"""Where the pen is lighter on whole-body sheets."""
CREASES = ((0.07, 0.04, 0.1), (0.16, 0.06, 0.15), (0.45, 0.02, 0.04))
"""Scales (cm) at which creases are sought, with the weakest and the least peak strength."""
BROADEST_CM = 0.2
"""On head, hands and feet broader valleys are form, not creases."""
COARSEST_PIXELS = 3.0
"""Creases are sought in a picture shrunk until their scale is at most twice this many pixels."""
FEATURE_WIDTH = 0.4
SECTION_WIDTH = 0.65
"""Shares of the boldest pen."""
OVERLAP_UNITS = 1.6
"""So far beyond the midline a line is drawn, that it meets its mirror image without a gap."""
PAIR = re.compile(r"(-?[0-9.]+),(-?[0-9.]+)")
BESIDE_CM, LONG_CM = 0.12, 9.0
"""A contour shorter than the second that runs so close beside a longer one is the same edge once more."""
SHORTEST_CM = {"contour": 0.25, "crease": 0.45}


def _weight(seen: Seen, pixels: Floats) -> Floats:
    """How heavy the pen is at places of a sheet, 0..1."""
    if seen.sheet.group != "whole":
        return np.ones(len(pixels))
    held = hanging(seen.figure, DELICATE, 2)
    h, w = seen.picture.triangle.shape
    column = np.clip(np.floor(pixels[:, 0]).astype(int), 1, w - 2)
    row = np.clip(np.floor(pixels[:, 1]).astype(int), 1, h - 2)
    around = [seen.picture.triangle[row + dr, column + dc] for dr in (-1, 0, 1) for dc in (-1, 0, 1)]
    nearest = np.max(around, axis=0)
    delicate = np.where(nearest >= 0, held[seen.picture.triangles[nearest]].mean(axis=1), 0)
    return np.asarray(1 - 0.4 * delicate)


def _stroke(seen: Seen, pixels: Floats, width: Floats, *, closed: bool) -> Stroke:
    """A line of a picture as a smooth stroke in sheet units; width in shares of the pen."""
    step = STEP_CM * seen.sheet.per_cm
    points, width = ribbon.even(pixels, width, step)
    points = ribbon.smooth(points, TREMOR_CM / STEP_CM, closed=closed)
    width = ribbon.smooth(width[:, None], 8, closed=closed)[:, 0]
    pen = style.PEN[seen.sheet.group]
    return Stroke(points * seen.to_units, width * pen * _weight(seen, points), closed)


def _inside_section(forms: Forms, pixels: Floats) -> bool:
    """Whether a line lies chiefly in a surface where the sheet cuts the body."""
    h, w = forms.skin.shape
    cell = np.clip(np.floor(pixels).astype(int), 0, [w - 1, h - 1])
    around = [
        forms.section[np.clip(cell[:, 1] + dy, 0, h - 1), np.clip(cell[:, 0] + dx, 0, w - 1)]
        for dx, dy in ((3, 0), (-3, 0), (0, 3), (0, -3))
    ]
    return bool(np.all(around, axis=0).mean() > 0.5)


def contour_strokes(forms: Forms) -> list[Stroke]:
    """Contours: boldest where the figure ends, lighter the less the skin stands before what lies behind."""
    seen = forms.seen
    drawn_points: list[Floats] = []
    out = []
    for line in sorted(contours.contours(seen), key=lambda line: -len(line.points)):
        if _inside_section(forms, line.points):
            continue
        cm = np.linalg.norm(np.diff(line.points, axis=0), axis=1).sum() / seen.sheet.per_cm
        if cm < SHORTEST_CM["contour"] or line.jump.max() < 0.03:
            continue
        near = cKDTree(np.concatenate(drawn_points)) if drawn_points and cm < LONG_CM else None
        if near and np.median(near.query(line.points)[0]) < BESIDE_CM * seen.sheet.per_cm:
            continue
        drawn_points.append(line.points)
        width = 0.14 + 0.56 * np.clip(line.jump / 2.0, 0, 1) ** 0.5 + 0.3 * np.clip((line.jump - 3) / 10, 0, 1)
        out.append(_stroke(seen, line.points, width, closed=line.closed))
    return out


def crease_strokes(forms: Forms, drawn_already: list[Stroke]) -> list[Stroke]:
    """Creases at every scale that do not repeat a line already drawn."""
    seen = forms.seen
    known = [s.points / seen.to_units for s in drawn_already]
    out: list[Stroke] = []
    for scale, low, high in CREASES:
        times = max(1, int(scale * seen.sheet.per_cm / COARSEST_PIXELS))
        sigma = scale * seen.sheet.per_cm / times
        if sigma < 1.0:
            continue
        near = cKDTree(np.concatenate(known)) if known else None
        for cells, strength in _creases(forms, sigma, times, low, high):
            points = cells * times
            apart = near.query(points)[0] if near else np.full(len(points), np.inf)
            for a, b in _runs(apart > max(2.0, 1.2 * sigma * times)):
                if (b - a) * times / seen.sheet.per_cm < max(SHORTEST_CM["crease"], 2.5 * scale):
                    continue
                width = 0.14 + 0.36 * np.clip((strength[a:b] - low) / 0.12, 0, 1)
                out.append(_stroke(seen, points[a:b], width, closed=False))
                known.append(points[a:b])
    return out


def _creases(forms: Forms, sigma: float, times: int, low: float, high: float) -> list[tuple[Floats, Floats]]:
    """Creases at one scale, in pixels of the picture shrunk ``times``."""
    part, corner = _searched(forms, sigma, times)
    inside = shrunk((forms.front | forms.gaps)[part].astype(float), times) > 0.99
    found = creases.valleys(shrunk(forms.normal[:, :, 2][part], times), inside, sigma)
    depth = np.nan_to_num(forms.seen.picture.depth[part], nan=creases.NOWHERE)
    leaps = creases.near_jumps(shrunk(depth, times), 0.15 * times, max(2, round(sigma)))
    found.strength[leaps] = 0
    if sigma * times > BROADEST_CM * forms.seen.sheet.per_cm:
        delicate = forms.field(hanging(forms.seen.figure, DELICATE, 2))
        found.strength[shrunk(delicate[part], times) > 0.3] = 0
    return [(cells + corner, strength) for cells, strength in creases.traced(found, low, high)]


def _searched(forms: Forms, sigma: float, times: int) -> tuple[tuple[slice, slice], Floats]:
    """The part of a picture in which creases are sought, and its corner (x, y) in the picture shrunk ``times``.

    It holds all skin; of a symmetric sheet the half that is drawn, and as much beyond as a blur reaches.
    """
    w = forms.skin.shape[1]
    rows, columns = np.flatnonzero(forms.skin.any(axis=1)), np.flatnonzero(forms.skin.any(axis=0))
    reach = int(10 * sigma * times)
    left, right = int(columns[0]) - reach, int(columns[-1]) + 1 + reach
    if forms.seen.sheet.symmetric:
        left, right = (left, w // 2 + reach) if forms.seen.sheet.patient_right == "left" else (w // 2 - reach, right)
    top, left = (max(n, 0) // times * times for n in (int(rows[0]) - reach, left))
    return (slice(top, int(rows[-1]) + 1 + reach), slice(left, right)), np.array([left, top]) / times


def feature_strokes(forms: Forms) -> list[Stroke]:
    """Creases of palm and fingers, and lines over bone and tendon, that the mesh has no shape for."""
    creased = [(points, FEATURE_WIDTH) for points in marks.crease_lines(forms)]
    return [
        _stroke(forms.seen, points, np.full(len(points), width), closed=False)
        for points, width in [*creased, *formlines.lines(forms)]
    ]


def section_strokes(forms: Forms) -> list[Stroke]:
    """The rim of a surface where the sheet cuts the body."""
    rim = gaussian_filter(forms.section.astype(float), 1.0)
    out = []
    within = binary_erosion(forms.skin, iterations=4)
    lines = [np.asarray(line) for line in contourpy.contour_generator(z=rim).lines(0.5)]
    for line in lines:
        column, row = np.floor(line).astype(int).T
        for a, b in _runs(within[row, column]):
            if (b - a) / forms.seen.sheet.per_cm > 2:
                points = line[a:b] + 0.5
                out.append(_stroke(forms.seen, points, np.full(b - a, SECTION_WIDTH), closed=False))
    return out


def _runs(mask: Bools) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(int), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def ink(forms: Forms) -> str:
    """Paths of all lines of a sheet."""
    bold = contour_strokes(forms)
    features = feature_strokes(forms)
    fine = [*crease_strokes(forms, [*bold, *features]), *features, *section_strokes(forms)]
    tolerance = 0.16 if forms.seen.sheet.group == "whole" else 0.28
    out = []
    for name, strokes in (("contour", bold), ("crease", fine)):
        data = "".join(_path(forms, s, tolerance) for s in strokes)
        # The mirror image is a path of its own: it runs the other way round, and where both meet they would cancel.
        halves = [data, _mirrored(forms, data)] if forms.seen.sheet.symmetric else [data]
        out += [f'<path class="{name}" d="{half}"/>\n' for half in halves if half]
    shut = np.maximum(forms.gaps.astype(float), forms.field(drawn.feature("mouth")))
    if gaps := tone.level_paths(gaussian_filter(shut, 0.8), 0.35, forms.seen.to_units, 0.2, 0.5):
        out.append(f'<path class="gap" d="{gaps}"/>\n')
    return "".join(out)


def _path(forms: Forms, stroke: Stroke, tolerance: float) -> str:
    """``d`` of a stroke: tapered, faded with the drawing; on symmetric sheets the patient's right half."""
    seen, fade = forms.seen, forms.fade
    pen = style.PEN[seen.sheet.group]
    points, width = stroke.points, stroke.width
    if not stroke.closed:
        width = ribbon.tapered(width, STEP_CM * seen.sheet.units_per_cm, 22 * pen, (True, True))
    h, w = fade.shape
    at = np.floor(points / seen.to_units).astype(int)
    width = width * fade[np.clip(at[:, 1], 0, h - 1), np.clip(at[:, 0], 0, w - 1)]
    kept = (width > 0.03 * pen) & _own_half(forms, points)
    if kept.all():
        return ribbon.shape(Stroke(points, width, stroke.closed), tolerance)
    if stroke.closed:
        # Begin where the line is not drawn, so that no drawn stretch is cut in two.
        start = int(np.flatnonzero(~kept)[0])
        points, width, kept = (np.roll(n[:-1], -start, axis=0) for n in (points, width, kept))
    pieces = [Stroke(points[a:b], width[a:b]) for a, b in _runs(kept) if b - a > 5]
    return "".join(ribbon.shape(piece, tolerance) for piece in pieces)


def _own_half(forms: Forms, points: Floats) -> Bools:
    """Which points of a line are drawn; on symmetric sheets those of the patient's right, and a little beyond."""
    seen = forms.seen
    if not seen.sheet.symmetric:
        return np.ones(len(points), bool)
    across = points[:, 0] - seen.width / 2
    return np.asarray((across if seen.sheet.patient_right == "left" else -across) <= OVERLAP_UNITS)


def _mirrored(forms: Forms, data: str) -> str:
    """The exact mirror image of a path about the sheet's middle."""
    width = forms.seen.width
    return PAIR.sub(lambda m: f"{curves.number(width - float(m[1]) + 0.0)},{m[2]}", data)
