"""Muscles drawn on one sheet: belly, sheen, tendon and fibres as paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, label

from art import curves, muscles, records, slivers
from art.bones import outline
from art.diagrams import ring
from art.raster import Box, box_around, rasterise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from art.ink.forms import Forms
    from art.seen import Seen

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TOLERANCE = 0.6
FIBRE_TOLERANCE = 0.7
"""Sheet units that a fitted curve may leave its line (a unit is a millimetre on whole-body sheets)."""
HIDDEN_CM = 0.9
"""Flesh this far behind the skin that is seen is on the far side of something."""
BEFORE_CM = 0.4
"""What runs inside the body may stand so far before the skin that is seen: the skin of a pose gives way."""
BEHIND_CM = 0.25
"""What lies so far behind a bone is behind it, and its fibres are drawn in dashes of so many steps, and gaps."""
DASH = (4, 3)
SEAM_CM = 0.12
LEAST_CM = 0.1
"""No part is narrower where its fibres run together, or a tendon would be drawn in pieces."""
TENDON_EDGE = 0.35
"""How far tendon reaches beyond the outermost fibre, as a share of what flesh does: tendon is thinner."""
TENDON_CURVE = 0.22
"""How much longer a tendon is at the belly's edges than in its middle, as a share of its length."""
FIBRES_END = (0.25, 0.5)
"""Where less than between these of a fading drawing is left, a fibre ends; each elsewhere, so that no edge shows."""
SCATTER = 0.618
"""Share of the way between the ends from one fibre to the next: neighbours end well apart."""
ORDER = {"deep": 0, "intermediate": 1, "superficial": 2}


@dataclass(frozen=True)
class Laid:
    """One part's grid on a sheet: where it shows, how far along its fibres each pixel is, and its fibre lines."""

    inside: Bools
    share: Floats
    edgeward: Floats
    ends: tuple[Floats, ...]
    hidden: Bools
    at: Floats
    shown: Bools
    part: muscles.Part


def _on(seen: Seen, muscle_id: str, number: int) -> Floats:
    """The fibres of a part in the posed figure."""
    return muscles.laid(seen.figure, seen.sheet.pose, muscle_id, number)


def _box(seen: Seen, muscle_id: str, shape: tuple[int, int]) -> Box:
    """The part of a sheet's picture of that shape in which a muscle and its edge can lie."""
    parts = muscles.muscle(muscle_id).parts
    pixels = np.concatenate([seen.pixels(_on(seen, muscle_id, n)) for n in range(len(parts))])
    margin = max(part.edge for part in parts) * seen.sheet.per_cm + 12
    return box_around(pixels, margin, shape)


def _laid(seen: Seen, box: Box, muscle_id: str, number: int, skin: Bools, fade: Floats) -> Laid:
    part = muscles.muscle(muscle_id).parts[number]
    on = _on(seen, muscle_id, number)
    pixels = seen.pixels(on) - (box.left, box.top, 0.0)
    drawn = np.ones(len(on), bool) if part.inside else seen.draws(muscles.anchor(muscle_id, number))
    triangles = muscles.grid_triangles()
    triangles = triangles[drawn[triangles].all(axis=1)]
    wide = _spread(pixels, LEAST_CM * seen.sheet.per_cm)
    grid = rasterise(wide, triangles, box.right - box.left, box.bottom - box.top)
    # Inside the body before the skin that is seen, or further behind it than a sheet shows: on its far side.
    near, far = (-BEFORE_CM, part.through) if part.inside else (-HIDDEN_CM, HIDDEN_CM)
    with np.errstate(invalid="ignore"):
        behind = seen.picture.cut(box).depth - grid.depth
        inside = skin & (behind > near) & (behind < far)
    shape = (muscles.FIBRES, muscles.STEPS)
    shown = drawn & seen.shown(on, far, -near)
    column, row = np.floor(pixels[shown, :2]).astype(int).T
    ends = FIBRES_END[0] + (FIBRES_END[1] - FIBRES_END[0]) * (np.arange(muscles.FIBRES) * SCATTER % 1)
    shown[shown] = skin[row, column] & (fade[row, column] >= np.repeat(ends, muscles.STEPS)[shown])
    hidden, dashed = np.zeros(skin.shape, bool), np.zeros(shape, bool)
    if part.inside:
        over = _bones_before(seen, box)
        with np.errstate(invalid="ignore"):
            hidden = over > grid.depth + BEHIND_CM
            column, row = np.floor(pixels[shown, :2]).astype(int).T
            dashed.ravel()[shown] = over[row, column] > pixels[shown, 2] + BEHIND_CM
    dashes = (np.arange(muscles.STEPS) + np.arange(muscles.FIBRES)[:, None] * 3) % sum(DASH) >= DASH[0]
    tendons = tuple(grid.sample(np.repeat(part.tendon[:, end], muscles.STEPS)) for end in (0, 1))
    share, edgeward = grid.sample(muscles.share()), grid.sample(muscles.edgeward())
    at = seen.units(on).reshape(*shape, 2)
    return Laid(inside, share, edgeward, tendons, hidden, at, shown.reshape(shape) & ~(dashed & dashes), part)


