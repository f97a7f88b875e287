"""Draws the live curve of a hold as it is after ten minutes, and prints what a frame costs as JSON.

A frame is taking in the state, moving the end of the line, and painting it. Counted is the time that this thread
was at work, since a busy machine adds its own; the wall clock's stands beside it.

``python -m bench.curve_child [--frames N] [--minutes M] [--size 900x420]``
"""

from __future__ import annotations

import argparse
import json
import sys
from random import Random
from time import perf_counter, thread_time
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from bench.stats import times
from bodymap import assets
from bodymap.core.hold import machine
from bodymap.core.hold.events import Next, Referred, Report, Start, Tick
from bodymap.core.hold.plan import HoldPlan, plan_hold
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas

FRAME_S: Final = 1 / 60
_EARLY: Final = 1200
"""From this frame on, after twenty seconds, frames are measured as well, to see growth."""
_SAYS_EVERY_S: Final = 1.5
"""The client names a number this often: far more than people do, so that the line has many corners."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", type=int, default=600)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--size", default="900x420")
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    width, height = (int(part) for part in options.size.split("x"))
    print(json.dumps(_measure(app, options.frames, options.minutes * 60, (width, height))))


class _Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def _plan() -> HoldPlan:
    """Return a plan that may run for ten minutes."""
    from dataclasses import replace

    index = AtlasIndex(load_atlas(assets.points_path()).atlas)
    point = next(p for p in index.points if p.pressure is not None and p.pressure.protocol == "sustained-pressure")
    plan = plan_hold(index.muscle_of(point.id), point, index.protocol("sustained-pressure"))
    hold = (620.0, 660.0)
    steps = tuple(replace(s, seconds=hold) if s.name == "hold" else s for s in plan.steps if s.name != "ease")
    return replace(plan, hold=hold, longest_s=700.0, steps=steps)


def _measure(app: QApplication, frames: int, seconds: float, size: tuple[int, int]) -> dict[str, object]:
    from bodymap.ui.hold.curve import CurveView
    from bodymap.ui.hold.trace import Trace

    plan, dice = _plan(), Random(7)  # noqa: S311
    view, trace = CurveView(), Trace(one_line=False)
    view.resize(*size)
    view.begin(plan)
    view.show()
    painted = _Painted(view.viewport())
    state, now, said = machine.begin(plan), 1000.0, 1000.0
    for kind in (Start, Next):
        state, _ = machine.step(state, kind(now))
    early: list[float] = []
    late: list[float] = []
    wall: list[float] = []
    count = round(seconds / FRAME_S) + frames
    for number in range(count):
        now += FRAME_S
        state, _ = machine.step(state, Tick(now))
        if now - said >= _SAYS_EVERY_S and state.phase == "hold":
            said = now
            value = dice.choice((4, 5, 6)) if state.discomfort != 5 else dice.choice((4, 6))
            state, _ = machine.step(state, Report(now, value))
            state, _ = machine.step(state, Referred(now, value - 2))
        if not _EARLY <= number < _EARLY + frames and number < count - frames:
            trace.follow(state)
            continue
        begun, since = thread_time(), perf_counter()
        trace.follow(state)
        view.advance(trace)
        _paint(app, painted)
        (early if number < count - frames else late).append(thread_time() - begun)
        if number >= count - frames:
            wall.append(perf_counter() - since)
    return {
        "early_ms": times(early).pair(),
        "late_ms": times(late).pair(),
        "late_wall_ms": times(wall).pair(),
        "corners": len(trace.current.discomfort.times),
    }


def _paint(app: QApplication, painted: _Painted) -> None:
    """Let the frame be painted; one in which nothing moved by a pixel paints nothing."""
    drawn = painted.count
    for _ in range(3):
        app.processEvents()
        if painted.count > drawn:
            return


if __name__ == "__main__":
    main()
