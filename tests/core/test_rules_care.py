"""What a record says in one place is held against what it says in another."""

from __future__ import annotations

from typing import Any

import pytest

from bodymap import assets
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.rules_care import (
    validate_asked,
    validate_complaints,
    validate_directions,
    validate_one_voice,
    validate_stretch_sides,
    validate_tools,
)
from tests.atlas_samples import as_atlas, sample
from tests.core.damage import lines, point


@pytest.mark.parametrize(
    ("tools", "different", "instead", "barred"),
    [
        (["thumb", "elbow"], "Slow; no elbow.", "Keep still.", ["elbow"]),
        (["thumb", "elbow"], "No thumb or elbow here.", "Keep still.", ["elbow", "thumb"]),
        (["thumb", "elbow"], "Slow.", "Broad thumb or knuckle, slow and light.", ["elbow"]),
        (["thumb", "knuckles"], "Flat thumb only, aimed at the edge.", "Keep still.", ["knuckles"]),
        (["thumb", "knuckles"], "Slow.", "Press flat with a broad thumb, knuckle or forearm.", []),
        (["pincer grip", "fingers"], "Grip only: it is lifted off.", "Keep still.", ["fingers"]),
        # What is ruled out is its tip, or the tool at another place.
        (["elbow"], "Slow.", "Press flat and hold still; no sharp elbow point.", []),
        (["fingers"], "Slow.", "Keep behind the edge. In front of the muscle use only a flat, light hand.", []),
    ],
)
def test_a_tool_that_the_record_rules_out_is_not_offered(tools, different, instead, barred) -> None:
    data = sample()
    point(data)["pressure"] |= {"tools": tools, "different": different}
    point(data)["cautions"][0]["instead"] = instead
    found = [f.message for f in validate_tools(as_atlas(data)) if f.record == "infraspinatus-1"]
    assert [message.split("”")[0][1:] for message in found] == barred


@pytest.mark.parametrize(
    ("direction", "instead", "found"),
    [
        ("Forwards and down into the fossa", "Stay behind the edge, and press back and down onto that bone.", True),
        (
            "Down and a little back, onto the floor",
            "Stay behind the edge, and press back and down onto that bone.",
            False,
        ),
        ("Down and forwards", "Work in a pincer grip; never aim down and forwards.", True),
        ("Inwards and slightly forwards", "Aimed towards the spine, never up under the rib.", False),
        ("Forwards, then outwards", "Lift off at a pulse and move inwards.", False),
    ],
)
def test_the_direction_is_none_that_a_caution_forbids(direction, instead, found) -> None:
    data = sample()
    point(data)["pressure"]["direction"] = direction
    point(data)["cautions"][0]["instead"] = instead
    records = [f.record for f in validate_directions(as_atlas(data))]
    assert records == (["infraspinatus-1"] if found else [])


@pytest.mark.parametrize(
    ("instead", "client", "asks"),
    [
        ("Not in pregnancy.", "I go slowly here.", False),
        ("Not in pregnancy.", "Might you be pregnant? Then I leave this out.", True),
        ("Leave it with a suspected clot.", "Please say if the leg is swollen.", True),
        ("Keep to the edge.", "I keep to the edge.", True),
    ],
)
def test_what_only_the_client_can_tell_is_asked(instead, client, asks) -> None:
    data = sample()
    point(data)["cautions"][0] |= {"instead": instead, "client": client}
    found = [f for f in validate_asked(as_atlas(data)) if f.record == "infraspinatus-1"]
    assert bool(found) is not asks


@pytest.mark.parametrize(
    ("stretch", "told"),
    [
        ("Draw the knee of the sore side to the opposite shoulder.", True),
        ("Lie on your good side and let the upper leg sink.", True),
        ("Draw your knee to your chest.", False),
        ("Round your upper back and breathe in between your shoulder blades.", True),
    ],
)
def test_a_stretch_says_on_which_side(stretch, told) -> None:
    data = sample()
    data["muscles"][0]["stretch_client"] = stretch
    assert bool(list(validate_stretch_sides(as_atlas(data)))) is not told


