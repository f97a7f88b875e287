"""Finds the files that bodymap ships: the atlas, the drawings, the skin.

An installed bodymap carries them in ``bodymap/resources``; a checkout has them in ``resources`` beside the
package. ``importlib.resources`` would find the same folder but takes 5 ms of the way to the first painted
frame, and bodymap is never run from a zip file.
"""

from __future__ import annotations

from pathlib import Path

from bodymap.core.language import tr

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder of the shipped files, installed or in a checkout.

    Raises ``FileNotFoundError`` that names both places when neither exists.
    """
    places = (_PACKAGE / "resources", _PACKAGE.parent / "resources")
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(
        tr("bodymap's files are missing: neither {first} nor {second} exists. Install bodymap again.").format(
            first=places[0], second=places[1]
        )
    )


def points_path() -> Path:
    """Return the path of the shipped atlas."""
    return root() / "points.json"


def schema_path() -> Path:
    """Return the path of the atlas's published JSON Schema."""
    return root() / "points.schema.json"


def pack_schema_path() -> Path:
    """Return the path of the published JSON Schema of packs."""
    return root() / "pack.schema.json"


def svg_root() -> Path:
    """Return the folder of the drawings: ``sheets.json`` and one folder a figure."""
    return root() / "svg"


def skin_root() -> Path:
    """Return the folder of the skin: its tables and, one folder a figure, the sheets' maps. Read when first painted."""
    return root() / "skin"


def translations_root() -> Path:
    """Return the folder of the catalogues, one folder a language."""
    return root() / "translations"
