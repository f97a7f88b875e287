"""Drawings taken apart for SVG and PDF look as Qt's renderer paints them on pixels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtSvg import QSvgRenderer

from bodymap import assets
from bodymap.core.drawing_reader import read_sheet
from bodymap.core.sheets import SheetArt
from bodymap.ui.drawing import layer_shapes
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.layout import Placement
from bodymap.ui.drawing.pieces import paint_pieces
from bodymap.ui.drawing.sheet_layers import SeenLayer, paint_steps
from tests.drawn import in_tenths

SIZE = 120
AS_IT_IS = QTransform()
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><style>.ink{fill:#4f382c}
.line{fill:none;stroke:#0000ff;stroke-width:3}</style><defs><linearGradient id="fade" gradientUnits="userSpaceOnUse"
x1="60" y1="0" x2="120" y2="0"><stop offset="0" stop-color="#cc8844"/><stop offset="1" stop-color="#cc8844"
stop-opacity="0"/></linearGradient></defs><g id="skin"><path fill="url(#fade)" d="M0 10L200 10L200 50L0 50Z"/>
<path class="ink" d="M10 70L50 70L50 90L10 90Z"/><path class="line" d="M10 105L110 105"/>
<path fill="#008800" fill-opacity="0.5" d="M60 70L90 70L90 90L60 90Z"/></g></svg>"""
ART = SheetArt(SIZE, SIZE, 10, {}, {}, {}, {}, {}, {})


@pytest.fixture
def renderer(qapp):
    return QSvgRenderer(QByteArray(SVG))


def painted(paint) -> QImage:
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return image


def worst(one: QImage, other: QImage) -> int:
    spots = [(x, y) for x in range(SIZE) for y in range(SIZE)]
    pairs = ((one.pixelColor(*spot), other.pixelColor(*spot)) for spot in spots)
    return max(max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) for a, b in pairs)


def test_pieces_of_a_page_look_as_the_skin_was_drawn(renderer):
    expected = painted(lambda painter: renderer.render(painter, QRectF(0, 0, SIZE, SIZE)))
    pieces = [piece for shape in layer_shapes.record(renderer, ART) for piece in layer_shapes._pieces(shape, AS_IT_IS)]
    assert worst(painted(lambda painter: paint_pieces(painter, pieces)), expected) <= 3


BOTH_ENDS = SVG.replace(
    b'<stop offset="0" stop-color="#cc8844"/>',
    b'<stop offset="0" stop-color="#cc8844" stop-opacity="0"/><stop offset=".4" stop-color="#cc8844"/>'
    b'<stop offset=".5" stop-color="#aa6622"/><stop offset=".6" stop-color="#cc8844"/>',
)


def test_what_fades_at_both_ends_looks_as_it_was_drawn_too(qapp):
    renderer = QSvgRenderer(QByteArray(BOTH_ENDS))
    expected = painted(lambda painter: renderer.render(painter, QRectF(0, 0, SIZE, SIZE)))
    assert expected.pixelColor(90, 30).blue() < 60 < expected.pixelColor(70, 30).blue()
    pieces = [piece for shape in layer_shapes.record(renderer, ART) for piece in layer_shapes._pieces(shape, AS_IT_IS)]
    assert worst(painted(lambda painter: paint_pieces(painter, pieces)), expected) <= 3


TENTHS = in_tenths(SVG.decode(), "skin").replace("stroke-width:3", "stroke-width:30").encode()


def test_a_group_written_in_tenths_looks_the_same(qapp, renderer):
    expected = painted(lambda painter: renderer.render(painter, QRectF(0, 0, SIZE, SIZE)))
    finer = QSvgRenderer(QByteArray(TENTHS))
    pieces = [piece for shape in layer_shapes.record(finer, ART) for piece in layer_shapes._pieces(shape, AS_IT_IS)]
    assert worst(painted(lambda painter: paint_pieces(painter, pieces)), expected) <= 3


TONES = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">
<path fill="#cba58b" d="M10 10L110 15L60 110Z"/><path fill="#ebd3be" d="M20 20L100 25L60 100Z"/>
<path fill="#edd7c3" d="M30 25L90 30L60 90Z"/><path fill="#f0dbc8" fill-opacity="0.5" d="M40 30L80 35L60 80Z"/>
<path fill="#edd7c3" d="M50 40L70 45L60 70Z"/><path fill="#edd7c3" d="M5 5L9 5L7 9Z"/></svg>"""


def test_only_a_tone_on_one_nearly_as_light_is_not_smoothed(qapp):
    shapes = layer_shapes.record(QSvgRenderer(QByteArray(TONES)), ART)
    assert [shape.edge for shape in shapes] == [255, 51, 5, 255, 255, 255]
    assert [shape.is_smooth(1.0) for shape in shapes] == [True, True, False, True, True, True]
    assert [replace(shapes[2], edge=edge).is_smooth(2.0) for edge in (6, 9, 10)] == [False, False, True]


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("sheet", ["front", "side", "hand-back", "head-top", "knee-back", "teeth", "pelvic-floor"])
def test_nobody_sees_that_the_tones_of_the_skin_are_not_smoothed(qapp, sheet, ratio):
    art = read_sheet(assets.svg_root() / "woman" / f"{sheet}.svg")
    shapes = layer_shapes.record(QSvgRenderer(QByteArray(art.pictures["skin"])), art, cut=False)
    all_smooth = [replace(shape, edge=255) for shape in shapes]
    as_it_is, smoothed = (_skin(art, each, ratio) for each in (shapes, all_smooth))
    apart = [abs(a - b) for a, b in zip(as_it_is, smoothed, strict=True)]
    assert any(not shape.is_smooth(ratio) for shape in shapes) == any(apart) == (sheet != "teeth")
    assert sum(each > 6 for each in apart) < 0.0008 * len(apart)
    # Of a fine screen's pixels one is a quarter as large.
    assert sum(each > 20 for each in apart) < 0.0001 * ratio * len(apart)


def _skin(art: SheetArt, shapes: list[layer_shapes.Shape], ratio: float) -> bytes:
    """Return the skin as a stage of 800 logical pixels would show it, colour by colour."""
    scale = 800 / art.height
    seen = SeenLayer(
        *("woman", "front", art, "skin", "right"),
        Placement(0, 0, scale, art.width * scale, 800),
        Camera(1.0, 0.0, 0.0),
        *(2000, 800, ratio),
    )
    band = seen.blank(shapes)
    list(paint_steps(seen, shapes, band))
    return bytes(band.image.constBits())


def test_filled_shapes_get_no_outline(renderer):
    pens = [shape.pen.style() for shape in layer_shapes.record(renderer, ART)]
    assert pens.count(Qt.PenStyle.NoPen) == 3
    assert pens.count(Qt.PenStyle.SolidLine) == 1


def test_what_reaches_over_the_edge_is_cut(renderer):
    frame = QRectF(0, 0, SIZE, SIZE).adjusted(-0.1, -0.1, 0.1, 0.1)
    filled = [s for s in layer_shapes.record(renderer, ART) if s.brush.style() != Qt.BrushStyle.NoBrush]
    assert all(frame.contains(shape.path.boundingRect()) for shape in filled)
