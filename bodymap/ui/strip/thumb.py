"""One sheet of the strip: a small live picture with its title, as a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton

from bodymap.core.language import tr
from bodymap.core.sheets import SheetError
from bodymap.core.state import points_of
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layout import Placement
from bodymap.ui.drawing.painting import render_layer
from bodymap.ui.drawing.scene import Sheet
from bodymap.ui.drawing.sheet_layers import Band, packed
from bodymap.ui.drawing.titles import sheet_title, short_title
from bodymap.ui.drawing.zone import Dots, ZoneStyle, paint_zone, zone_on
from bodymap.ui.keys import key_name

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from bodymap.core.sheets import SheetArt, SheetInfo
    from bodymap.core.state import Figure, Spot
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.layout import SheetInstance
    from bodymap.ui.drawing.painted_small import SmallPainting
    from bodymap.ui.drawing.sheet_layers import Packed

_PAD: Final = 5.0
_NARROWEST: Final = 62.0
_WIDEST_TITLE: Final = 130.0
_SIGN: Final = 3.5
"""Radius of the disc that says that something lit is to be seen here."""
_SMALL_DOTS: Final = 0.62
_SMALL_CROSS: Final = 0.5
"""Of the stage's stipple and of its X."""
_AT_REST: Final = Camera()


