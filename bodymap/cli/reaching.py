"""``bodymap reach``: where to look first, as a table: how many muscles commonly send pain to each place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bodymap.cli.lookup import load_index
from bodymap.cli.wrapping import wrapped
from bodymap.core.language import tr
from bodymap.outcome import DONE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from bodymap.core.model import Muscle
    from bodymap.core.reach import MuscleReach, PlaceReach


def reach(options: argparse.Namespace) -> int:
    """Print the places by how many muscles reach them, and the muscles by how many places they reach."""
    from bodymap.core.finding import legible
    from bodymap.core.reach import muscles_by_reach, places_reached

    index = load_index()
    places = places_reached(index, essential_only=options.essential)
    muscles = muscles_by_reach(index, essential_only=options.essential)
    if options.json:
        print(json.dumps(_as_json(places, muscles, options), ensure_ascii=False, indent=1))
        return DONE
    print(legible("\n".join(_lines(places, muscles))))
    return DONE


def _lines(places: Iterable[PlaceReach], muscles: Iterable[MuscleReach]) -> Iterator[str]:
    yield tr("How many muscles commonly send pain to each place")
    for place in places:
        yield from wrapped(f"{place.count:3}  {place.region.label}: {_names(place.main)}", "", "     ")
        if place.wider:
            yield from wrapped(
                tr("in the wider area: {muscles}").format(muscles=_names(place.wider)), "     ", "       "
            )
    yield ""
    yield tr("In how many places each muscle's pain is commonly felt")
    for one in muscles:
        yield f"{one.main + one.wider:3}  {one.muscle.name}"


def _names(muscles: Iterable[Muscle]) -> str:
    return ", ".join(muscle.name for muscle in muscles)


def _as_json(
    places: Iterable[PlaceReach], muscles: Iterable[MuscleReach], options: argparse.Namespace
) -> dict[str, Any]:
    """Return the same for other programs; every key is there whatever was found."""
    return {
        "essential_only": options.essential,
        "places": [
            {
                "code": one.region.code,
                "count": one.count,
                "main": [muscle.id for muscle in one.main],
                "wider": [muscle.id for muscle in one.wider],
            }
            for one in places
        ],
        "muscles": [{"id": one.muscle.id, "main": one.main, "wider": one.wider} for one in muscles],
    }
