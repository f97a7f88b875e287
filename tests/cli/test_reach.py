"""``bodymap reach``: where to look first, as a table."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bodymap import assets, cli
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.reach import muscles_by_reach, places_reached

INDEX = AtlasIndex(load_atlas(assets.points_path()).atlas)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["reach", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("arguments", [(), ("--essential",)])
def test_a_place_counts_each_muscle_that_reaches_it_once(capsys, arguments) -> None:
    found: dict[str, Any] = json.loads(told(capsys, "--json", *arguments))
    assert list(found) == ["essential_only", "places", "muscles"]
    counts = [one["count"] for one in found["places"]]
    assert counts == sorted(counts, reverse=True)
    assert 0 not in counts
    for place in found["places"]:
        assert list(place) == ["code", "count", "main", "wider"]
        assert len({*place["main"], *place["wider"]}) == place["count"] == len(place["main"]) + len(place["wider"])
        points = [p for p in INDEX.points_referring_to(place["code"]) if p.referral.felt == "pain"]
        main = {INDEX.muscle_of(p.id).id for p in points if INDEX.touches(p.referral.essential, (place["code"],))}
        assert set(place["main"]) == main
        if not arguments:
            assert {*place["main"], *place["wider"]} == {INDEX.muscle_of(p.id).id for p in points}
    assert all(not one["wider"] for one in found["muscles"]) or not arguments


def test_every_place_that_pain_is_sent_to_is_listed_and_none_else() -> None:
    listed = {one.region.code for one in places_reached(INDEX)}
    sent = {p.id for p in INDEX.points} - INDEX.signs
    for region in INDEX.atlas.regions:
        reached = any(p.id in sent for p in INDEX.points_referring_to(region.code))
        assert (region.code in listed) is reached


def test_muscles_stand_by_how_many_places_they_reach() -> None:
    reached = [one.main + one.wider for one in muscles_by_reach(INDEX)]
    assert reached == sorted(reached, reverse=True)
    for one in muscles_by_reach(INDEX, essential_only=True):
        codes = {code for p in one.muscle.points if p.id not in INDEX.signs for code in p.referral.essential}
        assert (one.main, one.wider) == (len(codes), 0)


def test_the_table_is_read_line_by_line(capsys) -> None:
    said = told(capsys)
    first = places_reached(INDEX)[0]
    lines = said.splitlines()
    assert lines[0] == "How many muscles commonly send pain to each place"
    assert lines[1].strip().startswith(f"{first.count}  {first.region.label}: ")
    assert "in the wider area: " in said
