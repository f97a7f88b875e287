"""What the pen needs to know of every pixel of a sheet, taken once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_fill_holes, gaussian_filter, label

from art import drawn
from art.raster import blend
from art.steady import times

if TYPE_CHECKING:
    from art.seen import Seen

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

GAP_CM2 = 0.8
"""Openings of the skin smaller than this (between the lips) are not background."""
LEAST_FADE = 0.2
"""Where less of a fading drawing is left, nothing is placed any more."""
FINE_PIXELS = 6.0
"""Blurs wider than this are done at a lower resolution."""


def shrunk(values: Floats, times: int) -> Floats:
    """A picture at a lower resolution, its edges padded to whole cells."""
    h, w = values.shape
    padded = np.pad(values, ((0, -h % times), (0, -w % times)), mode="edge")
    return np.asarray(padded.reshape(padded.shape[0] // times, times, -1, times).mean(axis=(1, 3)))


def grown(values: Floats, factor: int, shape: tuple[int, int]) -> Floats:
    """A picture brought back from a lower resolution."""
    for axis in (0, 1):
        at = np.clip((np.arange(shape[axis]) + 0.5) / factor - 0.5, 0, values.shape[axis] - 1)
        low = np.minimum(at.astype(int), max(values.shape[axis] - 2, 0))
        share = (at - low).reshape(-1, *([1] * (1 - axis)))
        near, far = np.take(values, low, axis), np.take(values, np.minimum(low + 1, values.shape[axis] - 1), axis)
        values = near + share * (far - near)
    return values


def blurred(values: Floats, inside: Bools, sigma: float) -> Floats:
    """Blur a picture within a mask, without drawing in what lies outside it."""
    times = max(1, int(2 * sigma / FINE_PIXELS))
    weight, amount = inside.astype(float), np.where(inside, values, 0.0)
    if times > 1:
        weight, amount = shrunk(weight, times), shrunk(amount, times)
    weight, amount = gaussian_filter(weight, sigma / times), gaussian_filter(amount, sigma / times)
    out = amount / np.maximum(weight, 1e-4)
    return grown(out, times, values.shape) if times > 1 else np.asarray(out)


@dataclass(frozen=True)
class Forms:
    """A sheet's pictures: where there is skin, how it is turned, what is cut open, how the drawing fades."""

    seen: Seen

    @cached_property
    def skin(self) -> Bools:
        """Pixels that show skin."""
        return np.asarray(self.seen.picture.triangle >= 0)

    @cached_property
    def gaps(self) -> Bools:
        """Small openings in the skin through which one sees nothing: between the lips."""
        holes, count = label(binary_fill_holes(self.skin) & ~self.skin)
        size = np.bincount(holes.ravel(), minlength=count + 1)
        small = size < GAP_CM2 * self.seen.sheet.per_cm**2
        small[0] = False
        return np.asarray(small[holes])

    @cached_property
    def normal(self) -> Floats:
        """Unit normals in the camera's axes (right, down, towards the eye); zero outside."""
        turned = times(drawn.normals(self.seen.figure, self.seen.sheet.pose), self.seen.sheet.camera.axes())
        return np.nan_to_num(self.seen.picture.sample(turned))

    @cached_property
    def front(self) -> Bools:
        """Skin seen from outside; where a sheet cuts the body open, its inside is not."""
        return np.asarray(self.skin & (self.normal[:, :, 2] > 0))

    @cached_property
    def section(self) -> Bools:
        """Where a sheet that leaves out part of the body looks into what it has cut open."""
        sheet = self.seen.sheet
        if not (sheet.bones or sheet.hidden or sheet.half):
            return np.zeros(self.skin.shape, bool)
        return np.asarray(binary_fill_holes(self.normal[:, :, 2] < -0.02) & self.skin)

    @cached_property
    def fleshy(self) -> Bools:
        """Skin under which a muscle may show: to where the drawing is gone, as the muscle dies away with it."""
        return np.asarray(self.skin & ~self.section & (self.fade > 0))

    @cached_property
    def pressable(self) -> Bools:
        """Skin on which something may be placed: not inside a body cut open, nor where the drawing has died away."""
        return np.asarray(self.skin & ~self.section & (self.fade >= LEAST_FADE))

    def fading(self) -> list[tuple[Floats, Floats]]:
        """For each end at which the drawing fades, the places (sheet units) where it begins to and where it is gone."""
        if self.seen.sheet.fade is None:
            return []
        direction, gone, length = self.seen.sheet.fade
        per_cm = self.seen.sheet.units_per_cm
        out = []
        for sign in (1, -1) if self.seen.sheet.both_ends else (1,):
            towards = sign * np.array(direction) / np.linalg.norm(direction)
            corner = np.where(towards > 0, [self.seen.width, self.seen.height], 0.0)
            end = corner - towards * gone * per_cm
            out.append((end - towards * length * per_cm, end))
        return out

    def way(self) -> float:
        """Where the drawing fades at both ends: the way of either as a share of the whole line between them."""
        (start, end), (_, other) = self.fading()
        return float(np.linalg.norm(end - start) / np.linalg.norm(end - other))

    @cached_property
    def fade(self) -> Floats:
        """1 where the drawing is whole, falling to 0 where it is gone."""
        h, w = self.skin.shape
        left = np.ones((h, w))
        rows, columns = np.arange(h)[:, None] + 0.5, np.arange(w)[None, :] + 0.5
        for ends in self.fading():
            start, end = (n / self.seen.to_units for n in ends)
            along = end - start
            gone = ((columns - start[0]) * along[0] + (rows - start[1]) * along[1]) / (along @ along)
            left = np.minimum(left, np.clip(1 - gone, 0, 1))
        return np.asarray(left)

    def field(self, values: Floats) -> Floats:
        """A level-2 vertex field as a picture; 0 outside."""
        picture = self.seen.picture
        out = np.zeros(self.skin.shape)
        on = picture.pixels_of((values[picture.triangles] != 0).any(axis=1))
        corners = values[picture.triangles[picture.triangle.ravel()[on]]]
        out.ravel()[on] = blend(picture.weights.reshape(-1, 3)[on], corners)
        return out
