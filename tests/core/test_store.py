"""The store: every verb, in any order, leaves a state that can be shown, and everybody hears of it in order."""

from __future__ import annotations

from collections import deque
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bodymap.core.presentation import Presentation, PresentationStore
from bodymap.core.state import MAX_LIT, SHOWN_SIDES, Layer, LitPoint, SideChoice, Spot, State, spots_of
from bodymap.core.store import MOST_STEPS, Store

A, B = Spot("a-1", "right"), Spot("b-1", "right")
LEFT_A = Spot("a-1", "left")

spots = st.builds(Spot, st.sampled_from([f"p-{n}" for n in range(6)]), st.sampled_from(["right", "left"]))
ids = st.sampled_from([f"p-{n}" for n in range(6)])
verbs = st.one_of(
    st.tuples(st.sampled_from(["select", "toggle", "hover", "hold_to"]), spots),
    st.tuples(st.sampled_from(["choose", "choose_beside", "add"]), ids),
    st.tuples(st.just("ring_condition"), st.sampled_from([None, "headache", "knee-pain"])),
    st.tuples(st.just("choose_side"), st.sampled_from(get_args(SideChoice))),
    st.tuples(st.just("show_figure"), st.sampled_from(["woman", "man"])),
    st.tuples(st.just("toggle_layer"), st.sampled_from(get_args(Layer))),
    st.tuples(st.just("ask_place"), st.sampled_from([None, "head.temple"])),
    st.tuples(st.just("speak"), st.sampled_from(["clinician", "client"])),
    st.tuples(st.sampled_from(["clear", "back", "forward"])),
)


def do(store: Store, verb: tuple[Any, ...]) -> None:
    name, *values = verb
    if name in ("choose", "choose_beside"):
        store.select(*store.state.chosen(*values, beside=name == "choose_beside"))
    elif name == "add":
        store.toggle(*store.state.chosen(*values))
    else:
        getattr(store, name)(*values)


def raising(error: Exception) -> None:
    raise error


@given(st.lists(verbs, max_size=40))
def test_whatever_is_done_what_is_lit_is_on_a_side_that_is_shown(acts):
    store = Store(on_error=raising)
    for act in acts:
        do(store, act)
        state = store.state
        shown = SHOWN_SIDES[state.side]
        assert all(spot.side in shown for spot in state.lit)
        assert state.hovered is None or state.hovered.side in shown
        assert len(set(state.lit)) == len(state.lit)
        assert len(state.lit_points) <= MAX_LIT
        assert sorted(map(repr, state.lit)) == sorted(repr(spot) for point in state.lit_points for spot in point.spots)


@given(st.lists(verbs, max_size=20), ids)
def test_a_point_chosen_by_its_name_is_lit_on_every_side_that_is_shown(acts, point_id):
    store = Store(on_error=raising)
    for act in acts:
        do(store, act)
    side = store.state.side
    do(store, ("choose", point_id))
    assert store.state.lit_points == (LitPoint(point_id, side),)
    assert {spot.side for spot in store.state.lit} == SHOWN_SIDES[side]
    assert store.state.side == side


@given(st.lists(verbs, max_size=20), ids, ids)
def test_what_is_chosen_from_a_points_page_is_lit_on_the_side_of_that_page(acts, first, second):
    store = Store(on_error=raising)
    for act in acts:
        do(store, act)
    for side in get_args(SideChoice):
        store.choose_side("both")
        store.select(*spots_of(first, side))
        do(store, ("choose_beside", second))
        assert store.state.lit_points == (LitPoint(second, side),)


@given(st.lists(verbs, max_size=20), st.sampled_from(get_args(SideChoice)))
def test_another_side_takes_what_is_lit_along(acts, side):
    store = Store(on_error=raising)
    for act in acts:
        do(store, act)
    before = store.state
    store.choose_side(side)
    after = store.state
    assert [point.point_id for point in after.lit_points] == [point.point_id for point in before.lit_points]
    if side != before.side:
        assert all(point.side == side for point in after.lit_points)
    else:
        assert after == before


