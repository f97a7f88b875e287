"""Picking, against what looking at every place would give."""

from __future__ import annotations

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from bodymap.core.pick import Grid, Place, towards

coordinates = st.floats(-60, 200, allow_nan=False)
places = st.lists(st.tuples(coordinates, coordinates), max_size=40).map(
    lambda spots: [Place(n, x, y) for n, (x, y) in enumerate(spots)]
)


@given(places, coordinates, coordinates, st.floats(0.5, 300))
def test_near_is_what_looking_at_all_would_find(all_places, x, y, radius):
    expected = sorted(p.key for p in all_places if hypot(p.x - x, p.y - y) <= radius)
    found = Grid(all_places).near(x, y, radius)
    assert sorted(p.key for p in found) == expected
    distances = [hypot(p.x - x, p.y - y) for p in found]
    assert distances == sorted(distances)


@given(places, coordinates, coordinates)
def test_the_nearest_leads_its_crowd(all_places, x, y):
    picked = Grid(all_places).pick(x, y, 50, 20)
    if picked is None:
        assert all(hypot(p.x - x, p.y - y) > 50 for p in all_places)
        return
    assert picked.crowd[0] == picked.nearest
    assert len({p.key for p in picked.crowd}) == len(picked.crowd)
    assert all(hypot(p.x - picked.nearest.x, p.y - picked.nearest.y) <= 20 for p in picked.crowd)


@given(places, coordinates, coordinates)
def test_clicking_again_and_again_reaches_the_whole_crowd(all_places, x, y):
    picked = Grid(all_places).pick(x, y, 100, 60)
    if picked is None:
        return
    reached, lit = set(), None
    for _ in picked.crowd:
        lit = picked.after(lit)
        reached.add(lit)
    assert reached == {p.key for p in picked.crowd}
    assert picked.after(lit) == picked.nearest.key


def test_a_click_when_something_else_is_lit_takes_the_nearest():
    picked = Grid([Place("a", 0, 0), Place("b", 5, 0)]).pick(1, 0, 20, 20)
    assert picked is not None
    assert picked.after("elsewhere") == "a"


def test_a_step_goes_to_the_nearest_that_way():
    spots = [Place("here", 0, 0), Place("right", 50, 5), Place("far right", 90, 0), Place("down", 0, 40)]
    assert towards((0, 0), spots, "right") == "right"
    assert towards((0, 0), spots, "down") == "down"
    assert towards((0, 0), spots, "left") is None
    assert towards((50, 5), spots, "left") == "here"


@given(places, st.sampled_from(["left", "right", "up", "down"]))
def test_a_step_never_goes_back(all_places, direction):
    key = towards((0, 0), all_places, direction)
    if key is not None:
        place = all_places[key]
        ahead = {"left": -place.x, "right": place.x, "up": -place.y, "down": place.y}[direction]
        assert ahead > 0
