"""What is written over every sheet: its title, and which side of the patient is where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from bodymap.core.language import trc
from bodymap.core.text import drawing_title
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.highlight import PaintItem, stamp_item
from bodymap.ui.drawing.layout import clamp
from bodymap.ui.drawing.painting import sheet_rect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bodymap.core.sheets import SheetInfo
    from bodymap.ui.drawing.layout import SheetInstance
    from bodymap.ui.drawing.painting import View
    from bodymap.ui.drawing.scene import Sheet

Edge = Literal["left", "right"]

_TITLE_SIZE: Final = 1.05
_LETTER_SIZE: Final = 1.45
"""Sizes of what is written above a sheet, as shares of the stage's type."""
_LEAST_OF_TITLE: Final = 3
"""Fewer letters than this tell nothing of a title that is cut."""
_MARGIN: Final = 6.0
"""Beside a title that is wider than its sheet."""


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


def fitting_title(info: SheetInfo, instance: SheetInstance, measure: Callable[[str], float], room: float) -> str:
    """Return the fullest title that fits into ``room``, in the units of ``measure``.

    Whatever the room, a one-sided sheet says its side; a symmetric one has its letters and may go without a title.
    """
    if instance.side is None:
        title = drawing_title(info)
        return title if measure(title) <= room else ""
    right, left = side_letters()
    letter = right if instance.side == "right" else left
    tries = (sheet_title(info, instance), short_title(info, instance), *_cut(info, letter), side_word(instance.side))
    return next((text for text in tries if measure(text) <= room), letter)


def _cut(info: SheetInfo, letter: str) -> Iterator[str]:
    """Yield a title with its side, cut shorter and shorter: the sheet can still be guessed, the side is sure."""
    title = drawing_title(info)
    for end in range(len(title) - 2, _LEAST_OF_TITLE - 1, -1):
        if title[end - 1].isalnum():
            yield f"{title[:end]}… {letter}"


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
    return items


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
    inset = min(16.0 * view.grown, shown.width() / 4)
    letters = side_marks(sheet)
    bold = sheet.instance.side is not None
    measure = QFontMetricsF(_font(view, _TITLE_SIZE, bold=bold)).horizontalAdvance
    room = shown.width() - 4 * inset if letters else max(shown.width(), span[1] - span[0] - 2 * _MARGIN)
    if title := fitting_title(sheet.info, sheet.instance, measure, room):
        stamp = _plate(view, title, _TITLE_SIZE, bold=bold)
        half = measure(title) / 2 + _MARGIN
        items.append(stamp_item(stamp, clamp(shown.center().x(), span[0] + half, span[1] - half), y))
    for letter, edge in letters:
        x = shown.left() + inset if edge == "left" else shown.right() - inset
        items.append(stamp_item(_plate(view, letter, _LETTER_SIZE, bold=True), x, y))
    return items


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
