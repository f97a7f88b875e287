"""Installs the system libraries that Qt needs when it may, or prints the one line that does.

Runs on the system's bare Python, before there is an environment. With ``--window`` also the libraries of an X
window; without, those for drawing alone. Exit code 1 when something is still missing. With ``--listener`` also what
the tests need to listen to a window as a screen reader does; they do without where that cannot be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bodymap.desktop import DRAWING_LIBRARIES, X11_LIBRARIES, libraries_problem, missing_libraries

_LISTENER = {
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/dbus-run-session": "dbus-daemon",
    "/usr/bin/dbus-send": "dbus-bin",
    "/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
}
"""File to Debian package: a display, a session bus and the tree of accessible things."""


def _listener_packages() -> list[str]:
    """Return what is missing to listen to a window."""
    libraries = [X11_LIBRARIES[library] for library in missing_libraries(X11_LIBRARIES)]
    return [*(package for file, package in _LISTENER.items() if not Path(file).exists()), *libraries]


def main() -> int:
    """Install or tell, and return the exit code."""
    if sys.platform != "linux":
        return 0
    libraries = DRAWING_LIBRARIES | (X11_LIBRARIES if "--window" in sys.argv else {})
    missing = missing_libraries(libraries)
    packages = [libraries[library] for library in missing]
    packages += _listener_packages() if "--listener" in sys.argv else []
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing what Qt and the tests need: {', '.join(packages)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-q", *command], env=quiet, check=False)  # noqa: S603, S607
    if problem := libraries_problem(libraries):
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
