"""Muscles drawn on one sheet: belly, sheen, tendon and fibres as paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from art import curves, muscles, records, slivers, surface
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
    at: Floats
    shown: Bools
    part: muscles.Part


@cache
def _anchor(muscle_id: str, part: int) -> surface.Anchor:
    return surface.anchor(muscles.muscle(muscle_id).parts[part].grid.reshape(-1, 3))


def _box(seen: Seen, muscle_id: str, shape: tuple[int, int]) -> Box:
    """The part of a sheet's picture of that shape in which a muscle and its edge can lie."""
    parts = muscles.muscle(muscle_id).parts
    pixels = np.concatenate([seen.pixels(_anchor(muscle_id, n).on(seen.skin(1))) for n in range(len(parts))])
    margin = max(part.edge for part in parts) * seen.sheet.per_cm + 12
    return box_around(pixels, margin, shape)


def _laid(seen: Seen, box: Box, muscle_id: str, number: int, skin: Bools, fade: Floats) -> Laid:
    part = muscles.muscle(muscle_id).parts[number]
    on = _anchor(muscle_id, number).on(seen.skin(1))
    pixels = seen.pixels(on) - (box.left, box.top, 0.0)
    drawn = seen.draws(_anchor(muscle_id, number))
    triangles = muscles.grid_triangles()
    triangles = triangles[drawn[triangles].all(axis=1)]
    grid = rasterise(pixels, triangles, box.right - box.left, box.bottom - box.top)
    with np.errstate(invalid="ignore"):
        inside = skin & (np.abs(grid.depth - seen.picture.cut(box).depth) < HIDDEN_CM)
    shape = (muscles.FIBRES, muscles.STEPS)
    shown = drawn & seen.shown(on, HIDDEN_CM)
    column, row = np.floor(pixels[shown, :2]).astype(int).T
    ends = FIBRES_END[0] + (FIBRES_END[1] - FIBRES_END[0]) * (np.arange(muscles.FIBRES) * SCATTER % 1)
    shown[shown] = skin[row, column] & (fade[row, column] >= np.repeat(ends, muscles.STEPS)[shown])
    share, edgeward = grid.sample(muscles.share()), grid.sample(muscles.edgeward())
    return Laid(inside, share, edgeward, seen.units(on).reshape(*shape, 2), shown.reshape(shape), part)


def _grown(seen: Seen, skin: Bools, laid: Laid) -> tuple[Bools, Bools]:
    """The part with its edge of flesh, cut off where the skin ends; and which of it is tendon."""
    reach = laid.part.edge * seen.sheet.per_cm
    away, nearest = distance_transform_edt(~laid.inside, return_indices=True)
    whole = (away <= reach) & skin
    share, outward = laid.share[tuple(nearest)], laid.edgeward[tuple(nearest)]
    first, last = laid.part.tendon
    # Flesh reaches furthest into its tendon in the middle of the belly.
    longer = 1 + TENDON_CURVE * (outward**2 - 0.5)
    with np.errstate(invalid="ignore"):
        return whole, whole & ((share < first * longer) | (share > 1 - last * longer))


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
        on = _anchor(muscle_id, number).on(seen.skin(1))
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
    if _box(seen, muscle_id, seen.frame).empty:
        return ""
    box = _box(seen, muscle_id, seen.picture.depth.shape)
    if box.empty:
        return ""
    skin = forms.pressable[box.top : box.bottom, box.left : box.right]
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
    belly = np.any([whole for whole, _ in grown], axis=0)
    fleshy = np.any([whole & ~tendon for whole, tendon in grown], axis=0)
    tendon = belly & ~fleshy
    inner = distance_transform_edt(belly & ~tendon)
    shapes = {"belly": belly, "sheen": inner > max(0.42 * float(inner.max()), 2.0), "tendon": tendon}
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
