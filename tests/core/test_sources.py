"""Which muscles a place's pain may come from, and in what order."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.slide import slide
from bodymap.core.sources import REACHES, sources_of, union_of
from bodymap.core.state import LitPoint, Spot, State
from bodymap.core.stepping import tour
from bodymap.core.store import Store


@pytest.fixture(scope="module")
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


def test_every_point_that_refers_somewhere_is_listed_once_under_its_muscle(index: AtlasIndex) -> None:
    for region in index.atlas.regions:
        found = sources_of(index, region.code)
        listed = [point.id for one in found for point in one.points]
        wanted = {p.id for p in (*index.points_referring_to(region.code), *index.points_named_for(region.code))}
        assert len(listed) == len(set(listed))
        assert set(listed) == wanted
        assert all(index.muscle_of(point.id) is one.muscle for one in found for point in one.points)
        assert [REACHES.index(one.reach) for one in found] == sorted(REACHES.index(one.reach) for one in found)


def test_who_is_felt_there_alone_comes_before_who_is_felt_everywhere(index: AtlasIndex) -> None:
    names = [one.muscle.id for one in sources_of(index, "head.temple")]
    assert names[:4] == ["semispinalis-capitis", "temporalis", "sternocleidomastoid", "suboccipitals"]
    calf = sources_of(index, "calf")
    assert "gluteus-minimus" in [one.muscle.id for one in calf if one.reach == "essential"]
    assert calf[-1].reach == "spillover"


def test_a_union_names_no_place_twice(index: AtlasIndex) -> None:
    for muscle in index.atlas.muscles:
        essential, spillover = union_of(muscle)
        assert not set(essential) & set(spillover)
        assert set(essential) | set(spillover) == {
            code for p in muscle.points for code in (*p.referral.essential, *p.referral.spillover)
        }


def test_a_muscle_is_stepped_through_and_has_a_slide(index: AtlasIndex) -> None:
    state = State(muscle="soleus", side="left")
    assert tour(index, state) == tuple(LitPoint(point.id, "left") for point in index.muscle("soleus").points)
    words = slide(index, state, revealed=True)
    assert words.name == "Soleus"
    lit = replace(State(side="left"), lit=(Spot("soleus-1", "left"),), voice="client")
    assert slide(index, lit, revealed=True).name.endswith(" · your left side")
    assert words.says[0].startswith("3 points. Commonly felt: ")


def test_a_muscle_and_the_place_on_it_are_asked_together_and_walked_back(index: AtlasIndex) -> None:
    store = Store()
    store.ask_place("calf")
    store.ask_muscle("soleus", "calf", "left")
    assert (store.state.asked, store.state.side) == ((None, "calf", "soleus"), "left")
    store.select(Spot("soleus-1", "left"))
    assert store.state.muscle == "soleus"
    store.ring_condition("plantar")
    assert store.state.asked == ("plantar", None, None)
    store.back()
    store.back()
    store.back()
    assert store.state.asked == (None, "calf", None)
    store.forward()
    store.ask_place(None)
    assert store.state.asked == (None, None, None)
    with pytest.raises(ValueError, match="two things"):
        State(condition="a", muscle="b")
