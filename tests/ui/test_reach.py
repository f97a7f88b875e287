"""Where to look first: the map over the body, its page, and what leads on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QMouseEvent
from PySide6.QtWidgets import QApplication

from bodymap.core.ranking import Ranking
from bodymap.core.reach import muscles_by_reach, places_reached
from bodymap.core.state import Spot
from bodymap.ui import theme
from bodymap.ui.drawing.scale import OPAQUE, colour_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.core.index import AtlasIndex
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.reach.view import ReachView
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.reach import StageReach

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Reader:
    """Somebody who looks at the map."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.settle()
        window.actions_by_id["reach.show"].trigger()
        self.settle()

    @property
    def canvas(self) -> Canvas:
        return self.window.stage.wake().canvas

    @property
    def map(self) -> StageReach:
        found = self.window.stage.wake().guests.reach
        assert found is not None
        return found

    @property
    def view(self) -> ReachView:
        return self.window.reach.widget

    def settle(self) -> None:
        controller, state = self.window.stage.wake(), self.window.store.state
        self._qtbot.waitUntil(lambda: self.canvas.has_painted(state) and self.canvas.is_sharp, timeout=20_000)
        if controller.guests.reach is not None:
            controller.guests.reach.refresh()
            controller.guests.reach.finish()

    def at(self, sheet_id: str, x: float, y: float) -> QPointF:
        for sheet in self.canvas.scene.sheets:
            if sheet.instance.sheet_id == sheet_id:
                place = sheet.placement
                return QPointF(*self.canvas.camera.to_widget(place.x + x * place.width, place.y + y * place.height))
        raise AssertionError(sheet_id)

    def send(self, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton) -> None:
        button = NONE if kind == QEvent.Type.MouseMove else LEFT
        away = QPointF(self.canvas.mapToGlobal(at))
        QApplication.sendEvent(self.canvas, QMouseEvent(kind, at, away, button, held, Qt.KeyboardModifier.NoModifier))

    def click(self, at: QPointF) -> None:
        self.send(QEvent.Type.MouseButtonPress, at, LEFT)
        self.send(QEvent.Type.MouseButtonRelease, at, NONE)

    def seen(self, at: QPointF) -> QColor:
        return self.canvas.grab().toImage().pixelColor(at.toPoint())


@pytest.fixture
def reader(window: MainWindow, qtbot: QtBot) -> Reader:
    return Reader(window, qtbot)


def near(one: QColor, other: QColor) -> int:
    return max(abs(a - b) for a, b in zip(parts(one), parts(other), strict=True))


def parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def on_skin(colour: QColor) -> QColor:
    pairs = zip(parts(colour), parts(QColor(theme.SKIN)), strict=True)
    red, green, blue = (round(OPAQUE * a + (1 - OPAQUE) * b) for a, b in pairs)
    return QColor(red, green, blue)


@pytest.mark.parametrize("essential_only", [False, True])
def test_the_lists_of_a_place_name_the_muscles_that_it_is_counted_for(index: AtlasIndex, essential_only: bool) -> None:
    ranking = Ranking(index, essential_only=essential_only)
    for place in places_reached(index, essential_only=essential_only):
        counted = {muscle.id for muscle in (*place.main, *place.wider)}
        assert {one.muscle.id for one in ranking.rank((place.region.code,))} == counted


def test_every_place_is_in_the_colour_of_its_count(reader: Reader, index: AtlasIndex) -> None:
    counts = {one.region.code: one.count for one in places_reached(index)}
    most = max(counts.values())
    for at, code in ((reader.at("front", 0.36, 0.6), "thigh.front"), (reader.at("back", 0.6, 0.5), "buttock")):
        wanted = colour_of((counts[code] - 1) / (most - 1))
        assert near(reader.seen(at), on_skin(wanted)) < 24
    # No mark of any point lies on the map.
    assert reader.canvas.bare


def test_main_areas_alone_make_another_map(reader: Reader) -> None:
    at = reader.at("front", 0.36, 0.6)
    before, rows = reader.seen(at), reader.view.places.rows
    reader.view.areas.segments["main"].click()
    reader.settle()
    assert near(before, reader.seen(at)) > 30
    assert reader.view.places.rows != rows
    reader.view.areas.segments["both"].click()
    reader.settle()
    assert near(before, reader.seen(at)) < 3


def test_a_click_on_the_body_chooses_the_place_and_its_muscles(reader: Reader, index: AtlasIndex) -> None:
    at = reader.at("front", 0.36, 0.6)
    reader.click(at)
    assert reader.view.code == "thigh.front"
    assert reader.view.places.key() == "thigh.front"
    ranked = Ranking(index).rank(("thigh.front",))
    assert [row.key for row in reader.view.muscles.rows] == [one.muscle.id for one in ranked][:12]
    assert reader.view.muscles.rows[0].main + reader.view.muscles.rows[0].wider == 1
    assert not reader.window.store.state.lit
    assert reader.window.store.state.place is None
    assert len(reader.canvas.overlay.items("reach")) > 1
    reader.window.actions_by_id["selection.clear"].trigger()
    assert reader.view.code == ""
    assert [row.key for row in reader.view.muscles.rows][:3] == [one.muscle.id for one in muscles_by_reach(index)][:3]
    reader.window.actions_by_id["selection.clear"].trigger()
    assert reader.window.workspace.pane is None
    assert not reader.canvas.overlay.items("reach")
    assert not reader.canvas.bare
    assert reader.canvas.pointer is reader.window.stage.wake().pointer


