"""Tone: the modelling of the skin as nested shapes, each lighter than the one it lies on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import contourpy
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from art import curves
from art.ink import fading, style
from art.ink.forms import Forms, blurred, shrunk
from art.seen import hanging
from art.steady import steady, times

if TYPE_CHECKING:
    from collections.abc import Iterator

Floats = NDArray[np.float64]

LIGHT = np.array([-0.38, -0.46, 0.80]) / np.linalg.norm([-0.38, -0.46, 0.80])
"""Where the light comes from: right, down, towards the eye."""
SOFT_CM = (0.32, 0.1)
"""Blur of the modelling on broad forms and on delicate ones (face, hands, feet)."""
HOLLOWS = ((0.5, 0.16), (1.6, 0.2), (5.0, 0.22))
"""Scales (cm) at which hollows are darkened, and how strongly."""
RELIEF = ((0.6, 0.35), (2.2, 0.8))
"""Scales (cm) below which forms are brought out, and how strongly."""
SECTION = 0.5
"""The flat tone of a surface where a sheet cuts the body."""
BRIGHTEST = 0.94
"""The light on what faces it fully, so that no skin is all white."""
KNEE = 0.3
"""Below this the light falls ever more slowly."""
DELICATE = ("wrist.R", "wrist.L", "foot.R", "foot.L", "head")


def hollows(forms: Forms) -> Floats:
    """How much each place lies behind its surroundings, 0..1."""
    depth, per_cm = np.nan_to_num(forms.seen.picture.depth), forms.seen.sheet.per_cm
    out = np.zeros(depth.shape)
    for scale, strength in HOLLOWS:
        around = blurred(depth, forms.skin, scale * per_cm)
        out += strength * np.clip((around - depth) / (scale * 0.9), 0, 1)
    return np.where(forms.skin, out, 0.0)


def knee(value: Floats) -> Floats:
    """Light that never falls quite to nothing, so that the deepest shade is modelled too."""
    value = value * BRIGHTEST
    return np.where(value < KNEE, KNEE * steady(np.exp(np.minimum(value - KNEE, 0) / KNEE)), np.clip(value, 0, 1))


def modelling(forms: Forms) -> Floats:
    """The light on every pixel of a sheet, 0 (deepest shade) to 1; 0 outside."""
    seen, normal = forms.seen, forms.normal
    facing = np.clip(normal[:, :, 2], 0, 1)
    value = 0.62 * np.clip(0.12 + 0.88 * times(normal, LIGHT), 0, 1) + 0.40 * steady(facing**0.8)
    for scale, strength in RELIEF:
        value = value + strength * (value - blurred(value, forms.skin, scale * seen.sheet.per_cm))
    value = np.where(forms.section, SECTION, value)
    value = knee(value - hollows(forms)) * (0.25 + 0.75 * np.clip(facing / 0.22, 0, 1))
    broad, delicate = (blurred(value, forms.skin, s * seen.sheet.per_cm) for s in SOFT_CM)
    if seen.sheet.id.startswith(("head", "hand", "foot")):
        share = np.ones_like(broad)
    else:
        share = blurred(forms.field(hanging(seen.figure, DELICATE, 2)), forms.skin, 0.8 * seen.sheet.per_cm)
    # Towards the figure's edge even broad forms keep their sharp turn.
    share = np.maximum(share, np.clip(1 - facing / 0.5, 0, 1))
    value = np.where(forms.section, SECTION, broad * (1 - share) + delicate * share)
    return np.asarray(np.where(forms.skin, value, 0.0))


def _above(values: Floats, at: float) -> tuple[Floats, Floats]:
    """The part of a picture that holds all that lies above a level, with a pixel around it, and its corner (x, y)."""
    above = values > at
    rows, columns = np.flatnonzero(above.any(axis=1)), np.flatnonzero(above.any(axis=0))
    if not len(rows):
        return values[:0], np.zeros(2)
    top, left = max(int(rows[0]) - 1, 0), max(int(columns[0]) - 1, 0)
    return values[top : rows[-1] + 2, left : columns[-1] + 2], np.array([left, top])


def level_paths(values: Floats, at: float, to_units: float, tolerance: float, smallest: float) -> str:
    """``d`` of the area where a picture lies above a level."""
    out = []
    part, corner = _above(values, at)
    if not part.size:
        return ""
    around = np.pad(part, 1, constant_values=0.0 if at > 0 else at - 1)
    for line in contourpy.contour_generator(z=around).lines(at):
        scaled = (np.asarray(line) + corner - 0.5) * to_units
        if len(line) > 6 and curves.area(scaled) >= smallest:
            out.append(curves.path_data(curves.fitted(scaled, tolerance, closed=True), closed=True))
    return "".join(out)


def _evened(forms: Forms, values: Floats) -> Floats:
    """The modelling, evened out where the drawing is about to die away."""
    even = style.LIGHTS[style.EVEN][0] + 1e-3
    left = np.clip(1 - (1 - forms.fade) / style.EVENED, 0, 1)
    evened = even + (values - even) * left * left * (3 - 2 * left)
    return np.where(forms.skin, evened, 0.0)


def _tones(forms: Forms) -> Iterator[tuple[str, Floats, float]]:
    """Colour of each light upon the base, the picture it is a level of, and the level."""
    values = modelling(forms)
    if forms.seen.sheet.fade is None:
        values = shrunk(values, 2)
        yield from ((colour, values, level) for level, colour in style.LIGHTS)
        return
    values, gone = shrunk(_evened(forms, values), 2), shrunk(1 - forms.fade, 2)
    for number, (level, colour) in enumerate(style.LIGHTS):
        # Where the base has grown as light as this tone, the tone ends unseen.
        ends = fading.evening(number) if number <= style.EVEN else style.EVENED
        yield colour, np.where(gone <= ends, values, 0.0), level


def tone(forms: Forms) -> str:
    """Paths of the base tone and of the lights upon it."""
    seen = forms.seen
    base = gaussian_filter((forms.skin | forms.gaps).astype(float), 0.8)
    fill = style.SHADE if seen.sheet.fade is None else "url(#fade.0)"
    out = [
        fading.base(forms),
        f'<path fill="{fill}" d="{level_paths(base, 0.5, seen.to_units, 0.25, 6.0)}"/>\n',
    ]
    tolerance, smallest = (1.3, 90.0) if seen.sheet.group == "whole" else (2.6, 300.0)
    for colour, values, level in _tones(forms):
        if data := level_paths(values, level, seen.to_units * 2, tolerance, smallest):
            out.append(f'<path fill="{colour}" d="{data}"/>\n')
    return "".join(out)
