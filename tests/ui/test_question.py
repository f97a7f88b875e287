"""It hurts here: a click on bare skin, the page of the place, and its candidates one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from bodymap.core.sources import answers, sources_of
from bodymap.core.state import Spot
from bodymap.ui.drawing.where import Region, outlines, region_at
from bodymap.ui.panel import place_part
from bodymap.ui.record.parts import PointRow
from bodymap.ui.record.source_list import PicturedRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.canvas import Canvas


@pytest.fixture
def canvas(window: MainWindow, qtbot: QtBot) -> Canvas:
    canvas = window.stage.wake().canvas
    qtbot.waitUntil(lambda: bool(canvas.scene.places) and canvas.has_painted(window.store.state), timeout=15_000)
    return canvas


def bare_skin(window: MainWindow, canvas: Canvas, code: str, *, bare: bool = True) -> QPoint:
    """Return a position in a place of the body that is out of reach of every X, and with ``bare`` on no muscle."""
    handling = window.stage.wake().handling
    for path in outlines(canvas.scene, window.stage.wake().drawings, window.store.state, canvas.camera, code):
        box = path.boundingRect()
        for y in range(round(box.top()), round(box.bottom()), 3):
            for x in range(round(box.left()), round(box.right()), 3):
                at = QPointF(x, y)
                inside = all(path.contains(at + QPointF(dx, dy)) for dx in (-2, 0, 2) for dy in (-2, 0, 2))
                free = handling.pick(at) is None and (handling.muscle_at(at) is None or not bare)
                if inside and free and canvas.rect().contains(at.toPoint()):
                    return at.toPoint()
    raise AssertionError(f"no bare skin in {code}")


def click(canvas: Canvas, at: QPoint) -> None:
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_click_on_bare_skin_asks_what_refers_there(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    click(canvas, bare_skin(window, canvas, "thigh.back"))
    assert window.store.state.place == "thigh.back"
    assert canvas.overlay.boxes("asked")
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    assert panel.place.name.text() == window.index.region("thigh.back").label
    assert panel.place.side.text() == "right side"
    rows = [row for row in panel.place.findChildren(PointRow) if row.isVisibleTo(panel)]
    listed = panel.place.findChildren(PicturedRow)
    muscles = [window.index.muscle_of(row._point_id).id for row in listed if row.isVisibleTo(panel)]
    assert window.index is not None
    assert muscles == [one.muscle.id for one in sources_of(window.index, "thigh.back")]
    referring = {p.id for p in window.index.points_referring_to("thigh.back")}
    assert {row._point_id for row in rows} == referring
    assert "gluteus-minimus-3" in referring


def test_the_place_that_the_pointer_rests_on_is_named(
    window: MainWindow, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    naming = window.stage.wake().place_names
    at = bare_skin(window, canvas, "thigh.back")
    assert naming.name_at(QPointF(at)) == "Back of the thigh, right side"
    assert naming.name_at(QPointF(3, canvas.height() - 3)) == ""
    place = next(p for p in canvas.scene.places if p.key.spot.point_id == "soleus-1")
    assert naming.name_at(QPointF(*canvas.camera.to_widget(place.x, place.y))) == ""
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, said, _widget: shown.append(said))
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
    assert shown == ["Back of the thigh, right side"]


def test_what_a_click_would_ask_is_ready_where_the_pointer_rests(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = window.stage.wake().lights._asked
    at = bare_skin(window, canvas, "thigh.back")
    before = asked._ready
    QTest.mouseMove(canvas, at)
    qtbot.waitUntil(lambda: asked._ready is not before)
    window.stage.finish()
    ready = asked._ready[1]
    assert ready
    looked: list[object] = []
    monkeypatch.setattr("bodymap.ui.stage.handling.region_at", lambda *_: looked.append("region"))
    monkeypatch.setattr("bodymap.ui.stage.handling.muscle_at", lambda *_: looked.append("muscle"))
    click(canvas, at)
    assert window.store.state.place == "thigh.back"
    assert canvas.overlay._items["asked"] == ready
    assert looked == [], "where the pointer was had been found out"


def test_a_candidate_is_tried_and_left_again(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    click(canvas, bare_skin(window, canvas, "thigh.back"))
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    row = next(row for row in panel.place.findChildren(PointRow) if row._point_id == "gluteus-minimus-3")
    rings = canvas.overlay.boxes("rings")
    row.click()
    assert window.store.state.lit == (Spot("gluteus-minimus-3", "right"),)
    qtbot.waitUntil(lambda: panel.trail.isVisible())
    assert panel.trail.back.text() == window.index.region("thigh.back").label
    dots = canvas.overlay.boxes("rings")
    assert len(dots) == len(rings)
    assert max(b[2] - b[0] for b in dots) < max(b[2] - b[0] for b in rings) + 1e-6
    panel.trail.back.click()
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    assert not panel.trail.isVisible()
    stage = window.stage
    assert stage is not None
    QTest.keyClick(stage, Qt.Key.Key_Escape)
    assert window.store.state.place is None


def test_the_half_that_was_pointed_at_decides_the_side(window: MainWindow, canvas: Canvas) -> None:
    right = bare_skin(window, canvas, "thigh.front", bare=False)
    scene, drawings = canvas.scene, window.stage.wake().drawings
    at = QPointF(right)
    x, _ = canvas.camera.to_scene(at.x(), at.y())
    sheet = next(s for s in scene.sheets if s.placement.x <= x <= s.placement.right)
    assert sheet.info.symmetric
    assert region_at(scene, drawings, window.store.state, canvas.camera, at) == Region("thigh.front", "right")
    left_edge, right_edge = sheet.placement.x, sheet.placement.right
    mirrored = QPointF(*canvas.camera.to_widget(left_edge + right_edge - canvas.camera.to_scene(at.x(), at.y())[0], 0))
    other = QPointF(mirrored.x(), at.y())
    assert region_at(scene, drawings, window.store.state, canvas.camera, other) == Region("thigh.front", "left")
    click(canvas, other.toPoint())
    assert (window.store.state.place, window.store.state.side) == ("thigh.front", "left")


def test_a_click_beside_the_bodies_leaves_it_all(window: MainWindow, canvas: Canvas) -> None:
    window.store.ask_place("calf")
    window.store.select(Spot("soleus-1", "right"))
    click(canvas, QPoint(3, canvas.height() - 3))
    assert (window.store.state.lit, window.store.state.place) == ((), None)


def test_calf_pain_and_enter_lead_to_the_hip(window: MainWindow, canvas: Canvas, qtbot: QtBot) -> None:
    finder = window.workspace.finder
    finder.focus_field()
    qtbot.keyClicks(finder.field, "calf pain")
    QTest.keyClick(finder.field, Qt.Key.Key_Return)
    assert window.store.state.place == "calf"
    assert finder._rows.find("point", "gluteus-minimus-3").isValid()


def test_where_nothing_is_known_the_page_says_so(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = window.index.atlas.regions[0].code
    monkeypatch.setattr(place_part, "sources_of", lambda *_: ())
    window.store.ask_place(code)
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.place_page)
    assert "Nothing in this atlas" in panel.place.sources.count.text()


@pytest.mark.parametrize("question", ["place", "muscle", "complaint"])
def test_two_candidates_are_compared_by_the_mouse_alone(
    window: MainWindow, canvas: Canvas, qtbot: QtBot, question: str
) -> None:
    index, panel = window.index, window.workspace.panel
    assert index is not None
    ask = {
        "place": lambda: window.store.ask_place("thumb"),
        "muscle": lambda: window.store.ask_muscle("scalenes"),
        "complaint": lambda: window.store.ring_condition("thumb-pain"),
    }
    ask[question]()
    first, second, *_ = (point.id for point in answers(index, window.store.state))
    assert panel.trail.isHidden()
    window.store.select(Spot(first, "right"))
    qtbot.waitUntil(lambda: panel.trail.compare.isVisible())
    menu = panel.trail.menu()
    assert len(menu.actions()) == len(answers(index, window.store.state)) - 1
    menu.actions()[0].trigger()
    menu.close()
    assert [spot.point_id for spot in window.store.state.lit] == [first, second]
    qtbot.waitUntil(lambda: panel.page is panel.compare)
    assert panel.trail.compare.isVisible() == (len(answers(index, window.store.state)) > 2)
    window.store.clear()
    window.store.clear()
    window.store.select(Spot(first, "right"))
    qtbot.waitUntil(lambda: panel.page is panel.point and panel.trail.isHidden())