def test_the_therapist_says_i() -> None:
    data = sample()
    said = point(data)["cautions"][0]
    for client, found in (("We move.", True), ("That is more than we agreed.", False), ("One of us says so.", False)):
        said["client"] = client
        assert bool(list(validate_one_voice(as_atlas(data)))) is found


def reasons(data: dict[str, Any]) -> list[str]:
    return [f"{f.record}: {f.message}" for f in validate_complaints(as_atlas(data))]


def test_a_point_goes_with_a_complaint_by_its_zones_or_for_a_reason_that_is_given() -> None:
    data = sample()
    data["conditions"][0]["places"] = ["heel"]
    point(data)["conditions"] = ["frozen-shoulder"]
    why = {"condition": "frozen-shoulder", "reason": "acts on it", "sources": [{"source": "seed"}]}
    other = data["muscles"][0]["points"][1]
    other["conditions"] = []
    assert reasons(data) == ["infraspinatus-1: no zone reaches “frozen-shoulder”"]
    point(data)["associations"] = [why]
    assert reasons(data) == []
    data["conditions"][0]["places"] = ["shoulder.front"]
    assert reasons(data) == ["infraspinatus-1: its zones reach “frozen-shoulder” already"]
    point(data)["conditions"] = []
    assert reasons(data) == ["infraspinatus-1: gives a reason for “frozen-shoulder”, which is not among its conditions"]


def test_points_of_a_complaint_come_closest_first() -> None:
    data = sample()
    first, second = data["muscles"][0]["points"]
    first["conditions"] = second["conditions"] = ["frozen-shoulder"]
    data["conditions"][0]["places"] = ["shoulder.front"]
    first["referral"] |= {"essential": ["heel"], "spillover": ["shoulder.front"]}
    second["referral"] |= {"essential": ["shoulder.front"], "spillover": []}
    index = AtlasIndex(as_atlas(data))
    points = index.points_of_condition("frozen-shoulder")
    assert [p.id for p in points] == ["infraspinatus-2", "infraspinatus-1"]
    assert [index.grade(p, index.condition("frozen-shoulder")) for p in points] == ["core", "also"]


def test_a_place_that_other_texts_name_is_found_and_not_counted_as_referral() -> None:
    data = sample()
    named = [{"region": "heel", "sources": [{"source": "seed"}]}]
    point(data)["referral"]["elsewhere"] = named
    index = AtlasIndex(as_atlas(data))
    assert [p.id for p in index.points_named_for("heel")] == ["infraspinatus-1"]
    assert "infraspinatus-1" not in [p.id for p in index.points_referring_to("heel")]


def test_a_point_says_a_caution_once() -> None:
    data = sample()
    point(data, 1)["cautions"].append({**data["cautions"][0], "structure": "Thin  bone"})
    del point(data, 1)["cautions"][-1]["id"]
    assert any("infraspinatus-2: cautions: “thin bone” is named twice" in line for line in lines(data)), lines(data)


def test_a_caution_that_two_points_say_in_the_same_words_is_shared() -> None:
    data = sample()
    point(data, 1)["cautions"][1] = point(data, 0)["cautions"][0]
    assert any("infraspinatus-2: cautions[1]: infraspinatus-1 says the same" in line for line in lines(data))


def test_the_carotid_is_told_of_once_for_all_ten_points() -> None:
    atlas = load_atlas(assets.points_path()).atlas
    told = [
        (p.id, c) for m in atlas.muscles for p in m.points for c in p.cautions if "Carotid artery and" in c.structure
    ]
    assert len(told) == 10
    assert {caution for _, caution in told} == {c for c in atlas.cautions if c.id == "carotid-artery"}


def test_a_shared_caution_keeps_the_rules_of_any_text_and_is_told_once() -> None:
    data = sample()
    point(data)["cautions"].append("thin-bone")
    data["cautions"][0].update(client="This can damage a nerve.", sources=[])
    assert [line.partition(": ")[2].partition(".")[0] for line in lines(data)] == [
        "thin-bone: sources: no source is cited",
        "thin-bone: client: “damage” alarms a client",
    ]
