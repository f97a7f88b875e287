"""Opens the program's window and says what its process holds: with nothing imported that the program does without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from bodymap.ui.main_window import MainWindow


def rss_mb() -> float:
    """Return the memory this process holds now, in megabytes."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        import os

        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    import psutil  # type: ignore[import-untyped] # has no stubs of its own

    return float(psutil.Process().memory_info().rss) / 1e6


def open_window(app: QApplication, points: Path | None, drawings: Path | None, width: int, height: int) -> MainWindow:
    """Open the program's window over this atlas and these drawings, or those that are shipped."""
    from bodymap.ui import theme
    from bodymap.ui.app import prepare
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.open_atlas import OpenAtlas
    from bodymap.ui.settings.settings import Settings

    prepare(app)
    theme.apply(app, "light")
    settings = Settings()
    window = MainWindow(OpenAtlas(settings, points_path=points, svg_root=drawings), settings)
    window.setGeometry(0, 0, width, height)
    window.show()
    return window
