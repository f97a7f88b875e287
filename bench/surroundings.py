"""What a measured program finds around it: no settings from earlier, and compiled modules as on a user's machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


def clean_environment(folder: Path) -> dict[str, str]:
    """Return an environment in which the program keeps everything in ``folder``.

    Python keeps what it compiles, as it does for a user: otherwise every start is mostly its compiler.
    """
    own = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
