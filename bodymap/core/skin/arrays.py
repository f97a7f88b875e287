"""Reads the files of the skin: a line of JSON that lists arrays, and one xz stream of them (ADR 0043)."""

from __future__ import annotations

import json
import lzma
import sys
from array import array
from functools import partial
from math import prod
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bodymap.core.ahead import Ahead

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_KINDS: Final = {"<u2": "H", "|u1": "B", "<u4": "I"}


Read: TypeAlias = "tuple[dict[str, Any], dict[str, array[int]]]"


_ahead: dict[tuple[Path, tuple[str, ...]], Ahead[Read]] = {}


def read_ahead(path: Path, wanted: Collection[str] = ()) -> None:
    """Begin to read a file in a thread of its own: it is asked for soon, once, with the same that is ``wanted``."""
    key = path, tuple(wanted)
    if key not in _ahead:
        _ahead[key] = Ahead(partial(_read, path, wanted), "skin read ahead")


def forget_ahead() -> None:
    """Let go of what was read ahead and was not asked for: other sheets came on stage, or the window was closed."""
    _ahead.clear()


def _check(whole: bool) -> None:  # noqa: FBT001 - the one thing it asks
    if not whole:
        raise EOFError("it is cut off")


def read_arrays(path: Path, wanted: Collection[str] = ()) -> Read:
    """Return the fields of a file and its arrays: all, or those that are wanted and stand before any other.

    What comes after the last one that is wanted is not unpacked. Raises ``OSError``, or ``ValueError`` for a file that
    is none of the skin's.
    """
    ahead = _ahead.pop((path, tuple(wanted)), None)
    return ahead.result() if ahead is not None else _read(path, wanted)


def _read(path: Path, wanted: Collection[str]) -> Read:
    line, _, stream = path.read_bytes().partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(line)
        listed = [(one["name"], _KINDS[one["type"]], prod(one["shape"])) for one in head["arrays"]]
        if wanted:
            last = max(n for n, (name, _, _) in enumerate(listed) if name in wanted)
            del listed[last + 1 :]
        size = sum(array(kind).itemsize * count for _, kind, count in listed)
        data, at, arrays = lzma.LZMADecompressor().decompress(stream, max_length=size), 0, {}
        _check(len(data) >= size)
        for name, kind, count in listed:
            found = array(kind)
            found.frombytes(data[at : at + count * found.itemsize])
            at += count * found.itemsize
            if sys.byteorder == "big":
                found.byteswap()
            arrays[name] = found
    except (LookupError, TypeError, ValueError, EOFError, lzma.LZMAError) as error:
        raise ValueError(f"{path.name} is no file of the skin ({error})") from error
    return head, arrays