@given(st.lists(verbs, max_size=40))
def test_listeners_hear_every_change_once_and_in_order(acts):
    store = Store(on_error=raising)
    heard: list[tuple[State, State]] = []
    store.subscribe(lambda old, new: heard.append((old, new)))
    before = store.state
    for act in acts:
        do(store, act)
    assert all(old != new for old, new in heard)
    chain = [before, *(new for _, new in heard)]
    assert [old for old, _ in heard] == chain[:-1]
    assert chain[-1] == store.state


_STEPS = ("select", "toggle", "choose", "choose_beside", "add", "ring_condition", "ask_place", "clear")


class History:
    """What back and forward should lead to, kept as plainly as can be."""

    def __init__(self) -> None:
        self.back: list[Any] = []
        self.forward: list[Any] = []

    def follow(self, act: tuple[Any, ...], before: Any, after: Any) -> None:
        if act[0] == "back" and self.back:
            self.forward.append(before)
            assert points(after) == points(self.back.pop())
        elif act[0] == "forward" and self.forward:
            self.back.append(before)
            assert points(after) == points(self.forward.pop())
        elif act[0] in _STEPS and before != after:
            if any(before) or not self.back:
                self.back.append(before)
            elif self.back[-1] == after:
                self.back.pop()
            self.forward.clear()


def points(selection: Any) -> Any:
    return [spot.point_id for spot in selection[0]], selection[1:]


@given(st.lists(verbs, max_size=40))
def test_back_and_forward_lead_where_one_was(acts):
    store, history = Store(on_error=raising), History()
    for act in acts:
        before = store.state.lit, store.state.condition, store.state.place
        do(store, act)
        history.follow(act, before, (store.state.lit, store.state.condition, store.state.place))
        assert (store.can_go_back, store.can_go_forward) == (bool(history.back), bool(history.forward))


def test_what_is_asked_stays_asked_while_its_candidates_are_tried():
    store = Store()
    store.ask_place("head.temple")
    store.select(A)
    store.select(B)
    assert (store.state.lit, store.state.place) == ((B,), "head.temple")
    store.clear()
    assert (store.state.lit, store.state.place) == ((), "head.temple")
    store.clear()
    assert store.state.place is None
    store.back()
    assert store.state.place == "head.temple"
    store.ring_condition("headache")
    assert (store.state.condition, store.state.place) == ("headache", None)


def test_the_way_back_leads_past_what_was_put_out_to_what_was_lit():
    store = Store()
    store.select(A)
    store.clear()
    store.select(B)
    store.back()
    assert store.state.lit == (A,)
    store.forward()
    assert store.state.lit == (B,)
    store.clear()
    store.select(B)
    store.back()
    assert store.state.lit == (A,)
    store.back()
    assert store.state.lit == ()
    assert not store.can_go_back


def test_a_place_is_asked_about_on_the_side_that_was_pointed_at():
    store = Store()
    store.ask_place("head.temple", "left")
    assert store.state.side == "left"
    store.choose_side("both")
    store.ask_place("heel", "right")
    assert store.state.side == "both"


def test_back_after_a_change_of_side_shows_the_side_that_is_lit():
    store = Store()
    store.select(A)
    store.select(B)
    store.choose_side("left")
    store.back()
    assert (store.state.side, store.state.lit) == ("right", (A,))
    store.choose_side("left")
    store.forward()
    assert store.state.lit[0].side in SHOWN_SIDES[store.state.side]


def test_spots_of_both_sides_need_both_sides():
    store = Store()
    store.select(A)
    store.toggle(LEFT_A)
    assert (store.state.side, store.state.lit) == ("both", (A, LEFT_A))
    store.choose_side("left")
    assert store.state.lit == (LEFT_A,)


