"""What is written over every sheet: its title, and which side of the patient is where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont

from bodymap.ui.stage import ink, marks
from bodymap.ui.stage.highlight import Item, stamp_item
from bodymap.ui.stage.painting import sheet_rect

if TYPE_CHECKING:
    from bodymap.core.sheets import SheetInfo
    from bodymap.ui.stage.layout import Slot
    from bodymap.ui.stage.painting import View
    from bodymap.ui.stage.scene import Sheet

Edge = Literal["left", "right"]

_ROOM: Final = 90.0
"""A sheet of which less than this is in sight, in logical pixels, shows its sides but not its title."""


def side_word(side: str) -> str:
    """Return the name of a patient's side, as it begins a sentence."""
    words = {
        "right": QCoreApplication.translate("Stage", "Right"),
        "left": QCoreApplication.translate("Stage", "Left"),
    }
    return words[side]


def side_letters() -> tuple[str, str]:
    """Return the letters for the patient's right and left."""
    return QCoreApplication.translate("Stage", "R"), QCoreApplication.translate("Stage", "L")


def sheet_title(info: SheetInfo, slot: Slot) -> str:
    """Return what stands above a sheet: its title, and the side that a one-sided sheet shows."""
    return info.title if slot.side is None else f"{info.title} · {side_word(slot.side)}"


def short_title(info: SheetInfo, slot: Slot) -> str:
    """Return the same where there is little room: the side as a letter."""
    right, left = side_letters()
    letters = {"right": right, "left": left}
    return info.title if slot.side is None else f"{info.title} {letters[slot.side]}"


def header_items(view: View) -> list[Item]:
    """Return titles and sides of every sheet in sight, held in view while the sheet is."""
    items: list[Item] = []
    seen = QRectF(0, 0, view.width, view.height)
    for sheet in view.scene.sheets:
        rect = sheet_rect(sheet, view.camera)
        header = ink.HEADER * view.grown * view.camera.zoom
        shown = rect.adjusted(0, -header, 0, 0).intersected(seen)
        if shown.width() > 24 and shown.height() > 12:
            items += _sheet_items(view, sheet, shown)
    return items


def _sheet_items(view: View, sheet: Sheet, shown: QRectF) -> list[Item]:
    y = shown.top() + ink.HEADER * view.grown / 2
    items = []
    if shown.width() > _ROOM * view.grown:
        stamp = _plate(view, sheet_title(sheet.info, sheet.slot), 1.05, bold=sheet.slot.side is not None)
        items.append(stamp_item(stamp, shown.center().x(), y))
    elif sheet.slot.side is not None:
        stamp = _plate(view, side_word(sheet.slot.side), 1.05, bold=True)
        items.append(stamp_item(stamp, shown.center().x(), y))
    inset = min(16.0 * view.grown, shown.width() / 4)
    for letter, edge in side_marks(sheet):
        x = shown.left() + inset if edge == "left" else shown.right() - inset
        items.append(stamp_item(_plate(view, letter, 1.45, bold=True), x, y))
    return items


def side_marks(sheet: Sheet) -> list[tuple[str, Edge]]:
    """Return the letters of a symmetric sheet and the edge of the picture that each stands at, left edge first."""
    if not sheet.info.symmetric:
        return []
    right, left = side_letters()
    pair = (left, right) if sheet.info.patient_right == "right" else (right, left)
    return [(pair[0], "left"), (pair[1], "right")]


def _plate(view: View, text: str, size: float, *, bold: bool) -> marks.Stamp:
    font = QFont()
    font.fromString(view.font_key)
    font.setPointSizeF(font.pointSizeF() * size * view.grown)
    font.setBold(bold)
    return marks.plate(text, font.toString(), view.text, view.ground, view.ratio)
