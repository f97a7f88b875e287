"""Bones on one sheet: for each the outline of what no other bone hides, and the edges that stand out within it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects, gaussian_filter, grey_dilation, grey_erosion

from art import curves
from art.body import Rig, shaped
from art.bones import posed
from art.bones.names import title
from art.ink.contours import chains, crossings
from art.ink.fading import gradients
from art.ink.style import BONE, FLESH_FADING
from art.raster import Picture, rasterise

if TYPE_CHECKING:
    from art.bones.solids import Solid
    from art.ink.forms import Forms
    from art.seen import Seen

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FINEST_PER_CM = 24.0
"""Pixels a centimetre of the picture that outlines are taken from, at most; else one a sheet unit."""
TOLERANCE, EDGE_TOLERANCE = 0.7, 0.9
"""Sheet units that a fitted curve may leave its line."""
SMALLEST_UNITS2 = 12.0
HOLLOW_HALF_CM, HOLLOW_PER_CM = 2.2, 6.0
HOLLOWS = ((0.35, 0.3), (0.9, 0.35))
"""Half the width of what counts as a hollow of a bone; how deep it is at least, and how dark it is then drawn."""
EDGE_JUMP_CM = 0.12
EDGE_SHORTEST_UNITS = 9.0
"""An edge within a bone is drawn where it stands so far before what lies behind it, and is so long at least."""
FADE_GONE, RIM_FADE = 0.04, 0.7
"""Where less of a fading drawing is left no bone is drawn, and no outline of one."""


@dataclass(frozen=True)
class Bony:
    """The bones of a sheet, rasterised together: which bone each pixel shows."""

    names: list[str]
    solids: list[Solid]
    picture: Picture
    label: Ints
    per_cm: float
    starts: Ints


def _drawn(seen: Seen) -> dict[str, Solid]:
    """The bones of the body that the sheet draws, on symmetric sheets both sides."""
    laid = posed.bones(seen.figure, seen.sheet.pose)
    sheet, rig = seen.sheet, Rig(shaped(seen.figure))
    kept = {bone for name in sheet.bones for bone in rig.family(name)}
    gone = {bone for name in sheet.hidden for bone in rig.family(name)}

    def hangs(name: str, solid: Solid) -> bool:
        shares = posed.weights(seen.figure, name, solid.vertices[:1])
        carrier = max(shares, key=lambda share: float(share[1][0]))[0]
        return (not kept or carrier in kept) and carrier not in gone

    chosen = {name: solid for name, solid in laid.items() if hangs(name, solid)}
    return posed.both_sides(chosen) if sheet.symmetric else chosen


@lru_cache(maxsize=1)
def pictured(seen: Seen) -> Bony:
    """The bones of a sheet, as it sees them."""
    laid = _drawn(seen)
    per_cm = min(FINEST_PER_CM, seen.sheet.units_per_cm)
    names = list(laid)
    solids = [laid[name] for name in names]
    counts = [len(solid.vertices) for solid in solids]
    starts = np.concatenate([[0], np.cumsum(counts)])
    shrink = per_cm / seen.sheet.per_cm
    points = np.concatenate([seen.pixels(solid.vertices) for solid in solids]) * (shrink, shrink, 1.0)
    triangles = np.concatenate([s.triangles + n for s, n in zip(solids, starts[:-1], strict=True)])
    height, width = seen.picture.depth.shape
    picture = rasterise(points, triangles, round(width * shrink), round(height * shrink))
    owner = np.repeat(np.arange(len(solids)), [len(s.triangles) for s in solids])
    label = np.where(picture.triangle >= 0, owner[picture.triangle], -1)
    return Bony(names, solids, picture, label, per_cm, starts)


def group(forms: Forms) -> str:
    """The content of the group ``bones`` of a sheet: a group a bone."""
    seen = forms.seen
    bony = pictured(seen)
    shown = _at(forms.skin & (forms.fade >= FADE_GONE), bony.label.shape)
    label = np.where(shown, bony.label, -1)
    to_units = seen.sheet.units_per_cm / bony.per_cm
    boxes = find_objects(label + 1, max_label=len(bony.names))
    fading = bool(forms.fading())
    bodies: dict[str, list[str]] = {}
    for number, (name, box) in enumerate(zip(bony.names, boxes, strict=True)):
        if box is None:
            continue
        corner = (box[1].start, box[0].start)
        mask = label[box] == number
        data = curves.mask_path(mask, to_units, TOLERANCE, blur=0.9, smallest=SMALLEST_UNITS2, corner=corner)
        if not data:
            continue
        if fading and _reaches_fade(forms, mask, box, bony):
            body = f'<path class="soft" style="fill:url(#fade.bone)" d="{data}"/>\n'
            rim = "".join(_rim(forms, bony, mask, corner))
            body += f'<path class="edge" d="{rim}"/>\n' if rim else ""
        else:
            body = f'<path class="bone" d="{data}"/>\n' + _hollows(bony, mask, box, to_units)
        firm = np.where(_at(forms.fade, label.shape) >= RIM_FADE, label, -1) if fading else label
        if edges := "".join(_edges(seen, bony, number, firm)):
            body += f'<path class="edge" d="{edges}"/>\n'
        bodies.setdefault(name.removesuffix(".L"), []).append(body)
    rows = (
        f'<g id="bone.{name}">\n<title>{title(name)}</title>\n{"".join(parts)}</g>\n'
        for name, parts in sorted(bodies.items())
    )
    return gradients(forms, {"bone": BONE}, FLESH_FADING) + "".join(rows)


def _rim(forms: Forms, bony: Bony, mask: Bools, corner: tuple[int, int]) -> list[str]:
    """The outline of a bone that reaches to where the drawing dies away, as far as it is firm."""
    out = []
    firm = forms.fade >= RIM_FADE
    times = np.array(firm.shape[::-1]) / np.array(bony.label.shape[::-1])
    for line in curves.outlines(mask, 0.9):
        at = np.floor((line + corner) * times).astype(int)
        kept = firm[np.clip(at[:, 1], 0, firm.shape[0] - 1), np.clip(at[:, 0], 0, firm.shape[1] - 1)]
        for a, b in _runs(kept):
            units = (line[a:b] + corner) * (forms.seen.sheet.units_per_cm / bony.per_cm)
            out.append(curves.path_data(curves.fitted(units, TOLERANCE, closed=False), closed=False))
    return out


def _hollows(bony: Bony, mask: Bools, box: tuple[slice, slice], to_units: float) -> str:
    """Shapes that lie deep between parts of the same bone that stand nearer to the eye: sockets, fossae."""
    coarse = max(1, round(bony.per_cm / HOLLOW_PER_CM))
    depth = np.where(mask, bony.picture.depth[box], np.nan)[::coarse, ::coarse]
    inside = np.isfinite(depth)
    radius = HOLLOW_HALF_CM * bony.per_cm / coarse
    span = np.arange(-int(radius), int(radius) + 1)
    disc = np.hypot(span[:, None], span[None, :]) <= radius
    if inside.sum() < disc.sum() / 2:
        return ""
    pad = len(span)
    raised = np.pad(np.where(inside, depth, -np.inf), pad, constant_values=-np.inf)
    raised = grey_dilation(raised, footprint=disc, mode="constant", cval=-np.inf)
    closed = grey_erosion(np.where(np.isfinite(raised), raised, np.inf), footprint=disc, mode="constant", cval=np.inf)
    low = np.where(inside, closed[pad:-pad, pad:-pad] - depth, 0.0)
    low = np.where(np.isfinite(low), low, 0.0)
    fine = np.repeat(np.repeat(low, coarse, axis=0), coarse, axis=1)[: mask.shape[0], : mask.shape[1]]
    fine = gaussian_filter(fine, coarse * 0.8)
    corner, out = (box[1].start, box[0].start), ""
    for least, opacity in HOLLOWS:
        data = curves.mask_path(
            mask & (fine > least), to_units, EDGE_TOLERANCE, blur=1.2, smallest=SMALLEST_UNITS2 * 3, corner=corner
        )
        if data:
            out += f'<path class="hollow" fill-opacity="{opacity}" d="{data}"/>\n'
    return out


def _reaches_fade(forms: Forms, mask: Bools, box: tuple[slice, slice], bony: Bony) -> bool:
    """Whether a bone reaches to where the drawing dies away."""
    return bool((mask & (_at(forms.fade, bony.label.shape)[box] < 1)).any())


def _at(picture: Floats | Bools, shape: tuple[int, ...]) -> Floats | Bools:
    """A picture of the sheet at the size of the bones' picture."""
    rows, columns = ((np.arange(n) + 0.5) * m / n for n, m in zip(shape, picture.shape, strict=True))
    return np.asarray(picture[rows.astype(int)[:, None], columns.astype(int)[None, :]])


