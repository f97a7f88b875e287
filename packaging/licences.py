"""Puts the licence of everything in the frozen bundle beside it; stops where one is missing."""

from __future__ import annotations

import platform
import shutil
import sys
import sysconfig
from importlib import metadata
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
TOOLS: Final = frozenset({
    "altgraph", "macholib", "packaging", "pefile", "pip", "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools",
})  # fmt: skip
"""What builds the bundle and does not travel in it; of PyInstaller its starter does."""
QT: Final = frozenset({"pyside6-essentials", "shiboken6"})
"""Their wheels carry no text: it is in ``packaging/licences``."""


def collect(folder: Path) -> None:
    """Write all texts into this folder. Raises ``SystemExit`` when a part has none."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "licences", folder)
    versions = [f"Python {platform.python_version()}"]
    for part in sorted(metadata.distributions(), key=lambda part: part.name.lower()):
        name = part.name.lower().replace("_", "-")
        if name in TOOLS:
            continue
        versions.append(f"{part.name} {part.version}")
        if name not in QT and not _copy_texts(part, folder / name):
            raise SystemExit(f"{part.name} has no licence text: it cannot go into the bundle.")
    shutil.copy(_python_licence(), folder / "Python.txt")
    (folder / "versions.txt").write_text("\n".join(versions) + "\n", encoding="utf-8")


def _copy_texts(part: metadata.Distribution, folder: Path) -> bool:
    """Copy a distribution's licence texts with the folders they are in; return whether there was any."""
    copied = False
    for file in part.files or ():
        inside = file.parts[1:]
        if not file.parts[0].endswith(".dist-info") or not inside:
            continue
        if inside[0] == "licenses" or inside[-1].upper().startswith(("LICEN", "COPYING", "NOTICE")):
            to = folder.joinpath(*(inside[1:] or inside))
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(file.locate()), to)
            copied = True
    return copied


def _python_licence() -> Path:
    """Return Python's own licence: beside its library, or where Debian keeps it."""
    version = "{}.{}".format(*sys.version_info)
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc") / f"libpython{version}-minimal" / "copyright",
        Path("/usr/share/doc") / f"python{version}-minimal" / "copyright",
    )
    for place in places:
        if place.is_file():
            return place
    raise SystemExit(f"Python's licence is at none of {', '.join(map(str, places))}.")