def _spread(pixels: Floats, least: float) -> Floats:
    """A part's grid on the picture; where it is narrower than so many pixels it is spread across its way to that."""
    grid = pixels.reshape(muscles.FIBRES, muscles.STEPS, 3)
    middle = grid[:, :, :2].mean(axis=0)
    along = np.gradient(middle, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-6)
    aside = np.einsum("fsk,sk->fs", grid[:, :, :2] - middle, across)
    lacking = np.clip(least - np.ptp(aside, axis=0), 0, None)
    from_first = aside[-1] - aside[0]
    told = np.flatnonzero(np.abs(from_first) > least / 8)
    # On which side the first fibre lies is known where they are apart; between, as at the nearest such place.
    sign = np.ones(muscles.STEPS)
    if len(told):
        nearest = told[np.abs(np.arange(muscles.STEPS)[:, None] - told).argmin(axis=1)]
        sign = np.sign(from_first[nearest])
    apart = np.linspace(-0.5, 0.5, muscles.FIBRES)[:, None] * (sign * lacking)
    flat = grid[:, :, :2] + apart[:, :, None] * across
    return np.concatenate([flat, grid[:, :, 2:]], axis=2).reshape(-1, 3)


def _bones_before(seen: Seen, box: Box) -> Floats:
    """How near to the eye the bones stand in a part of the sheet's picture; far away where there is none."""
    bony = outline.pictured(seen)
    scale = bony.per_cm / seen.sheet.per_cm
    rows = np.floor((np.arange(box.top, box.bottom) + 0.5) * scale).astype(int)
    columns = np.floor((np.arange(box.left, box.right) + 0.5) * scale).astype(int)
    height, width = bony.label.shape
    depth = bony.picture.depth[np.clip(rows, 0, height - 1)[:, None], np.clip(columns, 0, width - 1)[None, :]]
    return np.asarray(np.nan_to_num(depth, nan=-np.inf))


def _grown(seen: Seen, skin: Bools, laid: Laid) -> tuple[Bools, Bools]:
    """The part with its edge of flesh, cut off where the skin ends; and which of it is tendon."""
    reach = laid.part.edge * seen.sheet.per_cm
    away, nearest = distance_transform_edt(~laid.inside, return_indices=True)
    share, outward = laid.share[tuple(nearest)], laid.edgeward[tuple(nearest)]
    first, last = (end[tuple(nearest)] for end in laid.ends)
    # Flesh reaches furthest into its tendon in the middle of the belly.
    longer = 1 + TENDON_CURVE * (outward**2 - 0.5)
    with np.errstate(invalid="ignore"):
        tendon = (share < first * longer) | (share > 1 - last * longer)
    whole = (away <= np.where(tendon, TENDON_EDGE * reach, reach)) & skin
    return whole, whole & tendon


def _seen_tendons(tendon: Bools, clear: Bools) -> Bools:
    """Those tendons of which bones hide less than half; others show with their belly, as all of it that is behind bone.

    A tendon that ran pale for a while and then as flesh would look like two muscles.
    """
    pieces, count = label(tendon)
    size, seen = (np.bincount(pieces[mask], minlength=count + 1) for mask in (tendon, tendon & clear))
    return np.asarray((2 * seen > size)[pieces] & tendon)


def _seams(laid: list[Laid], parts: list[Bools], per_cm: float) -> Bools:
    """The rim of each part where it lies over those before it: so two heads can be told apart.

    Parts that hug the skin lie edge to edge: what is one sheet, as trapezius, shows no rim.
    """
    seams = np.zeros(parts[0].shape, bool)
    for number, part in enumerate(parts[1:], start=1):
        if laid[number].part.hugs:
            continue
        below = np.any(parts[:number], axis=0)
        rim = part & (distance_transform_edt(part) <= SEAM_CM * per_cm)
        seams = (seams & ~part) | (rim & below)
    return seams


