"""What skin areas are called, on the body: each in the widest place of its core, on every sheet and either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from bodymap.ui.drawing import ink
from bodymap.ui.drawing.highlight import PaintItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bodymap.ui.drawing.area_ink import Spots
    from bodymap.ui.drawing.skin_sheet import Floats

_HALO: Final = 3.2
_LETTERS: Final = "#16120f"
_LEAST_DEEP: Final = 2.0
"""Pixels from the rim: a core that is narrower everywhere has no name here."""
_PLENTY: Final = 14.0
_FAR: Final = 130.0
"""Pixels; a core that goes on so far from its name has a second one."""
_ROOM: Final = 2.0
_TRIES: Final = 30
"""Places of a core in which there may be room for its name."""


class Label(NamedTuple):
    """A name and where its middle is, in the stage's pixels as it was painted."""

    words: str
    x: float
    y: float


def labels_of(
    sheets: Iterable[Sequence[Spots]], names: Sequence[str], font: QFont, stressed: Iterable[int] = ()
) -> list[Label]:
    """Return the names of what was painted, sheet by sheet: of those that are stressed alone where there are any.

    The widest cores are named first; a name that would lie on another goes to the next best place of its core.
    """
    metrics, only = QFontMetricsF(font), set(stressed)
    found: list[tuple[float, str, list[tuple[float, float]]]] = []
    for spots in sheets:
        for area, left in sorted({(one.area, one.left) for one in spots}):
            own = [one for one in spots if (one.area, one.left) == (area, left) and (not only or area in only)]
            if own:
                xs, ys, depths = (np.concatenate([one[n] for one in own]) for n in (2, 3, 4))
                found += [(best, names[area], places) for best, places in _places(xs, ys, depths)]
    taken: list[QRectF] = []
    kept: list[Label] = []
    for _, words, places in sorted(found, key=lambda one: -one[0]):
        for x, y in places:
            box = box_of(label := Label(words, x, y), metrics)
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                kept.append(label)
                break
    return kept


def _places(x: Floats, y: Floats, depth: Floats) -> Iterator[tuple[float, list[tuple[float, float]]]]:
    """Yield how deep a core is, and places for its name, the best first; again for what of it is far from there."""
    for n in range(2):
        best = float(depth.max(initial=0.0))
        if best < (_LEAST_DEEP if n == 0 else _PLENTY):
            return
        # Of all that is nearly as deep, the middle: a wide core is as deep in many places.
        good = depth >= min(best, _PLENTY) * 0.9
        middle = float(np.median(x[good])), float(np.median(y[good]))
        at = int(np.argmin(np.where(good, np.hypot(x - middle[0], y - middle[1]), np.inf)))
        fair = np.flatnonzero(depth >= min(best, _PLENTY) * 0.5)
        others = fair[np.argsort(np.hypot(x[fair] - x[at], y[fair] - y[at]))][:: max(1, len(fair) // _TRIES)]
        yield best, [(float(x[each]), float(y[each])) for each in (at, *others)]
        apart = np.hypot(x - x[at], y - y[at]) > _FAR
        x, y, depth = x[apart], y[apart], depth[apart]


def box_of(label: Label, metrics: QFontMetricsF) -> QRectF:
    """Return the room that a name takes."""
    wide, high = metrics.horizontalAdvance(label.words), metrics.capHeight()
    box = QRectF(label.x - wide / 2, label.y - high / 2, wide, high)
    return box.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)


def label_item(label: Label, font: QFont) -> PaintItem:
    """Return a name with a light line around it, to be painted."""
    box = box_of(label, QFontMetricsF(font))
    start = QPointF(box.left() + _ROOM, box.bottom() - _ROOM)

    def paint(painter: QPainter) -> None:
        path = QPainterPath()
        path.addText(start, font, label.words)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ink.HALO), _HALO, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(path)
        painter.fillPath(path, QColor(_LETTERS))

    room = box.adjusted(-4, -6, 4, 6)
    return PaintItem((room.left(), room.top(), room.right(), room.bottom()), paint)
