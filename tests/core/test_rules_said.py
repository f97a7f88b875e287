"""The rules about what the program says in the atlas's words: cues, endings, explanations, guidance."""

from __future__ import annotations

import pytest

from tests.atlas_samples import sample
from tests.core.damage import lines, put


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("cues", 3, "client"), "I stay", "cue-hold: client: does not end as a sentence"),
        (("cues", 3, "clinician"), "Hold {seconds} s.", "cue-hold: clinician: has braces that nothing fills in"),
        (("endings", 0, "client"), "Done", "end-complete: client: does not end as a sentence"),
        (("cues", 3, "client"), "This may damage.", "cue-hold: client: “damage” alarms a client"),
        (("cues", 3, "title"), "Danger", "cue-hold: title: “Danger” alarms a client"),
        (("explanations", 0, "labels", 0, "word"), "torn", "why-knot: labels[0].word: “torn” alarms a client"),
        (("explanations", 0, "client"), "A part stays tight.", "why-knot: client: does not read as “explained”"),
        (("explanations", 1, "told"), "unknown", "why-found: clinician: does not read as “unknown”"),
        (("explanations", 0, "clinician"), "The pain is said and will always go.", "sounds certain"),
        (("endings", 0, "sources"), [], "end-complete: sources: no source is cited"),
        (("advice", 0, "brief", "client"), "A stroke.", "breathing: brief.client: “stroke” alarms a client"),
        (("advice", 0, "client"), "We refer you.", "breathing: client: “refer” is the clinician's word"),
        (("endings", 0, "id"), "end-compleet", "end-compleet: id: no hold ever says this"),
        (("cues", 3, "clinician"), "Press with 3 kg.", "is a force"),
    ],
)
def test_what_is_said_keeps_the_rules_of_what_is_written(path: tuple[str | int, ...], value: object, says: str) -> None:
    data = sample()
    put(*path, value=value)(data)
    assert any(says in line for line in lines(data)), lines(data)


def test_a_gap_alone_may_say_how_long() -> None:
    data = sample()
    gap = next(cue for cue in data["cues"] if cue["id"] == "cue-gap")
    gap["clinician"] = "It stood still for {seconds} s."
    assert lines(data) == []
