"""Colours, tones and widths of the drawings: everything that makes their look, in one place."""

from __future__ import annotations

INK = "#4f382c"
CREASE = "#7b5643"
SHADE = "#cba58b"
"""The skin's deepest tone: the base that lighter tones are laid on."""
LIGHTS = (
    # Level of the modelling above which a tone is laid, and its colour: close where the skin is broad, so that no edge
    # between two tones shows, wide apart where it turns away.
    (0.05, "#d1ae95"), (0.12, "#d8b79e"), (0.2, "#dec0a8"), (0.28, "#e4c8b1"), (0.35, "#e8ceb8"),
    (0.41, "#ebd3be"), (0.46, "#edd7c3"), (0.51, "#f0dbc8"), (0.56, "#f2dfcd"), (0.605, "#f4e2d1"),
    (0.65, "#f5e5d6"), (0.69, "#f7e8da"), (0.73, "#f8ebdd"), (0.77, "#f9ede1"), (0.805, "#faefe4"),
    (0.84, "#fbf1e7"), (0.875, "#fcf3ea"), (0.91, "#fdf5ed"), (0.945, "#fef7f0"), (0.97, "#fff9f4"),
)  # fmt: skip
Fading = tuple[tuple[float, float], ...]
"""How something dies away where a drawing runs on: (share of the way, opacity)."""
EVEN = 11
"""Where a drawing runs on, its modelling evens out to this one of ``LIGHTS`` before it dies away."""
EVENED = 0.5
"""The share of the way after which it has."""
SKIN_FADING: Fading = ((0.58, 0.92), (0.7, 0.64), (0.81, 0.3), (0.91, 0.08), (1.0, 0.0))
"""From there on."""
FLESH_FADING: Fading = ((0.0, 1.0), (0.35, 0.95), (0.55, 0.72), (0.7, 0.32), (0.8, 0.07), (1.0, 0.0))
FLESH = {"belly": "#b5523f", "sheen": "#d08a72", "tendon": "#efe2cb"}
BONE, BONE_EDGE = "#f1e9d6", "#8d7f68"
Levels = tuple[tuple[float, float], ...]
"""Nested shapes of a feature: (level of its field above which a shape lies, opacity)."""
LIPS: Levels = ((0.35, 0.1), (0.6, 0.13))
NAILS: Levels = ((0.5, 0.5),)
HAIR: Levels = (
    *((-0.3, 0.05), (-0.16, 0.06), (-0.03, 0.07), (0.1, 0.08), (0.26, 0.08), (0.5, 0.08), (0.9, 0.07), (1.5, 0.06)),
    *((2.3, 0.05),),
)
BROWS: Levels = ((0.03, 0.16), (0.25, 0.2), (0.55, 0.2))
STRAND = {"whole": "0.35", "closeup": "0.9"}
PEN = {"whole": 2.0, "closeup": 2.7}
"""Width of the boldest line, in sheet units."""

STYLE = (
    f".contour,.gap{{fill:{INK}}}.crease{{fill:{CREASE}}}"
    ".hair{fill:#653c1d}.lip{fill:#b4624f}.nail{fill:#fff3ec}"
    ".strand{fill:none;stroke:#33251d;stroke-opacity:.24;stroke-linecap:round}"
    f".belly{{fill:{FLESH['belly']};fill-opacity:.55}}"
    ".fibres{fill:none;stroke:#7c2a20;stroke-width:.7;stroke-opacity:.6}"
    f".sheen{{fill:{FLESH['sheen']};fill-opacity:.45}}.tendon{{fill:{FLESH['tendon']};fill-opacity:.85}}"
    f".bone{{fill:{BONE};stroke:{BONE_EDGE};stroke-width:.6}}.soft{{fill:{BONE}}}.hollow{{fill:{BONE_EDGE}}}.edge{{fill:none;stroke:{BONE_EDGE};stroke-width:.5}}"
    ".deep .belly{fill-opacity:.25}"
    ".essential{fill:#c8201d}.spillover{fill:#e0605a}.essential,.spillover{fill-opacity:.35}"
)
