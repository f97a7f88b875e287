"""Waits in an open window: events go on meanwhile, and nothing is waited for without end."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

_PATIENCE_S = 120.0
"""Seconds to wait for anything before the measurement is given up."""


def wait(app: QApplication, done: Callable[[], bool], *, deleting: bool = False) -> None:
    """Wait until something is done; ``deleting`` lets go of what was given up, as a running loop does."""
    until = perf_counter() + _PATIENCE_S
    while not done():
        app.processEvents()
        if deleting:
            # Events that are asked for one by one leave it there.
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if perf_counter() > until:
            raise TimeoutError("the window did not get there")


def rest(app: QApplication, seconds: float) -> None:
    """Wait for so long."""
    until = perf_counter() + seconds
    wait(app, lambda: perf_counter() > until)
