"""Writes names beside the bodies, with a line to each: of muscles and landmarks; and of places, beside the zones."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from bodymap.core.bony import landmark_name
from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.free_ground import FreeGround, edge_towards, strikes
from bodymap.ui.drawing.highlight import PaintItem, middle_of, to_widget
from bodymap.ui.drawing.labels import region_labels
from bodymap.ui.drawing.layout import shown_sides
from bodymap.ui.drawing.painting import label_item, sheet_rect
from bodymap.ui.drawing.where import bellies
from bodymap.ui.stage.overlay import region_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bodymap.core.state import Side, State
    from bodymap.core.store import Store
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.drawing.painting import View
    from bodymap.ui.drawing.scene import Sheet
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.lights import Lights

_RANK, _RESTING_RANK = 3, 1
"""After a click zones come first, everywhere; when the picture has come to rest the names are all that is missing."""
_ROOM_GROWTH: Final = 2.1
"""Of the type before a room: read from its back."""
_LARGE: Final = 5.5
"""Pixels to a centimetre from which on every muscle of a sheet is named, as on one that is enlarged."""
_NEAR: Final = 5.0
"""Pixels to a centimetre from which on landmarks are shown: on a small figure their dots would hide the zones."""
_UNDER: Final = 8.0
"""Pixels under a title in which no name stands."""
_TRIES: Final = 9
"""Rows and columns of a muscle's box in which a place for the end of its line is looked for."""
_STEPS: Final = 12
_CLEAR: Final = 2.0
"""Pixels that a line keeps from a lit X."""
_DOT_REACH: Final = 9.0
"""Pixels from the middle of a landmark's dot within which a pointer rests on it."""
_MOST: Final = 8
"""Muscles that answer a question and are named."""


