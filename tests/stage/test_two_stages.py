"""Two windows on what is open: each presents it in its own way, and none outlives its end."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from bodymap.core.presentation import Presentation, PresentationStore
from bodymap.core.state import Spot, State
from bodymap.core.store import Store
from bodymap.ui import theme
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.panel.panel import Panel
from bodymap.ui.stage.view import StageView
from bodymap.ui.strip.view import StripView
from tests.drawn import FAR, NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QColor

    from bodymap.core.index import AtlasIndex
    from bodymap.core.sheets import SheetLibrary

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
FIRST, SECOND = Spot(FAR, "right"), Spot(NEAR, "right")


def reraise(error: Exception) -> None:
    raise error


class Seat:
    """A window with a stage, a strip and a panel on a shared store, in a presentation of its own."""

    def __init__(self, store: Store, drawings: Drawings, index: AtlasIndex, presentation: Presentation) -> None:
        self.presentation = PresentationStore(presentation, reraise)
        self.window = QWidget()
        theme.apply(self.window, presentation.scheme)
        self.stage = StageView(store, self.presentation, drawings, index, self.window)
        self.strip = StripView(store, self.presentation, drawings, self.window)
        self.panel = Panel(store, self.presentation, self.window)
        self.panel.set_index(index)
        row = QHBoxLayout(self.window)
        for part in (self.stage, self.strip, self.panel):
            row.addWidget(part)
        row.setStretchFactor(self.stage, 1)
        self.strip.setFixedWidth(150)
        self.panel.setFixedWidth(320)
        self.window.resize(1300, 600)
        self.window.show()
        self.stage.finish()
        self.strip.finish()

    def paper(self) -> QColor:
        image = self.stage.grab().toImage()
        return image.pixelColor(2, image.height() - 3)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def store() -> Store:
    return Store(State(), reraise)


@pytest.fixture
def sit(qapp, store: Store, library: SheetLibrary, index: AtlasIndex) -> Iterator[Callable[..., Seat]]:
    drawings = Drawings(library)
    seats: list[Seat] = []

    def take(**fields: Any) -> Seat:
        # What is closed is let go of: kept by the test it would grow whatever the program does.
        seats[:] = [seat for seat in seats if isValid(seat.window)]
        seats.append(Seat(store, drawings, index, Presentation(reduce_motion=True, **fields)))
        return seats[-1]

    yield take
    for seat in seats:
        if isValid(seat.window):
            seat.close()


def test_each_window_has_its_own_letters_colours_and_sheets(sit, store: Store, qtbot):
    desk, room = sit(scheme="light"), sit(scheme="dark", projector=True)
    assert room.stage.wake().canvas.grown > desk.stage.wake().canvas.grown == 1
    assert (desk.paper().name(), room.paper().name()) == (theme.LIGHT.paper, theme.DARK.paper)
    assert theme.colours(desk.panel).shade == "light"
    assert theme.colours(room.panel).shade == "dark"
    store.select(FIRST)
    qtbot.waitUntil(lambda: room.panel.point.muscle._type_scale > desk.panel.point.muscle._type_scale == 1)
    room.window.resize(640, 600)
    room.stage.finish()
    assert len(room.presentation.state.on_stage) < len(desk.presentation.state.on_stage)
    room.presentation.for_room(False)
    room.stage.finish()
    assert room.stage.wake().canvas.grown == 1


def test_a_click_in_one_is_seen_in_both(sit, store: Store):
    seats = [sit(), sit(scheme="dark")]
    store.select(FIRST)
    for seat in seats:
        seat.strip.finish()
        assert seat.stage.wake().canvas.overlay.boxes("crosses"), "lit on this stage"
        assert any(thumb.shows_lit for thumb in seat.strip.thumbs)


class Alive(NamedTuple):
    """What is there at one moment, once everything that nobody needs is gone."""

    widgets: int
    qobjects: int
    objects: int
    megabytes: int

    @classmethod
    def now(cls) -> Alive:
        gc.collect()
        objects = gc.get_objects()
        pages = Path("/proc/self/statm")
        size = int(pages.read_text().split()[1]) * 4096 // 2**20 if pages.exists() else 0
        kinds = [issubclass(type(each), QObject) for each in objects]
        return cls(len(QApplication.allWidgets()), sum(kinds), len(kinds), size)


def test_a_hundred_windows_come_and_go(sit, store: Store, qapp):
    lasting = sit()
    # For the list of all widgets the binding loads the class of each that there is, the first time.
    Alive.now()
    listening = store.listening
    alive: list[Alive] = []
    for n in range(100):
        guest = sit(scheme="dark" if n % 2 else "light", projector=bool(n % 3))
        store.select(FIRST if n % 2 else SECOND)
        store.hover(SECOND)
        store.choose_side("left" if n % 4 else "right")
        guest.stage.zoom(2)
        guest.presentation.for_room(n % 2 == 0)
        guest.stage.finish()
        guest.close()
        store.clear()
        if n in (10, 99):
            alive.append(Alive.now())
    assert store.listening == listening
    early, late = alive
    assert late.widgets <= early.widgets
    assert late.qobjects <= early.qobjects
    assert late.objects - early.objects < 2_000, "one window has 1,300; the store's steps back are kept"
    assert late.megabytes - early.megabytes < 30, "one window takes 10"
    store.select(FIRST)
    lasting.stage.finish()
    assert lasting.stage.wake().canvas.overlay.boxes("crosses")
