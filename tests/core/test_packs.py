"""Packs add to the atlas and change nothing of it; whatever is wrong with one is told and left out."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.hold.journal import default_folder
from bodymap.core.hold.plan import plan_hold
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas
from bodymap.core.packs import is_pack, merge, open_atlas, pack_findings, read_packs
from bodymap.core.record_text import record_lines
from bodymap.core.search import Finder
from bodymap.core.user_files import config_folder, data_folder, pack_files
from tests.atlas_samples import SAMPLE, as_atlas, sample, write
from tests.core.test_loading import VALUES, places
from tests.hold.holds import Driven

if TYPE_CHECKING:
    from bodymap.core.loading import Loaded
    from bodymap.core.model import Atlas

ATLAS = as_atlas(SAMPLE)


def own_point(number: int, **changes: object) -> dict[str, Any]:
    """Return a point of a school's own: such as the atlas has, with a protocol, a source and a caution of the pack."""
    point: dict[str, Any] = sample()["muscles"][0]["points"][0]
    point |= {"id": f"our-infraspinatus-{number}", "label": f"TrP{number}", "cautions": ["our-caution", "thin-bone"]}
    point["pressure"] |= {"protocol": "three-breaths", "target": [3, 5]}
    return {**point, "conditions": ["our-complaint"], "sources": [{"source": "our-handbook"}], **changes}


@cache
def _text() -> str:
    muscle = sample()["muscles"][1]
    muscle["id"], muscle["name"] = "our-muscle", "Our muscle"
    muscle["points"][0] |= {"id": "our-muscle-1"}
    muscle["points"][0]["cautions"][0]["risk"] = "lies beneath our muscle"
    pack = {
        "pack": 1,
        "name": "Our school",
        "sources": [{"id": "our-handbook", "title": "Our school's handbook", "kind": "manual"}],
        "protocols": [
            {
                "id": "three-breaths",
                "name": "Three breaths",
                "summary": "A hold of three breaths.",
                "client": "Three slow breaths.",
                "hold": [15, 30],
                "target": [3, 5],
                "limit": 6,
                "rounds": 2,
                "phases": [{"name": "hold", "says": "Three breaths."}],
                "stop_rules": ["On the client's word."],
                "sources": [{"source": "our-handbook"}],
            }
        ],
        "conditions": [{**sample()["conditions"][0], "id": "our-complaint", "name": "Our complaint", "aliases": []}],
        "cautions": [{**sample()["cautions"][0], "id": "our-caution", "structure": "our structure"}],
        "muscles": [muscle],
        "points": [{"muscle": "infraspinatus", **own_point(3)}],
    }
    return json.dumps(pack)


def pack() -> dict[str, Any]:
    """Return a pack with every kind of record, which a test may damage."""
    copied: dict[str, Any] = json.loads(_text())
    return copied


def merged(folder: Path, *packs: object, atlas: Atlas = ATLAS) -> Loaded:
    files = [write(folder / f"pack-{n}.json", each) for n, each in enumerate(packs, 1)]
    return merge(atlas, read_packs(files))


def lines(loaded: Loaded) -> list[str]:
    return [str(finding) for finding in loaded.findings]


def test_a_pack_adds_every_kind_of_record_and_changes_none(tmp_path: Path) -> None:
    loaded = merged(tmp_path, pack())
    assert lines(loaded) == []
    infraspinatus, soleus, own = loaded.atlas.muscles
    assert [p.id for p in infraspinatus.points] == ["infraspinatus-1", "infraspinatus-2", "our-infraspinatus-3"]
    assert infraspinatus.points[:2] == ATLAS.muscles[0].points
    assert soleus == ATLAS.muscles[1]
    assert [p.id for p in own.points] == ["our-muscle-1"]
    assert [c.structure for c in infraspinatus.points[2].cautions] == ["our structure", "thin bone"]
    for name in ("sources", "protocols", "conditions", "cautions"):
        assert getattr(loaded.atlas, name)[:-1] == getattr(ATLAS, name)
    assert set(loaded.origins.values()) == {"Our school (pack-1.json)"}
    assert set(loaded.origins) == {
        *("our-handbook", "three-breaths", "our-complaint", "our-caution"),
        *("our-muscle", "our-muscle-1", "our-infraspinatus-3"),
    }


