"""The list of sheets, and what each one sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from art.body import Figure, Rig, base_mesh, shaped
from art.cameras import Camera
from art.raster import Picture, rasterise
from art.surface import level, refined, skin, skin_vertices

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MARGIN_CM = 1.2
WHOLE_HALF_WIDTH_CM = 58.0


@dataclass(frozen=True)
class Sheet:
    """One drawing: a camera on a posed figure.

    ``bones``: only skin that hangs from these bones is drawn (empty: all of it; names for the right side).
    ``window``: left, bottom, right, top in the camera's centimetres; None fits what is drawn.
    ``per_cm``: pixels a centimetre of the picture that outlines are taken from. ``units_per_cm``: sheet units.
    """

    id: str
    title: str
    group: Literal["whole", "closeup"]
    camera: Camera
    pose: str = "anatomical"
    symmetric: bool = False
    patient_right: Literal["left", "right"] | None = None
    bones: tuple[str, ...] = ()
    window: tuple[float, float, float, float] | None = None
    per_cm: float = 20.0
    units_per_cm: float = 10.0


SHEETS: tuple[Sheet, ...] = (
    Sheet("front", "Front", "whole", Camera(0), symmetric=True, patient_right="left"),
    Sheet("back", "Back", "whole", Camera(180), symmetric=True, patient_right="right"),
    Sheet("side", "Side", "whole", Camera(90), pose="arms-forward"),
)


@dataclass(frozen=True)
class Seen:
    """A sheet of one figure, rasterised: pixels to skin and back."""

    sheet: Sheet
    figure: Figure
    picture: Picture
    left: float
    top: float
    width: float
    height: float

    @property
    def to_units(self) -> float:
        """Sheet units a pixel."""
        return self.sheet.units_per_cm / self.sheet.per_cm

    def pixels(self, points: Floats) -> Floats:
        """Points (n, 3) of the posed figure as pixels and depth (n, 3)."""
        p = self.sheet.camera.project(points)
        s = self.sheet.per_cm
        return np.stack([(p[:, 0] - self.left) * s, (self.top + p[:, 1]) * s, p[:, 2]], axis=1)

    def units(self, points: Floats) -> Floats:
        """Points of the posed figure in sheet units (n, 2)."""
        return np.asarray(self.pixels(points)[:, :2] * self.to_units)

    def skin(self, at_level: int) -> Floats:
        """The posed figure's vertices."""
        return skin(self.figure, self.sheet.pose, at_level)

    def shown(self, points: Floats, slack: float = 0.6) -> NDArray[np.bool_]:
        """Which points of the posed skin the sheet shows: inside the window and not behind other skin (cm)."""
        p = self.pixels(points)
        column, row = np.floor(p[:, 0]).astype(int), np.floor(p[:, 1]).astype(int)
        h, w = self.picture.depth.shape
        out = (column >= 0) & (row >= 0) & (column < w) & (row < h)
        depth = self.picture.depth[row[out], column[out]]
        out[out] = p[out, 2] > np.nan_to_num(depth, nan=np.inf) - slack
        return np.asarray(out)


@cache
def hanging(figure: Figure, bones: tuple[str, ...], at_level: int) -> Floats:
    """Share (0..1) of each vertex that hangs from the named bones and their descendants."""
    rig = Rig(shaped(figure))
    weight = np.zeros(len(base_mesh().vertices))
    for name in {b for bone in bones for b in rig.family(bone)}:
        index, amount = rig.weights.get(name, (np.array([], int), np.array([])))
        np.add.at(weight, index, amount)
    return refined(np.clip(weight[skin_vertices()], 0, 1), 0, at_level)


def _triangles(sheet: Sheet, figure: Figure) -> Ints:
    triangles = level(2).triangles
    if not sheet.bones:
        return triangles
    held = hanging(figure, sheet.bones, 2)
    return np.asarray(triangles[(held[triangles] > 0.5).all(axis=1)])


@cache
def seen(sheet: Sheet, figure: Figure) -> Seen:
    """Rasterise a sheet. The body's midplane falls on the middle of a symmetric sheet."""
    v = skin(figure, sheet.pose, 2)
    triangles = _triangles(sheet, figure)
    p = sheet.camera.project(v)
    left, bottom, right, top = sheet.window or _fit(p[np.unique(triangles)], sheet)
    s = sheet.per_cm
    pixels = np.stack([(p[:, 0] - left) * s, (top + p[:, 1]) * s, p[:, 2]], axis=1)
    width, height = round((right - left) * s), round((top - bottom) * s)
    picture = rasterise(pixels, triangles, width, height)
    units = sheet.units_per_cm / s
    return Seen(sheet, figure, picture, left, top, width * units, height * units)


def _fit(p: Floats, sheet: Sheet) -> tuple[float, float, float, float]:
    left, right = float(p[:, 0].min()) - MARGIN_CM, float(p[:, 0].max()) + MARGIN_CM
    bottom, top = float(-p[:, 1].max()) - MARGIN_CM, float(-p[:, 1].min()) + MARGIN_CM
    if sheet.symmetric:
        half = max(-left, right)
        left, right = -half, half
    return left, bottom, right, top