def test_one_more_than_fits_replaces_the_oldest():
    store = Store()
    for n in range(MAX_LIT + 2):
        store.toggle(Spot(f"p-{n}", "right"))
    assert [spot.point_id for spot in store.state.lit] == [f"p-{n}" for n in range(2, MAX_LIT + 2)]


def test_a_point_on_both_sides_counts_once():
    store = Store()
    store.choose_side("both")
    for n in range(MAX_LIT + 1):
        store.toggle(*store.state.chosen(f"p-{n}"))
    assert [point.point_id for point in store.state.lit_points] == [f"p-{n}" for n in range(1, MAX_LIT + 1)]
    assert len(store.state.lit) == 2 * MAX_LIT


def test_added_where_one_side_of_it_is_lit_it_is_lit_on_both():
    store = Store()
    store.choose_side("both")
    store.select(LEFT_A)
    store.toggle(*store.state.chosen("a-1"))
    assert store.state.lit_points == (LitPoint("a-1", "both"),)
    store.toggle(*store.state.chosen("a-1"))
    assert store.state.lit == ()


def test_a_new_choice_ends_what_was_ahead():
    store = Store()
    store.select(A)
    store.select(B)
    store.back()
    store.toggle(LEFT_A)
    assert not store.can_go_forward
    before = store.state
    store.forward()
    assert store.state == before


def test_hands_on_a_spot_leave_no_step():
    store = Store()
    store.select(A)
    store.toggle(B)
    store.hold_to(A)
    assert store.state.lit == (A,)
    store.back()
    assert store.state.lit == (A,), "back to what was lit before B was added"
    store.back()
    assert store.state.lit == ()


def test_steps_back_are_not_kept_for_ever():
    store = Store()
    for n in range(3 * MOST_STEPS):
        store.select(Spot(f"p-{n}", "right"))
    assert isinstance(store._back, deque)
    assert len(store._back) == MOST_STEPS


@pytest.mark.parametrize(
    "wrong",
    [
        {"figure": 3},
        {"side": "lfet"},
        {"voice": "shout"},
        {"layers": frozenset({"nerves"})},
        {"lit": (LEFT_A,)},
        {"lit": (A, A)},
        {"lit": tuple(Spot(f"p-{n}", "right") for n in range(MAX_LIT + 1))},
        {"hovered": LEFT_A},
    ],
)
def test_a_state_that_cannot_be_shown_cannot_be(wrong: dict[str, Any]):
    with pytest.raises(ValueError, match=r"side|state|points"):
        replace(State(), **wrong)


def test_a_wrong_word_changes_nothing():
    store, heard = Store(), []
    store.subscribe(lambda old, new: heard.append(new))
    # Each is an error for mypy too, which complains when an "ignore" is not needed any more.
    with pytest.raises(ValueError, match="side"):
        store.choose_side("lfet")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="state"):
        store.show_figure(3)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="state"):
        store.speak("loud")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.select(spot=A, side="lfet")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="scheme"):
        PresentationStore().use_scheme("purple")  # type: ignore[arg-type]
    assert (store.state, heard) == (State(), [])


def test_what_is_only_pointed_at_gives_way_to_what_is_chosen():
    store = Store()
    store.hover(B)
    store.select(A)
    assert store.state.hovered is None
    store.hover(A)
    store.toggle(B)
    assert store.state.hovered == A, "lit, and still under the pointer"


def test_what_is_pointed_at_moves_with_the_side():
    store = Store()
    store.hover(A)
    store.choose_side("left")
    assert store.state.hovered == LEFT_A


def test_a_presentation_says_only_what_changed():
    presentation, heard = PresentationStore(), []
    presentation.subscribe(lambda old, new: heard.append((old, new)))
    presentation.for_room(False)
    presentation.for_room(True)
    assert heard == [(Presentation(), Presentation(projector=True))]
