"""The ranking of a painting: what may be said of it whatever is painted."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.cells import read_cells
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.painting.weighing import SIDES, Weighing

if TYPE_CHECKING:
    from bodymap.core.painting.weighing import Candidate

INDEX = AtlasIndex(load_atlas(assets.points_path()).atlas)
CELLS = read_cells(assets.points_path().parent / "skin" / "cells.skin")
REGION = CELLS.arrays["region"]
MIRROR = CELLS.arrays["mirror"]
KINDS = ("essential", "spillover")
OTHER = {"right": "left", "left": "right"}


@cache
def weighing(*, main: bool = False) -> Weighing:
    return Weighing(INDEX, CELLS, essential_only=main)


@cache
def zones() -> dict[str, list[int]]:
    found, begin = {}, 0
    for name, end in zip(CELLS.zones, CELLS.arrays["zone_ends"], strict=True):
        found[name] = list(CELLS.arrays["zone_cells"][begin:end])
        begin = end
    return found


MAIN = sorted(point.id for point in INDEX.points if point.referral.felt == "pain" and point.referral.essential)


def whole(point: str) -> dict[int, float]:
    return dict.fromkeys(zones()[f"{point}.essential"], 1.0)


def mirrored(painted: dict[int, float]) -> dict[int, float]:
    return {MIRROR[cell]: share for cell, share in painted.items()}


def muscle(point: str) -> str:
    return INDEX.muscle_of(point).id


@st.composite
def paintings(draw: st.DrawFn) -> dict[int, float]:
    """Parts of zones of both sides, with paint of any strength, and some of what no zone knows of."""
    painted: dict[int, float] = {}
    for name in draw(
        st.lists(st.sampled_from(sorted(name for name in zones() if zones()[name])), min_size=1, max_size=3)
    ):
        cells = zones()[name]
        begin = draw(st.integers(0, len(cells) - 1))
        share = draw(st.floats(0.05, 1.0))
        part = dict.fromkeys(cells[begin : begin + draw(st.integers(1, 400))], share)
        painted |= mirrored(part) if draw(st.booleans()) else part
    begin = draw(st.integers(0, len(REGION) - 50))
    return painted | dict.fromkeys(range(begin, begin + draw(st.integers(0, 50))), 1.0)


def named(found: tuple[Candidate, ...]) -> list[tuple[str, str]]:
    return [(one.id, side) for one, side in found]


@given(paintings(), st.booleans())
def test_a_ranking_tells_the_truth(painted: dict[int, float], main: bool) -> None:
    regions = {CELLS.regions[REGION[cell]] for cell in painted}
    ranked = weighing(main=main).rank(painted)
    assert len(ranked) <= 10
    assert all(a.best.score >= b.best.score - 1e-9 for a, b in pairwise(ranked))
    assert len({(one.muscle.id, one.side) for one in ranked}) == len(ranked)
    for one in ranked:
        told = [point for line in one.suggestions for point in line.points]
        assert len(told) == len(set(told))
        for line in one.suggestions:
            assert 0 < line.score < 1 + 1e-9
            assert 0 <= line.share <= 1
            assert line.score >= ranked[0].best.score / 10 - 1e-9
            explained = {*line.explains.essential, *line.explains.spillover}
            assert explained.isdisjoint((*line.also.essential, *line.also.spillover))
            assert all(INDEX.muscle_of(point.id) is one.muscle for point in line.points)
            assert {*line.explains.essential, *line.explains.spillover} <= regions
            kinds = ("essential",) if main else ("essential", "spillover")
            own = {cell for kind in kinds for cell in zones().get(f"{line.points[0].id}.{kind}", ())}
            there = {CELLS.regions[REGION[cell]] for cell in own}
            assert {*line.also.essential, *line.also.spillover} <= there
            seen = painted if one.side == "right" else mirrored(painted)
            assert own & seen.keys() or own & mirrored(seen).keys()


@given(paintings())
def test_the_mirrored_painting_has_the_mirrored_answer(painted: dict[int, float]) -> None:
    # A cell on the middle line may be the partner of several: what is painted has to be the mirror of its mirror.
    if any(MIRROR[MIRROR[cell]] != cell for cell in painted):
        return
    here, there = weighing().rank(painted, 1000), weighing().rank(mirrored(painted), 1000)
    scores = {(one.muscle.id, one.side): one.best.score for one in here}
    assert scores == pytest.approx({(one.muscle.id, OTHER[one.side]): one.best.score for one in there})


@given(paintings(), st.floats(0.1, 1.0), st.randoms())
def test_strength_all_over_and_the_order_of_the_strokes_change_no_order(painted, share, random) -> None:
    cells = list(painted)
    random.shuffle(cells)
    before, after = (
        weighing().rank(painted, 1000),
        weighing().rank({cell: share * painted[cell] for cell in cells}, 1000),
    )
    scores = {(one.muscle.id, one.side): one.best.score for one in before}
    assert scores == pytest.approx({(one.muscle.id, one.side): one.best.score for one in after})


def test_a_zone_painted_as_it_is_names_its_muscle_first_and_as_fitting_well() -> None:
    """One in seven may be behind another whose zone is all but the same, one in fifty behind three."""
    places = []
    for point in MAIN:
        ranked = weighing().rank(whole(point))
        place = next(n for n, one in enumerate(ranked) if (one.muscle.id, one.side) == (muscle(point), "right"))
        places.append(place)
        if place == 0:
            assert ranked[0].best.fit == "well", point
            assert ranked[0].best.share > 0.5, point
    assert sum(place == 0 for place in places) > 6 / 7 * len(MAIN)
    assert sum(place > 2 for place in places) <= len(MAIN) / 50


@given(st.sampled_from(MAIN), st.sampled_from(SIDES))
def test_one_muscle_that_explains_it_all_needs_no_other(point: str, side: str) -> None:
    painted = whole(point) if side == "right" else mirrored(whole(point))
    found = weighing().together(painted)
    assert len(found) == 1
    assert found[0][1] == side
    assert weighing().unexplained(painted, found) == ()


@given(paintings())
def test_a_set_is_small_and_each_of_it_was_found(painted: dict[int, float]) -> None:
    found = weighing().together(painted)
    assert len(named(found)) == len(set(named(found))) <= 3
    assert bool(found) is bool(weighing().rank(painted))
    for one, side in found:
        own = {cell for p in one.points for kind in KINDS for cell in zones().get(f"{p.id}.{kind}", ())}
        if side == "left":
            own = {cell for cell in range(len(REGION)) if MIRROR[cell] in own}
        assert own & painted.keys()


def test_what_hurts_on_each_side_is_told_of_its_side() -> None:
    painted = whole("temporalis-1") | mirrored(whole("soleus-1"))
    found = named(weighing().together(painted))
    assert sorted(found) == [("soleus", "left"), ("temporalis", "right")]
    assert {(one.muscle.id, one.side) for one in weighing().rank(painted)} >= set(found)


def test_what_no_zone_reaches_is_told_and_nothing_painted_has_no_answer() -> None:
    reached = {cell for cells in zones().values() for cell in cells}
    reached |= {MIRROR[cell] for cell in reached}
    bare = dict.fromkeys(range(len(CELLS.regions)), 0)
    for cell, region in enumerate(REGION):
        bare[region] += cell not in reached
    region = max(bare, key=lambda one: bare[one])
    beyond = {cell: 1.0 for cell, one in enumerate(REGION) if one == region and cell not in reached}
    assert weighing().rank(beyond) == weighing().together(beyond) == ()
    assert weighing().unexplained(beyond, ()) == (CELLS.regions[region],)
    assert weighing().rank({}) == weighing().together({}) == weighing().unexplained({}, ()) == ()


def test_points_that_a_drawing_cannot_tell_apart_share_a_line() -> None:
    lines = [
        line
        for point in MAIN
        for one in weighing().rank(whole(point))
        for line in one.suggestions
        if len(line.points) > 1
    ]
    assert lines
    for line in lines:
        one, other = ({*zones()[f"{point.id}.essential"]} for point in line.points[:2])
        assert len(one & other) > 0.5 * len(one | other)


def test_a_cell_that_does_not_exist_is_refused() -> None:
    with pytest.raises(IndexError):
        weighing().rank({len(REGION): 1.0})
