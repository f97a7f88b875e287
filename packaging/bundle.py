"""Builds the frozen bundle of the system it runs on, with its licences, and packs it into ``dist/``.

``python packaging/bundle.py``, in an environment that holds bodymap and the ``packaging`` group and nothing else, as
``make package`` makes it.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import licences

import bodymap

ROOT: Final = Path(__file__).resolve().parent.parent
BUILD: Final = ROOT / "build"
SYSTEM: Final = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]


def main() -> int:
    """Build, pack, and say how large it is."""
    BUILD.mkdir(exist_ok=True)
    _draw_icons(BUILD / "icons")
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", str(ROOT / "packaging" / "bodymap.spec"), "--noconfirm"),
            *("--log-level", "ERROR", "--distpath", str(BUILD / "bundle"), "--workpath", str(BUILD / "pyinstaller")),
        ],
        check=True,
        cwd=BUILD,  # not the checkout: its bodymap has its files beside it and not inside
    )
    licences.collect(folder() / ("Contents/Resources/licences" if SYSTEM == "macos" else "licences"))
    packed = _pack()
    print(f"{folder().relative_to(ROOT)}: {_megabytes(folder())} MB")
    print(f"{packed.relative_to(ROOT)}: {_megabytes(packed)} MB")
    return 0


def folder() -> Path:
    """Return where the bundle is."""
    return BUILD / "bundle" / ("bodymap.app" if SYSTEM == "macos" else "bodymap")


def _draw_icons(to: Path) -> None:
    """Draw the icon in the forms of Windows and macOS."""
    if SYSTEM == "linux":
        return
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _app = QGuiApplication([])
    to.mkdir(parents=True, exist_ok=True)
    drawing = QSvgRenderer(str(ROOT / "packaging" / "linux" / "bodymap.svg"))
    for name, side in (("bodymap.ico", 256), ("bodymap.icns", 512)):
        image = QImage(side, side, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        if not image.save(str(to / name)):
            raise SystemExit(f"{name} could not be drawn.")


def _pack() -> Path:
    """Pack the bundle into one file, and return it."""
    dist = ROOT / "dist"
    dist.mkdir(exist_ok=True)
    name = dist / f"bodymap-{bodymap.__version__}-{SYSTEM}-{platform.machine().lower()}"
    if SYSTEM == "macos":
        packed = name.with_name(name.name + ".zip")
        # Its own tool keeps the links inside the frameworks.
        subprocess.run(["ditto", "-c", "-k", "--keepParent", str(folder()), str(packed)], check=True)  # noqa: S607
        return packed
    kind = "zip" if SYSTEM == "windows" else "gztar"
    return Path(shutil.make_archive(str(name), kind, folder().parent, folder().name))


def _megabytes(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return round(sum(file.lstat().st_size for file in files if file.is_file() and not file.is_symlink()) / 1e6)


if __name__ == "__main__":
    sys.exit(main())
