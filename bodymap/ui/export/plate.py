"""A printed plate: one point with its zones on a page, with title, sides, legend and source.

Everything is drawn as paths and text, the stipple dot by dot, so that a plate stays a drawing in SVG and PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from bodymap.core.language import tr
from bodymap.core.sections import LEGEND, picture_notes
from bodymap.core.sheets import SheetError
from bodymap.core.state import Spot
from bodymap.core.text import point_title, side_text
from bodymap.ui.drawing import ink, layer_shapes
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.cross import paint_cross
from bodymap.ui.drawing.flesh import ink_fibres, ink_flesh
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layout import Extent, arrange, instances_of, shown_sides
from bodymap.ui.drawing.pieces import Pieces, paint_pieces
from bodymap.ui.drawing.scene import Sheet
from bodymap.ui.drawing.titles import fitting_title, side_marks
from bodymap.ui.drawing.zone import DRAWN, Zone, ZoneStyle, paint_zone, zone_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Figure, Side, SideChoice
    from bodymap.ui.drawing.drawings import Drawings

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
    fades: bool = True
    """Whether what it is painted on can fade a colour along a line; Qt's PDF cannot."""

    @property
    def title(self) -> str:
        """The point's name, as it stands at the top."""
        return point_title(self.muscle, self.point)

    @property
    def says(self) -> str:
        """Where the pain is commonly reported, in words."""
        return picture_notes(self.index, self.point)[0]

    def paint_on(self, device: Any, scale: float = 1.0) -> None:  # noqa: ANN401 - whatever Qt can paint on
        """Paint the page on a device; ``scale`` is the device's own units to one of the page."""
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor(PAPER))
        self._paint_title(painter)
        for sheet in self._sheets():
            self._paint_sheet(painter, sheet)
        self._paint_legend(painter)
        painter.end()

    def _sheets(self) -> Iterable[Sheet]:
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

    def _paint_title(self, painter: QPainter) -> None:
        sides = tr("both sides") if self.side == "both" else side_text(self.side)
        _text(painter, QRectF(_MARGIN, 26, WIDTH - 2 * _MARGIN, 44), self.title, 30, bold=True)
        _text(painter, QRectF(_MARGIN, 68, WIDTH - 2 * _MARGIN, 26), f"{self.point.part} · {sides}", 16, _SOFT)

    def _paint_sheet(self, painter: QPainter, sheet: Sheet) -> None:
        assert not isinstance(sheet.art, SheetError)  # noqa: S101 - the library raises it before
        own: Side = "left" if sheet.instance.mirrored else "right"
        renderer = self.drawings.renderer(self.figure, sheet.instance.sheet_id, "skin")
        if renderer is not None:
            painter.save()
            painter.setTransform(to_widget(sheet, own, _AT_REST), combine=True)
            layer_shapes.paint(painter, layer_shapes.record(renderer, sheet.art), fades=self.fades)
            painter.restore()
        spots = [Spot(self.point.id, side) for side in shown_sides(self.side) if sheet.instance.shows(side)]
        for paint in (self._paint_flesh, self._paint_zones, self._paint_fibres, self._paint_mark):
            for spot in spots:
                paint(painter, sheet, spot)
        self._paint_sides(painter, sheet)

    def _paint_flesh(self, painter: QPainter, sheet: Sheet, spot: Spot) -> None:
        self._paint_muscle(painter, sheet, spot, ink_flesh)

    def _paint_fibres(self, painter: QPainter, sheet: Sheet, spot: Spot) -> None:
        self._paint_muscle(painter, sheet, spot, ink_fibres)

    def _paint_muscle(self, painter: QPainter, sheet: Sheet, spot: Spot, how: Callable[..., Pieces]) -> None:
        assert not isinstance(sheet.art, SheetError)  # noqa: S101 - the library raises it before
        map_ = to_widget(sheet, spot.side, _AT_REST)
        paint_pieces(
            painter,
            how(self.drawings, self.figure, sheet.instance.sheet_id, self.muscle.id, map_, sheet.art.fade),
        )

    def _paint_zones(self, painter: QPainter, sheet: Sheet, spot: Spot) -> None:
        map_ = to_widget(sheet, spot.side, _AT_REST)
        zone = zone_on(self.drawings, self.figure, sheet.instance.sheet_id, spot.point_id, map_)
        paint_zone(painter, zone, _INKED, DRAWN)

    def _paint_mark(self, painter: QPainter, sheet: Sheet, spot: Spot) -> None:
        assert not isinstance(sheet.art, SheetError)  # noqa: S101 - the library raises it before
        at = sheet.art.points.get(spot.point_id)
        if at is not None:
            _paint_cross(painter, to_widget(sheet, spot.side, _AT_REST).map(QPointF(*at)))

    def _paint_sides(self, painter: QPainter, sheet: Sheet) -> None:
        place = sheet.placement
        rect = QRectF(place.x, place.y - _SHEET_HEADER, place.width, _SHEET_HEADER)
        letters = side_marks(sheet)
        measure = QFontMetricsF(_font(_SHEET_TITLE_SIZE)).horizontalAdvance
        room = place.width - (2 * _LETTER_ROOM if letters else 0)
        title = fitting_title(sheet.info, sheet.instance, measure, room)
        _text(painter, rect, title, _SHEET_TITLE_SIZE, _SOFT, Qt.AlignmentFlag.AlignHCenter)
        for letter, edge in letters:
            align = Qt.AlignmentFlag.AlignLeft if edge == "left" else Qt.AlignmentFlag.AlignRight
            _text(painter, rect.adjusted(4, 0, -4, 0), letter, 20, _TEXT, align, bold=True)

    def _paint_legend(self, painter: QPainter) -> None:
        left = WIDTH - _MARGIN - _LEGEND_WIDTH
        painter.setPen(QPen(QColor(_LINE), 1))
        painter.drawLine(QPointF(left - 16, _TOP), QPointF(left - 16, HEIGHT - _MARGIN))
        y = _TOP + 6
        for says, draw in self._legend_rows():
            draw(painter, QPointF(left + 16, y + 12))
            y += _paragraph(painter, left + 44, y, _LEGEND_WIDTH - 44, says, 14, _TEXT) + 14
        y += 12
        for text, size, colour in self._notes():
            y += _paragraph(painter, left, y, _LEGEND_WIDTH, text, size, colour) + 12

    def _legend_rows(self) -> Sequence[tuple[str, Any]]:
        samples = {"point": _paint_cross, "solid": _paint_essential_sample, "stippled": _paint_spillover_sample}
        return [(says.to("clinician"), samples[pattern]) for pattern, says in LEGEND.items()]

    def _notes(self) -> Iterable[tuple[str, int, str]]:
        return ((note, *type_) for note, type_ in zip(picture_notes(self.index, self.point), _NOTE_TYPE, strict=True))


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setFamilies(["Noto Sans", "DejaVu Sans", "Arial", "Helvetica"])
    # Page units are pixels on every device that is painted on; points would follow its resolution.
    font.setPixelSize(round(size))
    font.setBold(bold)
    return font


def _text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    size: float,
    colour: str = _TEXT,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    bold: bool = False,
) -> None:
    painter.setFont(_font(size, bold=bold))
    painter.setPen(QColor(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | align, text)


def _paragraph(painter: QPainter, x: float, y: float, width: float, text: str, size: int, colour: str) -> float:
    """Write a text over as many lines as it takes; return their height."""
    font = _font(size)
    flags = int(Qt.TextFlag.TextWordWrap)
    height = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 4000), flags, text).height()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QRectF(x, y, width, height + 2), flags, text)
    return height


def _paint_cross(painter: QPainter, at: QPointF) -> None:
    paint_cross(painter, at, "lit")


def _paint_essential_sample(painter: QPainter, at: QPointF) -> None:
    paint_zone(painter, Zone(essential=[_sample(at)]), _INKED, DRAWN)


def _paint_spillover_sample(painter: QPainter, at: QPointF) -> None:
    paint_zone(painter, Zone(spillover=[_sample(at)]), _INKED, DRAWN)


def _sample(at: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(at, 16, 11)
    return path
