"""The atlas in another language: ``points.<language>.json`` laid over the English one, text by text.

``{"version": 1, "language": "de", "records": {"infraspinatus": {"client_name": {"of": "1f6a0c3e", "says": "…"}}}}``.
Records go by their id or code, or where they have none by their place (``scale[0]``); fields by their path
(``find.client``, ``cautions[0].risk``). A list of texts is translated as a whole and may have another length. ``of``
is a short hash of the English that was translated: what was changed since is shown in English until somebody has
looked at it again. Nothing here knows which records and fields there are: the structs say so.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, get_type_hints

import msgspec

from bodymap.core.finding import Finding
from bodymap.core.language import ENGLISH, code, tr, trn
from bodymap.core.loading import Loaded, load_atlas
from bodymap.core.model import Atlas, Record, Source, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Said = str | tuple[str, ...]
_KEPT: Final = frozenset({"ta2"})
"""Texts that are the same in every language: the Latin name."""
_KEPT_RECORDS: Final = (Source,)
"""A publication goes by its own title."""


class _Translation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text: which English it translates, and what it says."""

    of: str
    says: Said


class _Overlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    language: str
    records: dict[str, dict[str, _Translation | Said]]


@dataclass(frozen=True, slots=True)
class Translated:
    """An atlas in another language, as far as it is translated.

    ``findings`` are what is wrong with the translation (unknown, stale or not readable), ``notes`` the texts that are
    missing in records that it has begun. A record that it has not begun is simply English.
    """

    atlas: Atlas
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...] = ()


def load_in_language(path: Path) -> Loaded:
    """Read the atlas at ``path``, in the language in use as far as the overlay beside it goes.

    Raises ``AtlasError`` as ``load_atlas`` does.
    """
    loaded = load_atlas(path)
    if code() == ENGLISH:
        return loaded
    told = translated(loaded.atlas, overlay_beside(path, code()))
    return replace(loaded, atlas=told.atlas, findings=(*loaded.findings, *told.findings))


def overlay_beside(path: Path, language: str) -> Path:
    """Return where the texts of the atlas at ``path`` are in this language, or would be: ``points.de.json``."""
    return path.with_name(f"{path.stem}.{language}.json")


def overlays_beside(path: Path) -> tuple[Path, ...]:
    """Return every overlay of the atlas at ``path``."""
    name = re.compile(re.escape(path.stem) + r"\.[a-z]{2,3}(_[A-Z]{2})?\.json")
    return tuple(sorted(one for one in path.parent.glob(f"{path.stem}.*.json") if name.fullmatch(one.name)))


def translated(atlas: Atlas, path: Path) -> Translated:
    """Return the atlas with the texts of the overlay at ``path`` laid over it. Never raises for what is in the file.

    A text that is missing, or whose English has changed since, stays English. No file adds nothing and is no finding.
    """
    try:
        overlay = msgspec.json.decode(path.read_bytes(), type=_Overlay)
    except FileNotFoundError:
        return Translated(atlas, ())
    except OSError as error:
        message = tr("the file cannot be read ({reason})").format(reason=error.strerror or type(error).__name__)
        return Translated(atlas, (_finding(path, "", "", message, tr("Check its permissions.")),))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = tr("the translation cannot be read ({error})").format(error=error)
        return Translated(atlas, (_finding(path, "", "", message, tr("Correct it, or install it again.")),))
    laying = _Laying(path, overlay.records)
    laid = laying.lay(atlas)
    return Translated(laid, (*laying.findings, *laying.unknown()), tuple(laying.notes()))


def english_hash(text: Said) -> str:
    """Return the eight characters by which an overlay knows an English text again."""
    whole = text if isinstance(text, str) else "\n".join(text)
    return f"{zlib.crc32(whole.encode()):08x}"


def texts(atlas: Atlas) -> Iterator[tuple[str, str, Said]]:
    """Yield every text of the atlas that can be translated, as record, field and text."""
    found: list[tuple[str, str, Said]] = []

    def note(name: str, path: str, english: Said) -> None:
        found.append((name, path, english))

    _walk(atlas, "", "", note)
    yield from dict.fromkeys(found)  # what several points share is walked at each of them


