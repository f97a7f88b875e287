"""The command line in a language that changes every letter: nothing may be left as it was."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from bodymap import assets, cli
from bodymap.core.loading import load_atlas
from bodymap.core.painting.file import write_painting
from bodymap.core.painting.model import Painting, Stroke
from bodymap.core.sheets import SheetLibrary
from bodymap.core.skin.table import Place, read_skin
from tests.atlas_samples import sample
from tests.language import pseudo
from tests.language.pseudo import left_as_it_was

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("speak_pseudo")
COMMANDS = ("open", "list", "show", "sources", "reach", "render", "check", "export", "completion", "help")
VOICES = ("clinician", "client")
CHOICES = (
    *VOICES,
    "bash",
    "zsh",
    "fish",
    "right",
    "left",
    "both",
    "woman",
    "man",
    "png",
    "svg",
    "pdf",
    "JSON",
    "h",
    "o",
    "de",
    "en",
    "xx",
)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Return a function that runs a command over the translated atlas, and returns its code and what it said."""
    path = pseudo.write_atlas(tmp_path)
    monkeypatch.setattr(assets, "points_path", lambda: path)
    monkeypatch.setenv("COLUMNS", "200")

    def run_(*arguments: str) -> tuple[int, str]:
        try:
            code = cli.run(arguments)
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        told = capsys.readouterr()
        return code, told.out + told.err

    return run_


def names(*more: str) -> re.Pattern[str]:
    """Return what may stay as it is: ids, words to type, and what the test itself brought in."""
    atlas = load_atlas(assets.points_path()).atlas
    ids = [p.id for m in atlas.muscles for p in m.points]
    ids += [info.id for info in SheetLibrary(assets.svg_root()).infos]
    words = sorted({*ids, *COMMANDS, *CHOICES, *more}, key=len, reverse=True)
    return re.compile(
        r"--[a-z]+|(?<!\w)-[a-z]\b|\.(?:png|svg|pdf)\b|"
        + "|".join(rf"(?<![\w.-]){re.escape(word)}(?![\w-])" for word in words)
    )


def left(told: str, *more: str) -> Sequence[str]:
    allowed = names(*more)
    return [line for line in told.splitlines() if left_as_it_was(line, allowed)]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(run: Callable[..., tuple[int, str]], command: str) -> None:
    code, told = run(*filter(None, (command, "--help")))
    assert code == 0
    assert "⟦" in told
    assert not left(told)


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "infraspinatus-1"),
        ("show", "gluteus-minimus-4"),
        ("check",),
        ("sources", "head.temple", "thumb", "--side", "left"),
    ],
)
def test_answers(run: Callable[..., tuple[int, str]], arguments: tuple[str, ...]) -> None:
    _, told = run(*arguments)
    assert told
    # The rules for words look for English ones; what they quote from the atlas is accented.
    assert not left(told, "points.json", "referral.words", "referral.client", "sternocleidomastoid", "words", "client")


@pytest.mark.parametrize(
    ("arguments", "own"),
    [
        ((), ()),
        (("show",), ()),
        (("show", "qqqqqqqq"), ("qqqqqqqq",)),
        (("sources", "qqqqqqqq"), ("qqqqqqqq",)),
        (("list", "--wrong"), ()),
        (("render", "infraspinatus-1", "-o", "qq.txt"), ("qq.txt",)),
        (("render", "infraspinatus-1", "-o", "/qqnowhere/qq.png"), ("/qqnowhere", "qq.png")),
        (("render", "infraspinatus-1", "--sheet", "qq", "-o", "qq.png"), ("qq",)),
        (("render", "infraspinatus-1", "--side", "qq", "-o", "qq.png"), ("qq",)),
    ],
)
def test_refusals(run: Callable[..., tuple[int, str]], arguments: tuple[str, ...], own: tuple[str, ...]) -> None:
    code, told = run(*arguments)
    assert code == 2
    assert not left(told, *own)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_points_are_completed_whatever_the_help_calls_them(run: Callable[..., tuple[int, str]], shell: str) -> None:
    code, told = run("completion", shell)
    assert code == 0
    assert "bodymap list --ids" in told


