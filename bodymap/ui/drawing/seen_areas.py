"""Measures how much of a point's zones and muscle a sheet really shows, in square centimetres of the body."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from bodymap.ui.drawing.pieces import dying, strength_at

if TYPE_CHECKING:
    from collections.abc import Generator

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings

_PIXELS: Final = 160_000
"""Of the picture that a sheet is measured in; of a whole figure half a centimetre."""
_PLAIN: Final = 0.5
"""Of its strength a drawing still has where a point is to be seen plainly."""
_BESIDE: Final = 1.0
"""Centimetres from a muscle to a point that lies on its edge."""
_SEEN: Final = bytes(255 if value > 127 else 0 for value in range(256))
"""What has faded to less than half of its strength with the drawing is not seen."""


class SeenAreas:
    """The zones of one point on every sheet of a figure."""

    def __init__(self, drawings: Drawings, figure: Figure, point_id: str) -> None:
        self._drawings, self._figure, self._point_id = drawings, figure, point_id
        self._masks: dict[tuple[str, str], int] = {}

    def art(self, sheet_id: str) -> SheetArt:
        """Return a sheet's drawing. Raises ``SheetError``."""
        return self._drawings.library.art(self._figure, sheet_id)

    def size(self, sheet_id: str) -> float:
        """Return how much of the world a sheet shows, in square centimetres."""
        art = self.art(sheet_id)
        return art.width * art.height / art.units_per_cm**2

    def areas(self, kind: str, code: str) -> dict[str, float]:
        """Return what ``area_steps`` does, worked out in one go."""
        steps = self.area_steps(kind, code)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                return dict(done.value)

    def area_steps(self, kind: str, code: str) -> Generator[None, None, dict[str, float]]:
        """Return how much of a zone each sheet shows in a region, or of all of it where the region is not drawn.

        Spillover counts where it lies under the essential zone too.
        """
        found = {}
        for info in self._drawings.library.infos:
            art = self.art(info.id)
            if not art.shows_zone(self._point_id):
                continue
            zone = self._mask(info.id, f"zone.{self._point_id}.{kind}")
            if kind == "spillover":
                zone |= self._mask(info.id, f"zone.{self._point_id}.essential") if code else 0
            names = [name for name in art.shapes if f"{name}.".startswith(f"region.{code}.")] if code else []
            if code:
                region = 0
                for name in names:
                    region |= self._mask(info.id, name)
                zone &= region
            pixels = zone.bit_count() / 8
            yield
            found[info.id] = pixels / (_scale(art) * art.units_per_cm) ** 2
        return found

    def flesh(self, sheet_id: str, muscle_id: str) -> float:
        """Return how much of a muscle a sheet shows."""
        art = self.art(sheet_id)
        pixels = self._mask(sheet_id, f"muscle.{muscle_id}.belly", nested=False).bit_count() / 8
        return pixels / (_scale(art) * art.units_per_cm) ** 2

    def holds(self, sheet_id: str, muscle_id: str) -> bool:
        """Return whether a sheet shows the point plainly, on its muscle or a finger beside it."""
        art = self.art(sheet_id)
        at = art.points.get(self._point_id)
        if at is None or strength_at(art.fade, *at) < _PLAIN:
            return False
        reach = _BESIDE * art.units_per_cm
        around = QRectF(at[0] - reach, at[1] - reach, 2 * reach, 2 * reach)
        bellies = self._drawings.paths(self._figure, sheet_id, f"muscle.{muscle_id}.belly")
        return any(path.intersects(around) for path in bellies)

    def _mask(self, sheet_id: str, element: str, *, nested: bool = True) -> int:
        """Return where a sheet shows an element, eight bits a pixel; of one whose paths are nested by the outermost."""
        key = sheet_id, element
        if key not in self._masks:
            art = self.art(sheet_id)
            scale = _scale(art)
            # Qt fills a picture, but not what pads its rows to four bytes; here every byte counts, so none pads.
            wide = -(-(int(art.width * scale) + 1) // 4) * 4
            image = QImage(wide, int(art.height * scale) + 1, QImage.Format.Format_Grayscale8)
            image.fill(0)
            painter = QPainter(image)
            painter.scale(scale, scale)
            paths = self._drawings.paths(self._figure, sheet_id, element)
            for path in paths[:1] if nested else paths:
                painter.fillPath(path, dying("#ffffff", 1.0, art.fade, QTransform()))
            painter.end()
            self._masks[key] = int.from_bytes(bytes(image.constBits()).translate(_SEEN))
        return self._masks[key]


def _scale(art: SheetArt) -> float:
    return sqrt(_PIXELS / (art.width * art.height))
