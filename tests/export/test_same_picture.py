"""What leaves the program is the picture on the stage: every point, in every kind of file, by more than one renderer.

The stage's own painter paints the sheets of a page where the page has them; PNG, SVG and PDF are compared with that
tile by tile. Skin is compared on every sheet, and what is lit for every point: neither is painted a point a sheet.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

import numpy as np
import pypdfium2
import pytest
import resvg_py
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Figure, Spot, State
from bodymap.ui.drawing import ink, layer_shapes
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.highlight import Highlighter, SpotStyle
from bodymap.ui.drawing.painting import View, paint_steps
from bodymap.ui.drawing.scene import Scene
from bodymap.ui.export import files, plate, shown
from bodymap.ui.export.page import Page, Words
from bodymap.ui.export.pdf_file import pdf_bytes
from bodymap.ui.export.shown import Shown, Subject
from bodymap.ui.export.svg_file import svg_text
from tests.turns import turn

if TYPE_CHECKING:
    from numpy.typing import NDArray

pytestmark = pytest.mark.usefixtures("qapp")

WIDE, HIGH = round(plate.WIDTH), round(plate.HEIGHT)
DENSITY = 2
TILE = 5
"""Page units; hairlines and edges of dots fall on other pixels in each renderer, a tile of them is as dark."""
TOLERANCE = 40
"""Of a tile's mean in a channel, of 255."""
MOST = 0.0006
"""As many of the tiles may differ by more."""
MEAN = 1.0
"""And so much may all of them differ on average, of 255."""


@cache
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@cache
def drawings() -> Drawings:
    return Drawings(SheetLibrary(assets.svg_root()))


POINTS = [point.id for muscle in index().atlas.muscles for point in muscle.points]
TODAY = turn(len(POINTS), 14)


def plate_of(point_id: str, figure: Figure, sheets: tuple[str, ...] = (), *, bones: bool = False) -> plate.Plate:
    library = drawings().library
    muscle = index().muscle_of(point_id)
    infos = [library.info(name) for name in sheets] or best_sheets(drawings(), figure, point_id, muscle)
    subject = Subject(index().point(point_id), muscle, ("right",))
    return plate.Plate(Shown(drawings(), figure, "right", (subject,), tuple(infos), bones=bones), index())


def on_stage(one: plate.Plate, *, skin: bool) -> QImage:
    """What the stage shows of a page's sheets: nothing but skin and the lit point."""
    scene = Scene((plate.WIDTH, plate.HEIGHT), tuple(one.shown.sheets(plate.BODY)), ("right",))
    state = State(figure=one.shown.figure, layers=frozenset({"zones", *(("bones",) if one.shown.bones else ())}))
    view = View(scene, Camera(), state, WIDE, HIGH, DENSITY, shown.PAPER, "#000000", QFont().toString(), 1.0)
    image = QImage(WIDE * DENSITY, HIGH * DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    image.fill(QColor(shown.PAPER))
    if skin:
        image = [pictures for pictures in paint_steps(view, drawings(), str) if pictures][-1].faded
    (subject,) = one.shown.subjects
    lights = Highlighter(drawings(), scene, Camera(), one.shown.figure, lambda _: subject.muscle.id, 1.0, DENSITY)
    spot, style = Spot(subject.point.id, "right"), SpotStyle(ink.HUES[0])
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    items = lights.muscles(spot) + lights.zones(spot, style) + lights.fibres(spot) + lights.crosses(spot, style)
    for item in items:
        item.paint(painter)
    painter.end()
    return image


def as_svg_by_qt(page: Page) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg_text(page).encode())).render(painter)
    painter.end()
    return image


def as_svg_by_resvg(page: Page) -> QImage:
    image = QImage()
    image.loadFromData(resvg_py.svg_to_bytes(svg_string=svg_text(page), skip_system_fonts=True))
    return image


def as_pdf_by_pdfium(page: Page) -> QImage:
    document = pypdfium2.PdfDocument(pdf_bytes(page))
    scale = WIDE / document[0].get_width()
    pixels = np.ascontiguousarray(document[0].render(scale=scale, rev_byteorder=True, prefer_bgrx=True).to_numpy())
    high, wide, _ = pixels.shape
    return QImage(pixels.data, wide, high, pixels.strides[0], QImage.Format.Format_RGBX8888).copy()


RENDERERS = {"png": files.image_of, "svg": as_svg_by_qt, "svg by resvg": as_svg_by_resvg, "pdf": as_pdf_by_pdfium}


