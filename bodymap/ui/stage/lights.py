"""Keeps what is painted over the picture in step with the state: lit spots, preview, marked points, movement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QRegion

from bodymap.core.state import points_of
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.boxes import Box, few_boxes, grown
from bodymap.ui.drawing.highlight import Highlighter, PaintItem, SpotStyle, patch_item
from bodymap.ui.stage.asked import Asked
from bodymap.ui.stage.motion import Motion, wanted
from bodymap.ui.stage.overlay import UNDER, inside_of, region_of
from bodymap.ui.stage.ready import Ready
from bodymap.ui.stage.sending import send_to_screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import PresentationStore
    from bodymap.core.state import Spot, State
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.overlay import Layer

_READY_RANK: Final = 2
"""After the stage's own picture, which it is made from."""
_ROOM: Final = 3.0
"""Pixels around what is lit that a picture of it has too: a preview of the same may reach a little farther."""
_MOST_READY: Final = 2
"""As many spots are kept as pictures, besides those that are lit or pointed at."""

_POINTED: Final[tuple[Layer, ...]] = ("preview", "pointed")
"""Layers that hold what is to be seen while it is pointed at."""


class Lights(QObject):
    """Lights a canvas. What a click would light is painted beforehand, so that the click only copies it."""

    def __init__(
        self, canvas: Canvas, store: Store, presentation: PresentationStore, drawings: Drawings, names: Names
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._store, self._drawings, self._names = canvas, store, drawings, names
        self._presentation = presentation
        self._ready: dict[tuple[Highlighter, Spot, SpotStyle], Ready] = {}
        self._alone: tuple[Spot, Ready] | None = None
        self._highlights: tuple[object, Highlighter] | None = None
        self._expected: Spot | None = None
        self._asked = Asked(canvas, store, drawings, names)
        self._lit_zones: list[Box] = []
        self._letters: list[PaintItem] = []
        self.on_skin = False
        """Whether somebody paints on the skin, over muscles that are faded."""
        self._hasty = False
        """Whether something is lit without the bones by its muscle, which were not known yet."""
        self._motion = Motion(self)
        self._motion.moved.connect(self._on_motion_moved)

    def change(self, old: State, new: State) -> None:
        """Show another state of the same scene; painted and flushed when this returns."""
        dirty: list[Box] = []
        swapped = QRegion()
        if self._canvas.put_down():
            dirty += [*self._light(), *self._ask(), *self._preview()]
        if (old.lit, old.layers) != (new.lit, new.layers):
            before = self._lit_alone
            boxes = self._light()
            swapped = self._swapped(before)
            dirty += boxes if swapped.isEmpty() else ()
        elif old.hovered != new.hovered and new.lit:
            self._light()
        asked = [(state.asked, bool(state.lit), state.layers, self._hides_union(state)) for state in (old, new)]
        if asked[0] != asked[1]:
            dirty += self._ask()
        if (old.hovered, old.lit, old.layers) != (new.hovered, new.lit, new.layers):
            boxes = self._preview()
            # The preview of what is lit now was where its picture is.
            dirty += boxes if swapped.isEmpty() or old.hovered not in new.lit else ()
        if self._quieten():
            dirty = [self._canvas.box]
        if dirty:
            swapped += region_of(dirty)
        if not swapped.isEmpty():
            # Painted here and now: the eye waits for this, everything else may come after.
            self._canvas.repaint(swapped)
            send_to_screen()
            self._canvas.overlay.forget()
        if old.lit != new.lit:
            self._drawings.queue.pause()
            self._move(old, new)
        self._prepare()

    def refresh(self, *, moving: bool) -> None:
        """Show the present state again because scene, camera or size of marks changed."""
        self._quieten()
        if moving:
            self._motion.stop()
            if self._take_along():
                return
        self._canvas.put_down()
        for dirty in (self._light(), self._ask(), self._preview()):
            self._canvas.update(region_of(dirty))
        self._canvas.overlay.forget()
        if not moving:
            self._prepare()

    def _take_along(self) -> bool:
        """Have what is lit move with the bodies, only its marks in their own size; return whether it does.

        It does not where it was lit while the camera was moving already, and there is none of it on the picture.
        """
        canvas, overlay = self._canvas, self._canvas.overlay
        if canvas.taken_along is None:
            painted, lay = canvas.painted_view, self._highlights[1] if self._highlights else None
            if painted is None or lay is None or (lay.scene, lay.camera) != (painted.scene, painted.camera):
                return False
            lit = self._alone[1].items() if self._alone else overlay.items("lit")
            canvas.take_along([*overlay.items("asked"), *lit, *overlay.items("preview")])
            for layer in UNDER:
                overlay.set(layer, [])
            overlay.unseal()
            self._alone = None
        taken, highlighter = canvas.taken_along, self._highlighter()
        crosses = [item for spot, style in self._styles().items() for item in highlighter.crosses(spot, style)]
        if taken is not None:
            crosses += [taken.stamp(item, canvas.camera) for item in self._letters]
        overlay.set("crosses", crosses)
        overlay.set("rings", self._asked.rings())
        overlay.set("pointed", self._pointed(highlighter))
        overlay.forget()
        return True

    @property
    def _shows_zones(self) -> bool:
        """Whether zones are to be seen: they have been asked for and are not hidden from a room."""
        state = self._store.state
        return "zones" in state.layers and self._presentation.state.shows_zones_of(state.lit)

    def _quieten(self) -> bool:
        """Fade the muscles under zones that are lit or around what answers; return whether that is a change."""
        state = self._store.state
        asked = not state.lit and state.asked != (None, None, None)
        return self._canvas.set_faded(self.on_skin or asked or (bool(state.lit) and "zones" in state.layers))

    def expect(self, spot: Spot | None) -> None:
        """Have this spot ready too: a click may light it although nothing points at it, as the next one of a crowd."""
        if spot == self._expected:
            # Whatever else changed since had it prepared again.
            return
        self._expected = spot
        if spot is not None:
            self._prepare()

    def expect_question(self, state: State) -> None:
        """Have ready what this state would show of its question: a click may lead there."""
        steps = self._asked.ready_steps(self._highlighter(), state, zones=self._shows_zones)
        self._drawings.queue.put(f"question {id(self)}", _READY_RANK, steps, self)

    def lit_boxes(self) -> list[Box]:
        """Return what the zones, which may be part of a picture, and marks that are lit may touch, on each sheet."""
        return [*self._lit_zones, *self._canvas.overlay.boxes("crosses")]

    def shown_boxes(self) -> list[Box]:
        """Return the same, with what is previewed because it is pointed at."""
        return [*self.lit_boxes(), *(box for layer in _POINTED for box in self._canvas.overlay.boxes(layer))]

    def still(self) -> None:
        """End a movement that has not come to its end."""
        self._motion.stop()

    def _highlighter(self) -> Highlighter:
        """Return the one for what is to be seen now; it is the same as long as that is."""
        canvas, names = self._canvas, self._names.muscle_id
        seen = canvas.scene, canvas.camera, self._store.state.figure, names, canvas.grown, canvas.devicePixelRatioF()
        if self._highlights is None or self._highlights[0] != seen:
            self._highlights = seen, Highlighter(self._drawings, *seen)
        return self._highlights[1]

    def _styles(self) -> dict[Spot, SpotStyle]:
        """Return how each spot that is lit is drawn, in their order: a point's two alike, several points apart."""
        points, grown = self._store.state.lit_points, self._canvas.grown
        letters = ink.LETTERS if len(points) > 1 else ("",) * len(points)
        styles = {
            point.point_id: SpotStyle(hue, letter=letter, dot_scale=grown)
            for point, hue, letter in zip(points, ink.HUES, letters, strict=False)
        }
        return {spot: styles[spot.point_id] for spot in self._store.state.lit}

    def _light(self) -> list[Box]:
        state, highlighter = self._store.state, self._highlighter()
        items: list[PaintItem] = []
        zones: list[PaintItem] = []
        in_the_way: list[Box] = []
        crosses: list[PaintItem] = []
        letters: list[PaintItem] = []
        boxes: list[Box] = []
        sealed: list[PaintItem] = []
        alone: tuple[Spot, Ready] | None = None
        for spot, style in self._styles().items():
            ready = self._found(highlighter, spot, style)
            if ready is None:
                ready = self._unpainted(highlighter, spot, style, hasty=True)
                self._hasty = self._hasty or not highlighter.knows_bones(spot)
            items += ready.items(with_zones=self._shows_zones)
            boxes += ready.boxes
            crosses += ready.crosses
            if self._shows_zones:
                zones += ready.zones
                in_the_way += ready.in_the_way
                letters += highlighter.letters(spot, style)
            sealed, alone = ready.sealed, (spot, ready)
        self._lit_zones, self._letters = [item.box for item in zones], letters
        overlay = self._canvas.overlay
        # A preview has to lie over what is lit and under the marks, so it needs them apart.
        if len(state.lit) != 1 or not self._shows_zones:
            sealed = []
        self._alone = alone if sealed else None
        if state.hovered not in (None, *state.lit):
            sealed = []
        if sealed and alone is not None:
            dirty = overlay.set("lit", []) + overlay.seal(sealed, boxes, alone[1].region)
        else:
            dirty = overlay.set("lit", items, boxes) + overlay.unseal()
        return dirty + self._canvas.clear_marks(in_the_way) + overlay.set("crosses", crosses + letters)

    @property
    def _lit_alone(self) -> Spot | None:
        """The spot that is lit alone, and whose pictures are ready."""
        return self._alone[0] if self._alone else None

    def _swapped(self, before: Spot | None) -> QRegion:
        """Return where the pictures of what is lit are, if they show too how it is where ``before`` was lit.

        Nowhere where they do not: then all of it has to be painted.
        """
        hovered, lit = self._store.state.hovered, self._store.state.lit
        if before is None or self._alone is None or hovered not in (None, *lit):
            return QRegion()
        ready = self._alone[1]
        return ready.region if ready.beside == before else QRegion()

    def _preview(self) -> list[Box]:
        overlay, highlighter = self._canvas.overlay, self._highlighter()
        spot, style = self._previewed, self._preview_style
        items = highlighter.zones(spot, style) if spot is not None and self._shows_zones else []
        return overlay.set("preview", items) + overlay.set("pointed", self._pointed(highlighter))

    @property
    def _previewed(self) -> Spot | None:
        """The spot that is pointed at, unless it is lit."""
        state = self._store.state
        return None if state.hovered in state.lit else state.hovered

    @property
    def _preview_style(self) -> SpotStyle:
        return SpotStyle(ink.HUES[0], strength=ink.PREVIEW, dot_scale=self._canvas.grown, outlined=True)

    def _pointed(self, highlighter: Highlighter) -> list[PaintItem]:
        """Return the X of what is pointed at."""
        spot = self._previewed
        return [] if spot is None else highlighter.crosses(spot, self._preview_style)

    def _ask(self) -> list[Box]:
        """Show what is asked: the place or the muscle as ground, what answers it ringed."""
        overlay = self._canvas.overlay
        zones = self._shows_zones and not self._hides_union(self._store.state)
        ground = self._asked.ground(self._highlighter(), zones=zones)
        return overlay.set("asked", ground) + overlay.set("rings", self._asked.rings())

    @staticmethod
    def _hides_union(state: State) -> bool:
        """Whether one of a muscle's points is looked at alone."""
        return state.muscle is not None and state.hovered is not None

    def shows_muscle(self, muscle_id: str) -> bool:
        """Whether a muscle is seen: all are, unless they are faded but for those of what is lit or answers."""
        return not self._canvas.faded or muscle_id in self._asked.muscles(self._store.state)

    def muscles_shown(self) -> Iterable[str]:
        """Return the ids of the muscles that stand out: of what is lit, or what answers."""
        return self._asked.muscles(self._store.state)

    @property
    def index(self) -> AtlasIndex | None:
        """The atlas, once it has been read."""
        return self._names.index

    # Ready beforehand

    def _prepare(self) -> None:
        """Have what is lit, and what would be lit by a click now, ready as pictures."""
        state = self._store.state
        spots = list(self._styles().items())
        hovered = state.hovered
        if hovered is not None and hovered not in state.lit:
            # First, as the hand may already be on its way.
            spots.insert(0, (hovered, SpotStyle(ink.HUES[0], dot_scale=self._canvas.grown)))
        if self._expected is not None and self._expected not in {spot for spot, _ in spots}:
            spots.append((self._expected, SpotStyle(ink.HUES[0], dot_scale=self._canvas.grown)))
        highlighter = self._highlighter()
        if not all(self._is_ready(highlighter, spot, style) for spot, style in spots):
            self._drawings.queue.put(f"ready {id(self)}", _READY_RANK, self._ready_steps(highlighter, spots), self)

    def _ready_steps(self, highlighter: Highlighter, spots: Sequence[tuple[Spot, SpotStyle]]) -> Iterator[None]:
        for spot, style in spots:
            if self._is_ready(highlighter, spot, style):
                continue
            unpainted = self._unpainted(highlighter, spot, style)
            yield
            if highlighter != self._highlighter():
                # Seen from elsewhere by now: what was to be painted lies where nothing is any more.
                return
            self._ready[highlighter, spot, style] = self._painted(unpainted, style)
            yield
        for spot, _ in spots:
            yield from self._drawings.zone_steps(highlighter.figure, spot.point_id)
        self._forget({(highlighter, spot, style) for spot, style in spots})
        if self._canvas.taken_along is not None:
            return
        hasty, self._hasty = self._hasty, False
        dirty = self._light()
        # What is lit looks the same from its picture; nothing needs to be repainted for it, unless it was lit in haste.
        if hasty:
            self._canvas.update(region_of(dirty))
        self._canvas.overlay.forget()
        self._prepare()

    def _is_ready(self, highlighter: Highlighter, spot: Spot, style: SpotStyle) -> bool:
        """Whether a spot that is lit is a picture, or one that is not, with how it is where another is lit now."""
        ready = self._found(highlighter, spot, style)
        return ready is not None and (spot in self._store.state.lit or ready.beside == self._lit_alone)

    def _found(self, highlighter: Highlighter, spot: Spot, style: SpotStyle) -> Ready | None:
        """Return what was made ready for just what is to be seen now."""
        ready = self._ready.get((highlighter, spot, style))
        if ready is None or ready.view is not self._canvas.painted_view or ready.place != self._store.state.place:
            return None
        return ready

    def _forget(self, wanted: set[tuple[Highlighter, Spot, SpotStyle]]) -> None:
        """Give up what is of another view, and of this one all but the few that were wanted last."""
        view = self._canvas.painted_view
        self._ready = {key: ready for key, ready in self._ready.items() if ready.view is view}
        for key in [key for key in self._ready if key not in wanted][:-_MOST_READY]:
            del self._ready[key]

    def _unpainted(self, highlighter: Highlighter, spot: Spot, style: SpotStyle, *, hasty: bool = False) -> Ready:
        """Return a spot's muscle and zones as they are painted when nothing is ready; ``hasty``: for a click."""
        under, zones, over = (
            highlighter.muscles(spot, hasty=hasty),
            highlighter.zones(spot, style),
            highlighter.fibres(spot),
        )
        in_the_way = highlighter.in_the_way(spot)
        crosses = highlighter.crosses(spot, style)
        boxes = few_boxes([*(item.box for item in (*under, *zones, *over, *crosses)), *in_the_way])
        return Ready(None, under, zones, over, crosses, in_the_way, boxes, [])

    def _painted(self, unpainted: Ready, style: SpotStyle) -> Ready:
        """Return the same as pictures, of the view that they were made for."""
        canvas, state = self._canvas, self._store.state
        view, items = canvas.painted_view, unpainted.items()
        if style.letter:
            # One of several: they overlap, so each stays a picture of its own.
            ratio = canvas.devicePixelRatioF()
            under, zones, over = (
                [patch_item(item, ratio, canvas.box) for item in part]
                for part in (unpainted.muscles, unpainted.zones, unpainted.fibres)
            )
            return replace(unpainted, view=view, muscles=under, zones=zones, fibres=over, place=state.place)
        boxes = [*(item.box for item in (*items, *unpainted.crosses)), *unpainted.in_the_way]
        if self._alone is not None:
            boxes += self._alone[1].boxes
        roomy = [grown(box, _ROOM) for box in few_boxes(boxes)]
        sealed = canvas.seal([*self._asked.outline(state), *items], roomy, unpainted.in_the_way)
        region = QRegion()
        for each in sealed:
            region += inside_of(each.box)
        return replace(unpainted, view=view, sealed=sealed, region=region, place=state.place, beside=self._lit_alone)

    # Movement

    def _move(self, old: State, new: State) -> None:
        self._motion.stop()
        added = [spot for spot in new.lit if spot not in old.lit]
        one = len(points_of(added)) == 1
        if one and self._shows_zones and wanted(reduced=self._presentation.state.reduce_motion):
            routes = [route for spot in added for route in self._highlighter().routes(spot)]
            self._motion.start(routes, self._styles()[added[0]].hue, self._canvas.grown)

    def _on_motion_moved(self) -> None:
        self._canvas.show_layer("motion", self._motion.items)
