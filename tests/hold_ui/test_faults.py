"""Faults that a hostile campaign found in the guided hold's window, each as it was found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from bodymap.core.state import Spot
from bodymap.ui.hold.view import AFTER_MS
from bodymap.ui.widgets.message_bar import Message
from tests.hold_ui.conftest import SPOT, Driven
from tests.hold_ui.test_stop import run_to

K = Qt.Key
OTHER = Spot("soleus-1", "right")
LONG = "The session list cannot be written (No space left on device). bodymap keeps what it could not write. " * 4


def test_the_voice_may_change_between_stop_and_the_page_after_it(driven: Driven, qtbot):
    run_to(driven, "find")
    driven.key(K.Key_Escape)
    driven.key(K.Key_F4)
    assert driven.window.store.state.voice == "client"
    qtbot.waitUntil(lambda: driven.view.page is driven.view.after, timeout=AFTER_MS + 3000)
    assert driven.view.after.headline.text() == "Stopped"


def test_the_page_after_says_nothing_before_a_hold_has_ended(driven: Driven):
    view = driven.open()
    index = driven.window.index
    assert index is not None
    view.after.fill(index, index.muscle_of(SPOT.point_id), "client")
    assert view.after.headline.text() == ""


def test_a_hold_has_one_point_lit(driven: Driven, qtbot):
    driven.open()
    driven.window.store.toggle(OTHER)
    qtbot.waitUntil(lambda: driven.view.setup.plan.point_id == OTHER.point_id)
    assert driven.window.store.state.lit == (OTHER,)
    driven.key(K.Key_Space)
    assert driven.window.store.state.lit == (OTHER,)


def test_a_hold_that_begins_at_the_click_of_another_point_has_one_point_lit(driven: Driven):
    driven.open()
    driven.window.store.toggle(OTHER)
    driven.view.setup.begin()
    QApplication.processEvents()
    assert driven.view.running
    assert driven.window.store.state.lit == (driven.view.spot,) == (SPOT,)


# STOP has its place


def settle(driven: Driven) -> None:
    for _ in range(4):
        QApplication.processEvents()


def assert_stop_is_in_its_place(driven: Driven) -> None:
    """All of STOP is in the window, and nothing lies on it."""
    window, stop = driven.window, driven.view.live.stop
    place = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())
    assert window.rect().contains(place), (window.rect(), place)
    for x in (0.05, 0.5, 0.95):
        for y in (0.05, 0.5, 0.95):
            at = place.topLeft() + QPoint(round(x * place.width()), round(y * place.height()))
            assert window.childAt(at) is stop, (x, y, window.childAt(at))


@pytest.mark.parametrize("size", [(1024, 640), (1024, 768), (1366, 768), (1992, 676), (1920, 1080)])
@pytest.mark.parametrize("when", ["before", "while"])
def test_no_message_pushes_stop_away(driven: Driven, size, when):
    driven.window.resize(*size)
    bar = driven.window.workspace.messages
    if when == "before":
        bar.tell(Message(LONG, "line\n" * 40))
        bar._more.setChecked(True)
    run_to(driven, "find")
    settle(driven)
    place = driven.view.live.stop.geometry()
    if when == "while":
        bar.tell(Message(LONG, "line\n" * 40))
        bar._more.setChecked(True)
    settle(driven)
    assert_stop_is_in_its_place(driven)
    assert bar.isVisible()
    assert not bar._details.isVisible()
    assert bar.height() <= bar._close.height() + 24, "one line"
    assert LONG in bar._summary.accessibleName()
    if when == "before":
        assert driven.view.live.stop.geometry() == place


@pytest.mark.parametrize(("points", "read"), [(12.5, True), (17.0, False), (17.0, True)])
def test_neither_large_type_nor_cautions_read_in_full_push_stop_away(qapp, open_window, points, read):
    """The type of a desktop may be large, and a press on the cautions shows all of them."""
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    driven = Driven(open_window())
    driven.window.activateWindow()
    driven.window.resize(1024, 640)
    driven.open(Spot("scalenes-1", "right"))
    driven.key(K.Key_Space)
    settle(driven)
    if read:
        driven.press(driven.view.live.caution)
        settle(driven)
    assert_stop_is_in_its_place(driven)
    # All of it is there again as soon as there is room for every caution in full.
    driven.window.resize(1400, 1300)
    settle(driven)
    assert driven.view.live.curve.isVisible()
    assert driven.view.live.rest.isVisible()
    assert driven.view.live.caution.isVisible()


def test_the_details_are_there_again_after_the_hold(driven: Driven, qtbot):
    bar = driven.window.workspace.messages
    bar.tell(Message("Something to tell.", "line\n" * 40))
    run_to(driven, "find")
    settle(driven)
    assert not bar._more.isVisible()
    driven.key(K.Key_Escape)
    assert bar._more.isVisible()
    bar._more.setChecked(True)
    assert bar._details.isVisible()
    assert bar._summary.text() == "Something to tell."


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720)])
def test_an_open_message_leaves_each_page_its_least_height(driven: Driven, size):
    driven.window.resize(*size)
    view = driven.open()
    bar = driven.window.workspace.messages
    bar.tell(Message(LONG * 3, "line\n" * 40))
    bar._more.setChecked(True)
    settle(driven)
    assert view.height() >= view.minimumSizeHint().height()
    assert _inside(driven.window, view.setup.start)


@pytest.mark.parametrize("points", [9.0, 17.0])
def test_a_message_takes_no_more_height_than_the_rest_can_do_without(qapp, open_window, points):
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    driven = Driven(open_window())
    driven.window.resize(driven.window.minimumSize())
    bar, columns = driven.window.workspace.messages, driven.window.workspace.columns
    bar.tell(Message(LONG * 3, "line\n" * 40))
    bar._more.setChecked(True)
    settle(driven)
    assert _inside(driven.window, columns)
    assert columns.height() >= columns.minimumSizeHint().height()
    driven.open(Spot("scalenes-1", "right"))
    driven.key(K.Key_Space)
    driven.press(driven.view.live.caution)
    settle(driven)
    assert_stop_is_in_its_place(driven)
    assert _inside(driven.window, columns)


def _inside(window: QWidget, part: QWidget) -> bool:
    return window.rect().contains(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))


class Watching(QObject):
    """Looks at STOP each time that the page is painted."""

    def __init__(self, driven: Driven) -> None:
        super().__init__(driven.view.live)
        self.driven = driven
        self.looks = 0
        driven.view.live.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.looks += 1
            assert_stop_is_in_its_place(self.driven)
        return False


def test_nothing_lies_on_stop_while_the_window_takes_another_size(driven: Driven):
    """The type grows with the page, at the first paint in the new size: what has grown would lie on what has not."""
    run_to(driven, "find")
    settle(driven)
    watching = Watching(driven)
    for size in ((1024, 640), (1365, 796), (1992, 1100), (1024, 700), (1500, 640), (1280, 1000)):
        before = watching.looks
        driven.window.resize(*size)
        driven.window.repaint()
        settle(driven)
        assert watching.looks > before