def test_everything_knows_what_a_pack_adds_and_says_whose_it_is(tmp_path: Path) -> None:
    loaded = merged(tmp_path, pack())
    index = AtlasIndex(loaded.atlas, loaded.origins)
    assert [m.id for m in Finder(index).find("our complaint")] == ["our-complaint"]
    assert Finder(index).find("infraspinatus 3")[0].id == "our-infraspinatus-3"
    point = index.point("our-infraspinatus-3")
    assert "From the pack Our school (pack-1.json)" in list(record_lines(index, point))
    assert not any("From the pack" in line for line in record_lines(index, index.point("infraspinatus-1")))
    hold = Driven(plan_hold(index.muscle_of(point.id), point, index.protocol("three-breaths")))
    hold.press()
    hold.until("find")
    hold.press()
    hold.until("done")
    assert hold.state.held_total_s == pytest.approx(40)


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    data = pack()
    data["sources"][0]["id"] = "manual"
    data["conditions"][0]["id"] = "soleus"
    data["points"] += [{"muscle": "soleus", **own_point(2, id="infraspinatus-1")}]
    loaded = merged(tmp_path, data, {"pack": 1, "protocols": pack()["protocols"]})
    said = "is there already. It stays as it is: give this one another id."
    told = [line for line in lines(loaded) if "already" in line]
    assert sorted(told) == [
        f"pack-1.json: infraspinatus-1: id: “infraspinatus-1” {said}",
        f"pack-1.json: manual: id: “manual” {said}",
        f"pack-1.json: soleus: id: “soleus” {said}",
        f"pack-2.json: three-breaths: id: “three-breaths” {said}",
    ]
    assert loaded.atlas.sources == ATLAS.sources
    assert loaded.atlas.muscles[1] == ATLAS.muscles[1]
    assert loaded.origins["three-breaths"] == "Our school (pack-1.json)"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"limit": 9}, "limit"),
        ({"target": [5, 8]}, "target"),
        ({"hold": [30, 15]}, "hold"),
        ({"phases": [{"name": "rest", "says": "Rest."}]}, "phases"),
        ({"phases": [{"name": "hold", "says": "a"}, {"name": "deepen", "says": "b"}]}, "phases"),
        ({"id": "static-pressure"}, "id"),
        ({"rounds": 0}, "rounds"),
    ],
)
def test_a_protocol_that_breaks_a_rule_is_left_out_with_the_points_that_ask_for_it(
    tmp_path: Path, changes: dict[str, object], field: str
) -> None:
    data = pack()
    data["protocols"][0].update(changes)
    loaded = merged(tmp_path, data)
    assert any(field in finding.field for finding in loaded.findings)
    assert loaded.atlas.protocols == ATLAS.protocols
    assert loaded.atlas.muscles[0] == ATLAS.muscles[0]
    assert "our-infraspinatus-3" not in loaded.origins


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"muscle": "infraspinatos"}, "muscle: there is no “infraspinatos”. Correct its spelling, or add the muscle."),
        ({"label": "TrP1"}, "label: “TrP1” is infraspinatus-1. Give it a number of its own."),
        ({"cautions": ["thick-bone"]}, "cautions[0]: there is no “thick-bone”"),
        ({"palpation": "poke"}, "palpation: invalid enum value 'poke'"),
        ({"pressure": {**own_point(3)["pressure"], "target": [5, 7]}}, "pressure.target: above the limit of 6"),
        ({"pressure": {**own_point(3)["pressure"], "hold": [20, 5]}}, "pressure.hold: the range is empty"),
    ],
)
def test_a_point_that_cannot_be_used_is_left_out_and_told(
    tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    data = pack()
    data["points"][0].update(changes)
    loaded = merged(tmp_path, data)
    assert lines(loaded)[0].startswith(f"pack-1.json: our-infraspinatus-3: {says}")
    assert loaded.atlas.muscles[0] == ATLAS.muscles[0]
    assert [p.id for p in loaded.atlas.muscles[2].points] == ["our-muscle-1"]


def test_what_a_pack_has_that_is_unknown_is_left_out_alone(tmp_path: Path) -> None:
    data = pack()
    data["protocols"][0]["colour"] = "red"
    data["regions"] = []
    loaded = merged(tmp_path, data)
    assert lines(loaded) == [
        "pack-1.json: pack: regions: there is no such list. Remove it, or correct its spelling.",
        "pack-1.json: three-breaths: colour: there is no such field. Remove it, or correct its spelling.",
    ]
    assert "three-breaths" in loaded.origins


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "{}", '{"version": 2}', '{"pack": 2}', '{"version": 1, "protocols": 3}', "\ud800", "[" * 9999],
)
def test_a_file_that_is_no_pack_is_told_and_changes_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ours.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = merge(ATLAS, read_packs([path]))
    assert loaded.atlas == ATLAS
    assert loaded.findings
    assert all(finding.file == "ours.json" for finding in loaded.findings)


