"""Where every file of the user's is: settings, packs, the list of holds, paintings. No other module knows.

What bodymap ships is found by ``assets``. On Linux the folders are worked out here: the settings are read before
the first paint, packs by every command, and to import platformdirs would be a tenth of the way there.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

_NAME: Final = "bodymap"
_SETTINGS: Final = "bodymap.ini"
_FORMER_SETTINGS: Final = {"darwin": Path("Library") / "Preferences" / _NAME / _SETTINGS}
"""Where earlier versions kept the settings, from the home folder on, where that was another place."""


def config_folder() -> Path:
    """Return where this user's settings are, and what a school adds; it may not exist yet."""
    if sys.platform == "linux":
        return _linux_folder("XDG_CONFIG_HOME", ".config")
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def data_folder() -> Path:
    """Return where this user's data are, apart from settings; it may not exist yet."""
    if sys.platform == "linux":
        return _linux_folder("XDG_DATA_HOME", ".local/share")
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def cache_folder() -> Path:
    """Return where is kept what only saves time, and may be deleted at any moment; it may not exist yet."""
    if sys.platform == "linux":
        return _linux_folder("XDG_CACHE_HOME", ".cache")
    import platformdirs

    return Path(platformdirs.user_cache_dir(_NAME, appauthor=False))


def settings_path() -> Path:
    """Return the file of the settings. One that an earlier version kept elsewhere is moved there first.

    Where it cannot be moved it is used where it is.
    """
    path = config_folder() / _SETTINGS
    former = _FORMER_SETTINGS.get(sys.platform)
    return path if former is None else taken_over(_home() / former, path)


def pack_files() -> tuple[Path, ...]:
    """Return the packs that this user has put in place, in the order of their names.

    A school's ``protocols.json`` beside the settings, where it was before there were packs, comes first.
    """
    protocols = config_folder() / "protocols.json"
    packs = sorted(path for path in (data_folder() / "packs").glob("*.json") if not path.name.startswith("."))
    return (*((protocols,) if protocols.exists() else ()), *packs)


def sessions_folder() -> Path:
    """Return the folder of the list of holds."""
    return data_folder() / "sessions"


def paintings_folder() -> Path:
    """Return the folder of what was painted on the skin."""
    return data_folder() / "paintings"


def _linux_folder(variable: str, usual: str) -> Path:
    chosen = os.environ.get(variable, "").strip()
    return (Path(chosen) if chosen else _home() / usual) / _NAME


def _home() -> Path:
    # Unlike Path.home() this does not raise where there is no home at all.
    return Path(os.path.expanduser("~"))  # noqa: PTH111


def taken_over(former: Path, path: Path) -> Path:
    """Move a file from its former place to ``path``, where there is none yet, and return where it is now.

    It is whole in one of the two places at every moment. Never raises: what cannot be moved stays.
    """
    if path.exists() or not former.is_file():
        return path
    import shutil

    new = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(former, new)
        new.replace(path)
    except OSError:
        return former
    with contextlib.suppress(OSError):
        former.unlink()
    return path
