"""The only writer of the state. Every view is told ``(old, new)`` and paints the difference."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from bodymap.core.state import MAX_LIT, SHOWN_SIDES, Spot, State, points_of, spots_of
from bodymap.core.watched import Watched, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bodymap.core.state import Figure, Layer, Side, SideChoice, Under, Voice

MOST_STEPS: Final = 200
"""So many steps back are kept; older ones are forgotten."""


class Selection(Struct, frozen=True):
    """The part of the state that back and forward walk through."""

    lit: tuple[Spot, ...] = ()
    condition: str | None = None
    place: str | None = None
    muscle: str | None = None


class Store(Watched[State]):
    """Holds the state; each verb is one thing that a user can mean.

    The side follows what is lit: a verb that lights a spot on a side that is not shown shows that side too.
    """

    def __init__(self, state: State | None = None, on_error: Callable[[Exception], None] = report) -> None:
        super().__init__(state or State(), on_error)
        self._back: deque[Selection] = deque(maxlen=MOST_STEPS)
        self._forward: list[Selection] = []

    # What is lit

    def select(self, *spots: Spot) -> None:
        """Light these alone, one or a point's two; what was asked stays asked while its candidates are tried."""
        self._choose(Selection(spots, *self.state.asked))

    def toggle(self, *spots: Spot) -> None:
        """Add these to what is lit, or take them away where all are; past ``MAX_LIT`` points the oldest goes."""
        lit = self.state.lit
        if set(spots) <= set(lit):
            kept = tuple(spot for spot in lit if spot not in spots)
        else:
            kept = _newest((*lit, *(spot for spot in spots if spot not in lit)))
        self._choose(replace(self._selection(), lit=kept))

    def ring_condition(self, condition_id: str | None) -> None:
        """Ring every point that goes with a condition, or none any more; the lit spots stay."""
        self._choose(Selection(self.state.lit, condition_id))

    def ask_place(self, code: str | None, side: Side | None = None) -> None:
        """Ask what refers to this region, with nothing lit, and show this side of it; or about no place any more."""
        if code is None:
            self._choose(replace(self._selection(), place=None, muscle=None))
            return
        self._choose(Selection(place=code))
        self._show_side(side)

    def ask_muscle(self, muscle_id: str, place: str | None = None, side: Side | None = None) -> None:
        """Point out this muscle with nothing lit, on this side; ``place`` is the region that was pointed at on it."""
        self._choose(Selection(place=place, muscle=muscle_id))
        self._show_side(side)

    def clear(self) -> None:
        """Put out what is lit; where nothing is, what was asked."""
        asked = self._selection()
        self._choose(replace(asked, lit=()) if asked.lit else Selection())

    def hold_to(self, spot: Spot) -> None:
        """Light this spot alone again, whatever was clicked: hands are on it. No step back leads from here."""
        self._show(replace(self._selection(), lit=(spot,)), self.state.hovered)

    def hover(self, spot: Spot | None) -> None:
        """Point at this spot, or at nothing; one on a side that is not shown cannot be pointed at."""
        seen = spot if spot is not None and self.state.shows(spot) else None
        self._set(replace(self.state, hovered=seen))

    # Back and forward

    def back(self) -> None:
        """Return to the selection before this one; nothing to return to changes nothing."""
        if self._back:
            self._forward.append(self._selection())
            self._show(self._back.pop(), self.state.hovered)

    def forward(self) -> None:
        """Undo a ``back``."""
        if self._forward:
            self._back.append(self._selection())
            self._show(self._forward.pop(), self.state.hovered)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a selection before this one."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a ``back`` to undo."""
        return bool(self._forward)

    # What is shown of the body

    def show_figure(self, figure: Figure) -> None:
        """Show the woman or the man."""
        self._set(replace(self.state, figure=figure))

    def choose_side(self, side: SideChoice) -> None:
        """Show this side, and whatever is lit on it: on both where both come, and never on one that is not shown."""
        state = self.state
        if side == state.side:
            return
        shown = replace(state, side=side, lit=(), hovered=None)
        lit = tuple(spot for point in state.lit_points for spot in spots_of(point.point_id, side))
        hovered = None if state.hovered is None else _on_side(state.hovered, side)
        self._set(replace(shown, lit=lit, hovered=hovered))

    def toggle_layer(self, layer: Layer) -> None:
        """Show a layer, or hide it."""
        self.show_layers(self.state.layers ^ {layer})

    def show_layers(self, layers: Iterable[Layer]) -> None:
        """Show these layers and no others."""
        self._set(replace(self.state, layers=frozenset(layers)))

    def mark_part(self, part: str | None) -> None:
        """Mark the points of one large part of the body alone, by its id, or of all of them."""
        self._set(replace(self.state, part=part))

    def mark_under(self, under: Under | None) -> None:
        """Mark the points right under the skin alone, those under other muscle alone, or all of them."""
        self._set(replace(self.state, under=under))

    def stage_sheets(self, sheet_ids: Iterable[str]) -> None:
        """Put these sheets on stage by hand, left to right; none means: what fits by default."""
        self._set(replace(self.state, staged=tuple(sheet_ids), brought=(), enlarged=None))

    def bring_sheets(self, sheet_ids: Iterable[str]) -> None:
        """Have these on stage for what is lit, beside what was put there by hand; none takes them away again."""
        self._set(replace(self.state, brought=tuple(sheet_ids), enlarged=None))

    def enlarge(self, sheet_id: str | None) -> None:
        """Give most of the stage to this sheet, or its share to each again."""
        self._set(replace(self.state, enlarged=sheet_id))

    # In whose words

    def speak(self, voice: Voice) -> None:
        """Say everything in the clinician's or in the client's words."""
        self._set(replace(self.state, voice=voice))

    # Inside

    def _selection(self) -> Selection:
        return Selection(self.state.lit, *self.state.asked)

    def _show_side(self, side: Side | None) -> None:
        if side is not None and side not in SHOWN_SIDES[self.state.side]:
            self.choose_side(side)

    def _choose(self, selection: Selection) -> None:
        now = self._selection()
        if selection != now:
            # Nobody wants to come back to nothing, unless it is the beginning, nor to what is there already.
            if now != Selection() or not self._back:
                self._back.append(now)
            elif self._back[-1] == selection:
                self._back.pop()
            self._forward.clear()
            # What was only pointed at gives way to what was chosen.
            self._show(selection, self.state.hovered if self.state.hovered in selection.lit else None)

    def _show(self, selection: Selection, hovered: Spot | None) -> None:
        side = _side_with(self.state.side, selection.lit)
        if hovered is not None and hovered.side not in SHOWN_SIDES[side]:
            hovered = None
        self._set(
            replace(
                self.state,
                side=side,
                lit=selection.lit,
                hovered=hovered,
                condition=selection.condition,
                place=selection.place,
                muscle=selection.muscle,
            )
        )


def _on_side(spot: Spot, side: SideChoice) -> Spot:
    return spot if side == "both" else Spot(spot.point_id, side)


def _newest(lit: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Return the spots of the points that came last, as many as can be lit."""
    kept = {point.point_id for point in points_of(lit)[-MAX_LIT:]}
    return tuple(spot for spot in lit if spot.point_id in kept)


def _side_with(shown: SideChoice, lit: Iterable[Spot]) -> SideChoice:
    """Return the choice of side that shows all of these: the present one where that does."""
    sides: set[Side] = {spot.side for spot in lit}
    if sides <= SHOWN_SIDES[shown]:
        return shown
    return "both" if len(sides) > 1 else sides.pop()
