"""Features put on paper: lips, nails, brows and hair as tone, and their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from art import curves
from art.ink import features, style
from art.ink.tone import level_paths

if TYPE_CHECKING:
    from art.ink.forms import Forms
    from art.surface import Anchor

Floats = NDArray[np.float64]

LEAST_FADE = 0.2
"""Where a drawing has faded further than this it shows no feature."""
HAIR_STROKES = {"whole": 450, "closeup": 800}


def tones(forms: Forms) -> str:
    """Paths of the tones that lie on the modelling; they fade with the drawing."""
    out = []
    lips = gaussian_filter(features.share(forms, "lips"), 0.05 * forms.seen.sheet.per_cm)
    out += _nested(forms, "lip", lips, style.LIPS, 0.3)
    for name in ("fingernails", "toenails"):
        out += _nested(forms, "nail", features.share(forms, name), style.NAILS, 0.3)
    hair = features.hair(forms)
    if hair is not None:
        soft = gaussian_filter(np.maximum(hair, -2), 0.05 * forms.seen.sheet.per_cm)
        out += _nested(forms, "hair", np.where(forms.skin, soft, -2), style.HAIR, 0.8)
    brow = features.brows(forms)
    if brow is not None:
        out += _nested(forms, "hair", brow, style.BROWS, 0.2)
    return "".join(out)


def _nested(forms: Forms, kind: str, values: Floats, levels: style.Levels, tolerance: float) -> list[str]:
    if values.max() <= levels[0][0]:
        return []
    values = np.where(forms.fade > LEAST_FADE, values, levels[0][0] - 1)
    out = []
    for at, opacity in levels:
        if data := level_paths(np.maximum(values - at, -1) + 1, 1.0, forms.seen.to_units, tolerance, 1.0):
            out.append(f'<path class="{kind}" fill-opacity="{opacity}" d="{data}"/>\n')
    return out


def _on_sheet(forms: Forms, anchor: Anchor, shape: tuple[int, int], facing: float) -> list[Floats]:
    """Lines bound to the skin that the sheet shows whole, in sheet units."""
    seen = forms.seen
    on = anchor.on(seen.skin(1))
    shown = seen.shown(on, 0.3).reshape(shape)
    at = seen.units(on).reshape(*shape, 2)
    h, w = forms.skin.shape
    cell = np.clip(np.floor(at / seen.to_units).astype(int), 0, [w - 1, h - 1])
    turned = forms.normal[:, :, 2][cell[:, :, 1], cell[:, :, 0]] > facing
    return [line for line, visible in zip(at, (shown & turned).all(axis=1), strict=True) if visible]


def hair_lines(forms: Forms) -> str:
    """Strokes of hair, thinner than any line of the pen."""
    if features.hair(forms) is None:
        return ""
    anchor, shape = features.hair_strokes(forms.seen.figure, HAIR_STROKES[forms.seen.sheet.group])
    lines = _on_sheet(forms, anchor, shape, 0.12)
    data = "".join(curves.path_data(curves.fitted(line, 1.5, closed=False), closed=False) for line in lines)
    return f'<path class="strand" stroke-width="{style.STRAND[forms.seen.sheet.group]}" d="{data}"/>\n' if data else ""


def crease_lines(forms: Forms) -> list[Floats]:
    """Creases of palm and fingers and the rims of nails, in pixels."""
    seen = forms.seen
    lines = features.finger_creases(forms) + features.nail_rims(forms)
    for anchor in features.palm_creases():
        on = anchor.on(seen.skin(1))
        if seen.shown(on, 0.3).all():
            lines.append(seen.pixels(on)[:, :2])
    return lines
