"""Reads ``points.json`` record by record: a bad record is left out and reported, the good ones stay.

What ``load_atlas`` returns holds together: every id that a record mentions exists, and no id stands twice.
A point is left out whole rather than shown without, say, its cautions.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from bodymap.core.finding import AtlasError, Finding, json_problem
from bodymap.core.model import (
    Advice,
    Atlas,
    Condition,
    Muscle,
    Point,
    Protocol,
    Record,
    Region,
    RegionGroup,
    ScaleStep,
    Source,
)
from bodymap.core.references import without_dangling

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["AtlasError", "Finding", "Loaded", "load_atlas", "schema_text"]

R = TypeVar("R", bound=Record)

_LISTS: Final[dict[str, type[Record]]] = {
    "groups": RegionGroup,
    "regions": Region,
    "sources": Source,
    "scale": ScaleStep,
    "protocols": Protocol,
    "advice": Advice,
    "conditions": Condition,
    "muscles": Muscle,
}
_TOLD: Final = 100
"""So many bad records of a list are told one by one; of the others, how many there are."""
_MOST_BYTES: Final = 8_000_000
"""No atlas is larger, at many times the points of today's."""
_SCHEMA_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An atlas that holds together, and what had to be left out of it."""

    atlas: Atlas
    findings: tuple[Finding, ...]


def schema_text() -> str:
    """Return the JSON Schema of ``points.json`` as the text of its file, made from the model."""
    schema = {"$schema": _SCHEMA_DIALECT, **msgspec.json.schema(Atlas), "title": "bodymap atlas"}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1).decode() + "\n"


def load_atlas(path: Path) -> Loaded:
    """Read the atlas at ``path``.

    Raises ``AtlasError`` when there is nothing to show: no file, no JSON, not an object, another version.
    """
    data = _read(path)
    try:
        atlas = msgspec.json.decode(data, type=Atlas)
        findings: list[Finding] = []
    except _BROKEN:
        atlas, findings = _decode_by_record(data, path.name)
    whole, dangling = without_dangling(atlas, path.name, {finding.record for finding in findings})
    return Loaded(whole, (*findings, *dangling))


def _read(path: Path) -> bytes:
    try:
        state = path.stat()
        if state.st_size > _MOST_BYTES:
            raise _error(path, "the file is far larger than an atlas can be", "Put the atlas back")
        if not S_ISREG(state.st_mode):  # opening a pipe would wait for ever
            raise _error(path, "the file cannot be read (it is none)", "Put the atlas back")
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError:
        raise _error(path, "the file is missing", "Put it back, or install bodymap again") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _error(path, f"the file cannot be read ({reason})", "Check its permissions") from error
    try:
        whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        raise _error(path, "the file is not one JSON object", "Start it with { and end it with }") from None
    except _BROKEN as error:
        raise _error(
            path, f"the file is not valid JSON ({json_problem(error, data)})", "Correct it, or install it again"
        ) from None
    if "version" not in whole or bytes(whole["version"]) != b"1":
        raise _error(
            path,
            "this version of bodymap reads atlas version 1 only",
            "Set version to 1, or update bodymap",
            "version",
        )
    return data


def _error(path: Path, message: str, advice: str, field: str = "whole file") -> AtlasError:
    return AtlasError(Finding(str(path), "atlas", field, message, f"{advice}."))


def _decode_by_record(data: bytes, file: str) -> tuple[Atlas, list[Finding]]:
    whole = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    findings: list[Finding] = [
        Finding(file, "atlas", key, "there is no such list", "Remove it, or correct its spelling.")
        for key in whole
        if key not in _LISTS and key != "version"
    ]
    lists: dict[str, Any] = {}
    for key, kind in _LISTS.items():
        if key not in whole:
            findings.append(Finding(file, "atlas", key, "the list is missing", "Add it, even if empty."))
            lists[key] = ()
            continue
        records, bad = decode_records(whole[key], kind, file, key)
        lists[key] = tuple(records)
        findings.extend(bad)
    return Atlas(version=1, **lists), findings


def decode_records(
    raw: msgspec.Raw, kind: type[R], file: str, name: str, field: str = ""
) -> tuple[list[R], list[Finding]]:
    """Return the records of one list that can be read, and a finding for each that cannot.

    ``name`` is that of the list, or of the record whose ``field`` it is.
    """
    try:
        raws = msgspec.json.decode(raw, type=list[msgspec.Raw])
    except _BROKEN:
        return [], [Finding(file, name, field or "whole list", "this is not a list", "Write it as [ … ].")]
    records: list[R] = []
    findings: list[Finding] = []
    place = f"{name}.{field}" if field else name
    untold = 0
    for n, one in enumerate(raws):
        try:
            records.append(msgspec.json.decode(one, type=kind))
        except _BROKEN as error:
            if len(findings) >= _TOLD:
                untold += 1
                continue
            record = _name_of(one) or f"{place}[{n}]"
            if kind is Muscle:
                kept, bad = _decode_muscle(one, file, record)
                records.extend(kept)  # type: ignore[arg-type]
                findings.extend(bad)
            else:
                findings.append(_explain(error, file, record))
    if untold:
        message = f"{untold} more records of this list cannot be read"
        findings.append(Finding(file, name, field or "whole list", message, "Correct the first ones, and check again."))
    return records, findings


def _decode_muscle(raw: msgspec.Raw, file: str, record: str) -> tuple[list[Muscle], list[Finding]]:
    """Return the muscle without its bad points, or nothing when the muscle itself is bad."""
    try:
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        raw_points = fields["points"]
        muscle = msgspec.json.decode(msgspec.json.encode({**fields, "points": msgspec.Raw(b"[]")}), type=Muscle)
    except KeyError:
        return [], [_missing(file, record, "points")]
    except _BROKEN as error:
        return [], [_explain(error, file, record)]
    points, findings = decode_records(raw_points, Point, file, record, "points")
    return [msgspec.structs.replace(muscle, points=tuple(points))], findings


def _name_of(raw: msgspec.Raw) -> str:
    """Return the record's own id, if it has a readable one."""
    try:
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        return next(
            name
            for key in ("id", "code")
            if key in fields and (name := " ".join(msgspec.json.decode(fields[key], type=str).split()))
        )
    except (*_BROKEN, StopIteration):
        return ""


