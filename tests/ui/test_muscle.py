"""A click on a muscle gives the muscle: its name, all its points, where any of them is felt; and the place it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from bodymap.core.state import Spot
from bodymap.ui.drawing import ink
from bodymap.ui.record.source_list import PicturedRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.canvas import Canvas


@pytest.fixture
def canvas(window: MainWindow, qtbot: QtBot) -> Canvas:
    canvas = window.stage.wake().canvas
    qtbot.waitUntil(lambda: bool(canvas.scene.places) and canvas.has_painted(window.store.state), timeout=15_000)
    return canvas


def on_muscle(window: MainWindow, canvas: Canvas, muscle_id: str) -> QPoint:
    """Return a position on a muscle that is out of reach of every X."""
    handling = window.stage.wake().handling
    for y in range(0, canvas.height(), 3):
        for x in range(0, canvas.width(), 3):
            at = QPointF(x, y)
            found = handling.muscle_at(at)
            if found is not None and found.muscle_id == muscle_id and handling.pick(at) is None:
                return at.toPoint()
    raise AssertionError(f"{muscle_id} cannot be clicked")


def click(canvas: Canvas, at: QPoint) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def rows(window: MainWindow, part: QWidget) -> list[PicturedRow]:
    return [row for row in part.findChildren(PicturedRow) if row.isVisibleTo(window)]


def test_a_click_on_a_muscle_gives_all_its_points(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    at = on_muscle(window, canvas, "gastrocnemius")
    click(canvas, at)
    state, panel = window.store.state, window.workspace.panel
    place = window.stage.wake().handling.region_at(QPointF(at))
    assert (state.muscle, state.place, state.lit) == ("gastrocnemius", place.code, ())
    qtbot.waitUntil(lambda: panel.page is panel.muscle_page)
    muscle = window.index.muscle("gastrocnemius")
    assert panel.muscle.name.text() == muscle.name
    assert [row._point_id for row in rows(window, panel.muscle.points)] == [point.id for point in muscle.points]
    assert muscle.name in window.herald.said or qtbot.waitUntil(lambda: muscle.name in window.herald.said) is None
    # Two clicks from one muscle to another: its page has what else refers there.
    other = next(row for row in rows(window, panel.muscle.sources) if row._point_id.startswith("soleus"))
    other.click()
    assert window.store.state.lit[0].point_id.startswith("soleus")
    assert panel.trail.isVisible() or qtbot.waitUntil(lambda: panel.trail.isVisible()) is None
    assert panel.trail.back.text() == muscle.name


def test_the_pointer_names_the_muscle_before_the_place(window: MainWindow, canvas: Canvas) -> None:
    at = on_muscle(window, canvas, "gastrocnemius")
    stage = window.stage.wake()
    place = stage.handling.region_at(QPointF(at))
    name = window.index.region(place.code).label.split(" (")[0]
    assert stage.place_names.name_at(QPointF(at)) == f"Gastrocnemius\n{name}, {place.side} side"


def test_no_muscle_is_meant_where_muscles_are_hidden_or_an_x_is_near(window: MainWindow, canvas: Canvas) -> None:
    at = on_muscle(window, canvas, "gastrocnemius")
    place = next(p for p in canvas.scene.places if p.key.spot.point_id == "gastrocnemius-1")
    click(canvas, QPointF(*canvas.camera.to_widget(place.x, place.y)).toPoint() + QPoint(round(ink.REACH) - 4, 0))
    assert window.store.state.muscle is None
    assert window.store.state.lit
    window.store.clear()
    window.store.toggle_layer("muscles")
    canvas.finish()
    click(canvas, at)
    here = window.stage.wake().handling.region_at(QPointF(at))
    assert here is not None
    assert (window.store.state.muscle, window.store.state.place) == (None, here.code)


def reds(canvas: Canvas) -> int:
    """Return how many pixels of the stage, of every second row and column, are red."""
    image = canvas.grab().toImage()
    seen = (image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(colour.red() - colour.green() > 90 for colour in seen)


def test_all_of_its_zones_are_seen_until_one_point_is_looked_at(window: MainWindow, canvas: Canvas) -> None:
    nothing = reds(canvas)
    each = []
    for point in window.index.muscle("gluteus-maximus").points:
        window.store.select(Spot(point.id, "right"))
        each.append(reds(canvas) - nothing)
    window.store.clear()
    window.store.ask_muscle("gluteus-maximus")
    union = reds(canvas) - nothing
    # The rings of its points cover some of it.
    assert union > max(each) / 2 > each[-1]
    window.store.hover(Spot("gluteus-maximus-3", "right"))
    assert reds(canvas) - nothing < union / 2
    window.store.hover(None)
    assert reds(canvas) - nothing == union


def test_while_a_place_is_asked_muscles_fade_but_the_sources(window: MainWindow, canvas: Canvas) -> None:
    handling = window.stage.wake().handling
    faded, source = on_muscle(window, canvas, "external-oblique"), on_muscle(window, canvas, "biceps-femoris")
    window.store.ask_place("thigh.back")
    assert canvas.faded
    assert handling.muscle_at(QPointF(faded)) is None
    assert handling.muscle_at(QPointF(source)) is not None
    window.store.clear()
    assert not canvas.faded
    assert handling.muscle_at(QPointF(faded)) is not None


def test_a_candidate_that_is_pointed_at_is_shown_beforehand(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    window.store.ask_place("calf")
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    row = rows(window, panel.place)[0]
    row.pointed.emit(row._point_id)
    assert window.store.state.hovered == Spot(row._point_id, "right")
    assert canvas.overlay.boxes("preview")
    row.pointed.emit("")
    assert window.store.state.hovered is None
    assert not canvas.overlay.boxes("preview")


def test_each_source_has_a_live_picture_of_its_side_and_figure(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    panel = window.workspace.panel
    window.store.ask_place("calf")
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    qtbot.waitUntil(lambda: all(row.picture is not None for row in rows(window, panel.place)), timeout=15_000)
    row = rows(window, panel.place)[0]
    right = row.picture
    colours = [right.pixelColor(x, y) for x in range(right.width()) for y in range(right.height())]
    assert len([colour for colour in colours if colour.red() - colour.green() > 100]) > 40
    window.store.choose_side("left")
    qtbot.waitUntil(lambda: row.picture is not None and row.picture is not right, timeout=15_000)
    left = row.picture
    window.store.show_figure("man")
    qtbot.waitUntil(lambda: row.picture is not None and row.picture is not left, timeout=15_000)


def test_what_a_press_makes_ready_looks_as_what_is_painted_on_the_click(
    window: MainWindow, canvas: Canvas, qtbot: QtBot
) -> None:
    at = on_muscle(window, canvas, "gastrocnemius")
    window.store.ask_muscle("gastrocnemius", "calf", "right")
    afresh = canvas.grab().toImage()
    window.store.clear()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    window.stage.wake().drawings.queue.finish()
    assert window.stage.wake().lights._asked._ready[0] is not None
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert window.store.state.muscle == "gastrocnemius"
    assert canvas.overlay._items["asked"] is window.stage.wake().lights._asked._ready[1]
    ready = canvas.grab().toImage()
    different = [
        (x, y)
        for x in range(0, ready.width(), 2)
        for y in range(0, ready.height(), 2)
        if abs(ready.pixelColor(x, y).red() - afresh.pixelColor(x, y).red()) > 24
    ]
    assert len(different) < 60


@pytest.mark.parametrize("by_key", [False, True])
def test_a_candidate_that_is_chosen_leaves_the_keyboard_at_the_way_back(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, by_key: bool
) -> None:
    panel = window.workspace.panel
    window.store.ask_place("calf")
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    row = rows(window, panel.place)[0]
    row.setFocus(Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(row.hasFocus)
    row.click()
    qtbot.waitUntil(lambda: panel.page is panel.point)
    assert panel.trail.back.hasFocus()
    assert panel.trail.back.has_ring == by_key