class MuscleNames:
    """Names muscles after everything else has been shown; what it wrote goes when something else is lit."""

    def __init__(
        self,
        owner: QObject,
        canvas: Canvas,
        lights: Lights,
        store: Store,
        drawings: Drawings,
        names: Names,
        chips: Callable[[], Sequence[QRectF]],
    ) -> None:
        self._owner, self._canvas, self._lights, self._chips = owner, canvas, lights, chips
        self._store, self._drawings, self._names = store, drawings, names
        self._landmarks_shown: list[tuple[QPointF, str]] = []

    def landmark_at(self, position: QPointF) -> str:
        """Return the name of the landmark whose dot is here; not every one has room for it beside the body."""
        shown = self._landmarks_shown if self._canvas.overlay.items("names") else []
        away = [(QLineF(position, at).length(), name) for at, name in shown]
        return next((name for far, name in sorted(away) if far <= _DOT_REACH), "")

    def clear(self) -> None:
        """Take the names away: what they name is not what is seen any more."""
        self._canvas.update(region_of(self.drop()))
        self._canvas.overlay.forget()

    def drop(self) -> list[Box]:
        """Paint the names no more, and return where they are still seen: for a click, which is not to wait for them."""
        self._drawings.queue.drop(self._job)
        return self._canvas.overlay.set("names", [])

    def refresh(self, *, resting: bool = False) -> None:
        """Write the names of what is seen now, in idle time, and before all else where the picture is at rest again."""
        self._drawings.queue.put(self._job, _RESTING_RANK if resting else _RANK, self._steps(), self._owner)

    @property
    def _job(self) -> str:
        return f"muscle names {id(self)}"

    def _steps(self) -> Iterator[None]:
        state, canvas = self._store.state, self._canvas
        yield
        picture = canvas.picture
        written_over = bool(canvas.overlay.boxes("area names"))
        if "labels" not in state.layers or picture is None or not self._names.are_known or written_over:
            canvas.show_layer("names", [])
            return
        view = canvas.view()
        # Not what is pointed at: it goes again, and the names stay.
        boxes = [*self._lights.lit_boxes(), *canvas.overlay.boxes("rings")]
        titles = canvas.overlay.boxes("headers")
        # A name in the row of the titles, or close under it, would look like one of them.
        boxes += [(0.0, top, float(canvas.width()), bottom + _UNDER) for _, top, _, bottom in titles]
        taken = [QRectF(QPointF(*box[:2]), QPointF(*box[2:])) for box in boxes]
        taken += self._chips()
        free = FreeGround(picture, view.ground, taken)
        yield
        font = self._font()
        metrics = QFontMetricsF(font)
        items = []
        zones, crosses = self._zones(state), self._crosses(state)
        # A line may begin beside another body, and not run across it.
        bodies = [sheet_rect(sheet, canvas.camera) for sheet in canvas.scene.sheets]
        anchors = self._anchors(state, [*zones, *map(_path_of, crosses)])
        named = [(self._names.muscle(each, state.voice), at, ink.MARK) for each, at in anchors.items()]
        landmarks = self._landmarks(state)
        self._landmarks_shown = [(at, text) for text, at, _ in landmarks]
        named += landmarks
        for text, at, colour in sorted(named, key=lambda one: (one[1].y(), one[1].x())):
            wide, high = metrics.horizontalAdvance(text) + 12, metrics.height() + 4
            # A landmark may lie in a zone: then its line has to cross some of it.
            for kept_clear in (zones, ()) if colour == ink.LANDMARK else (zones,):
                is_over = partial(hides, kept_clear, titles, [*crosses, *bodies])
                if (box := free.place(at, wide, high, is_over) if text else None) is not None:
                    break
            if box is not None:
                stamp = stamps.plate(text, font.toString(), view.text, view.ground, view.ratio)
                items.append(_name_item(stamp, box, at, colour))
            elif colour == ink.LANDMARK:
                items.append(_dot_item(at))
            yield
        if canvas.faded:
            inked = [*zones, *self._bellies(state)]
            for sheet in canvas.scene.sheets:
                items += self._regions(view, sheet, inked, [*taken, *(QRectF(*_spanned(each.box)) for each in items)])
                yield
        canvas.show_layer("names", items)

    def _regions(
        self, view: View, sheet: Sheet, inked: Sequence[QPainterPath], taken: Sequence[QRectF]
    ) -> list[PaintItem]:
        """Return the names of places beside what is lit, off its ink and off all that is written already."""
        if isinstance(sheet.art, SheetError):
            return []

        def is_clear(rect: QRectF) -> bool:
            return not (any(map(rect.intersects, taken)) or any(path.intersects(rect) for path in inked))

        labels = region_labels(view, sheet, self._drawings, self._names.region, is_clear)
        return [label_item(view, label) for label in labels]

    def _landmarks(self, state: State) -> list[tuple[str, QPointF, str]]:
        """Return from where the one point that is lit is found: names and places, on the sheet nearest to it."""
        index = self._names.index
        if index is None or len(state.lit_points) != 1 or state.voice == "client":
            return []
        spot = state.lit[0]
        ids = index.point(spot.point_id).find.by
        best: list[tuple[str, QPointF, str]] = []
        most = (0, 0.0)
        seen = QRectF(self._canvas.rect())
        for number, sheet in enumerate(self._canvas.scene.sheets):
            if isinstance(sheet.art, SheetError) or self._canvas.scene.spot_on(number, spot) is None:
                continue
            map_ = to_widget(sheet, spot.side, self._canvas.camera)
            where = sheet.art.landmarks
            places = {each: map_.map(QPointF(*where[each])) for each in ids if each in where}
            found = [(landmark_name(each), at, ink.LANDMARK) for each, at in places.items() if seen.contains(at)]
            score = len(found), sheet.placement.scale * sheet.info.units_per_cm * self._canvas.camera.zoom
            if found and score[1] >= _NEAR and score > most:
                most, best = score, found
        return best

    def _font(self) -> QFont:
        font = QFont(self._canvas.font())
        if self._canvas.grown > 1:
            font.setPointSizeF(font.pointSizeF() * _ROOM_GROWTH)
        return font

    def _zones(self, state: State) -> list[QPainterPath]:
        """Return the zones that are lit, where they are seen: nothing is to lie over them."""
        return [
            path
            for spot in state.lit
            for kind in ("essential", "spillover")
            for path in self._seen(state, f"zone.{spot.point_id}.{kind}", spot.side)
        ]

    def _bellies(self, state: State) -> list[QPainterPath]:
        """Return the muscles that are lit, where they are seen."""
        muscles = {(self._names.muscle_id(spot.point_id), spot.side) for spot in state.lit}
        return [path for name, side in sorted(muscles) for path in self._seen(state, f"muscle.{name}.belly", side)]

    def _seen(self, state: State, element: str, side: Side) -> list[QPainterPath]:
        """Return where an element is seen, on each sheet instance that shows this side."""
        return [
            to_widget(sheet, side, self._canvas.camera).map(path)
            for sheet in self._canvas.scene.sheets
            if sheet.instance.shows(side)
            for path in self._drawings.paths(state.figure, sheet.instance.sheet_id, element)[:1]
        ]

    def _crosses(self, state: State) -> list[QRectF]:
        """Return where the X of each lit spot is seen."""
        scene, camera = self._canvas.scene, self._canvas.camera
        found = (scene.spot_on(number, spot) for spot in state.lit for number in range(len(scene.sheets)))
        reach = ink.LIT_MARK_SIZE * self._canvas.grown / 2 + _CLEAR
        return [
            QRectF(x - reach, y - reach, 2 * reach, 2 * reach)
            for x, y in (camera.to_widget(*at) for at in found if at is not None)
        ]

    def _anchors(self, state: State, zones: Sequence[QPainterPath]) -> dict[str, QPointF]:
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
                for side in self._sides_of(state, muscle_id):
                    found = self._anchor(sheet, muscle_id, side, seen, zones)
                    if found is not None and found[0] > best.get(muscle_id, (0.0,))[0]:
                        best[muscle_id] = found
        return {muscle_id: at for muscle_id, (_, at) in best.items()}

    def _sides_of(self, state: State, muscle_id: str) -> Iterable[Side]:
        """Return the sides on which a muscle may be pointed at: where a point of it is lit, else any that is shown."""
        lit = [spot.side for spot in state.lit if self._names.muscle_id(spot.point_id) == muscle_id]
        return lit or shown_sides(state.side)

    def _anchor(
        self, sheet: Sheet, muscle_id: str, side: Side, seen: QRectF, zones: Sequence[QPainterPath]
    ) -> tuple[float, QPointF] | None:
        """Return how large a muscle is seen on a sheet instance, and a place on it that is on no zone and no X."""
        element = f"muscle.{muscle_id}.belly"
        paths = self._drawings.paths(self._store.state.figure, sheet.instance.sheet_id, element)
        if not paths or not sheet.instance.shows(side):
            return None
        map_ = to_widget(sheet, side, self._canvas.camera)
        box = map_.mapRect(paths[0].controlPointRect())
        if not box.intersects(seen):
            return None
        middle, own = map_.map(middle_of(paths[0])), map_.map(paths[0])
        good = (
            at
            for at in self._tried(box, middle)
            if seen.contains(at) and own.contains(at) and not any(zone.contains(at) for zone in zones)
        )
        at = next(good, None)
        return None if at is None else (box.width() * box.height(), at)

    @staticmethod
    def _tried(box: QRectF, middle: QPointF) -> Iterator[QPointF]:
        """Yield the places of a muscle where its line may end: its middle, and where that is no place, all around."""
        yield middle
        steps = range(1, _TRIES)
        across = [box.left() + box.width() * step / _TRIES for step in steps]
        down = [box.top() + box.height() * step / _TRIES for step in steps]
        from_x, from_y = middle.x(), middle.y()
        for x, y in sorted(product(across, down), key=lambda at: abs(at[0] - from_x) + abs(at[1] - from_y)):
            yield QPointF(x, y)


