"""Which device pixels of a stage show a part of a sheet's map of the skin, and the picture of a whole stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from bodymap.ui.drawing.highlight import PaintItem, to_widget
from bodymap.ui.drawing.painted_ink import Window
from bodymap.ui.drawing.skin_sheet import TILE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PySide6.QtGui import QPainter

    from bodymap.core.state import Side
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.painted_field import TileKey
    from bodymap.ui.drawing.scene import Sheet
    from bodymap.ui.drawing.skin_sheet import SheetSkin

Words = NDArray[np.uint32]
Size = tuple[int, int]
"""Rows and columns of device pixels."""
_LOOSE: Final = 2
"""Tiles are painted together in a rectangle of so many times as many."""
_MOST_AT_ONCE: Final = 40_000
"""Device pixels that are painted in one go where nobody paints just there."""


def side_of(sheet: Sheet) -> Side:
    """Return the side that a sheet is drawn for; of one that shows both the right, as it is drawn."""
    return "left" if sheet.instance.mirrored else "right"


def windows(
    sheet: Sheet, skin: SheetSkin, tiles: Collection[TileKey], camera: Camera, size: Size, ratio: float
) -> Iterator[Window]:
    """Yield where tiles of a sheet are seen, in parts that take no longer than may be waited for.

    Tiles that lie together are one: on a whole figure each is some twenty pixels wide.
    """
    for first, last in _together(tiles):
        yield from _windows(sheet, skin, first, last, camera, size, ratio)


def _together(tiles: Collection[TileKey]) -> list[tuple[TileKey, TileKey]]:
    """Return the first and the last of the tiles where they fill most of what lies between; else each by itself."""
    if not tiles:
        return []
    rows, columns = zip(*tiles, strict=True)
    top, left, bottom, right = min(rows), min(columns), max(rows), max(columns)
    if (bottom - top + 1) * (right - left + 1) <= _LOOSE * len(tiles):
        return [((top, left), (bottom, right))]
    return [(tile, tile) for tile in sorted(tiles)]


def _windows(
    sheet: Sheet, skin: SheetSkin, first: TileKey, last: TileKey, camera: Camera, size: Size, ratio: float
) -> Iterator[Window]:
    units, row, column = skin.units, first[0] * TILE, first[1] * TILE
    down, across = (last[0] + 1) * TILE, (last[1] + 1) * TILE
    # Half a pixel more each way: between two tiles lies what is between their pixels.
    left, top, right, bottom = (
        (each + skin.middle + more) * units for each, more in ((column, -2), (row, -2), (across, 2), (down, 2))
    )
    rect = to_widget(sheet, side_of(sheet), camera).mapRect(QRectF(left, top, right - left, bottom - top))
    whole = _inside(rect, size, ratio)
    if whole is None:
        return
    a, b, wide, high = whole
    rows = max(1, _MOST_AT_ONCE // wide)
    for y in range(b, b + high, rows):
        yield _window(sheet, skin, camera, (a, y, wide, min(rows, b + high - y)), ratio)


def box_of(window: Window, ratio: float) -> Box:
    """Return a window as a box of the stage."""
    left, top = window.left / ratio, window.top / ratio
    return left, top, left + window.width / ratio, top + window.height / ratio


def image_of(pixels: Words, ratio: float) -> QImage:
    """Return a picture that is these pixels, whatever they become."""
    rows, columns = pixels.shape
    image = QImage(pixels.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return image


def mask_of(pixels: NDArray[np.uint8], ratio: float) -> QImage:
    """Return the opacity of every pixel as a picture of its own."""
    rows, columns = pixels.shape
    image = QImage(columns, rows, QImage.Format.Format_Alpha8)
    into = np.frombuffer(image.bits(), np.uint8).reshape(rows, image.bytesPerLine())
    into[:, :columns] = pixels
    image.setDevicePixelRatio(ratio)
    return image


def picture_item(image: QImage, box: Box, painted: Camera, camera: Camera) -> PaintItem:
    """Return what of a picture of the stage is in a box: as it was painted, or moved and grown with the bodies."""
    k = camera.zoom / painted.zoom
    x, y = camera.x - painted.x * k, camera.y - painted.y * k
    size = image.deviceIndependentSize()
    target = QRectF(x, y, size.width() * k, size.height() * k)

    def paint(onto: QPainter) -> None:
        if k == 1.0:
            onto.drawImage(target.topLeft(), image)
        else:
            onto.drawImage(target, image)

    left, top, right, bottom = box
    return PaintItem((left * k + x, top * k + y, right * k + x, bottom * k + y), paint)


def _inside(rect: QRectF, size: Size, ratio: float) -> tuple[int, int, int, int] | None:
    """Return the device pixels of a rectangle that are in sight: left, top, width, height."""
    a, b = max(0, int(rect.left() * ratio)), max(0, int(rect.top() * ratio))
    c, d = min(size[1], int(rect.right() * ratio) + 1), min(size[0], int(rect.bottom() * ratio) + 1)
    return None if c <= a or d <= b else (a, b, c - a, d - b)


def _window(sheet: Sheet, skin: SheetSkin, camera: Camera, box: tuple[int, int, int, int], ratio: float) -> Window:
    map_ = to_widget(sheet, side_of(sheet), camera)
    inverse, _ = map_.inverted()
    left, top, width, height = box
    at = inverse.map(QPointF((left + 0.5) / ratio, (top + 0.5) / ratio))
    origin = map_.map(QPointF(0, 0))
    units, middle = skin.units, skin.middle
    return Window(
        left,
        top,
        width,
        height,
        at.x() / units - middle,
        at.y() / units - middle,
        inverse.m11() / ratio / units,
        inverse.m22() / ratio / units,
        (round(origin.x() * ratio), round(origin.y() * ratio)),
        sheet.info.units_per_cm * abs(map_.m11()) * ratio,
        ratio,
    )
