"""What a pen waits for is little: wet ink first, everything else in small steps, and what comes out is the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QImage, QPainter

from bodymap.core.painting.model import KINDS, Painting, Stroke
from bodymap.ui.drawing.atelier import SheetKey
from bodymap.ui.drawing.painted_cells import PaintedCells
from bodymap.ui.drawing.painted_field import chunks_of
from tests.ui.test_painting import LEFT, NONE, Painter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow


@pytest.fixture
def painter(window: MainWindow, qtbot: QtBot) -> Painter:
    return Painter(window, qtbot)


def begin(painter: Painter) -> QPointF:
    """Put the brush on the thigh and lead it on, without lifting it; return where it is."""
    start, end = painter.at("front", 0.36, 0.6), painter.at("front", 0.365, 0.62)
    painter.send(QEvent.Type.MouseButtonPress, start, LEFT)
    painter.send(QEvent.Type.MouseMove, end, LEFT)
    return end


def wet(painter: Painter) -> np.ndarray:
    """How opaque the ink is that is wet, pixel by pixel of the canvas."""
    image = QImage(painter.canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    onto = QPainter(image)
    onto.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in painter.canvas.overlay.items("wet"):
        item.paint(onto)
    onto.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()) >> 24


def test_wet_ink_is_under_the_pen_at_once_and_goes_when_it_has_dried(painter: Painter) -> None:
    before = painter.canvas.grab().toImage()
    end = begin(painter)
    assert wet(painter)[round(end.y()), round(end.x())] > 0
    field = painter.host.atelier.field(SheetKey("woman", "front", mirrored=False))
    assert field is not None
    after = painter.canvas.grab().toImage()
    assert before.pixelColor(end.toPoint()) != after.pixelColor(end.toPoint())
    painter.host.atelier.dry()
    assert not painter.canvas.overlay.items("wet")
    assert painter.seen("front") > 0
    painter.send(QEvent.Type.MouseButtonRelease, end, NONE)
    assert not painter.canvas.overlay.items("wet")


def test_wet_ink_ends_where_the_drawn_body_does(painter: Painter) -> None:
    painter.host.editor.choose_radius(4.0)
    at = painter.at("front", 0.36, 0.62)
    x = next(x for x in range(round(at.x()), 0, -1) if painter_skin(painter, QPointF(x, at.y())) is None)
    at = QPointF(x + 2, at.y())
    painter.send(QEvent.Type.MouseButtonPress, at, LEFT)
    painter.send(QEvent.Type.MouseMove, at + QPointF(0, 6), LEFT)
    row = wet(painter)[round(at.y()) + 3]
    assert row[x + 4 :].any()
    assert not row[: x - 2].any()
    painter.host.escape()
    assert not painter.canvas.overlay.items("wet")
    assert painter.painting == Painting()


def painter_skin(painter: Painter, at: QPointF) -> object:
    brushing = painter.window.stage.wake().brushing
    assert brushing is not None
    return brushing._painting.place_at(at)


def test_the_eraser_is_seen_while_it_is_wet(painter: Painter) -> None:
    painter.thigh()
    painter.host.editor.erase(True)
    end = begin(painter)
    assert wet(painter)[round(end.y()), round(end.x())] > 0


def test_cells_of_small_pictures_are_about_those_that_are_counted(painter: Painter) -> None:
    painter.host.editor.choose_radius(2.0)
    painter.thigh()
    arrays, skin = painter.host.atelier.arrays, painter.host.atelier.skin
    cells = PaintedCells(arrays)
    for stroke in painter.painting.strokes:
        for chunk in chunks_of(arrays, stroke):
            cells.lay(chunk)
    touched = cells.painted()
    shares = cells.shares("pain", touched)
    assert shares is not None
    counted = painter.painting.weights(skin)
    area = sum(skin.area(cell) * share for cell, share in counted.items())
    about = sum(skin.area(int(cell)) * float(share) for cell, share in zip(touched, shares, strict=True))
    assert about == pytest.approx(area, rel=0.1)
    assert set(counted) <= set(touched.tolist())
    erased = Stroke("pain", 5, 10.0, painter.painting.strokes[0].places, erasing=True)
    for chunk in chunks_of(arrays, erased):
        cells.lay(chunk)
    left = cells.shares("pain", touched)
    assert left is not None
    assert not left.any()
    assert all(cells.shares(kind, touched) is None for kind in KINDS if kind != "pain")


def test_the_strip_follows_undo(painter: Painter) -> None:
    small = painter.host._small
    painter.thigh()
    small.refresh()
    assert small._colours.any()
    colours = small._colours.copy()
    painter.host.editor.undo()
    small.refresh()
    assert not small._colours.any()
    assert not small._mirrored.any()
    painter.host.editor.redo()
    small.refresh()
    assert (small._colours == colours).all()


def test_the_list_is_filled_in_steps_and_says_the_same(painter: Painter, qtbot: QtBot) -> None:
    view, queue = painter.host.view, painter.window.stage.wake().drawings.queue
    assert view is not None
    painter.host.editor.choose_radius(2.0)
    painter.drag([painter.at("back", 0.62, 0.5), painter.at("back", 0.62, 0.62)])
    view.tell()
    assert queue.has(view._job)
    qtbot.waitUntil(lambda: not queue.has(view._job) and not view._later.isActive(), timeout=20_000)
    stepped = view.weighed
    view._of = None
    view.refresh()
    assert view.weighed == stepped
    assert stepped is not None
    assert stepped.muscles


def test_numbness_counts_in_the_window_too(painter: Painter) -> None:
    """One finger of a nerve's four is enough where it is numb (``is_numb``); the command line says so as well."""
    steps = painter.host._weigh_steps
    skin = painter.host.atelier.skin
    from bodymap.core.painting.covering import finished
    from bodymap.core.skin.table import Place

    finger = [n for n in range(skin.count) if skin.region(n) == "finger.index" and skin.centre(n)[0] < 0]
    dabs = tuple(Place(cell, 128, 128) for cell in finger[:: max(1, len(finger) // 40)])
    told = {}
    for kind in ("pain", "numbness"):
        found = finished(steps(Painting((Stroke(kind, 5, 0.5, dabs),)), "clinician"))
        told[kind] = {one.alternative.id for one in found.also_fits}
    assert told["pain"] < told["numbness"]


def test_nothing_needless_comes_with_painting(painter: Painter) -> None:
    """Masked arrays take as long to come as a map of the skin, and as much room."""
    painter.thigh()
    painter.host._small.refresh()
    assert "numpy.ma" not in sys.modules or "pyqtgraph" in sys.modules
