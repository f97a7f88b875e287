"""Drawings whose every place is known, and a real stage over them: fixtures for whoever tests with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from bench.synthetic import make_atlas
from bodymap.core.index import AtlasIndex
from bodymap.core.presentation import Presentation, PresentationStore
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import State
from bodymap.core.store import Store
from bodymap.ui import theme
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.stage.view import StageView
from tests import drawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QColor
    from pytestqt.qtbot import QtBot

    from bodymap.core.pick import Place
    from bodymap.core.state import Side, Spot
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.controller import StageController


@pytest.fixture(scope="session")
def svg_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn.write(tmp_path_factory.mktemp("drawn") / "svg")


@pytest.fixture
def library(svg_root: Path) -> SheetLibrary:
    return SheetLibrary(svg_root)


@pytest.fixture(scope="session")
def index() -> AtlasIndex:
    return AtlasIndex(make_atlas())


@dataclass
class Stage:
    """A shown stage, with what a test wants to know of it."""

    view: StageView
    store: Store
    presentation: PresentationStore
    index: AtlasIndex
    window: QWidget

    @property
    def controller(self) -> StageController:
        return self.view.wake()

    @property
    def canvas(self) -> Canvas:
        return self.controller.canvas

    def instance(self, sheet_id: str, side: Side | None = None) -> int:
        """The number of a sheet instance on the stage."""
        instances = [sheet.instance for sheet in self.canvas.scene.sheets]
        return next(n for n, instance in enumerate(instances) if (instance.sheet_id, instance.side) == (sheet_id, side))

    def at(self, instance: int, place: tuple[float, float], side: Side) -> QPoint:
        """Where a place of a drawing, on a patient's side, is seen on the canvas."""
        placement = self.canvas.scene.sheets[instance].placement
        scene = placement.to_scene(*place, mirrored=side == "left")
        return QPointF(*self.canvas.camera.to_widget(*scene)).toPoint()

    def mark(self, sheet_id: str, spot: Spot, side: Side | None = None) -> Place[Mark]:
        number = self.instance(sheet_id, side)
        return next(p for p in self.canvas.scene.places if p.key.instance == number and p.key.spot == spot)

    def where(self, place: Place[Mark]) -> QPoint:
        return QPointF(*self.canvas.camera.to_widget(place.x, place.y)).toPoint()

    def click(self, at: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.canvas, Qt.MouseButton.LeftButton, keys, at)

    def hover(self, at: QPoint) -> None:
        QTest.mouseMove(self.canvas, QPoint(2, 2))
        QTest.mouseMove(self.canvas, at)

    def colour(self, at: QPoint) -> QColor:
        return self.canvas.grab().toImage().pixelColor(at * self.canvas.devicePixelRatioF())


def is_red(colour: QColor) -> bool:
    """Whether a pixel shows an essential zone in the first hue, over whatever skin."""
    return colour.red() > 140 and colour.green() < 90 and colour.blue() < 90


def is_skin(colour: QColor) -> bool:
    """Whether a pixel shows the plain grey skin of the drawings."""
    return abs(colour.red() - 0xE0) < 6 and abs(colour.green() - colour.red()) < 6


@pytest.fixture
def make_stage(qtbot: QtBot, index: AtlasIndex) -> Callable[..., Stage]:
    """Return a function that shows a stage over a library; keywords are fields of the state or the presentation."""
    theme_palette = theme.palette(theme.LIGHT)

    def make(library: SheetLibrary, size: tuple[int, int] = (1000, 700), **fields: Any) -> Stage:
        own = {name: fields.pop(name) for name in ("projector", "reduce_motion", "follows") if name in fields}
        store = Store(State(**{"layers": frozenset({"muscles", "points", "zones"}), **fields}))
        presentation = PresentationStore(Presentation(**{"reduce_motion": True, "follows": False, **own}))
        window = QWidget()
        qtbot.addWidget(window)
        window.setPalette(theme_palette)
        QPushButton("before", window).setGeometry(0, 0, 80, 30)
        view = StageView(store, presentation, Drawings(library), index, window)
        view.setGeometry(0, 30, *size)
        window.resize(size[0], size[1] + 30)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        view.finish()
        return Stage(view, store, presentation, index, window)

    return make


@pytest.fixture
def stage(make_stage: Callable[..., Stage], library: SheetLibrary) -> Stage:
    return make_stage(library)
