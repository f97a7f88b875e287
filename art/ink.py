"""Ink and tone: how the skin is drawn, and the colours of everything."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter

from art import curves
from art.sheets import Seen
from art.surface import normals

TONES = ("#f6e8dc", "#ecd9c8", "#e0c8b3", "#d3b59d")
"""From the ground tone of the skin to the deepest shade; each is laid over the one before."""
ZONE_OPACITIES = (0.35, 0.3, 0.45)
STYLE = (
    ".outline{fill:none;stroke:#5b4334;stroke-width:1.3;stroke-linejoin:round}"
    ".belly{fill:#b5523f;fill-opacity:.55}.fibres{fill:none;stroke:#7c2a20;stroke-width:.7;stroke-opacity:.6}"
    ".sheen{fill:#d08a72;fill-opacity:.45}.tendon{fill:#efe2cb;fill-opacity:.85}"
    ".deep .belly{fill-opacity:.25}.essential{fill:#c8201d}.spillover{fill:#e0605a}"
)


def skin(seen: Seen) -> str:
    """The ``skin`` group's content."""
    inside = seen.picture.triangle >= 0
    normal = seen.picture.sample(normals(seen.figure, seen.sheet.pose, 2))
    right, down, toward = seen.sheet.camera.axes()
    light = -0.35 * right - 0.45 * down + 0.82 * toward
    shade = gaussian_filter(np.where(inside, np.nan_to_num(normal @ light), 1.0), 6)
    out = ['<g id="skin.tone">\n']
    outline = curves.mask_path(inside, seen.to_units, 0.3)
    out.append(f'<path fill="{TONES[0]}" d="{outline}"/>\n')
    for tone, at in zip(TONES[1:], (0.62, 0.45, 0.28), strict=True):
        if data := curves.mask_path(inside & (shade < at), seen.to_units, 0.8, blur=2.5, smallest=60):
            out.append(f'<path fill="{tone}" d="{data}"/>\n')
    out.append(f'</g>\n<g id="skin.ink">\n<path class="outline" d="{outline}"/>\n</g>\n')
    return "".join(out)
