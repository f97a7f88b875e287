"""Which points are marked with an X, where only those of one part of the body or of one depth are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.index import UnknownIdError
from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point, RegionGroup
    from bodymap.core.state import State, Under

_UNDER: Final[dict[Under, str]] = {"skin": msg("right under the skin"), "muscle": msg("under other muscle")}


def parts(index: AtlasIndex | None) -> tuple[RegionGroup, ...]:
    """Return the large parts of the body by which the atlas groups its muscles: those that have points."""
    if index is None:
        return ()
    pointed = {muscle.group for muscle in index.atlas.muscles if muscle.points}
    return tuple(group for group in index.atlas.groups if group.id in pointed)


def unmarked(index: AtlasIndex | None, state: State) -> frozenset[str]:
    """Return the ids of the points that have no X now; what answers a question always has one."""
    if index is None or (state.part is None and state.under is None):
        return frozenset()
    asked = {point.id for point in points_asked(index, state)}
    return frozenset(
        point.id
        for muscle in index.atlas.muscles
        if not _is_wanted(muscle, state)
        for point in muscle.points
        if point.id not in asked
    )


def only_marked(index: AtlasIndex | None, state: State) -> str:
    """Return which points alone have an X, in words; "" where all have theirs."""
    part = next((part.name for part in parts(index) if part.id == state.part), "")
    under = tr(_UNDER[state.under]) if state.under is not None else ""
    return ", ".join(each for each in (part, under) if each)


def _is_wanted(muscle: Muscle, state: State) -> bool:
    if state.part is not None and muscle.group != state.part:
        return False
    return state.under is None or (muscle.depth == "superficial") == (state.under == "skin")


def points_asked(index: AtlasIndex, state: State) -> Sequence[Point]:
    """Return the points that answer: those of the complaint, of the muscle, or that refer to the place."""
    try:
        if state.condition is not None:
            return index.points_of_condition(state.condition)
        if state.muscle is not None:
            return index.muscle(state.muscle).points
        return index.points_referring_to(state.place) if state.place else ()
    except UnknownIdError:
        return ()
