"""What is said of a point: one list, the same for everything that shows it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, get_args

import msgspec
import pytest

from bodymap import assets
from bodymap.core.blocks import Cautions, Dose, Facts, Names, Paragraph, Zones, is_empty, plain_lines
from bodymap.core.index import AtlasIndex
from bodymap.core.legend import LEGEND, legend_of
from bodymap.core.loading import load_atlas
from bodymap.core.model import Confidence, Site
from bodymap.core.nearness import Near, read_nearness
from bodymap.core.record_text import record_lines
from bodymap.core.sections import SECTION, SECTIONS, SectionId, after_hold, picture_notes, sections_of
from bodymap.core.telling import telling
from bodymap.core.text import Voice, confidence_text
from tests.atlas_samples import SAMPLE, sample, write

if TYPE_CHECKING:
    from pathlib import Path

VOICES: tuple[Voice, ...] = get_args(Voice)


@pytest.fixture(scope="module")
def shipped() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@pytest.fixture
def index(tmp_path: Path) -> AtlasIndex:
    return AtlasIndex(load_atlas(write(tmp_path / "points.json", SAMPLE)).atlas)


def headings(lines: list[str]) -> list[str]:
    """The headings of a record told as lines: what stands at the margin after an empty line."""
    return [line for before, line in itertools.pairwise(lines) if not before]


def test_each_section_stands_once() -> None:
    assert [section.id for section in SECTIONS] == list(get_args(SectionId))


@pytest.mark.parametrize("voice", VOICES)
def test_the_command_line_says_every_section_in_order(shipped: AtlasIndex, voice: Voice) -> None:
    for point in shipped.points:
        lines = list(record_lines(shipped, point, voice))
        assert headings(lines) == [heading for heading, _ in sections_of(shipped, point, voice)], point.id
        assert max(map(len, lines)) <= 100
        assert "{" not in "".join(lines)


@pytest.mark.parametrize("voice", VOICES)
def test_what_to_take_care_of_is_said_before_how_to_press(shipped: AtlasIndex, voice: Voice) -> None:
    for point in shipped.points:
        kinds = [type(block) for _, blocks in sections_of(shipped, point, voice) for block in blocks]
        assert (Dose in kinds) is (point.pressure is not None), point.id
        assert Dose not in kinds or kinds.index(Cautions) < kinds.index(Dose), point.id


def test_a_client_is_told_no_names_of_the_trade(shipped: AtlasIndex) -> None:
    for point in shipped.points:
        muscle = shipped.muscle_of(point.id)
        said = "\n".join(record_lines(shipped, point, "client"))
        assert point.referral.client.split()[-1] in said
        assert not {point.part, muscle.ta2} & set(said.splitlines())
        assert all(caution.risk not in said for caution in point.cautions)


def test_everything_that_a_record_says_is_said(index: AtlasIndex) -> None:
    point, muscle = index.point("infraspinatus-1"), index.muscle("infraspinatus")
    said = "\n".join(
        line for _, blocks in sections_of(index, point, "clinician") for b in blocks for line in plain_lines(b)
    )
    caution, pressure = point.cautions[0], point.pressure
    wanted = [point.referral.words, *point.sensations, caution.structure, caution.risk, caution.instead]
    wanted += [pressure.direction, pressure.depth, pressure.different, point.find.landmarks, point.find.position]
    wanted += [*point.mistaken_for, point.evidence.note, muscle.origin, muscle.insertion, muscle.nerve, muscle.stretch]
    wanted += ["Frozen shoulder", "Front of shoulder", "8–20 s", "aim: 5–7", "over 7: lighten", "Press and hold."]
    assert [one for one in wanted if one not in said] == []


def test_essential_comes_first_and_what_is_empty_is_left_out(index: AtlasIndex) -> None:
    def zones(point_id: str) -> Zones:
        blocks = SECTION["felt"].blocks(telling(index, index.point(point_id), "client"))
        return next(block for block in blocks if isinstance(block, Zones))

    assert [zone.pattern for zone in zones("infraspinatus-1").zones] == ["solid", "stippled"]
    assert [zone.places for zone in zones("soleus-1").zones] == ["Your heel"]
    assert zones("soleus-1").zones[0].caption == legend_of(index.point("soleus-1"), "client")["solid"]


@pytest.mark.parametrize("block", [Paragraph(""), Facts((("Why", ""),)), Names(()), Zones(()), Cautions(())])
def test_a_block_without_words_is_empty(block: Paragraph | Facts | Names | Zones | Cautions) -> None:
    assert is_empty(block)


def test_a_point_without_cautions_or_conditions_has_no_such_section(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][1]["points"][0] |= {"cautions": [], "conditions": [], "mistaken_for": []}
    index = AtlasIndex(load_atlas(write(tmp_path / "bare.json", data)).atlas)
    told = [heading for heading, _ in sections_of(index, index.point("soleus-1"), "clinician")]
    absent: tuple[SectionId, ...] = ("cautions", "conditions", "mistaken")
    assert not {SECTION[one].heading.clinician for one in absent} & set(told)


@pytest.mark.parametrize("voice", VOICES)
def test_after_a_hold_it_is_said_what_to_expect_before_what_to_do(shipped: AtlasIndex, voice: Voice) -> None:
    muscle = shipped.muscle("infraspinatus")
    titles, texts = zip(*after_hold(shipped, muscle, voice), strict=True)
    assert titles == ("What to expect", "A gentle stretch", "Movement", "Water", "Ice", "Heat", "When to come back")
    assert texts[1] == (muscle.stretch_client if voice == "client" else muscle.stretch)


def test_a_picture_says_that_it_is_reported_and_by_whom(shipped: AtlasIndex) -> None:
    for point in shipped.points:
        referral, sure, sides, source, _ = picture_notes(shipped, point)
        assert referral == point.referral.words
        assert "commonly reported" in sure
        assert "not a diagnosis" in sure
        assert "patient's" in sides
        assert all(shipped.source(cited.source).title in source for cited in point.referral.sources)


@pytest.mark.parametrize("voice", VOICES)
def test_a_zone_claims_no_more_than_the_evidence_of_its_point(shipped: AtlasIndex, voice: Voice) -> None:
    captions: dict[str, set[str]] = {}
    for point in shipped.points:
        if point.referral.felt == "pain" and point.referral.essential:
            sure = f"{point.evidence.confidence} {point.evidence.people}"
            captions.setdefault(sure, set()).add(legend_of(point, voice)["solid"])
    assert all(len(each) == 1 for each in captions.values())
    assert len(set().union(*captions.values())) == len(captions) >= len(get_args(Confidence))
    said = " ".join((*set().union(*captions.values()), *(phrase.to(voice) for phrase in LEGEND.values())))
    assert "most" not in said.casefold()


def test_a_measured_pattern_says_in_how_many_people(shipped: AtlasIndex) -> None:
    for point in shipped.points:
        people = point.evidence.people
        assert (people is None) == (point.evidence.confidence != "measured"), point.id
        if people is not None:
            assert f"in {people} people" in legend_of(point, "clinician")["solid"]
            assert f"in {people} people" in legend_of(point, "client")["solid"]
            for voice in VOICES:  # what only a study saw is on no classic chart
                assert "classic" not in legend_of(point, voice)["stippled"]


@pytest.mark.parametrize("voice", VOICES)
def test_where_sources_disagree_it_is_said_with_where_it_is_felt(shipped: AtlasIndex, voice: Voice) -> None:
    for point in shipped.points:
        told = telling(shipped, point, voice)
        felt = "\n".join(line for block in SECTION["felt"].blocks(told) for line in plain_lines(block))
        wanted = point.evidence.note if voice == "clinician" else confidence_text(shipped, "disputed", voice)
        if point.evidence.confidence == "disputed":
            assert wanted in felt, point.id
        assert (point.evidence.note in felt) <= (voice == "clinician")


def test_a_point_in_a_cautionary_site_or_beside_one_says_so_above_its_dose(index: AtlasIndex, tmp_path: Path) -> None:
    site = Site(id="armpit", name="Armpit", client_name="armpit", risk="Vessels.", instead="Work its wall.", sources=())
    near = {"infraspinatus-1": (Near("armpit", 0.0), Near("gone", 0.2)), "infraspinatus-2": (Near("armpit", 0.8),)}
    told = AtlasIndex(msgspec.structs.replace(index.atlas, sites=(site,)), nearness=near)
    for point_id, says in (("infraspinatus-1", "Inside: Armpit"), ("infraspinatus-2", "Beside, at 0.8 cm: Armpit")):
        lines = list(record_lines(told, told.point(point_id)))
        assert next(n for n, line in enumerate(lines) if says in line) < lines.index("How to press")
        assert not any("Armpit" in line for line in record_lines(told, told.point(point_id), "client"))
    assert not any("Armpit" in line for line in record_lines(told, told.point("soleus-1")))
    (tmp_path / "beside.json").write_text('{"version": 1, "points": {"soleus-1": {"b": 0.5, "a": 0}}}')
    assert read_nearness(tmp_path / "points.json") == {"soleus-1": (Near("a", 0.0), Near("b", 0.5))}
    (tmp_path / "beside.json").write_text('{"points": 3')
    assert read_nearness(tmp_path / "points.json") == {}
