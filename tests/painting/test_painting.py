"""Strokes: what they cover, whichever side and order, and that a painting that was saved is itself."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise
from math import pi
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap.core.painting.covering import Cover
from bodymap.core.painting.file import CELLS, PaintingFileError, read, read_painting, write_painting, written
from bodymap.core.painting.model import KINDS, SAID, Answer, Painting, Stroke
from bodymap.core.skin.table import PARTS, Place, Skin, apart
from tests.painting.test_skin import cell_near, walked

if TYPE_CHECKING:
    from pathlib import Path

PLACES = st.builds(Place, st.integers(0, CELLS - 1), st.integers(0, PARTS), st.integers(0, PARTS))
STROKES = st.builds(
    Stroke,
    st.sampled_from(KINDS),
    st.integers(1, 10),
    st.sampled_from([0.5, 1.0, 1.5]),
    st.lists(PLACES, min_size=1, max_size=3).map(tuple),
    st.booleans(),
)
ANSWERS = st.sampled_from([Answer(point_id, "left", said) for point_id in ("soleus-1", "a") for said in SAID])
PAINTINGS = st.builds(
    Painting,
    st.lists(STROKES, max_size=4).map(tuple),
    st.lists(ANSWERS, max_size=3, unique_by=lambda each: each.point_id).map(tuple),
)
THIGH = (-12.0, 75.0, 5.0)


def line_of(skin: Skin, steps: int, cell: int) -> tuple[Place, ...]:
    """A way straight on over cells: each left across the edge that faces the one it was entered by."""
    way, edge = [cell], 1
    for _ in range(steps):
        here = skin.neighbours(way[-1])[edge]
        edge = (skin.neighbours(here).index(way[-1]) + 2) % 4
        way.append(here)
    return tuple(Place(each, PARTS // 2, PARTS // 2) for each in way)


def area(skin: Skin, weights: dict[int, float]) -> float:
    return sum(skin.area(cell) * share for cell, share in weights.items())


def test_the_skin_has_as_many_cells_as_files_say(skin: Skin) -> None:
    assert skin.count == CELLS


@given(PAINTINGS)
def test_what_was_saved_is_what_is_opened(painting: Painting) -> None:
    assert read(written(painting).encode(), "it") == painting


@given(PAINTINGS)
def test_a_painting_that_is_mirrored_twice_is_itself(skin: Skin, painting: Painting) -> None:
    assert painting.mirrored(skin).mirrored(skin) == painting


@settings(max_examples=25)
@given(st.integers(0, CELLS - 1), st.integers(0, 4), st.sampled_from([0.5, 1.0]))
def test_no_painted_cell_is_farther_along_the_skin_than_the_radius(
    skin: Skin, cell: int, steps: int, radius: float
) -> None:
    places = line_of(skin, steps, cell)
    weights = Painting((Stroke("pain", 5, radius, places),)).weights(skin)
    far: dict[int, float] = {}
    for place in places:
        for each, way in walked(skin, place, radius * 1.6 + 2).items():
            far[each] = min(way, far.get(each, way))
    for each in weights:
        # A cell is painted where any part of it is; ways by steps are up to 8 % too long.
        assert far[each] <= radius * 1.09 + 2.5 * max(skin.size(each), skin.size(cell))


@settings(max_examples=25)
@given(st.integers(0, CELLS - 1))
def test_the_mirrored_stroke_covers_the_mirrored_cells(skin: Skin, cell: int) -> None:
    stroke = Stroke("pain", 5, 1.0, (Place(cell, 90, 200),))
    ours = Painting((stroke,)).weights(skin)
    theirs = Painting((stroke.mirrored(skin),)).weights(skin)
    for each in ours.keys() | set(map(skin.mirror, theirs)):
        assert ours.get(each, 0.0) == pytest.approx(theirs.get(skin.mirror(each), 0.0), abs=0.05)


@pytest.mark.parametrize("radius", [0.5, 1.0, 2.0, 4.0])
def test_a_dab_on_flat_skin_has_the_area_of_a_disc(skin: Skin, radius: float) -> None:
    dab = Stroke("pain", 5, radius, (Place(cell_near(skin, THIGH), 100, 60),))
    assert area(skin, Painting((dab,)).weights(skin)) == pytest.approx(pi * radius**2, rel=0.08)


def test_a_line_has_the_area_of_a_band(skin: Skin) -> None:
    places = line_of(skin, 12, cell_near(skin, THIGH))
    at = [skin.point(one) for one in places]
    long = sum(apart(a, b) for a, b in pairwise(at))
    painted = Painting((Stroke("pain", 5, 2.0, places),)).weights(skin)
    assert area(skin, painted) == pytest.approx(pi * 4 + 4 * long, rel=0.1)


def test_a_stroke_that_grows_is_the_stroke_at_once(skin: Skin) -> None:
    cell = cell_near(skin, THIGH)
    places = tuple(Place(cell, u, 100) for u in range(5, 250, 20))
    grown = Cover(1.0)
    for n in range(1, len(places) + 1):
        grown.grow(skin, places[:n])
    whole = Cover(1.0)
    whole.grow(skin, places)
    for each, depths in whole.depths.items():
        rims = [max(-0.2, min(0.2, depth)) for depth in depths]
        assert [max(-0.2, min(0.2, depth)) for depth in grown.depths[each]] == pytest.approx(rims, abs=0.03)


def test_the_eraser_takes_away_and_another_kind_takes_the_place(skin: Skin) -> None:
    places = (Place(cell_near(skin, THIGH), 100, 60),)
    pain, away = Stroke("pain", 5, 2.0, places), Stroke("pain", 5, 2.5, places, erasing=True)
    assert Painting((pain, away)).weights(skin) == {}
    assert Painting((away, pain)).weights(skin) == Painting((pain,)).weights(skin)
    burns = Painting((pain, Stroke("burning", 5, 1.0, places)))
    assert area(skin, burns.weights(skin, "burning")) == pytest.approx(pi, rel=0.1)
    assert area(skin, burns.weights(skin, "pain")) == pytest.approx(3 * pi, rel=0.1)
    assert area(skin, burns.weights(skin)) == pytest.approx(4 * pi, rel=0.1)


@pytest.mark.parametrize(
    "changed",
    [{"kind": "joy"}, {"strength": 0}, {"strength": 11}, {"radius": 0.0}, {"radius": float("nan")}, {"places": ()}],
)
def test_there_is_no_such_stroke(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"stroke|brush|skin"):
        Stroke(**{"kind": "pain", "strength": 5, "radius": 1.0, "places": (Place(0, 0, 0),), **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"painting": 1', '"painting": true', "“painting” should be a whole number"),
        ('"painting": 1', '"painting": 0', "“painting” should be a whole number"),
        ('"pain"', '"joy"', "“strokes[0].kind” should be pain, tingling, numbness or burning"),
        ('"pain"', '["pain"]', "“strokes[0].kind” should be pain, tingling, numbness or burning"),
        ('"strength":5', '"strength":"5"', "“strokes[0].strength” should be a whole number from 1 to 10"),
        ('"strength":5', '"strength":11', "“strokes[0].strength” should be a whole number from 1 to 10"),
        ('"radius":1.0', '"radius":null', "“strokes[0].radius” should be a number from 0.1 to 10"),
        ('"radius":1.0', '"radius":NaN', "“strokes[0].radius” should be a number from 0.1 to 10"),
        ('"radius":1.0', '"radius":1.0,"erasing":1', "“strokes[0].erasing” should be true or false"),
        ("[[4,", "[[53512,", "“strokes[0].places[0]” should be a whole number from 0 to 53511"),
        ("[[4,", "[[-1,", "“strokes[0].places[0]” should be a whole number from 0 to 53511"),
        ("[[4,", "[[4.5,", "“strokes[0].places[0]” should be a whole number from 0 to 53511"),
        (",9]]", ",256]]", "“strokes[0].places[0]” should be a whole number from 0 to 255"),
        (",9]]", "]]", "“strokes[0].places[0]” should be three whole numbers"),
        ("[[4,7,9]]", "[]", "“strokes[0].places” should be a place or more"),
        ('"strokes": [', '"strokes": 7, "x": [', "“strokes” should be a list"),
        ('{"kind"', '7,{"kind"', "“strokes[0]” should be fields with names"),
        ('"soleus-1"', "7", "“answers[0].point” should be a text"),
        ('"yes"', '"perhaps"', "“answers[0].said” should be yes, no or other"),
        ('"left"', '"both"', "“answers[0].side” should be right or left"),
        ('"cells":', '"x" "cells":', "line 3 cannot be read"),
        ("{", "", "line 2 cannot be read"),
    ],
)
def test_a_broken_file_is_told_with_its_field_and_what_to_do_and_left_as_it_is(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    painting = Painting((Stroke("pain", 5, 1.0, (Place(4, 7, 9),)),), (Answer("soleus-1", "left", "yes"),))
    path = tmp_path / "mine.painting.json"
    content = written(painting).replace(old, new, 1)
    assert content != written(painting)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PaintingFileError) as told:
        read_painting(path)
    said = str(told.value)
    assert said.startswith("mine.painting.json is no painting of bodymap, or it is damaged: ")
    assert says in said
    assert said.endswith("It was left as it is. Open another painting, or an earlier copy of this one.")
    assert path.read_text(encoding="utf-8") == content


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda some: (
    st.lists(some) | st.dictionaries(st.sampled_from(["painting", "cells", "strokes", "answers", "places"]), some)
)))  # fmt: skip
def test_whatever_a_file_holds_it_is_read_or_told(content: object) -> None:
    with suppress(PaintingFileError):
        read(json.dumps(content).encode(), "it")


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.painting.json"
    path.write_bytes(b'{"\xff": 1}')
    with pytest.raises(PaintingFileError, match=r"is no painting of bodymap, or it is damaged\. It was left"):
        read_painting(path)


def test_a_newer_file_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "mine.painting.json"
    write_painting(path, Painting())
    assert read_painting(path) == Painting()
    path.write_text(written(Painting()).replace('"painting": 1', '"painting": 2'), encoding="utf-8")
    with pytest.raises(PaintingFileError, match="another version"):
        read_painting(path)


def test_what_is_felt_twice_was_answered_last() -> None:
    text = written(Painting((), (Answer("a", "left", "yes"), Answer("a", "left", "no"))))
    assert read(text.encode(), "it").answered("a", "left") == "no"
    assert Painting().answered("a", "left") is None
