"""Nothing is read before the first paint, and nothing ever blocks for long."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget

from bodymap.core.presentation import PresentationStore
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Spot
from bodymap.core.store import Store
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.scene import EMPTY
from bodymap.ui.stage.view import StageView
from bodymap.ui.strip.view import StripView
from tests.drawn import FAR


def test_the_first_paint_comes_before_any_drawing_is_read(qtbot, library, index, monkeypatch):
    told = []
    monkeypatch.setattr(
        StageView,
        "paintEvent",
        lambda self, event, paint=StageView.paintEvent: (told.append("paint"), paint(self, event)),
    )
    art = SheetLibrary.art
    monkeypatch.setattr(SheetLibrary, "art", lambda self, *key: (told.append("read"), art(self, *key))[1])
    infos = vars(SheetLibrary)["infos"].fget
    monkeypatch.setattr(SheetLibrary, "infos", property(lambda self: (told.append("read"), infos(self))[1]))
    window = QWidget()
    qtbot.addWidget(window)
    store, presentation, drawings = Store(), PresentationStore(), Drawings(library)
    stage = StageView(store, presentation, drawings, index, window)
    strip = StripView(store, presentation, drawings, window)
    stage.setGeometry(0, 0, 900, 500)
    strip.setGeometry(0, 500, 900, 150)
    window.resize(900, 650)
    assert told == []
    with qtbot.waitSignal(stage.ready, timeout=5000):
        window.show()
    assert told[0] == "paint"
    assert "read" in told


def test_what_the_window_needs_before_its_first_paint_is_light():
    """Import of the stage brings neither SVG nor the machinery that paints."""
    code = (
        "import sys; from bodymap.ui.stage.view import StageView; from bodymap.ui.strip.view import StripView; "
        "heavy = {'PySide6.QtSvg', 'bodymap.ui.stage.controller', 'bodymap.ui.drawing.drawings', "
        "'bodymap.core.sheets', 'numpy', 'pyqtgraph'} & set(sys.modules); print(sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted where Linux lists them")
def test_fills_are_not_shared_out_to_threads(monkeypatch):
    """To hand one over takes many times as long as to fill."""
    monkeypatch.delenv("QT_NO_GUI_THREADPOOL", raising=False)
    code = (
        "import os, sys; __import__(sys.argv[1])\n"
        "from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath\n"
        "app = QGuiApplication([])\n"
        "before = len(os.listdir('/proc/self/task'))\n"
        "image = QImage(900, 900, QImage.Format.Format_ARGB32_Premultiplied)\n"
        "painter = QPainter(image)\n"
        "painter.setRenderHint(QPainter.RenderHint.Antialiasing)\n"
        "path = QPainterPath()\n"
        "path.addEllipse(0, 0, 900, 900)\n"
        "painter.fillPath(path, QColor(200, 30, 30, 120))\n"
        "painter.end()\n"
        "print(len(os.listdir('/proc/self/task')) - before)\n"
    )
    more = [
        int(subprocess.run([sys.executable, "-c", code, name], capture_output=True, text=True, check=True).stdout)
        for name in ("bodymap.ui.stage.view", "PySide6.QtGui")
    ]
    assert more[0] == 0
    assert more[1] > 0, "where Qt itself does not share them out any more, this can go"


def test_a_click_never_parses_once_idle_time_was_had(stage, monkeypatch):
    from bodymap.ui.drawing import drawings

    stage.controller.drawings.queue.finish()
    parsed: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(drawings, "parse_path", parsed.append)
        stage.click(stage.where(stage.mark("front", Spot(FAR, "right"))))
    assert parsed == []


def test_the_camera_stays_when_the_figure_changes(stage):
    stage.controller.zoom(3.0)
    stage.view.finish()
    camera = stage.canvas.camera
    stage.store.show_figure("man")
    stage.view.finish()
    assert stage.canvas.camera == camera
    assert stage.canvas.is_sharp


def test_another_size_fits_the_sheets_anew(stage):
    stage.view.resize(600, 500)
    stage.view.finish()
    assert all(s.placement.right <= 600 and s.placement.bottom <= 500 for s in stage.canvas.scene.sheets)
    assert stage.canvas.is_sharp


def test_another_palette_repaints_the_ground_but_not_the_skin(stage):
    from bodymap.ui import theme

    skin = stage.at(stage.instance("front"), (350, 760), "right")
    before = stage.colour(skin)
    stage.window.setPalette(theme.palette(theme.DARK))
    stage.view.finish()
    image = stage.canvas.grab().toImage()
    assert image.pixelColor(3, stage.canvas.height() - 3).lightness() < 60
    assert image.pixelColor(skin) == before


def test_a_stage_that_is_resized_before_its_first_picture_is_laid_out_for_its_size(make_stage, library, monkeypatch):
    """The window may be maximised, or its finder folded, while the first drawings are still being painted."""
    monkeypatch.setattr(StageView, "finish", lambda _: None)
    stage = make_stage(library)
    controller = stage.controller
    controller.drawings.queue.finish(controller._job)
    assert not controller._is_ready
    stage.view.resize(600, 500)
    controller.finish()
    assert controller._is_ready
    assert stage.canvas.scene.size == (600.0, 500.0)
    assert max(sheet.placement.right for sheet in stage.canvas.scene.sheets) <= 600


def test_zooming_before_there_is_anything_to_see_does_nothing(make_stage, library, monkeypatch):
    monkeypatch.setattr(StageView, "finish", lambda _: None)
    stage = make_stage(library)
    assert stage.canvas.scene is EMPTY
    stage.view.zoom(2)
    stage.view.fit()
    stage.controller.finish()
    assert stage.canvas.camera == Camera()
    assert stage.canvas.is_sharp
