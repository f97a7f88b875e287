"""What mouse, wheel and pinch mean on the stage. Qt's events end at the canvas; here come positions and steps."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPointF, Qt

from bodymap.ui.stage.steps import WHEEL_STEP, is_drag

if TYPE_CHECKING:
    from bodymap.core.pick import Picked
    from bodymap.core.state import Spot
    from bodymap.ui.drawing.layout import Mark

_CROWD_S: Final = 2.5
"""So long after a click on a crowd another one may follow for the next of it."""
_SAME_PLACE: Final = 6.0
"""A click this near to the one before is a click on the same place."""


class Hand(Protocol):
    """What a canvas tells of mouse, pen and finger: ``Pointer``, or what stands in its place."""

    @property
    def is_busy(self) -> bool:
        """Whether a hand is in the middle of something."""

    def press(self, position: QPointF) -> None:
        """Begin."""

    def move(self, position: QPointF, *, held: bool) -> None:
        """Go on, or point."""

    def release(self, position: QPointF, *, add: bool) -> None:
        """End."""

    def leave(self) -> None:
        """Point at nothing."""

    def turn(self, notches: float, position: QPointF) -> None:
        """Turn the wheel."""

    def pinch(self, factor: float, position: QPointF) -> None:
        """Move two fingers apart."""

    def scroll(self, dx: float, dy: float) -> None:
        """Move the picture."""


class PointerStage(Protocol):
    """What the pointer asks of the stage."""

    def pick(self, position: QPointF) -> Picked[Mark] | None:
        """Return what a pointer here means."""

    def is_painted(self) -> bool:
        """Whether the body that is seen is the one that the state shows."""

    def last_lit(self) -> Spot | None:
        """Return the spot that was lit last."""

    def choose(self, spot: Spot, *, add: bool) -> None:
        """Light a spot, alone or with the others."""

    def ask(self, position: QPointF) -> bool:
        """Ask what hurts here; return False beside the bodies."""

    def expect_ask(self, position: QPointF) -> None:
        """Have ready what a click here may ask."""

    def rest(self, position: QPointF | None) -> None:
        """Have the same ready if the pointer stays here; nowhere where it is on a point or gone."""

    def enlarge(self, position: QPointF) -> bool:
        """Give most of the stage to the sheet whose title is here, or its share again; return False elsewhere."""

    def put_out(self) -> None:
        """Put out what is lit, and what is asked."""

    def hover(self, mark: Mark | None) -> None:
        """Preview a spot, or none."""

    def expect(self, spot: Spot | None) -> None:
        """Have ready what the next click may light."""

    def still(self) -> None:
        """End what still moves."""

    def use_pointer(self) -> None:
        """Take the keyboard off its mark."""

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom, in by a factor over 1."""

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture."""

    def show_cursor(self, shape: Qt.CursorShape | None) -> None:
        """Show what the pointer can do here."""


class PointerCards(Protocol):
    """What the pointer asks of the card beside the point that it is on."""

    @property
    def is_open(self) -> bool:
        """Whether a card is shown."""

    def row_at(self, position: QPointF) -> Mark | None:
        """Return the mark whose name on the card is here."""

    def covers(self, position: QPointF) -> bool:
        """Whether the card lies here."""

    def hides(self, position: QPointF, mark: Mark | None) -> bool:
        """Whether the card lies over what is here, which is not the one mark that it names."""

    def holds(self, position: QPointF) -> bool:
        """Whether this is on the card or on the way to it."""

    def names(self, mark: Mark) -> bool:
        """Whether the card names a mark."""

    def name_crowd(self, picked: Picked[Mark]) -> None:
        """Name what is near."""

    def name_one(self, mark: Mark, picked: Picked[Mark]) -> None:
        """Name one of those that are near."""

    def pick_out(self, current: Mark) -> None:
        """Show which of those on the card is meant."""

    def close(self) -> None:
        """Take the card away."""


class Pointer:
    """A click lights, a drag pans, hovering previews, the wheel zooms. Positions are those of the canvas."""

    def __init__(self, stage: PointerStage, cards: PointerCards) -> None:
        self._stage, self._cards = stage, cards
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._dragging = False
        self._clicked: QPointF | None = None
        self._hovered: Mark | None = None
        self._crowded_until = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether a hand presses, or is about to click again for the next of a crowd."""
        return self._pressed is not None or perf_counter() < self._crowded_until

    def press(self, position: QPointF) -> None:
        """Begin what becomes a click or a drag."""
        self._pressed = self._last = position
        self._dragging = False
        self._stage.still()
        # A finger touches without having pointed: while it is down there is time to get ready what it will light.
        row = self._cards.row_at(position)
        picked = None if row else self._stage.pick(position)
        if row:
            self._stage.expect(row.spot)
        elif picked:
            self._expect(position, picked)
        elif not self._cards.covers(position):
            self._stage.expect_ask(position)

    def move(self, position: QPointF, *, held: bool) -> None:
        """Drag while the button is held, else point."""
        if not held:
            self._hover(position)
        elif self._pressed is not None:
            self._drag(position)

    def _drag(self, position: QPointF) -> None:
        assert self._pressed is not None  # noqa: S101
        if not self._dragging:
            if not is_drag(self._pressed, position):
                return
            self._dragging = True
            self.leave()
            self._stage.show_cursor(Qt.CursorShape.ClosedHandCursor)
        step = position - self._last
        self._last = position
        self._stage.pan(step.x(), step.y())

    def release(self, position: QPointF, *, add: bool) -> None:
        """End a drag, or click; ``add`` keeps what is lit."""
        if self._pressed is None:
            return
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self._stage.show_cursor(None)
        else:
            self._click(position, add=add)

    def _click(self, position: QPointF, *, add: bool) -> None:
        if not self._stage.is_painted():
            return
        self._stage.use_pointer()
        row = self._cards.row_at(position)
        picked = None if row else self._stage.pick(position)
        if not row and self._cards.hides(position, picked.nearest.key if picked else None):
            # Beside the names there is nothing to light; the point that the card hides was not meant, unless it is the
            # one that is named, beside which there was no room.
            return
        if row:
            self._stage.choose(row.spot, add=add)
        elif picked:
            mark = self._meant(position, picked, add=add)
            self._stage.choose(mark.spot, add=add)
            self._name_lit(mark, picked)
        else:
            # On bare skin: it hurts here. Beside the bodies a tap is how all of it is left.
            self.leave()
            if not self._stage.enlarge(position) and not self._stage.ask(position):
                self._stage.put_out()
        self._clicked = position
        several = picked is not None and len(picked.crowd) > 1
        self._crowded_until = perf_counter() + _CROWD_S if several else 0.0

    def _name_lit(self, mark: Mark, picked: Picked[Mark]) -> None:
        """After a click only the one point is named, so that the card hides nothing that was just lit."""
        self._hovered = mark
        self._stage.hover(mark)
        self._cards.name_one(mark, picked)
        following = picked.after(mark)
        self._stage.expect(following.spot if following != mark else None)

    def _meant(self, position: QPointF, picked: Picked[Mark], *, add: bool = False) -> Mark:
        """Return what a click here lights: the nearest; clicked again, the next of the crowd."""
        if not add and self._is_again(position):
            return picked.after(self._lit_of(picked))
        return picked.nearest.key

    def _expect(self, position: QPointF, picked: Picked[Mark]) -> None:
        self._stage.expect(self._meant(position, picked).spot)

    def _is_again(self, position: QPointF) -> bool:
        before = self._clicked
        return before is not None and (position - before).manhattanLength() <= _SAME_PLACE

    def _lit_of(self, picked: Picked[Mark]) -> Mark | None:
        lit = self._stage.last_lit()
        return next((place.key for place in picked.crowd if place.key.spot == lit), None)

    def _hover(self, position: QPointF) -> None:
        if not self._is_again(position):
            self._crowded_until = 0.0
        row = self._cards.row_at(position)
        if row is not None:
            self._hovered = row
            self._stage.hover(row)
            self._cards.pick_out(row)
            return
        if self._cards.covers(position):
            return
        picked = self._stage.pick(position)
        if picked is not None:
            self._stage.rest(None)
            self._point_at(picked.nearest.key, picked)
            self._expect(position, picked)
        elif not self._cards.holds(position):
            self.leave()
            self._stage.rest(position)

    def _point_at(self, mark: Mark, picked: Picked[Mark]) -> None:
        if mark == self._hovered and self._cards.is_open:
            return
        self._hovered = mark
        self._stage.show_cursor(Qt.CursorShape.PointingHandCursor)
        # Previewed first, since the card keeps off the zones that are shown.
        self._stage.hover(mark)
        if self._cards.names(mark):
            self._cards.pick_out(mark)
        else:
            self._cards.name_crowd(picked)

    def leave(self) -> None:
        """Point at nothing."""
        self._stage.rest(None)
        if self._hovered is not None or self._cards.is_open:
            self._hovered = None
            self._stage.show_cursor(None)
            self._cards.close()
            self._stage.hover(None)

    def turn(self, notches: float, position: QPointF) -> None:
        """Zoom at the pointer by notches of the wheel."""
        self._stage.zoom(WHEEL_STEP**notches, position)

    def pinch(self, factor: float, position: QPointF) -> None:
        """Zoom between two fingers; what the first of them began is neither click nor drag any more."""
        self._pressed = None
        self._dragging = False
        self._stage.zoom(factor, position)

    def scroll(self, dx: float, dy: float) -> None:
        """Move the picture by scrolling."""
        self._stage.pan(dx, dy)