class SheetThumb(QAbstractButton):
    """A sheet instance, small. Checked while its sheet is on stage."""

    def __init__(
        self, drawings: Drawings, figure: Figure, info: SheetInfo, instance: SheetInstance, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.info, self.instance = info, instance
        self._drawings, self._figure = drawings, figure
        self._picture: Packed | None = None
        self._lit: tuple[tuple[Spot, str], ...] = ()
        self._painting: SmallPainting | None = None
        self._painted: object = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(short_title(info, instance))
        self.setAccessibleName(sheet_title(info, instance))
        self.setToolTip(tr("Put on stage ({gesture}: beside what is there)").format(gesture=key_name("keep", "strip")))

    @property
    def has_picture(self) -> bool:
        """Whether the picture has been painted for the present size."""
        return self._picture is not None and self._picture.pixels == self._device_size()

    @property
    def shows_lit(self) -> bool:
        """Whether something that is lit can be seen on this sheet."""
        return bool(self._lit)

    def fit_height(self, height: int) -> None:
        """Take the size that belongs to a height of the strip."""
        room = height - self._title_height() - 2 * _PAD
        art = self._drawings.art(self._figure, self.info.id) if self._read() else None
        aspect = 0.6 if art is None or isinstance(art, SheetError) else art.width / art.height
        # As wide as its title, so that it can be read, within reason; the sign of what is lit needs room too.
        title = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + 4 * _PAD + 3 * _SIGN
        wide = max(_NARROWEST, room * aspect + 2 * _PAD, min(title, _WIDEST_TITLE))
        self.setFixedSize(QSize(round(wide), height))

    def paint_picture(self) -> None:
        """Paint the sheet's skin for the present size; what is lit comes on top later."""
        image = QImage(self._device_size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        image.fill(QColor(0, 0, 0, 0))
        sheet = self._sheet()
        renderer = self._drawings.renderer(self._figure, self.info.id, "skin")
        if sheet is not None and renderer is not None and not isinstance(sheet.art, SheetError):
            painter = QPainter(image)
            painter.setTransform(to_widget(sheet, "left" if self.instance.mirrored else "right", _AT_REST))
            render_layer(painter, renderer, sheet.art)
            painter.end()
        # Packed it is a tenth: all sheets of a 4K screen would take 15 MB.
        self._picture = packed(Band(0, 0, image))
        self.update()

    def set_lit(self, lit: tuple[Spot, ...]) -> None:
        """Show what is lit; repaints only when this sheet shows any of it, or did."""
        seen: tuple[tuple[Spot, str], ...] = ()
        art = self._drawings.art(self._figure, self.info.id) if self._read() else None
        if art is not None and not isinstance(art, SheetError):
            seen = tuple(
                (spot, hue)
                for point, hue in zip(points_of(lit), ink.HUES, strict=False)
                for spot in point.spots
                if self.instance.shows(spot.side) and (art.shows_zone(spot.point_id) or spot.point_id in art.points)
            )
        if seen != self._lit:
            self._lit = seen
            self.setAccessibleDescription(tr("shows what is lit") if seen else "")
            self.update()

    def show_painting(self, painting: SmallPainting | None) -> None:
        """Show what is painted on the skin, or nothing of it any more."""
        self._painting = painting
        self.painting_changed()
        self.update()

    def painting_changed(self) -> None:
        """Show what is painted now, if it looks otherwise here."""
        painting = self._painting
        mirrored = self.instance.mirrored
        found = None if painting is None else painting.picture(self._figure, self.info.id, mirrored=mirrored)
        if found is not self._painted:
            self._painted = found
            self.update()

    def _read(self) -> bool:
        return self._drawings.library.is_read(self._figure, self.info.id)

    def _device_size(self) -> QSize:
        return self.size() * self.devicePixelRatioF()

    def _title_height(self) -> float:
        return QFontMetricsF(self.font()).height() + 4

    def _sheet(self) -> Sheet | None:
        """Return the sheet placed in this button, or ``None`` while it has not been read."""
        if not self._read():
            return None
        art = self._drawings.art(self._figure, self.info.id)
        if isinstance(art, SheetError):
            return None
        width, height = self.width() - 2 * _PAD, self.height() - 2 * _PAD - self._title_height()
        scale = min(width / art.width, height / art.height)
        wide, tall = art.width * scale, art.height * scale
        placement = Placement(_PAD + (width - wide) / 2, _PAD + (height - tall) / 2, scale, wide, tall)
        return Sheet(self.instance, self.info, art, placement)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint picture, what is lit, title, and whether the sheet is on stage."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        for band in self._picture.bands() if self._picture is not None else ():
            band.image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(QPointF(0, band.top / self.devicePixelRatioF()), band.image)
        sheet = self._sheet()
        if sheet is not None and not isinstance(sheet.art, SheetError):
            if self._painting is not None:
                self._paint_painting(painter, sheet, self._painting)
            for spot, hue in self._lit:
                self._paint_spot(painter, sheet, sheet.art, spot, hue)
        elif self._read():
            self._paint_fault(painter)
        self._paint_title(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        palette = self.palette()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(rect, 6, 6)
        if self.isChecked():
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(QRectF(rect.left() + 8, rect.bottom() - 2.5, rect.width() - 16, 3), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(rect, 6, 6)

    def _paint_spot(self, painter: QPainter, sheet: Sheet, art: SheetArt, spot: Spot, hue: str) -> None:
        map_ = to_widget(sheet, spot.side, _AT_REST)
        zone = zone_on(self._drawings, self._figure, self.info.id, spot.point_id, map_)
        paint_zone(painter, zone, ZoneStyle(hue, dot_scale=_SMALL_DOTS, flat=True), Dots(self.devicePixelRatioF()))
        at = art.points.get(spot.point_id)
        if at is not None:
            where = map_.map(QPointF(*at))
            stamps.cross("lit", _SMALL_CROSS, self.devicePixelRatioF()).paint(painter, where.x(), where.y())

    def _paint_painting(self, painter: QPainter, sheet: Sheet, painting: SmallPainting) -> None:
        mirrored = self.instance.mirrored
        # Asked for by what is in sight alone: to read a map takes longer than a frame.
        painting.ask(self._figure, self.info.id)
        painter.save()
        painter.setTransform(to_widget(sheet, "left" if mirrored else "right", _AT_REST), True)  # noqa: FBT003 - Qt's
        painting.paint(painter, self._figure, self.info.id, mirrored=mirrored)
        painter.restore()

    def _paint_fault(self, painter: QPainter) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        rect = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_PAD - self._title_height())
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(rect, flags, tr("cannot be shown"))

    def _paint_title(self, painter: QPainter) -> None:
        height = self._title_height()
        rect = QRectF(_PAD, self.height() - height - _PAD + 1, self.width() - 2 * _PAD, height)
        if self._lit:
            # The sign that something lit is to be seen here: a disc before the title, in the first hue.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._lit[-1][1]))
            painter.drawEllipse(QPointF(rect.left() + _SIGN, rect.center().y()), _SIGN, _SIGN)
            rect.adjust(3 * _SIGN, 0, 0, 0)
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
