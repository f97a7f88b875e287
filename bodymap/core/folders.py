"""Where what belongs to this user is kept."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the folder of the holds and the packs."""
    return Path(platformdirs.user_data_dir("bodymap", appauthor=False))


def pack_files() -> tuple[Path, ...]:
    """Return the packs that this user has put in place, in the order of their names.

    A school's ``protocols.json`` beside the settings, where it was before there were packs, comes first.
    """
    protocols = Path(platformdirs.user_config_dir("bodymap", appauthor=False)) / "protocols.json"
    packs = sorted(path for path in (data_folder() / "packs").glob("*.json") if not path.name.startswith("."))
    return (*((protocols,) if protocols.exists() else ()), *packs)
