"""``bodymap sources``: what the pain of named places may come from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bodymap import assets, cli
from bodymap.core.loading import load_atlas
from tests.cli.test_cli import bodymap

if TYPE_CHECKING:
    from pathlib import Path

REACHED = ["essential", "spillover"]


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert cli.run(["sources", *arguments]) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(capsys, *arguments, "--json"))
    return found


@pytest.mark.parametrize("arguments", [("head.temple", "thumb"), ("abdomen.lower", "--essential", "--side", "left")])
def test_its_json_has_one_shape_whatever_is_found(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    found = as_json(capsys, *arguments)
    keys = ["places", "side", "essential_only", "red_flags", "muscles", "together", "unexplained", "named", "also_fits"]
    assert list(found) == keys
    assert list(found["red_flags"]) == ["advice", "signs", "fits"]
    for muscle in found["muscles"]:
        assert list(muscle) == ["id", "name", "score", "fit", "points"]
        for line in muscle["points"]:
            assert list(line) == ["ids", "score", "fit", "explains", "also"]
            assert [list(line["explains"]), list(line["also"])] == [REACHED, REACHED]
            assert line["fit"] in ("well", "partly", "little")
    sides = (found["side"], found["essential_only"])
    assert sides == (("left", True) if "--side" in arguments else (None, False))


def test_red_flags_come_first_and_every_line_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "head.temple", "thumb", "--side", "left")
    assert said.startswith("Where it hurts, left side: temple; thumb\n\nWhen to stop and refer\n")
    assert said.index("Sudden, worst-ever headache") < said.index("1. Flexor pollicis longus: fits partly, 0.7")
    assert "TrP1 (scalenes-1), TrP2 (scalenes-2), TrP3 (scalenes-3): fits a little" in said
    assert "     explains, as its main area: thumb\n" in said
    assert "     also commonly felt: upper teeth. Is it?\n" in said
    assert "No muscle explains it alone; together: Flexor pollicis longus and Semispinalis capitis.\n" in said
    assert "%" not in said


def test_it_tells_what_else_hurts_there_as_of_a_painting(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "thumb", "hand.palm")
    assert said.index("1. ") < said.index("This also fits, and what would tell it apart\n  - ")
    temple = told(capsys, "head.temple", "--side", "right")
    assert temple.index("Giant cell arteritis, right: ") < temple.index("1. ")
    either = as_json(capsys, "head.temple")["red_flags"]["fits"]
    assert ("alt-giant-cell-arteritis", None) in [(one["id"], one["side"]) for one in either]


def test_what_is_felt_on_one_side_alone_is_told_of_there_and_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    gall = next(one for one in load_atlas(assets.points_path()).atlas.alternatives if one.side == "right")

    def flags(*arguments: str) -> dict[str, str | None]:
        return {one["id"]: one["side"] for one in as_json(capsys, *gall.usual, *arguments)["red_flags"]["fits"]}

    assert flags()[gall.id] == flags("--side", "right")[gall.id] == "right"
    assert gall.id not in flags("--side", "left")


def test_a_skin_that_cannot_be_read_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "skin_root", lambda: tmp_path)
    assert "The skin cannot be read (" in told(capsys, "thumb", code=1)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("my calf hurts", ["calf"]),
        ("TEMPLE", ["head.temple"]),
        ("low-back-pain", ["low_back", "iliac_crest", "sacrum", "si_joint"]),
    ],
)
def test_a_place_may_be_said_in_words(capsys: pytest.CaptureFixture[str], name: str, places: list[str]) -> None:
    assert as_json(capsys, name, places[0])["places"] == places


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("thigh", "“thigh” may be several places. Nearest: thigh."),
        ("lower back", "Nearest: low-back-pain, mid_back."),
        ("qqqqqq", "There is no place “qqqqqq”."),
        ("", "There is no place “”."),
    ],
)
def test_what_is_no_one_place_is_refused_with_the_nearest(
    capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    assert says in told(capsys, "head.temple", name, code=2)


def test_it_speaks_german() -> None:
    said = bodymap("--language", "de", "sources", "Schläfe", "thumb", PYTHONIOENCODING="utf-8").stdout
    assert said.startswith("Wo es weh tut: Schläfe; ")
    for words in ("passt teilweise, 0,3", "erklärt, als Hauptgebiet: Schläfe", "Kein Muskel erklärt es allein"):
        assert words in said
