"""Says on which sheets a point and its zones are seen best: every region that the record names, large enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bodymap.ui.drawing.seen_areas import SeenAreas

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bodymap.core.model import Referral
    from bodymap.core.sheets import SheetInfo
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings

_MOST_SHEETS: Final = 4
_SMALL: Final = 60.0
"""Square centimetres below which part of a zone is drawn on a close-up, where one shows it."""
_SEEN_WELL: Final = 0.5
"""A sheet shows part of a zone well that shows at least this much of what the best sheet shows; less is a sliver."""
_ESSENTIAL, _MARK, _SPILLOVER = 4.0, 3.0, 2.0
"""How much it matters that a part of the essential zone, the point itself, a part of the spillover is seen."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Something that the sheets together have to show: how much it matters, and which sheets show it well."""

    weight: float
    sheets: frozenset[str]


def best_sheets(
    drawings: Drawings, figures: Sequence[Figure], point_id: str, referral: Referral | None = None
) -> list[SheetInfo]:
    """Return the sheets that together show a point and its referral best, in the order of the strip.

    Each region that the record names has to be seen well on one of them. Whole figures are easiest to read and do
    for large parts; a small part, as on the face, the hand or the foot, is shown on a close-up, and then one whole
    figure says where that is. How much a sheet shows is measured in square centimetres of the body that are really
    seen, so that a close-up does not win by being large. With several figures the sheets are right for each of them.
    Where none shows anything, the first sheet is returned. Raises ``SheetError``.
    """
    library = drawings.library
    whole = [info.id for info in library.infos if info.group == "whole"]
    seen = [SeenAreas(drawings, figure, point_id) for figure in figures]
    parts = [("essential", code) for code in (referral.essential if referral else ("",))]
    parts += [("spillover", code) for code in (referral.spillover if referral else ("",))]
    areas = {part: _least([one.areas(*part) for one in seen]) for part in parts}
    wanted = [
        _Wanted(_ESSENTIAL if part[0] == "essential" else _SPILLOVER, _showing_well(found, seen[0], whole))
        for part, found in areas.items()
    ]
    marking = [info.id for info in library.infos if all(point_id in one.art(info.id).points for one in seen)]
    wanted.append(_Wanted(_MARK, frozenset(marking)))
    chosen = _chosen([one for one in wanted if one.sheets], areas.values(), [info.id for info in library.infos])
    if chosen and not set(chosen) & set(whole):
        context = [name for name in marking if name in whole] or whole
        chosen = [*chosen[: _MOST_SHEETS - 1], *context[:1]]
    return [info for info in library.infos if info.id in chosen] or list(library.infos[:1])


def _least(areas: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return how much each sheet shows for whichever figure it shows least."""
    return {name: min(area.get(name, 0.0) for area in areas) for name in areas[0]}


def _showing_well(areas: Mapping[str, float], seen: SeenAreas, whole: Sequence[str]) -> frozenset[str]:
    """Return the sheets that show a part of a zone well: whole figures where it is large, else close-ups."""
    most = max(areas.values(), default=0.0)
    well = {name for name, area in areas.items() if area and area >= _SEEN_WELL * most}
    on_whole = well & set(whole)
    if most >= _SMALL and on_whole:
        return frozenset(on_whole)
    # The hand for a finger, not the arm: the sheets on which it is large.
    large = {name: areas[name] / seen.size(name) for name in well - on_whole}
    near = {name for name, share in large.items() if share >= _SEEN_WELL * max(large.values())}
    return frozenset(near or on_whole)


def _chosen(wanted: Sequence[_Wanted], areas: Collection[Mapping[str, float]], order: Sequence[str]) -> list[str]:
    """Return as few sheets as show all that is wanted, what matters most first."""
    chosen: list[str] = []
    left = list(wanted)
    while left and len(chosen) < _MOST_SHEETS:
        worth = {name: sum(one.weight for one in left if name in one.sheets) for name in order}
        # Of two that show as many parts the one that shows more of them; the strip's order decides the rest.
        best = max(order, key=lambda name: (worth[name], sum(area.get(name, 0.0) for area in areas)))
        chosen.append(best)
        left = [one for one in left if best not in one.sheets]
    return chosen
