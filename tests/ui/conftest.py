"""The real window over the real atlas and drawings, with settings of its own."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.ui import theme
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings.settings import Settings
from bodymap.ui.settings.state import PRESENTATION_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

SIZE = (1400, 720)
"""Wide enough for the finder."""


@pytest.fixture(scope="session")
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    font, palette = qapp.font(), qapp.palette()
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def settings_path(tmp_path: Path) -> Path:
    return tmp_path / "bodymap.ini"


@pytest.fixture
def open_window(qtbot: QtBot, settings_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., MainWindow]:
    """Return a function that opens a window and waits until it is furnished."""
    # A disk may be slow where much is tested at once, and nobody would answer whether to wait for it.
    monkeypatch.setattr("bodymap.ui.hold_host._CLOSE_S", 60.0)

    def open_(
        point_id: str | None = None,
        *,
        points: Path | None = None,
        svg: Path | None = None,
        on: OpenAtlas | None = None,
        follows: bool = False,
    ) -> MainWindow:
        settings = Settings(settings_path)
        if not follows:
            # What comes by itself would take away what a test looks at; it has tests of its own.
            settings.put(PRESENTATION_SETTINGS["follows"], False)
        atlas = on or OpenAtlas(settings, points_path=points, svg_root=svg)
        window = MainWindow(atlas, settings, point_id)
        qtbot.addWidget(window, before_close_func=rest)
        window.resize(*SIZE)
        with qtbot.waitSignal(window.furnished, timeout=20_000):
            window.show()
        qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.panel.page is not None)
        return window

    return open_


def rest(window: MainWindow) -> None:
    """Let no idle work outlive the window."""
    if window.stage is not None:
        queue = window.stage.wake().drawings.queue
        for job in list(queue._jobs):
            queue.drop(job)


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window()


@pytest.fixture
def keep_hook() -> Iterator[None]:
    hook = sys.excepthook
    yield
    sys.excepthook = hook


def click(qtbot: QtBot, widget: QWidget, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Click the middle of a widget that must be in sight."""
    assert widget.isVisible(), f"{widget} is not in sight"
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers, QPoint(widget.width() // 2, widget.height() // 2))


_FURNISHED = """
import os, sys
from pathlib import Path
from PySide6 import QtWidgets
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings.settings import Settings
app = QtWidgets.QApplication([])
settings = Settings(Path(sys.argv[1]))
window = MainWindow(OpenAtlas(settings), settings)
window.furnished.connect(app.quit)
window.show()
app.exec()
"""


def once_furnished(settings: Path, then: str, first: str = "") -> str:
    """Furnish a window in a process of its own and return what ``then`` prints there; ``first`` comes before it all."""
    code = "\n".join((first, _FURNISHED, then, "sys.stdout.flush(); os._exit(0)"))
    done = subprocess.run(
        [sys.executable, "-c", code, str(settings)], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
