"""Every zone can be seen: on its best sheet, at 1280 by 720, under its X and its muscle's fibres, beside every label.

A pixel of a zone counts where the zone makes what is seen there redder than it is without the zone. Spillover is
dots on a tint, so it is looked at as the eye does that does not count dots.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.presentation import Presentation, PresentationStore
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Figure, Spot, State
from bodymap.core.store import Store
from bodymap.ui import theme
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.highlight import Highlighter, to_widget
from bodymap.ui.drawing.seen_areas import SeenAreas
from bodymap.ui.stage.view import StageView
from tests.turns import turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

STAGE = (664, 534)
"""What a window of 1280 by 720 leaves to the stage."""
VISIBLE = 0.8
THIN = {"intercostals-1": 0.7, "sartorius-2": 0.75}
"""A streak a finger wide along a rib: its dots, fewer than three abreast, fill less of it. A band along the muscle
itself, at its widest as wide as the X that lies on it."""
MORE = 6.0
"""In CIE Lab: a difference that is seen at a glance."""
EYE = 7
"""Pixels over which dots and the tint between them are seen as one."""


@cache
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


POINTS = [point.id for muscle in index().atlas.muscles for point in muscle.points]


LINEAR = np.array([p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in np.arange(256) / 255])
"""The light that each value of a channel stands for."""


def pixels_of(image: QImage, box: tuple[slice, slice]) -> NDArray[np.uint8]:
    """The colours in a part of a picture: rows, columns, channels."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)[box].copy()


def colour(pixels: NDArray[np.uint8], point_id: str) -> NDArray[np.float64]:
    """How much of a zone's colour each pixel has: red, a* of CIE Lab; for a sign, which is no pain, blue, -b*."""
    rgb = LINEAR[pixels]
    x = rgb @ (0.4124, 0.3576, 0.1805) / 0.9505
    y = rgb @ (0.2126, 0.7152, 0.0722)
    z = rgb @ (0.0193, 0.1192, 0.9505) / 1.089
    return 200 * (np.cbrt(z) - np.cbrt(y)) if point_id in index().signs else 500 * (np.cbrt(x) - np.cbrt(y))


