"""Paints in the real window and beside it on a bare widget, and prints what it measured as JSON.

``python -m bench.painting_child [--size 1920x1080] [--strokes N]``
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from math import cos, sin
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from bench.floor import BareBrush
from bench.opened import open_window, rss_mb
from bench.stats import times
from bench.waiting import rest, wait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.ui.main_window import MainWindow

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
_STEPS = 40
_RADIUS = 1.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--strokes", type=int, default=12)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    width, height = (int(part) for part in options.size.split("x"))
    probe = Probe(app, open_window(app, None, None, width, height))
    report = probe.first()
    report |= probe.strokes(options.strokes)
    print(json.dumps(report))
    sys.stdout.flush()
    import os

    os._exit(0)


class Probe:
    """A hand that paints down the front of the thigh, again and again."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self._app, self._window = app, window
        self._wait, self._rest = partial(wait, app), partial(rest, app)
        self._wait(lambda: window.stage is not None and window.is_furnished)
        assert window.stage is not None  # noqa: S101
        self._controller = window.stage.wake()
        self.canvas = self._controller.canvas
        self._wait(lambda: bool(self.canvas.scene.places) and self.canvas.is_sharp)
        self._wait(lambda: not self._controller.drawings.queue.is_busy)

    def _send(self, widget: QWidget, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton) -> float:
        """Return how long an event took until what it painted was on its way to the screen."""
        button = _NONE if kind == QEvent.Type.MouseMove else _LEFT
        event = QMouseEvent(kind, at, QPointF(widget.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier)
        begun = perf_counter()
        self._app.sendEvent(widget, event)
        return perf_counter() - begun

    def first(self) -> dict[str, Any]:
        """Return how long it takes from the command until the skin can be painted, and what it adds."""
        before = rss_mb()
        begun = perf_counter()
        self._window.receiver.paint()
        assert self._window.painting is not None  # noqa: S101
        atelier = self._window.painting.atelier
        at = None
        while at is None:
            self._app.processEvents()
            at = next((way[0] for way in self._ways() if self._place(way[0])), None)
        ready = perf_counter() - begun
        self._wait(lambda: self._controller.canvas.is_sharp and not atelier.is_reading)
        self._wait(lambda: not self._controller.drawings.queue.is_busy)
        self._rest(0.3)
        return {"ready_ms": 1000 * ready, "added_mb": rss_mb() - before}

    def _place(self, at: QPointF) -> bool:
        brushing = self._controller.brushing
        return brushing is not None and brushing.is_on_skin(at)

    def _ways(self) -> Iterator[list[QPointF]]:
        sheet = next((each for each in self.canvas.scene.sheets if each.instance.sheet_id == "front"), None)
        if sheet is None:
            return
        place, camera = sheet.placement, self.canvas.camera
        for n in range(_STEPS):
            swing = 0.012 * sin(n)
            way = []
            for step in range(_STEPS):
                y = place.y + place.height * (0.56 + 0.13 * step / _STEPS)
                x = place.x + place.width * (0.365 + swing + 0.01 * cos(step / 3 + n))
                way.append(QPointF(*camera.to_widget(x, y)))
            yield way

    def strokes(self, count: int) -> dict[str, Any]:
        """Paint strokes, and each of them on the bare widget as well, event by event."""
        assert self._window.painting is not None  # noqa: S101
        editor = self._window.painting.editor
        editor.choose_radius(_RADIUS)
        ways = list(self._ways())
        fine = next(each for each in self.canvas.scene.sheets if each.instance.sheet_id == "front")
        wide = 2 * _RADIUS * fine.info.units_per_cm * fine.placement.scale * self.canvas.camera.zoom
        picture = self.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        floor = BareBrush(picture, wide)
        floor.move(self._window.width(), 0)
        floor.show()
        self._rest(0.3)
        inked, bare, dried, frames = [], [], [], []
        for n in range(count):
            way = ways[n % len(ways)]
            for widget in (self.canvas, floor):
                self._send(widget, QEvent.Type.MouseButtonPress, way[0], _LEFT)
            for at in way[1:]:
                inked.append(self._send(self.canvas, QEvent.Type.MouseMove, at, _LEFT))
                begun = perf_counter()
                self._window.painting.atelier.dry()
                dried.append(perf_counter() - begun + inked[-1])
                self._app.processEvents()
                frames.append(perf_counter() - begun + inked[-1])
                bare.append(self._send(floor, QEvent.Type.MouseMove, at, _LEFT))
            for widget in (self.canvas, floor):
                self._send(widget, QEvent.Type.MouseButtonRelease, way[-1], _NONE)
            self._rest(0.2)
        floor.close()
        return {
            "ink_ms": times(inked).pair(),
            "floor_ms": times(bare).pair(),
            "dry_ms": times(dried).pair(),
            "frame_ms": times(frames).pair(),
            "rss_mb": rss_mb(),
        }


if __name__ == "__main__":
    main()
