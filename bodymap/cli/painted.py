"""``bodymap sources --painting FILE``: what the pain of a saved painting may come from, and what else it fits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bodymap import assets
from bodymap.cli.fitting import also_lines, as_json, skin_of_the_program, told_lines
from bodymap.cli.lookup import load_index
from bodymap.cli.wrapping import wrapped
from bodymap.core.language import number, tr
from bodymap.outcome import DONE, RefusalError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bodymap.core.index import AtlasIndex
    from bodymap.core.painting.model import Painting
    from bodymap.core.painting.telling import Weighed, WeighedMuscle, Weigher
    from bodymap.core.ranking import Reached
    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Side


def painted(options: argparse.Namespace) -> int:
    """Print what a painting fits: what must be seen to first, muscles and points, and what else hurts there."""
    from bodymap.core.finding import legible
    from bodymap.core.painting.alternatives import is_numb
    from bodymap.core.painting.telling import Weigher

    index = load_index()
    skin = skin_of_the_program()
    painting = _read(options.painting)
    weights = _weights(painting, skin, options.side)
    numb = is_numb(skin, painting)
    weigher = Weigher(index, assets.skin_root(), skin, essential_only=options.essential)
    if options.json:
        told = _as_json(weigher, weights, options, numb=numb)
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return DONE
    print(legible("\n".join(_lines(index, weigher.weigh(weights, numb=numb)))))
    return DONE


def _read(path: Path) -> Painting:
    """Return the painting in a file. Raises ``RefusalError`` for what is none."""
    from bodymap.core.painting.file import PaintingFileError, read_painting

    try:
        return read_painting(path)
    except OSError as error:
        said = tr("{file} cannot be read ({reason}).").format(file=path, reason=error.strerror or type(error).__name__)
        raise RefusalError(said) from error
    except PaintingFileError as error:
        raise RefusalError(str(error)) from error


def _weights(painting: Painting, skin: Skin, side: Side | None) -> dict[int, float]:
    """Return what is painted, of one side where one is asked for. Raises ``RefusalError`` where that is nothing."""
    weights = painting.weights(skin)
    if side is not None:
        left = side == "left"
        weights = {cell: share for cell, share in weights.items() if (skin.centre(cell)[0] > 0) is left}
    if not weights:
        raise RefusalError(tr("Nothing is painted there."))
    return weights


def _lines(index: AtlasIndex, weighed: Weighed) -> Iterator[str]:
    from bodymap.core import guidance

    yield guidance.title(index, guidance.RED_FLAGS)
    yield from wrapped(guidance.brief(index, guidance.RED_FLAGS, voice="clinician"), "  ")
    yield from told_lines(weighed.flags)
    yield ""
    if weighed.muscles:
        yield tr("Muscles that commonly send pain there, the best fit first")
        for place, one in enumerate(weighed.muscles, 1):
            yield from _muscle_lines(place, one)
        yield ""
    for said in (weighed.together, weighed.unexplained):
        if said:
            yield from wrapped(said)
    yield from also_lines(weighed.also_fits)
    yield from wrapped(guidance.brief(index, guidance.NOT_A_DIAGNOSIS, guidance.DIFFERS, voice="clinician"))


def _muscle_lines(place: int, one: WeighedMuscle) -> Iterator[str]:
    yield f"{place}. {one.title}: {one.lines[0].fit_said}, {number(one.lines[0].score, 2)}"
    for line in one.lines:
        points = ", ".join(f"{point.label} ({point.id})" for point in line.points)
        yield from wrapped(f"{points}: {line.fit_said}, {number(line.score, 2)}", "   ", "     ")
        for said in line.reasons:
            yield from wrapped(said, "     ", "       ")


def _as_json(
    weigher: Weigher, weights: Mapping[int, float], options: argparse.Namespace, *, numb: bool
) -> dict[str, Any]:
    """Return the same for other programs; every key is there whatever was found."""
    ranked = weigher.weighing.rank(weights)
    together = weigher.weighing.together(weights)
    flags, others = weigher.alternatives.fitting(weights, ranked[0].best.score if ranked else 0.0, numb=numb)
    return {
        "painting": str(options.painting),
        "side": options.side,
        "essential_only": options.essential,
        "red_flags": [as_json(one.alternative, one.side) for one in flags],
        "muscles": [
            {
                "id": one.muscle.id,
                "name": one.muscle.name,
                "side": one.side,
                "score": round(one.best.score, 4),
                "fit": one.best.fit,
                "points": [
                    {
                        "ids": [point.id for point in line.points],
                        "score": round(line.score, 4),
                        "fit": line.fit,
                        "share": round(line.share, 4),
                        "explains": _reached(line.explains),
                        "also": _reached(line.also),
                    }
                    for line in one.suggestions
                ],
            }
            for one in ranked
        ],
        "together": [{"id": muscle.id, "side": side} for muscle, side in together],
        "unexplained": list(weigher.weighing.unexplained(weights, together)),
        "also_fits": [as_json(one.alternative, one.side) for one in others],
    }


def _reached(reached: Reached) -> dict[str, list[str]]:
    return {"essential": list(reached.essential), "spillover": list(reached.spillover)}
