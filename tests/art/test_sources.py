"""The sources of muscles, points and zones agree with the atlas and are written in their one form. Needs no mesh."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from art import records
from tests.art.test_regions_source import VIEWS, _landmarks_of

FILES = sorted((records.SOURCES / "muscles").glob("*.json"))
DEPTHS = {"deep", "intermediate", "superficial"}


def _atlas() -> dict[str, list[str]]:
    """The points of every muscle of the atlas."""
    atlas = json.loads((records.SOURCES.parents[1] / "resources" / "points.json").read_text(encoding="utf-8"))
    return {muscle["id"]: [point["id"] for point in muscle["points"]] for muscle in atlas["muscles"]}


BONELESS = {
    "quadratus-plantae": {"insertion"},
    "zygomaticus-major": {"insertion"},
    "buccinator": {"insertion"},
    "occipitalis": {"insertion"},
    "frontalis": {"origin", "insertion"},
    "platysma": {"origin"},
    "lumbricals-hand": {"origin"},
    "palmaris-longus": {"insertion"},
    "diaphragm": {"insertion"},
    "pyramidalis": {"insertion"},
    "sphincter-ani": {"insertion"},
    "superficial-perineal-muscles": {"insertion"},
}
"""Muscles that begin or end in a tendon, in skin, fascia or a raphe instead of on bone."""
PARTLY_BONELESS = {
    "abductor-pollicis-brevis", "buccinator", "external-oblique", "gluteus-maximus", "internal-oblique",
    "levator-ani-and-coccygeus", "opponens-pollicis", "transversus-abdominis",
}  # fmt: skip
"""And those of which some fibres do so in a tract, a raphe, a sheath or a retinaculum."""
PLAIN = {"teeth", "floor"}
"""What lies on a plain diagram begins with one of these; it names no place of the skin."""
INSIDE = {"bone", "by", "skin"}
"""What a place on or between the bones begins with."""


def _inside(value: Any) -> list[dict[str, Any]]:
    """Every place on or between the bones that a record names."""
    if isinstance(value, dict):
        if INSIDE & set(value):
            return [value]
        return [place for one in value.values() for place in _inside(one)]
    return [place for one in value for place in _inside(one)] if isinstance(value, list) else []


def _places(value: Any) -> list[Any]:
    """Every place that a record names, wherever it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        if PLAIN & set(value) and "over" not in value:
            return []
        if INSIDE & set(value) or "over" in value:
            return _places(value.get("skin", value.get("over", [])))
        if "at" in value or "near" in value:
            return [value]
        return [place for one in value.values() for place in _places(one)]
    return [place for one in value for place in _places(one)] if isinstance(value, list) else []


def test_every_muscle_of_the_atlas_has_its_file_with_its_points() -> None:
    drawn = {path.stem: list(records.muscles()[path.stem]["points"]) for path in FILES}
    assert drawn == _atlas()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_runs_inside_goes_from_bone_to_bone(path) -> None:
    solids = {*records.read("bones/solids"), "hyoid"}
    for part in records.muscles()[path.stem]["parts"]:
        places = _inside(part)
        assert bool(part.get("inside") or part.get("bones")) == bool(places)
        assert {place.get("bone") or place.get("by") or "hyoid" for place in places} <= solids
        assert all(len(place.get("near") or place.get("at") or (0, 0, 0)) == 3 for place in places)
        for end in {"origin", "insertion"} - BONELESS.get(path.stem, set()):
            on_bone = ["bone" in place for place in part.get("bones", part)[end]]
            assert not places or all(on_bone) or (path.stem in PARTLY_BONELESS and any(on_bone))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_muscle_is_placed_by_landmarks_and_views_that_exist(path) -> None:
    record = records.muscles()[path.stem]
    assert record["depth"] in DEPTHS
    landmarks = records.read("landmarks")
    places = _places([record["parts"], record["points"]])
    assert places or _inside(record["parts"])
    for place in places:
        if isinstance(place, dict):
            assert place.get("view", "front") in VIEWS
            assert len(place["at"] if "at" in place else place["near"]) == (2 if "at" in place else 3)
        else:
            assert set(_landmarks_of(place)) <= set(landmarks), place


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shape_of_a_zone_has_a_radius_or_one_a_place(path) -> None:
    for point in records.muscles()[path.stem]["points"].values():
        shapes = [point["essential"], *([point["spillover"]] if point.get("spillover") else [])]
        assert all(any(PLAIN.isdisjoint(shape) for shape in zone) for zone in shapes), "not on a diagram alone"
        for shape in (one for zone in shapes for one in zone):
            assert set(shape) in ({"stroke", "radius"}, {"spot", "radius"}, {"floor", "radius"}, {"teeth", "numbers"})
            if "teeth" in shape:
                assert shape["teeth"] in ("upper", "lower")
                assert set(shape["numbers"]) <= set(range(1, 9))
            elif isinstance(shape["radius"], list):
                assert len(shape["radius"]) == len(shape.get("stroke", shape.get("floor")))


@pytest.mark.parametrize(
    "path", [*FILES, *(records.SOURCES / f"{n}.json" for n in ("landmarks", "regions"))], ids=lambda path: path.stem
)
def test_a_source_is_written_in_its_one_form(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == records.formatted(text), "make format"


def test_a_shape_more_is_a_line_more() -> None:
    shape = {"spot": "ear", "radius": 1.2}
    one = records.formatted(json.dumps({"points": {"soleus-1": {"essential": [shape], "spillover": []}}}))
    two = records.formatted(json.dumps({"points": {"soleus-1": {"essential": [shape, shape], "spillover": []}}}))
    added = [line for line in two.splitlines() if line not in one.splitlines()]
    assert len(two.splitlines()) == len(one.splitlines()) + 1
    assert added == ['    {"spot": "ear", "radius": 1.2},']


def test_a_place_is_never_broken_over_lines() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert all(line.count("{") - line.count("}") in (-1, 0, 1) for line in text.splitlines())
        assert not re.search(r'"view": "[a-z-]+",\n *"at"', text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_remark_says_why_points_zones_and_each_part_lie_where_they_do(path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    assert re.search(r"^Points?: .+ Zones?: ", told["remark"])
    assert all(len(part["remark"]) > 20 for part in told["parts"])


def test_what_a_remark_says_is_not_drawn() -> None:
    told = {
        "remark": "why",
        "points": {"soleus-1": {"place": "ear", "remark": "why", "essential": [{"remark": "why"}]}},
    }
    assert records.without_remarks(told) == {"points": {"soleus-1": {"place": "ear", "essential": [{}]}}}
    for path in FILES:
        assert '"remark"' not in json.dumps(records.muscles()[path.stem])