_WHERE: Final = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")
_MISSING: Final = re.compile(r"^Object missing required field `(?P<field>[^`]+)`")
_UNKNOWN: Final = re.compile(r"^Object contains unknown field `(?P<field>.+)`")
_ADVICE: Final = (
    ("Invalid enum value", "Use one of the values that the schema lists."),
    ("matching regex", "Use lower-case letters and digits, as the schema says."),
    ("length >= 1", "Write a text here."),
    ("Expected", "Write it as the schema says."),
)


def _missing(file: str, record: str, field: str) -> Finding:
    return Finding(file, record, field, "the field is missing", "Add it.")


def _explain(error: Exception, file: str, record: str) -> Finding:
    """Turn a decoder's complaint about one record into a finding that names the field."""
    text = " ".join(str(error).split())
    where = _WHERE.search(text)
    path = where["path"] if where else ""
    text = _WHERE.sub("", text)
    if missing := _MISSING.match(text):
        return _missing(file, record, ".".join(filter(None, (path, missing["field"]))))
    if unknown := _UNKNOWN.match(text):
        field = ".".join(filter(None, (path, unknown["field"])))
        return Finding(file, record, field, "there is no such field", "Remove it, or correct its spelling.")
    advice = next((says for part, says in _ADVICE if part in text), "Correct it.")
    return Finding(file, record, path or "whole record", text[:1].lower() + text[1:], advice)
