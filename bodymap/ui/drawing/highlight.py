"""What is lit, as things to paint: zones, muscle, emphasised X. Built once a click, painted as often as needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.boxes import Box, area, around, common, outwards
from bodymap.ui.drawing.cross import at_scale
from bodymap.ui.drawing.flesh import ink_fibres, ink_flesh
from bodymap.ui.drawing.making_way import marks_in_the_way, region_outside
from bodymap.ui.drawing.pieces import paint_pieces
from bodymap.ui.drawing.zone import Dots, ZoneStyle, ink_zone, zone_on, zones_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import Figure, Side, Spot
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.cross import CrossStyle
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.pieces import Pieces
    from bodymap.ui.drawing.scene import Scene, Sheet

_MARGIN: Final = 2.0


class PaintItem(Struct, frozen=True):
    """One thing to paint over the picture, and the part of the stage it may touch."""

    box: Box
    paint: Callable[[QPainter], None]


class SpotStyle(ZoneStyle, frozen=True):
    """How a lit or previewed spot is drawn: its zones, and the letter beside it where several are compared."""

    letter: str = ""


def to_widget(sheet: Sheet, side: Side | None, camera: Camera) -> QTransform:
    """Return the map from sheet coordinates on a patient's side to widget positions."""
    placement, zoom = sheet.placement, camera.zoom
    scale = placement.scale * zoom
    top = placement.y * zoom + camera.y
    if side == "left":
        return QTransform(-scale, 0, 0, scale, placement.right * zoom + camera.x, top)
    return QTransform(scale, 0, 0, scale, placement.x * zoom + camera.x, top)


def asked_item(path: QPainterPath, *, quiet: bool) -> PaintItem:
    """Return the shading of a place that is asked about, its outline in widget positions; ``quiet``: the rim only."""

    def paint(painter: QPainter) -> None:
        colour = QColor(ink.ASKED)
        painter.setPen(QPen(colour, 1.6))
        colour.setAlphaF(0.0 if quiet else 0.32)
        painter.setBrush(colour)
        painter.drawPath(path)

    return PaintItem(_around(path), paint)


def pieces_item(pieces: Pieces) -> PaintItem:
    """Return pieces as one thing to paint."""

    def paint(painter: QPainter) -> None:
        paint_pieces(painter, pieces)

    return PaintItem(around(_around(path) for path, _ in pieces), paint)


def patch_item(item: PaintItem, ratio: float, seen: Box) -> PaintItem:
    """Return an item that paints the same by copying a picture, made now, of what of it is in sight."""
    box = outwards(common(item.box, seen), 1 / ratio)
    if not area(box):
        return item
    left, top, right, bottom = box
    size = QSize(round((right - left) * ratio), round((bottom - top) * ratio))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-left, -top)
    item.paint(painter)
    painter.end()
    corner = QPointF(left, top)

    def paint(onto: QPainter) -> None:
        onto.drawImage(corner, image)

    return PaintItem(box, paint)


def sealed_item(
    bodies: QImage, items: Sequence[PaintItem], over: PaintItem, box: Box, ratio: float, bare: Sequence[Box] = ()
) -> PaintItem:
    """Return items between the bodies and what lies over them as one picture without anything transparent.

    ``bodies`` is a picture of the whole stage; of it and the items only what is in ``box`` is kept, and of what lies
    ``over`` them nothing that is in one of the ``bare`` boxes.
    """
    left, top_edge, right, bottom = outwards(box, 1 / ratio)
    device = QRect(*(round(edge * ratio) for edge in (left, top_edge, right - left, bottom - top_edge)))
    image = bodies.copy(device)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-left, -top_edge)
    for item in items:
        item.paint(painter)
    if bare:
        whole = QRectF(left, top_edge, right - left, bottom - top_edge).toAlignedRect()
        painter.setClipRegion(region_outside(bare, whole))
    over.paint(painter)
    painter.end()
    corner = QPointF(left, top_edge)

    def paint(onto: QPainter) -> None:
        onto.drawImage(corner, image)

    return PaintItem((left, top_edge, right, bottom), paint)


def _around(path: QPainterPath) -> Box:
    rect = path.controlPointRect()
    return rect.left() - _MARGIN, rect.top() - _MARGIN, rect.right() + _MARGIN, rect.bottom() + _MARGIN


def stamp_item(stamp: stamps.Stamp, x: float, y: float) -> PaintItem:
    """Return a stamp at a widget position as something to paint."""

    def paint(painter: QPainter) -> None:
        stamp.paint(painter, x, y)

    return PaintItem(stamp.box(x, y), paint)


