"""Shows every point in the window as users see it, a picture a muscle, to be looked at before a release.

``python scripts/contact_sheets.py build/looks --muscle soleus``: a row for each point of a muscle, as the drawing
follows what is lit: both figures, in a window of 1280 by 720 and of 1920 by 1080, by day and by lamplight. With
``--other`` day and lamplight change places, which changes the ground alone. ``--window`` and ``--figure`` leave the
others out: ``--window 1280x720 --figure woman`` makes one sheet of every muscle in a few minutes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.state import Figure, Spot
from bodymap.ui import app
from bodymap.ui.main_window import MainWindow
from bodymap.ui.open_atlas import OpenAtlas
from bodymap.ui.settings.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bodymap.ui.stage.view import StageView

WINDOWS: Final = {"1280x720": (1280, 720), "1920x1080": (1920, 1080)}
TILE: Final = 640
"""Width of one picture; its height is that of the wider of the stages."""
CAPTION: Final = 16
ABREAST: Final = 3
"""Points in a row where each has one picture."""


class Look(NamedTuple):
    """One way in which a point is looked at."""

    figure: Figure
    window: str
    scheme: Literal["light", "dark"]

    @property
    def caption(self) -> str:
        """What stands over its picture."""
        return f"{self.figure} {self.window} {self.scheme}"


def looks(figures: Iterable[Figure], windows: Iterable[str], *, other: bool) -> list[Look]:
    """Return these figures in these windows, each by day in one of them."""
    return [
        Look(figure, window, "dark" if (figure == "man") ^ (window == "1920x1080") ^ other else "light")
        for figure, window in product(figures, windows)
    ]


def opened(settings: Path, look: Look) -> MainWindow:
    """Open the real window with settings of its own, as it is at first."""
    kept = Settings(settings)
    window = MainWindow(OpenAtlas(kept), kept)
    window.resize(*WINDOWS[look.window])
    window.show()
    while not window.is_furnished:
        QApplication.processEvents()
    window.presentation.keep_still(True)  # noqa: FBT003 - the one thing it says
    window.presentation.use_scheme(look.scheme)
    window.store.show_figure(look.figure)
    return window


def settle(stage: StageView) -> None:
    """Let everything come that comes by itself."""
    for _ in range(5):
        stage.finish()
        QApplication.processEvents()


def shown(window: MainWindow, point_ids: Iterable[str]) -> Iterator[QImage]:
    """Yield what the stage shows once a point was lit, for each of them."""
    stage = window.stage
    if stage is None:
        raise RuntimeError("The window has no stage.")
    for point_id in point_ids:
        window.store.clear()
        settle(stage)
        window.store.select(Spot(point_id, "right"))
        settle(stage)
        image = stage.grab().toImage()
        yield image.scaledToWidth(TILE, Qt.TransformationMode.SmoothTransformation)


def contact(rows: dict[str, list[tuple[str, QImage]]]) -> QImage:
    """Return pictures with what they show, a row for each point; points in rows where each has one picture."""
    tiles = [(f"{point_id} {caption}", image) for point_id, row in rows.items() for caption, image in row]
    columns = max(map(len, rows.values()))
    if columns == 1:
        columns = min(ABREAST, len(tiles))
    high = max(image.height() for _, image in tiles)
    whole = QImage(columns * TILE, -(-len(tiles) // columns) * (high + CAPTION), QImage.Format.Format_RGB32)
    whole.fill(QColor("#808080"))
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(QColor("#ffffff"))
    for number, (caption, image) in enumerate(tiles):
        x, y = number % columns * TILE, number // columns * (high + CAPTION)
        painter.drawText(QRectF(x + 4, y, TILE, CAPTION), Qt.AlignmentFlag.AlignVCenter, caption)
        painter.drawImage(x, y + CAPTION, image)
    painter.end()
    return whole


def main(argv: Iterable[str] | None = None) -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--muscle", action="append", help="only this one; may be given several times")
    parser.add_argument("--window", choices=WINDOWS, help="only this one")
    parser.add_argument("--figure", choices=get_args(Figure), help="only this one")
    parser.add_argument("--other", action="store_true", help="day and lamplight change places")
    args = parser.parse_args(None if argv is None else list(argv))
    app.prepare(QApplication([]))
    index = AtlasIndex(load_atlas(assets.points_path()).atlas)
    muscles = [muscle for muscle in index.atlas.muscles if muscle.id in (args.muscle or [muscle.id])]
    args.folder.mkdir(parents=True, exist_ok=True)
    seen: dict[str, list[tuple[str, QImage]]] = {point.id: [] for muscle in muscles for point in muscle.points}
    figures = [args.figure] if args.figure else get_args(Figure)
    wanted = looks(figures, [args.window] if args.window else WINDOWS, other=args.other)
    with tempfile.TemporaryDirectory() as folder:
        for look in wanted:
            window = opened(Path(folder) / f"{look.caption}.ini", look)
            for muscle in muscles:
                points = [point.id for point in muscle.points]
                for point_id, image in zip(points, shown(window, points), strict=True):
                    seen[point_id].append((look.caption, image))
                if look is wanted[-1]:
                    # At once: of what is stopped in the middle something is there to be looked at.
                    contact({each: seen.pop(each) for each in points}).save(str(args.folder / f"{muscle.id}.png"))
            window.close()


if __name__ == "__main__":
    main()
    # On a display Qt takes the four windows apart for minutes, after everything is written.
    os._exit(0)
