"""Brings the translations up to date with the code: collects every text, merges it into each catalogue, compiles them.

``python scripts/translations.py`` does it for every language there is, ``python scripts/translations.py fr`` begins
one. What a content overlay says in bare texts is stamped with the English that it translates.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bodymap import __version__, assets
from bodymap.core.language import DOMAIN
from bodymap.core.loading import load_atlas
from bodymap.core.overlay import english_hash, overlay_beside, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bodymap.core.model import Atlas

ROOT: Final = Path(__file__).resolve().parent.parent
TRANSLATIONS: Final = assets.translations_root()
KEYWORDS: Final = {"tr": None, "msg": None, "trn": (1, 2), "trc": ((1, "c"), 2)}
_SHEETS: Final = assets.svg_root() / "sheets.json"
_WIDTH: Final = 110


def collected() -> Catalog:
    """Return every text of the program, and the titles of the drawings, as an empty catalogue."""
    catalogue = Catalog(
        domain=DOMAIN,
        project="bodymap",
        version=__version__,
        copyright_holder="the authors of bodymap",
        charset="utf-8",
    )
    found = extract_from_dir(ROOT / "bodymap", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",))
    for file, _line, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        catalogue.add(message, locations=[(f"bodymap/{file}", 0)], auto_comments=comments, context=context)
    for sheet in json.loads(_SHEETS.read_text(encoding="utf-8"))["sheets"]:
        catalogue.add(sheet["title"], locations=[("resources/svg/sheets.json", 0)], context="drawing")
    return catalogue


def read(language: str) -> Catalog:
    """Return a language's catalogue as it is written; an empty one where there is none."""
    path = po_path(language)
    if not path.exists():
        header = f"# bodymap in the language “{language}”. For people; the program reads the .mo beside it."
        return Catalog(locale=language, domain=DOMAIN, project="bodymap", header_comment=header, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def po_path(language: str) -> Path:
    """Return where a language's catalogue is, for people; the compiled one is beside it."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def refresh(language: str) -> None:
    """Bring one language up to date: catalogue, compiled catalogue, and overlay."""
    catalogue = read(language)
    catalogue.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.project, catalogue.version = "bodymap", __version__
    catalogue.revision_date = catalogue.creation_date
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    stamp(language, catalogue)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=_WIDTH, include_lineno=False)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    empty = sum(
        1
        for one in catalogue
        if one.id and not all([one.string] if isinstance(one.string, str) else one.string or [""])
    )
    print(f"{language}: {len(catalogue)} texts, {empty} not translated yet")


def stamp(language: str, catalogue: Catalog) -> None:
    """Write down in a content overlay which English each bare text translates.

    What the code no longer says and the atlas now does is taken over from the catalogue.
    """
    path = overlay_beside(assets.points_path(), language)
    if not path.exists():
        return
    atlas = load_atlas(assets.points_path()).atlas
    english = {text for _name, _path, text in texts(atlas)}
    moved = {key: one for key, one in catalogue.obsolete.items() if one.id in english and one.string}
    known = {str(one.id): one.string for one in moved.values()}
    spare = {english_hash(text): {"of": english_hash(text), "says": says} for text, says in known.items()}
    overlay = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(overlay_text(stamped(overlay, atlas, spare)), encoding="utf-8")
    for key in moved:
        del catalogue.obsolete[key]


def stamped(overlay: dict[str, Any], atlas: Atlas, spare: Mapping[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return an overlay, as read from JSON, in the order of the atlas and with every text where its English now is.

    A bare text is stamped with the English it stands beside. A text whose English has moved, or stands elsewhere as
    well in a record that is begun, goes along. ``spare`` holds further texts by the hash of their English, which are
    taken wherever that English stands. What fits nowhere stays as it is, for ``bodymap check`` to name.
    """
    english = {(name, path): text for name, path, text in texts(atlas)}
    given = {(name, path): said for name, fields in overlay["records"].items() for path, said in fields.items()}
    for place, said in given.items():
        if not isinstance(said, dict) and place in english:
            given[place] = {"of": english_hash(english[place]), "says": said}
    memory = {said["of"]: said for said in given.values() if isinstance(said, dict)}
    homeless = {said["of"] for place, said in given.items() if isinstance(said, dict) and place not in english}
    records: dict[str, dict[str, Any]] = {}
    settled = set()
    spare = spare or {}
    for (name, path), text in english.items():
        own, key = given.pop((name, path), None), english_hash(text)
        known = memory.get(key) if name in overlay["records"] or key in homeless else None
        fits = own if own and own["of"] == key else None
        if said := fits or known or spare.get(key) or own:
            records.setdefault(name, {})[path] = said
            settled.add(said["of"])
    for (name, path), said in given.items():
        if not isinstance(said, dict) or said["of"] not in settled:
            records.setdefault(name, {})[path] = said
    return {**overlay, "records": records}


def overlay_text(overlay: dict[str, Any]) -> str:
    """Return an overlay as the text of its file: one line a text."""
    records = []
    for name, fields in overlay["records"].items():
        lines = (f"   {json.dumps(path)}: {json.dumps(said, ensure_ascii=False)}" for path, said in fields.items())
        records.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n  }")
    head = "".join(f" {json.dumps(key)}: {json.dumps(overlay[key])},\n" for key in ("version", "language"))
    return f'{{\n{head} "records": {{\n' + ",\n".join(records) + "\n }\n}\n"


def main(languages: list[str]) -> None:
    """Refresh these languages, or all that there are."""
    for language in languages or sorted(path.name for path in TRANSLATIONS.iterdir() if path.is_dir()):
        refresh(language)


if __name__ == "__main__":
    main(sys.argv[1:])
