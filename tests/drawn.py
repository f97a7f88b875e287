"""Three small drawings whose every place is known: front, back and side of a plain figure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT = 400, 800

Rect = tuple[float, float, float, float]
"""Left, top, width, height in the units of the drawing."""


@dataclass(frozen=True)
class Drawn:
    """What one sheet shows of one point."""

    at: tuple[float, float] | None = None
    essential: Rect | None = None
    spillover: Rect | None = None
    muscle: Rect | None = None


FAR, NEAR, TWIN = "muscle-0-0-1", "muscle-0-1-1", "muscle-0-1-2"
"""A point far from any other, and two that crowd."""

# The patient's right is at the left of the front and at the right of the back.
# Which way round a drawing is shows by this patch of its skin.
PATCH: Rect = (30, 740, 30, 30)

SHEETS: dict[str, dict[str, Drawn]] = {
    "front": {
        FAR: Drawn((120, 200), (60, 420, 80, 60), (60, 500, 80, 60), (100, 180, 40, 40)),
        NEAR: Drawn((150, 300), (100, 620, 60, 40)),
        TWIN: Drawn((158, 300), (100, 700, 60, 40)),
    },
    "back": {FAR: Drawn(None, (300, 100, 60, 60))},
    "side": {FAR: Drawn((100, 200), (250, 400, 80, 80)), TWIN: Drawn(None, (260, 410, 60, 60))},
}


def write(svg_root: Path) -> Path:
    """Write the drawings of both figures and their list; return ``svg_root``."""
    svg_root.mkdir(parents=True, exist_ok=True)
    rights = {"front": "left", "back": "right", "side": None}
    listed = [
        {
            "id": name,
            "title": name.title(),
            "group": "whole",
            "symmetric": rights[name] is not None,
            "patient_right": rights[name],
            "units_per_cm": 10.0,
        }
        for name in SHEETS
    ]
    (svg_root / "sheets.json").write_text(json.dumps({"version": 1, "sheets": listed}))
    for figure in ("woman", "man"):
        (svg_root / figure).mkdir(exist_ok=True)
        for name, points in SHEETS.items():
            (svg_root / figure / f"{name}.svg").write_text(sheet_text(points))
    return svg_root


def in_tenths(text: str, *groups: str) -> str:
    """Return a drawing with these groups written in tenths of its units, as the workshop writes them."""
    for group in groups:
        text = text.replace(f'<g id="{group}"', f'<g id="{group}" transform="scale(.1)"')
    places = re.compile(r'(\s(?:d|x1|x2|y1|y2)=")([^"]*)')
    return places.sub(lambda match: match[1] + re.sub("[0-9.]+", _tenfold, match[2]), text)


def _tenfold(number: re.Match[str]) -> str:
    return f"{float(number[0]) * 10:g}"


def sheet_text(points: dict[str, Drawn]) -> str:
    """Return one drawing: a grey body, and what is known of each point."""
    circles, zones, muscles = [], [], []
    for point_id, drawn in points.items():
        if drawn.at:
            circles.append(f'<circle id="point.{point_id}" cx="{drawn.at[0]}" cy="{drawn.at[1]}" r="4"/>')
        for kind in ("essential", "spillover"):
            rect = getattr(drawn, kind)
            if rect:
                zones.append(f'<g id="zone.{point_id}.{kind}"><path d="{path(rect)}" fill-opacity="1"/></g>')
        if drawn.muscle:
            belly = f'<path class="belly" d="{path(drawn.muscle)}"/>'
            muscles.append(f'<g id="muscle.{point_id.rsplit("-", 1)[0]}" data-depth="deep">{belly}</g>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" data-units-per-cm="10">'
        "<title>t</title><style>.tone{fill:#e0e0e0}.patch{fill:#606060}.belly{fill:#999999}</style>"
        f'<g id="skin"><path class="tone" d="{path((20, 20, WIDTH - 40, HEIGHT - 40))}"/>'
        f'<path class="patch" d="{path(PATCH)}"/></g>'
        f'<g id="regions" display="none"><path id="region.place.1" d="{path((60, 420, 80, 60))}"/>'
        f'<path id="region.place.2" d="{path((60, 160, 120, 80))}"/></g>'
        f'<g id="muscles">{"".join(muscles)}</g><g id="points" display="none">{"".join(circles)}</g>'
        f'<g id="zones" display="none">{"".join(zones)}</g></svg>'
    )


def path(rect: Rect) -> str:
    """Return a rectangle as path data."""
    x, y, w, h = rect
    return f"M{x} {y}L{x + w} {y}L{x + w} {y + h}L{x} {y + h}Z"


def middle(rect: Rect | None) -> tuple[float, float]:
    """Return a rectangle's middle."""
    assert rect is not None
    return rect[0] + rect[2] / 2, rect[1] + rect[3] / 2
