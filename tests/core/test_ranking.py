"""The ranking of named places: what may be said of it whatever is named."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.ranking import Ranking

if TYPE_CHECKING:
    from bodymap.core.model import Point

INDEX = AtlasIndex(load_atlas(assets.points_path()).atlas)
RANKING = Ranking(INDEX)
MAIN = Ranking(INDEX, essential_only=True)
CODES = sorted(region.code for region in INDEX.atlas.regions)
PAINFUL = [point for point in INDEX.points if point.referral.felt == "pain"]
CHIEF = [point for point in PAINFUL if point.referral.essential]
"""A few patterns have no main area."""
HOLDING = {region.parent for region in INDEX.atlas.regions}
"""Regions with parts, such as the buttock: who points at one is offered what reaches a part of it."""
HOLDER = {region.code: region.parent for region in INDEX.atlas.regions}
places = st.lists(st.sampled_from(CODES), min_size=1, max_size=5, unique=True)
rankings = st.sampled_from([RANKING, MAIN])


def have_all_of_it(point: Point) -> set[str]:
    """The muscles with a point whose main area has all of this point's."""
    wanted = set(point.referral.essential)
    return {INDEX.muscle_of(other.id).id for other in PAINFUL if wanted <= set(other.referral.essential)}


def test_a_redrawn_main_area_ranks_its_muscle_first_or_behind_those_that_have_all_of_it_too() -> None:
    """One in forty may be behind a muscle that reaches all of it, in part in its wider area, and little beside it.

    Of a place that has parts, or is one, another muscle may have two, which count together.
    """
    for ranking in (RANKING, MAIN):
        behind = set()
        for point in CHIEF:
            ranked = ranking.rank(point.referral.essential)
            place = next(n for n, one in enumerate(ranked) if one.muscle is INDEX.muscle_of(point.id))
            for ahead in ranked[:place]:
                explains, wanted = ahead.best.explains, len(point.referral.essential)
                if len(explains.essential) < wanted and ahead.muscle.id not in have_all_of_it(point):
                    reached = len(explains.essential) + len(explains.spillover)
                    whole = {*explains.essential, *map(HOLDER.get, explains.essential)} - {None}
                    if not HOLDING.intersection(whole):
                        assert reached == wanted, point.id
                        behind.add(point.id)
        assert len(behind) <= len(CHIEF) / 40


@given(places, st.data(), rankings)
def test_the_order_of_the_places_and_a_place_said_twice_change_nothing(
    codes: list[str], data: st.DataObject, ranking: Ranking
) -> None:
    other = [*data.draw(st.permutations(codes)), codes[0]]
    assert ranking.rank(other) == ranking.rank(codes)
    assert ranking.together(other) == ranking.together(codes)


@given(places, st.sampled_from(CHIEF), st.data(), rankings)
def test_a_point_that_explains_more_is_never_overtaken_by_one_that_does_not(
    codes: list[str], point: Any, data: st.DataObject, ranking: Ranking
) -> None:
    more = data.draw(st.sampled_from(point.referral.essential))
    before, after = ranking.scores(codes), ranking.scores([*codes, more])
    reached = ranking.scores([more])
    for other, score in before.items():
        if other not in reached and before.get(point.id, 0.0) >= score:
            assert after[point.id] >= after[other]


@given(places, rankings)
def test_a_ranking_tells_the_truth_about_every_point(codes: list[str], ranking: Ranking) -> None:
    ranked = ranking.rank(codes)
    told = [point for one in ranked for some in one.suggestions for point in some.points]
    felt = {p.id for code in codes for p in INDEX.points_referring_to(code)} - INDEX.signs
    assert len(told) == len(set(told))
    assert {p.id for p in told} == felt if ranking is RANKING else {p.id for p in told} <= felt
    for one in ranked:
        for some in one.suggestions:
            assert 0 < some.score < 1 + 1e-9
            assert all(INDEX.muscle_of(point.id) is one.muscle for point in some.points)
            explained, also = {*some.explains.essential, *some.explains.spillover}, some.also
            assert explained
            assert explained <= set(codes)
            for code in some.explains.essential:
                assert INDEX.touches(some.points[0].referral.essential, (code,))
            assert not INDEX.touches((*also.essential, *also.spillover), codes)
            assert ranking is RANKING or not (some.explains.spillover or also.spillover)
    scores = [one.best.score for one in ranked]
    assert all(a >= b - 1e-9 for a, b in pairwise(scores))


