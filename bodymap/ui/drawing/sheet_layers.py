"""Skin and muscles of the sheets as pictures: painted a few shapes at a time, and kept packed for the next time.

A packed layer takes a tenth of its pixels' memory, and comes back in a fraction of the time that its shapes take to
paint. So the other side, the other figure and the other ground need nothing but a few layers laid on one another.
"""

from __future__ import annotations

import zlib
from math import ceil, floor
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from bodymap.ui.drawing.boxes import around
from bodymap.ui.drawing.camera import FIT
from bodymap.ui.drawing.thrift import forget_painted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import Figure, Side
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.layer_shapes import Shape
    from bodymap.ui.drawing.layout import Placement

MOST_BYTES: Final = 2_600_000
"""Of packed layers, on a stage of up to ``_USUAL`` pixels; what was used longest ago goes first."""
_USUAL: Final = 1_200_000
"""A stage on a screen of full HD has fewer."""
_STEP_S: Final = 0.002
"""Shapes are painted for so long before events are looked at again."""
_BAND_BYTES: Final = 400_000
"""Pixels that are packed at a time."""
_FORMAT: Final = QImage.Format.Format_ARGB32_Premultiplied


class LayerKey(NamedTuple):
    """What decides how a layer looks, when all of its sheet is seen as it was fitted."""

    figure: Figure
    sheet_id: str
    layer: str
    side: Side
    placement: Placement
    ratio: float
    width: int
    height: int


class Band(NamedTuple):
    """Some rows of a layer, and where they lie in device pixels."""

    left: int
    top: int
    image: QImage


class Packed(Struct, frozen=True):
    """A layer's rows, some at a time, each so many packed together."""

    left: int
    top: int
    width: int
    heights: tuple[int, ...]
    rows: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """How many bytes it takes."""
        return sum(map(len, self.rows))

    @property
    def pixels(self) -> QSize:
        """How wide and how tall it is."""
        return QSize(self.width, sum(self.heights))

    def bands(self) -> Iterator[Band]:
        """Yield its rows, some at a time."""
        top = self.top
        for height, packed in zip(self.heights, self.rows, strict=True):
            pixels = zlib.decompress(packed, bufsize=4 * self.width * height)
            yield Band(self.left, top, QImage(pixels, self.width, height, 4 * self.width, _FORMAT))
            top += height


