"""Goes from point to point as one that speaks before a class does: one key onward, one key back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.index import UnknownIdError
from bodymap.core.state import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import PresentationStore
    from bodymap.core.state import Side, State
    from bodymap.core.store import Store


def tour(index: AtlasIndex, state: State, collected: tuple[str, ...] = ()) -> tuple[Spot, ...]:
    """Return the spots that are stepped through, in order.

    The candidates of the question while one is asked, or the points of the muscle that was pointed out; else the points
    that were collected for the hour; else every point of the atlas, muscle by muscle, so that past the last point of
    one muscle comes the first of the next.
    """
    try:
        if state.condition is not None:
            points = index.points_of_condition(state.condition)
        elif state.muscle is not None:
            points = index.muscle(state.muscle).points
        elif state.place is not None:
            points = index.points_referring_to(state.place)
        else:
            known = {point.id: point for point in index.points}
            points = tuple(known[each] for each in collected if each in known) or index.points
    except UnknownIdError:
        return ()
    return tuple(Spot(point.id, _side(state)) for point in points)


def _side(state: State) -> Side:
    """Return the side that is spoken of: that of what was lit last, else the one that is shown."""
    if state.lit:
        return state.lit[-1].side
    return "left" if state.side == "left" else "right"


def step(index: AtlasIndex, state: State, by: int, collected: tuple[str, ...] = ()) -> Spot | None:
    """Return the spot that a step leads to: the first where none of the tour is lit; none past its ends."""
    spots = tour(index, state, collected)
    if not spots:
        return None
    if not state.lit or state.lit[-1] not in spots:
        return spots[0]
    number = spots.index(state.lit[-1]) + by
    return spots[number] if 0 <= number < len(spots) else None


def first(index: AtlasIndex, state: State, collected: tuple[str, ...] = ()) -> Spot | None:
    """Return where the tour begins: at the first candidate or collected point, else at the first of the lit muscle."""
    spots = tour(index, state, collected)
    asked = state.asked != (None, None, None)
    if state.lit and not asked and not collected:
        try:
            return Spot(index.muscle_of(state.lit[-1].point_id).points[0].id, state.lit[-1].side)
        except UnknownIdError:
            return None
    return spots[0] if spots else None


class Stepper:
    """The verbs of stepping, for whatever key or button asks.

    ``index`` returns the atlas once it has been read, ``collected`` the points that were put together for the hour.
    """

    def __init__(
        self,
        store: Store,
        presentation: PresentationStore,
        index: Callable[[], AtlasIndex | None],
        collected: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        self._store, self._presentation = store, presentation
        self._index, self._collected = index, collected

    def onward(self) -> None:
        """Bring back what is blanked, or show the zones that are hidden, or light the next spot."""
        shown, lit = self._presentation.state, self._store.state.lit
        if shown.blanked:
            self._presentation.blank(False)  # noqa: FBT003 - the one thing it says
        elif lit and not shown.shows_zones_of(lit):
            self._presentation.reveal(lit)
        else:
            self._go(1)

    def back(self) -> None:
        """Bring back what is blanked, or light the spot before."""
        if self._presentation.state.blanked:
            self._presentation.blank(False)  # noqa: FBT003 - the one thing it says
        else:
            self._go(-1)

    def begin(self) -> None:
        """Show it to the room, from the first spot."""
        index = self._index()
        spot = first(index, self._store.state, self._collected()) if index is not None else None
        self._presentation.for_room(True)  # noqa: FBT003 - the one thing it says
        self._presentation.blank(False)  # noqa: FBT003 - the one thing it says
        if spot is not None:
            self._store.select(spot)

    def _go(self, by: int) -> None:
        index = self._index()
        spot = step(index, self._store.state, by, self._collected()) if index is not None else None
        if spot is not None:
            self._store.select(spot)
