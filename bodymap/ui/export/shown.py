"""What a page shows of the body: sheets side by side with one or several points lit on them, all of it pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.arranging import arrange
from bodymap.ui.drawing.bony import bony_labels
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.cross import at_scale, ink_cross
from bodymap.ui.drawing.flesh import ink_fibres, ink_flesh
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layer_shapes import layer_pieces
from bodymap.ui.drawing.layout import Extent, clamp, instances_of, shown_sides
from bodymap.ui.drawing.scene import Sheet
from bodymap.ui.drawing.sites import ink_sites
from bodymap.ui.drawing.titles import PARTING_ALPHA, fitting_title, parting_lines, side_marks, title_span
from bodymap.ui.drawing.zone import DRAWN, Dots, ZoneStyle, ink_zone, sample, zone_on
from bodymap.ui.export.page import DENSITY, Anchor, Words, font, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QTransform

    from bodymap.core.blocks import Pattern
    from bodymap.core.model import Muscle, Point
    from bodymap.core.sheets import Layer, SheetInfo
    from bodymap.core.state import Figure, Side, SideChoice
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.pieces import Piece, Pieces

TEXT: Final = "#2b2825"
SOFT: Final = "#625c52"
PAPER: Final = "#ffffff"
_LETTER_ROOM: Final = 24.0
_TITLE_MARGIN: Final = 4.0
_LEADING: Final = 0.6
"""From the middle of two lines of a title to each of them, in sizes of their type."""
_NAME_TYPE: Final = 12
"""Of the names of bones."""
_AT_REST: Final = Camera()
_BADGE: Final = 9.0
"""Radius of the disc that a letter stands on."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One point as it is lit on a page, on one or both of the patient's sides; its letter where there are several."""

    point: Point
    muscle: Muscle
    sides: tuple[Side, ...]
    hue: str = ink.HUES[0]
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The sheets of a page and what is lit on them, in page units; ``header`` is the room above each sheet."""

    drawings: Drawings
    figure: Figure
    side: SideChoice
    subjects: tuple[Subject, ...]
    infos: tuple[SheetInfo, ...]
    header: float = 34.0
    title_size: int = 15
    bones: bool = False
    """Whether the bones are shown, with their names."""
    sites: bool = False
    """Whether the cautionary sites are shown."""

    def sheets(self, box: QRectF) -> Iterable[Sheet]:
        """Yield the sheets where they lie in a box of the page."""
        instances = instances_of(self.infos, self.side)
        by_id = {info.id: info for info in self.infos}
        arts = [self.drawings.library.art(self.figure, instance.sheet_id) for instance in instances]
        extents = [
            Extent(art.width, art.height, art.units_per_cm, by_id[instance.sheet_id].group == "whole")
            for instance, art in zip(instances, arts, strict=True)
        ]
        places = arrange(extents, box.width(), box.height(), self.header)
        for instance, art, place in zip(instances, arts, places, strict=True):
            moved = type(place)(place.x + box.x(), place.y + box.y(), place.scale, place.width, place.height)
            yield Sheet(instance, by_id[instance.sheet_id], art, moved)

    def items(self, box: QRectF) -> list[Piece | Words]:
        """Return everything that lies in a box of the page: the sheets, what is lit, titles and sides."""
        found: list[Piece | Words] = []
        sheets = list(self.sheets(box))
        for sheet in sheets:
            found += self.pieces(sheet)
            for subject in self.subjects:
                found += self._letters(sheet, subject)
            found += self._bony(sheet) if self.bones else ()
        return found + list(self._above(sheets, box))

    def pieces(self, sheet: Sheet) -> Pieces:
        """Return what the page shows of a sheet: what the stage would, were nothing but these points on it."""
        assert not isinstance(sheet.art, SheetError)  # noqa: S101 - the library raises it before
        where = self.drawings, self.figure, sheet.instance.sheet_id
        art = sheet.art
        own: Side = "left" if sheet.instance.mirrored else "right"
        under: tuple[Layer, ...] = ("skin", "bones") if self.bones else ("skin",)
        pieces = [
            piece for layer in under for piece in layer_pieces(*where, art, to_widget(sheet, own, _AT_REST), layer)
        ]
        if self.sites:
            for side in shown_sides(self.side):
                if sheet.instance.shows(side):
                    pieces += ink_sites(*where, art, to_widget(sheet, side, _AT_REST))
        crosses: Pieces = []
        grown = at_scale(art.units_per_cm * sheet.placement.scale)
        for subject in self.subjects:
            maps, name = self._maps(sheet, subject), subject.muscle.id
            for map_ in maps:
                pieces += ink_flesh(*where, name, map_, art.fade)
            for map_ in maps:
                dots = Dots(DENSITY, map_.map(QPointF(0, 0)), drawn=True)
                pieces += ink_zone(zone_on(*where, subject.point.id, map_), ZoneStyle(subject.hue), dots)
            for map_ in maps:
                pieces += ink_fibres(*where, name, map_, art.fade)
            at = art.points.get(subject.point.id)
            if at is not None:
                for map_ in maps:
                    crosses += ink_cross(map_.map(QPointF(*at)), "lit", grown)
        return pieces + crosses

    def _maps(self, sheet: Sheet, subject: Subject) -> list[QTransform]:
        return [to_widget(sheet, side, _AT_REST) for side in subject.sides if sheet.instance.shows(side)]

    def _letters(self, sheet: Sheet, subject: Subject) -> Iterable[Piece | Words]:
        """Yield the letter of one of several, beside its X and on its zone."""
        if not subject.letter or isinstance(sheet.art, SheetError):
            return
        at = sheet.art.points.get(subject.point.id)
        for map_ in self._maps(sheet, subject):
            zone = zone_on(self.drawings, self.figure, sheet.instance.sheet_id, subject.point.id, map_)
            if shapes := (zone.essential or zone.spillover):
                yield from badge(zone.map_.map(shapes[-1]).boundingRect().center(), subject)
            if at is not None:
                aside = ink.LIT_MARK_SIZE
                yield from badge(map_.map(QPointF(*at)) + QPointF(aside, -aside), subject)

    def _bony(self, sheet: Sheet) -> Iterable[Piece | Words]:
        """Yield the landmarks and the names of the bones of a sheet, none on a lit X."""
        face = font(_NAME_TYPE)
        crosses = [
            map_.map(QPointF(*sheet.art.points[subject.point.id]))
            for subject in self.subjects
            for map_ in self._maps(sheet, subject)
            if not isinstance(sheet.art, SheetError) and subject.point.id in sheet.art.points
        ]
        arm = ink.LIT_MARK_SIZE / 2
        place = sheet.placement
        whole = QRectF(place.x, place.y, place.width, place.height)

        def free(rect: QRectF) -> bool:
            grown = rect.adjusted(-arm, -arm, arm, arm)
            return whole.contains(rect) and not any(grown.contains(at) for at in crosses)

        places = self.drawings.bone_places(self.figure, sheet.info)
        for label in bony_labels(sheet, places, self.side, _AT_REST, face, free):
            if label.dot is not None:
                dot = QPainterPath()
                dot.addEllipse(label.dot, ink.LANDMARK_SIZE / 2, ink.LANDMARK_SIZE / 2)
                yield dot, QPen(QColor(ink.HALO), 1.5)
                yield dot, QBrush(QColor(ink.LANDMARK))
            base = label.rect.top() + QFontMetricsF(face).ascent()
            halo = QPainterPath()
            halo.addText(QPointF(label.rect.left(), base), face, label.text)
            yield halo, QPen(QColor(ink.HALO), 2.5)
            yield Words(label.rect.left(), base, label.text, _NAME_TYPE, ink.BONY)

    def _above(self, sheets: Sequence[Sheet], box: QRectF) -> Iterable[Piece | Words]:
        """Yield what stands above the sheets: titles, which side of the patient is where, and lines that part them."""
        boxes = [_with_heading(sheet, self.header) for sheet in sheets]
        for number, sheet in enumerate(sheets):
            yield from self._heading(sheet, title_span(boxes, number, box))
        for line in parting_lines(sheets, boxes, self.header):
            path = QPainterPath(line.p1())
            path.lineTo(line.p2())
            colour = QColor(TEXT)
            colour.setAlphaF(PARTING_ALPHA)
            yield path, QPen(colour, 1)

    def _heading(self, sheet: Sheet, span: tuple[float, float]) -> Iterable[Words]:
        """Yield what stands above one of them; ``span`` is from where to where its title may reach."""
        place, letters = sheet.placement, side_marks(sheet)
        y = place.y - self.header / 2 + 6

        def measure(text: str, size: float) -> float:
            return QFontMetricsF(font(round(self.title_size * size))).horizontalAdvance(text)

        room = place.width - 2 * _LETTER_ROOM if letters else span[1] - span[0] - 2 * _TITLE_MARGIN
        lines, size = fitting_title(sheet.info, sheet.instance, measure, room)
        face = round(self.title_size * size)
        for number, line in enumerate(lines):
            half = measure(line, size) / 2 + _TITLE_MARGIN
            x = clamp(place.x + place.width / 2, span[0] + half, span[1] - half)
            down = (2 * number - len(lines) + 1) * face * _LEADING
            yield Words(x, y + down, line, face, SOFT, "middle")
        for letter, edge in letters:
            x, anchor = (place.x + 4, "start") if edge == "left" else (place.right - 4, "end")
            yield Words(x, y, letter, self.title_size + 5, TEXT, cast(Anchor, anchor), bold=True)


def _with_heading(sheet: Sheet, header: float) -> QRectF:
    place = sheet.placement
    return QRectF(place.x, place.y - header, place.width, place.height + header)


def badge(at: QPointF, subject: Subject) -> Iterable[Piece | Words]:
    """Yield a letter on a disc of its point's colour."""
    disc = QPainterPath()
    disc.addEllipse(at, _BADGE + 1, _BADGE + 1)
    yield disc, QBrush(QColor(PAPER))
    disc = QPainterPath()
    disc.addEllipse(at, _BADGE, _BADGE)
    yield disc, QBrush(QColor(subject.hue))
    yield Words(at.x(), at.y() + 4.5, subject.letter, 13, PAPER, "middle", bold=True)


def paragraph(
    x: float, y: float, width: float, text: str, size: int, colour: str, *, bold: bool = False
) -> Iterable[Words]:
    """Yield a text in as many lines as it takes, from ``y`` down."""
    measures = QFontMetricsF(font(size, bold=bold))
    for number, line in enumerate(lines_of(text, size, width, bold=bold)):
        top = y + measures.ascent() + number * measures.lineSpacing()
        yield Words(x, top, line, size, colour, bold=bold)


def legend_sample(pattern: Pattern, at: QPointF) -> Pieces:
    """Return what a row of the legend shows."""
    if pattern == "point":
        return ink_cross(at, "lit")
    path = QPainterPath()
    path.addEllipse(at, 16, 11)
    return ink_zone(sample(pattern, path), ZoneStyle(ink.HUES[0]), DRAWN)


def rectangle(box: QRectF) -> QPainterPath:
    """Return a box as a path."""
    path = QPainterPath()
    path.addRect(box)
    return path
