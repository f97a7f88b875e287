"""Writes the names of regions onto the drawings, as many as fit without touching one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from bodymap.core.sheets import SheetError
from bodymap.ui.stage.highlight import middle_of, to_widget
from bodymap.ui.stage.layout import shown_sides

if TYPE_CHECKING:
    from bodymap.ui.stage.painting import View
    from bodymap.ui.stage.scene import Sheet
    from bodymap.ui.stage.studio import Studio

RegionNames = Callable[[str], str]
"""From a region's code to its name; empty when the atlas does not know it."""

_OVERHANG: Final = 1.25
"""A name may be this much wider than its region."""
_MIDLINE: Final = 3.0
"""A region that comes this near to the middle of a symmetric sheet (drawing units) is taken to straddle it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A region's name and where it is written, in widget positions."""

    text: str
    rect: QRectF


def region_labels(view: View, sheet: Sheet, studio: Studio, names: RegionNames) -> Iterator[Label]:
    """Yield the names that fit on a sheet at this zoom, those of large regions first."""
    font = QFont()
    font.fromString(view.font_key)
    metrics = QFontMetricsF(font)
    taken: list[QRectF] = []
    seen = QRectF(0, 0, view.width, view.height)
    for code, box, middle in _regions(view, sheet, studio):
        text = names(code)
        width, height = metrics.horizontalAdvance(text), metrics.height()
        if not text or width > box.width() * _OVERHANG or height > box.height():
            continue
        rect = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
        if seen.contains(rect) and not any(rect.adjusted(-6, -3, 6, 3).intersects(one) for one in taken):
            taken.append(rect)
            yield Label(text, rect)


def _regions(view: View, sheet: Sheet, studio: Studio) -> list[tuple[str, QRectF, QPointF]]:
    """Return code, widget box and middle of every region on the sides shown, largest first."""
    if isinstance(sheet.art, SheetError):
        return []
    found = []
    half = sheet.art.width / 2
    for side in shown_sides(view.state.side):
        if not sheet.slot.shows(side):
            continue
        map_ = to_widget(sheet, side, view.camera)
        for element in sheet.art.shapes:
            if not element.startswith("region."):
                continue
            for path in studio.paths(view.state.figure, sheet.slot.sheet_id, element)[:1]:
                box, middle = path.boundingRect(), middle_of(path)
                if sheet.info.symmetric and min(abs(box.left() - half), abs(box.right() - half)) < _MIDLINE:
                    middle.setX(half)
                    reach = max(half - box.left(), box.right() - half)
                    box = QRectF(half - reach, box.top(), 2 * reach, box.height())
                found.append((element.removeprefix("region."), map_.mapRect(box), map_.map(middle)))
    found.sort(key=lambda region: -region[1].width() * region[1].height())
    return found
