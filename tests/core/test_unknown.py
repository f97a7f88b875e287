"""Fields that this version does not know: told, kept out of the way, and no record lost for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.finding import UnknownField, told_once
from bodymap.core.loading import load_atlas
from tests.atlas_samples import SAMPLE, as_atlas, sample
from tests.core.test_loading import VALUES, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def every_object(data: object) -> Iterator[dict[str, Any]]:
    """Yield every object inside a file, the file itself included."""
    if isinstance(data, dict):
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from every_object(one)


def test_a_field_that_a_newer_bodymap_wrote_costs_no_record(tmp_path: Path) -> None:
    whole = load_atlas(assets.points_path()).atlas
    data = json.loads(assets.points_path().read_text(encoding="utf-8"))
    # Of more than a hundred records of a list only the number is told.
    points = [each for muscle in data["muscles"][:30] for each in muscle["points"]]
    for each in points:
        each["rating"] = 3
    loaded = load(tmp_path, data)
    assert loaded.atlas == whole
    assert len(loaded.findings) == len(points)


@given(chosen=st.data())
def test_unknown_fields_anywhere_are_told_and_nothing_else_is_lost(
    tmp_path_factory: pytest.TempPathFactory, chosen: st.DataObject
) -> None:
    data = sample()
    objects = list(every_object(data))
    picked = chosen.draw(st.lists(st.integers(0, len(objects) - 1), min_size=1, max_size=6, unique=True))
    for place in picked:
        objects[place]["novelty"] = chosen.draw(VALUES)
    loaded = load(tmp_path_factory.mktemp("newer"), data)
    assert loaded.atlas == as_atlas(SAMPLE)
    assert len(loaded.findings) == len(picked)
    assert all(f.field.endswith("novelty") and isinstance(f, UnknownField) for f in loaded.findings)
    assert [f.field for f in told_once(loaded.findings)] in (["novelty"], [loaded.findings[0].field])


def test_an_unknown_field_is_named_with_its_record_and_told_once_for_all_of_them(tmp_path: Path) -> None:
    data = sample()
    for muscle in data["muscles"]:
        for each in muscle["points"]:
            each["find"]["video"] = "film.mp4"
    data["lessons"] = [1, 2]
    data["soruces"] = []
    findings = load(tmp_path, data).findings
    said = "there is no such field. Remove it, or correct its spelling."
    assert [str(f) for f in findings] == [
        "points.json: atlas: lessons: there is no such list. Remove it, or correct its spelling.",
        "points.json: atlas: soruces: there is no such list. Remove it, or correct its spelling.",
        f"points.json: infraspinatus-1: find.video: {said}",
        f"points.json: infraspinatus-2: find.video: {said}",
        f"points.json: soleus-1: find.video: {said}",
    ]
    assert [str(f) for f in told_once(findings)][2:] == [f"points.json: 3 records: video: {said}"]


def test_a_misspelt_field_that_is_needed_is_missing_and_the_other_is_offered(tmp_path: Path) -> None:
    data = sample()
    fields = data["muscles"][0]["points"][0]["find"]
    fields["landmraks"] = fields.pop("landmarks")
    loaded = load(tmp_path, data)
    assert [str(f) for f in loaded.findings] == [
        "points.json: infraspinatus-1: find.landmarks: the field is missing. Add it.",
        "points.json: infraspinatus-1: find.landmraks: there is no such field. "
        "Did you mean “landmarks”? Otherwise remove it.",
    ]
    assert [p.id for p in loaded.atlas.muscles[0].points] == ["infraspinatus-2"]


def test_a_misspelt_list_of_points_costs_the_muscle(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][0]["pionts"] = data["muscles"][0].pop("points")
    lines = [str(f) for f in load(tmp_path, data).findings]
    assert lines[0] == "points.json: infraspinatus: points: the field is missing. Add it."
    assert "Did you mean “points”?" in lines[1]


@pytest.mark.parametrize(("value", "findings"), [("points.schema.json", 0), (5, 1)])
def test_a_file_may_say_where_its_schema_is(tmp_path: Path, value: object, findings: int) -> None:
    loaded = load(tmp_path, {"$schema": value, **sample()})
    assert len(loaded.findings) == findings
    assert loaded.atlas.muscles == as_atlas(SAMPLE).muscles
