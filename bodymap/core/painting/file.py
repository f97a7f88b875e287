"""A painting as a file: JSON with a version, written whole or not at all. What cannot be read is told and stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bodymap.core.hold.session_file import replace_file
from bodymap.core.language import tr
from bodymap.core.painting.model import Answer, Painting, Stroke
from bodymap.core.skin.table import Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VERSION: Final = 1
SUFFIX: Final = ".painting.json"
CELLS: Final = 53_512
"""How many cells the skin has that places are counted on; another skin would put a painting elsewhere."""
_MOST_BYTES: Final = 64 << 20
_SIDES: Final = ("right", "left")
_SAID: Final = ("yes", "no", "other")


class PaintingFileError(Exception):
    """A file that is no painting, or one that this version cannot show; says so in words for the user."""


def write_painting(path: Path, painting: Painting) -> None:
    """Put a painting in place of what is at ``path``, for this user's eyes alone. Raises ``OSError``."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(path, (written(painting).encode(),))


def read_painting(path: Path) -> Painting:
    """Return the painting in a file. Raises ``OSError``, or ``PaintingFileError`` with what is wrong; it is kept."""
    if path.stat().st_size > _MOST_BYTES:
        raise PaintingFileError(tr("{file} is too large for a painting.").format(file=path.name))
    return read(path.read_bytes(), path.name)


def written(painting: Painting) -> str:
    """Return a painting as text, a line a stroke."""
    strokes = ",\n  ".join(json.dumps(_stroke(one), separators=(",", ":")) for one in painting.strokes)
    answers = ",\n  ".join(json.dumps(_answer(one), separators=(",", ":")) for one in painting.answers)
    head = f'"painting": {VERSION},\n "cells": {CELLS}'
    return f'{{\n {head},\n "strokes": [\n  {strokes}\n ],\n "answers": [\n  {answers}\n ]\n}}\n'


def _stroke(one: Stroke) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": one.kind, "strength": one.strength, "radius": one.radius}
    return {**told, **({"erasing": True} if one.erasing else {}), "places": [list(each) for each in one.places]}


def _answer(one: Answer) -> dict[str, str]:
    return {"point": one.point_id, "side": one.side, "said": one.said}


def read(content: bytes, name: str) -> Painting:
    """Return the painting that was written; ``name`` is what messages call the file."""
    broken = tr("{file} is no painting of bodymap, or it is damaged. It was left as it is.").format(file=name)
    try:
        data = json.loads(content)
        version, cells = data["painting"], data["cells"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise PaintingFileError(broken) from error
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise PaintingFileError(broken)
    if version > VERSION or cells != CELLS:
        said = tr("{file} was made by another version of bodymap, which this one cannot show. It was left as it is.")
        raise PaintingFileError(said.format(file=name))
    try:
        return Painting(tuple(map(_read_stroke, data["strokes"])), _each_once(map(_read_answer, data["answers"])))
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise PaintingFileError(broken) from error


def _read_stroke(told: dict[str, Any]) -> Stroke:
    places = tuple(Place(*map(_whole, one)) for one in told["places"])
    if any(place.cell >= CELLS for place in places):
        raise ValueError(told)
    radius, erasing = told["radius"], told.get("erasing", False)
    if isinstance(radius, bool) or not isinstance(radius, int | float) or not isinstance(erasing, bool):
        raise TypeError(told)
    return Stroke(told["kind"], _whole(told["strength"]), radius, places, erasing)


def _read_answer(told: dict[str, Any]) -> Answer:
    point, side, said = told["point"], told["side"], told["said"]
    if not isinstance(point, str) or side not in _SIDES or said not in _SAID:
        raise ValueError(told)
    return Answer(point, side, said)


def _each_once(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple({(one.point_id, one.side): one for one in answers}.values())


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError(number)
    return number
