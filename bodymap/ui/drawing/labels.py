"""Writes the names of regions onto the drawings, as many as fit without touching one another or a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.highlight import middle_of, to_widget
from bodymap.ui.drawing.layout import shown_sides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.painting import View
    from bodymap.ui.drawing.scene import Sheet

RegionNames = Callable[[str], str]
"""From a region's code to its name; empty when the atlas does not know it."""

_OVERHANG: Final = 1.25
"""A name may be this much wider than its region."""
_LETTERS: Final = (0.2, 0.8)
"""Between which shares of a line's height its letters stand."""
_MIDLINE: Final = 3.0
"""A region that comes this near to the middle of a symmetric sheet (drawing units) is taken to straddle it."""
_ENOUGH: Final = 1 / 3
"""Names are written once they fit on this share of the regions in view: a few stray ones would only puzzle."""
_OWN: Final = 0.6
"""So much of a name lies on its own region: of a big toe behind the others it would name these."""
_SHIFTS: Final = (0.0, -1.0, 1.0, -2.0, 2.0)
"""Where a name is tried, in lines above or below the middle of its region."""
_ASIDE: Final = (0.0, -0.5, 0.5)
"""And at each of these in lines beside it: a limb that is drawn aslant has no room in the middle of its box."""


class Label(Struct, frozen=True):
    """A region's name and where it is written, in widget positions."""

    text: str
    rect: QRectF


class RegionPlace(Struct, frozen=True):
    """Where a region lies on a drawing's right side, in its own units. ``midline``: it reaches over the middle."""

    code: str
    box: QRectF
    middle: QPointF
    midline: bool


def region_places(drawings: Drawings, figure: Figure, sheet_id: str, art: SheetArt) -> Iterator[RegionPlace]:
    """Yield where each region of a drawing lies."""
    half = art.width / 2
    for element in art.shapes:
        if not element.startswith("region."):
            continue
        for path in drawings.paths(figure, sheet_id, element)[:1]:
            box = path.boundingRect()
            midline = min(abs(box.left() - half), abs(box.right() - half)) < _MIDLINE
            yield RegionPlace(element.removeprefix("region."), box, middle_of(path), midline)


def region_labels(
    view: View,
    sheet: Sheet,
    drawings: Drawings,
    names: RegionNames,
    is_clear: Callable[[QRectF], bool] = lambda _rect: True,
) -> list[Label]:
    """Return the names that fit on a sheet at this zoom, those of large regions first; none until many fit.

    ``is_clear`` says where nothing lies that a name would hide.
    """
    font_key = label_font(view).toString()
    taken: list[QRectF] = []
    labels: list[Label] = []
    seen = QRectF(0, 0, view.width, view.height)
    regions = [(names(code), box, middle, code) for code, box, middle in _regions(view, sheet, drawings)]
    regions = [region for region in regions if region[0] and seen.intersects(region[1])]
    fitting = [region for region in regions if _fits(_size(font_key, region[0]), region[1])]
    if len(fitting) < _ENOUGH * len(regions):
        return []
    on_body = _body(view, sheet, drawings)
    for text, box, middle, code in fitting:
        for rect in _tries(middle, *_size(font_key, text)):
            inside = box.top() - 2 <= rect.top() and rect.bottom() <= box.bottom() + 2 and seen.contains(rect)
            if inside and is_free(view, rect, taken) and on_body(rect, code) and is_clear(rect):
                taken.append(rect.adjusted(-6, -3, 6, 3))
                labels.append(Label(text, rect))
                break
    return labels if len(labels) >= _ENOUGH * len(regions) else []


def _fits(size: tuple[float, float], box: QRectF) -> bool:
    return size[0] <= box.width() * _OVERHANG and size[1] <= box.height()


@lru_cache(maxsize=1_000)
def _size(font_key: str, text: str) -> tuple[float, float]:
    """Return how wide and high a text is; the same names are measured at every click."""
    font = QFont()
    font.fromString(font_key)
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(text), metrics.height()


