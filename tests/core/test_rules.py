"""Every rule finds what it is for, and nothing in an atlas that is as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bodymap import assets
from bodymap.core.loading import load_atlas
from bodymap.core.rules import RULES, check_atlas
from tests.atlas_samples import CITE, SAMPLE, as_atlas, sample
from tests.core.damage import POINT, lines, point, put

if TYPE_CHECKING:
    from collections.abc import Callable


OWN = "A tender place on the back of your lower leg, a hand above the heel."
HARD = (
    "Occasionally considerable discomfort notwithstanding comfortable positioning unexpectedly accompanies palpation."
)

NOWHERE = {
    "id": "alt-nowhere", "kind": "look-alike", "name": "Nowhere", "usual": [], "clinician": "Nothing tells it apart.",
    "client": "It is felt nowhere.", "sources": [],
}  # fmt: skip
FREE = {
    "protocol": "static-pressure", "hold": [30, 60], "target": [4, 6],
    "sources": [{"source": "seed", "where": "no large vessel or nerve under the hand"}],
}  # fmt: skip
DAMAGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "validate_mentions": (
        put(*POINT, "pressure", "protocol", value="hammering"),
        "infraspinatus-1: pressure.protocol: there is no “hammering”",
    ),
    "validate_unique_ids": (
        put("conditions", 1, "id", value="soleus"),
        "soleus: id: conditions and muscles share this id",
    ),
    "validate_numbering": (put(*POINT, "label", value="TrP3"), "infraspinatus-1: label: expected “TrP1”"),
    "validate_referral_codes": (
        put(*POINT, "referral", "spillover", value=["shoulder.front"]),
        "infraspinatus-1: referral: “shoulder.front” is named twice",
    ),
    "validate_doses": (
        put(*POINT, "pressure", "hold", value=[20, 20]),
        "infraspinatus-1: pressure.hold: the range is empty",
    ),
    "validate_phases": (put("protocols", 0, "phases", value=[]), "static-pressure: phases: there is no hold"),
    "validate_scale": (put("scale", 3, "value", value=3), "scale: value: the steps are not 1 to 10"),
    "validate_conditions": (
        put("muscles", 1, "points", 0, "conditions", value=["frozen-shoulder"]),
        "heel-pain: id: no point goes with it",
    ),
    "validate_cautions": (
        put("muscles", 0, "points", 1, "cautions", value=[]),
        "thin-bone: id: no point has this caution",
    ),
    "validate_filled": (
        put(*POINT, "cautions", 0, "sources", value=[]),
        "infraspinatus-1: cautions[0].sources: no source is cited",
    ),
    "validate_tools": (
        put(*POINT, "pressure", "different", value="Flat thumb only: the bone is thin."),
        "infraspinatus-1: pressure.tools: “knuckles” is offered, and the record says “Flat thumb only”",
    ),
    "validate_directions": (
        put(*POINT, "pressure", "direction", value="outwards, off the blade"),
        "infraspinatus-1: pressure.direction: “outwards, off the blade” goes against “press inwards",
    ),
    "validate_asked": (
        put(*POINT, "cautions", 0, "instead", value="Half the pressure with osteoporosis."),
        "infraspinatus-1: cautions: ",
    ),
    "validate_stretch_sides": (
        put("muscles", 0, "stretch_client", value="Draw your elbow across."),
        "infraspinatus: stretch_client: does not say on which side",
    ),
    "validate_one_voice": (
        put("cues", 1, "client", value="We look for the place."),
        "cue-find: client: “We” where all else says “I”",
    ),
    "validate_complaints": (
        put("conditions", 0, "places", value=["shoulder.front"]),
        "infraspinatus-2: conditions: no zone reaches “frozen-shoulder”",
    ),
    "validate_kept_off": (
        put(*POINT, "cautions", 0, "instead", value="Stay three finger-widths or more below the bone."),
        "infraspinatus-1: find.landmarks: is sought “Two finger-widths below”, and its caution says “Stay three",
    ),
    "validate_longer_holds": (
        lambda data: [
            put(*POINT, "cautions", 0, "risk", value="It runs under the muscle.")(data),
            put(*POINT, "pressure", "ways", value=[FREE])(data),
        ],
        "infraspinatus-1: pressure.ways: says that no nerve lies under the hand, and its caution “under the muscle”",
    ),
    "validate_stretch_limits": (
        put("muscles", 0, "stretch", value="Bring the arm across; not after a dislocation."),
        "infraspinatus: stretch_client: leaves out the limit that the clinician is told: “not after a dislocation”",
    ),
    "validate_barred_stretches": (
        lambda data: [
            put(*POINT, "cautions", 0, "instead", value="After a snap do not press inwards or stretch.")(data),
            put("muscles", 0, "stretch_client", value="Draw the sore arm across. Leave it out after a snap.")(data),
        ],
        "infraspinatus: stretch: does not say what its caution “suprascapular nerve” bars",
    ),
    "validate_alternatives": (
        put("alternatives", value=[NOWHERE]),
        "alt-nowhere: usual: no region is named",
    ),
    "validate_found_by": (
        put(*POINT, "find", "by", value=["asis"]),
        "infraspinatus-1: find.by: the words name –, the list asis. List what the words name",
    ),
    "validate_spoken": (
        put("cues", 0, "id", value="cue-reddy"),
        "cue-ready: id: a hold says this, and there are no words for it",
    ),
    "validate_cue_words": (
        put("cues", 0, "title", value="A title of more letters than fit"),
        "cue-ready: title: longer than 16 letters",
    ),
    "validate_guidance": (
        lambda data: data["advice"].remove(next(a for a in data["advice"] if a["id"] == "red-flags")),
        "red-flags: id: this is said in the program, and there are no words for it",
    ),
    "validate_told": (
        put("explanations", 1, "sources", value=[{"source": "seed"}]),
        "why-found: sources: what was found cites no study",
    ),
    "validate_client_voice": (
        put("cues", 1, "client", value="The client is asked."),
        "cue-find: client: “The client” is the clinician's word",
    ),
    "validate_calm_words": (
        put(*POINT, "cautions", 0, "client", value="This can damage a nerve."),
        "infraspinatus-1: cautions[0].client: “damage” alarms a client",
    ),
    "validate_no_force": (
        put(*POINT, "pressure", "depth", value="about 10 lbs"),
        "infraspinatus-1: pressure.depth: “10 lbs” is a force",
    ),
    "validate_signs": (
        put(*POINT, "referral", "words", value="Commonly reported as gooseflesh rather than pain."),
        "infraspinatus-1: referral.felt: its words say that it is no pain, and it would be drawn as pain",
    ),
    "validate_reported": (
        put(*POINT, "referral", "words", value="Reported widely. The pain is in the shoulder."),
        "infraspinatus-1: referral.words: “pain is” sounds certain",
    ),
    "validate_causes": (
        put(*POINT, "find", "client", value="Your headache comes from this place."),
        "infraspinatus-1: find.client: “comes from” states a cause",
    ),
    "validate_own_guidance": (
        lambda data: [put("muscles", n, "points", 0, "find", "client", value=OWN)(data) for n in (0, 1)],
        "soleus-1: find.client: infraspinatus-1 says the same",
    ),
    "validate_spelling": (
        put(*POINT, "pressure", "depth", value="to the deep fibers"),
        "infraspinatus-1: pressure.depth: “fibers” is spelt otherwise here. Write “fibre”.",
    ),
    "validate_plain_words": (
        put(*POINT, "find", "client", value="A spot on your scapula."),
        "infraspinatus-1: find.client: “scapula” is the clinician's word",
    ),
    "validate_cited": (
        lambda data: data["sources"].append({"id": "spare", "title": "Spare", "kind": "study"}),
        "spare: id: nothing cites it",
    ),
    "validate_readable": (
        lambda data: [one.update(client=HARD) for one in (*data["cues"], *data["endings"], *data["advice"])],
        "",
    ),
    "validate_next": (
        put(*POINT, "next", value=[{"to": "soleus", "tie": "antagonist", "sources": [CITE]}]),
        "infraspinatus-1: next: works against “soleus”, which does not work against it",
    ),
    "validate_identifiers": (
        put("muscles", 1, "identifiers", "ta2", value=[13]),
        "soleus: identifiers: “TA2 13” also names infraspinatus",
    ),
}


def test_the_sample_keeps_every_rule() -> None:
    assert lines(SAMPLE) == []


def test_the_shipped_atlas_keeps_every_rule() -> None:
    atlas = load_atlas(assets.points_path()).atlas
    assert [str(f) for f in check_atlas(atlas)] == []
    assert len(atlas.muscles) >= 30
    assert sum(len(m.points) for m in atlas.muscles) >= 75


def test_every_rule_is_tried_here() -> None:
    assert {rule.__name__ for rule in RULES} == set(DAMAGES)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_rule_finds_what_it_is_for(name: str) -> None:
    damage, says = DAMAGES[name]
    data = sample()
    damage(data)
    rule = next(rule for rule in RULES if rule.__name__ == name)
    found = [str(f) for f in rule(as_atlas(data))]
    assert len(found) == (2 if name == "validate_spoken" else 1), found
    assert found[0].startswith(f"points.json: {says}")
    assert name != "validate_readable" or "clients' texts are hard to read" in found[0]


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("pressure", "target"), [7, 5], "the range runs down"),
        (("pressure", "target"), [5, 9], "above the limit of 7"),
        (("referral", "client"), "You feel it in the shoulder.", "sounds certain"),
        (("referral", "words"), "Deep in the shoulder.", "does not say that it is reported"),
        (("sensations",), [], "the list is empty"),
        (("id",), "infraspinatus-9", "expected “infraspinatus-1”"),
    ],
)
def test_further_things_wrong_with_a_point(path: tuple[str, ...], value: object, says: str) -> None:
    data = sample()
    put(*POINT, *path, value=value)(data)
    assert any(says in line for line in lines(data)), lines(data)


def test_a_pattern_without_a_main_area_still_names_a_region() -> None:
    data = sample()
    put(*POINT, "referral", "essential", value=[])(data)
    assert lines(data) == []
    put(*POINT, "referral", "spillover", value=[])(data)
    assert any("no region is named" in line for line in lines(data)), lines(data)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("limit",), 8, "static-pressure: limit: above 7 of 10"),
        (("hold",), [20, 8], "static-pressure: hold: the range is empty"),
        (("target",), [5, 8], "static-pressure: target: above the limit of 7"),
        (("phases", 0, "target"), [5, 8], "static-pressure: phases[0].target: not a range up to the limit"),
        (("phases", 0, "seconds"), [20, 8], "static-pressure: phases[0].seconds: the range runs down"),
        (("stop_rules",), [], "static-pressure: stop_rules: the list is empty"),
    ],
)
def test_things_wrong_with_a_protocol(path: tuple[str | int, ...], value: object, says: str) -> None:
    data = sample()
    put("protocols", 0, *path, value=value)(data)
    assert [line.partition(": ")[2][: len(says)] for line in lines(data)] == [says]


def test_one_complaint_is_one_condition() -> None:
    data = sample()
    data["conditions"][1]["aliases"] = ["Adhesive  Capsulitis"]
    assert "heel-pain: aliases: “adhesive capsulitis” also names frozen-shoulder" in lines(data)[0]


def test_a_muscle_has_points() -> None:
    data = sample()
    data["muscles"][1]["points"] = []
    assert any("soleus: points: the muscle has no point" in line for line in lines(data))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"limit": 4}, "infraspinatus-1: pressure.limit: not between the target and the limit of 7"),
        ({"limit": 9}, "infraspinatus-1: pressure.limit: not between the target and the limit of 7"),
        ({"limit": 7, "ways": [("static-pressure", [8, 20], [5, 6])]}, "“static-pressure” stands twice"),
        ({"limit": 7, "ways": [("other-way", [30, 30], [5, 6])]}, "pressure.ways[0].hold: the range is empty"),
        ({"limit": 7, "ways": [("other-way", [30, 60], [5, 8])]}, "pressure.ways[0].target: above the limit of 7"),
    ],
)
def test_a_place_has_one_limit_and_its_ways_keep_to_it(changes: dict[str, Any], told: str) -> None:
    data = sample()
    data["protocols"].append({**data["protocols"][0], "id": "other-way", "name": "Another way"})
    ways = [
        {"protocol": name, "hold": hold, "target": target, "sources": [{"source": "seed"}]}
        for name, hold, target in changes.pop("ways", [])
    ]
    point(data)["pressure"] |= {"target": [5, 7], **changes, "ways": ways}
    found = [line for line in lines(data) if "pressure.limit" in line or "pressure.ways" in line]
    assert len(found) == 1
    assert told in found[0]
