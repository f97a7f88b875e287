"""A language that nobody speaks: every letter of every translated text wears an accent, so a plain letter is a text
that was left as it was. Texts of the interface stand in ⟦…⟧, texts of the atlas in ⟪…⟫."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec
from babel.messages.mofile import write_mo

from bodymap import assets
from bodymap.core.loading import load_atlas
from bodymap.core.model import Cited, Muscle, Record, Source
from bodymap.core.overlay import english_hash, overlay_beside, texts
from tests.atlas_samples import as_file
from tests.language.tool import translations

if TYPE_CHECKING:
    from pathlib import Path

CODE = "xx"
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
_TABLE = str.maketrans(_PLAIN, _ACCENTED)
_PLACEHOLDER = re.compile(r"(\{\w+(?::[^}]*)?\}|%\(\w+\)[sr]|%[sr])")

ALLOWED = re.compile(
    r"""\bbodymap\b|\bTrP\d+\b                     # the program's name, the labels of points
    |\bPNG\b|\bF\d+\b                              # a format, the keys that have no name but this
    |\b[A-Z]\d\d(?:\.\d)?\b                        # a code of the ICD-10
    |(?<!\w)[A-Z](?!\w)                              # a key, or the letter of a compared point
    |\bTravell\b""",
    re.VERBOSE,
)


def accented(text: str) -> str:
    """Return a text with an accent on every letter outside its placeholders."""
    parts = _PLACEHOLDER.split(text)
    return "".join(part if n % 2 else part.translate(_TABLE) for n, part in enumerate(parts))


def bracketed(text: str, brackets: str = "⟦⟧") -> str:
    """Return the translation of a text; one without letters stays as it is."""
    changed = accented(text)
    return text if changed == text else f"{brackets[0]}{changed}{brackets[1]}"


def write_catalogue(folder: Path) -> None:
    """Write the compiled catalogue of the language: it has what the collecting tool finds, and nothing else."""
    catalogue = translations.collected()
    catalogue.locale = "en"  # for the rule of its plurals
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple(bracketed(one) for one in message.id)
        elif message.id:
            message.string = bracketed(message.id)
    path = folder / CODE / "LC_MESSAGES" / "bodymap.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


def left_as_it_was(text: str, also: re.Pattern[str] = ALLOWED) -> str:
    """Return a text when plain letters are left in it that are not allowed; else nothing."""
    return text if re.search("[A-Za-z]", ALLOWED.sub("", also.sub("", text))) else ""


def write_atlas(folder: Path) -> Path:
    """Write the shipped atlas and an overlay that translates every text of it, and return the atlas's path."""
    atlas = _cited_in_brackets(load_atlas(assets.points_path()).atlas)
    path = folder / "points.json"
    path.write_bytes(msgspec.json.encode(as_file(atlas)))
    records: dict[str, dict[str, object]] = {}
    for name, field, english in texts(atlas):
        says = bracketed(english, "⟪⟫") if isinstance(english, str) else [bracketed(one, "⟪⟫") for one in english]
        records.setdefault(name, {})[field] = {"of": english_hash(english), "says": says}
    overlay = {"version": 1, "language": CODE, "records": records}
    overlay_beside(path, CODE).write_text(json.dumps(overlay), encoding="utf-8")
    return path


def _cited_in_brackets(record: Any) -> Any:
    """Return the atlas with what no translator touches (titles of sources, Latin names) in brackets as well."""
    changes: dict[str, object] = {}
    for key in record.__struct_fields__:
        value = getattr(record, key)
        if isinstance(value, Record):
            changes[key] = _cited_in_brackets(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            changes[key] = tuple(_cited_in_brackets(one) for one in value)
        elif value and (type(record), key) in {
            (Source, "title"), (Source, "authors"), (Source, "url"), (Cited, "where"), (Muscle, "ta2"),
        }:  # fmt: skip
            changes[key] = bracketed(value, "⟪⟫")
    return msgspec.structs.replace(record, **changes)
