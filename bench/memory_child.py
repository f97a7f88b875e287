"""Opens all that there is to open, one after the other in one window, and prints what the process holds then, as JSON.

``python -m bench.memory_child [--size 1920x1080]``
"""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from bench.waiting import wait

if TYPE_CHECKING:
    from bodymap.ui.main_window import MainWindow


def main() -> None:
    """Open everything and print."""
    # Without a parser of arguments, which the program's window does not load either.
    options = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=True))
    from bodymap.ui import quick_start

    quick_start.begin()
    from bench.opened import open_window, rss_mb

    app = QApplication([sys.argv[0], "-style", "fusion"])
    width, height = map(int, options.get("--size", "1920x1080").split("x"))
    window = open_window(app, None, None, width, height)
    everything = _Everything(app, window)
    report = {"begun": rss_mb()}
    everything.open_sheets()
    report["sheets"] = rss_mb()
    everything.show_projector()
    report["open"] = rss_mb()
    everything.hold()
    report["hold"] = rss_mb()
    print(json.dumps(report), flush=True)
    os._exit(0)


class _Everything:
    """Opens one thing after another, and waits until nothing more is to be done for it."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self._window = window
        self._wait = partial(wait, app, deleting=True)
        self._wait(lambda: window.is_furnished and window.stage is not None)
        self._rest()

    def _rest(self, seconds: float = 0.15) -> None:
        """Wait until there is nothing to do in idle time, and a little longer."""
        drawings = self._window.atlas.drawings
        assert drawings is not None  # noqa: S101 - the stage has them
        quiet = perf_counter()

        def is_quiet() -> bool:
            nonlocal quiet
            if drawings.queue.is_busy:
                quiet = perf_counter()
            return perf_counter() - quiet > seconds

        self._wait(is_quiet)

    def open_sheets(self) -> None:
        """Put every sheet of both figures on stage, each with something lit on it and both sides shown, and zoom in."""
        window, index = self._window, self._window.index
        assert window.stage is not None  # noqa: S101
        assert window.atlas.drawings is not None  # noqa: S101
        assert index is not None  # noqa: S101
        from bodymap.core.state import Spot

        store = window.store
        store.choose_side("both")
        for figure in ("woman", "man"):
            store.show_figure(figure)
            for info in window.atlas.drawings.library.infos:
                store.stage_sheets((info.id,))
                self._rest(0.02)
                shown = info.points.get(figure) or info.zones.get(figure) or ()
                for point_id in shown[:2]:
                    store.select(Spot(point_id, "right"))
                    self._rest(0.02)
            store.stage_sheets(())
            self._rest()
            window.stage.zoom(3)
            self._rest()
            window.stage.fit()
            self._rest()

    def show_projector(self) -> None:
        """Show all as before a room, then as at a desk again, and as before a room once more."""
        for projector in (True, False, True):
            self._window.presentation.for_room(projector)
            self._rest(0.4)

    def hold(self) -> None:
        """Begin a guided hold of what is lit, beside the projector's stage."""
        host = self._window.hold_host()
        # The key that goes on: to the page before, past what is read first, and to the start.
        for _ in range(4):
            host.space()
            self._rest(1.0)
            if host.running:
                break
        self._rest(1.0)
        if not host.running:
            raise RuntimeError("no hold runs")


if __name__ == "__main__":
    main()
