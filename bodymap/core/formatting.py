"""The one way in which ``points.json`` and packs are written, so that a change of one text is one changed line.

An object is one field a line, but for small ones such as a citation: of at most two fields that hold a text or
a number each, on one line where it fits. A list of such values is one line where it fits, else one a line; of
several citations each has its line. One space a level, at most 120 columns where a text allows it.
"""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any, Final

from bodymap.core.hold.session_file import replace_file

if TYPE_CHECKING:
    from pathlib import Path

WIDTH: Final = 120
_SMALL: Final = 2
"""An object of more fields is read one field a line."""


def formatted(text: str) -> str:
    """Return a JSON text in its one form. Raises ``ValueError`` for what is not JSON or would lose something.

    What it decodes to stays the same; a key that stands twice in an object, a number too large to be kept
    and half of a surrogate pair are refused, as JSON readers differ on them.
    """
    value = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse)
    written = "".join(_lines(value, 0, 0)) + "\n"
    written.encode()
    return written


def format_file(path: Path) -> bool:
    """Write the file at ``path`` in its one form, all at once or not; return whether it was changed.

    Raises ``ValueError`` for what is not JSON and ``OSError`` where it cannot be read or written.
    """
    before = path.read_bytes()
    after = formatted(before.decode("utf-8-sig")).encode()
    if after == before:
        return False
    path = path.resolve()
    replace_file(path, (after,), stat.S_IMODE(path.stat().st_mode))
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” stands twice in one object")
    return fields


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")


def _lines(value: object, level: int, taken: int) -> list[str]:
    """Return the pieces of ``value``; ``taken`` columns of its first line are in use."""
    inline = _inline(value)
    if inline is not None and (taken + len(inline) < WIDTH or not _is_open(value)):
        return [inline]
    begin, end = "{}" if isinstance(value, dict) else "[]"
    inside = "\n" + " " * (level + 1)
    pieces = [begin]
    for n, (key, one) in enumerate(_parts(value)):
        pieces += ["," if n else "", inside, key, *_lines(one, level + 1, level + 1 + len(key))]
    return [*pieces, "\n" + " " * level, end]


def _parts(value: object) -> list[tuple[str, object]]:
    """Return what is inside an object or a list, each with what is written before it."""
    if isinstance(value, dict):
        return [(f"{_scalar(key)}: ", one) for key, one in value.items()]
    return [("", one) for one in value] if isinstance(value, list) else []


def _is_open(value: object) -> bool:
    """Return whether the value can be written on several lines."""
    return bool(_parts(value))


def _inline(value: object) -> str | None:
    """Return the value on one line, or nothing where it is always written on several."""
    parts = _parts(value)
    if isinstance(value, dict):
        small = len(parts) <= _SMALL and not any(isinstance(one, dict | list) for _, one in parts)
        return "{" + ", ".join(key + _scalar(one) for key, one in parts) + "}" if small else None
    if isinstance(value, list):
        if len(parts) > 1 and any(isinstance(one, dict) for _, one in parts):
            return None
        inner = [_inline(one) for _, one in parts]
        return None if None in inner else "[" + ", ".join(map(str, inner)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
