"""Opens and closes the card beside the point that is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPalette

from bodymap.core.language import tr
from bodymap.ui.drawing.highlight import PaintItem, patch_item
from bodymap.ui.stage.callout import Callout, CardStyle, place_callout

if TYPE_CHECKING:
    from bodymap.core.pick import Picked, Place
    from bodymap.core.state import Spot
    from bodymap.core.store import Store
    from bodymap.ui.drawing.layout import Mark
    from bodymap.ui.drawing.names import Names
    from bodymap.ui.stage.canvas import Canvas
    from bodymap.ui.stage.lights import Lights

_MOST_ROWS: Final = 6
_GROWTH: Final = 1.4
"""Of the card's type before an audience."""


class Cards:
    """Shows one card at a time. ``card`` is the open one."""

    def __init__(self, canvas: Canvas, lights: Lights, store: Store, names: Names) -> None:
        self._canvas, self._lights, self._store, self._names = canvas, lights, store, names
        self.card: Callout | None = None

    @property
    def is_open(self) -> bool:
        """Whether a card is shown."""
        return self.card is not None

    def row_at(self, position: QPointF) -> Mark | None:
        """Return the mark whose name on the open card is here, if the card offers a choice."""
        row = self.card.row_at(position) if self.card else None
        return row.mark if row else None

    def covers(self, position: QPointF) -> bool:
        """Whether the open card lies over this position."""
        return self.card is not None and self.card.card.contains(position)

    def hides(self, position: QPointF, mark: Mark | None) -> bool:
        """Whether the open card lies over what is here, which is not the one mark that it names."""
        return self.covers(position) and not (self.card and [row.mark for row in self.card.rows] == [mark])

    def holds(self, position: QPointF) -> bool:
        """Whether a pointer here is on the open card of a crowd, or on its way to it."""
        return self.card is not None and self.card.holds(position)

    def names(self, mark: Mark) -> bool:
        """Whether the open card names this mark."""
        return self.card is not None and any(row.mark == mark for row in self.card.rows)

    def names_spot(self, spot: Spot) -> bool:
        """Whether the open card names this spot."""
        return self.card is not None and any(row.mark.spot == spot for row in self.card.rows)

    def name_crowd(self, picked: Picked[Mark]) -> None:
        """Name the point under the pointer, and its nearest neighbours where points crowd."""
        crowd = [self._entry(place) for place in picked.crowd[:_MOST_ROWS]]
        self._open(crowd, picked.nearest.key)

    def name_one(self, mark: Mark, picked: Picked[Mark]) -> None:
        """Name one point of a crowd only, and say which of how many it is."""
        keys = [place.key for place in picked.crowd]
        number = keys.index(mark)
        _, name, at = self._entry(picked.crowd[number])
        if len(keys) > 1:
            pattern = tr("{name}   {n} of {count}")
            name = pattern.format(name=name, n=number + 1, count=len(keys))
        self._open([(mark, name, at)], mark)

    def pick_out(self, current: Mark) -> None:
        """Show which row of the open card is meant."""
        card = self.card
        if card is not None:
            # As a picture: a click beside it repaints it, and writing takes longer than lighting.
            item = PaintItem(card.box(), lambda painter: card.paint(painter, current))
            picture = patch_item(item, self._canvas.devicePixelRatioF(), self._canvas.box)
            self._canvas.show_layer("callout", [picture])

    def close(self) -> None:
        """Take the card away."""
        if self.card is not None:
            self.card = None
            self._canvas.show_layer("callout", [])

    def _entry(self, place: Place[Mark]) -> tuple[Mark, str, QPointF]:
        state = self._store.state
        name = self._names.spot(place.key.spot, state.side, state.voice)
        return place.key, name, QPointF(*self._canvas.camera.to_widget(place.x, place.y))

    def _open(self, crowd: list[tuple[Mark, str, QPointF]], current: Mark) -> None:
        if not self._names.are_known:
            return
        stage = QRectF(self._canvas.rect())
        self.card = place_callout(crowd, self._style(), stage, self._lights.shown_boxes())
        self.pick_out(current)

    def _style(self) -> CardStyle:
        palette, role = self._canvas.palette(), QPalette.ColorRole
        font = self._canvas.font()
        if self._canvas.grown > 1:
            font.setPointSizeF(font.pointSizeF() * _GROWTH)
        return CardStyle(
            ground=palette.color(role.ToolTipBase).name(),
            text=palette.color(role.Text).name(),
            soft=palette.color(role.PlaceholderText).name(),
            edge=palette.color(role.Mid).name(),
            wash=palette.color(role.Midlight).name(),
            font=font,
        )
