"""What pointer and keyboard can do on a stage: one verb for each, whatever part of the stage carries it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QTimer

from bodymap.core.pick import Picked
from bodymap.core.state import SHOWN_SIDES
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.camera import Camera
from bodymap.ui.drawing.painting import sheet_rect
from bodymap.ui.drawing.where import muscle_at, region_at, sites_at

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from bodymap.core.pick import Place
    from bodymap.core.state import Spot
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.drawing.where import Flesh, Region
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.cards import Cards
    from bodymap.ui.stage.focus import Focus
    from bodymap.ui.stage.lights import Lights

_REST_MS: Final = 30
"""So long a pointer stays where it is before it is taken to rest."""
_MARGIN: Final = 40.0
"""How far from the stage's edge a place has to be to be in sight."""


class Handling:
    """Asked by ``Pointer`` and ``Walk``. Positions are those of the canvas."""

    def __init__(
        self, canvas: Canvas, lights: Lights, cards: Cards, focus: Focus, store: Store, drawings: Drawings
    ) -> None:
        self._canvas, self._lights, self._cards, self._focus, self._store = canvas, lights, cards, focus, store
        self._drawings = drawings
        self._asked: object = None
        self._answer: Picked[Mark] | None = None
        self._resting: QPointF | None = None
        self._rested = QTimer(canvas)
        self._rested.setSingleShot(True)
        self._rested.setInterval(_REST_MS)
        self._rested.timeout.connect(self._on_rested_timeout)
        self._looked: object = None
        self._seen: tuple[Region | None, Flesh | None] = (None, None)

    # What is there

    def pick(self, position: QPointF) -> Picked[Mark] | None:
        """Return what a pointer at this position means; nothing while another body is seen than the state's."""
        canvas = self._canvas
        if "points" not in self._store.state.layers or not self.is_painted():
            return None
        # A click comes where the pointer already was: what it means has been found out by then.
        camera, grown = canvas.seen_camera, canvas.grown
        reach = ink.FINGER if canvas.by_finger else ink.REACH
        asked = (position.x(), position.y(), camera, canvas.scene, grown, reach)
        if asked != self._asked:
            zoom = camera.zoom
            x, y = camera.to_scene(position.x(), position.y())
            grid = canvas.scene.grid
            self._answer = grid.pick(x, y, reach * grown / zoom, ink.CROWD * grown / zoom)
            if self._answer is not None and not grid.near(x, y, ink.REACH * grown / zoom):
                # Farther than usual a finger means a point that stands alone.
                self._answer = self._answer if len(grid.near(x, y, reach * grown / zoom)) == 1 else None
            self._asked = asked
        return self._answer

    def is_painted(self) -> bool:
        """Whether the body that is seen is the one that the state shows.

        After a change of side or figure the old picture stands until the new one is there. A hand aims at what it
        sees, and what it sees then is not what a click would light: such a click means nothing at all.
        """
        return self._canvas.has_painted(self._store.state)

    def places(self) -> tuple[Place[Mark], ...]:
        """Return every mark that is shown, in the order Tab walks them."""
        return self._canvas.scene.places

    def place(self, mark: Mark) -> Place[Mark] | None:
        """Return where a mark is, or ``None`` when it is not shown."""
        return self._canvas.scene.place(mark)

    def last_lit(self) -> Spot | None:
        """Return the spot that was lit last, if any is lit."""
        lit = self._store.state.lit
        return lit[-1] if lit else None

    # Lighting

    def choose(self, spot: Spot, *, add: bool = False) -> None:
        """Light a spot, alone or with those already lit."""
        if add:
            self._store.toggle(spot)
        else:
            self._store.select(spot)

    def region_at(self, position: QPointF) -> Region | None:
        """Return the place of the body under a position; nothing while another body is seen than the state's."""
        canvas = self._canvas
        if not self.is_painted():
            return None
        return region_at(canvas.scene, self._drawings, self._store.state, canvas.seen_camera, position)

    def muscle_at(self, position: QPointF) -> Flesh | None:
        """Return the muscle that is seen under a position; nothing while another body is seen than the state's."""
        canvas, state = self._canvas, self._store.state
        if not self.is_painted() or "muscles" not in state.layers or self._lights.index is None:
            return None
        camera = canvas.seen_camera
        return muscle_at(canvas.scene, self._drawings, state, camera, position, self._lights.shows_muscle)

    def _body_at(self, position: QPointF) -> tuple[Region | None, Flesh | None]:
        """Return place and muscle under a position: found out where the pointer comes to rest, known when it clicks."""
        canvas, state = self._canvas, self._store.state
        stands_out = tuple(self._lights.muscles_shown()) if canvas.faded else None
        of_state = state.figure, state.side, "muscles" in state.layers
        looked = (position.x(), position.y(), canvas.seen_camera, canvas.scene, self.is_painted(), of_state, stands_out)
        if looked != self._looked:
            self._looked, self._seen = looked, (self.region_at(position), self.muscle_at(position))
        return self._seen

    def sites_at(self, position: QPointF) -> tuple[str, ...]:
        """Return the cautionary sites under a position; none while they are not shown."""
        canvas, state = self._canvas, self._store.state
        if not self.is_painted() or "sites" not in state.layers:
            return ()
        return sites_at(canvas.scene, self._drawings, state, canvas.seen_camera, position)

    def ask(self, position: QPointF) -> bool:
        """Ask about the muscle that is seen here, else what hurts here; return False beside the bodies."""
        region, muscle = self._body_at(position)
        if muscle is not None:
            self._store.ask_muscle(muscle.muscle_id, region.code if region is not None else None, muscle.side)
        elif region is not None:
            self._store.ask_place(region.code, region.side)
        return (muscle, region) != (None, None)

    def title_at(self, position: QPointF) -> str | None:
        """Return the sheet whose title is here, where there are several."""
        canvas = self._canvas
        if not self.is_painted() or len({sheet.info.id for sheet in canvas.scene.sheets}) < 2:
            return None
        for sheet in canvas.scene.sheets:
            rect = sheet_rect(sheet, canvas.seen_camera)
            high = ink.HEADER * canvas.grown * canvas.seen_camera.zoom
            if QRectF(rect.left(), rect.top() - high, rect.width(), high).contains(position):
                return sheet.info.id
        return None

    def enlarge(self, position: QPointF) -> bool:
        """Give most of the stage to the sheet whose title is here, or its share again; return False elsewhere."""
        sheet_id = self.title_at(position)
        if sheet_id is not None:
            self._store.enlarge(None if self._store.state.enlarged == sheet_id else sheet_id)
        return sheet_id is not None

    def enlarge_focused(self) -> None:
        """Do the same for the sheet that the keyboard is on, or the first one."""
        sheets = self._canvas.scene.sheets
        mark, now = self._focus.mark, self._store.state.enlarged
        if now is not None or len(sheets) < 2:
            self._store.enlarge(None)
        else:
            self._store.enlarge(sheets[mark.instance if mark is not None else 0].info.id)

    def expect_ask(self, position: QPointF) -> None:
        """Have ready what a click here would show that lights no point."""
        (region, muscle), state = self._body_at(position), self._store.state
        side = muscle.side if muscle is not None else region.side if region is not None else None
        if side is None or side not in SHOWN_SIDES[state.side]:
            # Another body would be painted before that.
            return
        place, name = (region.code if region else None), (muscle.muscle_id if muscle else None)
        asked = replace(state, lit=(), hovered=None, condition=None, place=place, muscle=name)
        self._lights.expect_question(asked)

    def rest(self, position: QPointF | None) -> None:
        """Have that ready if the pointer stays here for a moment, as before a click; nowhere: forget it."""
        self._resting = position
        if position is None:
            self._rested.stop()
        else:
            self._rested.start()

    def _on_rested_timeout(self) -> None:
        if self._resting is not None:
            self.expect_ask(self._resting)

    def put_out(self) -> None:
        """Put out what is lit, and what is asked."""
        self._store.clear()
        self._store.clear()

    def hover(self, mark: Mark | None) -> None:
        """Preview a spot, or none."""
        spot = mark.spot if mark else None
        if spot != self._store.state.hovered:
            self._store.hover(spot)

    def expect(self, spot: Spot | None) -> None:
        """Have this spot ready: a click may light it although nothing points at it."""
        self._lights.expect(spot)

    def still(self) -> None:
        """End a movement of what is lit that has not come to its end."""
        self._lights.still()

    # The camera

    def fit(self) -> None:
        """Show all of the staged sheets."""
        self._canvas.set_camera(Camera())

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom at a position, or at the middle."""
        centre = at or QPointF(self._canvas.width() / 2, self._canvas.height() / 2)
        self._canvas.set_camera(self._canvas.camera.zoomed(factor, centre.x(), centre.y()))

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture."""
        self._canvas.set_camera(self._canvas.camera.panned(dx, dy))

    def show_cursor(self, shape: Qt.CursorShape | None) -> None:
        """Show what the pointer can do here; nothing without a shape."""
        if shape is None:
            self._canvas.unsetCursor()
        else:
            self._canvas.setCursor(shape)

    # The keyboard

    def focused(self) -> Mark | None:
        """Return the mark that the keyboard is on, or ``None`` while the pointer is used."""
        return self._focus.mark

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the stage or on one of its points."""
        return self._focus.is_here()

    def go_to(self, place: Place[Mark]) -> None:
        """Put the keyboard on a mark, bring it into sight, name and preview it."""
        self._focus.put(place.key)
        self._reveal(place)
        self.hover(place.key)
        self._cards.name_crowd(Picked(place, (place,)))

    def leave_mark(self) -> None:
        """Take the keyboard off its mark, and what it showed of it: the keyboard is elsewhere."""
        if self._focus.mark is not None:
            self._focus.clear()
            self._cards.close()
            self.hover(None)

    def use_pointer(self) -> None:
        """Take the keyboard off its mark: the pointer is used again."""
        self._focus.clear()

    def _reveal(self, place: Place[Mark]) -> None:
        """Move the camera so that a place is in sight, if it is not."""
        x, y = self._canvas.camera.to_widget(place.x, place.y)
        width, height = self._canvas.width(), self._canvas.height()
        if not (_MARGIN <= x <= width - _MARGIN and _MARGIN <= y <= height - _MARGIN):
            self.pan(width / 2 - x, height / 2 - y)
