"""Opens the window and keeps it open whatever goes wrong inside."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from bodymap.core import language
from bodymap.ui import theme
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings import window as window_settings
from bodymap.ui.settings.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

TYPE_GROWTH: Final = 1.14
"""The program's text against the desktop's: it is read from beside a table, not from a chair."""


def run(point_id: str | None) -> int:
    """Open the window, with this point lit if one is given, and return the exit code when it closes."""
    # Named here rather than through setStyle(): to touch QStyle in Python costs 5 ms before the first frame.
    app = QApplication([sys.argv[0], "-style", "fusion"])
    # Elsewhere than on Linux the desktop may say its language to programs alone, and not to their environment.
    if sys.platform != "linux" and not language.system_languages():
        from bodymap.ui.qt_language import follow_desktop

        follow_desktop()
    if language.code() != language.ENGLISH:
        from bodymap.ui.qt_language import translate_qt

        translate_qt(app)
    prepare(app)
    settings = Settings()
    theme.apply(app, settings.get(window_settings.SCHEME))
    window = MainWindow(OpenAtlas(settings), settings, point_id)
    sys.excepthook = telling_hook(window)
    if settings.get(window_settings.MAXIMIZED):
        window.showMaximized()
    else:
        window.show()
    return app.exec()


def prepare(app: QApplication) -> None:
    """Give the application its name and its type."""
    app.setApplicationName("bodymap")
    app.setDesktopFileName("bodymap")
    theme.learn_desktop(app)
    font = app.font()
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * TYPE_GROWTH)
        app.setFont(font)


def telling_hook(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return an exception hook that tells the user in the window, the console in full, and goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        story = "".join(traceback.format_exception(kind, error, trace))
        print(story, file=sys.stderr)
        from bodymap.core.language import tr
        from bodymap.ui.widgets.message_bar import Message

        summary = tr("Something went wrong inside bodymap, and it goes on: {error}")
        window.tell(Message(summary.format(error=f"{kind.__name__}: {error}"), story))

    return hook
