"""What a sheet sees of a figure: every pixel's place on the skin, and every place's pixel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from art import drawn, places
from art.body import Figure, Rig, base_mesh, shaped
from art.diagrams import paper
from art.raster import Picture, rasterise
from art.sheets import DOWN, Sheet, Span
from art.surface import Anchor, anchor, level, refined, skin, skin_vertices

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GRID_CM = 0.2
"""Windows are whole multiples of this, so that a sheet's size and its middle are whole sheet units."""
FADED_CM = 0.8
"""A drawing that runs out at its sides is all but gone there: so far above the end of its fading."""


@dataclass(frozen=True)
class Seen:
    """A sheet of one figure: pixels to skin and back. Rasterised when first asked for its picture.

    ``window``: left, bottom, right, top in the camera's centimetres; a drawing that fades downward may end above it.
    """

    sheet: Sheet
    figure: Figure
    window: Span

    @property
    def to_units(self) -> float:
        """Sheet units a pixel."""
        return self.sheet.units_per_cm / self.sheet.per_cm

    @property
    def left(self) -> float:
        """Where the picture begins, in the camera's centimetres."""
        return self.window[0]

    @property
    def top(self) -> float:
        """Where the picture begins, in the camera's centimetres."""
        return self.window[3]

    @property
    def frame(self) -> tuple[int, int]:
        """Rows and columns of the whole window."""
        left, bottom, right, top = self.window
        return round((top - bottom) * self.sheet.per_cm), round((right - left) * self.sheet.per_cm)

    @cached_property
    def picture(self) -> Picture:
        """What each pixel shows."""
        rows, columns = self.frame
        points = self.pixels(drawn.skin(self.figure, self.sheet.pose))
        picture = rasterise(points, _triangles(self.sheet, self.figure), columns, rows)
        if self.sheet.fade is not None and self.sheet.fade[0] == DOWN:
            picture = _ended(picture, self.sheet.fade[1], self.sheet.per_cm)
        return picture

    @property
    def width(self) -> float:
        """Sheet units."""
        return float(self.picture.depth.shape[1] * self.to_units)

    @property
    def height(self) -> float:
        """Sheet units."""
        return float(self.picture.depth.shape[0] * self.to_units)

    def framed(self, points: Floats) -> NDArray[np.bool_]:
        """Which points (n, 3) of the posed figure lie in the window, hidden or not; asks no picture."""
        p = self.pixels(points)
        rows, columns = self.frame
        return np.asarray((p[:, 0] >= 0) & (p[:, 1] >= 0) & (p[:, 0] < columns) & (p[:, 1] < rows))

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

    def shown(self, points: Floats, slack: float = 0.6, before: float | None = None) -> NDArray[np.bool_]:
        """Which points the sheet shows: inside the window, on the skin that is seen there.

        ``slack``, ``before``: so many centimetres behind it at most, and before it.
        """
        p = self.pixels(points)
        column, row = np.floor(p[:, 0]).astype(int), np.floor(p[:, 1]).astype(int)
        h, w = self.picture.depth.shape
        out = (column >= 0) & (row >= 0) & (column < w) & (row < h)
        depth = self.picture.depth[row[out], column[out]]
        # Nearer than the skin that is seen counts as little as behind it: that is skin the sheet leaves out.
        behind = np.nan_to_num(depth, nan=np.inf) - p[out, 2]
        out[out] = (behind < slack) & (behind > -(slack if before is None else before))
        return np.asarray(out)

    def draws(self, places: Anchor) -> NDArray[np.bool_]:
        """Which places lie on skin that the sheet draws at all, hidden or not."""
        return np.asarray(self._drawn[level(1).triangles[places.triangles]].all(axis=1))

    @cached_property
    def _drawn(self) -> NDArray[np.bool_]:
        """Which level-2 vertices the sheet draws, hidden or not."""
        out = np.zeros(level(2).count, dtype=bool)
        out[self.picture.triangles] = True
        return out


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
    if sheet.diagram:
        return triangles[:0]
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
    """A sheet of a figure. The body's midplane falls on the middle of a symmetric sheet."""
    if sheet.diagram:
        width, height = paper.size(sheet.diagram)
        return Seen(sheet, figure, (-width / 2, 0.0, width / 2, height))
    v = drawn.skin(figure, sheet.pose)
    if sheet.around:
        marks = anchor(np.array([places.landmark(name) for name in sheet.around])).on(skin(figure, sheet.pose, 1))
        projected = sheet.camera.project(marks)
        if sheet.whole_sides:
            projected = _widened(projected, sheet.camera.project(v[np.unique(_triangles(sheet, figure))]), sheet)
        return Seen(sheet, figure, _window(projected, sheet))
    if sheet.frame:
        framed = hanging(figure, sheet.frame, 2) > 0.5
    else:
        framed = np.zeros(len(v), bool)
        framed[_triangles(sheet, figure)] = True
    return Seen(sheet, figure, _window(sheet.camera.project(v[framed]), sheet))


def _ended(picture: Picture, gone: float, per_cm: float) -> Picture:
    """A picture that fades downward, ended soon after the drawing runs out at its sides, where it is all but gone."""
    touched = np.flatnonzero((picture.triangle[:, 0] >= 0) | (picture.triangle[:, -1] >= 0))
    if not len(touched):
        return picture
    step = round(GRID_CM * per_cm)
    end = int(np.ceil((touched[0] + (FADED_CM + gone) * per_cm) / step)) * step
    kept = slice(0, min(end, len(picture.triangle)))
    return Picture(picture.triangle[kept], picture.weights[kept], picture.depth[kept], picture.triangles)


def _widened(marks: Floats, skin: Floats, sheet: Sheet) -> Floats:
    """Projected landmarks, and with them the outermost of the projected skin at the height of their window."""
    _, bottom, _, top = _window(marks, sheet)
    beside = skin[(-skin[:, 1] > bottom) & (-skin[:, 1] < top)]
    low, high = float(marks[:, 1].min()), float(marks[:, 1].max())
    outermost = beside[[int(np.argmin(beside[:, 0])), int(np.argmax(beside[:, 0]))]]
    return np.concatenate([marks, np.clip(outermost, (-np.inf, low, -np.inf), (np.inf, high, np.inf))])


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
