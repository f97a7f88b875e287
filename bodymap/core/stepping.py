"""Goes from point to point as one that speaks before a class does: one key onward, one key back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.index import UnknownIdError
from bodymap.core.state import LitPoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import PresentationStore
    from bodymap.core.state import SideChoice, State
    from bodymap.core.store import Store


def tour(index: AtlasIndex, state: State, collected: tuple[str, ...] = ()) -> tuple[LitPoint, ...]:
    """Return the points that are stepped through, in order, on the side that is spoken of.

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
    return tuple(LitPoint(point.id, _side(state)) for point in points)


def _side(state: State) -> SideChoice:
    """Return the side that is spoken of: that of what was lit last, else what is shown."""
    return state.lit_points[-1].side if state.lit else state.side


def step(index: AtlasIndex, state: State, by: int, collected: tuple[str, ...] = ()) -> LitPoint | None:
    """Return the point that a step leads to: the first where none of the tour is lit; none past its ends."""
    stops = tour(index, state, collected)
    if not stops:
        return None
    last = state.lit_points[-1] if state.lit else None
    if last not in stops:
        return stops[0]
    number = stops.index(last) + by
    return stops[number] if 0 <= number < len(stops) else None


def first(index: AtlasIndex, state: State, collected: tuple[str, ...] = ()) -> LitPoint | None:
    """Return where the tour begins: at the first candidate or collected point, else at the first of the lit muscle."""
    stops = tour(index, state, collected)
    asked = state.asked != (None, None, None)
    if state.lit and not asked and not collected:
        try:
            last = state.lit_points[-1]
            return LitPoint(index.muscle_of(last.point_id).points[0].id, last.side)
        except UnknownIdError:
            return None
    return stops[0] if stops else None


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
        """Bring back what is covered, or show the zones that are hidden, or light the next point."""
        shown, lit = self._presentation.state, self._store.state.lit
        if shown.is_covered:
            self._presentation.uncover()
        elif lit and not shown.shows_zones_of(lit):
            self._presentation.reveal(lit)
        else:
            self._go(1)

    def back(self) -> None:
        """Bring back what is covered, or light the point before."""
        if self._presentation.state.is_covered:
            self._presentation.uncover()
        else:
            self._go(-1)

    def begin(self) -> None:
        """Show it to the room, from the first point."""
        index = self._index()
        stop = first(index, self._store.state, self._collected()) if index is not None else None
        self._presentation.for_room(True)  # noqa: FBT003 - the one thing it says
        self._presentation.uncover()
        if stop is not None:
            self._store.select(*stop.spots)

    def _go(self, by: int) -> None:
        index = self._index()
        stop = step(index, self._store.state, by, self._collected()) if index is not None else None
        if stop is not None:
            self._store.select(*stop.spots)