def test_findings(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    fields = (
        '"version": 1, "qqlist": [], "groups": [{"id": "Q"}, 3], "regions": 5, "scale": [{"value": 99, "says": ""}]'
    )
    broken.write_text(f"{{{fields}}}", encoding="utf-8")
    code, told = run("check", str(broken))
    assert code == 1
    told = re.sub(r"(?m)^broken\.json: [a-z-]+: id: ", "", told)  # records that are missing, by their names
    own = ("broken.json", "atlas", "groups", "regions", "sources", "scale", "protocols", "advice", "conditions")
    lines = [line for line in left(told, *own, "muscles", "qqlist", "id", "name", "value") if "expected" not in line]
    drawings = re.compile(r"^(?:woman|man)/")
    assert not [line for line in lines if not drawings.match(line)]


def test_findings_in_a_pack(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    broken = tmp_path / "qq.json"
    muscle = sample()["muscles"][0]
    points = [{**point, "muscle": "qqwhere"} for point in muscle["points"]]
    points += [{**muscle["points"][0], "id": f"qq-{n}", "muscle": "soleus"} for n in range(2)]
    pack = {"pack": 1, "qqlist": [], "points": points, "sources": [{"id": "travell", "title": "qq", "kind": "manual"}]}
    broken.write_text(json.dumps({**pack, "muscles": [{**muscle, "points": points[:1]}]}), encoding="utf-8")
    own = ("qq.json", "qqlist", "qqwhere", "infraspinatus", "pack", "muscle", "label", "id", "sources")
    code, told = run("check", str(broken))
    assert code == 1
    assert "qqlist" in told
    assert not left(re.sub(r"(?m)^qq\.json: \S+ \S+ ", "", told), *own)
    broken.write_text('{"pack": 2}', encoding="utf-8")
    code, told = run("check", str(broken))
    assert code == 1
    assert not left(told, *own)


@pytest.mark.skipif(sys.platform != "linux", reason="asks for libraries of Linux")
def test_what_the_system_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    from bodymap import desktop

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    told = [desktop.window_problem(), desktop.libraries_problem({"libqq.so": "libqq1"})]
    assert all(told)
    allowed = re.compile(r"\bDISPLAY\b|libqq\S*|(?:sudo|su -c) ?.*apt-get install -y")
    assert not [text for text in told if left_as_it_was(text, allowed)]


def test_trouble_of_the_journal(tmp_path: Path) -> None:
    from bodymap.core.hold.journal import Journal
    from bodymap.core.hold.records import DamagedError, record_of

    (tmp_path / "qq").write_text("", encoding="utf-8")
    journal = Journal(tmp_path / "qq" / "sessions")
    journal.flush(2.0)
    trouble = journal.trouble
    journal.close(0.1)
    assert trouble
    assert not left_as_it_was(trouble, re.compile(r"\([^)]*\)"))  # the system's own words
    with pytest.raises(DamagedError) as damage:
        record_of(b"torn")
    assert not left_as_it_was(str(damage.value))


@pytest.mark.parametrize("more", [(), ("--essential",)])
def test_reach(run: Callable[..., tuple[int, str]], more: Sequence[str]) -> None:
    code, told = run("reach", *more)
    assert code == 0
    assert not left(told)


def test_a_painting(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    skin = read_skin(assets.skin_root())
    cells = [cell for cell in range(skin.count) if skin.region(cell) in ("calf", "thigh.back")]
    places = tuple(Place(cell, 128, 128) for cell in cells[::20])
    write_painting(tmp_path / "leg.json", Painting((Stroke("pain", 5, 3.0, places),)))
    code, told = run("sources", "--painting", str(tmp_path / "leg.json"))
    assert code == 0
    assert told.count("- ") > 1, "neither a red flag nor a look-alike is told of"
    assert not left(told)
    for missing in (("--painting", "none.json"), ()):
        code, told = run("sources", *missing)
        assert code == 2
        assert not left(told, "none.json", os.strerror(errno.ENOENT))
