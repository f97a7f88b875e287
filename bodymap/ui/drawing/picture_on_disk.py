"""The bodies as they were last seen, pixel by pixel, in the user's cache folder: a start has nothing to lay together.

They are known by every layer they were laid of, as it was seen, and by the ground. That a file is as it was written is
found out after it is shown: before, that would take as long as what it spares.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from bodymap.core.drawing_cache import digest, keep_steps, read_into, sum_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path

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


def recall(view: View, key: bytes, folder: Path) -> Bodies | None:
    """Return the bodies of a view, if they are what was written last."""
    size = QSize(round(view.width * view.ratio), round(view.height * view.ratio))
    if size.isEmpty():
        return None
    count = 2 if "muscles" in view.state.layers else 1
    images = [QImage(size, QImage.Format.Format_RGB32) for _ in range(count)]
    sum_ = read_into(folder / _NAME, key, [memoryview(each.bits()) for each in images])
    if sum_ is None:
        return None
    for each in images:
        each.setDevicePixelRatio(view.ratio)
    return Bodies(images[0], images[-1], sum_)


def forget(folder: Path) -> None:
    """Let go of what was written, if that can be."""
    with suppress(OSError):
        (folder / _NAME).unlink()
