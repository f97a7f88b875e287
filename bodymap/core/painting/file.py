"""A painting as a file: JSON with a version, written whole or not at all. What cannot be read is told and stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bodymap.core.hold.session_file import replace_file
from bodymap.core.language import number, tr
from bodymap.core.painting.model import KINDS, LEAST_RADIUS, MOST_RADIUS, SAID, Answer, Painting, Stroke
from bodymap.core.skin.table import PARTS, Place
from bodymap.core.text import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bodymap.core.state import Side

VERSION: Final = 1
SUFFIX: Final = ".painting.json"
CELLS: Final = 53_512
"""How many cells the skin has that places are counted on; another skin would put a painting elsewhere."""
_MOST_BYTES: Final = 64 << 20
_One = TypeVar("_One", bound=str)
_SIDES: Final[tuple[Side, ...]] = ("right", "left")


class PaintingFileError(Exception):
    """A file that is no painting, or one that this version cannot show; says so in words for the user.

    The words name the file, the field where one is wrong, and what to do.
    """


class _WrongError(Exception):
    """A field holds what it cannot; ``expected`` says what it might."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(field, expected)
        self.field, self.expected = field, expected


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
    try:
        return _read(json.loads(content), name)
    except json.JSONDecodeError as error:
        said = tr("{file} is no painting of bodymap, or it is damaged: line {line} cannot be read.")
        raise PaintingFileError(_with_advice(said.format(file=name, line=error.lineno))) from error
    except (ValueError, RecursionError) as error:
        said = tr("{file} is no painting of bodymap, or it is damaged.").format(file=name)
        raise PaintingFileError(_with_advice(said)) from error
    except _WrongError as wrong:
        said = tr("{file} is no painting of bodymap, or it is damaged: “{field}” should be {expected}.")
        said = said.format(file=name, field=wrong.field, expected=wrong.expected)
        raise PaintingFileError(_with_advice(said)) from wrong


def _with_advice(said: str) -> str:
    advice = tr("It was left as it is. Open another painting, or an earlier copy of this one.")
    return f"{said} {advice}"


def _read(told: object, name: str) -> Painting:
    if not isinstance(told, dict):
        raise ValueError("a painting has fields with names")  # noqa: TRY004 - as whatever else is no painting
    data: dict[str, Any] = told
    version = _whole(data.get("painting"), "painting", 1, None)
    if version > VERSION or data.get("cells") != CELLS:
        said = tr("{file} was made by another version of bodymap, which this one cannot show. It was left as it is.")
        advice = tr("Open it with the version that made it.")
        raise PaintingFileError(f"{said.format(file=name)} {advice}")
    strokes = [_read_stroke(one, field) for field, one in _listed(data, "strokes")]
    answers = [_read_answer(one, field) for field, one in _listed(data, "answers")]
    return Painting(tuple(strokes), _each_once(answers))


def _read_stroke(told: object, field: str) -> Stroke:
    data = _mapping(told, field)
    places = [_read_place(one, where) for where, one in _listed(data, "places", field)]
    if not places:
        raise _WrongError(f"{field}.places", tr("a place or more"))
    erasing = data.get("erasing", False)
    if not isinstance(erasing, bool):
        raise _WrongError(f"{field}.erasing", join_words(("true", "false"), "or"))
    kind = _one_of(KINDS, data.get("kind"), f"{field}.kind")
    strength = _whole(data.get("strength"), f"{field}.strength", 1, 10)
    return Stroke(kind, strength, _radius(data.get("radius"), f"{field}.radius"), tuple(places), erasing)


def _read_place(told: object, field: str) -> Place:
    if not isinstance(told, list) or len(told) != len(Place._fields):
        raise _WrongError(field, tr("three whole numbers"))
    cell, u, v = (_whole(one, field, 0, most) for one, most in zip(told, (CELLS - 1, PARTS, PARTS), strict=True))
    return Place(cell, u, v)


def _read_answer(told: object, field: str) -> Answer:
    data = _mapping(told, field)
    point = data.get("point")
    if not isinstance(point, str):
        raise _WrongError(f"{field}.point", tr("a text"))
    side = _one_of(_SIDES, data.get("side"), f"{field}.side")
    return Answer(point, side, _one_of(SAID, data.get("said"), f"{field}.said"))


def _each_once(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    return tuple({(one.point_id, one.side): one for one in answers}.values())


# What a field may hold


def _mapping(told: object, field: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise _WrongError(field, tr("fields with names"))
    return told


def _listed(data: dict[str, Any], name: str, within: str = "") -> Iterator[tuple[str, object]]:
    """Yield what a list holds, each with the words that name it: ``strokes[0].places[3]``."""
    field, told = f"{within}.{name}" if within else name, data.get(name)
    if not isinstance(told, list):
        raise _WrongError(field, tr("a list"))
    for n, one in enumerate(told):
        yield f"{field}[{n}]", one


def _one_of(known: tuple[_One, ...], told: object, field: str) -> _One:
    found = next((one for one in known if one == told), None)
    if found is None:
        raise _WrongError(field, join_words(known, "or"))
    return found


def _radius(told: object, field: str) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float) or not LEAST_RADIUS <= told <= MOST_RADIUS:
        least, most = number(LEAST_RADIUS), number(MOST_RADIUS)
        raise _WrongError(field, tr("a number from {least} to {most}").format(least=least, most=most))
    return told


def _whole(told: object, field: str, least: int, most: int | None) -> int:
    if isinstance(told, bool) or not isinstance(told, int) or told < least or (most is not None and told > most):
        if most is None:
            raise _WrongError(field, tr("a whole number"))
        raise _WrongError(field, tr("a whole number from {least} to {most}").format(least=least, most=most))
    return told
