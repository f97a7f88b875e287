"""Says on which sheets a point and its zone are seen best."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bodymap.core.sheets import SheetArt, SheetInfo
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.drawings import Drawings

_MOST_SHEETS: Final = 3
_SMALL_ZONE: Final = 40.0
"""Square centimetres below which a zone is better drawn on a close-up."""
_LARGER_PART: Final = 0.6
"""Of what a close-up shows of a zone, a whole figure has to show this share to do instead."""
_FAIR_PART: Final = 0.15
"""A sheet that shows less than this share of what the best one shows is not worth its room."""


def best_sheets(drawings: Drawings, figure: Figure, point_id: str) -> list[SheetInfo]:
    """Return the sheets that together show a point and its essential zone best, in the order of the strip.

    Whole figures are easiest to read and come first, unless a zone is small, as on the face, or shows its
    larger part on a close-up only, as on the sole; then one whole figure says where that is. How well a sheet
    shows a zone is measured in square centimetres of the body, so that a close-up does not win by being
    large. Where none shows anything, the first sheet is returned.
    """
    library = drawings.library
    arts = {info.id: library.art(figure, info.id) for info in library.infos}
    areas = {name: _zone_area(drawings, figure, name, art, point_id) for name, art in arts.items()}
    whole = {info.id: areas[info.id] for info in library.infos if info.group == "whole"}
    near = {name: area for name, area in areas.items() if name not in whole}
    best_whole, best_near = max(whole.values(), default=0.0), max(near.values(), default=0.0)
    plain = (best_whole >= _SMALL_ZONE and best_whole >= _LARGER_PART * best_near) or not best_near
    chosen = _showing(whole if plain else near, _MOST_SHEETS if plain else _MOST_SHEETS - 1)
    marking = [name for name in (*whole, *near) if point_id in arts[name].points]
    if not plain or not set(marking) & set(chosen):
        context = [name for name in marking if name in whole] or marking or list(whole)
        chosen = [*chosen[: _MOST_SHEETS - 1], *context[:1]]
    found = [info for info in library.infos if info.id in chosen]
    return found or list(library.infos[:1])


def _showing(areas: Mapping[str, float], most: int) -> list[str]:
    """Return the sheets that show a fair part of a zone, those that show most of it first."""
    enough = _FAIR_PART * max(areas.values(), default=0.0)
    ranked = sorted(areas, key=lambda name: -areas[name])
    return [name for name in ranked if areas[name] > 0 and areas[name] >= enough][:most]


def _zone_area(drawings: Drawings, figure: Figure, sheet_id: str, art: SheetArt, point_id: str) -> float:
    """Return the area of a point's essential zone on a sheet in square centimetres."""
    paths = drawings.paths(figure, sheet_id, f"zone.{point_id}.essential")
    pieces = [piece for path in paths[:1] for piece in path.toSubpathPolygons()]
    doubled = 0.0
    for piece in pieces:
        ring = piece.toList()
        doubled += abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairwise(ring)))
    return doubled / 2 / art.units_per_cm**2
