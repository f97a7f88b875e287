"""Colours, tones and widths of the drawings: everything that makes their look, in one place."""

from __future__ import annotations

INK = "#4f382c"
CREASE = "#7b5643"
SHADE = "#cba58b"
"""The skin's deepest tone: the base that lighter tones are laid on."""
LIGHTS = (
    # (level of the modelling above which it is laid, colour, opacity)
    (0.05, "#dcbaa1", 0.4),
    (0.14, "#e8c9b0", 0.45),
    (0.25, "#ecd0b8", 0.45),
    (0.37, "#f0d7c1", 0.45),
    (0.49, "#f4dfcb", 0.45),
    (0.6, "#f7e5d4", 0.45),
    (0.7, "#f9eadc", 0.45),
    (0.795, "#fbefe4", 0.45),
    (0.88, "#fdf4ec", 0.5),
    (0.955, "#fffaf5", 0.55),
)
Fading = tuple[tuple[str, str], ...]
"""How something dies away where a drawing runs on: (share of the way, opacity)."""
SKIN_FADING: Fading = (("0", "1"), (".25", ".8"), (".45", ".46"), (".65", ".17"), (".82", ".04"), ("1", "0"))
"""Of each tone alone; as they lie on one another, what is seen is more."""
FLESH_FADING: Fading = (("0", "1"), (".35", ".95"), (".55", ".72"), (".7", ".32"), (".8", ".07"), ("1", "0"))
FLESH = {"belly": "#b5523f", "sheen": "#d08a72", "tendon": "#efe2cb"}
BONE, BONE_EDGE = "#f1e9d6", "#8d7f68"
Levels = tuple[tuple[float, float], ...]
"""Nested shapes of a feature: (level of its field above which a shape lies, opacity)."""
LIPS: Levels = ((0.35, 0.1), (0.6, 0.13))
NAILS: Levels = ((0.5, 0.5),)
HAIR: Levels = ((-0.12, 0.1), (0.1, 0.13), (0.35, 0.13), (0.8, 0.1), (1.7, 0.08))
BROWS: Levels = ((0.03, 0.16), (0.25, 0.2), (0.55, 0.2))
STRAND = {"whole": "0.35", "closeup": "0.9"}
PEN = {"whole": 2.0, "closeup": 2.7}
"""Width of the boldest line, in sheet units."""

ZONE_OPACITIES = (0.35, 0.3, 0.45)
STYLE = (
    f".contour,.gap{{fill:{INK}}}.crease{{fill:{CREASE}}}"
    ".hair{fill:#64401f}.lip{fill:#b4624f}.nail{fill:#fff3ec}"
    ".strand{fill:none;stroke:#33251d;stroke-opacity:.24;stroke-linecap:round}"
    f".belly{{fill:{FLESH['belly']};fill-opacity:.55}}"
    ".fibres{fill:none;stroke:#7c2a20;stroke-width:.7;stroke-opacity:.6}"
    f".sheen{{fill:{FLESH['sheen']};fill-opacity:.45}}.tendon{{fill:{FLESH['tendon']};fill-opacity:.85}}"
    f".bone{{fill:{BONE};stroke:{BONE_EDGE};stroke-width:.6}}.soft{{fill:{BONE}}}.hollow{{fill:{BONE_EDGE}}}.edge{{fill:none;stroke:{BONE_EDGE};stroke-width:.5}}"
    ".deep .belly{fill-opacity:.25}.essential{fill:#c8201d}.spillover{fill:#e0605a}"
)
