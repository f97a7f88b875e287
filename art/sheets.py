"""The list of sheets, and what each one sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from art import drawn
from art.body import Figure, Rig, base_mesh, shaped
from art.cameras import Camera
from art.raster import Picture, rasterise
from art.surface import Anchor, level, refined, skin, skin_vertices

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GRID_CM = 0.2
"""Windows are whole multiples of this, so that a sheet's size and its middle are whole sheet units."""

FADED_CM = 0.8
"""A drawing that runs out at its sides is all but gone there: so far above the end of its fading."""
Fade = tuple[tuple[float, float], float, float]
UP, DOWN = (0.0, -1.0), (0.0, 1.0)
Span = tuple[float, float, float, float]


@dataclass(frozen=True)
class Sheet:
    """One drawing: a camera on a posed figure.

    ``bones``: only skin that hangs from these bones is drawn (empty: all of it; names for the right side).
    ``hidden``: skin that hangs from these is left out. ``half``: the patient's left half is left out.
    ``frame``: the window is fitted round the skin that hangs from these bones (empty: all that is drawn) with
    ``margin`` centimetres (left, bottom, right, top) more. ``fade``: how a drawing that runs on beyond its window dies
    away: towards where (right, down), and how many centimetres before the window's end it is gone and begins to fade.
    ``per_cm``: pixels a centimetre of the picture that lines are taken from. ``units_per_cm``: sheet units.
    """

    id: str
    title: str
    group: Literal["whole", "closeup"]
    camera: Camera
    pose: str = "anatomical"
    symmetric: bool = False
    patient_right: Literal["left", "right"] | None = None
    bones: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    half: bool = False
    frame: tuple[str, ...] = ()
    margin: Span = (1.2, 1.2, 1.2, 1.2)
    fade: Fade | None = None
    per_cm: float = 20.0
    units_per_cm: float = 10.0


def _both(id_: str, title: str, camera: Camera, patient_right: Literal["left", "right"], **more: Any) -> Sheet:  # noqa: ANN401 (any of Sheet's fields)
    """A close-up that shows both sides."""
    return _near(id_, title, camera, symmetric=True, patient_right=patient_right, **more)


def _near(id_: str, title: str, camera: Camera, **more: Any) -> Sheet:  # noqa: ANN401 (any of Sheet's fields)
    """A close-up; of the right side unless told otherwise."""
    return Sheet(id_, title, "closeup", camera, **{"per_cm": 60.0, "units_per_cm": 40.0, **more})


def _hand(id_: str, title: str, camera: Camera, aside: float = 0.0) -> Sheet:
    margin = (1.2 + aside, 1.2, 1.2 + aside, 7.0)
    return _near(
        id_,
        title,
        camera,
        pose="hand-open",
        bones=("lowerarm01.R",),
        frame=("wrist.R",),
        margin=margin,
        fade=(UP, 0.3, 5.0),
    )


def _foot(id_: str, title: str, camera: Camera, **more: Any) -> Sheet:  # noqa: ANN401 (any of Sheet's fields)
    base = {"bones": ("lowerleg01.R",), "frame": ("foot.R",), "margin": (1.2, 1.2, 1.2, 8.0), "fade": (UP, 0.3, 5.0)}
    return _near(id_, title, camera, **{**base, **more})


ARMS = ("upperarm01.R", "upperarm01.L")
HEAD: dict[str, Any] = {"frame": ("head", "neck02"), "margin": (8.0, 9.0, 8.0, 1.2), "fade": (DOWN, 0.5, 6.5)}
ABOVE: dict[str, Any] = {
    "frame": ("head",),
    "bones": ("spine02",),
    "hidden": ("upperarm02.R", "upperarm02.L"),
    "margin": (19.0, 14.0, 19.0, 1.2),
    "fade": (DOWN, 1.0, 7.0),
}

ARM: dict[str, Any] = {
    "frame": ("upperarm01.R",),
    "margin": (1.2, 1.2, 1.2, 0.0),
    "fade": (UP, 8.5, 7.0),
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}
OUTER_ARM: dict[str, Any] = {
    "bones": ("spine02",),
    "frame": ("upperarm01.R",),
    "margin": (3.5, 4.0, 1.2, 3.0),
    "fade": ((-1.0, 0.0), 1.0, 8.0),
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}
ARMPIT: dict[str, Any] = {
    "hidden": ("neck02",),
    "frame": ("upperarm01.R",),
    "margin": (1.2, 16.0, 8.0, 1.2),
    "fade": ((1.0, 0.12), 3.0, 9.0),
    "per_cm": 30.0,
    "units_per_cm": 20.0,
}

