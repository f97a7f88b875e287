"""The real window with a hold whose clock the test drives."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bodymap.core.state import Spot
from bodymap.ui.hold import bringing_in
from tests.ui.conftest import _light, index, open_window, settings_path  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.hold.holding import HoldState, PhaseName
    from bodymap.ui.hold.view import HoldView
    from bodymap.ui.hold_host import HoldHost
    from bodymap.ui.main_window import MainWindow

BEGAN = 1000.0
SPOT = Spot("infraspinatus-1", "right")


class Driven:
    """A window, its hold, and the clock."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.now = BEGAN
        self.phases: list[PhaseName] = []

    @property
    def host(self) -> HoldHost:
        return self.window.hold_host()

    @property
    def view(self) -> HoldView:
        assert self.host.view is not None
        return self.host.view

    @property
    def state(self) -> HoldState:
        assert self.view.run is not None
        return self.view.run.state

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self._note()

    def press(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget that must be in sight and large enough."""
        assert widget.isVisible(), widget
        where = at or QPoint(widget.width() // 2, widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        self._note()

    def name(self, value: int) -> None:
        """Click a number of the slider."""
        slider = self.view.live.slider
        self.press(slider, QPoint(round((value - 0.5) * slider.width() / 10), slider.height() // 2))

    def open(self, spot: Spot = SPOT) -> HoldView:
        """Light a spot and open the page before, by the key."""
        self.window.store.select(spot)
        QApplication.processEvents()
        self.key(Qt.Key.Key_Space)
        assert self.host.is_open
        if self.view.page is self.view.care:
            self.key(Qt.Key.Key_Space)
        self.view.now = lambda: self.now
        # The page is read for long enough; only the test is quicker than what the curve needs.
        bringing_in.finish()
        return self.view

    def wait(self, seconds: float, tick_s: float = 0.1) -> None:
        assert self.view.run is not None
        end = self.now + seconds
        while self.now < end - 1e-9:
            self.now = min(self.now + tick_s, end)
            self.view.run.tick()
            self._note()

    def see(self, holds: Callable[[], bool], at_most_s: float = 10.0) -> None:
        """Let real time pass until something can be seen: a busy machine may need longer than the timers say."""
        end = monotonic() + at_most_s
        while not holds():
            assert monotonic() < end, "it was never seen"
            QTest.qWait(5)

    def see_after(self) -> None:
        """Let real time pass until the page after the hold is shown."""
        self.see(lambda: self.view.page is self.view.after)

    def until(self, *phases: PhaseName, at_most: float = 400.0) -> None:
        end = self.now + at_most
        while self.state.phase not in phases:
            assert self.now < end, f"still {self.state.phase}"
            self.wait(0.2)

    def _note(self) -> None:
        view = self.host.view
        if view is not None and view.run is not None and view.run.state.phase not in self.phases[-1:]:
            self.phases.append(view.run.state.phase)


@pytest.fixture
def driven(open_window: Callable[..., MainWindow]) -> Driven:  # noqa: F811 - the fixture
    opened = open_window()
    opened.activateWindow()
    return Driven(opened)
