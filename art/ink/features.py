"""What the mesh has no shape for: hair, brows, lips, nails, the creases of fingers and palm.

Like everything else they are placed once on the reference surface (or read off the mesh's own masks and joints) and
seen by each sheet from there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import contourpy
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

from art import drawn, surface, views
from art.raster import blend
from art.seen import hanging

if TYPE_CHECKING:
    from art.body import Figure
    from art.ink.forms import Forms

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

HEAD_AXIS = (0.0, 5.0)
"""x and z of the upright line through the head that the hairline is measured about."""
HAIRLINE: dict[Figure, tuple[tuple[float, float], ...]] = {
    # (degrees from the front, height in centimetres on the reference surface)
    "woman": (
        (0, 168.7), (20, 168.6), (36, 168.0), (48, 166.5), (57, 164.3), (64, 162.7), (70, 161.2), (75, 160.0),
        (79, 160.6), (83, 162.2), (95, 162.6), (105, 162.2), (111, 160.2), (118, 157.6), (130, 155.9), (150, 154.8),
        (180, 154.3),
    ),
    "man": (
        (0, 168.5), (15, 168.7), (30, 169.2), (40, 168.7), (49, 166.9), (56, 164.7), (63, 162.9), (69, 160.8),
        (74, 158.9), (79, 159.6), (83, 162.2), (95, 162.6), (105, 162.2), (111, 160.2), (118, 157.2), (130, 155.4),
        (150, 154.3), (180, 153.8),
    ),
}  # fmt: skip
CM_PER_DEGREE = 0.128
CROWN = np.array([0.0, 170.6, -1.2])
"""Where the man's hair grows from."""
KNOT = np.array([0.0, 164.5, -5.6])
"""Where the woman's hair is tied."""
COMBED_CM: dict[Figure, tuple[float, float]] = {"woman": (1.2, 3.4), "man": (0.5, 1.3)}
"""Lengths of the strokes of hair."""
BROW = {
    # lateral, height, half thickness along the brow, in centimetres of the reference seen from the front
    "woman": (
        (1.2, 162.8, 0.05),
        (1.6, 162.95, 0.16),
        (2.4, 163.2, 0.25),
        (3.5, 163.5, 0.22),
        (4.5, 163.4, 0.14),
        (5.3, 162.95, 0.03),
    ),
    "man": (
        (1.15, 162.65, 0.06),
        (1.55, 162.85, 0.22),
        (2.5, 163.05, 0.32),
        (3.7, 163.3, 0.28),
        (4.7, 163.15, 0.19),
        (5.5, 162.65, 0.04),
    ),
}
PALM = (
    ((-43.5, 85.6), (-42.1, 85.8), (-40.8, 86.5), (-39.9, 87.8), (-39.4, 89.2), (-39.2, 90.3)),
    ((-43.5, 85.4), (-41.6, 84.95), (-39.6, 85.2), (-38.0, 86.2), (-37.1, 87.2)),
    ((-42.3, 82.8), (-41.5, 83.6), (-39.9, 83.85), (-38.3, 83.85), (-36.7, 84.3)),
    ((-40.1, 91.6), (-38.4, 91.05), (-36.5, 90.9)),
    ((-39.5, 92.3), (-38.0, 91.85), (-36.4, 91.65)),
)
"""Creases of the right palm and wrist on the reference seen from the front (centimetres)."""
WRINKLES = {"palm": (0.5,), "back": (0.36, 0.5, 0.64)}


@cache
def _rest() -> Floats:
    """Level-2 places on the reference surface, so that a pixel knows where on the body it is."""
    return surface.refined(surface.reference(), 1, 2)


@cache
def _rest_normals() -> Floats:
    return surface.vertex_normals(_rest(), surface.level(2).quads)


def hair_depth(figure: Figure, places: Floats) -> Floats:
    """How far (cm) places (n, 3) of the reference lie within the hairline; negative: outside."""
    line = PchipInterpolator(*np.array(HAIRLINE[figure]).T)
    degrees = np.linspace(0, 180, 721)
    # The head unrolled: centimetres round it, and height.
    unrolled = cKDTree(np.column_stack([degrees * CM_PER_DEGREE, line(degrees)]))
    around = np.degrees(np.arctan2(np.abs(places[:, 0] - HEAD_AXIS[0]), places[:, 2] - HEAD_AXIS[1]))
    apart, _ = unrolled.query(np.column_stack([around * CM_PER_DEGREE, places[:, 1]]))
    return np.asarray(np.where(places[:, 1] > line(around), apart, -apart))


@cache
def _hair_field(figure: Figure) -> Floats:
    """Depth within the hairline of the level-2 vertices, from -1."""
    v = _rest()
    # As much of the neck as can be, so that the hairline ends the hair and not the bones' weights: those have corners.
    head = hanging(figure, ("head", "neck03", "neck02"), 2) > 0.05
    ears = (np.abs(v[:, 0]) > 7.45) & (v[:, 1] < 162.3)
    out = np.full(len(v), -1.0)
    out[head] = np.clip(hair_depth(figure, v[head]), -1, None)
    out[ears] = -1.0
    return out


def hair(forms: Forms) -> Floats | None:
    """Depth within the hairline as a picture (cm, from -1). None: the sheet shows no hair."""
    out = forms.field(_hair_field(forms.seen.figure) + 1) - 1
    return out if (out > 0).any() else None


