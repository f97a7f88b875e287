"""Spillover is told from what is essential wherever it is painted: every point, on every sheet, as small as it comes.

On plain skin, so that nothing but the ink of the zone decides.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Figure
from bodymap.ui import theme
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.arranging import arrange
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.layout import Extent
from bodymap.ui.drawing.zone import DRAWN, Dots, Zone, ZoneStyle, paint_zone, zone_on
from tests.turns import turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QPainterPath

pytestmark = pytest.mark.usefixtures("qapp")

STAGE, HEADER = (664, 534), 30
"""What a window of 1280 by 720 leaves to the stage."""
THUMB = 84
"""Height of a drawing in the strip of that window."""
LIGHTER = 8.0
"""In L of CIE Lab, seen at a glance: spillover against the essential area on the same sheet."""
LIGHTER_DOTTED = 7.0
"""The same where dots tell it as well: of an essential area that is small much is its own pale rim."""
PALE = 0.5
"""Where no dots tell it, it is nearer in L to bare skin than to what it were as the core of an essential area."""
DOTTED = 5.0
"""In L: how much what has dots differs within itself from pixel to pixel, at least."""
CRUMB = 12
"""Fewer pixels than this are not told apart from anything."""
RIM = 2
"""So far in a part begins where it is looked whether it has dots."""
SCREEN = Dots(1.0, QPointF())
PLACES = {
    "stage": (ZoneStyle(ink.HUES[0]), SCREEN),
    "page": (ZoneStyle(ink.HUES[0]), DRAWN),
    "strip": (ZoneStyle(ink.HUES[0], dot_scale=0.62, flat=True), SCREEN),
}
"""How a zone is painted where."""


@cache
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@cache
def drawings() -> Drawings:
    return Drawings(SheetLibrary(assets.svg_root()))


POINTS = [point.id for point in index().points if point.id not in index().signs]


def scales(place: str, figure: Figure, point_id: str) -> Iterator[tuple[str, float]]:
    """The sheets on which a point is seen, and pixels to a unit of each as they lie there."""
    library = drawings().library
    if place == "strip":
        for info in library.infos:
            if point_id in info.zones[figure]:
                yield info.id, THUMB / library.art(figure, info.id).height
        return
    infos = best_sheets(drawings(), figure, point_id, index().muscle_of(point_id))
    arts = [library.art(figure, info.id) for info in infos]
    extents = [
        Extent(art.width, art.height, art.units_per_cm, info.group == "whole")
        for art, info in zip(arts, infos, strict=True)
    ]
    for info, at in zip(infos, arrange(extents, *STAGE, HEADER), strict=True):
        yield info.id, at.scale


def light(image: QImage) -> NDArray[np.float64]:
    """How light each pixel is, L of CIE Lab."""
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = flat[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)[:, :, 2::-1] / 255
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    return 116 * np.cbrt(linear @ np.array([0.2126, 0.7152, 0.0722])) - 16


class Place(NamedTuple):
    """Where a shape lies and nothing else, and how it is painted there."""

    box: QRectF
    seen: NDArray[np.bool_]
    style: ZoneStyle
    dots: Dots

    def lightness(self, zone: Zone) -> float:
        return float(painted(self.box, theme.SKIN, lambda painter: self._paint(painter, zone))[self.seen].mean())

    def texture(self, zone: Zone) -> float:
        """How much what is painted differs within itself, away from its rim; nothing of what is all rim."""
        inside = self.seen
        for _ in range(RIM):
            padded = np.pad(inside, 1)
            inside = inside & padded[2:, 1:-1] & padded[:-2, 1:-1] & padded[1:-1, 2:] & padded[1:-1, :-2]
        if inside.sum() < CRUMB:
            return 0.0
        return float(painted(self.box, theme.SKIN, lambda painter: self._paint(painter, zone))[inside].std())

    def _paint(self, painter: QPainter, zone: Zone) -> None:
        paint_zone(painter, zone, self.style, self.dots)


def painted(box: QRectF, ground: str, paint: Callable[[QPainter], None]) -> NDArray[np.float64]:
    image = QImage(box.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-box.topLeft())
    paint(painter)
    painter.end()
    return light(image)


def place_of(zone: Zone, shape: Sequence[QPainterPath], without: Sequence[QPainterPath], where: str) -> Place | None:
    """Where a shape is seen beside another; nothing where that is but a crumb."""
    if not shape:
        return None
    box = QRectF(zone.map_.mapRect(shape[0].boundingRect()).adjusted(-3, -3, 3, 3).toAlignedRect())

    def mask(painter: QPainter) -> None:
        for paths, colour in ((shape, "white"), (without, "black")):
            for path in paths:
                painter.fillPath(zone.map_.map(path), QColor(colour))

    half_covered = painted(box, "black", mask) > 50
    return Place(box, half_covered, *PLACES[where]) if half_covered.sum() >= CRUMB else None


def confused(where: str, figure: Figure, sheet_id: str, point_id: str, scale: float) -> Iterator[str]:
    """What of a spillover on a sheet could be taken for an essential area, and why."""
    zone = zone_on(drawings(), figure, sheet_id, point_id, QTransform.fromScale(scale, scale))._replace(fade=None)
    inked = zone.essential[-1:] if where == "strip" else zone.essential[:1]
    at_essential = place_of(zone, inked, (), where)
    main = at_essential.lightness(zone) if at_essential else None
    for part in drawings().parts(figure, sheet_id, f"zone.{point_id}.spillover"):
        shape = part.paths[:1]
        at = place_of(zone, shape, zone.essential[:1], where)
        if at is None:
            continue
        wide, texture = at.lightness(zone), at.texture(zone)
        if main is not None and wide - main < (LIGHTER if texture < DOTTED else LIGHTER_DOTTED):
            yield f"{wide - main:.1f} lighter, {texture:.1f} dotted"
        core, bare = at.lightness(Zone(shape, map_=zone.map_)), at.lightness(Zone())
        if wide < core + PALE * (bare - core) and texture < DOTTED:
            yield f"{(wide - core) / (bare - core):.2f} pale, {texture:.1f} dotted"


@pytest.mark.parametrize("figure", get_args(Figure))
@pytest.mark.parametrize("where", PLACES)
def test_spillover_is_told_from_essential_wherever_it_is_painted(figure, where):
    points = [POINTS[number] for number in turn(len(POINTS), 10, begin=figure == "man")]
    places = [(point_id, *at) for point_id in points for at in scales(where, figure, point_id)]
    assert {point_id for point_id, *_ in places} == set(points)
    found = {
        f"{point_id} on {sheet_id}": why
        for point_id, sheet_id, scale in places
        if (why := list(confused(where, figure, sheet_id, point_id, scale)))
    }
    assert found == {}
