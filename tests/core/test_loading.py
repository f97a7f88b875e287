"""Loading: good records stay, bad ones are named by file, record and field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.loading import AtlasError, Loaded, load_atlas
from tests.atlas_samples import SAMPLE, as_file, sample, write

if TYPE_CHECKING:
    from pathlib import Path


def load(path: Path, data: object) -> Loaded:
    return load_atlas(write(path / "points.json", data))


def the_line(loaded: Loaded) -> str:
    assert len(loaded.findings) == 1, [str(f) for f in loaded.findings]
    return str(loaded.findings[0])


def test_a_good_file_loads_whole(tmp_path: Path) -> None:
    loaded = load(tmp_path, SAMPLE)
    assert loaded.findings == ()
    assert [m.id for m in loaded.atlas.muscles] == ["infraspinatus", "soleus"]
    assert loaded.atlas.muscles[0].points[0].pressure.hold == (8, 20)


def test_the_shipped_atlas_loads_whole() -> None:
    assert load_atlas(assets.points_path()).findings == ()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "points.json"
    path.write_text(json.dumps(SAMPLE), encoding="utf-8-sig")
    assert load_atlas(path).findings == ()


def test_a_bad_point_is_left_out_and_its_neighbours_stay(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][0]["points"][0]["find"]["landmarks"] = 7
    loaded = load(tmp_path, data)
    assert "points.json: infraspinatus-1: find.landmarks: expected `str`, got `int`" in the_line(loaded)
    assert [p.id for p in loaded.atlas.muscles[0].points] == ["infraspinatus-2"]
    assert loaded.atlas.muscles[1].points


def test_a_point_without_its_cautions_is_never_shown(tmp_path: Path) -> None:
    data = sample()
    del data["muscles"][0]["points"][0]["cautions"]
    loaded = load(tmp_path, data)
    assert "infraspinatus-1: cautions: the field is missing. Add it." in the_line(loaded)
    assert [p.id for p in loaded.atlas.muscles[0].points] == ["infraspinatus-2"]


def test_a_bad_muscle_is_left_out(tmp_path: Path) -> None:
    data = sample()
    del data["muscles"][0]["nerve"]
    data["muscles"][1]["depth"] = "shallow"
    loaded = load(tmp_path, data)
    assert [str(f).split(": ", 1)[1] for f in loaded.findings] == [
        "infraspinatus: nerve: the field is missing. Add it.",
        "soleus: depth: invalid enum value 'shallow'. Use one of the values that the schema lists.",
    ]
    assert loaded.atlas.muscles == ()


def test_a_record_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][0]["points"][1] = 5
    data["conditions"].append({})
    lines = [str(f) for f in load(tmp_path, data).findings]
    assert "points.json: conditions[2]: " in lines[0]
    assert "points.json: infraspinatus.points[1]: whole record: " in lines[1]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("conditions", ["frozen-sholder"], "infraspinatus-1: conditions[0]: there is no “frozen-sholder”"),
        ("sources", [{"source": "nobody"}], "infraspinatus-1: sources[0]: there is no “nobody”"),
    ],
)
def test_an_unknown_mention_is_taken_out_and_the_point_stays(
    tmp_path: Path, field: str, value: list[Any], says: str
) -> None:
    data = sample()
    data["muscles"][0]["points"][0][field] = value
    loaded = load(tmp_path, data)
    assert says in the_line(loaded)
    assert getattr(loaded.atlas.muscles[0].points[0], field) == ()


def test_an_unknown_region_is_taken_out_of_a_referral(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][0]["points"][0]["referral"]["essential"].append("shoulder.frnt")
    loaded = load(tmp_path, data)
    assert "infraspinatus-1: referral.essential[1]: there is no “shoulder.frnt”" in the_line(loaded)
    assert loaded.atlas.muscles[0].points[0].referral.essential == ("shoulder.front",)


def test_a_point_without_a_known_protocol_is_left_out(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][0]["points"][0]["pressure"]["protocol"] = "hammering"
    loaded = load(tmp_path, data)
    assert "infraspinatus-1: pressure.protocol: there is no “hammering”" in the_line(loaded)
    assert [p.id for p in loaded.atlas.muscles[0].points] == ["infraspinatus-2"]


@pytest.mark.parametrize("changes", [{"pressure": None}, {"unpressed": ...}])
def test_a_point_that_says_neither_how_it_is_pressed_nor_why_not_is_left_out(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    data = sample()
    why = {
        "because": "not safe",
        "why": "An artery.",
        "instead": "Stretch.",
        "client": "I do not press.",
        "sources": [],
    }
    data["muscles"][0]["points"][0] |= {key: why if value is ... else value for key, value in changes.items()}
    loaded = load(tmp_path, data)
    assert "infraspinatus-1: unpressed: says neither how it is pressed nor why not, or both" in the_line(loaded)
    assert [p.id for p in loaded.atlas.muscles[0].points] == ["infraspinatus-2"]


@pytest.mark.parametrize(
    "name",
    ["groups", "regions", "sources", "protocols", "conditions", "advice", "scale", "cues", "endings", "explanations"],
)
def test_a_record_that_stands_twice_is_kept_once(tmp_path: Path, name: str) -> None:
    data = sample()
    data[name].append(data[name][0])
    loaded = load(tmp_path, data)
    assert "stands twice" in the_line(loaded)
    assert len(getattr(loaded.atlas, name)) == len(SAMPLE[name])


def test_a_point_id_stands_once_among_all_muscles(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][1]["points"][0]["id"] = "infraspinatus-2"
    loaded = load(tmp_path, data)
    assert "“infraspinatus-2” stands twice" in the_line(loaded)
    assert loaded.atlas.muscles[1].points == ()


@pytest.mark.parametrize(
    ("name", "field"), [("advice", "id"), ("groups", "id"), ("conditions", "id"), ("regions", "code")]
)
def test_an_id_ends_where_it_ends(tmp_path: Path, name: str, field: str) -> None:
    data = sample()
    data[name].append({**data[name][0], field: "another\n"})
    assert f"another: {field}: expected `str` matching regex" in the_line(load(tmp_path, data))


def test_a_label_ends_where_it_ends(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][0]["points"][0]["label"] = "TrP1\n"
    assert "infraspinatus-1: label: expected" in the_line(load(tmp_path, data))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"version": 1,\n\n "groups": [}', "line 3, column 13"),
        ('{"version": 1,\n "ä": ü}'.encode(), "line 2, column 7"),
        (b'{"version": 1,\n "gr\xffoups": [}', "not UTF-8, line 2, column 5"),
    ],
)
def test_bad_json_is_told_by_line_and_column(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "points.json"
    path.write_bytes(content)
    with pytest.raises(AtlasError) as caught:
        load_atlas(path)
    assert says in str(caught.value)


def test_of_very_many_bad_records_the_first_are_told_and_the_good_ones_stay(tmp_path: Path) -> None:
    data = sample()
    data["groups"] = [{}] * 5_000 + data["groups"]
    loaded = load(tmp_path, data)
    assert len(loaded.findings) == 101
    assert "groups: whole list: 4900 more records of this list are not as they should be" in str(loaded.findings[-1])
    assert [group.id for group in loaded.atlas.groups] == ["shoulder-arm"]


def test_a_file_that_no_atlas_can_be_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "points.json"
    with path.open("wb") as file:
        file.truncate(2**33)
    with pytest.raises(AtlasError, match="far larger"):
        load_atlas(path)


def test_a_finding_shows_what_is_unseen_and_is_of_a_readable_length(tmp_path: Path) -> None:
    data = sample()
    data["groups"].append({"id": "arm", "name": "Arm", "k\0\u202e\x1b" + "x" * 3_000: 1})
    line = the_line(load(tmp_path, data))
    assert r"k\x00\u202e\x1bxxx" in line
    assert line.isprintable()
    assert len(line) < 400


def test_a_missing_and_a_strange_list_are_told(tmp_path: Path) -> None:
    data = sample()
    del data["advice"]
    data["advise"] = []
    data["scale"] = 10
    lines = [str(f) for f in load(tmp_path, data).findings]
    assert [line.split(": ", 1)[1] for line in lines] == [
        "atlas: advise: there is no such list. Did you mean “advice”? Otherwise remove it.",
        "scale: whole list: this is not a list. Write it as [ … ].",
        "atlas: advice: the list is missing. Add it, even if empty.",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"[]", "not one JSON object"),
        (b"null", "not one JSON object"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[" * 100_000, "not one JSON object"),
        (b'{"version": ' + b"[" * 100_000, "not valid JSON"),
        (b"{}", "atlas version 1 only"),
        (b'{"version": 2}', "atlas version 1 only"),
    ],
)
def test_nothing_to_show_is_one_clear_error(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "points.json"
    path.write_bytes(content)
    with pytest.raises(AtlasError, match=says) as caught:
        load_atlas(path)
    assert str(path) in str(caught.value)
    assert caught.value.finding.advice


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="the file is missing"):
        load_atlas(tmp_path / "nowhere.json")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="the file cannot be read"):
        load_atlas(tmp_path)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of everything inside ``value``."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(p for key, one in inner for p in places(one, (*path, key)))]


PLACES = [path for path in places(SAMPLE) if path[0] != "version"]


@settings(max_examples=300)
@given(place=st.sampled_from(PLACES), value=VALUES)
def test_any_damage_is_reported_by_file_record_and_field(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str | int, ...], value: object
) -> None:
    data = sample()
    target: Any = data
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    loaded = load(tmp_path_factory.mktemp("damaged"), data)
    for finding in loaded.findings:
        assert finding.file == "points.json"
        assert all((finding.record, finding.field, finding.message, finding.advice))
        assert "\n" not in str(finding)
    # What is left holds together: saved as a file of its own it has nothing to report.
    again = load(tmp_path_factory.mktemp("again"), as_file(loaded.atlas))
    assert again == Loaded(loaded.atlas, ())


@given(place=st.sampled_from([p for p in PLACES if isinstance(p[-1], str)]))
def test_any_missing_field_is_named_or_not_needed(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[str | int, ...]
) -> None:
    data = sample()
    target: Any = data
    for step in place[:-1]:
        target = target[step]
    del target[place[-1]]
    findings = load(tmp_path_factory.mktemp("short"), data).findings
    may_be_left_out = ("where", "authors", "year", "url", "parent", "brief", "listed", "picture", "labels")
    optional = place[-1] in (*may_be_left_out, "cues", "endings", "explanations") or place[-2:] in (
        ("cautions",),  # a file may share none; a point that names one is told
        (0, "target"),
        (0, "seconds"),
    )
    if not optional:
        assert any(f.field.endswith(str(place[-1])) for f in findings), place


@given(content=st.binary(max_size=200))
def test_any_bytes_are_an_atlas_or_an_atlas_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "points.json"
    path.write_bytes(content)
    with pytest.raises(AtlasError):
        load_atlas(path)


def test_a_muscle_of_an_unknown_group_is_left_out(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][1]["group"] = "tail"
    loaded = load(tmp_path, data)
    assert "soleus: group: there is no “tail”" in the_line(loaded)
    assert [m.id for m in loaded.atlas.muscles] == ["infraspinatus"]


def test_an_unknown_source_is_taken_out_of_a_block_inside_a_block(tmp_path: Path) -> None:
    data = sample()
    data["muscles"][1]["points"][0]["cautions"][0]["sources"].append({"source": "hearsay"})
    loaded = load(tmp_path, data)
    assert "soleus-1: cautions[0].sources[1]: there is no “hearsay”" in the_line(loaded)
    assert [c.source for c in loaded.atlas.muscles[1].points[0].cautions[0].sources] == ["manual"]


def test_a_mention_of_a_record_that_cannot_be_read_is_not_called_misspelt(tmp_path: Path) -> None:
    data = sample()
    data["protocols"][0]["hold"] = ["long", 20]
    lines = [str(finding) for finding in load(tmp_path, data).findings]
    assert "static-pressure: hold[0]" in lines[0]
    mentions = [line for line in lines if "pressure.protocol" in line]
    assert mentions
    assert all("“static-pressure” cannot be read. Correct that record first." in line for line in mentions)


def test_an_unknown_region_around_a_region_is_forgotten(tmp_path: Path) -> None:
    data = sample()
    data["regions"][1]["parent"] = "sholder"
    loaded = load(tmp_path, data)
    assert "shoulder.front: parent: there is no “sholder”" in the_line(loaded)
    assert loaded.atlas.regions[1].parent is None


def test_a_file_from_before_cautions_were_shared_loads_whole(tmp_path: Path) -> None:
    data = sample()
    del data["cautions"], data["muscles"][0]["points"][1]["cautions"][0]
    assert load(tmp_path, data).findings == ()


def test_a_shared_caution_is_said_in_full_at_each_point_that_names_it(tmp_path: Path) -> None:
    loaded = load(tmp_path, SAMPLE)
    first, second = loaded.atlas.muscles[0].points[1].cautions
    assert first == loaded.atlas.cautions[0]
    assert (first.structure, second.structure) == ("thin bone", "suprascapular nerve")


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ({"id": "thick-bone"}, "there is no “thin-bone”. Correct its spelling, or add a record for it."),
        ({"risk": 7}, "“thin-bone” cannot be read. Correct that record first."),
    ],
)
def test_a_point_is_never_shown_without_a_shared_caution(tmp_path: Path, damage: dict[str, Any], says: str) -> None:
    data = sample()
    data["cautions"][0].update(damage)
    loaded = load(tmp_path, data)
    assert str(loaded.findings[-1]) == f"points.json: infraspinatus-2: cautions[0]: {says}"
    assert [p.id for p in loaded.atlas.muscles[0].points] == ["infraspinatus-1"]


def test_an_unknown_source_of_a_shared_caution_is_told_once(tmp_path: Path) -> None:
    data = sample()
    data["cautions"][0]["sources"].append({"source": "hearsay"})
    data["muscles"][0]["points"][0]["cautions"].append("thin-bone")
    loaded = load(tmp_path, data)
    assert "thin-bone: sources[1]: there is no “hearsay”" in the_line(loaded)
    assert [c.source for c in loaded.atlas.muscles[0].points[1].cautions[0].sources] == ["manual"]