def test_a_drag_moves_the_picture_and_the_map_with_it(reader: Reader) -> None:
    reader.window.stage.zoom(3)
    reader.settle()
    before, box = reader.canvas.camera, reader.canvas.overlay.boxes("reach")[0]
    at = reader.at("front", 0.36, 0.6)
    reader.send(QEvent.Type.MouseButtonPress, at, LEFT)
    reader.send(QEvent.Type.MouseMove, at + QPointF(-20, 0), LEFT)
    reader.send(QEvent.Type.MouseButtonRelease, at + QPointF(-20, 0), NONE)
    assert reader.view.code == ""
    assert reader.canvas.camera.x - before.x == pytest.approx(-20)
    assert reader.canvas.overlay.boxes("reach")[0][0] == pytest.approx(box[0] - 20)


def test_a_row_chooses_its_place_and_a_large_one_has_the_rims_of_its_parts(reader: Reader, qtbot: QtBot) -> None:
    table = reader.view.places
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    first = table.rows[0]
    assert reader.view.code == first.key == "head"
    assert "head.temple" in reader.view.codes()
    assert len(reader.canvas.overlay.items("reach")) > 5
    reader.view.whole.click()
    assert reader.view.code == ""
    assert len(reader.canvas.overlay.items("reach")) == 1


def test_a_place_that_no_main_area_reaches_says_so(reader: Reader) -> None:
    every = {row.key for row in reader.view.places.rows}
    reader.view.count(essential_only=True)
    unreached = min(every - {row.key for row in reader.view.places.rows})
    reader.view.choose(unreached)
    assert reader.view.heading.text().startswith("No muscle is known to send pain here: ")
    assert not reader.view.muscles.isVisible()
    assert unreached not in reader.view.colours()


def test_what_is_opened_is_asked_in_the_panels_place(reader: Reader) -> None:
    reader.view.choose("head.temple", "left")
    reader.view.list_all.click()
    window = reader.window
    assert window.workspace.pane is None
    assert (window.store.state.place, window.store.state.side) == ("head.temple", "left")
    window.actions_by_id["reach.show"].trigger()
    assert window.store.state.place is None
    reader.view.choose("head.temple")
    table = reader.view.muscles
    table.itemActivated.emit(table.item(0, 0))
    assert window.store.state.muscle == table.rows[0].key
    assert window.workspace.pane is None


def test_what_is_lit_from_elsewhere_takes_the_place_back(reader: Reader) -> None:
    reader.window.store.select(Spot("infraspinatus-1", "right"))
    assert reader.window.workspace.pane is None
    assert not reader.canvas.overlay.items("reach")
    assert not reader.window.actions_by_id["reach.show"].isChecked()


def test_another_body_has_its_own_map_and_never_that_of_the_one_before(reader: Reader) -> None:
    shown: list[bool] = []
    reader.canvas.settled.connect(lambda: shown.append(bool(reader.canvas.overlay.items("reach"))))
    reader.window.store.show_figure("man")
    reader.settle()
    assert shown
    assert not shown[0]
    at = reader.at("front", 0.36, 0.6)
    assert near(reader.seen(at), on_skin(reader.view.colours()["thigh.front"])) < 24


def test_painting_and_the_map_take_turns(reader: Reader, qtbot: QtBot) -> None:
    window, guests = reader.window, reader.window.stage.wake().guests
    window.actions_by_id["paint.start"].trigger()
    assert guests.reach is None
    assert guests.brushing is not None
    assert not reader.canvas.overlay.items("reach")
    window.actions_by_id["reach.show"].trigger()
    assert guests.brushing is None
    assert guests.reach is not None
    assert reader.canvas.pointer is guests.reach
    assert reader.canvas.bare


def test_the_map_gives_back_the_sheets_that_a_hold_had_put_away(reader: Reader) -> None:
    window = reader.window
    window.store.select(Spot("infraspinatus-1", "right"))
    staged = window.store.state.staged
    window.hold_host().open()
    assert window.store.state.staged != staged
    window.actions_by_id["reach.show"].trigger()
    assert window.workspace.pane is window.reach
    assert window.store.state.staged == staged


def test_the_bars_are_a_table_to_a_screen_reader(reader: Reader) -> None:
    reader.view.choose("head.temple")
    for table in (reader.view.places, reader.view.muscles):
        told = QAccessible.queryAccessibleInterface(table)
        assert told.role() == QAccessible.Role.Table
        assert table.accessibleName()
        children = [told.child(n) for n in range(told.childCount())]
        cells = [each.text(QAccessible.Text.Name) for each in children if each.role() == QAccessible.Role.Cell]
        assert cells == [said for row in table.rows for said in (row.name, row.said)]
        assert all(cells)
    assert "muscles" in reader.view.places.rows[0].said
    assert "fits" in reader.view.muscles.rows[0].said
    most = max(int(row.figure) for row in reader.view.places.rows)
    assert f"the darkest {most}" in reader.view.scale.accessibleName()


def test_it_says_it_in_the_clients_words(reader: Reader) -> None:
    names = [row.name for row in reader.view.places.rows]
    reader.window.store.speak("client")
    assert [row.name for row in reader.view.places.rows] != names


def test_the_keys_zoom_and_fit(reader: Reader, qtbot: QtBot) -> None:
    stage = reader.window.stage
    qtbot.keyClick(stage, Qt.Key.Key_Plus)
    assert reader.canvas.camera.zoom > 1
    qtbot.keyClick(stage, Qt.Key.Key_0)
    assert reader.canvas.camera.zoom == 1
    reader.map.turn(1.0, reader.at("front", 0.36, 0.6))
    assert reader.canvas.camera.zoom > 1
    reader.map.pinch(0.5, reader.at("front", 0.36, 0.6))
    reader.map.scroll(3, 0)
    reader.map.move(reader.at("front", 0.36, 0.6), held=False)
    reader.map.leave()
    assert not reader.map.is_busy
