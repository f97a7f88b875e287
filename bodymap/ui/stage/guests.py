"""Who takes the pointer's place on a stage for a while: a brush that paints the skin, or a map that names places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF

    from bodymap.core.store import Store
    from bodymap.ui.drawing.atelier import Atelier
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.where import Region
    from bodymap.ui.stage.areas import AreaSource, StageAreas
    from bodymap.ui.stage.brush import Brushing
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.handling import Handling
    from bodymap.ui.stage.lights import Lights
    from bodymap.ui.stage.pointer import Pointer
    from bodymap.ui.stage.reach import StageReach


class Guests:
    """At most one at a time; while one is there the skin is bare of marks, and what is lit lies on skin.

    Attributes:
        brushing: the brush, while somebody paints.
        reach: the map, while it is shown.
        areas: skin areas of nerves, while they are shown; they take nobody's place.
        changed: called when one has come or gone.

    """

    def __init__(
        self,
        canvas: Canvas,
        store: Store,
        drawings: Drawings,
        handling: Handling,
        pointer: Pointer,
        lights: Lights,
        name_muscles: Callable[[], None],
    ) -> None:
        self._canvas, self._store, self._drawings, self._handling = canvas, store, drawings, handling
        self._pointer, self._lights, self._name_muscles = pointer, lights, name_muscles
        self.brushing: Brushing | None = None
        self.reach: StageReach | None = None
        self.areas: StageAreas | None = None
        self.changed: Callable[[], None] = lambda: None

    @property
    def guest(self) -> Brushing | StageReach | None:
        """Who is there now."""
        return self.brushing or self.reach

    def paint(self, atelier: Atelier) -> None:
        """Let the hand and the keys paint on the skin from now on, and show what is painted."""
        from bodymap.ui.stage.brush import Brushing
        from bodymap.ui.stage.painting import StagePainting

        if self.brushing is None:
            self.stop_reach()
            painting = StagePainting(self._canvas, atelier, self._store, self._drawings)
            self.brushing = Brushing(self._canvas, painting, atelier.editor, self._handling)
            self._welcome(self.brushing)

    def stop_painting(self) -> None:
        """Let them light points again."""
        if self.brushing is not None:
            self.brushing.close()
            self.brushing = None
            self._see_off()

    def map_reach(self, chosen: Callable[[Region, QPointF], None]) -> StageReach:
        """Let a click name a place from now on, and show a map; return what takes it."""
        from bodymap.ui.stage.reach import StageReach

        if self.reach is None:
            self.stop_painting()
            self.reach = StageReach(self._canvas, self._store, self._drawings, self._handling, chosen)
            self._welcome(self.reach)
        return self.reach

    def stop_reach(self) -> None:
        """Take the map away; clicks light points again."""
        if self.reach is not None:
            self.reach.close()
            self.reach = None
            self._see_off()

    def show_areas(self, source: AreaSource | None) -> None:
        """Show skin areas of nerves over the bodies; None: no longer."""
        if source is not None and self.areas is None:
            from bodymap.ui.stage.areas import StageAreas

            self.areas = StageAreas(self._canvas, self._store, self._drawings, source)
        elif source is None and self.areas is not None:
            self.areas.close()
            self.areas = None
            self._name_muscles()

    def _welcome(self, guest: Brushing | StageReach) -> None:
        self._pointer.leave()
        self._handling.leave_mark()
        self._canvas.pointer = guest
        self._show_skin(on=True)

    def _see_off(self) -> None:
        self._canvas.pointer = self._pointer
        self._show_skin(on=False)

    def _show_skin(self, *, on: bool) -> None:
        self._lights.on_skin = self._canvas.bare = on
        self._lights.refresh(moving=False)
        self._canvas.update()
        self.changed()
