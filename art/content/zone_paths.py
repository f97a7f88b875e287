"""The zones of a sheet: nested outlines of each field, from the rim inward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from art import curves, records, slivers, surface, zones
from art.content import fields
from art.diagrams import paper
from art.ink.forms import LEAST_FADE, blurred

if TYPE_CHECKING:
    from art.ink.forms import Forms
    from art.raster import Box

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

TOLERANCE = 0.9
"""Sheet units that a fitted curve may leave its line (a unit is a millimetre on whole-body sheets)."""
WHOLE_FADE = 0.6
"""Where less of a fading drawing is left a zone begins to narrow; at ``LEAST_FADE`` it is gone."""
_FLECK = 0.02
_SPECK = 12.0
"""Square units that no outline is smaller than."""
NARROWING = 1.1
"""By how much the field has grown where the zone is gone: it is 0 in its middle and 1 at its rim."""
ROUNDED_CM = 0.5
"""Over so much of the skin a zone's rim is rounded: the field is known at the mesh's corners alone, so it has edges."""
MOST_ROUNDED = 0.12
"""By so much at most, in the field's units: where another limb begins nothing is drawn over to it."""
INSET_UNITS = {"whole": 1.5, "closeup": 2.0}
"""How far (sheet units) a zone keeps from the figure's edge, so that its casing lies on the skin."""

NARROWED = 0.92
"""How broad and how high, against one that is just no sliver, a piece still is once it keeps off the figure's edge: a
band round the wrist stays on its side views."""


def paths(forms: Forms, name: str) -> str:
    """The paths of one zone (``soleus-1.essential``); nothing where the sheet does not show it."""
    sheet = forms.seen.sheet
    if sheet.diagram:
        point_id, _, kind = name.rpartition(".")
        main = records.zones()[f"{point_id}.essential"] if kind == "spillover" else None
        shapes = paper.zone(sheet.diagram, records.zones()[name], sheet.units_per_cm, main)
    else:
        shapes = _shapes(forms, name)
    if name.endswith(".spillover"):
        # Its dots are of two sizes, where essential grows stronger by degrees.
        shapes = [*shapes[:-1][:1], *shapes[-1:]]
    return "".join(f'<path d="{data}"/>\n' for data in shapes)


def _shapes(forms: Forms, name: str) -> list[str]:
    """The outlines of one zone, from the rim inward; none where the sheet does not show it."""
    seen = forms.seen
    field = zones.field(name)
    inside = np.flatnonzero(field <= 1.0)
    framed = seen.framed(seen.skin(2)[inside])
    if not framed.any():
        return []
    shown = inside[seen.picture.shows(inside)]
    if not len(shown):
        return []
    box = fields.box(seen, shown)
    if box.empty:
        return []
    picture = _pictured(forms, field, box)
    picture[~_kept(forms, name, picture <= 1.0, box, inside[framed])] = zones.OUTSIDE
    corner, shapes = (box.left, box.top), []
    for level, depth in enumerate(zones.LEVELS):
        # Softened, a piece may part at its neck: what comes off the rim is a crumb as well.
        smallest = _SPECK if level else max(_SPECK, _crumb(forms, name) * seen.sheet.units_per_cm**2)
        data = curves.mask_path(picture <= depth, seen.to_units, TOLERANCE, blur=2.2, smallest=smallest, corner=corner)
        shapes.append(data)
    return list(filter(None, shapes))


def _crumb(forms: Forms, name: str) -> float:
    """How large (cm2) what comes off the rim of a zone must be to stay."""
    part, area = zones.parts(name), surface.vertex_areas(forms.seen.figure, forms.seen.sheet.pose)
    wholes = np.bincount(part[part >= 0], area[part >= 0])
    # What is next to nothing of a zone is no part of it, but a fleck that its edge left behind.
    return min(slivers.least(float(whole), 0.0) for whole in wholes[wholes >= _FLECK * wholes.sum()])


def _pictured(forms: Forms, field: Floats, box: Box) -> Floats:
    """A zone's field in a box of the picture. Where the drawing dies away the zone narrows until it is gone."""
    part = slice(box.top, box.bottom), slice(box.left, box.right)
    picture = _rounded(forms, np.nan_to_num(forms.seen.picture.cut(box).sample(field), nan=zones.OUTSIDE), part)
    faded = np.clip((WHOLE_FADE - forms.fade[part]) / (WHOLE_FADE - LEAST_FADE), 0, 1)
    picture = picture + NARROWING * faded**2
    picture[~forms.pressable[part]] = zones.OUTSIDE
    return np.asarray(picture)


def _rounded(forms: Forms, picture: Floats, part: tuple[slice, slice]) -> Floats:
    """A zone's field without the edges of the mesh's triangles."""
    far = 1 + 2 * MOST_ROUNDED
    soft = blurred(np.minimum(picture, far), forms.skin[part], ROUNDED_CM * forms.seen.sheet.per_cm)
    return picture + np.clip(soft - np.minimum(picture, far), -MOST_ROUNDED, MOST_ROUNDED)


def _off_the_edge(forms: Forms, box: Box) -> Bools:
    """Which pixels of a box keep their distance from where the figure ends; the window's end is none."""
    inset = INSET_UNITS[forms.seen.sheet.group] / forms.seen.to_units
    around = np.pad(forms.skin[box.top : box.bottom, box.left : box.right], 1, mode="edge")
    return np.asarray(distance_transform_edt(around)[1:-1, 1:-1] > inset)


def _kept(forms: Forms, name: str, inside: Bools, box: Box, framed: Ints) -> Bools:
    """A zone's pixels in a box without slivers and off the figure's edge; ``framed``: its vertices in the window."""
    seen, part = forms.seen, zones.parts(name)
    area = surface.vertex_areas(seen.figure, seen.sheet.pose)
    in_window, whole = (np.bincount(part[v], area[v]).astype(float) for v in (framed, np.flatnonzero(part >= 0)))
    cut = seen.picture.cut(box)
    # The part that a pixel's triangle has a corner in; a pixel of the zone has one.
    owner = np.maximum(np.where(inside, part[cut.triangles[cut.triangle]].max(axis=2), 0), 0)
    in_window = np.pad(in_window, (0, len(whole) - len(in_window)))
    kept = slivers.left(inside, seen.sheet.per_cm, in_window, owner)
    if kept.sum() / seen.sheet.per_cm**2 < slivers.LEAST_SHARE * whole.sum():
        kept = slivers.left(kept, seen.sheet.per_cm, whole, owner, slivers.ALONE_SHARE)
    return slivers.left(kept & _off_the_edge(forms, box), NARROWED * seen.sheet.per_cm, in_window, owner)
