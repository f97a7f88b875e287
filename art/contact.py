"""Contact pictures: one point, or all points of a muscle, on every sheet of both figures. For the workshop only.

The skin is taken from the drawings as they are; what belongs to the point is drawn anew, in memory, where it is stale.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from art import layers, manifest, records, redraw, svgfile

TILE = 300
"""Pixels of a tile's longer side, without its caption."""
CAPTION = 16
COLUMNS = 10
CROSS = 5.0
_PLACE = re.compile(r'cx="([^"]+)" cy="([^"]+)"')


@dataclass(frozen=True)
class Tile:
    """One point on one drawing: the SVG of it alone, its size, where its X lies, and whether it shows anything."""

    caption: str
    svg: str
    size: tuple[float, float]
    cross: tuple[float, float] | None
    shows: bool


def _own(point_id: str) -> tuple[str, list[str]]:
    """The layers of a point: its muscle's, and its own."""
    zones = [f"zone.{point_id}.{kind}" for kind in ("essential", "spillover")]
    return f"muscle.{point_id.rpartition('-')[0]}", [*zones, f"point.{point_id}"]


def tile(name: str, point_id: str) -> Tile:
    """A point on a drawing (``woman/front.svg``)."""
    muscle, own = _own(point_id)
    stale = set(manifest.stale_layers(manifest.read(), name))
    known = [layer for layer in (muscle, *own) if layer in layers.fingerprints()]
    path = manifest.OUT / name
    text = layers.text_of(path)
    if wanted := [layer for layer in known if layer in stale]:
        text = redraw.drawing(name, wanted).svg
    blocks = svgfile.apart(text)
    kept = {layer: blocks.get(layer, "") for layer in ("skin", svgfile.shared("muscles"), *known)}
    head = text[: text.index('<g id="skin"')]
    place = _PLACE.search(kept.get(f"point.{point_id}", ""))
    width, height = svgfile.size(text)
    return Tile(
        name.removesuffix(".svg"),
        svgfile.together(head, kept).replace(' display="none"', ""),
        (float(width), float(height)),
        (float(place[1]), float(place[2])) if place else None,
        any(kept.get(layer) for layer in own),
    )


def _paint(painter: QPainter, one: Tile, left: float, top: float) -> None:
    scale = TILE / max(one.size)
    box = QRectF(left, top + CAPTION, one.size[0] * scale, one.size[1] * scale)
    painter.setClipRect(box)
    QSvgRenderer(one.svg.encode()).render(painter, box)
    painter.setClipping(False)
    painter.setPen(QColor("black" if one.shows else "gray"))
    painter.drawText(QPointF(left + 2, top + CAPTION - 4), one.caption)
    if one.cross is not None:
        x, y = box.left() + one.cross[0] * scale, box.top() + one.cross[1] * scale
        painter.setPen(QPen(Qt.GlobalColor.black, 2))
        painter.drawLine(QLineF(x - CROSS, y - CROSS, x + CROSS, y + CROSS))
        painter.drawLine(QLineF(x - CROSS, y + CROSS, x + CROSS, y - CROSS))


def picture(tiles: list[Tile]) -> QImage:
    """Tiles in rows."""
    rows = -(-len(tiles) // COLUMNS)
    wide = min(COLUMNS, len(tiles)) * TILE
    image = QImage(wide, rows * (TILE + CAPTION), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont("DejaVu Sans", 8))
    for n, one in enumerate(tiles):
        row, column = divmod(n, COLUMNS)
        _paint(painter, one, column * TILE, row * (TILE + CAPTION))
    painter.end()
    return image


def tiles_of(*, point: str = "", muscle: str = "") -> list[Tile]:
    """A point on every drawing; or each point of a muscle on the drawings that show it, captions with the point."""
    names = redraw.in_order_of_poses(manifest.names())
    if point:
        if point not in records.points():
            raise ValueError(f"There is no point {point!r}.")
        return [tile(name, point) for name in names]
    if muscle not in records.muscles():
        raise ValueError(f"There is no muscle {muscle!r}.")
    out = []
    for point_id in records.muscles()[muscle]["points"]:
        found = [tile(name, point_id) for name in names]
        out += [
            Tile(f"{one.caption} {point_id}", one.svg, one.size, one.cross, one.shows) for one in found if one.shows
        ]
    return out


def save(out: str, *, point: str = "", muscle: str = "") -> None:
    """Write the contact picture of a point or of a muscle."""
    app = QGuiApplication.instance() or QGuiApplication([])
    if not picture(tiles_of(point=point, muscle=muscle)).save(out):
        raise OSError(f"Could not write {out}.")
    del app
