"""A zone is inked in one place, whoever paints it, as pixels and as a drawing."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QWidget

from bodymap.core.blocks import Pattern
from bodymap.core.sheets import Fade
from bodymap.core.state import Spot
from bodymap.ui.drawing import cross, ink, pieces, stamps, swatch, zone
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.swatch import Swatch
from bodymap.ui.drawing.zone import DRAWN, Dots, Zone, ZoneStyle, paint_zone
from bodymap.ui.export.files import render
from bodymap.ui.strip.view import StripView
from tests.drawn import FAR

GREEN = QColor("#00ff00")
STYLE = ZoneStyle(ink.HUES[0])
PIXELS = Dots(1.0, QPointF(0, 0))


def disc(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(100, 100), radius, radius)
    return path


def painted(shapes: Zone, style: ZoneStyle, dots: Dots) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_zone(painter, shapes, style, dots)
    painter.end()
    return image


def inked(image: QImage, box: QRectF) -> float:
    """How dark what is in a box is on average: 0 is white, 1 black."""
    small = image.copy(box.toRect())
    mean = small.scaled(1, 1, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return 1 - mean.pixelColor(0, 0).lightnessF()


def green(image: QImage) -> bool:
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(colour.green() > 150 > 110 > max(colour.red(), colour.blue()) for colour in colours)


@pytest.fixture
def everywhere(make_stage, library, index, tmp_path, qtbot):
    """Return a function that paints a point wherever one is painted, by the name of the place."""

    def paint() -> dict[str, QImage]:
        stage = make_stage(library, size=(500, 400), lit=(Spot(FAR, "right"),))
        window = QWidget()
        qtbot.addWidget(window)
        strip = StripView(stage.store, stage.presentation, Drawings(library), window)
        strip.setGeometry(0, 0, 900, 170)
        strip.finish()
        swatches = {pattern: Swatch(pattern) for pattern in get_args(Pattern)}
        for each in swatches.values():
            qtbot.addWidget(each)
        page = tmp_path / "page.png"
        render(FAR, "front", "woman", "right", page, index=index, library=library)
        whole = QImage(str(page)).scaledToWidth(1200, Qt.TransformationMode.SmoothTransformation)
        return {
            "stage": stage.canvas.grab().toImage(),
            "strip": strip.thumbs[0].grab().toImage(),
            "page": whole.copy(0, 100, 850, 700),
            "legend": whole.copy(900, 100, 60, 150),
            **{pattern: each.grab().toImage() for pattern, each in swatches.items()},
        }

    return paint


@pytest.fixture(autouse=True)
def _nothing_painted_before():
    """What is painted once and copied from then on is painted anew, here and by whoever comes after."""
    for kept in (stamps.cross, swatch._picture):
        kept.cache_clear()
    yield
    for kept in (stamps.cross, swatch._picture):
        kept.cache_clear()


def in_green(pictures: dict[str, QImage]) -> set[str]:
    return {place for place, picture in pictures.items() if green(picture)}


def test_how_essential_is_filled_is_said_in_one_place(everywhere, monkeypatch):
    monkeypatch.setattr(zone, "_solid", lambda *_: QBrush(GREEN, Qt.BrushStyle.Dense3Pattern))
    assert in_green(everywhere()) == {"stage", "strip", "page", "legend", "solid"}


def test_how_spillover_is_filled_is_said_in_one_place(everywhere, monkeypatch):
    monkeypatch.setattr(zone, "_dotted", lambda paths, *_, **__: [(path, QBrush(GREEN)) for path in paths])
    monkeypatch.setattr(zone, "_hollow", lambda part, shown, _: [(shown.map_.map(part.paths[0]), QBrush(GREEN))])
    assert in_green(everywhere()) == {"stage", "strip", "page", "legend", "stippled"}


def test_how_a_point_is_marked_is_said_in_one_place(everywhere, monkeypatch):
    monkeypatch.setattr(cross, "_pen", lambda *_: QPen(GREEN, 3))
    assert in_green(everywhere()) == {"stage", "strip", "page", "legend", "point"}


STOPS = ((0.0, 1.0), (0.35, 0.95), (0.55, 0.72), (0.7, 0.32), (0.8, 0.07), (1.0, 0.0))
"""How much is left along the way on which a drawing dies away."""


@pytest.mark.parametrize("scale", [1.0, ink.PROJECTOR])
def test_dots_that_are_drawn_ink_as_much_as_dots_that_are_copied(qapp, scale):
    style = ZoneStyle(ink.HUES[0], dot_scale=scale)
    box = QRectF(60, 60, 80, 80)
    drawn, copied = (inked(painted(Zone((), (disc(90),)), style, dots), box) for dots in (DRAWN, PIXELS))
    assert drawn == pytest.approx(copied, rel=0.12)
    assert drawn > 0.1


def test_dots_that_die_away_are_copied_and_ink_as_much_as_dots_that_are_drawn(qapp):
    """The zone goes past the middle of the picture, where it begins to die, to its right edge, where it is gone."""
    dying = Zone((), (disc(95),), fade=Fade((60.0, 0.0, 190.0, 0.0), STOPS))
    drawn, copied = (painted(dying, STYLE, dots) for dots in (DRAWN, PIXELS))
    shares = [[inked(image, QRectF(x, 70, 30, 60)) for x in (10, 40, 110, 165)] for image in (drawn, copied)]
    assert shares[1] == pytest.approx(shares[0], rel=0.15, abs=0.01)
    assert shares[1][0] > 0.1
    assert shares[1][0] > shares[1][2] > shares[1][3] < 0.02


def test_however_far_in_a_zone_that_dies_away_is_painted_at_once(qapp, monkeypatch):
    """Dot by dot that would be hundreds of thousands, most of them out of sight: seconds in which nothing answers."""
    monkeypatch.setattr(zone, "_drawn_dots", lambda *_: pytest.fail("dot by dot"))
    sizes: list[int] = []
    monkeypatch.setattr(pieces, "QImage", Counting(QImage, sizes))
    near = QTransform.fromTranslate(-2000, -2000).scale(24, 24)
    seen = painted(Zone((), (disc(90),), near, fade=Fade((100.0, 0.0, 190.0, 0.0), STOPS)), STYLE, PIXELS)
    assert inked(seen, QRectF(0, 0, 200, 200)) > 0.05
    assert sizes
    assert max(sizes) <= 210 * 210


class Counting:
    """Makes pictures and takes note of how large they are."""

    Format = QImage.Format

    def __init__(self, kind: type[QImage], sizes: list[int]) -> None:
        self._kind, self._sizes = kind, sizes

    def __call__(self, width: int, height: int, form: QImage.Format) -> QImage:
        self._sizes.append(width * height)
        return self._kind(width, height, form)


def test_nothing_of_a_drawing_is_a_pattern(qapp):
    shapes = Zone((disc(90), disc(60)), (disc(90), disc(60)))
    inks = zone.ink_zone(shapes, STYLE, DRAWN)
    styles = {how.brush().style() if isinstance(how, QPen) else how.style() for _, how in inks}
    assert styles == {Qt.BrushStyle.SolidPattern}


@pytest.mark.parametrize("dots", [DRAWN, PIXELS], ids=["drawn", "copied"])
def test_all_of_a_spillover_zone_is_inked_its_rim_more_lightly(qapp, dots):
    image = painted(Zone((), (disc(90), disc(70), disc(50))), STYLE, dots)
    rim, core = inked(image, QRectF(85, 15, 30, 30)), inked(image, QRectF(85, 85, 30, 30))
    assert 0.04 < rim < 0.75 * core


@pytest.mark.parametrize("count", [1, 2, 3])
def test_essential_is_as_strong_in_its_core_however_many_rims_it_has(qapp, count):
    image = painted(Zone([disc(90 - 20 * n) for n in range(count)], ()), STYLE, PIXELS)
    red = QColor(ink.HUES[0])
    for part in ("red", "green", "blue"):
        expected = 255 + (getattr(red, part)() - 255) * ink.ESSENTIAL_ALPHA
        assert getattr(image.pixelColor(100, 100), part)() == pytest.approx(expected, abs=3)
    rims = [inked(image, QRectF(99, 15 + 20 * n, 2, 4)) for n in range(count)]
    assert rims == sorted(rims)
    assert len(set(rims)) == count


def test_where_a_zone_is_a_pixel_wide_it_is_seen_all_the_same(qapp):
    line = QPainterPath()
    line.addRect(QRectF(100.4, 20, 0.3, 160))
    flat = ZoneStyle(ink.HUES[0], flat=True)
    seen, lost = (painted(Zone((line,), ()), style, PIXELS).pixelColor(100, 100) for style in (flat, STYLE))
    assert seen.green() < 110 < lost.green()
