"""A command brings in no more than it needs, and how wide the terminal is decides the help all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bodymap import cli
from bodymap.cli import parser


def run(*arguments: str, **environment: str) -> str:
    import os

    command = [sys.executable, "-c", CODE, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, encoding="utf-8", env=os.environ | environment
    )
    return done.stdout


CODE = """
import sys
from bodymap.cli import run
run(sys.argv[1:])
print(sorted({'shutil', 'PySide6', *(['platformdirs'] if sys.platform == 'linux' else [])} & set(sys.modules)))
"""


@pytest.mark.parametrize("arguments", [("list", "--ids"), ("show", "infraspinatus-1")])
def test_a_command_brings_in_nothing_that_it_has_no_use_for(arguments):
    assert run(*arguments).splitlines()[-1] == "[]"


@pytest.mark.parametrize("columns", [50, 90])
def test_the_help_is_as_wide_as_the_terminal(columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", str(columns))
    parser._columns.cache_clear()
    try:
        cli.run(["help", "render"])
    finally:
        parser._columns.cache_clear()
    lines = capsys.readouterr().out.splitlines()
    assert columns - 20 < max(map(len, lines)) <= columns - 2


def test_the_help_of_a_command_says_its_name(capsys):
    cli.run(["help", "list"])
    assert capsys.readouterr().out.startswith("usage: bodymap list ")
