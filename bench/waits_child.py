"""The program as it is, which only says where its parts are, so that a hand outside can find them.

``python -m bench.waits_child`` opens the window as ``bodymap`` does; ``floor`` opens the bare widget instead. What it
prints is for aiming; the time is taken outside.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from bodymap.ui.main_window import MainWindow


def main() -> int:
    """Open what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("program", "floor"))
    parser.add_argument("--size", default="1920x1080")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    return _floor(width, height) if options.what == "floor" else _program(width, height)


def _floor(width: int, height: int) -> int:
    from PySide6.QtGui import QColor, QImage

    from bench.floor import BareWidget

    app = QApplication(sys.argv[:1])
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("#fbf9f4"))
    widget = BareWidget(picture)
    widget.setWindowTitle("floor")
    widget.setGeometry(0, 0, width, height)
    widget.show()
    return app.exec()


def _program(width: int, height: int) -> int:
    from bodymap.ui import quick_start

    quick_start.begin()
    from bodymap.ui import theme
    from bodymap.ui.app import prepare
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.open_atlas import OpenAtlas
    from bodymap.ui.settings.settings import Settings, yes_no

    app = QApplication([sys.argv[0], "-style", "fusion"])
    prepare(app)
    theme.apply(app, "light")
    settings = Settings()
    # A hand that was told where the marks are must find them there, click after click.
    settings.put(yes_no("stage/follows", default=True), False)  # noqa: FBT003 - the value
    window = MainWindow(OpenAtlas(settings), settings)
    window.setGeometry(0, 0, width, height)
    look = QTimer(window)
    look.setInterval(100)

    def tell() -> None:
        # Until then things are still moved about, and pictures painted that the next start will want.
        drawings = window.atlas.drawings
        if window.is_furnished and window.stage is not None and drawings is not None and not drawings.queue.is_busy:
            look.stop()
            print(json.dumps(_places(window)), flush=True)

    look.timeout.connect(tell)
    look.start()
    window.show()
    return app.exec()


def _rect(widget: QWidget) -> list[int]:
    corner = widget.mapToGlobal(QPoint(0, 0))
    ratio = widget.devicePixelRatioF()
    size = widget.size()
    ends = corner.x() + size.width(), corner.y() + size.height()
    return [round(each * ratio) for each in (corner.x(), corner.y(), *ends)]


def _places(window: MainWindow) -> dict[str, Any]:
    """Return where stage, panel and strip are, and the marks that stand alone, with the middle of their zones."""
    assert window.stage is not None  # noqa: S101 - told once it is there
    assert window.workspace is not None  # noqa: S101
    controller = window.stage.wake()
    canvas = controller.canvas
    ratio = canvas.devicePixelRatioF()
    marks = []
    for place in canvas.scene.places:
        at = QPointF(*canvas.camera.to_widget(place.x, place.y))
        picked = controller.handling.pick(at)
        if picked is not None and len(picked.crowd) == 1:
            where = canvas.mapToGlobal(at.toPoint())
            marks.append([round(where.x() * ratio), round(where.y() * ratio)])
    thumbs = [_rect(thumb) for thumb in window.workspace.strip.thumbs]  # type: ignore[attr-defined]
    return {
        "stage": _rect(canvas),
        "panel": _rect(window.workspace.panel),
        "thumbs": thumbs,
        "marks": marks,
        "points": len({place.key.spot.point_id for place in canvas.scene.places}),
    }


if __name__ == "__main__":
    sys.exit(main())
