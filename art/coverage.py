"""How much of the skin the sheets show: ``python -m art.coverage``.

Counted is the patient's right half of the skin, level-1 triangles by area. Skin is what can be seen from outside: a
triangle counts if, in anatomical position, at least ``LEAST_SKY`` of the light of an even sky around the body reaches
it (many directions, weighted by how squarely they meet it). So the mouth's cavity, nostrils, ear canals and the skin
under the lids, which the mesh has too, are left out.

A triangle is shown if some sheet sees its middle, unhidden, within 60 degrees of face-on and where the drawing has
not faded away.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from art import drawn, surface
from art.cameras import Camera
from art.ink.forms import Forms
from art.raster import rasterise
from art.seen import seen
from art.sheets import SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from art.body import Figure

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

DEGREES = 60.0
LEAST_SKY = 0.05
DIRECTIONS = 120
SKY_PER_CM = 3.0
SLACK_CM = 0.12
LEAST_FADE = 0.4


@dataclass(frozen=True)
class Coverage:
    """One figure: area (cm2) of each level-1 triangle that counts, and which of them some sheet shows."""

    area: Floats
    shown: Bools

    @property
    def share(self) -> float:
        """Share of the counted area that is shown."""
        return float(self.area[self.shown].sum() / self.area.sum())


@cache
def _skin(figure: Figure, pose: str) -> Floats:
    """The drawn skin's level-1 vertices: level 2 begins with them, moved by the last smoothing step."""
    return drawn.skin(figure, pose)[: surface.level(1).count]


def _faces(v: Floats) -> tuple[Floats, Floats, Floats]:
    """Middles, unit normals and areas of the level-1 triangles."""
    corners = v[surface.level(1).triangles]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(across, axis=1)
    return corners.mean(axis=1), across / np.maximum(size, 1e-12)[:, None], size / 2


def _sky(figure: Figure) -> Floats:
    """Share of an even sky's light that reaches each level-1 triangle in anatomical position."""
    v, triangles = _skin(figure, "anatomical"), surface.level(1).triangles
    middle, normal, _ = _faces(v)
    light, most = np.zeros(len(triangles)), np.zeros(len(triangles))
    for i in range(DIRECTIONS):
        up = 1 - (2 * i + 1) / DIRECTIONS
        camera = Camera(np.degrees(i * np.pi * (3 - 5**0.5)), float(np.degrees(np.arcsin(up))))
        p, m = camera.project(v), camera.project(middle)
        low = p[:, :2].min(axis=0) - 1
        size = np.ceil((p[:, :2].max(axis=0) + 1 - low) * SKY_PER_CM).astype(int)
        scaled = np.column_stack([(p[:, :2] - low) * SKY_PER_CM, p[:, 2]])
        depth = rasterise(scaled, triangles, int(size[0]), int(size[1])).depth
        cell = np.floor((m[:, :2] - low) * SKY_PER_CM).astype(int)
        facing = np.clip(normal @ camera.axes()[2], 0, None)
        # A coarse picture: what leans away covers more depth within one pixel.
        slack = 0.1 + 0.5 / SKY_PER_CM * np.sqrt(1 - np.minimum(facing, 1) ** 2) / np.maximum(facing, 0.15)
        lit = m[:, 2] > depth[cell[:, 1], cell[:, 0]] - slack
        light += facing * lit
        most += facing
    return np.asarray(light / np.maximum(most, 1e-9))


def shown_by(forms: Forms) -> Bools:
    """Which level-1 triangles a sheet shows well."""
    sheet = forms.seen.sheet
    middle, normal, _ = _faces(_skin(forms.seen.figure, sheet.pose))
    facing = normal @ sheet.camera.axes()[2] >= np.cos(np.deg2rad(DEGREES))
    here = np.zeros(surface.level(2).count, bool)
    here[forms.seen.picture.triangles] = True
    # Skin that the sheet leaves out is no skin shown, though it lies where the sheet shows some.
    here_too = here[surface.level(1).triangles].all(axis=1)
    visible = here_too & facing & forms.seen.shown(middle, SLACK_CM)
    p = np.floor(forms.seen.pixels(middle[visible])).astype(int)
    visible[visible] = forms.fade[p[:, 1], p[:, 0]] >= LEAST_FADE
    return np.asarray(visible)


def measure(figure: Figure, shown: Iterable[Bools]) -> Coverage:
    """Coverage of one figure's right half by what each of some sheets shows well."""
    middle, _, area = _faces(_skin(figure, "anatomical"))
    counted = (middle[:, 0] < 0) & (_sky(figure) >= LEAST_SKY)
    return Coverage(np.where(counted, area, 0.0), np.any(list(shown), axis=0))


def main() -> int:
    """Print the share of each figure's skin that the sheets show."""
    for figure in ("woman", "man"):
        shown = (shown_by(Forms(seen(sheet, figure))) for sheet in SHEETS)
        share = measure(figure, shown).share
        print(f"{figure:6} {share:.2%} of the skin is shown within {DEGREES:.0f} degrees of face-on")
    return 0


if __name__ == "__main__":
    sys.exit(main())
