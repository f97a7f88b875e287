"""Small live pictures of what is felt where: a cut from a whole figure around the zones of some points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.flesh import ink_flesh
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layout import Placement, SheetInstance
from bodymap.ui.drawing.painting import band_steps
from bodymap.ui.drawing.pieces import paint_pieces
from bodymap.ui.drawing.scene import Sheet
from bodymap.ui.drawing.sheet_layers import SeenLayer
from bodymap.ui.drawing.zone import Dots, ZoneStyle, ink_zone, zones_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bodymap.core.sheets import SheetArt, SheetInfo
    from bodymap.core.state import Figure, Side
    from bodymap.ui.drawing.drawings import Drawings

_RANK: Final = 3
_MOST: Final = 64
"""Pictures that are kept."""
_MARGIN: Final = 0.12
"""Of the cut, around what is shown."""
_LEAST: Final = 0.26
"""Of a figure's height is shown at least, so that one sees where on the body it is."""
_SMALL_DOTS: Final = 0.62
_SMALL_CROSS: Final = 0.6
"""Of the stage's stipple and of its X."""
_AT_REST: Final = Camera()


class Subject(NamedTuple):
    """What a small picture shows, and how large it is in pixels of the desktop."""

    figure: Figure
    side: Side
    muscle_id: str
    point_ids: tuple[str, ...]
    size: int
    ratio: float


class SmallPictures(QObject):
    """Makes small pictures in idle time and keeps the last ones."""

    def __init__(self, drawings: Drawings) -> None:
        super().__init__()
        self._drawings = drawings
        self._kept: dict[Subject, QImage] = {}

    def ask(self, subject: Subject, owner: QObject, take: Callable[[QImage], None]) -> None:
        """Hand the picture of this to ``take``: now if it is kept, else once it has been painted."""
        found = self._kept.pop(subject, None)
        if found is not None:
            self._kept[subject] = found
            take(found)
            return
        self._drawings.queue.put(f"small {id(owner)}", _RANK, self._steps(subject, take), owner)

    def _steps(self, subject: Subject, take: Callable[[QImage], None]) -> Iterator[None]:
        device = round(subject.size * subject.ratio)
        image = QImage(device, device, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(subject.ratio)
        image.fill(QColor(0, 0, 0, 0))
        info = self._sheet_for(subject)
        yield
        art = self._drawings.art(subject.figure, info.id) if info is not None else None
        if info is not None and art is not None and not isinstance(art, SheetError):
            yield from self._paint_steps(subject, info, art, image)
        self._kept[subject] = image
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        take(image)

    def _sheet_for(self, subject: Subject) -> SheetInfo | None:
        """Return the whole figure that shows most of the zones; where none does, the first sheet that does."""
        try:
            infos = self._drawings.library.infos
        except SheetError:
            return None
        zones = [
            (self._area(subject, info), -number, info)
            for number, info in enumerate(infos)
            if any(each in info.zones.get(subject.figure, ()) for each in subject.point_ids)
        ]
        whole = [one for one in zones if one[2].group == "whole"]
        return max(whole or zones[:1], default=(0.0, 0, None), key=lambda one: one[:2])[2]

    def _area(self, subject: Subject, info: SheetInfo) -> float:
        if info.group != "whole":
            return 0.0
        boxes = [
            path.controlPointRect()
            for each in subject.point_ids
            for path in self._drawings.paths(subject.figure, info.id, f"zone.{each}.essential")[:1]
        ]
        return sum(box.width() * box.height() for box in boxes)

    def _paint_steps(self, subject: Subject, info: SheetInfo, art: SheetArt, image: QImage) -> Iterator[None]:
        sheet = Sheet(_instance(info, subject.side), info, art, self._cut(subject, info, art))
        side: Side = "left" if sheet.instance.mirrored else "right"
        seen = SeenLayer(
            subject.figure, info.id, art, "skin", side, sheet.placement, _AT_REST, subject.size, subject.size,
            subject.ratio,
        )  # fmt: skip
        band = yield from band_steps(seen, self._drawings)
        map_ = to_widget(sheet, subject.side, _AT_REST)
        zone = zones_on(self._drawings, subject.figure, info.id, subject.point_ids, map_)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(QPointF(band.left / subject.ratio, band.top / subject.ratio), _sized(band.image, subject))
        paint_pieces(painter, ink_flesh(self._drawings, subject.figure, info.id, subject.muscle_id, map_, art.fade))
        style = ZoneStyle(ink.HUES[0], dot_scale=_SMALL_DOTS, flat=True)
        paint_pieces(painter, ink_zone(zone, style, Dots(subject.ratio)))
        for each in subject.point_ids:
            if each in art.points:
                where = map_.map(QPointF(*art.points[each]))
                stamps.cross("lit", _SMALL_CROSS, subject.ratio).paint(painter, where.x(), where.y())
        painter.end()

    def _cut(self, subject: Subject, info: SheetInfo, art: SheetArt) -> Placement:
        """Return where a sheet lies so that the zones and points fill a small square picture."""
        whole = QRectF()
        for each in subject.point_ids:
            for kind in ("essential", "spillover"):
                for path in self._drawings.paths(subject.figure, info.id, f"zone.{each}.{kind}")[:1]:
                    whole = whole.united(path.controlPointRect())
            if each in art.points:
                whole = whole.united(QRectF(*art.points[each], 1, 1))
        if subject.side == "left":
            whole.moveLeft(art.width - whole.right())
        wide = max(whole.width(), whole.height(), _LEAST * art.height) * (1 + 2 * _MARGIN)
        scale = subject.size / wide
        x, y = (subject.size / 2 - at * scale for at in (whole.center().x(), whole.center().y()))
        return Placement(x, y, scale, art.width * scale, art.height * scale)


def _instance(info: SheetInfo, side: Side) -> SheetInstance:
    return SheetInstance(info.id, None if info.symmetric else side)


def _sized(image: QImage, subject: Subject) -> QImage:
    image.setDevicePixelRatio(subject.ratio)
    return image
