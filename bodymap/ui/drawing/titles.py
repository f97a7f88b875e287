"""What is written over every sheet: its title, and which side of the patient is where; lines part one from the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from bodymap.core.language import trc
from bodymap.core.text import drawing_title
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.highlight import PaintItem, stamp_item
from bodymap.ui.drawing.layout import clamp
from bodymap.ui.drawing.painting import sheet_rect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QPainter

    from bodymap.core.sheets import SheetInfo
    from bodymap.ui.drawing.layout import SheetInstance
    from bodymap.ui.drawing.painting import View
    from bodymap.ui.drawing.scene import Sheet

Edge = Literal["left", "right"]

_TITLE_SIZE: Final = 1.05
_LETTER_SIZE: Final = 1.45
"""Sizes of what is written above a sheet, as shares of the stage's type."""
_SMALLER: Final = (0.82, 0.72)
"""Sizes, as shares of its own, that a title may have where it does not fit as it is; two such lines take its room."""
_PARTING: Final = 0.6
"""Of a header's height, the line between two sheets that stand side by side."""
PARTING_ALPHA: Final = 0.4
_MARGIN: Final = 6.0
"""Beside a title that is wider than its sheet."""


class Heading(NamedTuple):
    """The lines above a sheet, at most two, and their size as a share of a title's own."""

    lines: tuple[str, ...]
    size: float = 1.0


def side_word(side: str) -> str:
    """Return the name of a patient's side, as it begins a sentence."""
    words = {
        "right": trc("the patient's side", "Right"),
        "left": trc("the patient's side", "Left"),
    }
    return words[side]


def side_letters() -> tuple[str, str]:
    """Return the letters for the patient's right and left."""
    return trc("the patient's side", "R"), trc("the patient's side", "L")


def sheet_title(info: SheetInfo, instance: SheetInstance) -> str:
    """Return what stands above a sheet: its title, and the side that a one-sided sheet shows."""
    title = drawing_title(info)
    return title if instance.side is None else f"{title} · {side_word(instance.side)}"


def short_title(info: SheetInfo, instance: SheetInstance) -> str:
    """Return the same where there is little room: the side as a letter."""
    right, left = side_letters()
    letters = {"right": right, "left": left}
    title = drawing_title(info)
    return title if instance.side is None else f"{title} {letters[instance.side]}"


def fitting_title(
    info: SheetInfo, instance: SheetInstance, measure: Callable[[str, float], float], room: float
) -> Heading:
    """Return the fullest heading that fits into ``room``; ``measure`` gives the width of a text in some size.

    No title is cut: it takes a second line, or smaller type. Whatever the room, a one-sided sheet says its side; a
    symmetric one has its letters and may go without a title.
    """
    for each in _tries(info, instance):
        if all(measure(line, each.size) <= room for line in each.lines):
            return each
    right, left = side_letters()
    return Heading(() if instance.side is None else (right if instance.side == "right" else left,))


def _tries(info: SheetInfo, instance: SheetInstance) -> Iterator[Heading]:
    """Yield what may stand above a sheet, the best first."""
    title, short = drawing_title(info), short_title(info, instance)
    yield from (Heading((text,)) for text in dict.fromkeys((sheet_title(info, instance), short)))
    for size in _SMALLER:
        if instance.side is not None:
            yield Heading((title, side_word(instance.side)), size)
        yield from (Heading(lines, size) for lines in _halves(short))
        yield Heading((short,), size)
    if instance.side is not None:
        yield Heading((side_word(instance.side),))


def _halves(text: str) -> list[tuple[str, str]]:
    """Return a text in two lines, wherever it may be broken, the most even first."""
    words = text.split()
    halves = [(" ".join(words[:number]), " ".join(words[number:])) for number in range(1, len(words))]
    return sorted(halves, key=lambda lines: max(map(len, lines)))


def parting_lines(sheets: Sequence[Sheet], boxes: Sequence[QRectF], header: float) -> Iterator[QLineF]:
    """Yield a line between the headings of sheets side by side, so that each letter plainly belongs to one of them.

    ``boxes`` hold every sheet with its heading, which is ``header`` high.
    """
    for sheet, box in zip(sheets, boxes, strict=True):
        beside = [
            (other.left(), other, each)
            for each, other in zip(sheets, boxes, strict=True)
            if other.left() >= box.right() - 1 and abs(other.top() - box.top()) <= header / 2
        ]
        if not beside:
            continue
        left, other, neighbour = min(beside, key=lambda one: one[0])
        if side_marks(sheet) or side_marks(neighbour):
            x, middle = (box.right() + left) / 2, (box.top() + other.top() + header) / 2
            yield QLineF(x, middle - header * _PARTING / 2, x, middle + header * _PARTING / 2)


