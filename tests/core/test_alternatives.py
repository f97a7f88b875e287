"""What else a painting fits: red flags whatever fits better, look-alikes by where they are felt."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.painting.alternatives import Alternatives
from bodymap.core.skin.table import read_skin

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
