"""One painting against a later one, beside how people redraw the same pain."""

from __future__ import annotations

from functools import cache

import pytest

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.painting.comparing import REDRAWN, compared
from bodymap.core.painting.model import Painting, Stroke
from bodymap.core.skin.table import Place, read_skin

INDEX = AtlasIndex(load_atlas(assets.points_path()).atlas)
SKIN = read_skin(assets.skin_root())


@cache
def thigh() -> int:
    return next(n for n in range(SKIN.count) if SKIN.region(n) == "thigh.front" and SKIN.centre(n)[0] < 0)


def dab(radius: float = 3.0, strength: int = 5, *, cell: int | None = None, erasing: bool = False) -> Stroke:
    return Stroke("pain", strength, radius, (Place(thigh() if cell is None else cell, 128, 128),), erasing)


def test_the_same_painting_is_wholly_alike_and_two_empty_ones_are() -> None:
    same = compared(INDEX, SKIN, Painting((dab(),)), Painting((dab(),)))
    assert same.overlap == pytest.approx(1)
    assert same.alike == "alike"
    assert any(said.startswith("It is as large as before") for said in same.says)
    assert "It is as strong as before: 5 of 10." in same.says
    empty = compared(INDEX, SKIN, Painting(), Painting())
    assert (empty.overlap, empty.area, empty.strength) == (1, (0, 0), (0, 0))


def test_a_smaller_and_weaker_one_within_it_is_told_so_whichever_way_round() -> None:
    large, small = Painting((dab(4.0, 8),)), Painting((dab(2.0, 3),))
    there, back = compared(INDEX, SKIN, large, small), compared(INDEX, SKIN, small, large)
    assert there.overlap == pytest.approx(back.overlap)
    assert there.overlap == pytest.approx(there.area[1] / there.area[0], rel=0.05)
    assert there.area == back.area[::-1]
    assert any(said.startswith("It is smaller: ") for said in there.says)
    assert any(said.startswith("It is larger: ") for said in back.says)
    assert "Its strength was 8 of 10 and is 3 now." in there.says


def test_what_is_elsewhere_is_unlike_and_the_error_of_redrawing_stands_beside_it() -> None:
    elsewhere = Painting((dab(cell=SKIN.mirror(thigh())),))
    told = compared(INDEX, SKIN, Painting((dab(),)), elsewhere)
    assert told.overlap == 0
    assert told.alike == "unlike"
    redrawn = INDEX.advice(REDRAWN)
    assert told.says[-1] == redrawn.clinician
    assert {one.source for one in redrawn.sources} == {"leoni-2013", "pain-distribution-2023"}
    assert compared(INDEX, SKIN, elsewhere, elsewhere, "client").says[-1] == redrawn.client


def test_what_was_erased_does_not_count() -> None:
    gone = Painting((dab(strength=9), dab(3.5, 9, erasing=True)))
    told = compared(INDEX, SKIN, Painting((dab(),)), gone)
    assert told.area[1] == pytest.approx(0, abs=0.5)