def header_items(view: View) -> list[PaintItem]:
    """Return titles and sides of every sheet in sight, held in view while the sheet is."""
    items: list[PaintItem] = []
    seen = QRectF(0, 0, view.width, view.height)
    header = ink.HEADER * view.grown * view.camera.zoom
    boxes = [sheet_rect(sheet, view.camera).adjusted(0, -header, 0, 0) for sheet in view.scene.sheets]
    for number, sheet in enumerate(view.scene.sheets):
        shown = boxes[number].intersected(seen)
        if shown.width() > 24 and shown.height() > 12:
            items += _sheet_items(view, sheet, shown, title_span(boxes, number, seen))
    return items + [_parting_item(view, line) for line in parting_lines(view.scene.sheets, boxes, header)]


def _parting_item(view: View, line: QLineF) -> PaintItem:
    colour = QColor(view.text)
    colour.setAlphaF(PARTING_ALPHA)

    def paint(painter: QPainter) -> None:
        painter.setPen(QPen(colour, 1))
        painter.drawLine(line)

    return PaintItem((line.x1() - 1, line.y1() - 1, line.x2() + 1, line.y2() + 1), paint)


def title_span(boxes: Sequence[QRectF], number: int, seen: QRectF) -> tuple[float, float]:
    """Return between which x a title may stand: half-way to the sheets beside its own, or to the edge of the stage.

    ``boxes`` hold every sheet with its title, ``seen`` is the stage.
    """
    own = boxes[number]
    left, right = seen.left(), seen.right()
    for other in (*boxes[:number], *boxes[number + 1 :]):
        if not other.top() <= own.top() + 1 <= other.bottom():
            continue
        if other.center().x() < own.center().x():
            left = max(left, (other.right() + own.left()) / 2)
        else:
            right = min(right, (own.right() + other.left()) / 2)
    return left, right


def _sheet_items(view: View, sheet: Sheet, shown: QRectF, span: tuple[float, float]) -> list[PaintItem]:
    y = shown.top() + ink.HEADER * view.grown / 2
    items = []
    inset = min(16.0 * view.grown, shown.width() / 8)
    letters = side_marks(sheet)
    bold = sheet.instance.side is not None

    def metrics(size: float) -> QFontMetricsF:
        return QFontMetricsF(_font(view, _TITLE_SIZE * size, bold=bold))

    room = (
        shown.width() - 2 * inset - _letter_room(view)
        if letters
        else max(shown.width(), span[1] - span[0] - 2 * _MARGIN)
    )
    lines, size = fitting_title(
        sheet.info, sheet.instance, lambda text, size: metrics(size).horizontalAdvance(text), room
    )
    if lines:
        half = max(metrics(size).horizontalAdvance(line) for line in lines) / 2 + _MARGIN
        stamp = _plate(view, "\n".join(lines), _TITLE_SIZE * size, bold=bold)
        items.append(stamp_item(stamp, clamp(shown.center().x(), span[0] + half, span[1] - half), y))
    for letter, edge in letters:
        x = shown.left() + inset if edge == "left" else shown.right() - inset
        items.append(stamp_item(_plate(view, letter, _LETTER_SIZE, bold=True), x, y))
    return items


def _letter_room(view: View) -> float:
    """Return how wide half a letter is at either side of a title, with the ground that it stands on."""
    face = QFontMetricsF(_font(view, _LETTER_SIZE, bold=True))
    return max(map(face.horizontalAdvance, side_letters())) + _MARGIN


def side_marks(sheet: Sheet) -> list[tuple[str, Edge]]:
    """Return the letters of a symmetric sheet and the edge of the picture that each stands at, left edge first."""
    if not sheet.info.symmetric:
        return []
    right, left = side_letters()
    pair = (left, right) if sheet.info.patient_right == "right" else (right, left)
    return [(pair[0], "left"), (pair[1], "right")]


def _plate(view: View, text: str, size: float, *, bold: bool) -> stamps.Stamp:
    return stamps.plate(text, _font(view, size, bold=bold).toString(), view.text, view.ground, view.ratio)


def _font(view: View, size: float, *, bold: bool) -> QFont:
    font = QFont()
    font.fromString(view.font_key)
    font.setPointSizeF(font.pointSizeF() * size * view.grown)
    font.setBold(bold)
    return font
