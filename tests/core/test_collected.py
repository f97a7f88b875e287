"""Lists of points for an hour: every verb, kept as text, whatever stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.collected import MOST_POINTS, Collected, CollectedStore, PointList, read, written

verbs = st.one_of(
    st.tuples(st.sampled_from(["begin", "remove"])),
    st.tuples(st.just("toggle"), st.sampled_from([f"p-{n}" for n in range(5)])),
    st.tuples(st.just("move"), st.sampled_from([f"p-{n}" for n in range(5)]), st.integers(-9, 9)),
    st.tuples(st.just("choose"), st.none() | st.integers(-1, 4)),
    st.tuples(st.just("name"), st.text(max_size=100)),
)


@given(st.lists(verbs, max_size=30))
def test_whatever_is_done_is_read_back_as_it_was_written(acts):
    store = CollectedStore()
    for act in acts:
        getattr(store, act[0])(*act[1:])
        state = store.state
        assert read(written(state)) == state
        assert state.current is None or 0 <= state.current < len(state.lists)
        assert all(len(set(one.points)) == len(one.points) <= MOST_POINTS for one in state.lists)


def test_points_are_put_in_order_moved_and_taken_out():
    store = CollectedStore()
    for point in ("a-1", "b-1", "c-1"):
        store.toggle(point)
    assert store.state.points == ("a-1", "b-1", "c-1")
    store.move("c-1", -1)
    store.move("a-1", 9)
    assert store.state.points == ("c-1", "b-1", "a-1")
    store.toggle("b-1")
    store.name(" Shoulder hour ")
    assert store.state.lists == (PointList("Shoulder hour", ("c-1", "a-1")),)
    store.choose(None)
    assert store.state.points == ()


@pytest.mark.parametrize(
    "text", ["", "7", "[]", "{}", '{"lists": 3, "current": 0}', '{"lists": [{"name": 1, "points": []}], "current": 0}']
)
def test_any_other_text_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read(text)


def test_a_number_of_no_list_means_none():
    assert read('{"lists": [], "current": 2}') == Collected()
    assert read('{"lists": [{"name": "x", "points": ["a", "a"]}], "current": true}').lists[0].points == ("a",)
