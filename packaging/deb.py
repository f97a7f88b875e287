"""Makes a Debian package of the frozen bundle: ``python packaging/deb.py``, after ``bundle.py``.

It carries Python and Qt and takes from the system only what ``bodymap.desktop`` looks for before it opens a window. It
runs on the Debian it was built on and on later ones.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import bundle

import bodymap
from bodymap.desktop import DRAWING_LIBRARIES, X11_LIBRARIES

ROOT: Final = Path(__file__).resolve().parent.parent
LINUX: Final = ROOT / "packaging" / "linux"
RUNTIME: Final = ("libgcc-s1", "libstdc++6", "libzstd1", "zlib1g")
"""What Python and Qt are themselves linked against, besides libc; every Debian has them."""
WAYLAND: Final = ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1")
"""For a window on Wayland itself; without them it opens through XWayland."""


def main() -> int:
    """Build the package and say how large it is."""
    tree = bundle.BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(tree)
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(control_text(_architecture(), _installed_kilobytes(tree)), encoding="utf-8")
    (control / "md5sums").write_text(_sums(tree), encoding="utf-8")
    _set_modes(tree)
    package = ROOT / "dist" / f"bodymap_{bodymap.__version__}_{_architecture()}.deb"
    package.parent.mkdir(exist_ok=True)
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package], check=True)  # noqa: S607
    print(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.0f} MB")
    return 0


def lay_out(tree: Path) -> None:
    """Put every file where it will be installed, below ``tree``."""
    home, doc = tree / "usr/lib/bodymap", tree / "usr/share/doc/bodymap"
    shutil.copytree(bundle.folder(), home, symlinks=True, ignore=shutil.ignore_patterns("licences"))
    shutil.copytree(bundle.folder() / "licences", doc / "licences")
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/bodymap").symlink_to("../lib/bodymap/bodymap")
    for name, to in (
        ("bodymap.desktop", "usr/share/applications"),
        ("bodymap.svg", "usr/share/icons/hicolor/scalable/apps"),
        ("bodymap.metainfo.xml", "usr/share/metainfo"),
        ("copyright", "usr/share/doc/bodymap"),
    ):
        (tree / to).mkdir(parents=True, exist_ok=True)
        shutil.copy(LINUX / name, tree / to / name)
    shutil.copy(ROOT / "CHANGELOG.md", doc / "NEWS.md")


def control_text(architecture: str, kilobytes: int) -> str:
    """Return the package's control file."""
    # libc is the one of the builder: what was linked here may need all of it.
    libc = f"libc6 (>= {platform.libc_ver()[1]})"
    depends = ", ".join([libc, *RUNTIME, *(DRAWING_LIBRARIES | X11_LIBRARIES).values()])
    return f"""\
Package: bodymap
Version: {bodymap.__version__}
Architecture: {architecture}
Maintainer: The bodymap authors
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {", ".join(WAYLAND)}
Section: education
Priority: optional
Description: see where a trigger point commonly sends its pain
 Click a trigger point and see, on every drawing of the body at once, where
 people commonly report its pain; beside it how to find it, how to press it, how
 long, and what to beware of. For therapists and for instructors.
 .
 This package brings its own Python and Qt. Nothing leaves the machine.
"""


def _architecture() -> str:
    done = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)  # noqa: S607
    return done.stdout.strip()


def _files(tree: Path) -> list[Path]:
    return sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())


def _installed_kilobytes(tree: Path) -> int:
    return sum(-(-path.stat().st_size // 1024) for path in _files(tree))


def _sums(tree: Path) -> str:
    lines = (
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in _files(tree)
        if "DEBIAN" not in path.parts
    )
    return "".join(lines)


def _set_modes(tree: Path) -> None:
    """Give files the modes of a package, whatever the builder's are."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or (path.name == "bodymap" and path.parent.name == "bodymap")
            path.chmod(0o755 if runs else 0o644)


if __name__ == "__main__":
    sys.exit(main())
