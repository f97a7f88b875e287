"""Finds what a command is asked for: the atlas, a point, a sheet; where there is none it offers the nearest."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any, Final

from bodymap import assets
from bodymap.core.language import tr
from bodymap.outcome import BrokenError, RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.search import Match
    from bodymap.core.sheets import SheetLibrary

COMMANDS: Final = ("open", "list", "show", "sources", "reach", "render", "check", "export", "completion", "help")
_OFFERS: Final = 5
_MUCH_WORSE: Final = 12.0
"""What scores this much less than the best match is not meant."""


def open_library() -> SheetLibrary:
    """Return the drawings. Raises ``BrokenError`` when the list of them cannot be read."""
    from bodymap.core.sheets import SheetError, SheetLibrary

    library = SheetLibrary(assets.svg_root())
    try:
        _ = library.infos
    except SheetError as error:
        raise BrokenError(str(error)) from error
    return library


def load_index() -> AtlasIndex:
    """Return the shipped atlas with the user's packs; what had to be left out is told on stderr."""
    # Nothing of it is garbage before the command is done.
    looked = gc.isenabled()
    gc.disable()
    try:
        return _read_index()
    finally:
        if looked:
            gc.enable()


def _read_index() -> AtlasIndex:
    from bodymap.core.finding import AtlasError
    from bodymap.core.index import AtlasIndex
    from bodymap.core.packs import open_atlas

    try:
        loaded = open_atlas(assets.points_path())
    except (AtlasError, FileNotFoundError) as error:
        raise BrokenError(str(error)) from error
    for finding in loaded.findings:
        print(finding, file=sys.stderr)
    return AtlasIndex(loaded.atlas, loaded.origins, loaded.nearness)


def find_point(index: AtlasIndex, name: str) -> Point:
    """Return the point that goes by exactly this id or name. Raises ``RefusalError`` with the nearest ones."""
    from bodymap.core.index import UnknownIdError
    from bodymap.core.search import EXACT, Finder

    try:
        return index.point(name)
    except UnknownIdError:
        matches = Finder(index).find(name)
    named = [match.id for match in matches if match.kind == "point" and match.score == EXACT]
    if len(named) == 1:
        return index.point(named[0])
    offers = _offers(index, name, matches)
    raise RefusalError(tr("There is no point “{name}”.").format(name=name) + " " + _offer_text(offers))


def _offers(index: AtlasIndex, name: str, matches: Sequence[Match]) -> Iterable[str]:
    """Return ids of points near to ``name``: those found, or in the muscles, conditions and regions found."""
    from bodymap.core.index import nearest_names

    points_of: dict[str, Callable[[str], tuple[Point, ...]]] = {
        "point": lambda point_id: (index.point(point_id),),
        "muscle": lambda muscle_id: index.muscle(muscle_id).points,
        "condition": index.points_of_condition,
        "region": index.points_referring_to,
        "protocol": index.points_pressed_by,
    }
    good = [match for match in matches if match.score > matches[0].score - _MUCH_WORSE]
    found = dict.fromkeys(point.id for match in good for point in points_of[match.kind](match.id))
    return list(found)[:_OFFERS] or nearest_names(name, (*(p.id for p in index.points), *COMMANDS))


def find_sheet(library: SheetLibrary, name: str) -> str:
    """Return ``name`` if it is a sheet. Raises ``RefusalError`` with the nearest ones."""
    from bodymap.core.index import nearest_names

    sheet_ids = tuple(info.id for info in library.infos)
    if name in sheet_ids:
        return name
    offers = nearest_names(name, sheet_ids) or sheet_ids
    raise RefusalError(tr("There is no sheet “{name}”.").format(name=name) + " " + _offer_text(offers))


def summary(index: AtlasIndex, library: SheetLibrary, point: Point) -> dict[str, Any]:
    """Return what the list and ``--json`` tell of a point."""
    return {
        "id": point.id,
        "muscle": index.muscle_of(point.id).name,
        "part": point.part,
        "label": point.label,
        "referral": {
            "essential": list(point.referral.essential),
            "spillover": list(point.referral.spillover),
        },
        "conditions": list(point.conditions),
        "sheets": list(library.showing(point.id)),
        **({"pack": pack} if (pack := index.pack_of(point.id)) else {}),
    }


def _offer_text(offers: Iterable[str]) -> str:
    from bodymap.core.index import offer_text

    listed = list(offers)
    return offer_text(listed) if listed else tr("“bodymap list” shows all points.")
