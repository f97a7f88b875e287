"""The sources of landmarks and regions agree with each other and with the atlas. Needs no mesh, only the files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "art" / "sources"
VIEWS = {
    *("front", "back", "side", "inner", "front-side", "back-side"),
    *("above", "below", "front-below", "back-above"),
}


def _source(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SOURCES / f"{name}.json").read_text(encoding="utf-8"))
    return {key: value for key, value in content.items() if not key.startswith("_")}


def _atlas_regions() -> dict[str, str | None]:
    """Every region of the atlas with its parent."""
    atlas = json.loads((ROOT / "resources" / "points.json").read_text(encoding="utf-8"))
    return {region["code"]: region.get("parent") for region in atlas["regions"]}


def _landmarks_of(place: str | dict[str, Any]) -> list[str]:
    """The landmarks that a place of a source names."""
    if isinstance(place, dict):
        return []
    name = re.sub(r"\s*\+\s*\([^)]*\)\s*$", "", place)
    return re.sub(r"@[0-9.]+$", "", name).split(">")


def _seed_places() -> list[tuple[str, str | dict[str, Any]]]:
    return [(code, place) for code, spec in _source("regions").items() for stroke in spec["seeds"] for place in stroke]


def test_every_leaf_of_the_atlas_owns_skin() -> None:
    regions = _atlas_regions()
    leaves = set(regions) - set(regions.values())
    assert leaves <= set(_source("regions"))


def test_every_region_with_skin_is_one_of_the_atlas() -> None:
    assert set(_source("regions")) <= set(_atlas_regions())


def test_every_region_has_seeds() -> None:
    for code, spec in _source("regions").items():
        assert spec["seeds"], code
        assert all(stroke for stroke in spec["seeds"]), code
        assert set(spec) <= {"seeds", "grow"}, code


def test_every_landmark_that_a_region_names_exists() -> None:
    landmarks = _source("landmarks")
    named = {(code, name) for code, place in _seed_places() for name in _landmarks_of(place)}
    unknown = {(code, name) for code, name in named if name not in landmarks}
    assert unknown == set()


def test_no_two_regions_share_a_whole_stroke() -> None:
    seen: dict[str, str] = {}
    for code, spec in _source("regions").items():
        for stroke in spec["seeds"]:
            owner = seen.setdefault(json.dumps(stroke), code)
            assert owner == code, f"{stroke} is claimed by {owner} and {code}"


def test_landmarks_are_named_and_placed_by_the_grammar() -> None:
    landmarks = _source("landmarks")
    for name, spec in landmarks.items():
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name), name
        if isinstance(spec, str):
            assert set(_landmarks_of(spec)) <= set(landmarks) - {name}, name
        elif "near" in spec:
            assert len(spec["near"]) == 3, name
            assert spec["near"][0] < 0.35, f"{name} is not on the patient's right"
        else:
            assert spec["view"] in VIEWS, name
            assert len(spec["at"]) == 2, name


def test_landmarks_are_on_the_patients_right() -> None:
    """The patient's right is at the viewer's left from the front, above and below, at the right from behind."""
    for name, spec in _source("landmarks").items():
        if isinstance(spec, dict) and "view" in spec:
            right_is = {"front": -1, "above": -1, "below": -1, "back": 1}.get(spec["view"], 0)
            assert spec["at"][0] * right_is >= 0, name
