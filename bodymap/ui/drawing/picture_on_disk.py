"""The bodies as they were last seen, pixel by pixel, in the user's cache folder: a start has nothing to lay together.

They are known by every layer they were laid of, as it was seen, and by the ground. That a file is as it was written is
found out after it is shown: before, that would take as long as what it spares.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QImage

from bodymap.core.ahead import Ahead
from bodymap.core.drawing_cache import digest, keep_steps, read_key, read_large, sum_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

    from bodymap.core.drawing_cache import Large
    from bodymap.ui.drawing.painting import View
    from bodymap.ui.drawing.sheet_layers import SeenLayer

_NAME: Final = "stage.picture"
_BODY: Final = ("bones", "muscles", "sites")


class Bodies(NamedTuple):
    """The figures with their muscles, and with these faded; the same picture twice where they have none.

    Attributes:
        sum_: what is made of a file's pixels, if they are as they were written.

    """

    plain: QImage
    faded: QImage
    sum_: int = 0

    @property
    def parts(self) -> list[memoryview]:
        """Their pixels."""
        images = (self.plain,) if self.faded is self.plain else (self.plain, self.faded)
        return [memoryview(each.constBits()) for each in images]

    def whole_steps(self) -> Generator[None, None, bool]:
        """Return whether they are as they were written, looking through some of them at a time."""
        found = yield from sum_steps(self.parts)
        return found == self.sum_


def known_by(view: View, layers: Iterable[SeenLayer]) -> bytes | None:
    """Return what the bodies of a view are known by; ``None`` where a drawing is not known by anything."""
    seen = list(layers)
    if not seen or not all(each.art.known_by for each in seen):
        return None
    drawings = [(each._replace(art=None), each.art.known_by.hex()) for each in seen]  # type: ignore[arg-type]
    shown = [name for name in _BODY if name in view.state.layers]
    told = drawings, shown, view.state.figure, view.state.side, view.ground, view.width, view.height, view.ratio
    return digest(repr(told).encode())


def remember_steps(bodies: Bodies, key: bytes, folder: Path) -> Generator[None, None, None]:
    """Write bodies in place of what was written before; an ``IdleQueue`` job."""
    return keep_steps(folder / _NAME, key, bodies.parts)


class _Begun(NamedTuple):
    """What is being read, and what it is known by."""

    key: bytes
    large: Ahead[Large | None]


_begun: dict[Path, _Begun] = {}


def read_ahead(folder: Path) -> None:
    """Begin to read what was written last, for ``recall``, which is to follow once a stage knows what it shows."""
    place = folder / _NAME
    key = read_key(place)
    if key is not None:
        _begun[folder] = _Begun(key, Ahead(partial(read_large, place), "picture read ahead"))


def recall(view: View, key: bytes, folder: Path) -> Bodies | None:
    """Return the bodies of a view, if they are what was written last."""
    place, begun = folder / _NAME, _begun.pop(folder, None)
    known = read_key(place) if begun is None else begun.key
    if known != key:
        return None
    large = read_large(place) if begun is None else begun.large.result()
    width, height = round(view.width * view.ratio), round(view.height * view.ratio)
    line, count = 4 * width, 2 if "muscles" in view.state.layers else 1
    whole = line * height
    if large is None or large.key != key or len(large.content) != count * whole or not whole:
        return None
    images = [
        # It keeps what it is made of.
        QImage(large.content[at : at + whole], width, height, line, QImage.Format.Format_RGB32)
        for at in range(0, count * whole, whole)
    ]
    for each in images:
        each.setDevicePixelRatio(view.ratio)
    return Bodies(images[0], images[-1], large.sum_)


def forget(folder: Path) -> None:
    """Let go of what was written, if that can be."""
    with suppress(OSError):
        (folder / _NAME).unlink()