def explained(codes: list[str], muscles: Any) -> float:
    total = 0.0
    for code in codes:
        main, wide = 0, 0
        for muscle in muscles:
            points = [point for point in muscle.points if point in PAINFUL]
            if any(INDEX.touches(point.referral.essential, (code,)) for point in points):
                main += 1
            elif any(INDEX.touches(point.referral.spillover, (code,)) for point in points):
                wide += 1
        total += min(1.0, main + wide / 2)
    return total


@given(places)
def test_a_set_is_one_muscle_where_one_does_and_each_of_it_adds_something(codes: list[str]) -> None:
    together = RANKING.together(codes)
    assert len(together) <= 3
    assert len(set(together)) == len(together)
    assert bool(together) is bool(RANKING.rank(codes))
    left = RANKING.unexplained(codes, together)
    for one in together[1:] and together:
        rest = [other for other in together if other is not one]
        assert explained(codes, rest) < explained(codes, together)
    mains = [{c for p in one.points if p in PAINFUL for c in p.referral.essential} for one in INDEX.atlas.muscles]
    if any(all(INDEX.touches(main, (code,)) for code in codes) for main in mains):
        assert len(together) == 1
        assert not left


def test_what_was_seen() -> None:
    assert [one.id for one in RANKING.together(("head.temple", "thumb"))] == [
        "flexor-pollicis-longus",
        "semispinalis-capitis",
    ]
    # The best fit explains one of the two, another muscle both.
    assert RANKING.rank(("head.tmj", "head.jaw"))[0].muscle.id == "medial-pterygoid"
    assert [one.id for one in RANKING.together(("head.tmj", "head.jaw"))] == ["masseter"]
    # Semispinalis capitis fits better, but reaches nothing that sternocleidomastoid does not.
    assert RANKING.rank(("head.temple", "neck.throat"))[0].muscle.id == "semispinalis-capitis"
    both = [one.id for one in RANKING.together(("head.temple", "neck.throat"))]
    assert both == ["medial-pterygoid", "sternocleidomastoid"]
    best = RANKING.rank(("head.temple", "head.eye"))[0].best
    assert ([point.id for point in best.points], best.fit) == (["sternocleidomastoid-3"], "well")
    alone = RANKING.rank(("head.temple",))
    # Its main area is the temple alone; all others reach more.
    assert [one.muscle.id for one in alone if one.best.fit == "well"] == ["semispinalis-capitis"]
    assert {one.best.fit for one in alone} == {"well", "partly", "little"}
    lines = [
        [p.id for p in some.points] for one in alone if one.muscle.id == "suboccipitals" for some in one.suggestions
    ]
    assert lines == [["suboccipitals-1", "suboccipitals-2"]]
    assert RANKING.unexplained(("head.temple", "thumb"), (INDEX.muscle("temporalis"),)) == ("thumb",)


@pytest.mark.parametrize(("level", "first"), [("measured", "copy"), ("disputed", "temporalis")])
def test_where_two_fit_alike_how_sure_they_are_decides(level: Any, first: str) -> None:
    muscle = INDEX.muscle("temporalis")
    points = tuple(
        replace(p, id=f"copy-{n}", evidence=replace(p.evidence, confidence=level)) for n, p in enumerate(muscle.points)
    )
    muscles = (*INDEX.atlas.muscles, replace(muscle, id="copy", points=points))
    two = Ranking(AtlasIndex(replace(INDEX.atlas, muscles=muscles))).rank(("head.temple", "head.teeth_upper"))[:2]
    assert {one.muscle.id for one in two} == {"copy", "temporalis"}
    assert two[0].muscle.id == first