def tiles(image: QImage) -> NDArray[np.float32]:
    """The mean colour of every tile of a page, whatever the density; not of its last row, where nothing is drawn."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    side, rows = TILE * image.width() // WIDE, HIGH // TILE - 1
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = flat[: rows * side, : 3 * image.width()]
    return pixels.reshape(rows, side, WIDE // TILE, side, 3).mean((1, 3), dtype=np.float32)


def difference(seen: QImage, wanted: NDArray[np.float32]) -> tuple[float, float]:
    """The share of tiles that differ by more than the tolerance, and how much all differ on average."""
    apart = np.abs(tiles(seen) - wanted).max(axis=2)
    return float((apart > TOLERANCE).mean()), float(apart.mean())


def unlike(one: plate.Plate, *, skin: bool) -> dict[str, tuple[float, float]]:
    """The kinds of file in which a page differs from the stage, and by how much."""
    page = one.page()
    page.items = [page.items[0]]
    for sheet in one.shown.sheets(plate.BODY):
        page.items += one.shown.pieces(sheet)
    assert not any(isinstance(item, Words) for item in page.items)
    wanted = tiles(on_stage(one, skin=skin))
    assert wanted.min() < 200, "something is drawn"
    found = {kind: difference(paint(page), wanted) for kind, paint in RENDERERS.items()}
    return {kind: (most, mean) for kind, (most, mean) in found.items() if most > MOST or mean > MEAN}


@pytest.mark.parametrize("number", TODAY, ids=[POINTS[number] for number in TODAY])
def test_every_point_leaves_as_it_is_lit(number, monkeypatch):
    monkeypatch.setattr(shown, "layer_pieces", lambda *_: [])
    figures = get_args(Figure)
    assert unlike(plate_of(POINTS[number], figures[number % len(figures)]), skin=False) == {}


@pytest.mark.parametrize("figure", get_args(Figure))
@pytest.mark.parametrize("first", range(0, len(drawings().library.infos), 4))
def test_every_sheet_leaves_as_it_is_on_stage(figure, first):
    sheets = tuple(info.id for info in drawings().library.infos[first : first + 4])
    assert unlike(plate_of("trapezius-1", figure, sheets), skin=True) == {}


@pytest.mark.parametrize("figure", get_args(Figure))
def test_bones_leave_as_they_are_on_stage(figure):
    sheets = ("back", "head-side", "pelvis-back", "hand-palm")
    assert unlike(plate_of("trapezius-1", figure, sheets, bones=True), skin=True) == {}


def test_bones_that_are_missing_are_noticed(monkeypatch):
    layers = layer_shapes.layer_pieces
    monkeypatch.setattr(shown, "layer_pieces", lambda *args: [] if args[-1] == "bones" else layers(*args))
    plate_with = plate_of("trapezius-1", "man", ("back", "pelvis-back"), bones=True)
    assert set(unlike(plate_with, skin=True)) == set(RENDERERS)


def test_the_names_of_bones_are_words_of_the_page():
    with_names, without = (
        {item.text for item in plate_of("piriformis-1", "woman", ("pelvis-back",), bones=on).page().items
         if isinstance(item, Words)}
        for on in (True, False)
    )  # fmt: skip
    assert {"PSIS", "Sacrum", "Femur"} <= with_names
    assert without < with_names
    assert not {"PSIS", "Sacrum", "Femur"} & without


BOTH_LARGE_AND_SMALL: tuple[str, Figure, tuple[str, ...]] = ("trapezius-2", "man", ("back", "head-back"))


@pytest.mark.parametrize("left_out", ["ink_flesh", "ink_zone"])
def test_the_comparison_notices_what_is_missing(left_out, monkeypatch):
    monkeypatch.setattr(shown, "layer_pieces", lambda *_: [])
    monkeypatch.setattr(shown, left_out, lambda *_: [])
    assert set(unlike(plate_of(*BOTH_LARGE_AND_SMALL), skin=False)) == set(RENDERERS)


def test_hairlines_are_compared_more_closely_and_noticed_when_they_are_missing(monkeypatch):
    monkeypatch.setattr(shown, "layer_pieces", lambda *_: [])
    monkeypatch.setattr(f"{__name__}.TOLERANCE", 12)
    # PDFium smooths small dots in a way of its own.
    assert set(unlike(plate_of(*BOTH_LARGE_AND_SMALL), skin=False)) <= {"pdf"}
    monkeypatch.setattr(shown, "ink_fibres", lambda *_: [])
    assert set(unlike(plate_of(*BOTH_LARGE_AND_SMALL), skin=False)) == set(RENDERERS)
