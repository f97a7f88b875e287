"""Opens the whole program in one process, clicks and zooms in it, and prints what it measured as JSON.

``python -m bench.window_child [--points FILE --drawings FOLDER] [--clicks N] [--size 1920x1080]``
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from bench.floor import BareWidget
from bench.opened import open_window, rss_mb
from bench.stats import times
from bench.waiting import rest, wait
from bodymap.core.state import SHOWN_SIDES

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.stage.canvas import Canvas

_TOUCH = 0.05
"""Seconds for which a quick finger touches the screen."""
_RESTS = 0.12
"""Seconds for which a pointer stays where it is before it clicks, in little haste."""
_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=Path)
    parser.add_argument("--drawings", type=Path)
    parser.add_argument("--clicks", type=int, default=400)
    parser.add_argument("--size", default="1920x1080")
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    width, height = (int(part) for part in options.size.split("x"))
    probe = Probe(app, open_window(app, options.points, options.drawings, width, height))
    report: dict[str, Any] = {"opened_ms": probe.opened_ms, "points": probe.count}
    report |= probe.moves(options.clicks)
    probe.light_some()
    # Before the floor, which has a window and a picture of its own.
    report["rss_mb"] = rss_mb()
    report |= probe.clicks(options.clicks)
    print(json.dumps(report))
    sys.stdout.flush()
    # Not by exec and quit: what the measurements need no more must not be able to fail them.
    import os

    os._exit(0)


class Probe(QObject):
    """Clicks in an open window and takes the time."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__()
        self._app, self._window = app, window
        self._wait, self._rest = partial(wait, app), partial(rest, app)
        self._random = Random(5)  # noqa: S311
        self._updates = 0
        begun = perf_counter()
        self._wait(lambda: window.stage is not None and window.is_furnished)
        assert window.stage is not None  # noqa: S101
        self._controller = window.stage.wake()
        self.canvas: Canvas = self._controller.canvas
        self._wait(lambda: bool(self.canvas.scene.places) and self.canvas.is_sharp)
        self.opened_ms = 1000 * (perf_counter() - begun)
        queue = self._controller.drawings.queue
        self._wait(lambda: not queue.is_busy)
        self._strip = window.workspace.strip if window.workspace else None
        window.installEventFilter(self)
        # A click is measured as it is lit. What comes after it would take away what is clicked next.
        window.presentation.follow(False)  # noqa: FBT003 - the one thing it says
        self.count = len({place.key.spot.point_id for place in self.canvas.scene.places})

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count the times that the window was brought up to date."""
        if event.type() == QEvent.Type.UpdateRequest:
            self._updates += 1
        return False

    def _send(self, widget: QWidget, kind: QEvent.Type, at: QPoint) -> None:
        pressed = _LEFT if kind != QEvent.Type.MouseMove else Qt.MouseButton.NoButton
        held = _LEFT if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        where = QPointF(at)
        event = QMouseEvent(kind, where, QPointF(widget.mapToGlobal(at)), pressed, held, _NONE)
        self._app.sendEvent(widget, event)

    def light_some(self, count: int = 30) -> None:
        """Light some points one after another, as a user who has worked for a while."""
        for _ in range(count):
            self._window.store.select(self._random.choice(self.canvas.scene.places).key.spot)
            self._rest(0.05)

    def clicks(self, count: int) -> dict[str, Any]:
        """Click points, and for each click the bare widget, by turns."""
        floor = self._floor()
        lit, bare, settled = [], [], []
        for _ in range(count):
            at = self._somewhere()
            # A pointer travels: on its way it leaves the card that the last point opened.
            self._send(self.canvas, QEvent.Type.MouseMove, QPoint(2, 2))
            self._send(self.canvas, QEvent.Type.MouseMove, at)
            self._rest(0.06)
            begun, seconds = self._click(at)
            lit.append(seconds)
            settled.append(self._settle(begun))
            self._rest(0.004)
            bare.append(self._click_bare(floor, at))
            self._rest(0.004)
        floor.close()
        click, base = times(lit), times(bare)
        few = max(10, count // 5)
        by_turns = [(self._click_first(), self._click_skin()) for _ in range(few)]
        firsts, asked = zip(*by_turns, strict=True)
        taps = [self._click_unannounced(_TOUCH) for _ in range(few)]
        cold = [self._click_unannounced(0) for _ in range(few)]
        return {
            "first_ms": times(firsts).pair(),
            "asked_ms": times(asked).pair(),
            "tap_ms": times(taps).pair(),
            "cold_ms": times(cold).pair(),
            "click_ms": click.pair(),
            "floor_ms": base.pair(),
            "settled_ms": times(settled).pair(),
            "settled_worst_ms": 1000 * max(settled),
        }

    def _click_first(self) -> float:
        """Return how long a click takes while nothing is lit: the muscles of the whole stage fade at it."""
        self._window.store.clear()
        self._send(self.canvas, QEvent.Type.MouseMove, QPoint(2, 2))
        self._rest(0.06)
        at = self._somewhere()
        self._send(self.canvas, QEvent.Type.MouseMove, at)
        self._rest(_RESTS)
        return self._click(at)[1]

    def _click_skin(self) -> float:
        """Return how long a click takes that asks what hurts here, while nothing is lit: the same fades, all X stay."""
        self._window.store.clear()
        self._window.store.clear()
        self._send(self.canvas, QEvent.Type.MouseMove, QPoint(2, 2))
        self._rest(0.06)
        at = self._skin()
        self._send(self.canvas, QEvent.Type.MouseMove, at)
        self._rest(_RESTS)
        return self._click(at)[1]

    def _skin(self) -> QPoint:
        """Return where some place of the body is that no X is near, on a side that is shown."""
        handling, shown = self._controller.handling, SHOWN_SIDES[self._window.store.state.side]
        while True:
            place = self._random.choice(self.canvas.scene.places)
            at = QPointF(*self.canvas.camera.to_widget(place.x, place.y)).toPoint()
            at += QPoint(self._random.randint(-60, 60), self._random.randint(-60, 60))
            region = handling.region_at(QPointF(at))
            if region is not None and region.side in shown and handling.pick(QPointF(at)) is None:
                return at

    def _click_unannounced(self, down: float) -> float:
        """Return how long a click takes that comes from nowhere, held for ``down`` seconds, as a finger taps."""
        self._rest(0.02)
        self._controller.pointer.leave()
        self._rest(0.02)
        return self._click(self._somewhere(), down)[1]

    def _floor(self) -> BareWidget:
        floor = BareWidget(self.canvas.grab().toImage().convertToFormat(_rgb()))
        floor.move(self._window.width(), 0)
        floor.show()
        self._rest(0.3)
        return floor

    def _somewhere(self) -> QPoint:
        """Return where some point is that is not lit yet."""
        lit = self._window.store.state.lit
        while True:
            place = self._random.choice(self.canvas.scene.places)
            at = QPointF(*self.canvas.camera.to_widget(place.x, place.y)).toPoint()
            picked = self._controller.handling.pick(QPointF(at))
            if picked is not None and picked.nearest.key.spot not in lit:
                return at

    def _click(self, at: QPoint, down: float = 0.0) -> tuple[float, float]:
        """Return when the click began, and how long until the highlight was painted and flushed.

        A click begins when the button is let go; ``down`` is for how many seconds it was held.
        """
        painted: list[float] = []
        repaint = self.canvas.repaint

        def timed(region: Any) -> None:  # noqa: ANN401
            repaint(region)
            painted.append(perf_counter())

        self._send(self.canvas, QEvent.Type.MouseButtonPress, at)
        if down:
            self._rest(down)
        self.canvas.repaint = timed  # type: ignore[method-assign, assignment] # to see when it is done
        begun = perf_counter()
        self._send(self.canvas, QEvent.Type.MouseButtonRelease, at)
        del self.canvas.repaint
        return begun, painted[0] - begun

    def _settle(self, begun: float) -> float:
        """Return how long from a click until panel and small pictures were painted too."""
        strip = self._strip
        assert strip is not None  # noqa: S101
        done: list[bool] = []
        strip.settled.connect(lambda: done.append(True))  # type: ignore[attr-defined] # it is the strip by now
        self._wait(lambda: bool(done))
        strip.settled.disconnect()  # type: ignore[attr-defined]
        before = self._updates
        self._wait(lambda: self._updates > before)
        return perf_counter() - begun

    def _click_bare(self, floor: BareWidget, at: QPoint) -> float:
        self._send(floor, QEvent.Type.MouseButtonPress, at)
        begun = perf_counter()
        self._send(floor, QEvent.Type.MouseButtonRelease, at)
        return perf_counter() - begun

    def moves(self, count: int) -> dict[str, Any]:
        """Zoom in and out by the wheel and drag about, one painted frame a step."""
        zooms, pans = [], []
        for step in range(count):
            notch = -1 if (step // 12) % 2 else 1
            zooms.append(self._frame(partial(self._turn, notch)))
            if step % 12 == 11:
                self._rest(0.25)
        self._controller.zoom(4.0)
        self._rest(0.4)
        for step in range(count):
            dx = 23.0 if (step // 25) % 2 else -23.0
            pans.append(self._frame(partial(self.canvas.set_camera, self.canvas.camera.panned(dx, dx / 2))))
            if step % 25 == 24:
                self._rest(0.2)
        slices = self._controller.drawings.queue.longest_ms
        self._controller.fit()
        self._rest(0.4)
        return {"zoom_ms": times(zooms).pair(), "pan_ms": times(pans).pair(), "longest_slice_ms": slices}

    def _turn(self, notches: int) -> None:
        at = QPointF(self.canvas.width() * 0.4, self.canvas.height() * 0.3)
        away = QPointF(self.canvas.mapToGlobal(at.toPoint()))
        turned = QPoint(0, 120 * notches)
        phase = Qt.ScrollPhase.NoScrollPhase
        buttons = Qt.MouseButton.NoButton
        event = QWheelEvent(at, away, QPoint(), turned, buttons, _NONE, phase, False)  # noqa: FBT003
        self._app.sendEvent(self.canvas, event)

    def _frame(self, move: Callable[[], object]) -> float:
        """Return how long a movement took from its event to the flushed frame."""
        begun = perf_counter()
        move()
        self.canvas.repaint()
        seconds = perf_counter() - begun
        self._app.processEvents()
        return seconds


def _rgb() -> Any:  # noqa: ANN401
    from PySide6.QtGui import QImage

    return QImage.Format.Format_RGB32


if __name__ == "__main__":
    main()
