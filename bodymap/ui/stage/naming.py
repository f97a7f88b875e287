"""Names the muscle and the place of the body that the pointer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QToolTip

from bodymap.core.language import tr
from bodymap.ui.keys import key_name
from bodymap.ui.record.phrases import side_text
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHelpEvent

    from bodymap.core.store import Store
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.handling import Handling


class PlaceNames(QObject):
    """Answers Qt's question for a tip: what is here, on which side. Costs nothing until the pointer rests."""

    def __init__(
        self, canvas: Canvas, handling: Handling, names: Names, store: Store, landmark_at: Callable[[QPointF], str]
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._handling, self._names, self._store = canvas, handling, names, store
        self._landmark_at = landmark_at
        canvas.tip = self.tell

    def tell(self, event: QHelpEvent) -> None:
        """Show the name of the place, or take the last one away."""
        said = self.name_at(QPointF(event.pos()))
        if said:
            QToolTip.showText(event.globalPos(), plain_tip(said), self._canvas)
        else:
            QToolTip.hideText()

    def name_at(self, position: QPointF) -> str:
        """Return what landmark, muscle and place are under a position; on an X, which has a card, a landmark alone."""
        landmark = self._landmark_at(position)
        if self._handling.pick(position) is not None:
            return landmark
        if self._handling.title_at(position) is not None:
            return tr("Click: this drawing large, the others beside it; again: all alike ({key})").format(
                key=key_name("enlarge", "stage")
            )
        region, muscle = self._handling.region_at(position), self._handling.muscle_at(position)
        voice = self._store.state.voice
        lines = [landmark]
        lines += [self._names.site(site_id, voice) for site_id in self._handling.sites_at(position)]
        lines += [self._names.muscle(muscle.muscle_id, voice)] if muscle is not None else []
        name = self._names.region(region.code) if region is not None else ""
        if region is not None and name:
            lines.append(tr("{place}, {side}").format(place=name, side=side_text(region.side, voice)))
        return "\n".join(line for line in lines if line)
