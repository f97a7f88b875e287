"""Points that a teacher puts together for an hour: lists with names, one of them stepped through before a room."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bodymap.core.language import tr
from bodymap.core.watched import Watched, report

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_LISTS: Final = 100
MOST_POINTS: Final = 300
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class PointList:
    """Ids of points under a name, in the order in which they are shown, each once."""

    name: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """All lists that are kept, and the number of the one that is stepped through; ``None``: none of them is."""

    lists: tuple[PointList, ...] = ()
    current: int | None = None

    @property
    def points(self) -> tuple[str, ...]:
        """The points that are stepped through."""
        return () if self.current is None else self.lists[self.current].points


def written(collected: Collected) -> str:
    """Return all lists as one line of text."""
    lists = [{"name": one.name, "points": list(one.points)} for one in collected.lists]
    return json.dumps({"current": collected.current, "lists": lists}, ensure_ascii=True)


def read(text: str) -> Collected:
    """Return what was written. Raises ``ValueError`` for any other text."""
    try:
        data = json.loads(text)
        lists = tuple(
            PointList(_text(one["name"])[:_LONGEST_NAME], tuple(dict.fromkeys(map(_text, one["points"])))[:MOST_POINTS])
            for one in data["lists"][:MOST_LISTS]
        )
        current = data["current"]
    except (LookupError, TypeError, RecursionError) as error:
        raise ValueError(text) from error
    known = isinstance(current, int) and not isinstance(current, bool) and 0 <= current < len(lists)
    return Collected(lists, current if known else None)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


class CollectedStore(Watched[Collected]):
    """The only writer of the lists."""

    def __init__(self, value: Collected | None = None, on_error: Callable[[Exception], None] = report) -> None:
        super().__init__(value or Collected(), on_error)

    def choose(self, number: int | None) -> None:
        """Step through this list from now on, or through none."""
        if number is None or 0 <= number < len(self.state.lists):
            self._set(replace(self.state, current=number))

    def begin(self) -> None:
        """Begin another list and step through it; past ``MOST_LISTS`` nothing happens."""
        lists = self.state.lists
        if len(lists) < MOST_LISTS:
            name = tr("List {number}").format(number=len(lists) + 1)
            self._set(Collected((*lists, PointList(name)), len(lists)))

    def remove(self) -> None:
        """Remove the list that is stepped through; then none is."""
        state = self.state
        if state.current is not None:
            self._set(Collected((*state.lists[: state.current], *state.lists[state.current + 1 :])))

    def name(self, name: str) -> None:
        """Call the list that is stepped through this."""
        one = self._one()
        if one is not None:
            self._put(replace(one, name=name.strip()[:_LONGEST_NAME]))

    def toggle(self, point_id: str) -> None:
        """Put a point at the end of the list, or take it out; without a list one is begun."""
        if self.state.current is None:
            self.begin()
        one = self._one()
        if one is None:
            return
        rest = tuple(each for each in one.points if each != point_id)
        self._put(replace(one, points=rest if len(rest) < len(one.points) else (*rest, point_id)[:MOST_POINTS]))

    def move(self, point_id: str, by: int) -> None:
        """Move a point of the list up (negative) or down by so many places, as far as there are any."""
        one = self._one()
        if one is None or point_id not in one.points:
            return
        points = list(one.points)
        at = points.index(point_id)
        points.insert(min(max(at + by, 0), len(points) - 1), points.pop(at))
        self._put(replace(one, points=tuple(points)))

    def _one(self) -> PointList | None:
        state = self.state
        return None if state.current is None else state.lists[state.current]

    def _put(self, one: PointList) -> None:
        lists, at = self.state.lists, self.state.current
        if at is not None:
            self._set(replace(self.state, lists=(*lists[:at], one, *lists[at + 1 :])))
