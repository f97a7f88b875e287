"""``bodymap sources --painting``: what the pain of a saved painting may come from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bodymap import assets, cli
from bodymap.core.painting.file import write_painting
from bodymap.core.painting.model import Painting, Stroke
from bodymap.core.skin.table import Place, Skin, read_skin

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def skin() -> Skin:
    return read_skin(assets.skin_root())


@pytest.fixture
def temple(tmp_path: Path, skin: Skin) -> Path:
    """A painting of one dab on the right temple."""
    cell = next(n for n in range(skin.count) if skin.region(n) == "head.temple" and skin.centre(n)[0] < 0)
    path = tmp_path / "temple.json"
    write_painting(path, Painting((Stroke("pain", 5, 2.0, (Place(cell, 128, 128),)),)))
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0) -> str:
    assert cli.run(["sources", *map(str, arguments)]) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def test_red_flags_come_first_then_muscles_with_reasons_and_no_figure_of_being_right(capsys, temple) -> None:
    said = told(capsys, "--painting", temple)
    assert said.index("Giant cell arteritis, right: ") < said.index("\n1. ")
    assert ", right: fits " in said
    assert "Explains " in said
    assert "%" not in said


def test_its_json_has_every_key_and_one_side_alone_where_asked(capsys, temple) -> None:
    found = json.loads(told(capsys, "--painting", temple, "--json"))
    keys = ["painting", "side", "essential_only", "red_flags", "muscles", "together", "unexplained", "also_fits"]
    assert list(found) == keys
    assert {one["side"] for one in found["muscles"]} == {"right"}
    assert "alt-giant-cell-arteritis" in [one["id"] for one in found["red_flags"]]
    for line in (line for one in found["muscles"] for line in one["points"]):
        assert list(line) == ["ids", "score", "fit", "share", "explains", "also"]
    main = json.loads(told(capsys, "--painting", temple, "--json", "--essential", "--side", "right"))
    assert all(line["explains"]["spillover"] == [] for one in main["muscles"] for line in one["points"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--side", "left"), "Nothing is painted there."),
        (("thumb",), "Name places, or give a painting."),
    ],
)
def test_what_cannot_be_met_is_refused(capsys, temple, arguments, says) -> None:
    assert says in told(capsys, "--painting", temple, *arguments, code=2)


def test_no_places_and_no_painting_and_a_file_that_is_none(capsys, tmp_path) -> None:
    assert "Name places, or give a painting." in told(capsys, code=2)
    assert "cannot be read" in told(capsys, "--painting", tmp_path / "none.json", code=2)
    (tmp_path / "other.json").write_text("[]")
    assert "other.json" in told(capsys, "--painting", tmp_path / "other.json", code=2)
