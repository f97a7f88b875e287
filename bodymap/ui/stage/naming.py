"""Names the place of the body that the pointer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from bodymap.core.language import tr
from bodymap.ui.record.phrases import side_text
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from bodymap.core.store import Store
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.handling import Handling


class PlaceNames(QObject):
    """Answers Qt's question for a tip: what is here, on which side. Costs nothing until the pointer rests."""

    def __init__(self, canvas: Canvas, handling: Handling, names: Names, store: Store) -> None:
        super().__init__(canvas)
        self._canvas, self._handling, self._names, self._store = canvas, handling, names, store
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the name of the place, or take the last one away."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().eventFilter(watched, event)
        said = self.name_at(QPointF(event.pos()))
        if said:
            QToolTip.showText(event.globalPos(), plain_tip(said), self._canvas)
        else:
            QToolTip.hideText()
        return True

    def name_at(self, position: QPointF) -> str:
        """Return the name of the place under a position of the canvas; nothing on an X, which has a card."""
        if self._handling.pick(position) is not None:
            return ""
        region = self._handling.region_at(position)
        name = self._names.region(region.code) if region is not None else ""
        if region is None or not name:
            return ""
        return tr("{place}, {side}").format(place=name, side=side_text(region.side, self._store.state.voice))
