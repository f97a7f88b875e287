"""A printed plate: one point with its zones on a page, with title, sides, legend and source.

Everything is drawn as paths and text, the stipple dot by dot, so that a plate stays a drawing in SVG and PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from bodymap.core.language import tr
from bodymap.core.sheets import SheetError
from bodymap.core.state import Spot
from bodymap.core.text import side_text
from bodymap.ui.drawing import ink, layer_shapes
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.highlight import muscle_item, rim_alphas, to_widget
from bodymap.ui.drawing.layout import Extent, arrange, instances_of, shown_sides
from bodymap.ui.drawing.scene import Sheet
from bodymap.ui.drawing.titles import fitting_title, side_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_AT_REST: Final = Camera()


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
        return f"{self.muscle.name} {self.point.label}"

    @property
    def says(self) -> str:
        """Where the pain is commonly reported, in words."""
        return self.point.referral.words

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
        renderer = self.drawings.renderer(self.figure, sheet.instance.sheet_id, "skin", keep=False)
        if renderer is not None:
            painter.save()
            painter.setTransform(to_widget(sheet, own, _AT_REST), combine=True)
            layer_shapes.paint(painter, layer_shapes.record(renderer, sheet.art), fades=self.fades)
            painter.restore()
        spots = [Spot(self.point.id, side) for side in shown_sides(self.side) if sheet.instance.shows(side)]
        for paint in (self._paint_muscle, self._paint_zones, self._paint_mark):
            for spot in spots:
                paint(painter, sheet, spot)
        self._paint_sides(painter, sheet)

    def _paths(self, sheet: Sheet, spot: Spot, element: str) -> list[QPainterPath]:
        map_ = to_widget(sheet, spot.side, _AT_REST)
        return [map_.map(path) for path in self.drawings.paths(self.figure, sheet.instance.sheet_id, element)]

    def _paint_muscle(self, painter: QPainter, sheet: Sheet, spot: Spot) -> None:
        assert not isinstance(sheet.art, SheetError)  # noqa: S101 - the library raises it before
        map_ = to_widget(sheet, spot.side, _AT_REST)
        fade = sheet.art.fade if self.fades else None
        item = muscle_item(self.drawings, self.figure, sheet.instance.sheet_id, self.muscle.id, map_, fade)
        if item is not None:
            item.paint(painter)

    def _paint_zones(self, painter: QPainter, sheet: Sheet, spot: Spot) -> None:
        spillover = self._paths(sheet, spot, f"zone.{spot.point_id}.spillover")
        for path in spillover[-1:]:
            _paint_stipple(painter, path, ink.DOT_RADIUS)
        essential = self._paths(sheet, spot, f"zone.{spot.point_id}.essential")
        for path, alpha in zip(essential, rim_alphas(len(essential)), strict=True):
            colour = QColor(ink.HUES[0])
            colour.setAlphaF(alpha)
            painter.fillPath(path, QBrush(colour))

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
        return (
            (tr("Trigger point"), _paint_cross),
            (tr("Essential zone: where most people report the pain"), _paint_solid_sample),
            (tr("Spillover zone: where some people report it too"), _paint_dotted_sample),
        )

    def _notes(self) -> Sequence[tuple[str, int, str]]:
        sources = "; ".join(
            f"{self.index.source(cited.source).title}{f', {cited.where}' if cited.where else ''}"
            for cited in self.point.referral.sources
        )
        return (
            (self.says, 15, _TEXT),
            (
                tr("Zones are commonly reported; they differ from person to person. This is not a diagnosis."),
                13,
                _TEXT,
            ),
            (tr("R and L are the patient's right and left."), 13, _SOFT),
            (tr("Source: {sources}").format(sources=sources), 12, _SOFT),
            (tr("Drawn by bodymap."), 12, _SOFT),
        )


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
    arm = ink.LIT_MARK_SIZE / 2
    for colour, width in ((ink.HALO, 5.0), (ink.MARK, 2.6)):
        painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
        painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))


def _paint_stipple(painter: QPainter, path: QPainterPath, radius: float) -> None:
    """Fill a path with dots on the same lattice as on the stage, each drawn on its own."""
    box, pitch = path.boundingRect(), ink.DOT_PITCH
    row_height = pitch * sqrt(3) / 2
    dots = QPainterPath()
    row = int(box.top() // row_height)
    while row * row_height <= box.bottom():
        y, shift = row * row_height, pitch / 2 * (row % 2)
        x = (box.left() // pitch) * pitch + shift
        while x <= box.right():
            if path.contains(QPointF(x, y)):
                dots.addEllipse(QPointF(x, y), radius, radius)
            x += pitch
        row += 1
    painter.fillPath(dots, QBrush(QColor(ink.HUES[0])))


def _sample(at: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(at, 16, 11)
    return path


def _paint_solid_sample(painter: QPainter, at: QPointF) -> None:
    colour = QColor(ink.HUES[0])
    colour.setAlphaF(ink.ESSENTIAL_ALPHA)
    painter.fillPath(_sample(at), QBrush(colour))


def _paint_dotted_sample(painter: QPainter, at: QPointF) -> None:
    _paint_stipple(painter, _sample(at), ink.DOT_RADIUS)