def _spanned(box: Box) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return left, top, right - left, bottom - top


def hides(
    zones: Sequence[QPainterPath], titles: Sequence[Box], crosses: Sequence[QRectF], start: QPointF, end: QPointF
) -> bool:
    """Whether a line lies over a zone, runs through the title of a sheet or over a lit X that it does not end on."""
    if any(strikes(cross, QLineF(start, end)) for cross in crosses if not cross.contains(end)):
        return True
    if any(QRectF(QPointF(*box[:2]), QPointF(*box[2:])).intersects(_box_of(start, end)) for box in titles):
        return True
    along = (start + (end - start) * (step / _STEPS) for step in range(_STEPS + 1))
    return any(zone.contains(at) for at in along for zone in zones)


def _path_of(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rect)
    return path


def _box_of(start: QPointF, end: QPointF) -> QRectF:
    return QRectF(start, end).normalized().adjusted(-1, -1, 1, 1)


def _dot_item(at: QPointF) -> PaintItem:
    """Return a dot where there is no room for its name."""

    def paint(painter: QPainter) -> None:
        _paint_dot(painter, at, ink.LANDMARK)

    return PaintItem((at.x() - 6, at.y() - 6, at.x() + 6, at.y() + 6), paint)


def _paint_dot(painter: QPainter, at: QPointF, colour: str) -> None:
    painter.setPen(QPen(QColor(ink.HALO), 1.5))
    painter.setBrush(QColor(colour))
    radius = 3.2 if colour == ink.LANDMARK else 2.4
    painter.drawEllipse(at, radius, radius)


def _name_item(stamp: stamps.Stamp, box: QRectF, at: QPointF, colour: str) -> PaintItem:
    """Return a name, its line and its dot as one thing to paint."""
    edge = edge_towards(box, at)

    def paint(painter: QPainter) -> None:
        for line, width in ((ink.HALO, 3.0), (colour, 1.0)):
            painter.setPen(QPen(QColor(line), width))
            painter.drawLine(edge, at)
        _paint_dot(painter, at, colour)
        stamp.paint(painter, box.center().x(), box.center().y())

    whole = box.united(QRectF(edge, at).normalized()).adjusted(-4, -4, 4, 4)
    return PaintItem((whole.left(), whole.top(), whole.right(), whole.bottom()), paint)
