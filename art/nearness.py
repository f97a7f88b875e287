"""Whether ``resources/beside.json``, which ``art.beside`` writes, is what the sources make; asked without the mesh."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from art import layers, records

OUT: Final = Path(__file__).parent.parent / "resources" / "beside.json"


def fingerprint() -> str:
    """What the file is made from: places of points and sites, and the code that measures."""
    placed = [records.read("sites"), records.points()]
    return layers.digest(layers.made_by("art.beside"), placed, layers.landmarks_of(placed))


def is_current() -> bool:
    """Whether the file is there and made from what the sources are now."""
    try:
        return bool(json.loads(OUT.read_text(encoding="utf-8"))["made_from"] == fingerprint())
    except (OSError, ValueError, KeyError):
        return False
