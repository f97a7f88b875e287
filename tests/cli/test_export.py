"""``bodymap export --data``: a data set that describes itself truly, put in its place whole or not at all."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from bodymap import __version__, assets, cli
from bodymap.cli import exporting

ROOT = Path(__file__).parents[2]
KINDS = {"string": str, "integer": int, "number": float}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "set"
    assert cli.run(["export", "--data", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def tables(data: Path) -> dict[str, tuple[dict[str, Any], list[dict[str, str]]]]:
    """Every table by its resource's name: how it is described, and its rows."""
    package = json.loads((data / "datapackage.json").read_bytes())
    found = {}
    for resource in package["resources"]:
        if resource["format"] == "csv":
            with (data / resource["path"]).open(encoding="utf-8", newline="") as file:
                found[resource["name"]] = resource, list(csv.DictReader(file))
    return found


def test_every_cell_is_what_its_column_says(tables: dict[str, tuple[dict[str, Any], list[dict[str, str]]]]) -> None:
    """As the Frictionless validator has it, which is too large to be kept here."""
    for name, (resource, rows) in tables.items():
        fields = resource["schema"]["fields"]
        assert rows, name
        assert list(rows[0]) == [field["name"] for field in fields], name
        for field in fields:
            values = [row[field["name"]] for row in rows]
            rules = field.get("constraints", {})
            filled = [KINDS[field["type"]](value) for value in values if value]
            assert not rules.get("required") or all(values), (name, field)
            assert not rules.get("unique") or len(set(values)) == len(values), (name, field)
            assert set(filled) <= set(rules.get("enum", filled)), (name, field)
            assert all(rules.get("minimum", one) <= one <= rules.get("maximum", one) for one in filled), (name, field)
        for key in resource["schema"].get("foreignKeys", ()):
            other = tables[key["reference"]["resource"] or name][1]
            known = {row[key["reference"]["fields"]] for row in other}
            assert {row[key["fields"]] for row in rows} - {""} <= known, (name, key)


def test_sources_of_every_table_are_sources(tables: dict[str, tuple[dict[str, Any], list[dict[str, str]]]]) -> None:
    known = {row["id"] for row in tables["sources"][1]}
    cited = {one for _, rows in tables.values() for row in rows for one in row.get("sources", "").split("|")}
    assert cited - {""} <= known


def test_it_holds_what_the_atlas_holds(
    data: Path, tables: dict[str, tuple[dict[str, Any], list[dict[str, str]]]]
) -> None:
    atlas = json.loads(assets.points_path().read_bytes())
    assert [row["id"] for row in tables["muscles"][1]] == [muscle["id"] for muscle in atlas["muscles"]]
    assert [row["id"] for row in tables["points"][1]] == [p["id"] for m in atlas["muscles"] for p in m["points"]]
    assert len(tables["sites"][1]) == len(atlas["sites"])
    assert json.loads((data / "datapackage.json").read_bytes())["version"] == __version__
    assert (data / "atlas.json").read_bytes() == assets.points_path().read_bytes()
    assert len(list(data.glob("svg/*/*.svg"))) == len(list(assets.svg_root().glob("*/*.svg")))


@pytest.mark.parametrize(("copy", "kept"), [("CITATION.cff", "CITATION.cff"), ("docs/DATASHEET.md", "DATASHEET.md")])
def test_what_a_reader_of_the_repository_finds_is_what_goes_out(copy: str, kept: str) -> None:
    assert (ROOT / copy).read_bytes() == (assets.root() / "dataset" / kept).read_bytes()
    assert "CITATION" not in copy or f"version: {__version__}\n" in (ROOT / copy).read_text(encoding="utf-8")


def test_an_earlier_one_is_replaced_and_anything_else_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        exporting, "_files", lambda: iter([("datapackage.json", b'{"name": "bodymap-referral-atlas"}')])
    )
    folder = tmp_path / "set"
    assert cli.run(["export", "--data", str(folder)]) == 0
    (folder / "old.csv").touch()
    assert cli.run(["export", "--data", str(folder)]) == 0
    assert [path.name for path in folder.iterdir()] == ["datapackage.json"]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").touch()
    (tmp_path / "file").touch()
    for refused in (mine, tmp_path / "file", tmp_path / "none" / "set"):
        assert cli.run(["export", "--data", str(refused)]) == 2
    assert (mine / "letter.txt").exists()
    assert "left alone" in capsys.readouterr().err


def test_where_it_fails_the_earlier_one_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "datapackage.json").write_text('{"name": "bodymap-referral-atlas"}')

    def broken() -> Any:
        yield "datapackage.json", b"{}"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "_files", broken)
    assert cli.run(["export", "--data", str(folder)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["set"]
    assert "referral" in (folder / "datapackage.json").read_text()