@settings(max_examples=200)
@given(place=st.sampled_from(places(json.loads(_text()))), value=VALUES)
def test_no_damage_to_a_pack_reaches_the_atlas_or_raises_a_limit(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str | int, ...], value: object
) -> None:
    data: Any = pack()
    target = data
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    loaded = merged(tmp_path_factory.mktemp("damaged"), data)
    for finding in loaded.findings:
        assert finding.file == "pack-1.json"
        assert all((finding.record, finding.field, finding.message, finding.advice))
    for name in ("groups", "regions", "scale", "advice"):
        assert getattr(loaded.atlas, name) == getattr(ATLAS, name)
    for before, after in zip(ATLAS.muscles, loaded.atlas.muscles, strict=False):
        assert after.points[: len(before.points)] == before.points
    limits = {p.id: p.limit for p in loaded.atlas.protocols}
    assert max(limits.values()) <= 7
    points = [p for m in loaded.atlas.muscles for p in m.points]
    assert all(p.pressure.target[1] <= limits[p.pressure.protocol] for p in points if p.pressure is not None)
    assert set(loaded.origins) <= {r.name_in_file for r in (*loaded.atlas.muscles, *points)} | {
        r.name_in_file
        for name in ("sources", "protocols", "conditions", "cautions")
        for r in getattr(loaded.atlas, name)
    }


def test_the_rules_are_asked_of_a_packs_records_alone(tmp_path: Path) -> None:
    data = pack()
    data["points"][0]["referral"]["client"] = "You feel it in the shoulder."
    data["sources"] = data["conditions"][0]["sources"] = []
    for each in (data["protocols"][0], data["points"][0]):
        each["sources"] = []
    other = sample()
    other["protocols"][0]["summary"] = "Press with 3 kg."
    packs = read_packs([write(tmp_path / "ours.json", data)])
    found = [str(f) for f in pack_findings(as_atlas(other), packs)]
    assert found == [
        "ours.json: three-breaths: sources: no source is cited. Cite one.",
        "ours.json: our-complaint: sources: no source is cited. Cite one.",
        "ours.json: our-infraspinatus-3: sources: no source is cited. Cite one.",
        "ours.json: our-infraspinatus-3: referral.client: sounds certain. Write “you may feel it”.",
    ]


def put_in_place(name: str, data: object) -> None:
    folder = data_folder() / "packs"
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / name, data)


def test_the_packs_of_the_user_are_opened_with_the_atlas() -> None:
    shipped = load_atlas(assets.points_path()).atlas
    assert pack_files() == ()
    assert open_atlas(assets.points_path()).atlas == shipped
    config = config_folder()
    config.mkdir(parents=True)
    write(config / "protocols.json", {"version": 1, **{k: pack()[k] for k in ("sources", "protocols")}})
    put_in_place("b.json", {"pack": 1, "points": [{"muscle": "infraspinatus", **own_point(9, conditions=[])}]})
    put_in_place("a.json", {"pack": 1, "cautions": [*pack()["cautions"], {**pack()["cautions"][0], "id": "thin-bone"}]})
    put_in_place("._a.json", "left by another system")
    put_in_place("c.json", "no pack")
    loaded = open_atlas(assets.points_path())
    assert [path.name for path in pack_files()] == ["protocols.json", "a.json", "b.json", "c.json"]
    assert "our-infraspinatus-9" in {p.id for m in loaded.atlas.muscles for p in m.points}
    assert loaded.origins["three-breaths"] == "protocols.json"
    assert str(next(f for f in loaded.findings if f.file == "c.json")).startswith("c.json: pack: whole file: ")
    assert not any("._a.json" in str(finding) for finding in loaded.findings)


def test_one_folder_holds_what_belongs_to_the_user() -> None:
    assert default_folder().parent == data_folder()


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ({"pack": 1}, True),
        ({"version": 1, "protocols": [], "sources": []}, True),
        ({"version": 1, "muscles": []}, False),
        ({"version": 1}, False),
        ([], False),
    ],
)
def test_what_a_pack_is(tmp_path: Path, data: object, answer: bool) -> None:
    assert is_pack(write(tmp_path / "file.json", data)) == answer


def test_the_example_of_the_readme_is_a_pack_without_a_finding(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", readme, re.DOTALL)
    shipped = load_atlas(assets.points_path()).atlas
    path = tmp_path / "our-school.json"
    path.write_text(example, encoding="utf-8")
    packs = read_packs([path])
    assert [str(finding) for finding in pack_findings(shipped, packs)] == []
    assert set(merge(shipped, packs).origins) == {"our-handbook", "three-breaths"}
