"""What else a painting fits: red flags whatever fits better, look-alikes by where they are felt."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.painting.alternatives import Alternatives, is_numb
from bodymap.core.painting.model import Painting, Stroke
from bodymap.core.painting.telling import Weigher
from bodymap.core.skin.table import Place, read_skin

if TYPE_CHECKING:
    from bodymap.core.painting.model import Kind

INDEX = AtlasIndex(load_atlas(assets.points_path()).atlas)
SKIN = read_skin(assets.skin_root())
SIDES = ("right", "left")
OTHERS = INDEX.atlas.alternatives


@cache
def alternatives() -> Alternatives:
    return Alternatives(INDEX, SKIN)


@cache
def cells() -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for cell in range(SKIN.count):
        found.setdefault((SKIN.region(cell), "left" if SKIN.centre(cell)[0] > 0 else "right"), []).append(cell)
    return found


def painted(codes, side: str) -> dict[int, float]:
    return {cell: 1.0 for code in codes for cell in cells().get((code, side), ())}


def ids(found) -> set[str]:
    return {one.alternative.id for one in found}


@pytest.mark.parametrize("one", OTHERS, ids=lambda one: one.id)
def test_where_it_is_mostly_felt_it_is_told_of_on_its_side(one) -> None:
    side = one.side or "right"
    flags, others = alternatives().fitting(painted(one.usual, side))
    found = flags if one.kind == "red flag" else others
    assert one.id in ids(found)
    assert next(each.side for each in found if each.alternative is one) == side


@given(st.sets(st.sampled_from(sorted(SKIN.regions)), min_size=1, max_size=4), st.sampled_from(SIDES))
def test_what_is_told_of_reaches_what_is_painted_and_each_once(codes, side) -> None:
    flags, others = alternatives().fitting(painted(codes, side))
    assert len(others) <= 4
    for found in (flags, others):
        assert len(ids(found)) == len(found)
        assert [one.fit for one in found] == sorted((one.fit for one in found), reverse=True)
    for one in (*flags, *others):
        places = (*one.alternative.usual, *one.alternative.wider)
        assert INDEX.touches(places, codes)
        assert one.alternative.side in (None, one.side)


@given(st.sampled_from([one for one in OTHERS if one.kind == "red flag"]), st.floats(0, 5))
def test_a_red_flag_is_told_of_however_well_a_muscle_fits(one, best: float) -> None:
    flags, _ = alternatives().fitting(painted(one.usual, one.side or "left"), best)
    assert one.id in ids(flags)


def test_what_is_felt_on_one_side_alone_is_not_told_of_on_the_other() -> None:
    one = next(one for one in OTHERS if one.side == "right")
    assert one.id not in ids(alternatives().fitting(painted(one.usual, "left"))[0])


def test_a_muscle_that_fits_far_better_leaves_a_look_alike_out_and_nothing_painted_fits_nothing() -> None:
    half = painted(("thigh.back",), "right")
    assert "alt-root-s1" in ids(alternatives().fitting(half)[1])
    assert alternatives().fitting(half, best=5.0)[1] == ()
    assert alternatives().fitting({}) == ((), ())


def test_there_is_one_of_each_that_is_asked_for() -> None:
    flags = {one.id for one in OTHERS if one.kind == "red flag"}
    assert flags >= {
        f"alt-{name}" for name in ("heart", "gall-bladder", "calf-clot", "cauda-equina", "giant-cell-arteritis")
    }
    assert all(one.sources for one in OTHERS)


@pytest.mark.parametrize(
    ("kinds", "numb"),
    [
        (("pain",), False),
        (("numbness",), True),
        (("tingling",), True),
        (("burning",), False),
        (("pain", "numbness"), True),
        ((), False),
    ],
)
def test_what_mostly_tingles_or_is_numb_is_numb(kinds: tuple[Kind, ...], numb: bool) -> None:
    cell = cells()["thumb", "right"][0]
    strokes = tuple(Stroke(kind, 5, 1.0, (Place(cell, 128, 128),)) for kind in kinds)
    assert is_numb(SKIN, Painting(strokes)) is numb


def test_a_little_numbness_beside_much_pain_is_not_numb() -> None:
    cell = cells()["thigh.front", "right"][0]
    place = (Place(cell, 128, 128),)
    assert not is_numb(SKIN, Painting((Stroke("pain", 5, 6.0, place), Stroke("numbness", 5, 1.0, place))))


def test_what_is_numb_has_the_nerve_told_of_however_well_a_muscle_fits() -> None:
    weigher = Weigher(INDEX, assets.skin_root(), SKIN)
    calf = painted(("thigh.back",), "right") | painted(("calf",), "right")
    plain, numb = weigher.weigh(calf), weigher.weigh(calf, numb=True)
    assert {one.alternative.id for one in plain.also_fits} <= {one.alternative.id for one in numb.also_fits}
    assert "alt-root-s1" in {one.alternative.id for one in numb.also_fits}
    assert plain.muscles == numb.muscles
    thumb = weigher.weigh(painted(("thumb",), "right"), numb=True)
    assert {"alt-root-c6", "alt-median"} <= {one.alternative.id for one in thumb.also_fits}
