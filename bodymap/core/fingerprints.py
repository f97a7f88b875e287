"""Whether the drawings are those that were shipped: each against the fingerprint that the workshop noted of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, Struct
from msgspec.json import decode

from bodymap.core.drawing import MOST_BYTES, SheetError, read_bytes, sheet_error
from bodymap.core.finding import json_problem
from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bodymap.core.finding import Finding

FILE: Final = "manifest.json"


class _Entry(Struct, frozen=True):
    sha256: str


class _Manifest(Struct, frozen=True):
    drawings: dict[str, _Entry]


def check_fingerprints(svg_root: Path, names: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding for each drawing that is not the one noted; none where no fingerprints are kept.

    ``names`` are the drawings, such as ``woman/front.svg``. One that cannot be read is left to who reads it.
    """
    path = svg_root / FILE
    if not path.exists():
        return
    try:
        data = read_bytes(path, MOST_BYTES)
        noted = decode(data, type=_Manifest).drawings
    except SheetError as error:
        yield error.finding
        return
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = tr("the fingerprints are not readable ({reason})").format(reason=json_problem(error, data))
        yield sheet_error(path, "drawings", "", message).finding
        return
    for name in names:
        if name not in noted:
            yield sheet_error(path, name, "", tr("no fingerprint is noted for this drawing")).finding
        elif (found := _digest(svg_root / name)) and found != noted[name].sha256:
            message = tr("the drawing is not the one that was made for bodymap")
            yield sheet_error(svg_root / name, "", "sha256", message).finding


def _digest(path: Path) -> str:
    """Return the fingerprint of a text file, whose line ends a checkout may have changed; empty when unreadable."""
    try:
        data = read_bytes(path, MOST_BYTES)
    except SheetError:
        return ""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