def softened(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean around each pixel."""
    reach = EYE // 2
    sums = np.pad(picture, reach + 1, mode="edge").cumsum(0).cumsum(1)
    high, wide = picture.shape
    low, left = sums[:high, :wide], sums[:high, EYE : EYE + wide]
    lower, whole = sums[EYE : EYE + high, :wide], sums[EYE : EYE + high, EYE : EYE + wide]
    return (whole - lower - left + low) / EYE**2


class Shown:
    """A real stage of that size over the shipped drawings, with everything on it."""

    def __init__(self, figure: Figure, dark: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        self.store = Store(State(figure=figure, layers=frozenset({"muscles", "points", "zones", "labels"})))
        self.drawings = Drawings(SheetLibrary(assets.svg_root()))
        self.drawings.signs = index().signs
        self.window = QWidget()
        self.window.setPalette(theme.palette(theme.DARK if dark else theme.LIGHT))
        presentation = PresentationStore(Presentation(reduce_motion=True, follows=False))
        self.view = StageView(self.store, presentation, self.drawings, index(), self.window)
        self.view.setGeometry(0, 0, *STAGE)
        self.window.resize(*STAGE)
        self.window.show()
        self.stage = self.view.wake()
        # What it would keep for the other side and figure is not looked at.
        monkeypatch.setattr(self.stage, "_ahead_steps", lambda: iter(()))
        self.canvas = self.stage.canvas
        self.view.finish()

    def lit(self, spot: Spot) -> QImage:
        self.store.clear()
        # Nothing that was made ready before may stand in for what is painted now.
        self.stage.lights._ready.clear()
        self.store.select(spot)
        self.view.finish()
        return self.canvas.grab().toImage()

    def pixels(self, spot: Spot, kind: str) -> NDArray[np.bool_]:
        """Which pixels belong to a spot's zone on the one sheet on stage."""
        sheet = self.canvas.scene.sheets[0]
        image = QImage(*STAGE, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setTransform(to_widget(sheet, spot.side, self.canvas.camera))
        element = f"zone.{spot.point_id}.{kind}"
        for path in self.drawings.paths(self.store.state.figure, sheet.instance.sheet_id, element)[:1]:
            painter.fillPath(path, QColor("white"))
        painter.end()
        flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return flat[:, : image.width()] > 0


def around(mask: NDArray[np.bool_]) -> tuple[slice, slice]:
    """The rows and columns of what is in a mask, with all that is softened into it."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return slice(max(rows[0] - EYE, 0), rows[-1] + EYE + 1), slice(max(columns[0] - EYE, 0), columns[-1] + EYE + 1)


def best_sheet(drawings: Drawings, figure: Figure, point_id: str) -> str:
    """Of the best sheets that show a good part of an essential zone the one on which it is largest."""
    infos = best_sheets(drawings, figure, point_id, index().muscle_of(point_id))
    seen = SeenAreas(drawings, figure, point_id)
    areas = seen.areas("essential" if index().point(point_id).referral.essential else "spillover", "")
    shown = {info.id: areas.get(info.id, 0.0) for info in infos}
    good = [name for name, area in shown.items() if area >= 0.5 * max(shown.values())]
    return max(good, key=lambda name: shown[name] / seen.size(name))


def shares(shown: Shown, points: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, float]]:
    """The visible share of each of these points' zones on the sheet on stage."""
    spots = [Spot(point_id, "right") for point_id in points]
    zones = [[shown.pixels(spot, kind) for kind in ("essential", "spillover")] for spot in spots]
    boxes = [around(essential | spillover) for essential, spillover in zones]
    with_zone = [pixels_of(shown.lit(spot), box) for spot, box in zip(spots, boxes, strict=True)]
    with monkeypatch.context() as patch:
        patch.setattr(Highlighter, "zones", lambda *_: [])
        without = [pixels_of(shown.lit(spot), box) for spot, box in zip(spots, boxes, strict=True)]
    for spot, box, zone_parts, seen, bare in zip(spots, boxes, zones, with_zone, without, strict=True):
        essential, spillover = (part[box] for part in zone_parts)
        more = colour(seen, spot.point_id) - colour(bare, spot.point_id)
        visible = np.where(essential & (spot.point_id not in index().signs), more, softened(more)) > MORE
        zone = essential | spillover
        yield spot.point_id, float((visible & zone).sum() / zone.sum())


@pytest.mark.parametrize("figure", get_args(Figure))
def test_every_zone_is_seen_on_its_best_sheet(qapp, figure, monkeypatch):
    shown = Shown(figure, figure == "man", monkeypatch)
    by_sheet = defaultdict(list)
    points = [POINTS[number] for number in turn(len(POINTS), 6, begin=figure == "man")]
    for point_id in points:
        by_sheet[best_sheet(shown.drawings, figure, point_id)].append(point_id)
    found: dict[str, float] = {}
    for sheet, there in by_sheet.items():
        shown.store.stage_sheets([sheet])
        shown.view.finish()
        found.update(shares(shown, there, monkeypatch))
    shown.window.close()
    shown.window.deleteLater()
    assert set(found) == set(points)
    assert {point_id: share for point_id, share in found.items() if share < THIN.get(point_id, VISIBLE)} == {}


def sheet_with_muscle(drawings: Drawings, figure: Figure, point_id: str) -> str | None:
    """Of the sheets that come for a point the one that shows most of its muscle with the point; none without it."""
    seen, muscle_id = SeenAreas(drawings, figure, point_id), index().muscle_of(point_id).id
    infos = best_sheets(drawings, figure, point_id, index().muscle_of(point_id))
    there = [info for info in infos if seen.holds(info.id, muscle_id)]
    close = [info for info in there if info.group != "whole"] or there
    return max((info.id for info in close), key=lambda name: seen.flesh(name, muscle_id), default=None)


def arms_seen(shown: Shown, spot: Spot) -> bool:
    """Whether the X of a spot is seen whole on the one sheet on stage: its middle and half of each arm are dark."""
    at = shown.canvas.scene.spot_on(0, spot)
    assert at is not None
    x, y = shown.canvas.camera.to_widget(*at)
    image = shown.lit(spot)
    arm = 2.0
    places = ((x, y), *((x + dx * arm, y + dy * arm) for dx in (-1, 1) for dy in (-1, 1)))
    return all(dark(image, u, v) for u, v in places)


def dark(image: QImage, x: float, y: float) -> bool:
    """Whether there is ink where the line of an X goes, or a pixel beside it, as it lies between pixels."""
    around = ((round(x) + dx, round(y) + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
    return any(image.rect().contains(u, v) and image.pixelColor(u, v).lightness() < 60 for u, v in around)


@pytest.mark.parametrize("figure", get_args(Figure))
def test_the_x_is_seen_on_the_sheet_that_shows_its_muscle(qapp, figure, monkeypatch):
    shown = Shown(figure, figure == "man", monkeypatch)
    points = [POINTS[number] for number in turn(len(POINTS), 8, begin=figure == "man")]
    sheets = {point_id: sheet_with_muscle(shown.drawings, figure, point_id) for point_id in points}
    hidden = []
    for sheet in dict.fromkeys(sheets.values()):
        if sheet is None:
            continue
        shown.store.stage_sheets([sheet])
        shown.view.finish()
        there = [point_id for point_id in points if sheets[point_id] == sheet]
        hidden += [point_id for point_id in there if not arms_seen(shown, Spot(point_id, "right"))]
    shown.window.close()
    shown.window.deleteLater()
    assert hidden == []
    assert [point_id for point_id, sheet in sheets.items() if sheet is None] == []
