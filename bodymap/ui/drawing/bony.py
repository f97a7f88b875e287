"""Names bones and landmarks on the drawings, as many as fit without touching one another or a point."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from bodymap.core.bony import LANDMARKS, bone_name, bone_rank, is_numbered, landmark_name
from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.drawings import parse_path
from bodymap.ui.drawing.highlight import to_widget
from bodymap.ui.drawing.layout import shown_sides
from bodymap.ui.drawing.pieces import strength_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtGui import QFont, QPolygonF

    from bodymap.core.sheets import SheetArt, SheetInfo
    from bodymap.core.state import Side, SideChoice
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.scene import Sheet

_MIDLINE_CM: Final = 0.5
"""A bone whose middle comes this near to the middle of a symmetric sheet lies in the midplane."""
_ALONG: Final = (0.5, 0.36, 0.64, 0.22, 0.78)
"""Where along a bone its name is tried."""
_LONGEST: Final = 1.15
"""A name may be this much longer than the bone that it is written on."""
_SEEN: Final = 0.5
"""Where less is left of a drawing that dies away nothing is named."""
_NEAR: Final = 5.0
"""Pixels that a centimetre takes where everything is named: on a whole figure it would hide the bones."""
_FEW: Final = 28
"""As many landmarks are named where a centimetre takes less."""
_ROOM: Final = 3.0
"""Pixels between two names."""
_ASIDE: Final = 7.0
"""Pixels between a landmark and its name."""


@dataclass(frozen=True, slots=True)
class BonePlace:
    """Where a bone lies on a drawing's right side, in its own units: what is seen, where to name it best first."""

    bone: str
    box: QRectF
    spots: tuple[QPointF, ...]


@dataclass(frozen=True, slots=True)
class BonyLabel:
    """A name and where it is written; for a landmark with the dot that it belongs to. All in widget positions."""

    text: str
    rect: QRectF
    dot: QPointF | None = None


def bone_places(art: SheetArt, info: SheetInfo) -> Iterator[BonePlace]:
    """Yield where the named bones of a drawing lie; of a pair the one on the patient's right."""
    for bone in sorted(art.bones, key=bone_rank):
        if not bone_name(bone):
            continue
        pieces = [
            piece
            for outline in art.bones[bone]
            for piece in parse_path(outline).toSubpathPolygons()
            if _is_right(piece.boundingRect().center().x(), art, info)
        ]
        if pieces:
            largest = max(pieces, key=lambda piece: piece.boundingRect().width() * piece.boundingRect().height())
            yield BonePlace(bone, largest.boundingRect(), tuple(_spots(largest)))


def _spots(ring: QPolygonF) -> Iterator[QPointF]:
    """Yield places inside a ring: in its middle, and nearer and nearer to both of its ends."""
    box = ring.boundingRect()
    upright = box.height() > box.width()
    begin, long = (box.top(), box.height()) if upright else (box.left(), box.width())
    corners = [(p.y(), p.x()) if upright else (p.x(), p.y()) for p in ring.toList()]
    for share in _ALONG:
        at = begin + share * long
        cuts = sorted(
            a[1] + (b[1] - a[1]) * (at - a[0]) / (b[0] - a[0])
            for a, b in pairwise((*corners, corners[0]))
            if (a[0] <= at) != (b[0] <= at)
        )
        if spans := list(zip(cuts[::2], cuts[1::2], strict=False)):
            left, right = max(spans, key=lambda span: span[1] - span[0])
            across = (left + right) / 2
            yield QPointF(across, at) if upright else QPointF(at, across)


def _is_right(x: float, art: SheetArt, info: SheetInfo) -> bool:
    """Whether something in the middle of which this lies is the patient's right, or in the midplane."""
    if not info.symmetric:
        return True
    beyond = x - art.width / 2
    if abs(beyond) < _MIDLINE_CM * art.units_per_cm:
        return True
    return (beyond < 0) == (info.patient_right == "left")


def bony_labels(
    sheet: Sheet,
    places: Iterable[BonePlace],
    side: SideChoice,
    camera: Camera,
    font: QFont,
    is_free: Callable[[QRectF], bool],
) -> list[BonyLabel]:
    """Return what is named on a sheet at this zoom: landmarks beside their dots, bones in the room that is left.

    ``is_free`` says whether nothing else is written or marked in a rectangle. Where both sides are shown the
    patient's right has the names.
    """
    if isinstance(sheet.art, SheetError):
        return []
    own: Side = "left" if sheet.instance.mirrored else "right"
    named = shown_sides(side)[0] if sheet.info.symmetric else own
    map_ = to_widget(sheet, named, camera)
    metrics = QFontMetricsF(font)
    found: list[BonyLabel] = []
    art = sheet.art
    near = map_.m22() * art.units_per_cm >= _NEAR
    dots = {
        name: map_.map(QPointF(*art.landmarks[name]))
        for name in LANDMARKS
        if name in art.landmarks and strength_at(art.fade, *art.landmarks[name]) >= _SEEN
        if near or LANDMARKS.index(name) < _FEW
    }
    size = ink.LANDMARK_SIZE
    taken = [QRectF(dot.x() - size / 2, dot.y() - size / 2, size, size) for dot in dots.values()]

    def put(text: str, rects: Iterable[QRectF], dot: QPointF | None) -> None:
        for rect in rects:
            if is_free(rect) and not any(rect.intersects(one) for one in taken):
                taken.append(rect.adjusted(-_ROOM, -1, _ROOM, 1))
                found.append(BonyLabel(text, rect, dot))
                return

    for name, dot in dots.items():
        text = landmark_name(name)
        put(text, _beside(dot, metrics.horizontalAdvance(text), metrics.height()), dot)
    for place in places:
        if is_numbered(place.bone) and not near:
            continue
        text, box = bone_name(place.bone), map_.mapRect(place.box)
        wide, high = metrics.horizontalAdvance(text), metrics.height()
        across, along = sorted((box.width(), box.height()))
        if wide <= along * _LONGEST and (not is_numbered(place.bone) or high <= across * _LONGEST):
            spots = [map_.map(at) for at in place.spots if strength_at(art.fade, at.x(), at.y()) >= _SEEN]
            put(text, [QRectF(at.x() - wide / 2, at.y() - high / 2, wide, high) for at in spots], None)
    return found


def _beside(dot: QPointF, wide: float, high: float) -> Iterator[QRectF]:
    """Yield where the name of a landmark may stand: right or left of its dot, else a little higher or lower."""
    for up in (0.0, -0.7, 0.7):
        top = dot.y() + (up - 0.5) * high
        yield QRectF(dot.x() + _ASIDE, top, wide, high)
        yield QRectF(dot.x() - _ASIDE - wide, top, wide, high)
    yield QRectF(dot.x() - wide / 2, dot.y() - _ASIDE - high, wide, high)
    yield QRectF(dot.x() - wide / 2, dot.y() + _ASIDE, wide, high)
