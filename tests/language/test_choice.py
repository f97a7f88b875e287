"""Which language is spoken: the one asked for, the system's, or English; and what each costs."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QKeySequence

from bodymap import assets
from bodymap.core import language
from bodymap.core.text import seconds_range
from bodymap.ui import keys
from bodymap.ui.qt_language import translate_qt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

FOLDER = assets.translations_root()


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT.UTF-8@euro"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:de:en"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "en:de"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_DE"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_DE", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "../../etc"}, "en"),
        ({"LANG": "de-DE"}, "de"),
    ],
)
def test_the_system_decides(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], spoken: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    language.choose(FOLDER)
    assert language.code() == spoken


def test_a_wish_goes_before_the_system() -> None:
    language.choose(FOLDER, "de")
    assert language.tr("Search") == "Suchen"
    language.choose(FOLDER, "en")
    assert language.tr("Search") == "Search"


def test_a_wish_that_cannot_be_met_says_what_can() -> None:
    with pytest.raises(language.UnknownLanguageError, match=r"“tlh”.* de, en"):
        language.choose(FOLDER, "tlh")


@pytest.mark.parametrize("size", [0, 3, 40, 5000])
def test_a_catalogue_that_cannot_be_read_is_as_none(tmp_path: Path, size: int) -> None:
    path = tmp_path / "de" / "LC_MESSAGES" / "bodymap.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes((FOLDER / "de" / "LC_MESSAGES" / "bodymap.mo").read_bytes()[:size])
    assert not language.follow(tmp_path, ["de"])
    assert language.code() == "en"
    with pytest.raises(language.UnknownLanguageError):
        language.choose(tmp_path, "de")


@pytest.mark.parametrize(
    ("arguments", "wanted", "rest"),
    [
        ([], "", []),
        (["list"], "", ["list"]),
        (["--language", "de", "list"], "de", ["list"]),
        (["list", "--language=de", "--json"], "de", ["list", "--json"]),
        (["show", "--language", "de", "infraspinatus-1"], "de", ["show", "infraspinatus-1"]),
    ],
)
def test_the_option_may_stand_anywhere(arguments: list[str], wanted: str, rest: list[str]) -> None:
    assert language.take_option(arguments) == (wanted, rest)


@pytest.mark.parametrize("arguments", [["--language"], ["list", "--language="]])
def test_the_option_needs_a_language(arguments: list[str]) -> None:
    with pytest.raises(language.UnknownLanguageError, match="--language de"):
        language.take_option(arguments)


def test_numbers_and_moments_are_written_as_the_language_writes_them() -> None:
    moment = "2026-11-21T14:03:59+01:00"
    assert (language.moment(moment), language.day(moment)) == ("2026-11-21 14:03", "11-21")
    assert seconds_range(30, 150) == "30 s to 2.5 min"
    language.choose(FOLDER, "de")
    assert (language.moment(moment), language.day(moment)) == ("21.11.2026, 14:03", "21.11.")
    assert language.time_of_day(moment) == "14:03"
    assert seconds_range(30, 150) == "30 s bis 2,5 min"


def test_a_key_with_a_letter_is_called_that_letter_whatever_it_means_elsewhere(pseudo_folder: Path) -> None:
    letters = {key for rows in keys.KEYS.values() for row in rows.values() for key in row.keys if len(key) == 1}
    assert "S" in letters
    for folder, code in ((FOLDER, "de"), (pseudo_folder, "xx")):
        language.choose(folder, code)
        assert {keys.spoken(key) for key in letters} == letters


def test_plurals_are_those_of_the_language() -> None:
    assert language.trn("{count} point", "{count} points", 1) == "{count} point"
    language.choose(FOLDER, "de")
    assert [language.trn("{count} point", "{count} points", n) for n in (0, 1, 2)] == [
        "{count} Punkte",
        "{count} Punkt",
        "{count} Punkte",
    ]


def program(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LANG")}
    return subprocess.run(
        [sys.executable, "-m", "bodymap", *arguments],
        env={**environment, "PYTHONIOENCODING": "utf-8", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_line_speaks_the_systems_language_and_the_one_asked_for() -> None:
    german, asked = program("show", "infraspinatus-1", LANG="de_DE.UTF-8"), program("--language", "de", "show", "qqq")
    assert "Häufig berichtet" in german.stdout
    assert "Es gibt keinen Punkt „qqq“." in asked.stderr
    assert asked.returncode == 2
    assert "Commonly reported" in program("show", "infraspinatus-1", "--language=en", LANG="de_DE.UTF-8").stdout
    refused = program("--language", "tlh")
    assert (refused.returncode, refused.stderr.strip()[:24]) == (2, "bodymap does not speak “")


def test_english_imports_nothing_for_it() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from bodymap import assets, __main__; from bodymap.core import language;"
            "language.choose(assets.translations_root());"
            "print(sorted({'gettext', 'json', 'locale', 'argparse', 'babel'} & set(sys.modules)))",
        ],
        env={**os.environ, "LANGUAGE": "en"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert told.stdout.strip() == "[]"


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.usefixtures("english_again")
def test_qt_speaks_along(qapp: QApplication) -> None:
    language.choose(FOLDER, "de")
    translate_qt(qapp)
    assert QKeySequence("Ctrl+F").toString(QKeySequence.SequenceFormat.NativeText) == "Strg+F"
    assert qapp.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QLocale().toString(2.5) == "2,5"
