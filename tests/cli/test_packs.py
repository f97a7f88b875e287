"""What a school adds, on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bodymap import cli
from bodymap.core.user_files import data_folder
from tests.atlas_samples import sample, write
from tests.core.test_packs import pack

if TYPE_CHECKING:
    from pathlib import Path


def shelf_of(school: Path) -> Path:
    return school.parents[2]


@pytest.fixture
def school(shelf: Path) -> Path:
    """The folder of packs, with one in it."""
    folder = data_folder() / "packs"
    folder.mkdir(parents=True)
    write(folder / "ours.json", pack())
    return folder


def test_a_packs_point_is_listed_and_shown_with_its_pack(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["our-infraspinatus-3"]["pack"] == rows["our-muscle-1"]["pack"] == "Our school (ours.json)"
    assert rows["our-infraspinatus-3"]["sheets"] == []
    assert "pack" not in rows["infraspinatus-1"]
    assert cli.run(["show", "our-infraspinatus-3", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pack"] == "Our school (ours.json)"
    assert cli.run(["show", "our muscle 1"]) == 0
    assert "From the pack Our school (ours.json)\n" in capsys.readouterr().out


def test_a_point_without_a_drawing_is_not_rendered(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["render", "our-muscle-1", "-o", str(school / "x.png")]) == 2
    told = "“our-muscle-1” comes from Our school (ours.json) and is on no drawing."
    assert capsys.readouterr().err.strip() == f"{told} “bodymap show our-muscle-1” tells of it."
    assert not (school / "x.png").exists()


def test_check_checks_the_packs_too_and_says_what_has_no_drawing(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    undrawn = [
        f"Our school (ours.json): {point}: it has no drawing, and is listed and shown in words."
        for point in ("our-infraspinatus-3", "our-muscle-1")
    ]
    assert cli.run(["check"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == undrawn
    assert captured.err == "3 muscles, 5 points: no findings.\n"
    data = pack()
    data["protocols"][0]["limit"] = 8
    data["points"][0]["rating"] = 5
    write(school / "ours.json", data)
    assert cli.run(["check"]) == 1
    whole = capsys.readouterr().out.splitlines()
    assert (
        "ours.json: our-infraspinatus-3: rating: there is no such field. Remove it, or correct its spelling." in whole
    )
    assert "ours.json: three-breaths: limit: above 7 of 10. Lower it." in whole
    alone = shelf_of(school) / "elsewhere.json"
    write(alone, data)
    (school / "ours.json").unlink()
    assert cli.run(["check", str(alone)]) == 1
    assert capsys.readouterr().out.replace("elsewhere", "ours").splitlines() == whole


@pytest.mark.parametrize("content", ["", "[1]", '{"pack": 7}', '{"pack": 1, "points": "none"}'])
def test_a_broken_pack_keeps_no_command_from_its_work(
    school: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (school / "broken.json").write_text(content, encoding="utf-8")
    assert cli.run(["list"]) == 0
    captured = capsys.readouterr()
    assert "our-infraspinatus-3" in captured.out
    assert captured.err.startswith("broken.json: ")
    assert cli.run(["check"]) == 1


def test_unknown_fields_are_told_once_on_opening_and_each_by_check(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = sample()
    for muscle in data["muscles"]:
        for point in muscle["points"]:
            point["rating"] = 3
    write(shelf / "points.json", data)
    said = "rating: there is no such field. Remove it, or correct its spelling."
    assert cli.run(["list"]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 4
    assert captured.err.splitlines() == [f"points.json: 3 records: {said}"]
    assert cli.run(["check"]) == 1
    points = ("infraspinatus-1", "infraspinatus-2", "soleus-1")
    assert capsys.readouterr().out.splitlines() == [f"points.json: {point}: {said}" for point in points]