SHEETS: tuple[Sheet, ...] = (
    Sheet("front", "Front", "whole", Camera(0), symmetric=True, patient_right="left"),
    Sheet("back", "Back", "whole", Camera(180), symmetric=True, patient_right="right"),
    Sheet("side", "Side", "whole", Camera(90), pose="arms-forward"),
    _both("head-front", "Head, front", Camera(0), "left", **HEAD),
    _near("head-side", "Head, side", Camera(90), **HEAD),
    _both("head-back", "Head, back", Camera(180), "right", **HEAD),
    _both("head-under", "Under the chin", Camera(0, -25), "left", pose="head-back", **HEAD),
    _both("head-top", "Head and shoulders, above", Camera(180, 62), "right", **ABOVE),
    _hand("hand-palm", "Hand, palm", Camera(0, 0, -25)),
    _hand("hand-back", "Hand, back", Camera(180, 0, 25)),
    _hand("hand-thumb", "Hand, thumb side", Camera(90), aside=2.0),
    _hand("hand-little", "Hand, little finger side", Camera(-90), aside=2.0),
    _near("foot-sole", "Foot, sole", Camera(0, -80), pose="toes-apart", bones=("foot.R",), frame=("foot.R",)),
    _foot("foot-top", "Foot, top", Camera(0, 55), pose="toes-apart"),
    _foot("foot-inner", "Foot, inner side", Camera(-90)),
    _foot("foot-outer", "Foot, outer side", Camera(90)),
    Sheet(
        "leg-inner",
        "Leg, inner side",
        "closeup",
        Camera(-90),
        half=True,
        hidden=ARMS,
        frame=("upperleg01.R",),
        margin=(1.2, 1.2, 1.2, 14.0),
        fade=(UP, 0.5, 14.0),
        per_cm=30,
        units_per_cm=15,
    ),
    Sheet("arm-outer", "Arm, outer side", "closeup", Camera(180, 86), pose="arm-raised", **OUTER_ARM),
    Sheet("arm-inner", "Arm, inner side", "closeup", Camera(-90), bones=("upperarm01.R",), **ARM),
    Sheet("armpit", "Armpit", "closeup", Camera(30, -32), pose="arm-raised", **ARMPIT),
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
        """Which points of the posed skin the sheet shows: inside the window, on the skin that is seen there (cm)."""
        p = self.pixels(points)
        column, row = np.floor(p[:, 0]).astype(int), np.floor(p[:, 1]).astype(int)
        h, w = self.picture.depth.shape
        out = (column >= 0) & (row >= 0) & (column < w) & (row < h)
        depth = self.picture.depth[row[out], column[out]]
        # Nearer than the skin that is seen counts as little as behind it: that is skin the sheet leaves out.
        out[out] = np.abs(p[out, 2] - np.nan_to_num(depth, nan=np.inf)) < slack
        return np.asarray(out)

    def draws(self, places: Anchor) -> NDArray[np.bool_]:
        """Which places lie on skin that the sheet draws at all, hidden or not."""
        drawn = np.zeros(level(2).count, dtype=bool)
        drawn[self.picture.triangles] = True
        return np.asarray(drawn[level(1).triangles[places.triangles]].all(axis=1))


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
    keep = np.ones(len(triangles), dtype=bool)
    if sheet.bones:
        keep &= (hanging(figure, sheet.bones, 2)[triangles] > 0.5).all(axis=1)
    if sheet.hidden:
        keep &= (hanging(figure, sheet.hidden, 2)[triangles] < 0.5).all(axis=1)
    if sheet.half:
        keep &= (drawn.skin(figure, sheet.pose)[triangles][:, :, 0] < 0.02).all(axis=1)
    return np.asarray(triangles[keep])


@cache
def seen(sheet: Sheet, figure: Figure) -> Seen:
    """Rasterise a sheet. The body's midplane falls on the middle of a symmetric sheet."""
    v = drawn.skin(figure, sheet.pose)
    triangles = _triangles(sheet, figure)
    p = sheet.camera.project(v)
    framed = hanging(figure, sheet.frame, 2) > 0.5 if sheet.frame else np.zeros(len(v), bool)
    if not sheet.frame:
        framed[triangles] = True
    left, bottom, right, top = _window(p[framed], sheet)
    s = sheet.per_cm
    pixels = np.stack([(p[:, 0] - left) * s, (top + p[:, 1]) * s, p[:, 2]], axis=1)
    width, height = round((right - left) * s), round((top - bottom) * s)
    picture = rasterise(pixels, triangles, width, height)
    if sheet.fade is not None and sheet.fade[0] == DOWN:
        picture = _ended(picture, sheet.fade[1], s)
    height = picture.depth.shape[0]
    units = sheet.units_per_cm / s
    return Seen(sheet, figure, picture, left, top, width * units, height * units)


def _ended(picture: Picture, gone: float, per_cm: float) -> Picture:
    """A picture that fades downward, ended soon after the drawing runs out at its sides, where it is all but gone."""
    touched = np.flatnonzero((picture.triangle[:, 0] >= 0) | (picture.triangle[:, -1] >= 0))
    if not len(touched):
        return picture
    step = round(GRID_CM * per_cm)
    end = int(np.ceil((touched[0] + (FADED_CM + gone) * per_cm) / step)) * step
    kept = slice(0, min(end, len(picture.triangle)))
    return Picture(picture.triangle[kept], picture.weights[kept], picture.depth[kept], picture.triangles)


def _window(p: Floats, sheet: Sheet) -> Span:
    """Left, bottom, right, top in the camera's centimetres, round projected points and on the grid."""
    more = sheet.margin
    low = (float(p[:, 0].min()) - more[0], float(-p[:, 1].max()) - more[1])
    high = (float(p[:, 0].max()) + more[2], float(-p[:, 1].min()) + more[3])
    left, bottom = (np.floor(n / GRID_CM) * GRID_CM for n in low)
    right, top = (np.ceil(n / GRID_CM) * GRID_CM for n in high)
    if sheet.symmetric:
        half = max(-left, right)
        left, right = -half, half
    return float(left), float(bottom), float(right), float(top)
