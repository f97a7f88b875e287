"""``bodymap sources REGION...``: what the pain of named places may come from, ranked, with what speaks for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bodymap.cli.fitting import also_lines, as_json, fitting, told_lines, told_of
from bodymap.cli.lookup import load_index
from bodymap.cli.wrapping import wrapped
from bodymap.core.language import number, tr
from bodymap.outcome import DONE, RefusalError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point
    from bodymap.core.painting.filled import OnSides
    from bodymap.core.ranking import Ranking, Reached, Suggestion, Suspect
    from bodymap.core.state import Side

_Fits: TypeAlias = "tuple[tuple[OnSides, ...], tuple[OnSides, ...]]"
"""Red flags and look-alikes."""
_MUCH_WORSE: Final = 12.0
"""A place whose name scores this much less than the best is not meant."""
_OFFERS: Final = 5
_ALL: Final = 1000
"""As many matches as there may be: places stand behind muscles."""


def sources(options: argparse.Namespace) -> int:
    """Print the muscles and points whose pain is commonly reported at the places, red flags first."""
    if bool(options.region) == bool(options.painting):
        raise RefusalError(tr("Name places, or give a painting."))
    if options.painting:
        from bodymap.cli.painted import painted

        return painted(options)
    from bodymap.core.finding import legible
    from bodymap.core.ranking import Ranking

    index = load_index()
    codes = tuple(dict.fromkeys(code for name in options.region for code in find_places(index, name)))
    ranking = Ranking(index, essential_only=options.essential)
    fits = fitting(index, codes, options.side, essential_only=options.essential)
    if options.json:
        told = _as_json(index, ranking, codes, fits, essential_only=options.essential, side=options.side)
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return DONE
    print(legible("\n".join(_lines(index, ranking, codes, fits, options.side))))
    return DONE


def find_places(index: AtlasIndex, name: str) -> tuple[str, ...]:
    """Return the region that goes by this code or these words, or those of the complaint that does.

    Raises ``RefusalError`` with the nearest ones where there is none, or where several are as near.
    """
    from bodymap.core.index import nearest_names, offer_text
    from bodymap.core.search import EXACT, Finder

    known: dict[str, tuple[str, ...]] = {region.code: (region.code,) for region in index.atlas.regions}
    known = {condition.id: condition.places for condition in index.atlas.conditions if condition.places} | known
    if name in known:
        return known[name]
    matches = [match for match in Finder(index).find(name, limit=_ALL) if match.id in known]
    near = [match.id for match in matches if match.score > matches[0].score - _MUCH_WORSE]
    if near and (len(near) == 1 or matches[0].score == EXACT > matches[1].score):
        return known[near[0]]
    offers = near[:_OFFERS] or nearest_names(name, known)
    said = tr("“{name}” may be several places.") if near else tr("There is no place “{name}”.")
    raise RefusalError(" ".join((said.format(name=name), *([offer_text(offers)] if offers else []))))


def _lines(
    index: AtlasIndex, ranking: Ranking, codes: tuple[str, ...], fits: _Fits, side: Side | None
) -> Iterator[str]:
    """Yield what is said of the places line by line."""
    from bodymap.core import guidance, text

    places = _places(index, codes)
    where = tr("Where it hurts: {places}") if side is None else tr("Where it hurts, {side}: {places}")
    yield from wrapped(where.format(places=places, side=side and text.side_text(side)))
    yield ""
    yield guidance.title(index, guidance.RED_FLAGS)
    yield from wrapped(guidance.brief(index, guidance.RED_FLAGS, voice="clinician"), "  ")
    if flags := guidance.flags_at(index, codes):
        yield from wrapped(f"{guidance.said(index, guidance.CONDITION_FLAGS, 'clinician')}:", "  ")
        for flag in flags:
            yield from wrapped(f"- {flag}", "  ", "    ")
    yield from told_lines(told_of(fits[0]))
    yield ""
    suspects = ranking.rank(codes)
    if suspects:
        yield tr("Muscles that commonly send pain there, the best fit first")
        for place, suspect in enumerate(suspects, 1):
            yield from _suspect_lines(index, place, suspect)
        yield ""
    yield from _conclusion(index, ranking, codes)
    yield from also_lines(told_of(fits[1]))
    yield from wrapped(guidance.brief(index, guidance.NOT_A_DIAGNOSIS, guidance.DIFFERS, voice="clinician"))


def _suspect_lines(index: AtlasIndex, place: int, suspect: Suspect) -> Iterator[str]:
    from bodymap.core import text

    best = suspect.best
    yield f"{place}. {suspect.muscle.name}: {text.fit_said(best.fit)}, {number(best.score, 2)}"
    for one in suspect.suggestions:
        points = ", ".join(f"{point.label} ({point.id})" for point in one.points)
        yield from wrapped(f"{points}: {text.fit_said(one.fit)}, {number(one.score, 2)}", "   ", "     ")
        for said in _reasons(index, one):
            yield from wrapped(said, "     ", "       ")


def _reasons(index: AtlasIndex, one: Suggestion) -> Iterator[str]:
    """Yield what speaks for a point, and where else its pain would be felt."""
    reasons = (
        (tr("explains, as its main area: {places}"), one.explains.essential),
        (tr("explains, in its wider area: {places}"), one.explains.spillover),
        (tr("also commonly felt: {places}. Is it?"), one.also.essential),
    )
    for said, codes in reasons:
        if codes:
            yield said.format(places=_places(index, codes))


def _conclusion(index: AtlasIndex, ranking: Ranking, codes: tuple[str, ...]) -> Iterator[str]:
    """Yield which muscles explain it together, what nothing explains, and what other texts name."""
    from bodymap.core import text

    together = ranking.together(codes)
    if len(together) > 1:
        names = text.join_words(muscle.name for muscle in together)
        yield from wrapped(tr("No muscle explains it alone; together: {muscles}.").format(muscles=names))
    if left := ranking.unexplained(codes, together):
        yield from wrapped(tr("Not explained: {places}.").format(places=_places(index, left)))
    if named := _named(index, codes):
        names = ", ".join(text.point_title(index.muscle_of(point.id), point) for point, _ in named)
        yield from wrapped(tr("Named by other texts, not drawn: {points}.").format(points=names))


def _places(index: AtlasIndex, codes: Iterable[str]) -> str:
    """Return the names of regions one after the other; some have an "and" of their own."""
    from bodymap.core import text

    return "; ".join(text.region_names(index, (code,), "clinician") for code in codes)


def _named(index: AtlasIndex, codes: Iterable[str]) -> tuple[tuple[Point, str], ...]:
    """Return points that only other texts name for a place, each with that place."""
    return tuple((point, code) for code in codes for point in index.points_named_for(code))


def _as_json(
    index: AtlasIndex,
    ranking: Ranking,
    codes: tuple[str, ...],
    fits: _Fits,
    *,
    essential_only: bool,
    side: Side | None,
) -> dict[str, Any]:
    """Return the same for other programs; every key is there whatever was found."""
    from bodymap.core import guidance

    together = ranking.together(codes)
    return {
        "places": list(codes),
        "side": side,
        "essential_only": essential_only,
        "red_flags": {
            "advice": guidance.said(index, guidance.RED_FLAGS, "clinician"),
            "signs": list(guidance.flags_at(index, codes)),
            "fits": [as_json(*one) for one in fits[0]],
        },
        "muscles": [_muscle_as_json(one.muscle, one) for one in ranking.rank(codes)],
        "together": [muscle.id for muscle in together],
        "unexplained": list(ranking.unexplained(codes, together)),
        "named": [{"point": point.id, "place": code} for point, code in _named(index, codes)],
        "also_fits": [as_json(*one) for one in fits[1]],
    }


def _muscle_as_json(muscle: Muscle, suspect: Suspect) -> dict[str, Any]:
    return {
        "id": muscle.id,
        "name": muscle.name,
        "score": round(suspect.best.score, 4),
        "fit": suspect.best.fit,
        "points": [
            {
                "ids": [point.id for point in one.points],
                "score": round(one.score, 4),
                "fit": one.fit,
                "explains": _reached_as_json(one.explains),
                "also": _reached_as_json(one.also),
            }
            for one in suspect.suggestions
        ],
    }


def _reached_as_json(reached: Reached) -> dict[str, list[str]]:
    return {"essential": list(reached.essential), "spillover": list(reached.spillover)}
