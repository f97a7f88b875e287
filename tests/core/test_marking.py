"""Which points have an X where those of one part or depth alone are wanted."""

from __future__ import annotations

import msgspec
import pytest

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.marking import only_marked, parts, unmarked
from bodymap.core.model import RegionGroup
from bodymap.core.state import State


@pytest.fixture(scope="module")
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


def marked(index: AtlasIndex, state: State) -> set[str]:
    return {point.id for point in index.points} - unmarked(index, state)


def test_the_parts_are_the_groups_of_the_atlas_that_have_points(index):
    assert parts(index) == index.atlas.groups
    assert parts(None) == ()
    bare = RegionGroup(id="tail", name="Tail")
    more = AtlasIndex(msgspec.structs.replace(index.atlas, groups=(*index.atlas.groups, bare)))
    assert bare not in parts(more)
    first = msgspec.structs.replace(more.atlas.muscles[0], group="tail")
    assert bare in parts(AtlasIndex(msgspec.structs.replace(more.atlas, muscles=(first, *more.atlas.muscles[1:]))))


def test_what_alone_is_marked_is_said(index):
    assert only_marked(index, State()) == ""
    assert only_marked(index, State(part="trunk")) == "Trunk"
    assert only_marked(index, State(under="muscle")) == "under other muscle"
    assert only_marked(index, State(part="trunk", under="skin")) == "Trunk, right under the skin"
    assert only_marked(None, State(part="trunk")) == ""


def test_all_points_are_marked_until_somebody_wants_fewer(index):
    assert not unmarked(index, State())
    assert not unmarked(None, State(part="trunk"))


def test_each_point_is_marked_for_one_part_and_at_one_depth(index):
    all_of_them = {point.id for point in index.points}
    for choices in ([State(part=part.id) for part in parts(index)], [State(under="skin"), State(under="muscle")]):
        sets = [marked(index, state) for state in choices]
        assert all(sets)
        assert sum(map(len, sets)) == len(all_of_them)
        assert set().union(*sets) == all_of_them


def test_part_and_depth_are_asked_together(index):
    both = marked(index, State(part="trunk", under="muscle"))
    assert both == marked(index, State(part="trunk")) & marked(index, State(under="muscle"))
    assert {index.muscle_of(point_id).group for point_id in both} == {"trunk"}
    assert "superficial" not in {index.muscle_of(point_id).depth for point_id in both}


@pytest.mark.parametrize("asked", [{"place": "thumb"}, {"condition": "headache-tension"}, {"muscle": "soleus"}])
def test_what_answers_a_question_is_marked_whatever_else_is_not(index, asked):
    state = State(part="trunk", **asked)
    more = marked(index, state) - marked(index, State(part="trunk"))
    assert more
    if "muscle" in asked:
        assert more == {point.id for point in index.muscle("soleus").points}


def test_only_what_can_be_under_something_is_a_state():
    with pytest.raises(ValueError, match="no such state"):
        State(under="bone")  # type: ignore[arg-type] # as a file of settings could say
