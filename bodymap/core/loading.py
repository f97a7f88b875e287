"""Reads ``points.json`` record by record: a bad record is left out and reported, the good ones stay.

What ``load_atlas`` returns holds together: every id that a record mentions exists, and no id stands twice.
A point is left out whole rather than shown without, say, its cautions. A field or list that this version does
not know is left out alone, and reported: the file of a newer bodymap can be used.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin

import msgspec

from bodymap.core.finding import AtlasError, Finding, UnknownField, json_problem
from bodymap.core.language import msg, tr, trn
from bodymap.core.model import AtlasFile, MuscleRecord, Pack, PointRecord, Record
from bodymap.core.nearness import read_nearness
from bodymap.core.references import without_dangling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bodymap.core.model import Atlas
    from bodymap.core.nearness import Near

__all__ = ["AtlasError", "Finding", "Loaded", "load_atlas", "schema_text"]

R = TypeVar("R", bound=Record)
Lists = dict[str, msgspec.Raw]
"""What stands at the top of a file: lists of records, and what the file says of itself."""

_TOLD: Final = 100
"""So many bad records of a list are told one by one; of the others, how many there are."""
_TOLD_IN_ALL: Final = 1000
"""So much of a list is told with the fields that this version does not know; those cost no record."""
_MOST_BYTES: Final = 8_000_000
"""No atlas is larger, at many times the points of today's."""
_SCHEMA_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ALIKE: Final = 0.7
"""From here on, of 1, an unknown name is taken for a misspelt one."""
_BROKEN = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An atlas that holds together, what was left out, whose pack a record of one is, and the sites near each point."""

    atlas: Atlas
    findings: tuple[Finding, ...]
    origins: Mapping[str, str] = field(default_factory=dict)
    nearness: Mapping[str, tuple[Near, ...]] = field(default_factory=dict)


def schema_text() -> str:
    """Return the JSON Schema of ``points.json`` as the text of its file, made from the model."""
    return _schema_text(AtlasFile, "bodymap atlas")


def pack_schema_text() -> str:
    """Return the JSON Schema of packs as the text of its file, made from the model."""
    return _schema_text(Pack, "bodymap pack")


def _schema_text(kind: type[Record], title: str) -> str:
    schema = {"$schema": _SCHEMA_DIALECT, **msgspec.json.schema(kind), "title": title}
    return msgspec.json.format(msgspec.json.encode(schema), indent=1).decode() + "\n"


def load_atlas(path: Path) -> Loaded:
    """Read the atlas at ``path``.

    Raises ``AtlasError`` when there is nothing to show: no file, no JSON, not an object, another version.
    """
    data, lists = read_lists(path)
    if "version" not in lists or bytes(lists["version"]) != b"1":
        raise _error(
            path,
            tr("this version of bodymap reads atlas version 1 only"),
            tr("Set version to 1, or update bodymap"),
            "version",
        )
    findings: list[Finding] = []
    try:
        atlas = msgspec.json.decode(data, type=AtlasFile)
    except _BROKEN:
        atlas, findings = decode_file(lists, AtlasFile, path.name, "atlas")
    whole, dangling = without_dangling(atlas, path.name, {finding.record for finding in findings})
    return Loaded(whole, (*findings, *dangling), nearness=read_nearness(path))


def read_lists(path: Path) -> tuple[bytes, Lists]:
    """Return the bytes of a file and what stands at its top. Raises ``AtlasError`` where there is no such thing."""
    try:
        state = path.stat()
        if state.st_size > _MOST_BYTES:
            raise _error(path, tr("the file is far larger than an atlas can be"), tr("Put the atlas back"))
        if not S_ISREG(state.st_mode):  # opening a pipe would wait for ever
            raise _error(path, tr("the file cannot be read (it is none)"), tr("Put the atlas back"))
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except FileNotFoundError:
        raise _error(path, tr("the file is missing"), tr("Put it back, or install bodymap again")) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _error(
            path, tr("the file cannot be read ({reason})").format(reason=reason), tr("Check its permissions")
        ) from error
    try:
        return data, msgspec.json.decode(data, type=Lists)
    except msgspec.ValidationError:
        raise _error(path, tr("the file is not one JSON object"), tr("Start it with { and end it with }")) from None
    except _BROKEN as error:
        raise _error(
            path,
            tr("the file is not valid JSON ({error})").format(error=json_problem(error, data)),
            tr("Correct it, or install it again"),
        ) from None


def _error(path: Path, message: str, advice: str, field: str = "") -> AtlasError:
    return AtlasError(Finding(str(path), "atlas", field or tr("whole file"), message, f"{advice}."))


def decode_file(lists: Lists, kind: type[R], file: str, whole: str) -> tuple[R, list[Finding]]:
    """Return what can be read of a file of this kind, and a finding for each thing that cannot.

    ``whole`` is what findings call the file itself. A list that is missing is empty.
    """
    fields = {each.encode_name: each for each in msgspec.structs.fields(kind)}
    findings: list[Finding] = [
        _unknown(file, whole, key, [name for name in fields if name not in lists], tr("there is no such list"))
        for key in lists
        if key not in fields
    ]
    values: dict[str, Any] = {}
    for key, each in fields.items():
        if key not in lists:
            if each.required:
                findings.append(Finding(file, whole, key, tr("the list is missing"), tr("Add it, even if empty.")))
                values[each.name] = ()
        elif get_origin(each.type) is tuple:
            records, bad = decode_records(lists[key], get_args(each.type)[0], file, key)
            values[each.name] = tuple(records)
            findings += bad
        else:
            try:
                values[each.name] = msgspec.json.decode(lists[key], type=each.type)
            except _BROKEN as error:
                findings.append(_explain(error, file, whole, key))
    return kind(**values), findings


def decode_records(
    raw: msgspec.Raw, kind: type[R], file: str, name: str, field: str = ""
) -> tuple[list[R], list[Finding]]:
    """Return the records of one list that can be read, and a finding for each that cannot.

    ``name`` is that of the list, or of the record whose ``field`` it is.
    """
    try:
        raws = msgspec.json.decode(raw, type=list[msgspec.Raw])
    except _BROKEN:
        return [], [Finding(file, name, field or tr("whole list"), tr("this is not a list"), tr("Write it as [ … ]."))]
    records: list[R] = []
    findings: list[Finding] = []
    place = f"{name}.{field}" if field else name
    told = untold = 0
    for n, one in enumerate(raws):
        tell = told < _TOLD and len(findings) < _TOLD_IN_ALL
        if not tell and _is_hopeless(one, kind):
            untold += 1
            continue
        record = _name_of(one) or f"{place}[{n}]"
        decoded, bad = _decode_muscle(one, file, record) if kind is MuscleRecord else _decode(one, kind, file, record)
        if tell:
            findings += bad
            told += sum(not isinstance(finding, UnknownField) for finding in bad)
        else:
            untold += bool(bad)
        if decoded is not None:
            records.append(decoded)  # type: ignore[arg-type] # a muscle where muscles are asked for
    if untold:
        message = trn(
            "{count} more record of this list is not as it should be",
            "{count} more records of this list are not as they should be",
            untold,
        )
        advice = tr("Correct the first ones, and check again.")
        findings.append(Finding(file, name, field or tr("whole list"), message.format(count=untold), advice))
    return records, findings


def _is_hopeless(raw: msgspec.Raw, kind: type[Record]) -> bool:
    """Whether a record cannot be read, found out quickly: there may be millions. A muscle may have good points."""
    try:
        msgspec.json.decode(raw, type=kind)
    except _BROKEN as error:
        return kind is not MuscleRecord and "unknown field" not in str(error)
    return False


def _decode(raw: msgspec.Raw, kind: type[R], file: str, record: str) -> tuple[R | None, list[Finding]]:
    """Return the record without what this version does not know, or nothing where it cannot be read."""
    try:
        return msgspec.json.decode(raw, type=kind), []
    except _BROKEN as error:
        strict = error
    from bodymap.core.unknown import without_unknown

    told: list[Finding] = []
    try:
        value, unknown = without_unknown(msgspec.json.decode(raw), kind)
        told += (_unknown(file, record, one.path, one.missing) for one in unknown)
        if unknown:
            return msgspec.convert(value, kind), told
    except _BROKEN as error:
        strict = error
    return None, [_explain(strict, file, record), *told]


def _decode_muscle(raw: msgspec.Raw, file: str, record: str) -> tuple[MuscleRecord | None, list[Finding]]:
    """Return the muscle without its bad points, or nothing when the muscle itself is bad."""
    try:
        return msgspec.json.decode(raw, type=MuscleRecord), []
    except _BROKEN:
        pass
    try:
        fields = msgspec.json.decode(raw, type=Lists)
        raw_points = fields["points"]
        bare = msgspec.Raw(msgspec.json.encode({**fields, "points": msgspec.Raw(b"[]")}))
    except (KeyError, *_BROKEN):
        return _decode(raw, MuscleRecord, file, record)
    muscle, findings = _decode(bare, MuscleRecord, file, record)
    if muscle is None:
        return None, findings
    points, bad = decode_records(raw_points, PointRecord, file, record, "points")
    return msgspec.structs.replace(muscle, points=tuple(points)), findings + bad


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
_ADVICE: Final = (
    ("Invalid enum value", msg("Use one of the values that the schema lists.")),
    ("matching regex", msg("Use lower-case letters and digits, as the schema says.")),
    ("length >= 1", msg("Write a text here.")),
    ("Expected", msg("Write it as the schema says.")),
)


def _unknown(file: str, record: str, path: str, missing: Sequence[str], told: str = "") -> UnknownField:
    """Return what there is to say of an unknown name; ``missing`` are the names it may be a misspelling of."""
    import difflib

    name = path.rpartition(".")[2]
    meant = difflib.get_close_matches(name, missing, 1, _ALIKE)
    advice = tr("Did you mean “{name}”? Otherwise remove it.") if meant else tr("Remove it, or correct its spelling.")
    advice = advice.format(name="".join(meant))
    return UnknownField(file, record, path or '""', told or tr("there is no such field"), advice)


def _explain(error: Exception, file: str, record: str, field: str = "") -> Finding:
    """Turn a decoder's complaint about one record, or one ``field``, into a finding that names the field."""
    text = " ".join(str(error).split())
    where = _WHERE.search(text)
    path = where["path"] if where else ""
    text = _WHERE.sub("", text)
    if missing := _MISSING.match(text):
        return Finding(
            file, record, ".".join(filter(None, (path, missing["field"]))), tr("the field is missing"), tr("Add it.")
        )
    advice = next((tr(says) for part, says in _ADVICE if part in text), tr("Correct it."))
    return Finding(file, record, path or field or tr("whole record"), text[:1].lower() + text[1:], advice)
