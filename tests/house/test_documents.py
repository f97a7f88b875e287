"""What the documents say of the code is so: every file and name they mention is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTEXT.md", "CONTRIBUTING.md", "docs/RELEASING.md")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"(?<![\w/~])(?:bodymap|art|bench|tests|scripts|packaging|resources|docs)/[\w./-]+")
_EXAMPLE = re.compile(r"translations/fr/|points\.fr\.json$")  # a language that a translator would add
_MODULES = {path.stem for path in ROOT.glob("bodymap/**/*.py")} | {path.stem for path in ROOT.glob("art/**/*.py")}
_NO_MODULES = {"finding", "landmarks", "json", "toml"}  # a word of the data, and the endings of file names
_ROOMS = {path.name for part in ("bodymap", "art") for path in (ROOT / part).rglob("*") if path.is_dir()}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_is_there(document: str) -> None:
    said = (ROOT / document).read_text(encoding="utf-8")
    paths = {path.rstrip("./") for code in _CODE.findall(said) for path in _PATH.findall(code) if "<" not in code}
    missing = [path for path in paths if not (ROOT / path).exists() and not _EXAMPLE.search(path)]
    assert missing == []


def test_each_of_the_ten_changes_has_its_place() -> None:
    said = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line for line in said.splitlines() if line.startswith("| ") and "|---" not in line][1:]
    assert len(rows) == 10
    for row in rows:
        code, names = "", []
        for mention in _CODE.findall(row.split("|")[2]):
            if mention.endswith(".py"):
                code = (ROOT / mention).read_text(encoding="utf-8")
            elif mention.isidentifier():
                names.append(mention)
                assert re.search(rf"\b{mention}\b", code), f"{mention}: {row}"


def test_the_modules_that_the_architecture_names_are_there() -> None:
    said = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = {word for code in _CODE.findall(said) for word in re.findall(r"^(?:\w+\.)*([a-z_]+)/?$", code)}
    assert named - _MODULES - _ROOMS - _NO_MODULES == set()
