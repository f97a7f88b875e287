"""Which points have an X where those of one part or depth alone are wanted."""

from __future__ import annotations

import pytest

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.marking import PARTS, unmarked
from bodymap.core.state import State


@pytest.fixture(scope="module")
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


def marked(index: AtlasIndex, state: State) -> set[str]:
    return {point.id for point in index.points} - unmarked(index, state)


def test_the_parts_are_those_of_the_atlas(index):
    assert tuple(group.id for group in index.atlas.groups) == PARTS


def test_all_points_are_marked_until_somebody_wants_fewer(index):
    assert not unmarked(index, State())
    assert not unmarked(None, State(part="trunk"))


def test_each_point_is_marked_for_one_part_and_at_one_depth(index):
    all_of_them = {point.id for point in index.points}
    for choices in ([State(part=part) for part in PARTS], [State(under="skin"), State(under="muscle")]):
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
