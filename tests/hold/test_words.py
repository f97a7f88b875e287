"""The hold's words: records of the atlas, and what is said where one is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from bodymap.core.hold import machine
from bodymap.core.hold.cue_words import cue_text, cue_title, cue_tone, end_text
from bodymap.core.hold.events import Next, Sensation, Start, Stop
from bodymap.core.hold.holding import AdviceKey, Cue, CueKey, EndReason, PhaseName
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.rules_said import validate_spoken
from tests.atlas_samples import sample, write
from tests.hold.holds import STATIC, index, plan_of

if TYPE_CHECKING:
    from pathlib import Path

CUES: tuple[CueKey, ...] = get_args(CueKey)


def test_advice_and_phases_are_cues() -> None:
    assert {*get_args(AdviceKey), *get_args(PhaseName)} <= set(CUES)


def test_every_cue_and_every_reason_is_said_in_the_words_of_the_atlas() -> None:
    for key in CUES:
        record = index().cue(key)
        assert record is not None, key
        assert cue_title(index(), Cue(key)) == record.title
        assert cue_text(index(), Cue(key), "client") == record.client
    for reason in get_args(EndReason):
        ending = index().ending(reason)
        assert ending is not None, reason
        assert end_text(index(), reason) == ending.clinician
        assert end_text(index(), reason, "client") == ending.client
    assert end_text(index(), None) == ""


def test_a_gap_says_how_long() -> None:
    assert "37 s" in cue_text(index(), Cue("gap", 37.2), "clinician")
    assert cue_tone(Cue("gap", 37.2)) == "warn"
    assert cue_text(index(), Cue("gap", 37.2), "client")


def test_braces_in_a_file_break_nothing(tmp_path: Path) -> None:
    data = sample()
    gap = next(cue for cue in data["cues"] if cue["id"] == "cue-gap")
    gap["clinician"] = "{0} {seconds} { {name}."
    own = AtlasIndex(load_atlas(write(tmp_path / "braces.json", data)).atlas)
    assert cue_text(own, Cue("gap", 4.0), "clinician") == "{0} 4 { {name}."


def test_stops_sound_like_stops_whatever_the_file_says() -> None:
    assert {key for key in CUES if cue_tone(Cue(key)) == "stop"} == {
        "stopped", "sharp", "shooting", "tingling", "numb",
    }  # fmt: skip


@pytest.mark.parametrize("damage", ["missing", "broken", "no list"])
def test_a_hold_without_words_is_told_by_its_names_and_stops(tmp_path: Path, damage: str) -> None:
    data = sample()
    if damage == "missing":
        data["cues"] = [cue for cue in data["cues"] if cue["id"] != "cue-over-limit"]
    elif damage == "broken":
        next(cue for cue in data["cues"] if cue["id"] == "cue-over-limit")["title"] = 7
    else:
        data |= {"cues": [], "endings": []}
        assert (
            end_text(AtlasIndex(load_atlas(write(tmp_path / "none.json", data)).atlas), "asked-less") == "Asked less."
        )
    own = AtlasIndex(load_atlas(write(tmp_path / "damaged.json", data)).atlas)
    assert len(own.points) == 3
    assert cue_title(own, Cue("over-limit")) == "Over limit"
    assert cue_text(own, Cue("over-limit"), "client") == ""
    assert any(finding.record == "cue-over-limit" for finding in validate_spoken(own.atlas))


def test_the_machine_stops_without_any_words() -> None:
    state = machine.begin(plan_of(STATIC))
    for event in (Start(1.0), Next(2.0), Sensation(3.0, "sharp"), Stop(4.0)):
        state, cues = machine.step(state, event)
        assert all(cue_title(None, cue) for cue in cues)
    assert state.phase == "stopped"
    assert end_text(None, state.reason) == "Sensation."
