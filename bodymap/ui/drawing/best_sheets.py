"""Says on which sheets a point and its zones are seen best: every region that the record names, large enough."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from msgspec import Struct

from bodymap.core.sheets import SheetError
from bodymap.core.state import Figure
from bodymap.ui.drawing.seen_areas import SeenAreas

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle
    from bodymap.core.sheets import SheetInfo
    from bodymap.ui.drawing.drawings import Drawings

_MOST_SHEETS: Final = 4
"""So many lie side by side large enough; one more where something would not be seen at all."""
_SMALL: Final = 60.0
"""Square centimetres below which part of a zone is drawn on a close-up, where one shows it."""
_SEEN_WELL: Final = 0.5
"""A sheet shows part of a zone well that shows at least this much of what the best sheet shows; less is a sliver."""
_CONTEXT, _ESSENTIAL, _MARK, _NEAR, _SPILLOVER = 8.0, 4.0, 3.0, 2.5, 2.0
"""How much it matters that a whole figure, a part of the essential zone, the point on its muscle from near, the point
anywhere, a part of the spillover is seen."""


_AS_WELL: Final = 0.7
"""A close-up is better for a small part than a whole figure if it shows this much of it; else it looks past it."""
_FAR: Final = 0.75
"""What it is worth to show a small part on a sheet where it is small, when another shows it large: so much that some
parts large are not worth another that is not seen at all."""


class _Look(NamedTuple):
    """How well a sheet shows something: 1 or, from too far, less; and how much of what the best sheet shows of it."""

    well: float
    share: float


_UNSEEN: Final = _Look(0.0, 0.0)


class _Wanted(Struct, frozen=True):
    """Something that the sheets together have to show: how much it matters, and how the sheets that do show it."""

    weight: float
    looks: Mapping[str, _Look]

    def on(self, sheets: Iterable[str]) -> _Look:
        """Return how these sheets show it together."""
        return max(self.looks.get(name, _UNSEEN) for name in sheets)


def sheets_to_press(drawings: Drawings, figure: Figure, index: AtlasIndex, point_id: str) -> tuple[str, ...]:
    """Return the ids of the sheets to see while a point is pressed; none where no drawing shows it."""
    try:
        infos = best_sheets(drawings, figure, point_id, index.muscle_of(point_id))
        shown = any(point_id in drawings.library.art(figure, info.id).points for info in infos)
    except (SheetError, LookupError, ValueError):
        return ()
    return tuple(info.id for info in infos) if shown else ()


def best_sheets(drawings: Drawings, figure: Figure, point_id: str, muscle: Muscle | None = None) -> list[SheetInfo]:
    """Return the sheets of ``best_steps``, worked out in one go."""
    steps = best_steps(drawings, figure, point_id, muscle)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return list(done.value)


def best_steps(
    drawings: Drawings, figure: Figure, point_id: str, muscle: Muscle | None = None
) -> Generator[None, None, list[SheetInfo]]:
    """Return the sheets that together show a point and its referral best, in the order of the strip.

    They are right for each figure, so that a change of figure changes no sheet; where the other's drawings cannot be
    used, for this one. ``muscle`` is the point's own; without it neither regions nor flesh are looked at. Raises
    ``SheetError``.
    """
    try:
        return (yield from _steps(drawings, get_args(Figure), point_id, muscle))
    except SheetError:
        return (yield from _steps(drawings, (figure,), point_id, muscle))


def _steps(
    drawings: Drawings, figures: Sequence[Figure], point_id: str, muscle: Muscle | None
) -> Generator[None, None, list[SheetInfo]]:
    """Return the sheets that are best for all of these figures.

    Each region that the record names has to be seen well on one of them. Whole figures are easiest to read and do
    for large parts; a small part, as on the face, the hand or the foot, is shown on a close-up, and then one whole
    figure says where that is. How much a sheet shows is measured in square centimetres of the body that are really
    seen, so that a close-up does not win by being large. Where none shows anything, the first sheet is returned.
    """
    library = drawings.library
    for figure in figures:
        for info in library.infos:
            # The first time each is read from its file.
            library.art(figure, info.id)
            yield
    referral = next((one.referral for one in muscle.points if one.id == point_id), None) if muscle else None
    whole = [info.id for info in library.infos if info.group == "whole"]
    diagrams = [info.id for info in library.infos if info.diagram]
    seen = [SeenAreas(drawings, figure, point_id) for figure in figures]
    parts = [("essential", _ESSENTIAL, code) for code in (referral.essential if referral else ("",))]
    parts += [("spillover", _SPILLOVER, code) for code in (referral.spillover if referral else ("",))]
    wanted = []
    for kind, weight, code in parts:
        areas = []
        for one in seen:
            areas.append((yield from one.area_steps(kind, code)))  # noqa: PERF401 - no comprehension can wait
        wanted.append(_Wanted(weight, _looks(areas, seen[0], whole, diagrams)))
    marking = {info.id for info in library.infos if all(point_id in one.art(info.id).points for one in seen)}
    wanted.append(_Wanted(_MARK, dict.fromkeys(marking, _Look(1.0, 1.0))))
    closeups = [info.id for info in library.infos if info.group != "whole"]
    if muscle is not None:
        wanted.append(_Wanted(_NEAR, (yield from _near(seen, closeups, muscle.id))))
    if any(one.looks for one in wanted):
        zoned = {name for name in whole if all(one.art(name).shows_zone(point_id) for one in seen)}
        # Any whole figure says where it is, one with the point on it best.
        wanted.append(
            _Wanted(_CONTEXT, {name: _Look(1.0, max(float(name in marking), 0.5 * (name in zoned))) for name in whole})
        )
    chosen = _chosen([one for one in wanted if one.looks], [info.id for info in library.infos])
    return [info for info in library.infos if info.id in chosen] or list(library.infos[:1])


def _near(
    seen: Sequence[SeenAreas], closeups: Sequence[str], muscle_id: str
) -> Generator[None, None, Mapping[str, _Look]]:
    """Return how the close-ups show the point with its muscle: on a whole figure its X hides what it lies on."""
    areas = {}
    for name in closeups:
        if all(one.holds(name, muscle_id) for one in seen):
            areas[name] = min(one.flesh(name, muscle_id) for one in seen)
            yield
    most = max(areas.values(), default=0.0)
    return {name: _Look(1.0, area / most) for name, area in areas.items() if most and area >= _SEEN_WELL * most}


def _looks(
    areas: Sequence[Mapping[str, float]], seen: SeenAreas, whole: Sequence[str], diagrams: Sequence[str]
) -> Mapping[str, _Look]:
    """Return how the sheets that show more than a sliver of a part show it, for whichever figure it is least.

    A large part is for whole figures, a small one is better seen on close-ups. What a diagram shows is true there:
    elsewhere a patch of skin stands for it, be it larger.
    """
    areas = [one for one in areas if any(one.values())]
    if not areas:
        return {}
    most = [max(one.values()) for one in areas]
    least = {name: min(one.get(name, 0.0) / full for one, full in zip(areas, most, strict=True)) for name in areas[0]}
    shares = {name: share for name, share in least.items() if share >= _SEEN_WELL}
    if true := {name for name in diagrams if least.get(name)}:
        return {name: _Look(_FAR, share) for name, share in shares.items()} | dict.fromkeys(true, _Look(1.0, 1.0))
    on_whole = {name: _Look(1.0, share) for name, share in shares.items() if name in whole}
    if min(most) >= _SMALL and on_whole:
        return on_whole
    # The hand for a finger, not the arm: the sheets on which it is large.
    large = {
        name: areas[0][name] / seen.size(name)
        for name, share in shares.items()
        if name not in on_whole and (share >= _AS_WELL or not on_whole)
    }
    near = [name for name, size in large.items() if size >= _SEEN_WELL * max(large.values())]
    return {name: _Look(1.0 if name in (near or on_whole) else _FAR, share) for name, share in shares.items()}


def _chosen(wanted: Sequence[_Wanted], order: Sequence[str]) -> tuple[str, ...]:
    """Return as few sheets as show all that is wanted, or as much of what matters as fits on a page, and one more.

    Of two choices that show it as well the one that shows more of it; the strip's order decides the rest.
    """
    useful = [name for name in order if any(name in one.looks for one in wanted)]
    best: tuple[str, ...] = ()
    most = _UNSEEN
    for number in range(1, _MOST_SHEETS + 1):
        # A sheet more has to show something better, not only more of it.
        least = most.well
        for sheets in combinations(useful, number):
            looks = [(one.weight, one.on(sheets)) for one in wanted]
            together = _Look(
                sum(weight * look.well for weight, look in looks), sum(weight * look.share for weight, look in looks)
            )
            if together.well > least and together > most:
                most, best = together, sheets
    return best + _one_more(wanted, useful, best)


def _one_more(wanted: Sequence[_Wanted], useful: Sequence[str], sheets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sheet that shows most of what is wanted and these do not show at all; none where they show it all."""
    missing = [one for one in wanted if one.on(sheets) == _UNSEEN]
    if not missing:
        return ()
    return (max(useful, key=lambda name: sum(one.weight * one.on([name]).well for one in missing)),)