def _edges(seen: Seen, bony: Bony, number: int, label: Ints) -> list[str]:
    """Lines along which a bone turns away from the eye before more of the same bone."""
    solid = bony.solids[number]
    normal = _normals(solid)
    facing = normal @ seen.sheet.camera.axes()[2]
    ends, pairs = crossings(facing, solid.triangles)
    if not len(ends):
        return []
    a, b = ends.T
    t = (facing[a] / (facing[a] - facing[b]))[:, None]
    v = solid.vertices
    shrink = bony.per_cm / seen.sheet.per_cm
    at = seen.pixels(v[a] * (1 - t) + v[b] * t) * (shrink, shrink, 1.0)
    outward = (normal[a] * (1 - t) + normal[b] * t) @ seen.sheet.camera.axes()[:2].T
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    drawn = _stands_out(bony, label, number, at, outward)
    out = []
    for run, _ in chains(pairs, len(ends)):
        order = np.array(run)
        for first, last in _runs(drawn[order]):
            line = at[order[first:last], :2] * seen.sheet.units_per_cm / bony.per_cm
            if np.linalg.norm(np.diff(line, axis=0), axis=1).sum() >= EDGE_SHORTEST_UNITS:
                out.append(curves.path_data(curves.fitted(line, EDGE_TOLERANCE, closed=False), closed=False))
    return out


def _stands_out(bony: Bony, label: Ints, number: int, at: Floats, outward: Floats) -> Bools:
    """Which places of a contour are seen, and have more of the same bone some way behind them."""
    depth = np.nan_to_num(bony.picture.depth, nan=-np.inf)
    h, w = label.shape

    def look(reach: float) -> tuple[Ints, Floats]:
        cell = np.floor(at[:, :2] + outward * reach).astype(int)
        column, row = np.clip(cell[:, 0], 0, w - 1), np.clip(cell[:, 1], 0, h - 1)
        return label[row, column], depth[row, column]

    (own, near), (beyond, far) = look(-1.0), look(2.0)
    return np.asarray((own == number) & (beyond == number) & (at[:, 2] > near - 0.25) & (at[:, 2] - far > EDGE_JUMP_CM))


def _runs(shown: Bools) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shown.astype(int), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 3]


def _normals(solid: Solid) -> Floats:
    v, f = solid.vertices, solid.triangles
    across = np.cross(v[f[:, 1]] - v[f[:, 0]], v[f[:, 2]] - v[f[:, 0]])
    out = np.zeros_like(v)
    for corner in range(3):
        np.add.at(out, f[:, corner], across)
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12))
