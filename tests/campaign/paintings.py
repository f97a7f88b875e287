"""Broken paintings: each is read as it is or refused in words that name the file, within five seconds; it stays."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
import traceback
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bodymap import assets
from bodymap.core.painting.file import SUFFIX, PaintingFileError, read_painting, write_painting
from bodymap.core.painting.model import KINDS, SAID, Answer, Painting, Stroke
from bodymap.core.skin.table import PARTS, Place, Skin, read_skin
from tests.campaign.report import Report, dice_of
from tests.campaign.state_files import MUTATIONS, watched

if TYPE_CHECKING:
    import random

    from bodymap.core.state import Side

_STRANGE: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 0.5, 11, 1e308, 10**30, float("nan"), float("inf"), "", "pain", "\u202e", [], {}, [[]],
    [0, 0, 0], [-1, 0, 0], [10**9, 0, 0], [0, 256, 0], {"kind": 7},
)  # fmt: skip
_FITTING: Final[dict[str, Any]] = {
    "kind": KINDS, "strength": range(1, 11), "radius": (0.1, 2, 9.9), "erasing": (True, False), "said": SAID,
    "point": ("nobody-7",), "side": ("right", "left"), "cells": (53_512,), "painting": (1,), "answers": ([],),
}  # fmt: skip
"""Values that may stand there, so that some of what was changed is a painting still."""
_MOST_SAID: Final = 400


def run(count: int, seed: int, first: int = 0) -> Report:
    """Try this many broken files."""
    report = Report()
    _skin()
    for n in range(first, first + count):
        folder = Path(tempfile.mkdtemp(prefix="bodymap-campaign-"))
        began = time.perf_counter()
        told: list[str] = []
        kind = "paintings"
        try:
            with watched(folder, told):
                kind, faults = _try(folder, dice_of(seed, n))
                told += faults
        except Exception:
            told.append(traceback.format_exc())
        report.note(kind, time.perf_counter() - began, [f"{kind} {n} of seed {seed}: {one}" for one in told])
        shutil.rmtree(folder, ignore_errors=True)
    return report


@cache
def _skin() -> Skin:
    return read_skin(assets.skin_root())


def _painting(dice: random.Random) -> Painting:
    strokes = []
    for _ in range(dice.randint(0, 3)):
        cell, places = dice.randrange(_skin().count), []
        for _ in range(dice.randint(1, 12)):
            places.append(Place(cell, dice.randint(0, PARTS), dice.randint(0, PARTS)))
            cell = dice.choice([one for one in _skin().neighbours(cell) if one >= 0] or [cell])
        kind, strength = dice.choice(KINDS), dice.randint(1, 10)
        strokes.append(Stroke(kind, strength, dice.uniform(0.3, 3), tuple(places), erasing=dice.random() < 0.2))
    sides: tuple[Side, ...] = ("right", "left")
    answers = [Answer("soleus-1", side, dice.choice(SAID)) for side in sides if dice.random() < 0.4]
    return Painting(tuple(strokes), tuple(answers))


def _somewhere(told: Any, dice: random.Random) -> tuple[Any, Any]:
    """Return a list or mapping in some JSON, and a key of it."""
    while True:
        keys = list(told) if isinstance(told, dict) else list(range(len(told)))
        key = dice.choice(keys)
        inner = told[key]
        if not isinstance(inner, list | dict) or not inner or dice.random() < 0.15:
            return told, key
        told = inner


def _another_value(data: bytes, dice: random.Random) -> bytes:
    """Put something strange in place of a value, or leave the value out."""
    told = json.loads(data)
    for _ in range(dice.randint(1, 2)):
        within, key = _somewhere(told, dice)
        if dice.random() < 0.2:
            del within[key]
            if not told:
                break
        else:
            fitting = _FITTING.get(key, _STRANGE) if isinstance(key, str) else _STRANGE
            within[key] = deepcopy(dice.choice(fitting if dice.random() < 0.7 else _STRANGE))
    return json.dumps(told).encode()


def _try(folder: Path, dice: random.Random) -> tuple[str, list[str]]:
    path, painting = folder / f"2026-11-29 08.00.00{SUFFIX}", _painting(dice)
    write_painting(path, painting)
    told = [] if read_painting(path) == painting else ["what was written is not what is read"]
    data = path.read_bytes()
    if dice.random() < 0.6:
        data = _another_value(data, dice)
    else:
        for _ in range(dice.randint(1, 3)):
            data = dice.choice(MUTATIONS)(data, dice)
    path.write_bytes(data)
    try:
        found = read_painting(path)
    except PaintingFileError as error:
        said = str(error)
        said.encode()
        if path.name not in said or len(said) > _MOST_SAID:
            told.append(f"does not name the file in a few words: {said[:200]!r}")
        kind = "refused paintings"
    else:
        kind = "read paintings"
        # Whatever is taken for a painting can be painted, weighed and written.
        if not all(0 < share <= 1 for share in found.weights(_skin()).values()):
            told.append("a cell is painted more than wholly")
        write_painting(folder / "again.painting.json", found)
        if read_painting(folder / "again.painting.json") != found:
            told.append("is not read as it was written")
    if path.read_bytes() != data:
        told.append("the file was changed")
    return kind, told
