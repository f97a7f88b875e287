"""Writes the names of muscles beside the bodies, with a line to each: of those that matter, or of all seen large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.free_ground import FreeGround
from bodymap.ui.drawing.highlight import PaintItem, middle_of, to_widget
from bodymap.ui.drawing.layout import shown_sides
from bodymap.ui.drawing.painting import sheet_rect
from bodymap.ui.drawing.where import bellies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.state import Side, State
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.drawing.scene import Sheet
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.lights import Lights

_RANK: Final = 3
_ROOM_GROWTH: Final = 2.1
"""Of the type before a room: read from its back."""
_LARGE: Final = 5.5
"""Pixels to a centimetre from which on every muscle of a sheet is named, as on one that is enlarged."""
_MOST: Final = 8
"""Muscles that answer a question and are named."""


class MuscleNames:
    """Names muscles after everything else has been shown; what it wrote goes when something else is lit."""

    def __init__(
        self, owner: QObject, canvas: Canvas, lights: Lights, store: Store, drawings: Drawings, names: Names
    ) -> None:
        self._owner, self._canvas, self._lights = owner, canvas, lights
        self._store, self._drawings, self._names = store, drawings, names

    def clear(self) -> None:
        """Take the names away: what they name is not what is seen any more."""
        self._drawings.queue.drop(self._job)
        self._canvas.show_layer("names", [])

    def refresh(self) -> None:
        """Write the names of what is seen now, in idle time."""
        self._drawings.queue.put(self._job, _RANK, self._steps(), self._owner)

    @property
    def _job(self) -> str:
        return f"muscle names {id(self)}"

    def _steps(self) -> Iterator[None]:
        state, canvas = self._store.state, self._canvas
        yield
        picture = canvas.picture
        if "labels" not in state.layers or picture is None or not self._names.are_known:
            canvas.show_layer("names", [])
            return
        view = canvas.view()
        taken = [QRectF(QPointF(*box[:2]), QPointF(*box[2:])) for box in self._lights.shown_boxes()]
        for layer in ("rings", "headers"):
            taken += [QRectF(QPointF(*box[:2]), QPointF(*box[2:])) for box in canvas.overlay.boxes(layer)]
        free = FreeGround(picture, view.ground, taken)
        yield
        font = self._font()
        metrics = QFontMetricsF(font)
        items = []
        for muscle_id, at in sorted(self._anchors(state).items(), key=lambda one: (one[1].y(), one[1].x())):
            text = self._names.muscle(muscle_id, state.voice)
            wide, high = metrics.horizontalAdvance(text) + 12, metrics.height() + 4
            box = free.place(at, wide, high) if text else None
            if box is not None:
                stamp = stamps.plate(text, font.toString(), view.text, view.ground, view.ratio)
                items.append(_name_item(stamp, box, at))
            yield
        canvas.show_layer("names", items)

    def _font(self) -> QFont:
        font = QFont(self._canvas.font())
        if self._canvas.grown > 1:
            font.setPointSizeF(font.pointSizeF() * _ROOM_GROWTH)
        return font

    def _anchors(self, state: State) -> dict[str, QPointF]:
        """Return where each muscle that is to be named is seen best, by its id."""
        asked = state.asked != (None, None, None)
        wanted = list(self._lights.muscles_shown())[:_MOST] if state.lit or asked else None
        best: dict[str, tuple[float, QPointF]] = {}
        seen = QRectF(self._canvas.rect())
        for sheet in self._canvas.scene.sheets:
            if isinstance(sheet.art, SheetError) or not sheet_rect(sheet, self._canvas.camera).intersects(seen):
                continue
            scale = sheet.info.units_per_cm * sheet.placement.scale * self._canvas.camera.zoom
            large = scale >= _LARGE or sheet.info.id == state.enlarged
            if wanted is None and not (large and "muscles" in state.layers):
                continue
            for muscle_id in bellies(sheet.art) if wanted is None else wanted:
                for side in shown_sides(state.side):
                    found = self._anchor(sheet, muscle_id, side, seen)
                    if found is not None and found[0] > best.get(muscle_id, (0.0,))[0]:
                        best[muscle_id] = found
        return {muscle_id: at for muscle_id, (_, at) in best.items()}

    def _anchor(self, sheet: Sheet, muscle_id: str, side: Side, seen: QRectF) -> tuple[float, QPointF] | None:
        """Return how large a muscle is seen on a sheet instance, and a place on it."""
        element = f"muscle.{muscle_id}.belly"
        paths = self._drawings.paths(self._store.state.figure, sheet.instance.sheet_id, element)
        if not paths or not sheet.instance.shows(side):
            return None
        map_ = to_widget(sheet, side, self._canvas.camera)
        box = map_.mapRect(paths[0].controlPointRect())
        at = map_.map(middle_of(paths[0]))
        return (box.width() * box.height(), at) if seen.contains(at) else None


def _name_item(stamp: stamps.Stamp, box: QRectF, at: QPointF) -> PaintItem:
    """Return a name and its line as one thing to paint."""
    edge = QPointF(box.left() if box.left() > at.x() else box.right(), box.center().y())

    def paint(painter: QPainter) -> None:
        for colour, width in ((ink.HALO, 3.0), (ink.MARK, 1.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(edge, at)
        painter.setBrush(QColor(ink.MARK))
        painter.drawEllipse(at, 2.0, 2.0)
        stamp.paint(painter, box.center().x(), box.center().y())

    whole = box.united(QRectF(edge, at).normalized()).adjusted(-4, -4, 4, 4)
    return PaintItem((whole.left(), whole.top(), whole.right(), whole.bottom()), paint)
