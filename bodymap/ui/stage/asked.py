"""What a question shows on the stage: the place, the muscles that answer it, rings around their points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.marking import points_asked
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.highlight import PaintItem, SpotStyle, asked_item, patch_item, stamp_item
from bodymap.ui.drawing.layout import shown_sides
from bodymap.ui.drawing.where import outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bodymap.core.model import Point
    from bodymap.core.state import Side, State
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.highlight import Highlighter
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.stage.canvas import Canvas


class Asked:
    """The answer to what is asked, as things to paint on one canvas."""

    def __init__(self, canvas: Canvas, store: Store, drawings: Drawings, names: Names) -> None:
        self._canvas, self._store, self._drawings, self._names = canvas, store, drawings, names
        self._ready: tuple[object, list[PaintItem]] = (None, [])

    def points(self, state: State) -> Sequence[Point]:
        """Return the points that answer: those of the complaint, of the muscle, or that refer to the place."""
        index = self._names.index
        return () if index is None else points_asked(index, state)

    def muscles(self, state: State) -> dict[str, None]:
        """Return the ids of the muscles that stand out, in the order of the atlas: of what is lit, or what answers."""
        ids = [spot.point_id for spot in state.lit] or [point.id for point in self.points(state)]
        return dict.fromkeys(map(self._names.muscle_id, ids))

    def ground(self, highlighter: Highlighter, *, zones: bool) -> list[PaintItem]:
        """Return what lies under the marks: the place as ground and not as pain, muscles, and a muscle's zones."""
        state = self._store.state
        key, ready = self._ready
        if key == self._key(highlighter, state, zones=zones):
            return ready
        return self._ground(highlighter, state, zones=zones)

    def ready_steps(self, highlighter: Highlighter, state: State, *, zones: bool) -> Iterator[None]:
        """Have that of a state that a click may lead to ready as pictures; an ``IdleQueue`` job."""
        key = self._key(highlighter, state, zones=zones)
        if key == self._ready[0]:
            return
        items = []
        for item in self._ground(highlighter, state, zones=zones):
            items.append(patch_item(item, self._canvas.devicePixelRatioF(), self._canvas.box))
            yield
        self._ready = key, items

    def _key(self, highlighter: Highlighter, state: State, *, zones: bool) -> object:
        return highlighter, state.asked, state.side, state.lit, state.layers, zones

    def _ground(self, highlighter: Highlighter, state: State, *, zones: bool) -> list[PaintItem]:
        items = self.outline(state, quiet=bool(state.lit)) if state.muscle is None or state.lit else []
        if not state.lit and ("muscles" in state.layers or state.muscle is not None):
            for side in shown_sides(state.side):
                items += self._flesh(highlighter, state, side, zones=zones and state.muscle is not None)
        return items

    def outline(self, state: State, *, quiet: bool = True) -> list[PaintItem]:
        """Return the place that is asked about, as it is while a spot is lit; else filled."""
        if state.place is None:
            return []
        paths = outlines(self._canvas.scene, self._drawings, state, self._canvas.camera, state.place)
        return [asked_item(path, quiet=quiet) for path in paths]

    def _flesh(self, highlighter: Highlighter, state: State, side: Side, *, zones: bool) -> list[PaintItem]:
        muscles = self.muscles(state)
        items = [item for each in muscles for item in highlighter.flesh_of(each, side)]
        if zones:
            style = SpotStyle(ink.HUES[0], dot_scale=self._canvas.grown)
            items += highlighter.zones_of([point.id for point in self.points(state)], side, style)
        return items + [item for each in muscles for item in highlighter.fibres_of(each, side)]

    def rings(self) -> list[PaintItem]:
        """Return what marks the points that answer."""
        canvas, state = self._canvas, self._store.state
        named = {point.id for point in self.points(state)}
        size = canvas.grown, canvas.devicePixelRatioF()
        # While a candidate is tried the others stand back: a dot says that they are candidates still.
        stamped = [stamps.candidate(*size) if state.lit else stamps.ring(*size)]
        if "points" in state.layers:
            # While something is lit or asked the X under it is faded.
            stamped.insert(0, stamps.cross("plain", *size))
        return [
            stamp_item(stamp, *canvas.camera.to_widget(place.x, place.y))
            for place in canvas.scene.places
            if place.key.spot.point_id in named
            for stamp in stamped
        ]
