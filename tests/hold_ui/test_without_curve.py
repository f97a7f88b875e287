"""A hold without its curve: the library is missing, broken, or fails while drawing. Words, phases and STOP stay."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bodymap.core.hold.journal import default_folder
from bodymap.core.hold.sessions import read_sessions
from bodymap.ui.drawing.idle import IdleQueue
from bodymap.ui.hold import bringing_in
from tests.hold_ui.test_stop import run_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hold_ui.conftest import Driven

K = Qt.Key


def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out pyqtgraph, as a bundle once did with a part of it."""
    monkeypatch.delitem(sys.modules, "bodymap.ui.hold.curve", raising=False)
    monkeypatch.setitem(sys.modules, "pyqtgraph", None)


def fails_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from bodymap.ui.hold.curve import CurveView

    monkeypatch.setattr(CurveView, "begin", lambda *_: 1 / 0)


def fails_while_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    from bodymap.ui.hold.curve import CurveView

    monkeypatch.setattr(CurveView, "advance", lambda *_: 1 / 0)


@pytest.mark.parametrize("broken", [no_library, fails_at_the_start, fails_while_drawing])
def test_a_hold_runs_to_its_end_without_its_curve(
    driven: Driven,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    broken: Callable[[pytest.MonkeyPatch], None],
) -> None:
    broken(monkeypatch)
    driven.open()
    driven.key(K.Key_Space)
    live = driven.view.live
    assert live.headline.text() == "Find"
    assert live.stop.text() == "STOP"
    driven.key(K.Key_Space)
    driven.key(K.Key_6)
    driven.until("rest")
    driven.key(K.Key_3)
    driven.until("done")
    driven.see_after()
    bar = driven.window.workspace.messages
    (message,) = bar.messages
    assert "The curve cannot be shown" in message.summary
    assert "Traceback" in message.details
    assert capsys.readouterr().err.strip() == message.details.strip(), "the console has it in full, once"
    driven.host.journal().flush()
    (session,) = read_sessions(default_folder()).sessions
    assert session.ended is not None
    assert session.samples


def test_stop_stops_without_the_curve(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    no_library(monkeypatch)
    run_to(driven, "hold")
    assert "cannot be shown" in driven.view.live.curve_place._instead.text()
    driven.key(K.Key_S)
    assert driven.state.phase == "stopped"
    assert driven.view.live.headline.text() == "Stopped"


def test_the_next_hold_has_its_curve_again(driven: Driven) -> None:
    with pytest.MonkeyPatch.context() as broken:
        no_library(broken)
        run_to(driven, "find")
        assert driven.view.live.curve is None
        driven.key(K.Key_Escape)
    driven.view._show_after()
    driven.view.open_again()
    driven.key(K.Key_Space)
    QApplication.processEvents()
    place = driven.view.live.curve_place
    assert place.curve is not None
    assert place.curve.isVisible()
    assert not place._instead.isVisible()


def test_what_the_curve_needs_comes_while_the_page_before_is_read(
    driven: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "bodymap.ui.hold.curve", raising=False)
    driven.open()
    driven.see(lambda: "bodymap.ui.hold.curve" in sys.modules)
    assert driven.view.page is driven.view.setup


def test_a_library_that_cannot_be_fetched_is_told_when_the_hold_begins_and_not_before(
    driven: Driven, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_library(monkeypatch)
    driven.open()
    QTest.qWait(60)
    assert not driven.window.workspace.messages.messages
    assert capsys.readouterr().err == ""
    driven.key(K.Key_Space)
    driven.see(lambda: bool(driven.window.workspace.messages.messages))
    assert len(driven.window.workspace.messages.messages) == 1
    capsys.readouterr()


def test_a_hold_begins_before_its_curve_has_come(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine the libraries are still on their way: the page and its STOP are there all the same."""
    driven.open()
    place = driven.view.live.curve_place
    coming = IdleQueue()
    monkeypatch.setattr(bringing_in, "_queue", [coming])
    driven.key(K.Key_Space)
    assert driven.view.page is driven.view.live
    assert driven.view.live.stop.isVisible()
    assert place.curve is None
    bringing_in._queue.clear()
    driven.see(lambda: place.curve is not None and place.curve.isVisible())
    assert place.curve is not None
    assert place.curve.isVisible()
    assert not place._later.isActive()
