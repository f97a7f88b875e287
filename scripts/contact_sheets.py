"""Shows every point on the stage as users see it, a picture a muscle, to be looked at before a release.

``python scripts/contact_sheets.py build/looks --muscle soleus``: a row for each point of a muscle, on its best sheets:
both figures, in a window of 1280 by 720 and of 1920 by 1080, by day and by lamplight. With ``--other`` day and
lamplight change places, which changes the ground alone.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.presentation import Presentation, PresentationStore
from bodymap.core.sheets import SheetLibrary
from bodymap.core.state import Figure, Spot, State
from bodymap.core.store import Store
from bodymap.ui import theme
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.stage.view import StageView

if TYPE_CHECKING:
    from collections.abc import Iterable

STAGES: Final = {"1280x720": (664, 534), "1920x1080": (1304, 894)}
"""What a window of that size leaves to the stage."""
TILE: Final = 480
"""Width of one picture; its height is that of the wider of the stages."""
CAPTION: Final = 16


class Look(NamedTuple):
    """One way in which a point is looked at."""

    figure: Figure
    window: str
    shade: theme.Colours

    @property
    def caption(self) -> str:
        """What stands over its picture."""
        return f"{self.figure} {self.window} {self.shade.shade}"


def looks(*, other: bool) -> list[Look]:
    """Return both figures in both windows, each by day in one of them."""
    return [
        Look(figure, window, theme.DARK if (figure == "man") ^ (window == "1920x1080") ^ other else theme.LIGHT)
        for figure in get_args(Figure)
        for window in STAGES
    ]


class Stage:
    """A real stage over the shipped drawings, with everything on it that is on it at first."""

    def __init__(self, index: AtlasIndex, look: Look) -> None:
        self.store = Store(State(figure=look.figure))
        self.drawings = Drawings(SheetLibrary(assets.svg_root()))
        self.drawings.signs = index.signs
        self.window = QWidget()
        self.window.setPalette(theme.palette(look.shade))
        presentation = PresentationStore(Presentation(reduce_motion=True))
        self.view = StageView(self.store, presentation, self.drawings, index, self.window)
        self.view.setGeometry(0, 0, *STAGES[look.window])
        self.window.resize(*STAGES[look.window])
        self.window.show()
        self.view.finish()

    def shown(self, index: AtlasIndex, point_id: str) -> QImage:
        """Return what is seen of a point on its best sheets."""
        figure = self.store.state.figure
        sheets = best_sheets(self.drawings, (figure,), point_id, index.point(point_id).referral)
        self.store.clear()
        self.store.stage_sheets([info.id for info in sheets])
        self.view.finish()
        self.store.select(Spot(point_id, "right"))
        self.view.finish()
        return self.view.wake().canvas.grab().toImage()


def contact(rows: dict[str, list[tuple[str, QImage]]]) -> QImage:
    """Return pictures with what they show, a row for each point."""
    columns = max(map(len, rows.values()))
    high = max(round(TILE * image.height() / image.width()) for row in rows.values() for _, image in row)
    whole = QImage(columns * TILE, len(rows) * (high + CAPTION), QImage.Format.Format_RGB32)
    whole.fill(QColor("#808080"))
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, (point_id, row) in enumerate(rows.items()):
        for column, (caption, image) in enumerate(row):
            x, y = column * TILE, number * (high + CAPTION)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(QRectF(x + 4, y, TILE, CAPTION), Qt.AlignmentFlag.AlignVCenter, f"{point_id} {caption}")
            fitted = image.scaledToWidth(TILE, Qt.TransformationMode.SmoothTransformation)
            painter.drawImage(x, y + CAPTION, fitted)
    painter.end()
    return whole


def main(argv: Iterable[str] | None = None) -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--muscle", action="append", help="only this one; may be given several times")
    parser.add_argument("--other", action="store_true", help="day and lamplight change places")
    args = parser.parse_args(None if argv is None else list(argv))
    application = QApplication([])
    index = AtlasIndex(load_atlas(assets.points_path()).atlas)
    muscles = [muscle for muscle in index.atlas.muscles if muscle.id in (args.muscle or [muscle.id])]
    args.folder.mkdir(parents=True, exist_ok=True)
    stages = {look: Stage(index, look) for look in looks(other=args.other)}
    for muscle in muscles:
        rows = {
            point.id: [(look.caption, stage.shown(index, point.id)) for look, stage in stages.items()]
            for point in muscle.points
        }
        contact(rows).save(str(args.folder / f"{muscle.id}.png"))
    application.processEvents()


if __name__ == "__main__":
    main()
