"""A program that ends when its window has been painted for the first time; measured from outside.

``python -m bench.start_child floor`` opens an empty QMainWindow, ``program`` opens bodymap.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


def _end() -> None:
    os.write(1, b"painted\n")
    os._exit(0)


def _floor() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            super().paintEvent(event)
            QTimer.singleShot(0, _end)

    app = QApplication(sys.argv[:1])
    window = Empty()
    window.resize(1600, 1000)
    window.show()
    app.exec()


def _program() -> None:
    from bodymap import __main__ as program
    from bodymap.ui import main_window

    painted = main_window.MainWindow.paintEvent

    def paint(self: main_window.MainWindow, event: QPaintEvent) -> None:
        # Ours goes first, so that the program cannot slip in anything before its frame is counted.
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, _end)
        painted(self, event)

    main_window.MainWindow.paintEvent = paint  # type: ignore[method-assign] # the point of this program
    sys.argv = sys.argv[:1]
    program.main()


if __name__ == "__main__":
    {"floor": _floor, "program": _program}[sys.argv[1]]()