class KeptLayers:
    """Layers that are kept packed, up to ``most`` bytes of them; on a larger stage so many more.

    Attributes:
        on_disk: the names of those that the next start will find, as ``layers_on_disk`` calls them.

    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._packed: dict[LayerKey, Packed] = {}
        self.on_disk: frozenset[str] = frozenset()

    def __contains__(self, key: LayerKey | None) -> bool:
        return key in self._packed

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return sum(packed.size for packed in self._packed.values())

    def packed(self, key: LayerKey | None) -> Packed | None:
        """Return a layer as it is kept."""
        return None if key is None else self._packed.get(key)

    def keep(self, key: LayerKey, packed: Packed) -> None:
        """Keep a layer; what was used longest ago goes when there is no room."""
        self._packed[key] = packed
        most = self._most * max(1.0, key.width * key.height * key.ratio**2 / _USUAL)
        while self.size > most and len(self._packed) > 1:
            del self._packed[next(iter(self._packed))]

    def bands(self, key: LayerKey) -> Iterator[Band]:
        """Yield a layer that is kept, some rows at a time."""
        packed = self._packed[key] = self._packed.pop(key)
        yield from packed.bands()

    def pack_steps(self, key: LayerKey, layer: Band) -> Iterator[None]:
        """Keep a layer; an ``IdleQueue`` job."""
        self.keep(key, (yield from pack_steps(layer)))


def pack_steps(layer: Band) -> Generator[None, None, Packed]:
    """Return a layer packed, yielding after some rows at a time."""
    image = layer.image
    pixels = image.constBits()
    line, at_once = image.bytesPerLine(), max(1, _BAND_BYTES // image.bytesPerLine())
    rows, heights = [], []
    for top in range(0, image.height(), at_once):
        height = min(at_once, image.height() - top)
        rows.append(zlib.compress(pixels[top * line : (top + height) * line], 1))
        heights.append(height)
        yield
    return Packed(layer.left, layer.top, image.width(), tuple(heights), tuple(rows))


def packed(layer: Band) -> Packed:
    """Return a small layer packed, at once."""
    steps = pack_steps(layer)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            found: Packed = done.value
            return found


class SeenLayer(NamedTuple):
    """A layer of one sheet instance as a stage of ``width`` by ``height`` shows it through a camera.

    Muscles of the left are those of the right with their pixels turned over: painted once, a stage that shows both
    sides has them in half the time. They lie up to half a pixel beside where they would be painted.
    """

    figure: Figure
    sheet_id: str
    art: SheetArt
    layer: str
    side: Side
    placement: Placement
    camera: Camera
    width: int
    height: int
    ratio: float

    @property
    def key(self) -> LayerKey | None:
        """What it is kept by; ``None`` for one that is seen enlarged, which is not kept."""
        if self.camera.zoom != FIT:
            return None
        return LayerKey(
            self.figure,
            self.sheet_id,
            self.layer,
            self.upright.side,
            self.placement,
            self.ratio,
            self.width,
            self.height,
        )

    @property
    def is_turned(self) -> bool:
        """Whether its pixels are those of the other side."""
        return self.layer == "muscles" and self.side == "left"

    @property
    def upright(self) -> SeenLayer:
        """The layer as it is painted."""
        return self._replace(side="right") if self.is_turned else self

    @property
    def sight(self) -> QRectF:
        """What of the upright layer is seen of this one, in device pixels: the stage, or the stage turned over."""
        wide, high = round(self.width * self.ratio), round(self.height * self.ratio)
        return QRectF(self._mirror - wide if self.is_turned else 0, 0, wide, high)

    @property
    def _mirror(self) -> int:
        """What the device columns of a place and of its mirror image are together."""
        place = self.placement
        return round(((place.x + place.right) * self.camera.zoom + 2 * self.camera.x) * self.ratio)

    def turned(self, band: Band) -> Band:
        """Return some rows of the upright layer as this one shows them."""
        if not self.is_turned:
            return band
        left = self._mirror - band.left - band.image.width()
        return Band(left, band.top, band.image.flipped(Qt.Orientation.Horizontal))

    def map(self) -> QTransform:
        """Return the map from sheet coordinates to device pixels."""
        place, zoom = self.placement, self.camera.zoom * self.ratio
        scale, top = place.scale * zoom, place.y * zoom + self.camera.y * self.ratio
        if self.side == "left":
            return QTransform(-scale, 0, 0, scale, place.right * zoom + self.camera.x * self.ratio, top)
        return QTransform(scale, 0, 0, scale, place.x * zoom + self.camera.x * self.ratio, top)

    def turned_map(self) -> QTransform:
        """Return the map to the very pixels that the upright one turned over has, from sheet coordinates."""
        if not self.is_turned:
            return self.map()
        return self.upright.map() * QTransform(-1, 0, 0, 1, self._mirror, 0)

    def room(self, shapes: Sequence[Shape], sight: QRectF | None = None) -> QRect:
        """Return which device pixels these shapes of it touch, as far as they are in sight; if none, one beyond."""
        left, top, right, bottom = around(shape.reach for shape in shapes)
        reach = QRectF(left, top, right - left, bottom - top)
        whole = self.map().mapRect(reach.intersected(QRectF(0, 0, self.art.width, self.art.height)))
        seen = whole.intersected(self.sight if sight is None else sight)
        if seen.isEmpty():
            return QRect(-1, -1, 1, 1)
        left, top = floor(seen.left()), floor(seen.top())
        return QRect(left, top, ceil(seen.right()) - left, ceil(seen.bottom()) - top)

    def blank(self, shapes: Sequence[Shape], sight: QRectF | None = None) -> Band:
        """Return an empty picture of what is in sight of these shapes of it."""
        room = self.room(shapes, sight)
        image = QImage(room.size(), _FORMAT)
        image.fill(QColor(0, 0, 0, 0))
        return Band(room.left(), room.top(), image)


def paint_steps(seen: SeenLayer, shapes: Sequence[Shape], band: Band, map_: QTransform | None = None) -> Iterator[None]:
    """Paint a layer into a picture, its own or that of the stage, yielding between shapes; an ``IdleQueue`` job.

    What Qt keeps of each shape is there until ``forget_shapes``: a seventh of what painting muscles takes.
    """
    frame = QRectF(0, 0, seen.art.width, seen.art.height)
    map_ = (seen.map() if map_ is None else map_) * QTransform.fromTranslate(-band.left, -band.top)
    sight = map_.inverted()[0].mapRect(QRectF(band.image.rect()))
    left, top, right, bottom = sight.left(), sight.top(), sight.right(), sight.bottom()
    waiting = [
        shape
        for shape in shapes
        if shape.reach[0] < right and shape.reach[2] > left and shape.reach[1] < bottom and shape.reach[3] > top
    ]
    # A picture of the stage counts in its logical pixels.
    grain = 1 / band.image.devicePixelRatio()
    map_ *= QTransform.fromScale(grain, grain)
    while waiting:
        until = perf_counter() + _STEP_S
        # Opened anew at each step: a painter that waits for events may outlive its picture.
        painter = QPainter(band.image)
        painter.setTransform(map_)
        painter.setClipRect(frame)
        done, smooth, opacity = 0, None, 1.0
        for shape in waiting:
            # A call of Qt takes a tenth of what painting a muscle's fibre does: none that changes nothing.
            if (is_smooth := shape.is_smooth(seen.ratio)) != smooth:
                smooth = is_smooth
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            if shape.opacity != opacity:
                opacity = shape.opacity
                painter.setOpacity(opacity)
            if shape.filled:
                painter.fillPath(shape.path, shape.brush)
            if shape.stroked:
                painter.strokePath(shape.path, shape.pen)
            done += 1
            if perf_counter() > until:
                break
        painter.end()
        del waiting[:done]
        yield


def forget_shapes(shapes: Sequence[Shape]) -> None:
    """Let go of what Qt keeps with shapes that have been painted."""
    for shape in shapes:
        forget_painted(shape.path)
