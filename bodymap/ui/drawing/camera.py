"""Zoom and pan as a value: pure arithmetic, no Qt.

Widget positions are logical pixels of the stage; scene positions are the same when everything is fitted.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from bodymap.ui.drawing.layout import clamp

FIT: Final = 1.0
MAX_ZOOM: Final = 24.0
_DECIMALS: Final = 9


class Camera(Struct, frozen=True):
    """``widget = scene * zoom + (x, y)``. ``Camera()`` shows everything, fitted."""

    zoom: float = FIT
    x: float = 0.0
    y: float = 0.0

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the scene is seen."""
        return x * self.zoom + self.x, y * self.zoom + self.y

    def to_scene(self, x: float, y: float) -> tuple[float, float]:
        """Return what place of the scene is seen at a widget position."""
        return (x - self.x) / self.zoom, (y - self.y) / self.zoom

    def zoomed(self, factor: float, x: float, y: float) -> Camera:
        """Return this camera zoomed, with what is at the widget position ``x, y`` staying there.

        One step nearer and one back lead to just where it was, once both are ``held``.
        """
        zoom = clamp(round(self.zoom * factor, _DECIMALS), FIT, MAX_ZOOM)
        real = zoom / self.zoom
        return Camera(zoom, x - (x - self.x) * real, y - (y - self.y) * real)

    def panned(self, dx: float, dy: float) -> Camera:
        """Return this camera moved so that the picture follows the pointer by ``dx, dy``."""
        return Camera(self.zoom, self.x + dx, self.y + dy)

    def held(self, width: float, height: float, grain: float = 1.0) -> Camera:
        """Return this camera with no edge of the picture pulled into a stage of this size.

        The offset is rounded to ``grain`` (a device pixel), so that a pan moves the cached picture by whole
        pixels and nothing blurs.
        """
        x = clamp(self.x, width * (1 - self.zoom), 0.0)
        y = clamp(self.y, height * (1 - self.zoom), 0.0)
        return Camera(self.zoom, round(x / grain) * grain, round(y / grain) * grain)

    def resized(self, old: tuple[float, float], new: tuple[float, float]) -> Camera:
        """Return the camera that keeps the same share of the scene in the middle after a change of size."""
        if self.zoom == FIT or min(old) <= 0:
            return Camera()
        sx, sy = self.to_scene(old[0] / 2, old[1] / 2)
        sx, sy = sx / old[0] * new[0], sy / old[1] * new[1]
        return Camera(self.zoom, new[0] / 2 - sx * self.zoom, new[1] / 2 - sy * self.zoom)