class Highlighter(Struct, frozen=True, eq=False):
    """Lights spots on a scene: knows the drawings, the camera, and how large marks are now. No two are the same."""

    drawings: Drawings
    scene: Scene
    camera: Camera
    figure: Figure
    muscle_of: Callable[[str], str]
    grown: float
    ratio: float

    def muscles(self, spot: Spot, *, hasty: bool = False) -> list[PaintItem]:
        """Return the spot's muscle, to lie under its zones, on every sheet instance that shows it.

        With ``hasty`` the bones by a deep one are left out where it would take time to find them.
        """
        how = partial(ink_flesh, bones="known" if hasty else "all")
        return self._muscle(self.muscle_of(spot.point_id), spot.side, how)

    def knows_bones(self, spot: Spot) -> bool:
        """Whether nothing would be left out in haste."""
        name = self.muscle_of(spot.point_id)
        ids = {sheet.instance.sheet_id for sheet, _, _ in self._sheets(spot.side)}
        return all(self.drawings.knows_bones_by(self.figure, sheet_id, name) for sheet_id in ids)

    def fibres(self, spot: Spot) -> list[PaintItem]:
        """Return the outline and fibres of the spot's muscle, to lie over its zones, so that both can be seen."""
        return self.fibres_of(self.muscle_of(spot.point_id), spot.side)

    def flesh_of(self, muscle_id: str, side: Side) -> list[PaintItem]:
        """Return what fills a muscle on every sheet instance that shows it on this side, without any bone."""
        return self._muscle(muscle_id, side, partial(ink_flesh, bones="none"))

    def fibres_of(self, muscle_id: str, side: Side) -> list[PaintItem]:
        """Return its outline and fibres."""
        return self._muscle(muscle_id, side, ink_fibres)

    def _muscle(self, muscle_id: str, side: Side, how: Callable[..., Pieces]) -> list[PaintItem]:
        inked = (
            how(self.drawings, self.figure, sheet.instance.sheet_id, muscle_id, map_, art.fade)
            for sheet, art, map_ in self._sheets(side)
        )
        return [pieces_item(pieces) for pieces in inked if pieces]

    def zones_of(self, point_ids: Sequence[str], side: Side, style: SpotStyle) -> list[PaintItem]:
        """Return the zones of several points as one, on every sheet instance that shows any of them."""
        items: list[PaintItem] = []
        for sheet, _, map_ in self._sheets(side):
            zone = zones_on(self.drawings, self.figure, sheet.instance.sheet_id, point_ids, map_)
            if zone.essential or zone.spillover:
                dots = Dots(self.ratio, map_.map(QPointF(0, 0)))
                items.append(pieces_item(ink_zone(zone, style, dots)))
        return items

    def zones(self, spot: Spot, style: SpotStyle) -> list[PaintItem]:
        """Return the spot's zones on every sheet instance that shows them."""
        items: list[PaintItem] = []
        for sheet, _, map_ in self._sheets(spot.side):
            zone = zone_on(self.drawings, self.figure, sheet.instance.sheet_id, spot.point_id, map_)
            if zone.essential or zone.spillover:
                dots = Dots(self.ratio, map_.map(QPointF(0, 0)))
                items.append(pieces_item(ink_zone(zone, style, dots)))
        return items

    def in_the_way(self, spot: Spot) -> list[Box]:
        """Return what the marks cover that make way for the spot's zones."""
        return marks_in_the_way(self.drawings, self.scene, self.camera, self.figure, spot, self.grown)

    def letters(self, spot: Spot, style: SpotStyle) -> list[PaintItem]:
        """Return the letter of a comparison on each of the spot's zones; none when it has no letter."""
        if not style.letter:
            return []
        stamp = stamps.badge(style.letter, style.hue, self.grown, self.ratio)
        items: list[PaintItem] = []
        for sheet, _, map_ in self._sheets(spot.side):
            zone = self._mapped(sheet, spot, "essential", map_) or self._mapped(sheet, spot, "spillover", map_)
            if zone:
                middle = middle_of(zone[-1])
                items.append(stamp_item(stamp, middle.x(), middle.y()))
        return items

    def crosses(self, spot: Spot, style: SpotStyle) -> list[PaintItem]:
        """Return the spot's emphasised X on every sheet instance that shows it, with its letter beside it."""
        items: list[PaintItem] = []
        for number in range(len(self.scene.sheets)):
            at = self.scene.spot_on(number, spot)
            if at is None:
                continue
            x, y = self.camera.to_widget(*at)
            kind: CrossStyle = "lit" if style.strength == 1 else "hovered"
            grown = self.grown * at_scale(self._pixels_per_cm(self.scene.sheets[number]))
            items.append(stamp_item(stamps.cross(kind, grown, self.ratio), x, y))
            if style.letter:
                stamp = stamps.badge(style.letter, style.hue, self.grown, self.ratio)
                aside = ink.LIT_MARK_SIZE * self.grown
                items.append(stamp_item(stamp, x + aside, y - aside))
        return items

    def routes(self, spot: Spot) -> list[tuple[QPointF, QPointF]]:
        """Return from where to where the referral goes, in widget positions, where a sheet shows both ends."""
        routes = []
        for number, sheet in enumerate(self.scene.sheets):
            at = self.scene.spot_on(number, spot)
            if at is None:
                continue
            zones = self._mapped(sheet, spot, "essential", to_widget(sheet, spot.side, self.camera))
            start = QPointF(*self.camera.to_widget(*at))
            if zones and not zones[0].contains(start):
                routes.append((start, middle_of(zones[-1])))
        return routes

    def _sheets(self, side: Side) -> Iterable[tuple[Sheet, SheetArt, QTransform]]:
        for sheet in self.scene.sheets:
            if sheet.instance.shows(side) and not isinstance(sheet.art, SheetError):
                yield sheet, sheet.art, to_widget(sheet, side, self.camera)

    def _pixels_per_cm(self, sheet: Sheet) -> float:
        return sheet.info.units_per_cm * sheet.placement.scale * self.camera.zoom

    def _mapped(self, sheet: Sheet, spot: Spot, kind: str, map_: QTransform) -> list[QPainterPath]:
        paths = self.drawings.paths(self.figure, sheet.instance.sheet_id, f"zone.{spot.point_id}.{kind}")
        return [map_.map(path) for path in paths]


def middle_of(path: QPainterPath) -> QPointF:
    """Return a place inside a path near its middle, even when it is bent or in several pieces."""
    pieces = path.toSubpathPolygons()
    if not pieces:
        return path.boundingRect().center()
    largest = max(pieces, key=lambda piece: piece.boundingRect().width() * piece.boundingRect().height())
    box = largest.boundingRect()
    centre = box.center()
    if largest.containsPoint(centre, Qt.FillRule.OddEvenFill):
        return centre
    return min(largest.toList(), key=lambda p: (p.x() - centre.x()) ** 2 + (p.y() - centre.y()) ** 2)
