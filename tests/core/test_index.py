"""Lookups by id, and which points go with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bodymap.core.index import AtlasIndex, UnknownIdError
from bodymap.core.loading import load_atlas
from tests.atlas_samples import SAMPLE, sample, write

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.model import Point


@pytest.fixture
def index(tmp_path: Path) -> AtlasIndex:
    return AtlasIndex(load_atlas(write(tmp_path / "points.json", SAMPLE)).atlas)


def ids(points: tuple[Point, ...]) -> list[str]:
    return [p.id for p in points]


def test_every_kind_of_record_is_found_by_its_id(index: AtlasIndex) -> None:
    assert index.group("shoulder-arm").name == "Shoulder and arm"
    assert index.region("heel").client == "your heel"
    assert index.source("manual").year == 1999
    assert index.protocol("static-pressure").limit == 7
    assert index.advice("breathing").title == "Breathing"
    assert index.condition("frozen-shoulder").aliases == ("adhesive capsulitis",)
    assert index.muscle("soleus").name == "Soleus"
    assert index.point("soleus-1").label == "TrP1"
    assert index.muscle_of("infraspinatus-2").id == "infraspinatus"
    assert [m.id for m in index.muscles_of_group("shoulder-arm")] == ["infraspinatus", "soleus"]


def test_points_keep_the_order_of_the_atlas(index: AtlasIndex) -> None:
    assert ids(index.points) == ["infraspinatus-1", "infraspinatus-2", "soleus-1"]


@pytest.mark.parametrize(
    "lookup",
    ["group", "region", "source", "protocol", "advice", "condition", "muscle", "point", "muscle_of"],
)
def test_an_unknown_id_says_of_what_kind_it_should_have_been(index: AtlasIndex, lookup: str) -> None:
    with pytest.raises(UnknownIdError, match=r"There is no .* “zzz”"):
        getattr(index, lookup)("zzz")


def test_an_unknown_id_offers_the_nearest(index: AtlasIndex) -> None:
    with pytest.raises(KeyError) as caught:
        index.point("infraspinatos-2")
    assert isinstance(caught.value, UnknownIdError)
    assert caught.value.nearest[0] == "infraspinatus-2"
    assert str(caught.value).startswith("There is no point “infraspinatos-2”. Nearest: infraspinatus-2")


def test_points_of_a_condition(index: AtlasIndex) -> None:
    assert ids(index.points_of_condition("frozen-shoulder")) == ["infraspinatus-1", "infraspinatus-2"]
    with pytest.raises(UnknownIdError):
        index.points_of_condition("zzz")


def test_essential_points_of_a_region_come_first(index: AtlasIndex) -> None:
    assert ids(index.points_referring_to("arm.front")) == ["infraspinatus-2", "infraspinatus-1"]


def test_a_region_finds_what_refers_to_its_parts_and_to_the_whole(tmp_path: Path, index: AtlasIndex) -> None:
    assert ids(index.points_referring_to("shoulder")) == ["infraspinatus-1"]
    data = sample()
    data["muscles"][1]["points"][0]["referral"]["spillover"] = ["shoulder"]
    wider = AtlasIndex(load_atlas(write(tmp_path / "wider.json", data)).atlas)
    assert ids(wider.points_referring_to("shoulder.front")) == ["infraspinatus-1", "soleus-1"]


def test_regions_around_each_other_do_not_go_round_forever(tmp_path: Path) -> None:
    data = sample()
    data["regions"][0]["parent"] = "shoulder.front"
    index = AtlasIndex(load_atlas(write(tmp_path / "round.json", data)).atlas)
    assert ids(index.points_referring_to("shoulder")) == ["infraspinatus-1"]
