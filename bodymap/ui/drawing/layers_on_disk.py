"""The picture that was last seen, kept in the user's cache folder: a start shows it again before it paints anything.

Each layer is kept by all that decides how it looks, the hash of its drawing among it. A file that is not exactly as it
was written is as if it were not there.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from msgspec import DecodeError, msgpack

from bodymap.core.drawing_cache import digest, keep, read_kept
from bodymap.ui.drawing.sheet_layers import MOST_BYTES, Packed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bodymap.ui.drawing.sheet_layers import KeptLayers, SeenLayer

_NAME: Final = "stage.layers"


def remember(kept: KeptLayers, layers: Iterable[SeenLayer], folder: Path) -> None:
    """Write these layers in place of what was written before, if all of them are kept."""
    names = {_name(seen): kept.packed(seen.key) for seen in layers if seen.art.known_by}
    if names and None not in names.values() and names.keys() != kept.on_disk:
        keep(folder / _NAME, digest(), msgpack.encode(names))
        kept.on_disk = frozenset(names)


def recall(kept: KeptLayers, layers: Iterable[SeenLayer], folder: Path) -> None:
    """Keep those of these layers that were written."""
    found = read_kept(folder / _NAME, digest(), 2 * MOST_BYTES)
    if found is None:
        return
    with contextlib.suppress(DecodeError):
        names = msgpack.decode(found, type=dict[str, Packed])
        kept.on_disk = frozenset(names)
        for seen in layers:
            packed = names.get(_name(seen))
            if packed is not None and seen.key is not None:
                kept.keep(seen.key, packed)


def _name(seen: SeenLayer) -> str:
    return f"{seen.key} {seen.art.known_by.hex()}"
