"""Installs the system libraries that Qt needs when it may, or prints the one line that does.

Runs on the system's bare Python, before there is an environment. With ``--window`` also the libraries of an X
window; without, those for drawing alone. Exit code 1 when something is still missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bodymap.desktop import DRAWING_LIBRARIES, X11_LIBRARIES, libraries_problem, missing_libraries


def main() -> int:
    """Install or tell, and return the exit code."""
    if sys.platform != "linux":
        return 0
    libraries = DRAWING_LIBRARIES | (X11_LIBRARIES if "--window" in sys.argv else {})
    missing = missing_libraries(libraries)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing the system libraries that Qt needs: {', '.join(missing)}")
        packages = [libraries[library] for library in missing]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-q", *command], env=quiet, check=False)  # noqa: S603, S607
    if problem := libraries_problem(libraries):
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
