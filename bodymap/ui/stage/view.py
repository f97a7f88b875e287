"""The stage: the drawings shown large, on which points are found and lit.

Until the window has been painted once this is an empty surface: everything that takes time to import or to
read comes after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import PresentationStore
    from bodymap.core.store import Store
    from bodymap.ui.drawing.atelier import Atelier
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.where import Region
    from bodymap.ui.stage.areas import AreaSource
    from bodymap.ui.stage.controller import StageController
    from bodymap.ui.stage.reach import StageReach


ZOOM_STEP: Final = 1.25


class StageView(QWidget):
    """Shows the staged sheets of a store's state and lights its spots on them, as its window presents things.

    Several stages may show the same store and drawings, each in a presentation of its own. Without an index there are
    no names until ``learn_names``; points can be lit all the same.

    Attributes:
        ready: sent once the first sheets are on the screen.

    """

    ready = Signal()

    def __init__(
        self,
        store: Store,
        presentation: PresentationStore,
        drawings: Drawings,
        index: AtlasIndex | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts: tuple[Store, PresentationStore, Drawings, AtlasIndex | None]
        self._parts = (store, presentation, drawings, index)
        self._controller: StageController | None = None
        self._painted = False
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setMinimumSize(200, 140)

    # What others may ask of the stage

    def fit(self) -> None:
        """Show all of the staged sheets."""
        self.wake().fit()

    def zoom(self, steps: float) -> None:
        """Zoom about the middle of the stage: in by positive steps, out by negative ones."""
        self.wake().zoom(ZOOM_STEP**steps)

    def light_focused(self) -> bool:
        """Light the point that the keyboard is on; return whether there is one that was not lit."""
        return self._controller is not None and self._controller.light_focused()

    def follow_lit(self) -> None:
        """Bring again what shows best what is lit, where the drawing follows: what was put here by hand has gone."""
        if self._controller is not None:
            self._controller.bringer.follow()

    def paint(self, atelier: Atelier) -> None:
        """Let the hand paint on the skin, until ``stop_painting``."""
        self.wake().guests.paint(atelier)

    def put_brush(self) -> bool:
        """Put the keyboard's brush down or lift it; return False where the keyboard is elsewhere or nobody paints."""
        brushing = self._controller.brushing if self._controller is not None else None
        if brushing is None or not self.hasFocus():
            return False
        brushing.put()
        return True

    def stop_painting(self) -> None:
        """Let the hand light points again."""
        if self._controller is not None:
            self._controller.guests.stop_painting()

    def map_reach(self, chosen: Callable[[Region, QPointF], None]) -> StageReach:
        """Let a click name a place, and show a map, until ``stop_reach``; return what takes the map."""
        return self.wake().guests.map_reach(chosen)

    def stop_reach(self) -> None:
        """Let the hand light points again."""
        if self._controller is not None:
            self._controller.guests.stop_reach()

    def show_areas(self, source: AreaSource | None) -> None:
        """Show skin areas of nerves over the bodies; None: no longer."""
        if source is not None or self._controller is not None:
            self.wake().guests.show_areas(source)

    def area_at(self, position: QPointF) -> str:
        """Return the skin area that is shown here; empty: none."""
        areas = self._controller.guests.areas if self._controller is not None else None
        return "" if areas is None else areas.area_at(position)

    def learn_names(self, index: AtlasIndex) -> None:
        """Call everything by its name from now on."""
        self._parts = (*self._parts[:3], index)
        if self._controller:
            self._controller.learn_names(index)

    def staged_ids(self) -> tuple[str, ...]:
        """Return the ids of the sheets that are on stage, left to right; none before they are read."""
        return self._controller.staged_ids() if self._controller else ()

    def wear(self, palette: QPalette) -> None:
        """Show the bodies in these colours at once: of all that a window shows they are what is looked at."""
        self.setPalette(palette)
        if self._controller is not None:
            self._controller.restyle()

    def finish(self) -> None:
        """Read and paint now what would otherwise come in idle time; for tests, exports and measurements."""
        self.wake().finish()

    def wake(self) -> StageController:
        """Bring the stage to life; done by itself after the first paint."""
        if self._controller is None:
            from bodymap.ui.stage.controller import StageController

            self._controller = StageController(self, *self._parts)
            self._controller.start()
        return self._controller

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the empty surface, and after the first time fill it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.wake)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheets to the new size."""
        super().resizeEvent(event)
        if self._controller:
            self._controller.resize()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the new colours or type when those change."""
        super().changeEvent(event)
        kinds = (event.Type.PaletteChange, event.Type.FontChange)
        if self._controller and event.type() in kinds:
            # The canvas, a child, takes the new palette only after its parent.
            QTimer.singleShot(0, self._controller, self._controller.restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and light the points by keyboard."""
        if not (self._controller and self._controller.press_key(event)):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        """Leave the stage by Tab from whichever point the keyboard is on: all of it is one stop."""
        if self._controller:
            # Counted from the stage: backwards from one of its points the stage itself would come next.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is when it came here by Tab."""
        super().focusInEvent(event)
        if self._controller:
            self._controller.walk.enter(event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard's ring away when the focus leaves the stage."""
        super().focusOutEvent(event)
        if self._controller:
            self._controller.walk.leave()
