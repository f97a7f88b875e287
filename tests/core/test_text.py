"""The sentences that panel and command line share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bodymap.core import guidance, text
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.model import Cited, Source
from tests.atlas_samples import SAMPLE, sample, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def index(tmp_path: Path) -> AtlasIndex:
    return AtlasIndex(load_atlas(write(tmp_path / "points.json", SAMPLE)).atlas)


@pytest.mark.parametrize(
    ("hold", "says"),
    [
        ((8, 20), "Hold 8–20 s"),
        ((30, 90), "Hold 30–90 s"),
        ((30, 180), "Hold 30 s to 3 min"),
        ((120, 300), "Hold 2–5 min"),
        ((7.5, 20), "Hold 7.5–20 s"),
    ],
)
def test_a_hold_reads_as_people_say_it(hold: tuple[float, float], says: str) -> None:
    assert text.hold_text(hold) == says


def test_a_target_of_one_step_is_not_a_range() -> None:
    assert text.target_text((5, 7)) == "5–7 of 10"
    assert text.target_text((6, 6)) == "6 of 10"


def test_a_dose_says_whose_it_is(index: AtlasIndex) -> None:
    dose = text.dose_text(index, index.point("soleus-1"))
    assert dose == "Static pressure: hold 8–20 s at 5–7 of 10. Dose from “Neuromuscular Therapy”."


def test_a_dose_of_two_sources_made_lighter_says_both(tmp_path: Path) -> None:
    data = sample()
    data["protocols"][0]["sources"] = [{"source": "manual"}, {"source": "seed"}]
    data["muscles"][1]["points"][0]["pressure"]["target"] = [3, 5]
    index = AtlasIndex(load_atlas(write(tmp_path / "two.json", data)).atlas)
    assert text.whose_dose(index, index.point("soleus-1")) == (
        "Hold from “Simons & Travell 1999”, discomfort from “Neuromuscular Therapy”. Made lighter for this place."
    )
    assert "lighter" not in text.whose_dose(index, index.point("infraspinatus-1"))


@pytest.mark.parametrize(
    ("label", "says"),
    [
        ("Front of shoulder", "front of shoulder"),
        ("TMJ, in front of the ear", "TMJ, in front of the ear"),
        ("Achilles tendon", "Achilles tendon"),
    ],
)
def test_a_region_inside_a_sentence_keeps_the_capital_of_a_name(tmp_path: Path, label: str, says: str) -> None:
    data = sample()
    data["regions"][1]["label"] = label
    index = AtlasIndex(load_atlas(write(tmp_path / "label.json", data)).atlas)
    assert text.region_names(index, ["shoulder.front"], "clinician") == says


@pytest.mark.parametrize(
    ("words", "says"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_join_as_in_a_sentence(words: list[str], says: str) -> None:
    assert text.join_words(words) == says


@pytest.mark.parametrize(
    ("authors", "says"),
    [
        ("Simons DG, Travell JG, Simons LS", "Simons, Travell & Simons 1999"),
        ("Travell JG, Simons DG", "Travell & Simons 1999"),
        ("Leffler A-S", "Leffler 1999"),
        ("Standring S (ed.)", "Standring 1999"),
        ("Donnelly JM, Fernández-de-las-Peñas C, Finnegan M, Freeman JL (eds)", "Donnelly et al. 1999"),
        ("Stratmann U and others", "Stratmann et al. 1999"),
        ("National Institute for Health and Care Excellence", "National Institute for Health and Care Excellence 1999"),
        ("", "A title 1999"),
    ],
)
def test_a_source_is_named_in_short(authors: str, says: str) -> None:
    source = Source(id="s", title="A title (and what it is)", kind="manual", authors=authors, year=1999)
    assert text.source_name(source) == says


def test_a_citation_says_where(index: AtlasIndex) -> None:
    cites = (Cited(source="manual", where="ch. 22"), Cited(source="seed"), Cited(source="seed"))
    assert text.cites_text(index, cites) == "Simons & Travell 1999, ch. 22; Neuromuscular Therapy"


def test_how_sure_and_how_to_feel_are_said_in_the_words_of_the_atlas(index: AtlasIndex) -> None:
    assert text.palpation_text(index, "flat or pincer", "clinician") == "What palpation-flat-or-pincer says."
    assert text.confidence_text(index, "measured", "client") == "You hear of measured."


def test_what_the_atlas_lacks_is_left_out(tmp_path: Path) -> None:
    index = AtlasIndex(load_atlas(write(tmp_path / "bare.json", {**sample(), "advice": []})).atlas)
    assert text.palpation_text(index, "flat", "clinician") == ""
    assert guidance.brief(index, guidance.RED_FLAGS, voice="client") == ""


def test_guidance_in_brief_falls_back_on_the_whole(index: AtlasIndex) -> None:
    assert guidance.brief(index, "breathing", "no-bruise", voice="client") == "Breathe. You hear of bruise."


def test_a_translation_is_filled_in_after_translating(speak) -> None:
    speak({"Hold {range}": "{range} halten", "{low}–{high} s": "{low} bis {high} s"})
    assert text.hold_text((8, 20)) == "8 bis 20 s halten"
