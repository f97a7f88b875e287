"""Takes out of a record what this version does not know, so that a newer file opens in an older bodymap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import inspect

if TYPE_CHECKING:
    from bodymap.core.model import Record


class Unknown(NamedTuple):
    """A field that the model does not have: where it is, and the fields missing there, one of which may be meant."""

    path: str
    missing: tuple[str, ...]


def without_unknown(value: object, kind: type[Record]) -> tuple[object, tuple[Unknown, ...]]:
    """Return a decoded JSON value without the fields that ``kind`` and the blocks inside it do not have.

    What is no object where one is expected is returned as it is, for the decoder to refuse.
    """
    unknown: list[Unknown] = []
    return _known(value, inspect.type_info(kind), "", unknown), tuple(unknown)


def _known(value: object, kind: inspect.Type, path: str, unknown: list[Unknown]) -> object:
    if isinstance(kind, inspect.UnionType):
        # At most one kind of object, and lists of one kind, stand in any union of the model.
        kind = next((k for k in kind.types if isinstance(k, _shape_of(value))), kind)
    if isinstance(kind, inspect.StructType) and isinstance(value, dict):
        return _known_fields(value, kind, path, unknown)
    if isinstance(kind, inspect.VarTupleType) and isinstance(value, list):
        return [_known(one, kind.item_type, f"{path}[{n}]", unknown) for n, one in enumerate(value)]
    return value


def _known_fields(
    value: dict[str, object], kind: inspect.StructType, path: str, unknown: list[Unknown]
) -> dict[str, object]:
    types = {field.encode_name: field.type for field in kind.fields}
    kept = {}
    for name, one in value.items():
        place = f"{path}.{name}" if path else name
        if name in types:
            kept[name] = _known(one, types[name], place, unknown)
        else:
            unknown.append(Unknown(place, tuple(known for known in types if known not in value)))
    return kept


def _shape_of(value: object) -> tuple[type[inspect.Type], ...]:
    if isinstance(value, dict):
        return (inspect.StructType,)
    return (inspect.VarTupleType,) if isinstance(value, list) else ()
