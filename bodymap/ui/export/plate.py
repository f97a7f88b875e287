"""A printed plate: one point with its zones on a page, with title, sides, legend and source.

Everything is a piece or a line of words, the stipple dot by dot, so that a plate stays a drawing in SVG and PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath

from bodymap.core.language import tr
from bodymap.core.legend import legend_of
from bodymap.core.sections import picture_notes
from bodymap.core.sheets import SheetError
from bodymap.core.text import point_title, side_text
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.cross import at_scale, ink_cross
from bodymap.ui.drawing.flesh import ink_fibres, ink_flesh
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layer_shapes import skin_pieces
from bodymap.ui.drawing.layout import Extent, arrange, instances_of, shown_sides
from bodymap.ui.drawing.scene import Sheet
from bodymap.ui.drawing.titles import fitting_title, side_marks
from bodymap.ui.drawing.zone import DRAWN, Dots, ZoneStyle, ink_zone, sample, zone_on
from bodymap.ui.export.page import DENSITY, Anchor, Page, Words, font, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.blocks import Pattern
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Figure, Side, SideChoice
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.pieces import Piece, Pieces

WIDTH: Final = 1200.0
HEIGHT: Final = 850.0
"""Of the page, in its own units; about a sheet of A4 laid sideways."""
PAPER: Final = "#ffffff"
_MARGIN: Final = 40.0
_LEGEND_WIDTH: Final = 270.0
_TOP: Final = 108.0
_SHEET_HEADER: Final = 34.0
_SHEET_TITLE_SIZE: Final = 15
_LETTER_ROOM: Final = 24.0
_TEXT: Final = "#2b2825"
_SOFT: Final = "#625c52"
_LINE: Final = "#d9d2c3"
_NOTE_TYPE: Final = ((15, _TEXT), (13, _TEXT), (13, _SOFT), (12, _SOFT), (12, _SOFT))
"""Size and ink of each note beside the picture."""
_AT_REST: Final = Camera()
_INKED: Final = ZoneStyle(ink.HUES[0])


@dataclass(frozen=True, slots=True)
class Plate:
    """One point as it is drawn for others, in page units."""

    drawings: Drawings
    figure: Figure
    side: SideChoice
    point: Point
    muscle: Muscle
    infos: tuple[SheetInfo, ...]
    index: AtlasIndex

    def page(self) -> Page:
        """Return the whole page."""
        title = point_title(self.muscle, self.point)
        page = Page(WIDTH, HEIGHT, title, picture_notes(self.index, self.point)[0])
        page.items.append((_rectangle(QRectF(0, 0, WIDTH, HEIGHT)), QBrush(QColor(PAPER))))
        sides = tr("both sides") if self.side == "both" else side_text(self.side)
        page.items.append(Words(_MARGIN, 58, title, 30, _TEXT, bold=True))
        page.items.append(Words(_MARGIN, 87, f"{self.point.part} · {sides}", 16, _SOFT))
        for sheet in self.sheets():
            page.items += self.sheet_pieces(sheet)
            page.items += _header(sheet)
        page.items += self._legend()
        return page

    def sheets(self) -> Iterable[Sheet]:
        """Yield the sheets where they lie on the page."""
        instances = instances_of(self.infos, self.side)
        by_id = {info.id: info for info in self.infos}
        arts = [self.drawings.library.art(self.figure, instance.sheet_id) for instance in instances]
        extents = [
            Extent(art.width, art.height, art.units_per_cm, by_id[instance.sheet_id].group == "whole")
            for instance, art in zip(instances, arts, strict=True)
        ]
        wide = WIDTH - 3 * _MARGIN - _LEGEND_WIDTH
        for instance, art, place in zip(
            instances, arts, arrange(extents, wide, HEIGHT - _TOP - _MARGIN / 2, _SHEET_HEADER), strict=True
        ):
            moved = type(place)(place.x + _MARGIN, place.y + _TOP, place.scale, place.width, place.height)
            yield Sheet(instance, by_id[instance.sheet_id], art, moved)

    def sheet_pieces(self, sheet: Sheet) -> Pieces:
        """Return what the page shows of a sheet: what the stage would, were nothing but this point on it."""
        assert not isinstance(sheet.art, SheetError)  # noqa: S101 - the library raises it before
        where = self.drawings, self.figure, sheet.instance.sheet_id
        art, name, point_id = sheet.art, self.muscle.id, self.point.id
        sides = [side for side in shown_sides(self.side) if sheet.instance.shows(side)]
        maps = [to_widget(sheet, side, _AT_REST) for side in sides]
        own: Side = "left" if sheet.instance.mirrored else "right"
        pieces = skin_pieces(*where, art, to_widget(sheet, own, _AT_REST))
        for map_ in maps:
            pieces += ink_flesh(*where, name, map_, art.fade)
        for map_ in maps:
            dots = Dots(DENSITY, map_.map(QPointF(0, 0)), drawn=True)
            pieces += ink_zone(zone_on(*where, point_id, map_), _INKED, dots)
        for map_ in maps:
            pieces += ink_fibres(*where, name, map_, art.fade)
        at = art.points.get(point_id)
        grown = at_scale(art.units_per_cm * sheet.placement.scale)
        if at is not None:
            for map_ in maps:
                pieces += ink_cross(map_.map(QPointF(*at)), "lit", grown)
        return pieces

    def _legend(self) -> Iterable[Piece | Words]:
        left = WIDTH - _MARGIN - _LEGEND_WIDTH
        yield _rectangle(QRectF(left - 16.5, _TOP, 1, HEIGHT - _MARGIN - _TOP)), QBrush(QColor(_LINE))
        y = _TOP + 6
        for pattern, says in legend_of(self.point, "clinician").items():
            yield from _sample(pattern, QPointF(left + 16, y + 12))
            for words in _paragraph(left + 44, y, _LEGEND_WIDTH - 44, says, 14, _TEXT):
                yield words
                y = words.y + 4
            y += 14
        y += 12
        for note, (size, colour) in zip(picture_notes(self.index, self.point), _NOTE_TYPE, strict=True):
            for words in _paragraph(left, y, _LEGEND_WIDTH, note, size, colour):
                yield words
                y = words.y + 4
            y += 12


def _header(sheet: Sheet) -> Iterable[Words]:
    """Yield what stands above a sheet: its title, and which side of the patient is where."""
    place = sheet.placement
    y = place.y - _SHEET_HEADER / 2 + 6
    letters = side_marks(sheet)
    measure = QFontMetricsF(font(_SHEET_TITLE_SIZE)).horizontalAdvance
    room = place.width - (2 * _LETTER_ROOM if letters else 0)
    if title := fitting_title(sheet.info, sheet.instance, measure, room):
        yield Words(place.x + place.width / 2, y, title, _SHEET_TITLE_SIZE, _SOFT, "middle")
    for letter, edge in letters:
        x, anchor = (place.x + 4, "start") if edge == "left" else (place.right - 4, "end")
        yield Words(x, y, letter, 20, _TEXT, cast(Anchor, anchor), bold=True)


def _paragraph(x: float, y: float, width: float, text: str, size: int, colour: str) -> Iterable[Words]:
    """Yield a text in as many lines as it takes, from ``y`` down."""
    measures = QFontMetricsF(font(size))
    for number, line in enumerate(lines_of(text, size, width)):
        yield Words(x, y + measures.ascent() + number * measures.lineSpacing(), line, size, colour)


def _sample(pattern: Pattern, at: QPointF) -> Pieces:
    """Return what a row of the legend shows."""
    if pattern == "point":
        return ink_cross(at, "lit")
    path = QPainterPath()
    path.addEllipse(at, 16, 11)
    return ink_zone(sample(pattern, path), _INKED, DRAWN)


def _rectangle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box)
    return path
