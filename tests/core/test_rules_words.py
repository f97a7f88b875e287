"""The rules about wording: calm, no force, no certainty, no cause."""

from __future__ import annotations

import pytest

from bodymap.core.rules_words import validate_causes
from tests.atlas_samples import as_atlas, sample
from tests.core.damage import POINT, lines, point, put


@pytest.mark.parametrize(
    "calm",
    ["This will not injure you.", "It does no lasting harm.", "Tell me about a recent injury.", "It is harmless."],
)
def test_calm_sentences_are_left_alone(calm: str) -> None:
    data = sample()
    point(data)["cautions"][0]["client"] = calm
    assert lines(data) == []


@pytest.mark.parametrize(
    "open_",
    [
        "A matching picture does not prove where your pain comes from.",
        "Therapists say that the place it comes from is often another one.",
        "Tingling in the thumb, which may come from the neck.",
        "The muscles are only one of several causes.",
        "I stay away from the middle because a nerve lies there.",
    ],
)
def test_a_sentence_that_leaves_the_cause_open_is_left_alone(open_: str) -> None:
    data = sample()
    point(data)["cautions"][0]["client"] = open_
    assert lines(data) == []


@pytest.mark.parametrize(
    "cause",
    [
        "Your pain comes from here.",
        "The ache is caused by this muscle.",
        "It hurts because of a tight band.",
        "This place is the reason for your headache.",
        "This muscle causes your pain.",
        "A knot here leads to headaches.",
        "Sitting brings on the ache.",
        "The calf often refers there.",
        "This makes your knee hurt.",
    ],
)
@pytest.mark.parametrize(
    ("record", "path"),
    [
        ("infraspinatus-1", (*POINT, "find", "client")),
        ("infraspinatus-1", (*POINT, "referral", "client")),
        ("infraspinatus-1", (*POINT, "cautions", 0, "client")),
        ("infraspinatus", ("muscles", 0, "stretch_client")),
        ("frozen-shoulder", ("conditions", 0, "plain")),
        ("static-pressure", ("protocols", 0, "client")),
        ("breathing", ("advice", 0, "client")),
        ("breathing", ("advice", 0, "brief", "client")),
        ("why-knot", ("explanations", 0, "client")),
        ("end-complete", ("endings", 0, "client")),
        ("cue-hold", ("cues", 3, "client")),
        ("scale", ("scale", 0, "says")),
        ("thin-bone", ("cautions", 0, "client")),
    ],
)
def test_a_cause_is_found_wherever_a_client_reads(record: str, path: tuple[str | int, ...], cause: str) -> None:
    data = sample()
    put(*path, value=cause)(data)
    assert [f.record for f in validate_causes(as_atlas(data))] == [record]


@pytest.mark.parametrize("text", ["Press with 3 kg.", "Use 5-10 pounds.", "20 N at most", "a few pounds of force"])
def test_a_force_is_found_in_any_words(text: str) -> None:
    data = sample()
    data["protocols"][0]["summary"] = text
    assert any("is a force" in line for line in lines(data))


@pytest.mark.parametrize("text", ["20 s, nerve C5", "3 fingers wide, about 2 cm", "Hold for 8 to 20 seconds."])
def test_other_numbers_are_not_forces(text: str) -> None:
    data = sample()
    data["protocols"][0]["summary"] = text
    assert lines(data) == []


@pytest.mark.parametrize("certain", ["refers pain to the arm", "The pain radiates down.", "is always felt there"])
def test_certainty_is_found(certain: str) -> None:
    data = sample()
    point(data)["referral"]["words"] = f"Commonly reported: {certain}"
    assert any("sounds certain" in line for line in lines(data))


def test_pain_is_reported_is_no_certainty() -> None:
    data = sample()
    point(data)["referral"]["words"] = "Pain is commonly reported in the shoulder."
    assert lines(data) == []