def _body(view: View, sheet: Sheet, drawings: Drawings) -> Callable[[QRectF, str], bool]:
    """Return what says whether all of a name lies on the body, and most of it on its own region.

    Over the body's edge, or between toes, it is hard to read.
    """
    figure, sheet_id = view.state.figure, sheet.instance.sheet_id
    places = drawings.region_places(figure, sheet_id)
    shapes = {
        p.code: _Place(p.box.left(), p.box.top(), p.box.right(), p.box.bottom(), path)
        for p in places
        for path in drawings.paths(figure, sheet_id, f"region.{p.code}")[:1]
    }
    back = to_widget(sheet, sheet.instance.side, view.camera).inverted()[0]
    across, x0, down, y0 = back.m11(), back.dx(), back.m22(), back.dy()
    width = 0.0 if isinstance(sheet.art, SheetError) or not sheet.info.symmetric else sheet.art.width

    def ways(x: float, y: float) -> list[tuple[float, float]]:
        # Regions are drawn on the patient's right; a symmetric sheet has them on both sides.
        x, y = across * x + x0, down * y + y0
        return [(x, y), (width - x, y)] if width else [(x, y)]

    def on_body(rect: QRectF, code: str) -> bool:
        lines = [rect.top() + share * rect.height() for share in _LETTERS]
        steps = ceil(3 * rect.width() / rect.height())
        along = [rect.left() + step / steps * rect.width() for step in range(steps + 1)]
        own, many, beside = shapes[code], len(along) * len(lines), 0
        for at in (ways(x, y) for x in along for y in lines):
            if any(own.holds(*way) for way in at):
                continue
            beside += 1
            if many - beside < _OWN * many or not any(each.holds(*way) for each in shapes.values() for way in at):
                return False
        return True

    return on_body


class _Place(NamedTuple):
    """A region and the edges of the box around it, in the drawing's own units."""

    left: float
    top: float
    right: float
    bottom: float
    path: QPainterPath

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom and self.path.contains(QPointF(x, y))


def label_font(view: View) -> QFont:
    """Return the font of regions' names: one that a room can read, or they are left out for want of room."""
    font = QFont()
    font.fromString(view.font_key)
    font.setPointSizeF(font.pointSizeF() * view.grown)
    return font


def _tries(middle: QPointF, width: float, height: float) -> Iterator[QRectF]:
    for down, aside in product(_SHIFTS, _ASIDE):
        yield QRectF(middle.x() - width / 2 + aside * height, middle.y() + (down - 0.5) * height, width, height)


def is_free(view: View, rect: QRectF, taken: Sequence[QRectF]) -> bool:
    """Return whether a name written here touches neither another name nor the X of a point."""
    if any(rect.intersects(one) for one in taken):
        return False
    if "points" not in view.state.layers:
        return True
    camera, arm = view.camera, (ink.MARK_SIZE / 2 + 2) * view.grown
    x, y = camera.to_scene(rect.center().x(), rect.center().y())
    reach = (rect.width() / 2 + arm) / camera.zoom
    grown = rect.adjusted(-arm, -arm, arm, arm)
    near = view.scene.grid.near(x, y, reach)
    return not any(grown.contains(QPointF(*camera.to_widget(place.x, place.y))) for place in near)


def _regions(view: View, sheet: Sheet, drawings: Drawings) -> list[tuple[str, QRectF, QPointF]]:
    """Return code, widget box and middle of every region on the sides shown, largest first."""
    if isinstance(sheet.art, SheetError):
        return []
    found = []
    half = sheet.art.width / 2
    places = drawings.region_places(view.state.figure, sheet.instance.sheet_id)
    for side in shown_sides(view.state.side):
        if not sheet.instance.shows(side):
            continue
        map_ = to_widget(sheet, side, view.camera)
        for place in places:
            box, middle = place.box, place.middle
            if sheet.info.symmetric and place.midline:
                reach = max(half - box.left(), box.right() - half)
                box = QRectF(half - reach, box.top(), 2 * reach, box.height())
                middle = QPointF(half, middle.y())
            found.append((place.code, map_.mapRect(box), map_.map(middle)))
    found.sort(key=lambda region: -region[1].width() * region[1].height())
    return found
