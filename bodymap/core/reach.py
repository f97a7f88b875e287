"""Where to look first: how many muscles commonly send pain to each place, and how many places each muscle reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Region


@dataclass(frozen=True, slots=True)
class PlaceReach:
    """A place, and the muscles that send pain there: those that have it in a main area, and those in a wider one."""

    region: Region
    main: tuple[Muscle, ...]
    wider: tuple[Muscle, ...]

    @property
    def count(self) -> int:
        """How many muscles reach it."""
        return len(self.main) + len(self.wider)


@dataclass(frozen=True, slots=True)
class MuscleReach:
    """A muscle, and in how many places its pain is felt: in main areas, and only in wider ones."""

    muscle: Muscle
    main: int
    wider: int


def places_reached(index: AtlasIndex, *, essential_only: bool = False) -> tuple[PlaceReach, ...]:
    """Return every place that pain is sent to, the one that most muscles reach first; then as the atlas lists them.

    A place and the larger one around it count as touching. A point that brings a sign and no pain counts for nothing.
    """
    found = [_place(index, region, essential_only=essential_only) for region in index.atlas.regions]
    return tuple(sorted((one for one in found if one.count), key=lambda one: -one.count))


def muscles_by_reach(index: AtlasIndex, *, essential_only: bool = False) -> tuple[MuscleReach, ...]:
    """Return every muscle that sends pain anywhere, the one that reaches most places first."""
    found = []
    for muscle in index.atlas.muscles:
        points = [point for point in muscle.points if point.referral.felt == "pain"]
        main = {code for point in points for code in point.referral.essential}
        wider = set() if essential_only else {code for point in points for code in point.referral.spillover} - main
        if main or wider:
            found.append(MuscleReach(muscle, len(main), len(wider)))
    return tuple(sorted(found, key=lambda one: -(one.main + one.wider)))


def _place(index: AtlasIndex, region: Region, *, essential_only: bool) -> PlaceReach:
    main: dict[str, Muscle] = {}
    wider: dict[str, Muscle] = {}
    for point in index.points_referring_to(region.code):
        if point.referral.felt != "pain":
            continue
        muscle = index.muscle_of(point.id)
        some = main if index.touches(point.referral.essential, (region.code,)) else wider
        some.setdefault(muscle.id, muscle)
    only = () if essential_only else tuple(muscle for name, muscle in wider.items() if name not in main)
    return PlaceReach(region, tuple(main.values()), only)
