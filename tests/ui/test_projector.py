"""Before a class: the slide's words, the keys of a remote, hiding and revealing, the blank screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.collected import PointList
from bodymap.core.presentation import PresentationStore
from bodymap.core.state import Spot
from bodymap.core.stepping import Stepper, tour
from bodymap.core.store import Store
from bodymap.ui.dialogs.collected import CollectedDialog
from bodymap.ui.projector.slide_view import LEAST_PX, SlideView
from tests.ui.conftest import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice
    from bodymap.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
K = Qt.Key
SPOT = Spot("infraspinatus-1", "right")


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is in the window."""
    target: QWidget = window.focusWidget() or window
    QTest.keyClick(target, key, held)


@pytest.fixture
def room(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.store.select(SPOT)
    QTest.keyClick(window, K.Key_F11)
    qtbot.wait(50)
    window.stage.finish()
    qtbot.waitUntil(lambda: shows_zones(window))
    return window


@pytest.mark.parametrize(
    ("onward", "back"), [(K.Key_PageDown, K.Key_PageUp), (K.Key_Right, K.Key_Left), (K.Key_Space, K.Key_Up)]
)
def test_a_two_button_remote_steps_through_the_points(room: MainWindow, onward: Qt.Key, back: Qt.Key):
    points = room.index.muscle_of(SPOT.point_id).points
    for point in points[1:]:
        press(room, onward)
        assert room.store.state.lit == (Spot(point.id, "right"),)
    press(room, onward)
    muscles = room.index.atlas.muscles
    after = muscles[muscles.index(room.index.muscle_of(SPOT.point_id)) + 1].points[0]
    assert room.store.state.lit == (Spot(after.id, "right"),)
    press(room, back)
    assert room.store.state.lit == (Spot(points[-1].id, "right"),)
    assert room.hold is None, "no hold was begun"


@pytest.mark.parametrize("asked", ["place", "condition"])
def test_the_candidates_of_a_question_are_stepped_through(room: MainWindow, asked: str):
    index, store = room.index, room.store
    code, condition = "thumb", index.atlas.conditions[0].id
    if asked == "place":
        store.ask_place(code)
        points = index.points_referring_to(code)
    else:
        store.clear()
        store.ring_condition(condition)
        points = index.points_of_condition(condition)
    assert len(points) > 1
    for point in points:
        press(room, K.Key_PageDown)
        assert store.state.lit == (Spot(point.id, "right"),)
        assert (store.state.place, store.state.condition) == ((code, None) if asked == "place" else (None, condition))
    press(room, K.Key_PageDown)
    assert store.state.lit == (Spot(points[-1].id, "right"),), "the last one stays"


def test_a_remote_begins_and_leaves(window: MainWindow):
    second = window.index.muscle_of(SPOT.point_id).points[1]
    window.store.select(Spot(second.id, "left"))
    press(window, K.Key_F5)
    assert window.presentation.state.projector
    assert window.store.state.lit == (Spot(SPOT.point_id, "left"),)
    assert window.hold is None, "F5 begins no practice"
    press(window, K.Key_PageDown)
    press(window, K.Key_F5)
    assert window.store.state.lit == (Spot(SPOT.point_id, "left"),)
    press(window, K.Key_Escape)
    assert not window.presentation.state.projector
    assert window.store.state.lit == (Spot(SPOT.point_id, "left"),)


def test_the_same_steps_are_taken_at_a_desk(window: MainWindow):
    window.store.select(SPOT)
    assert window.index is not None
    spots = [spot for lit in tour(window.index, window.store.state) for spot in lit.spots]
    QTest.keyClick(window, K.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.store.state.lit == (spots[spots.index(SPOT) + 1],)
    QTest.keyClick(window, K.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert window.store.state.lit == (SPOT,)


def shows_zones(window: MainWindow) -> bool:
    """Whether any layer over the picture holds zones."""
    return bool(window.stage.wake().lights._lit_zones)


def test_zones_are_hidden_until_the_next_step_reveals_them(room: MainWindow):
    slide = room.workspace.slide
    asks = slide.slide.says
    assert shows_zones(room)
    press(room, K.Key_H)
    assert not shows_zones(room)
    asks, told = slide.slide.says, asks
    assert asks != told
    assert room.index.region(room.index.point(SPOT.point_id).referral.essential[0]).label.lower() not in asks[0].lower()
    press(room, K.Key_PageDown)
    assert room.store.state.lit == (SPOT,), "a step reveals first"
    assert shows_zones(room)
    assert slide.slide.says == told
    press(room, K.Key_PageDown)
    assert room.store.state.lit != (SPOT,)
    assert not shows_zones(room), "the next one is hidden again"
    press(room, K.Key_H)
    assert shows_zones(room)


def test_hidden_zones_are_hidden_in_the_picture(room: MainWindow, qtbot: QtBot):
    stage = room.stage
    stage.finish()
    before = stage.grab().toImage()
    press(room, K.Key_H)
    stage.finish()
    hidden = stage.grab().toImage()
    assert hidden != before
    press(room, K.Key_H)
    stage.finish()
    qtbot.wait(20)
    assert stage.grab().toImage() == before


@pytest.mark.parametrize("key", [K.Key_B, K.Key_Period])
def test_the_screen_is_blanked_and_a_step_only_brings_it_back(room: MainWindow, key: Qt.Key):
    blank = room.workspace.blank
    press(room, key)
    assert blank.isVisible()
    assert blank.geometry() == room.workspace.rect()
    assert blank.grab().toImage().pixelColor(50, 50).lightness() == 0
    press(room, K.Key_PageDown)
    assert not blank.isVisible()
    assert room.store.state.lit == (SPOT,)
    press(room, key)
    press(room, key)
    assert not blank.isVisible()
    press(room, key)
    press(room, K.Key_Escape)
    assert not blank.isVisible()


def test_the_ring_of_the_keyboard_does_not_stay_behind_what_is_spoken_of(room: MainWindow):
    stage = room.stage.wake()
    place = next(place for place in stage.canvas.scene.places if place.key.spot == SPOT)
    stage.focus.put(place.key)
    assert stage.canvas.overlay.boxes("focus")
    press(room, K.Key_PageDown)
    assert room.store.state.lit != (SPOT,)
    assert stage.focus.mark is None
    assert not stage.canvas.overlay.boxes("focus")


def test_what_the_room_sees_is_frozen_and_a_step_only_brings_it_back(room: MainWindow):
    still = room.workspace.still
    before = room.workspace.grab().toImage()
    press(room, K.Key_S)
    assert still.isVisible()
    assert still.geometry() == room.workspace.rect()
    room.store.select(Spot("soleus-1", "right"))
    room.stage.finish()
    frozen = still.grab().toImage()
    corner = QRect(frozen.width() - 60, 0, 60, 60)
    for at in (QPoint(x, y) for x in range(5, frozen.width(), 40) for y in range(5, frozen.height(), 40)):
        assert corner.contains(at) or frozen.pixelColor(at) == before.pixelColor(at)
    press(room, K.Key_PageDown)
    assert not still.isVisible()
    assert room.store.state.lit == (Spot("soleus-1", "right"),)
    assert room.workspace.grab().toImage() != before
    for way_out in (K.Key_S, K.Key_PageUp, K.Key_Escape):
        room.presentation.for_room(True)
        press(room, K.Key_S)
        assert still.isVisible()
        press(room, way_out)
        assert not still.isVisible()


def test_it_is_frozen_by_the_mouse_and_the_bar_is_not_in_the_picture(room: MainWindow, qtbot: QtBot):
    bar, still = room.workspace.bar, room.workspace.still
    before = room.workspace.grab().toImage()
    bar._come()
    click(qtbot, bar.buttons["room.freeze"])
    assert still.isVisible()
    assert not bar.isVisible()
    assert still.grab().toImage().pixelColor(40, 10) == before.pixelColor(40, 10)
    bar._come()
    click(qtbot, bar.buttons["room.freeze"])
    assert not still.isVisible()
    room.presentation.freeze(True)
    room.presentation.blank(True)
    assert (room.presentation.state.frozen, still.isVisible(), room.workspace.blank.isVisible()) == (False, False, True)


def test_at_a_desk_nothing_can_be_hidden_or_blanked(window: MainWindow):
    for name in ("room.hide", "room.blank", "room.freeze", "room.panel", "room.strip"):
        assert not window.actions_by_id[name].isEnabled()
    press(window, K.Key_B)
    assert not window.workspace.blank.isVisible()


@pytest.mark.parametrize("voice", ["clinician", "client"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (1024, 600)])
def test_the_words_of_every_point_fit_their_slide(
    qtbot: QtBot, index: AtlasIndex, voice: Voice, width: int, height: int
):
    store, presentation = Store(), PresentationStore()
    view = SlideView(store, presentation)
    qtbot.addWidget(view)
    view.set_index(index)
    view.resize(width, view.height())
    view.take_height(height)
    store.speak(voice)
    short = []
    for point in index.points:
        store.select(Spot(point.id, "right"))
        if not view.fits():
            short.append(point.id)
        for font in (view.name_font(), view.says()[1]):
            assert font.pixelSize() >= LEAST_PX * height / 1080 - 1
    assert short == []


def test_stepping_without_an_atlas_or_past_the_ends_does_nothing(index: AtlasIndex):
    store, presentation = Store(), PresentationStore()
    nothing = Stepper(store, presentation, lambda: None)
    nothing.onward()
    nothing.begin()
    assert store.state.lit == ()
    stepper = Stepper(store, presentation, lambda: index)
    stepper.onward()
    assert store.state.lit == (Spot(index.points[0].id, "right"),)
    stepper.back()
    assert store.state.lit == (Spot(index.points[0].id, "right"),)


def point_at(room: MainWindow, y: int) -> None:
    """Move the mouse over the drawings, this far from their upper edge."""
    QTest.mouseMove(room.stage.wake().canvas, QPoint(100, y))
    QApplication.processEvents()


def test_the_mouse_at_the_upper_edge_brings_the_tools(room: MainWindow):
    bar = room.workspace.bar
    stage = room.stage.geometry()
    point_at(room, 200)
    assert not bar.isVisible()
    point_at(room, 3)
    assert bar.isVisible()
    assert room.stage.geometry() == stage, "the drawings stay where they are"
    assert room.workspace is not None
    for button in bar.buttons.values():
        seen = QRect(button.mapTo(room.workspace, QPoint()), button.size())
        assert button.isHidden() or room.workspace.rect().contains(seen)
        assert button.isHidden() or button.width() >= button.sizeHint().width(), "nothing is cut short"
    for name in ("finder.focus", "side.left", "view.voice", "room.strip", "view.projector"):
        assert bar.buttons[name].isVisible() or room.width() < 1024
    assert all(button.accessibleName() or button.text() for button in bar.buttons.values())
    bar.buttons["side.left"].click()
    assert room.store.state.lit == (Spot(SPOT.point_id, "left"),)
    QTest.mouseClick(bar.buttons["room.strip"], Qt.MouseButton.LeftButton)
    assert room.workspace.strip.isVisible()
    point_at(room, 250)
    assert not bar.isVisible()
    point_at(room, 3)
    QTest.mouseClick(bar.buttons["view.projector"], Qt.MouseButton.LeftButton)
    assert not room.presentation.state.projector
    assert not bar.isVisible()


def test_the_search_comes_over_the_drawings_and_goes_with_the_choice(window: MainWindow, qtbot: QtBot) -> None:
    window.presentation.for_room(True)
    window.receiver.focus_finder()
    assert window.presentation.state.projector
    search = window.workspace.room_search
    assert search is not None
    assert search.isVisible()
    assert QApplication.focusWidget() is search.finder.field
    assert search.finder.field.font().pointSizeF() > 1.5 * window.workspace.finder.field.font().pointSizeF()
    qtbot.keyClicks(search.finder.field, "infraspinatus TrP1 b")
    assert not window.presentation.state.blanked, "a letter is no key of the room while something is typed"
    search.finder.field.setText("calf pain")
    press(window, Qt.Key.Key_Return)
    assert window.store.state.place == "calf"
    assert not search.isVisible()
    assert window.presentation.state.projector
    window.receiver.focus_finder()
    window.receiver.escape()
    assert not search.isVisible()
    assert window.presentation.state.projector
    window.receiver.escape()
    assert not window.presentation.state.projector


def test_no_button_names_a_key_that_means_something_else_before_a_room(window: MainWindow, qtbot: QtBot) -> None:
    window.store.select(Spot("infraspinatus-1", "right"))
    panel = window.workspace.panel
    qtbot.waitUntil(lambda: panel.page is panel.point)
    assert "Space" in panel.point.hold.toolTip()
    window.presentation.for_room(True)
    window.presentation.place_panel(True)
    qtbot.waitUntil(lambda: "Space" not in panel.point.hold.toolTip())
    window.presentation.for_room(False)
    qtbot.waitUntil(lambda: "Space" in panel.point.hold.toolTip())


HOUR = ("infraspinatus-2", "soleus-1", "scalenes-3")


def test_points_collected_for_the_hour_are_stepped_through_and_kept(
    window: MainWindow, open_window: Callable[..., MainWindow]
):
    for point_id in HOUR:
        window.store.select(Spot(point_id, "right"))
        press(window, K.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.atlas.collected.state.points == HOUR
    assert window.actions_by_id["collect.toggle"].isChecked()
    press(window, K.Key_F5)
    seen = [window.store.state.lit[0].point_id]
    for _ in range(3):
        press(window, K.Key_PageDown)
        seen.append(window.store.state.lit[0].point_id)
    assert seen == [*HOUR, HOUR[-1]]
    press(window, K.Key_Escape)
    window.receiver.show_collected()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CollectedDialog)
    assert [dialog.points.item(n).text()[:4] for n in range(3)] == ["Infr", "Sole", "Scal"]
    dialog.name.setText("Shoulder")
    dialog.name.editingFinished.emit()
    dialog.points.setCurrentRow(2)
    dialog.up.click()
    dialog.take_out.click()
    for part in (dialog.lists, dialog.name, dialog.points):
        assert part.accessibleName()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
    dialog.accept()
    again = open_window().atlas.collected
    assert again.state.lists == (PointList("Shoulder", (HOUR[0], HOUR[1])),)
    again.choose(None)
    assert again.state.points == ()
