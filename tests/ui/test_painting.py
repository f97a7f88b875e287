"""Painting in the real window: by hand and by keyboard, on every sheet, kept, undone, and what it may come from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap import assets
from bodymap.core.painting.file import read_painting
from bodymap.core.painting.model import Painting
from bodymap.core.skin import arrays
from bodymap.core.user_files import paintings_folder
from bodymap.ui.drawing.atelier import SheetKey
from bodymap.ui.strip.view import StripView
from tests.ui.conftest import once_furnished

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.painting_host import PaintingHost
    from bodymap.ui.stage.canvas import Canvas

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Painter:
    """A hand that paints in a window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        qtbot.waitUntil(lambda: bool(self.canvas.scene.places) and self.canvas.is_sharp, timeout=20_000)
        window.actions_by_id["paint.start"].trigger()
        self.settle()

    @property
    def host(self) -> PaintingHost:
        host = self.window.painting
        assert host is not None
        return host

    @property
    def canvas(self) -> Canvas:
        return self.window.stage.wake().canvas

    @property
    def painting(self) -> Painting:
        return self.host.editor.state.painting

    def settle(self) -> None:
        controller = self.window.stage.wake()
        state = self.window.store.state
        self._qtbot.waitUntil(lambda: self.canvas.has_painted(state) and self.canvas.is_sharp, timeout=20_000)
        self.host.atelier.wait()
        brushing = controller.brushing
        if brushing is not None:
            brushing._painting.refresh()
            brushing._painting.finish()

    def at(self, sheet_id: str, x: float, y: float, side: str | None = None) -> QPointF:
        """Where a place of a sheet is, as shares of its width and height."""
        for sheet in self.canvas.scene.sheets:
            if (sheet.instance.sheet_id, sheet.instance.side) == (sheet_id, side):
                place = sheet.placement
                return QPointF(*self.canvas.camera.to_widget(place.x + x * place.width, place.y + y * place.height))
        raise AssertionError(sheet_id)

    def send(self, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton) -> None:
        button = NONE if kind == QEvent.Type.MouseMove else LEFT
        away = QPointF(self.canvas.mapToGlobal(at))
        event = QMouseEvent(kind, at, away, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.canvas, event)

    def drag(self, way: Sequence[QPointF], steps: int = 8) -> None:
        self.send(QEvent.Type.MouseButtonPress, way[0], LEFT)
        for a, b in pairwise(way):
            for n in range(1, steps + 1):
                self.send(QEvent.Type.MouseMove, a + (b - a) * (n / steps), LEFT)
        self.send(QEvent.Type.MouseButtonRelease, way[-1], NONE)

    def thigh(self) -> None:
        self.drag([self.at("front", 0.36, 0.6), self.at("front", 0.37, 0.68)])

    def sides(self) -> set[str]:
        skin = self.host.atelier.skin
        return {"right" if skin.centre(cell)[0] < 0 else "left" for cell in self.painting.weights(skin)}

    def seen(self, sheet_id: str, *, mirrored: bool = False) -> float:
        """How many square centimetres of a sheet's map are painted."""
        field = self.host.atelier.field(SheetKey(self.window.store.state.figure, sheet_id, mirrored))
        tiles = [depths.depth for kind in field.tiles.values() for depths in kind.values()]
        return sum(float((depth > 0).sum()) for depth in tiles) / 100


@pytest.fixture
def painter(window: MainWindow, qtbot: QtBot) -> Painter:
    return Painter(window, qtbot)


