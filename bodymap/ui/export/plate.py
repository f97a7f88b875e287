"""A printed plate: what is lit on a page, with titles, sides, legend and sources.

Everything is a piece or a line of words, the stipple dot by dot, so that a plate stays a drawing in SVG and PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QPainterPath

from bodymap.core.language import tr
from bodymap.core.legend import LEGEND, legend_of
from bodymap.core.sections import picture_notes, pictures_notes
from bodymap.core.text import point_title, region_names, side_text
from bodymap.ui.drawing.sites import ink_site
from bodymap.ui.export.page import Page, Words
from bodymap.ui.export.shown import PAPER, SOFT, TEXT, badge, legend_sample, paragraph, rectangle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bodymap.core.blocks import Pattern
    from bodymap.core.index import AtlasIndex
    from bodymap.ui.drawing.pieces import Piece
    from bodymap.ui.export.shown import Shown, Subject

WIDTH: Final = 1200.0
HEIGHT: Final = 850.0
"""Of the page, in its own units; about a sheet of A4 laid sideways."""
_MARGIN: Final = 40.0
_LEGEND_WIDTH: Final = 270.0
_TOP: Final = 108.0
_LINE: Final = "#d9d2c3"
_NOTE_TYPE: Final = ((15, TEXT), (13, TEXT), (13, SOFT), (12, SOFT), (12, SOFT))
"""Size and ink of each note beside the picture."""
BODY: Final = QRectF(_MARGIN, _TOP, WIDTH - 3 * _MARGIN - _LEGEND_WIDTH, HEIGHT - _TOP - _MARGIN / 2)
"""Where the sheets lie."""


@dataclass(frozen=True, slots=True)
class Plate:
    """One or several points as they are drawn for others, in page units."""

    shown: Shown
    index: AtlasIndex

    def page(self) -> Page:
        """Return the whole page."""
        subjects = self.shown.subjects
        title = " · ".join(point_title(one.muscle, one.point) for one in subjects)
        says = " ".join(picture_notes(self.index, one.point)[0] for one in subjects)
        page = Page(WIDTH, HEIGHT, title, says)
        page.items.append((rectangle(QRectF(0, 0, WIDTH, HEIGHT)), QBrush(QColor(PAPER))))
        page.items += self._heading()
        page.items += self.shown.items(BODY)
        page.items += self._legend()
        return page

    def _heading(self) -> Iterable[Piece | Words]:
        subjects = self.shown.subjects
        if len(subjects) == 1:
            (one,) = subjects
            yield Words(_MARGIN, 58, point_title(one.muscle, one.point), 30, TEXT, bold=True)
            yield Words(_MARGIN, 87, f"{one.point.part} · {sides_text(one)}", 16, SOFT)
            return
        for number, one in enumerate(subjects):
            x, y = _MARGIN + number % 2 * (WIDTH / 2 - _MARGIN), 50 + number // 2 * 34
            yield from badge(QPointF(x + 10, y - 7), one)
            yield Words(x + 28, y, f"{point_title(one.muscle, one.point)} · {sides_text(one)}", 20, TEXT, bold=True)

    def _legend(self) -> Iterable[Piece | Words]:
        left = WIDTH - _MARGIN - _LEGEND_WIDTH
        yield rectangle(QRectF(left - 16.5, _TOP, 1, HEIGHT - _MARGIN - _TOP)), QBrush(QColor(_LINE))
        y = _TOP + 6
        for pattern, says in self._patterns().items():
            yield from legend_sample(pattern, QPointF(left + 16, y + 12))
            for words in paragraph(left + 44, y, _LEGEND_WIDTH - 44, says, 14, TEXT):
                yield words
                y = words.y + 4
            y += 14
        if self.shown.sites:
            yield from ink_site(_oval(QPointF(left + 16, y + 12)))
            for words in paragraph(left + 44, y, _LEGEND_WIDTH - 44, tr("A place that must not be pressed"), 14, TEXT):
                yield words
                y = words.y + 4
            y += 14
        y += 12
        for note, (size, colour) in zip(self._notes(), self._note_types(), strict=True):
            for words in paragraph(left, y, _LEGEND_WIDTH, note, size, colour):
                yield words
                y = words.y + 4
            y += 12

    def _patterns(self) -> dict[Pattern, str]:
        """Return what the marks mean; of several points they say what is true of each."""
        points = [one.point for one in self.shown.subjects]
        if len(points) == 1:
            return legend_of(points[0], "clinician")
        return {
            pattern: LEGEND[pattern].to("clinician") for point in points for pattern in legend_of(point, "clinician")
        }

    def _notes(self) -> tuple[str, ...]:
        subjects = self.shown.subjects
        if len(subjects) == 1:
            return picture_notes(self.index, subjects[0].point)
        felt = (
            tr("{letter}: {places}").format(
                letter=one.letter, places=region_names(self.index, one.point.referral.most, "clinician")
            )
            for one in subjects
        )
        return (*felt, *pictures_notes(self.index, [one.point for one in subjects]))

    def _note_types(self) -> tuple[tuple[int, str], ...]:
        several = len(self.shown.subjects)
        return _NOTE_TYPE if several == 1 else ((14, TEXT),) * several + _NOTE_TYPE[1:]


def _oval(at: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(at, 16, 11)
    return path


def sides_text(subject: Subject) -> str:
    """Return the patient's sides on which a point is lit, in words."""
    return side_text("both" if len(subject.sides) > 1 else subject.sides[0])
