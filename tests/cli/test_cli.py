"""The command line, as scripts and people use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bodymap import __main__, __version__, assets, cli, desktop
from bodymap.core.sheets import SheetLibrary
from tests.atlas_samples import sample, write

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


def bodymap(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program as from a shell without a display."""
    variables = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "bodymap", *arguments]
    return subprocess.run(command, env={**variables, **environment}, capture_output=True, encoding="utf-8", check=False)


def test_list_json_has_every_point_of_the_shipped_atlas() -> None:
    done = bodymap("list", "--json", PYTHONIOENCODING="utf-8")
    rows = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert len(rows) >= 75
    for row in rows:
        assert list(row) == ["id", "muscle", "part", "label", "referral", "conditions", "sheets"]
        assert list(row["referral"]) == ["essential", "spillover"]


def test_list_tells_where_a_point_is_seen(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert first == {
        "id": "infraspinatus-1",
        "muscle": "Infraspinatus",
        "part": "upper fibres",
        "label": "TrP1",
        "referral": {"essential": ["shoulder.front"], "spillover": ["arm.front"]},
        "conditions": ["frozen-shoulder"],
        "sheets": ["front"],
    }


def test_list_in_columns(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list"]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == ["POINT", "MUSCLE", "LABEL", "PART", "SHEETS"]
    assert [row.split()[0] for row in rows] == ["infraspinatus-1", "infraspinatus-2", "soleus-1"]
    assert {row.index("TrP") for row in rows} == {heading.index("LABEL")}


def test_a_reader_that_stops_early_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "bodymap", "list", "--json"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [["show", "soleus-1"], ["show", "nowhere"]])
def test_a_console_of_few_letters_gets_question_marks(arguments: list[str]) -> None:
    done = bodymap(*arguments, PYTHONIOENCODING="ascii")
    assert "Traceback" not in done.stderr
    assert "?" in done.stdout + done.stderr


def test_show_json_is_the_whole_record(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show", "infraspinatus-1", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    point = sample()["muscles"][0]["points"][0]
    assert shown == {
        **point,
        "evidence": {**point["evidence"], "people": None},
        "muscle": "Infraspinatus",
        "sheets": ["front"],
        "associations": [],
        "next": [],
        "unpressed": None,
    } | {key: shown[key] for key in ("pressure", "referral", "find", "cautions", "sources")}
    assert shown["referral"]["words"] == "Commonly reported deep in the shoulder."
    assert shown["pressure"]["hold"] == [8, 20]
    assert shown["cautions"][0]["structure"] == "suprascapular nerve"


@pytest.mark.parametrize("name", ["infraspinatus-1", "Infraspinatus TrP1", "infraspinatus 1"])
def test_show_takes_an_id_or_a_name(shelf: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert cli.run(["show", name]) == 0
    assert capsys.readouterr().out.startswith("Infraspinatus TrP1  (infraspinatus-1)")


def test_show_speaks_to_a_client(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["show", "infraspinatus-1", "--voice", "client"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Infraspinatus muscle, point 1  (infraspinatus-1)")
    assert "Pressure stays gentle here." in told
    assert "suprascapular nerve" not in told


@pytest.mark.parametrize(
    ("arguments", "offers"),
    [
        (["show", "infraspinatos-1"], "Nearest: infraspinatus-1"),
        (["show", "infraspinatus"], "Nearest: infraspinatus-1, infraspinatus-2."),
        (["show", "adhesive capsulitis"], "Nearest: infraspinatus-1, infraspinatus-2."),
        (["render", "soleus", "-o", "x.png"], "Nearest: soleus-1."),
        (["soleus-2"], "Nearest: soleus-1"),
        (["lits"], "list"),
        (["render", "soleus-1", "--sheet", "frnt", "-o", "x.png"], "There is no sheet “frnt”. Nearest: front."),
    ],
)
def test_an_unknown_name_gets_the_nearest_offered(
    shelf: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], offers: str
) -> None:
    assert cli.run(arguments) == 2
    captured = capsys.readouterr()
    assert offers in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("output", "says"), [("x.gif", "end it with .png, .svg, .pdf"), ("nowhere/x.png", "There is no folder")]
)
def test_render_refuses_what_it_cannot_write(
    shelf: Path, capsys: pytest.CaptureFixture[str], output: str, says: str
) -> None:
    assert cli.run(["render", "soleus-1", "-o", output]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ending", "begins"), [("png", b"\x89PNG\r\n"), ("svg", b"<?xml"), ("pdf", b"%PDF-"), ("PNG", b"\x89PNG\r\n")]
)
def test_render_draws_without_a_display(tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"drawn.{ending}"
    done = bodymap("render", "infraspinatus-1", "--sheet", "back", "--figure", "man", "--side", "left", "-o", str(path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert path.read_bytes().startswith(begins)
    assert path.stat().st_size > 5_000


def test_render_without_the_libraries_is_told(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(desktop, "drawing_problem", lambda: "bodymap needs system libraries")
    assert cli.run(["render", "soleus-1", "-o", str(shelf / "x.png")]) == 1
    assert capsys.readouterr().err == "bodymap needs system libraries\n"
    assert not (shelf / "x.png").exists()


def test_render_of_a_broken_drawing_is_told(
    qapp: QApplication, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf / "svg" / "woman" / "front.svg").write_text("<svg", encoding="utf-8")
    assert cli.run(["render", "soleus-1", "--sheet", "front", "-o", str(shelf / "x.png")]) == 1
    assert "front.svg" in capsys.readouterr().err
    assert not (shelf / "x.png").exists()


@pytest.mark.parametrize("option", [["--figure", "child"], ["--side", "front"], []])
def test_wrong_options_are_refused(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.run(["render", "soleus-1", *option])
    assert stopped.value.code == 2
    assert "bodymap render" in capsys.readouterr().err


def test_check_of_files_as_they_should_be(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "2 muscles, 3 points: no findings.\n"


def test_check_prints_a_line_a_finding(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = sample()
    data["muscles"][0]["points"][0]["pressure"]["hold"] = [20, 8]
    data["muscles"][0]["points"][1]["palpation"] = "poke"
    assert cli.run(["check", str(write(shelf / "mine.json", data))]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("mine.json: infraspinatus-2: palpation: ")
    assert "mine.json: infraspinatus-1: pressure.hold: the range is empty. Write the shorter time first." in lines


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_check_of_no_atlas_is_one_line(shelf: Path, capsys: pytest.CaptureFixture[str], content: str | None) -> None:
    path = shelf / "mine.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert cli.run(["check", str(path)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["list"], ["show", "soleus-1"], ["soleus-1"], ["check"]])
def test_a_missing_atlas_is_told_without_a_traceback(
    shelf: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    (shelf / "points.json").unlink()
    assert cli.run(arguments) == 1
    captured = capsys.readouterr()
    assert "points.json: atlas: whole file: the file is missing" in captured.out + captured.err


def test_the_list_needs_no_drawing_and_a_broken_list_of_sheets_is_told(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf / "svg" / "man" / "front.svg").unlink()
    assert cli.run(["list", "--json"]) == 0
    assert [row["sheets"] for row in json.loads(capsys.readouterr().out)] == [["front"]] * 3
    (shelf / "svg" / "sheets.json").write_text("{", encoding="utf-8")
    assert cli.run(["list"]) == 1
    assert "sheets.json" in capsys.readouterr().err


def test_what_the_list_says_is_what_the_shipped_drawings_show() -> None:
    library = SheetLibrary(assets.svg_root())
    for info in library.infos:
        for figure in ("woman", "man"):
            art = library.art(figure, info.id)
            assert set(info.points[figure]) == set(art.points)
            assert set(info.zones[figure]) == {name.split(".")[1] for name in art.shapes if name.startswith("zone.")}
            assert set(art.points) <= info.shown


def test_check_says_of_very_many_findings_how_many_more_there_are(
    shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = sample()
    data["groups"] += [{"id": "arm", "name": "Arm"}] * 5_000
    assert cli.run(["check", str(write(shelf / "mine.json", data))]) == 1
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert len(lines) == 1001
    assert lines[-1] == "… and 3999 more."
    assert "4999 findings." in captured.err


def test_nothing_in_the_atlas_steers_the_terminal(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = sample()
    data["muscles"][0]["points"][0]["part"] = "upper \x1b[31mfibres\u202e\x9b"
    write(shelf / "points.json", data)
    for arguments in (["show", "infraspinatus-1"], ["list"]):
        assert cli.run(arguments) == 0
        out = capsys.readouterr().out
        assert {"\x1b", "\u202e", "\x9b"}.isdisjoint(out)
        assert "upper \\x1b[31mfibres\\u202e\\x9b" in out


def test_what_was_left_out_of_the_atlas_is_told(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = sample()
    data["muscles"][1]["points"][0]["palpation"] = "poke"
    write(shelf / "points.json", data)
    assert cli.run(["show", "infraspinatus-1"]) == 0
    assert "soleus-1: palpation" in capsys.readouterr().err


def test_help_and_version() -> None:
    assert bodymap("--version").stdout == f"bodymap {__version__}\n"
    assert "POINT" in bodymap("--help").stdout
    assert bodymap("--nonsense").returncode == 2


@pytest.mark.parametrize("arguments", [[], ["soleus-1"]])
@pytest.mark.skipif(sys.platform != "linux", reason="only X and Wayland can be missing")
def test_no_display_is_told_and_nothing_aborts(arguments: list[str]) -> None:
    for environment, says in (({}, "DISPLAY is not set"), ({"DISPLAY": ":987"}, "“:987” cannot be reached")):
        done = bodymap(*arguments, **environment)
        assert done.returncode == 1
        assert says in done.stderr or "apt-get install" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_point_on_the_command_line_opens_the_window_with_it(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str | None] = []

    def open_window(point_id: str | None) -> int:
        opened.append(point_id)
        return 0

    monkeypatch.setattr(__main__, "open_window", open_window)
    for arguments in (["soleus-1"], ["open", "soleus-1"], ["Soleus TrP1"]):
        monkeypatch.setattr(sys, "argv", ["bodymap", *arguments])
        assert __main__.main() == 0
    monkeypatch.setattr(sys, "argv", ["bodymap"])
    assert __main__.main() == 0
    assert opened == ["soleus-1", "soleus-1", "soleus-1", None]


def test_the_way_to_the_window_imports_nothing_of_the_commands() -> None:
    code = (
        "import sys; sys.argv = ['bodymap']; from bodymap.__main__ import main; main()\n"
        "print([m for m in ('argparse', 'bodymap.cli', 'msgspec', 'numpy') if m in sys.modules])"
    )
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n"
