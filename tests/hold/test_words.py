"""The hold's words: both voices for every cue, calm for the client, without certainty and without force."""

from __future__ import annotations

from typing import get_args

from bodymap.core.hold.cue_words import CUE_WORDS, END_WORDS, cue_text, cue_title, cue_tone, end_text
from bodymap.core.hold.holding import AdviceKey, Cue, CueKey, EndReason, PhaseName
from bodymap.core.rules_words import _ALARMING, _FORCE


def test_every_cue_and_every_reason_has_words() -> None:
    assert set(CUE_WORDS) == set(get_args(CueKey))
    assert set(END_WORDS) == set(get_args(EndReason))
    assert set(get_args(AdviceKey)) <= set(CUE_WORDS)
    assert set(get_args(PhaseName)) <= set(CUE_WORDS)


def test_the_words_are_calm_and_short_enough_for_large_type() -> None:
    for words in CUE_WORDS.values():
        assert not _ALARMING.search(words.client)
        assert not any(_FORCE.search(text) for text in (words.clinician, words.client))
        assert len(words.title) <= 16
        assert "\n" not in words.clinician + words.client
        assert all(text[-1] in ".?" for text in (words.clinician, words.client))


def test_the_words_can_be_translated(speak) -> None:
    speak({"Hold": "Halten", END_WORDS["released"]: "Gelöst.", CUE_WORDS["hold"].client: "Ganz ruhig."})
    assert cue_title(Cue("hold")) == "Halten"
    assert cue_text(Cue("hold"), "client") == "Ganz ruhig."
    assert end_text("released") == "Gelöst."
    assert end_text(None) == ""


def test_a_gap_says_how_long() -> None:
    assert "37 s" in cue_text(Cue("gap", 37.2), "clinician")
    assert cue_tone(Cue("gap", 37.2)) == "warn"
    assert cue_text(Cue("gap", 37.2), "client")


def test_stops_sound_like_stops() -> None:
    assert {key for key, words in CUE_WORDS.items() if words.tone == "stop"} == {
        "stopped", "sharp", "shooting", "tingling", "numb",
    }  # fmt: skip
