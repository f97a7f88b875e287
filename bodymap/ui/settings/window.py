"""What of the window is remembered between runs. Light module: it is imported before the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bodymap.ui.settings.settings import Setting, between, one_of, yes_no

if TYPE_CHECKING:
    from bodymap.core.presentation import Scheme

SCHEME: Final[Setting[Scheme]] = Setting("look/scheme", "system", one_of("system", "light", "dark"))
WIDTH: Final = Setting("window/width", 0, between(0, 20000))
HEIGHT: Final = Setting("window/height", 0, between(0, 20000))
MAXIMIZED: Final = yes_no("window/maximized", default=False)
FINDER_SHOWN: Final = yes_no("window/finder_shown", default=True)
FINDER_WIDTH: Final = Setting("window/finder_width", 0, between(0, 4000))
PANEL_WIDTH: Final = Setting("window/panel_width", 0, between(0, 4000))
STRIP_HEIGHT: Final = Setting("window/strip_height", 0, between(0, 2000))
"""Sizes of 0 mean: never set by the user, take what suits the window."""

WINDOW_SETTINGS: Final[tuple[Setting[Any], ...]] = (
    WIDTH,
    HEIGHT,
    MAXIMIZED,
    FINDER_SHOWN,
    FINDER_WIDTH,
    PANEL_WIDTH,
    STRIP_HEIGHT,
)
