"""A page as it is put into a file: pieces and words in the order of painting, whatever kind of file it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from bodymap.ui.drawing.pieces import Veiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QBrush

    from bodymap.ui.drawing.pieces import Piece

DENSITY: Final = 2
"""A page looks like a stage with so many device pixels to a pixel; its PNG has as many to a unit."""
FACES: Final = ("Noto Sans", "DejaVu Sans", "Arial", "Helvetica")
Anchor = Literal["start", "middle", "end"]
Stroke = Literal["move", "line", "curve", "close"]


class Words(NamedTuple):
    """A line of text; ``x`` is where its anchor is, ``y`` its baseline."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    anchor: Anchor = "start"
    bold: bool = False


@dataclass
class Page:
    """What lies on a page, bottom first, in its own units; ``says`` is it all in words."""

    width: float
    height: float
    title: str
    says: str
    items: list[Piece | Words] = field(default_factory=list)
    wide_mm: float = 297.0
    """How wide it is on paper."""


def font(size: float, *, bold: bool = False) -> QFont:
    """Return the type of a page, in its units."""
    face = QFont()
    face.setFamilies(list(FACES))
    # Page units are pixels on every device that is painted on; points would follow its resolution.
    face.setPixelSize(round(size))
    face.setBold(bold)
    return face


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> Iterator[str]:
    """Yield a text in lines that fit a width; a single word may be longer."""
    measure = QFontMetricsF(font(size, bold=bold)).horizontalAdvance
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and measure(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint a page on pixels."""
    for item in page.items:
        if isinstance(item, Words):
            write(painter, item)
            continue
        path, how = drawn(item)
        if isinstance(how, QPen):
            painter.strokePath(path, on_page(how))
        else:
            painter.fillPath(path, how)


def drawn(piece: Piece) -> tuple[QPainterPath, QBrush | QPen]:
    """Return a piece that is a drawing, as all on a page are. Raises ``TypeError`` for one of pixels."""
    path, how = piece
    if isinstance(how, Veiled):
        raise TypeError("a page is made of drawings alone")
    return path, how


def on_page(pen: QPen) -> QPen:
    """Return a pen in page units: one that is a device pixel wide on the stage is as wide on a page."""
    if not pen.isCosmetic():
        return pen
    own = QPen(pen)
    own.setCosmetic(False)
    own.setWidthF(max(1.0, pen.widthF()) / DENSITY)
    return own


def write(painter: QPainter, words: Words) -> None:
    """Paint a line of text."""
    face = font(words.size, bold=words.bold)
    painter.setFont(face)
    painter.setPen(QColor(words.colour))
    wide = QFontMetricsF(face).horizontalAdvance(words.text)
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    painter.drawText(QPointF(left, words.y), words.text)


def strokes_of(path: QPainterPath) -> Iterator[tuple[Stroke, tuple[float, ...]]]:
    """Yield a path as both kinds of file write it: move, line, curve and close, with their numbers."""
    kinds = QPainterPath.ElementType
    begin = last = (0.0, 0.0)
    curve: list[float] = []
    count = path.elementCount()
    for number in range(count):
        element = path.elementAt(number)
        at = (element.x, element.y)
        if element.type == kinds.MoveToElement:
            if number and last == begin:
                yield "close", ()
            begin = at
            yield "move", at
        elif element.type == kinds.LineToElement:
            yield "line", at
        else:
            curve += at
            if len(curve) == 6:
                yield "curve", tuple(curve)
                curve = []
        last = at
    if count and last == begin:
        yield "close", ()