@dataclass
class _Laying:
    """One overlay on its way onto an atlas: what has been used, and what was found on the way."""

    path: Path
    records: Mapping[str, Mapping[str, _Translation | Said]]
    findings: list[Finding] = field(default_factory=list)
    known: dict[tuple[str, str], Said | None] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)

    def lay(self, atlas: Atlas) -> Atlas:
        return _walk(atlas, "", "", self._text)  # type: ignore[no-any-return] # what went in

    def _text(self, name: str, path: str, english: Said) -> Said | None:
        """Return what the overlay says in place of an English text, or None where the English stays.

        A text that several points share comes by at each of them, and is looked up, and complained of, once.
        """
        place = (name, path)
        if name in self.records and place not in self.known:
            self.known[place] = self._said(name, path, english)
        return self.known.get(place)

    def _said(self, name: str, path: str, english: Said) -> Said | None:
        said = self.records[name].get(path)
        if said is None:
            self.missing.setdefault(name, []).append(path)
            return None
        if not isinstance(said, _Translation):
            message = tr("it does not say which English it translates")
            self.findings.append(_finding(self.path, name, path, message, tr("Run “make translations”.")))
            return None
        if said.of != english_hash(english):
            advice = tr("Compare the two, and write the translation as a bare text; then run “make translations”.")
            self.findings.append(_finding(self.path, name, path, tr("the English has changed since"), advice))
            return None
        if type(said.says) is not type(english):
            message = tr("a text stands where a list belongs, or the other way round")
            self.findings.append(_finding(self.path, name, path, message, tr("Write it as the English is written.")))
            return None
        return said.says

    def notes(self) -> Iterator[Finding]:
        """Yield for each record that the overlay has begun what of it is not translated yet."""
        for name, paths in self.missing.items():
            message = trn(
                "{count} text is not translated: {fields}", "{count} texts are not translated: {fields}", len(paths)
            )
            told = message.format(count=len(paths), fields=", ".join(paths))
            yield _finding(self.path, name, paths[0], told, tr("Until it is, it is shown in English."))

    def unknown(self) -> Iterator[Finding]:
        """Yield what the overlay translates that the atlas does not hold."""
        names = {name for name, _path in self.known}
        for name, fields in self.records.items():
            for path in fields:
                if (name, path) in self.known:
                    continue
                what = tr("there is no such text") if name in names else tr("there is no such record")
                yield _finding(self.path, name, path, what, tr("Remove it, or correct its spelling."))
                if name not in names:
                    break


def _walk(record: Any, name: str, path: str, change: Callable[[str, str, Said], Said | None]) -> Any:  # noqa: ANN401
    """Return a record with each of its texts as ``change`` says, which is told record, field and English."""
    changes: dict[str, object] = {}
    for key in record.__struct_fields__:
        value = getattr(record, key)
        new = _changed(record, key, value, name, f"{path}{key}", change)
        if new is not value:
            changes[key] = new
    return msgspec.structs.replace(record, **changes) if changes else record


def _changed(
    record: Record, key: str, value: object, name: str, where: str, change: Callable[[str, str, Said], Said | None]
) -> object:
    if isinstance(value, Record):
        return _walk(value, name, f"{where}.", change)
    if isinstance(value, tuple) and value and isinstance(value[0], Record):
        news = tuple(_element(one, n, name, where, change) for n, one in enumerate(value))
        return value if all(new is old for new, old in zip(news, value, strict=True)) else news
    if value and key in _text_fields(type(record)):
        said = change(name, where, value)  # type: ignore[arg-type]
        return value if said is None else said
    return value


def _element(one: Any, n: int, name: str, where: str, change: Callable[[str, str, Said], Said | None]) -> Any:  # noqa: ANN401
    """Walk an element of a list: a record with an id is one of its own, any other belongs to the one around it."""
    own = getattr(one, "id", "") or getattr(one, "code", "")
    if own:
        return _walk(one, own, "", change)
    return _walk(one, name, f"{where}[{n}].", change) if name else _walk(one, f"{where}[{n}]", "", change)


_fields: dict[type, frozenset[str]] = {}


def _text_fields(kind: type) -> frozenset[str]:
    """Return the fields of a struct that hold a text, or a list of texts, for people to read."""
    if kind not in _fields:
        hints = get_type_hints(kind, include_extras=True)
        kinds = (Text, tuple[Text, ...])
        names = frozenset(key for key, hint in hints.items() if hint in kinds) - _KEPT
        _fields[kind] = frozenset() if issubclass(kind, _KEPT_RECORDS) else names
    return _fields[kind]


def _finding(path: Path, record: str, where: str, message: str, advice: str) -> Finding:
    return Finding(path.name, record or "atlas", where or tr("whole file"), message, advice)