def _runs(shown: Bools) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shown.astype(int), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 4]


def _fibres(laid: Laid) -> Iterator[str]:
    """Visible stretches of the drawn fibres."""
    for i in np.linspace(0, muscles.FIBRES - 1, laid.part.drawn + 2).round().astype(int)[1:-1]:
        for a, b in _runs(laid.shown[i]):
            line = laid.at[i, a:b]
            yield curves.path_data(curves.fitted(line, FIBRE_TOLERANCE, closed=False), closed=False)


def _kept(seen: Seen, muscle_id: str, shown: Bools) -> Bools:
    """Where a muscle shows without crumbs."""
    triangles, area = muscles.grid_triangles(), 0.0
    for number in range(len(muscles.muscle(muscle_id).parts)):
        on = _on(seen, muscle_id, number)
        corners = on[triangles[seen.framed(on)[triangles].all(axis=1)]]
        across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        area += float(np.linalg.norm(across, axis=1).sum()) / 2
    owner = np.zeros(shown.shape, int)
    return slivers.left(shown, seen.sheet.per_cm, np.array([area]), owner, slivers.CRUMB_SHARE)


def _near(crumbs: Bools, laid: list[Laid], per_cm: float) -> Bools:
    """Where the edges of crumbs would reach."""
    reach = max(part.part.edge for part in laid) * per_cm
    return np.asarray(distance_transform_edt(~crumbs) <= reach)


def group(forms: Forms, muscle_id: str) -> str:
    """The paths of one muscle on a sheet, kept to the skin that may show it; empty where it does not show.

    What reaches to where the drawing dies away does the same.
    """
    seen = forms.seen
    if seen.sheet.diagram:
        on_floor = records.muscles()[muscle_id].get("floor")
        return ring.paths(forms, on_floor) if on_floor else ""
    if _box(seen, muscle_id, seen.frame).empty:
        return ""
    box = _box(seen, muscle_id, seen.picture.depth.shape)
    if box.empty:
        return ""
    skin = forms.fleshy[box.top : box.bottom, box.left : box.right]
    fade = forms.fade[box.top : box.bottom, box.left : box.right]
    laid = [_laid(seen, box, muscle_id, n, skin, fade) for n in range(len(muscles.muscle(muscle_id).parts))]
    shown = np.any([part.inside for part in laid], axis=0)
    if not (kept := _kept(seen, muscle_id, shown)).any():
        return ""
    if (kept != shown).any():
        skin = skin & ~_near(shown & ~kept, laid, seen.sheet.per_cm)
        laid = [_laid(seen, box, muscle_id, n, skin, fade) for n in range(len(laid))]
    laid = [part for part in laid if part.inside.any()]
    grown = [_grown(seen, skin, part) for part in laid]
    wholes = [whole for whole, _ in grown]
    belly = np.any(wholes, axis=0) & ~_seams(laid, wholes, seen.sheet.per_cm)
    fleshy = np.any([whole & ~tendon for whole, tendon in grown], axis=0)
    clear = ~np.any([part.hidden & part.inside for part in laid], axis=0)
    tendon = _seen_tendons(belly & ~fleshy, clear)
    inner = distance_transform_edt(belly & ~tendon)
    shapes = {"belly": belly, "sheen": (inner > max(0.42 * float(inner.max()), 2.0)) & clear, "tendon": tendon}
    body = ""
    for name, mask in shapes.items():
        smallest = 10 * (seen.sheet.units_per_cm / 10) ** 2
        corner = (box.left, box.top)
        if data := curves.mask_path(mask, seen.to_units, TOLERANCE, blur=2.2, smallest=smallest, corner=corner):
            # A style, as the class fills it otherwise and comes before an attribute.
            fill = f' style="fill:url(#fade.{name})"' if (mask & (fade < 1)).any() else ""
            body += f'<path class="{name}"{fill} d="{data}"/>\n'
    lines = "".join(line for part in laid for line in _fibres(part))
    return body + (f'<path class="fibres" d="{lines}"/>\n' if lines and body else "")


def in_painting_order() -> list[str]:
    """Muscles from the deepest to the most superficial, those of one depth by their ids."""
    return sorted(muscles.ids(), key=lambda m: ORDER[records.muscles()[m]["depth"]])
