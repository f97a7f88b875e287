"""Prints what changed in the version that a tag names: ``python scripts/release_notes.py v1.2.3``.

Exit code 1, and a line for each place that says another version, when the tag does not fit the files.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print the notes, or what does not fit, and return the exit code."""
    if len(sys.argv) != 2:
        print("python scripts/release_notes.py v1.2.3", file=sys.stderr)
        return 2
    version = sys.argv[1].removeprefix("v")
    wrong = [
        f"{place} says {said or 'nothing'}, not {version}." for place, said in versions().items() if said != version
    ]
    notes = notes_of(version, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    if not notes:
        wrong.append(f"CHANGELOG.md has no section [{version}].")
    print("\n".join(wrong) if wrong else notes, file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def versions() -> dict[str, str]:
    """Return what each place that carries the version says it is."""
    package = (ROOT / "bodymap" / "__init__.py").read_text(encoding="utf-8")
    named = re.search(r'^__version__ = "(.+)"$', package, re.MULTILINE)
    newest = ET.parse(ROOT / "packaging" / "linux" / "bodymap.metainfo.xml").find("releases/release")  # noqa: S314 - our own
    return {
        "pyproject.toml": tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"],
        "bodymap/__init__.py": named[1] if named else "",
        "packaging/linux/bodymap.metainfo.xml": newest.get("version", "") if newest is not None else "",
    }


def notes_of(version: str, changelog: str) -> str:
    """Return the changelog's section of a version without its heading; empty when there is none."""
    found = re.search(
        rf"^## \[{re.escape(version)}\][^\n]*\n(?P<notes>.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    return found["notes"].strip() if found else ""


if __name__ == "__main__":
    sys.exit(main())