def test_the_page_takes_the_panels_place_and_escape_gives_it_back(painter: Painter, qtbot: QtBot) -> None:
    window = painter.window
    workspace, stage = window.workspace, window.stage.wake()
    assert workspace.pane is painter.host
    assert workspace.strip.isVisible()
    assert not workspace.panel.isVisible()
    assert window.actions_by_id["paint.start"].isChecked()
    assert painter.canvas.pointer is stage.brushing
    window.actions_by_id["selection.clear"].trigger()
    assert workspace.pane is None
    assert workspace.panel.isVisible()
    assert painter.canvas.pointer is stage.pointer
    assert not painter.canvas.overlay.boxes("painted")
    assert not window.actions_by_id["paint.start"].isChecked()
    qtbot.waitUntil(lambda: painter.canvas.has_painted(window.store.state) and painter.canvas.is_sharp)
    place = painter.canvas.scene.places[0]
    at = QPointF(*painter.canvas.camera.to_widget(place.x, place.y)).toPoint()
    QTest.mouseClick(painter.canvas, LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert window.store.state.lit


def test_a_stroke_is_on_the_body_and_so_on_every_sheet_and_figure(painter: Painter) -> None:
    painter.thigh()
    painter.settle()
    skin = painter.host.atelier.skin
    (stroke,) = painter.painting.strokes
    assert {skin.region(place.cell).partition(".")[0] for place in stroke.places} == {"thigh"}
    assert painter.sides() == {"right"}
    front = painter.seen("front")
    assert front > 10
    painter.window.store.show_figure("man")
    painter.settle()
    assert painter.seen("front") == pytest.approx(front, rel=0.35)
    painter.window.store.stage_sheets(["knee-front", "leg-inner", "side"])
    painter.settle()
    assert painter.canvas.overlay.boxes("painted")
    painter.window.store.choose_side("left")
    painter.settle()
    assert painter.seen("side", mirrored=True) == 0.0


def test_a_stroke_that_comes_before_the_skin_has_been_read_is_not_lost(painter: Painter) -> None:
    atelier = painter.host.atelier
    atelier.forget(())
    atelier.ask("woman", "front")
    assert atelier.sheet("woman", "front") is None
    painter.thigh()
    assert len(painter.painting.strokes) == 1
    assert painter.sides() == {"right"}


def test_the_side_that_is_clicked_is_the_side_that_is_painted(painter: Painter) -> None:
    painter.window.store.choose_side("both")
    painter.settle()
    painter.drag([painter.at("front", 0.62, 0.6), painter.at("front", 0.62, 0.66)])
    assert painter.sides() == {"left"}
    painter.window.store.stage_sheets(["side"])
    painter.settle()
    painter.drag([painter.at("side", 0.52, 0.3, "left"), painter.at("side", 0.5, 0.3, "left")])
    painter.drag([painter.at("side", 0.2, 0.42, "right"), painter.at("side", 0.22, 0.44, "right")])
    assert painter.sides() == {"left", "right"} or len(painter.painting.strokes) < 3


def test_what_is_seen_is_what_is_counted(painter: Painter) -> None:
    painter.host.editor.choose_radius(2.0)
    painter.thigh()
    painter.settle()
    skin = painter.host.atelier.skin
    counted = sum(skin.area(cell) * share for cell, share in painter.painting.weights(skin).items())
    # The woman's thigh is not the reference surface, and seen from the front it curves away.
    assert painter.seen("front") == pytest.approx(counted, rel=0.35)


def test_undo_and_redo_bring_back_what_was_seen(painter: Painter) -> None:
    actions = painter.window.actions_by_id
    assert not actions["paint.undo"].isEnabled()
    painter.thigh()
    painter.settle()
    one = painter.seen("front")
    painter.host.editor.erase(True)
    painter.drag([painter.at("front", 0.36, 0.63), painter.at("front", 0.37, 0.65)])
    assert painter.seen("front") < one
    actions["paint.undo"].trigger()
    assert painter.seen("front") == one
    actions["paint.undo"].trigger()
    assert painter.seen("front") == 0.0
    assert not actions["paint.undo"].isEnabled()
    actions["paint.redo"].trigger()
    assert painter.seen("front") == one
    actions["paint.new"].trigger()
    assert painter.seen("front") == 0.0
    actions["paint.undo"].trigger()
    assert painter.seen("front") == one


def test_what_is_painted_is_kept_and_opened_again(painter: Painter, qtbot: QtBot, tmp_path: Path) -> None:
    painter.thigh()
    kept = painter.painting
    painter.host.keep()
    (path,) = paintings_folder().glob("*.painting.json")
    assert read_painting(path) == kept
    painter.window.actions_by_id["paint.new"].trigger()
    painter.thigh()
    painter.host.keep()
    assert len(list(paintings_folder().glob("*.painting.json"))) == 2
    assert read_painting(path) == kept
    painter.host.show_file(path)
    assert painter.painting == kept
    painter.thigh()
    painter.host.keep()
    assert read_painting(path) == painter.painting
    assert len(list(paintings_folder().glob("*.painting.json"))) == 2
    broken = tmp_path / "broken.painting.json"
    broken.write_text("{", encoding="utf-8")
    painter.host.show_file(broken)
    qtbot.waitUntil(lambda: bool(painter.window.workspace.messages.messages))
    assert "broken.painting.json is no painting" in painter.window.workspace.messages.messages[-1].summary
    assert painter.painting.strokes[: len(kept.strokes)] == kept.strokes


def test_a_window_that_is_closed_keeps_what_was_just_painted(painter: Painter) -> None:
    painter.thigh()
    painted = painter.painting
    painter.window.close()
    (path,) = paintings_folder().glob("*.painting.json")
    assert read_painting(path) == painted


def test_the_list_says_why_and_keeps_what_the_client_says(painter: Painter, qtbot: QtBot) -> None:
    view = painter.host.view
    before = view.more_words.text()
    painter.host.editor.choose_radius(2.0)
    painter.drag([painter.at("back", 0.62, 0.5), painter.at("back", 0.62, 0.62), painter.at("back", 0.62, 0.72)])
    view.refresh()
    assert "Is there more?" in view.more_words.text()
    assert "Is there more?" not in before
    first = view.weighed.muscles[0]
    assert first.side == "right"
    card = view.cards.take(len(view.weighed.muscles[:8]))[0]
    assert card.row.accessibleName() or card.row.text()
    point = first.lines[0].points[0]
    card.pointed.emit(point.id, "right")
    assert painter.window.store.state.hovered.point_id == point.id
    card.answers["yes"].click()
    assert painter.painting.answered(point.id, "right") == "yes"
    card.answers["yes"].click()
    assert painter.painting.answered(point.id, "right") is None
    card.chosen.emit(point.id, "right")
    assert [spot.point_id for spot in painter.window.store.state.lit] == [point.id]
    assert painter.window.workspace.pane is painter.host
    assert view.details.isVisible()
    painter.host.escape()
    assert not painter.window.store.state.lit
    assert painter.window.workspace.pane is painter.host


def test_the_keyboard_paints(painter: Painter) -> None:
    stage = painter.window.stage
    assert stage is not None
    stage.setFocus()
    brushing = stage.wake().brushing
    brushing._at = painter.at("front", 0.36, 0.6)
    QTest.keyClick(stage, Qt.Key.Key_Space)
    for _ in range(3):
        QTest.keyClick(stage, Qt.Key.Key_Down)
    assert painter.painting == Painting()
    QTest.keyClick(stage, Qt.Key.Key_Space)
    (stroke,) = painter.painting.strokes
    assert len(stroke.places) > 3
    assert painter.sides() == {"right"}


def test_a_pen_paints_as_wide_as_it_is_pressed_and_its_other_end_erases(painter: Painter) -> None:
    device = QPointingDevice.primaryPointingDevice()
    at = painter.at("front", 0.36, 0.6)

    def pen(pressure: float) -> None:
        event = QTabletEvent(
            QEvent.Type.TabletPress, device, at, QPointF(painter.canvas.mapToGlobal(at)), pressure, 0, 0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, LEFT, LEFT,
        )  # fmt: skip
        # Told to the canvas alone: Qt would send it again as that of a mouse.
        assert painter.canvas.pen is not None
        painter.canvas.pen(event)

    pen(0.1)
    painter.thigh()
    pen(1.0)
    painter.thigh()
    weak, strong = painter.painting.strokes
    assert weak.radius == pytest.approx(strong.radius / 2)


def test_the_strip_shows_what_is_painted(painter: Painter) -> None:
    painter.host.editor.choose_radius(4.0)
    painter.thigh()
    painter.host.atelier.wait(small=True)
    strip = painter.window.workspace.strip
    assert isinstance(strip, StripView)
    thumb = next(each for each in strip.thumbs if each.info.id == "front")
    before = thumb.grab().toImage()
    painter.host._small.refresh()
    after = thumb.grab().toImage()
    assert before != after
    painter.host.leave()
    assert thumb._painting is None


def test_beside_a_pane_that_takes_its_place_nobody_paints(painter: Painter) -> None:
    window = painter.window
    window.store.select(painter.canvas.scene.places[0].key.spot)
    window.hold_host().open()
    assert window.workspace.pane is window.hold
    assert window.stage.wake().brushing is None
    assert painter.canvas.pointer is window.stage.wake().pointer
    window.hold.leave()
    assert window.workspace.pane is None


def test_a_drag_beside_the_bodies_moves_the_picture(painter: Painter) -> None:
    painter.window.stage.zoom(4)
    painter.settle()
    before = painter.canvas.camera
    corner = next(
        QPointF(x, y)
        for x in range(5, painter.canvas.width(), 9)
        for y in range(5, painter.canvas.height(), 9)
        if painter.window.stage.wake().brushing._painting.place_at(QPointF(x, y)) is None
    )
    painter.drag([corner, corner + QPointF(-30, 0)])
    assert painter.painting == Painting()
    assert painter.canvas.camera != before


def test_the_picture_is_smooth_however_near_one_looks(painter: Painter) -> None:
    """Between the colour of a rim and bare skin lies one pixel, not the step of a map's pixel."""
    painter.host.editor.choose_radius(2.0)
    painter.thigh()
    painter.window.stage.wake().handling.zoom(8.0, painter.at("front", 0.365, 0.64))
    painter.settle()
    painter.window.stage.wake().finish()
    painter.settle()
    pixels = painter.window.stage.wake().brushing._painting._pixels
    edge = [int(np.argmax(row > 0)) for row in pixels[100:300] if row.any()]
    # Below the round end, where the rim runs downwards.
    steps = np.abs(np.diff(edge[30:]))
    assert len(edge) > 100
    assert steps.max() <= 2


def test_nothing_of_the_skin_is_opened_before_somebody_paints(tmp_path: Path) -> None:
    first = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
    )
    then = (
        "print([name for name in opened if name.endswith('.skin')])\n"
        "heavy = {'numpy', 'bodymap.ui.painting_host', 'bodymap.core.skin.table'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert once_furnished(tmp_path / "b.ini", then, first).split() == ["[]", "[]"]


def test_a_map_that_was_read_ahead_and_is_not_asked_for_is_let_go(painter: Painter, qtbot: QtBot) -> None:
    path = assets.skin_root() / "woman" / "head-top.skin"
    arrays.read_ahead(path)
    painter.host.atelier.ask("woman", "foot-sole")
    qtbot.waitUntil(lambda: not arrays._ahead, timeout=20_000)
    arrays.read_ahead(path)
    painter.window.close()
    assert not arrays._ahead
