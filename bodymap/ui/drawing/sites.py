"""The cautionary sites of a drawing as they are inked: a dashed rim and slanting lines say it without the colour."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QTransform

from bodymap.ui.drawing import ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPolygonF

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.pieces import Pieces

_PREFIX: Final = "site."
_APART: Final = 6.0
"""Pixels between two slanting lines."""
_DASH: Final = 5.5
_PERIOD: Final = 9.0
"""Pixels of a dash, and from one to the next."""
_SLANT: Final = QTransform().rotate(-45)


def site_ids(art: SheetArt) -> list[str]:
    """Return the ids of the sites that a drawing shows."""
    return [element.removeprefix(_PREFIX) for element in art.shapes if element.startswith(_PREFIX)]


def site_paths(drawings: Drawings, figure: Figure, sheet_id: str, site_id: str) -> tuple[QPainterPath, ...]:
    """Return the outline of a site in the sheet's own units; nothing where the sheet does not show it."""
    return drawings.paths(figure, sheet_id, f"{_PREFIX}{site_id}")


def ink_sites(drawings: Drawings, figure: Figure, sheet_id: str, art: SheetArt, map_: QTransform) -> Pieces:
    """Return what inks every site of a drawing, laid by ``map_``."""
    found: Pieces = []
    for site_id in site_ids(art):
        for path in site_paths(drawings, figure, sheet_id, site_id):
            found += ink_site(map_.map(path))
    return found


def ink_site(path: QPainterPath) -> Pieces:
    """Return what inks one site: a tint, slanting lines, and a rim of dashes."""
    tint, line = QColor(ink.SITE), QColor(ink.SITE_LINE)
    tint.setAlphaF(ink.SITE_ALPHA)
    rim = QPen(line, 1.4)
    rim.setCapStyle(Qt.PenCapStyle.FlatCap)
    return [(path, QBrush(tint)), (slanting(path), QPen(line, 0.8)), (dashed(path), rim)]


def dashed(path: QPainterPath) -> QPainterPath:
    """Return the rim of a path in dashes, as lines of their own: a pen's dashes are lost in some files."""
    dashes = QPainterPath()
    for ring in path.toSubpathPolygons():
        walked = 0.0
        for a, b in pairwise(ring.toList()):
            long = QLineF(a, b).length()
            begin = walked - walked % _PERIOD
            while begin < walked + long:
                start, end = max(begin, walked), min(begin + _DASH, walked + long)
                if start < end:
                    dashes.moveTo(a + (b - a) * ((start - walked) / long))
                    dashes.lineTo(a + (b - a) * ((end - walked) / long))
                begin += _PERIOD
            walked += long
    return dashes


def slanting(path: QPainterPath) -> QPainterPath:
    """Return slanting lines that fill a path, each from rim to rim."""
    back, _ = _SLANT.inverted()
    lines = QPainterPath()
    for a, b in _spans(_SLANT.map(path).toSubpathPolygons()):
        lines.moveTo(back.map(a))
        lines.lineTo(back.map(b))
    return lines


def _spans(rings: list[QPolygonF]) -> Iterator[tuple[QPointF, QPointF]]:
    """Yield level lines across some rings, where an odd number of rims has been crossed."""
    cuts: dict[int, list[float]] = {}
    for ring in rings:
        corners = [(point.x(), point.y()) for point in ring.toList()]
        for (x0, y0), (x1, y1) in pairwise((*corners, *corners[:1])):
            low, high = sorted((y0 / _APART, y1 / _APART))
            for row in range(int(-(-low // 1)), int(-(-high // 1))):
                at = row * _APART
                cuts.setdefault(row, []).append(x0 + (x1 - x0) * (at - y0) / (y1 - y0))
    for row, crossed in cuts.items():
        crossed.sort()
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            yield QPointF(left, row * _APART), QPointF(right, row * _APART)