def brows(forms: Forms) -> Floats | None:
    """1 on the middle of the brows falling to 0 at their rims, as a picture. None: the sheet shows none."""
    v = _rest()
    lateral, height, half = np.array(BROW[forms.seen.figure]).T
    box = (np.abs(v[:, 1] - height.mean()) < 2) & (v[:, 2] > 8) & (np.abs(v[:, 0]) < 7)
    on = forms.field(box.astype(float)) > 0.99
    if not on.any():
        return None
    picture = forms.seen.picture
    places = blend(picture.weights[on], v[picture.triangles[picture.triangle[on]]])
    x = np.clip(np.abs(places[:, 0]), lateral[0], lateral[-1])
    apart = np.hypot(places[:, 1] - PchipInterpolator(lateral, height)(x), np.abs(places[:, 0]) - x)
    out = np.zeros(on.shape)
    out[on] = np.clip(1 - apart / PchipInterpolator(lateral, half)(x), 0, 1)
    return out


@cache
def hair_strokes(figure: Figure, count: int) -> tuple[surface.Anchor, tuple[int, int]]:
    """Strokes of hair, from the crown or to the knot: anchors of (strokes, steps) places."""
    v = surface.reference()
    inside = np.flatnonzero((hair_depth(figure, v) > 0.25) & (v[:, 1] > 153) & (np.abs(v[:, 0]) < 7.5))
    inside = inside[hanging(figure, ("head", "neck03"), 1)[inside] > 0.5]
    rng = np.random.default_rng(7)
    chosen = rng.choice(inside, size=min(count, len(inside)), replace=False)
    steps, lengths = 6, rng.uniform(*COMBED_CM[figure], len(chosen))
    lines = [v[chosen]]
    for _ in range(steps - 1):
        at = lines[-1]
        away = KNOT - at if figure == "woman" else at - CROWN
        normal = surface.reference_normals()[surface.tree().query(at)[1]]
        away -= np.einsum("pi,pi->p", away, normal)[:, None] * normal
        away /= np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
        lines.append(surface.onto_skin(at + away * (lengths / (steps - 1))[:, None]))
    places = np.stack(lines, axis=1)
    places = places[(hair_depth(figure, places.reshape(-1, 3)) > -0.05).reshape(-1, steps).all(axis=1)]
    return surface.anchor(places.reshape(-1, 3)), (len(places), steps)


@cache
def palm_creases() -> tuple[surface.Anchor, ...]:
    """The authored creases of the right palm, and their mirror, bound to the skin."""
    out = []
    for line in PALM:
        x, y = np.array(line).T
        t, at = np.linspace(0, 1, len(x)), np.linspace(0, 1, 24)
        seen = zip(PchipInterpolator(t, x)(at), PchipInterpolator(t, y)(at), strict=True)
        places = np.array([views.shoot("front", (float(right), float(up))) for right, up in seen])
        out += [surface.anchor(places), surface.anchor(places * np.array([-1.0, 1.0, 1.0]))]
    return tuple(out)


def finger_creases(forms: Forms) -> list[Floats]:
    """Lines (n, 2) in pixels across the joints of the fingers: one on the palm's side, three short ones on the back."""
    seen = forms.seen
    if not (forms.field(hanging(seen.figure, ("wrist.R", "wrist.L"), 2)) > 0.5).any():
        return []
    palm = forms.field(_rest_normals()[:, 2])
    inner = palm > 0.1, forms.normal[:, :, 2] > 0.45
    outer = palm < -0.1, forms.normal[:, :, 2] > 0.7
    out = []
    for side in "RL":
        for finger in range(1, 6):
            for bone in (2, 3):
                field = forms.field(hanging(seen.figure, (f"finger{finger}-{bone}.{side}",), 2))
                out += _joint(field, *inner, WRINKLES["palm"])
                if (finger, bone) != (1, 2):
                    out += _joint(field, *outer, WRINKLES["back"])
    return out


def _joint(field: Floats, side: Bools, facing: Bools, levels: tuple[float, ...]) -> list[Floats]:
    partly = field > 0.05
    rows, columns = np.flatnonzero(partly.any(axis=1)), np.flatnonzero(partly.any(axis=0))
    if not len(rows):
        return []
    top, left = rows[0], columns[0]
    crop = (slice(top, rows[-1] + 1), slice(left, columns[-1] + 1))
    near = partly[crop] & (field[crop] < 0.95) & side[crop] & facing[crop]
    if near.sum() < 6 or min(near.shape) < 3:
        return []
    generator = contourpy.contour_generator(z=np.ma.array(field[crop], mask=~near))
    lines = [
        np.asarray(line) + np.array([left + 0.5, top + 0.5]) for level in levels for line in generator.lines(level)
    ]
    return [line for line in lines if len(line) > 5]


def share(forms: Forms, name: str) -> Floats:
    """A feature of the mesh's own masks (lips, nails) as a picture, where the skin faces the eye."""
    return np.where(forms.front, forms.field(drawn.feature(name)), 0.0)


def nail_rims(forms: Forms) -> list[Floats]:
    """Rims of finger and toe nails, in pixels."""
    out: list[Floats] = []
    for name in ("fingernails", "toenails"):
        field = gaussian_filter(share(forms, name), 0.03 * forms.seen.sheet.per_cm)
        rims = [np.asarray(line) for line in contourpy.contour_generator(z=field).lines(0.5)]
        out += [rim + 0.5 for rim in rims if len(rim) > 0.8 * forms.seen.sheet.per_cm]
    return out
