"""The knowledge is written in one form: short values on one line, and never another value."""

from __future__ import annotations

import errno
import json
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bodymap import assets
from bodymap.core.formatting import WIDTH, format_file, formatted
from bodymap.core.hold import session_file

if TYPE_CHECKING:
    from pathlib import Path

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=30), inner, max_size=4),
    max_leaves=30,
)


def test_the_shipped_atlas_is_in_its_one_form() -> None:
    text = assets.points_path().read_text(encoding="utf-8")
    assert formatted(text) == text, "run: make format"


@given(value=VALUES, indent=st.none() | st.integers(0, 4), ascii_only=st.booleans())
def test_the_form_depends_on_the_value_alone_and_keeps_it(value: Any, indent: int | None, ascii_only: bool) -> None:
    written = formatted(json.dumps(value, indent=indent, ensure_ascii=ascii_only))
    assert same(json.loads(written), value)
    assert formatted(written) == written
    assert written.endswith("\n")
    assert not any(line != line.rstrip(" ") for line in written.split("\n"))


def same(one: object, other: object) -> bool:
    """Return whether two values are equal, in type and order too: 1, 1.0 and true are three values."""
    return repr(one) == repr(other)


@given(value=VALUES)
def test_a_line_is_longer_than_the_page_only_where_one_text_is(value: Any) -> None:
    for line in formatted(json.dumps(value)).split("\n"):
        if len(line) > WIDTH:
            assert not isinstance(value_on(line), dict | list)


def value_on(line: str) -> object:
    """Return the value on a line, which may have a key before it."""
    text = line.strip(" ").rstrip(",")
    if text.startswith('"'):
        end = json.JSONDecoder().raw_decode(text)[1]
        text = text[end + 2 :] if text[end:].startswith(": ") else text
    return json.loads(text)


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ({"views": ["front", "back"]}, ["{", ' "views": ["front", "back"]', "}"]),
        ({"source": "gray-42", "where": "p. 9"}, ['{"source": "gray-42", "where": "p. 9"}']),
        ([{"source": "a"}], ['[{"source": "a"}]']),
        ([{"source": "a"}, {"source": "b"}], ["[", ' {"source": "a"},', ' {"source": "b"}', "]"]),
        ({"id": "a", "name": "b", "aliases": []}, ["{", ' "id": "a",', ' "name": "b",', ' "aliases": []', "}"]),
        (["x" * 60, "y" * 60], ["[", f' "{"x" * 60}",', f' "{"y" * 60}"', "]"]),
        ([[8, 20], [1.5]], ["[[8, 20], [1.5]]"]),
        ({"é": "ü"}, ['{"é": "ü"}']),
    ],
)
def test_how_it_is_laid_out(value: object, lines: list[str]) -> None:
    assert formatted(json.dumps(value)).splitlines() == lines


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "Expecting"),
        ('{"a": 1, "a": 2}', "“a” stands twice"),
        ("[NaN]", "NaN"),
        ("[1e999]", "Out of range"),
        ('"\\ud800"', "surrogates"),
    ],
)
def test_what_readers_would_take_differently_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "points.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=says):
        format_file(path)
    assert path.read_text(encoding="utf-8") == text
    assert [each.name for each in tmp_path.glob("*.json*")] == ["points.json"]


def test_a_file_is_replaced_whole_and_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "points.json"
    path.write_text('\ufeff{"a":[1,\n2]}', encoding="utf-8")
    path.chmod(0o640)
    assert format_file(path)
    assert path.read_text(encoding="utf-8") == '{\n "a": [1, 2]\n}\n'
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o640
    before = path.stat().st_ino
    assert not format_file(path)
    assert path.stat().st_ino == before


def test_a_disk_that_is_full_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "points.json"
    path.write_text('{"a":1}', encoding="utf-8")

    def refuse(_file: int, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(session_file, "write_all", refuse)
    with pytest.raises(OSError, match="no space"):
        format_file(path)
    assert path.read_text(encoding="utf-8") == '{"a":1}'
