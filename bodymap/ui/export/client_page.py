"""A page for the client to take home: one side of paper with picture, words, when to seek help and sources.

Its units are points. What is written comes from ``core.take_home``; here it is only placed: the words keep their size,
the picture gets the room that they leave, and where that is too little the part that is needed least is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPageSize, QPainterPath, QPen

from bodymap.core.language import tr
from bodymap.core.legend import legend_of
from bodymap.core.take_home import Part, no_diagnosis, seek_help, sources_text, take_home
from bodymap.core.text import capital, point_name
from bodymap.ui.export.page import Page, Words, font
from bodymap.ui.export.plate import sides_text
from bodymap.ui.export.shown import PAPER, SOFT, TEXT, legend_sample, paragraph, rectangle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.ui.drawing.pieces import Piece
    from bodymap.ui.export.shown import Shown, Subject

BODY_TYPE: Final = 11
"""Nothing that is read at home is smaller, but the sources."""
_SMALL_TYPE: Final = 8
_TITLE_TYPE: Final = 20
_MARGIN: Final = 42.0
_GUTTER: Final = 24.0
_AFTER_PART: Final = 7.0
_LEAST_PICTURE: Final = 235.0
_BOX_GROUND: Final = "#fbf1e3"
_BOX_LINE: Final = "#c98a2b"
_MM_PER_POINT: Final = 25.4 / 72


def paper(locale: QLocale) -> QPageSize:
    """Return the paper that people use there: Letter where they measure in inches as in the US, else A4."""
    letter = locale.measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One point as a client takes it home."""

    shown: Shown
    index: AtlasIndex
    paper: QPageSize
    stopped: bool = False
    """Whether the hold before it was stopped: then other words."""

    def page(self) -> Page:
        """Return the page."""
        size = self.paper.size(QPageSize.Unit.Point)
        wide, high = float(size.width()), float(size.height())
        (one,) = self.shown.subjects
        title = capital(point_name(one.muscle, one.point, "client"))
        page = Page(wide, high, title, one.point.referral.client, wide_mm=wide * _MM_PER_POINT)
        page.items.append((rectangle(QRectF(0, 0, wide, high)), QBrush(QColor(PAPER))))
        top = self._heading(page, one, title)
        foot = self._foot(page, one, high - _MARGIN * 0.7)
        columns, tall = self._chosen(wide, foot - top - _AFTER_PART)
        picture = QRectF(_MARGIN, top, wide - 2 * _MARGIN, foot - top - tall - _AFTER_PART)
        page.items += self._picture(picture, one)
        for number, parts in enumerate(columns):
            x = _MARGIN + number * (_column(wide) + _GUTTER)
            page.items += _written(parts, x, picture.bottom(), _column(wide))
        return page

    def _heading(self, page: Page, one: Subject, title: str) -> float:
        y = _MARGIN * 0.8
        words = list(paragraph(_MARGIN, y, page.width - 2 * _MARGIN, title, _TITLE_TYPE, TEXT, bold=True))
        words += paragraph(
            _MARGIN, words[-1].y + 5, page.width - 2 * _MARGIN, capital(sides_text(one)), 14, SOFT, bold=True
        )
        page.items += words
        return words[-1].y + 8

    def _foot(self, page: Page, one: Subject, bottom: float) -> float:
        """Write what stands at the lower end, when to seek help first; return where it begins."""
        wide = page.width - 2 * _MARGIN
        small = tr("R and L are your right and left.") + " " + sources_text(self.index, one.point)
        sources = _moved_up(paragraph(_MARGIN, 0, wide, small, _SMALL_TYPE, SOFT), bottom)
        limits = _moved_up(
            paragraph(_MARGIN, 0, wide, no_diagnosis(self.index), BODY_TYPE, TEXT), _top_of(sources, bottom) - 4
        )
        inside = _top_of(limits, bottom) - 14
        help_ = [Part(tr("When to see a doctor"), seek_help(self.index))]
        tall = _height(help_, wide - 24)
        box = QRectF(_MARGIN, inside - tall, wide, tall + 8)
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        page.items += [(path, QBrush(QColor(_BOX_GROUND))), (path, QPen(QColor(_BOX_LINE), 1.0))]
        page.items += _written(help_, box.x() + 12, box.y() + 7, wide - 24)
        page.items += [*limits, *sources]
        return box.y() - 6

    def _chosen(self, wide: float, room: float) -> tuple[tuple[Sequence[Part], Sequence[Part]], float]:
        """Return what is written, in two columns, and how high they are: all that leaves the picture enough."""
        (one,) = self.shown.subjects
        parts = list(take_home(self.index, one.point, stopped=self.stopped))
        while True:
            columns = _balanced(parts, _column(wide))
            tall = max(_height(each, _column(wide)) for each in columns)
            spare = [part for part in parts if part.spare]
            if not spare or room - tall >= _LEAST_PICTURE:
                return columns, tall
            parts.remove(min(spare, key=lambda part: part.need))

    def _picture(self, box: QRectF, one: Subject) -> Iterable[Piece | Words]:
        """Yield the sheets, and under them what their marks mean."""
        legend = list(legend_of(one.point, "client").items())
        wide = (box.width() + 10) / len(legend)
        rows = [list(paragraph(0, 0, wide - 46, says, BODY_TYPE, TEXT)) for _, says in legend]
        high = max(row[-1].y for row in rows) + 18
        yield from self.shown.items(box.adjusted(0, 0, 0, -high))
        for number, ((pattern, _), row) in enumerate(zip(legend, rows, strict=True)):
            x = box.x() + number * wide
            yield from legend_sample(pattern, QPointF(x + 16, box.bottom() - high + 12))
            yield from (w._replace(x=x + 38, y=w.y + box.bottom() - high + 4) for w in row)


def _column(wide: float) -> float:
    return (wide - 2 * _MARGIN - _GUTTER) / 2


def _written(parts: Sequence[Part], x: float, y: float, width: float) -> Iterable[Words]:
    """Yield parts one under the other, from ``y`` down."""
    for part in parts:
        for words in (
            *paragraph(x, y, width, part.title, BODY_TYPE + 1, TEXT, bold=True),
            *paragraph(x, y + _line(part, width), width, part.text, BODY_TYPE, TEXT),
        ):
            yield words
            y_end = words.y
        y = y_end + QFontMetricsF(font(BODY_TYPE)).descent() + _AFTER_PART


def _line(part: Part, width: float) -> float:
    """Return how high the title of a part is."""
    spacing = QFontMetricsF(font(BODY_TYPE + 1, bold=True)).lineSpacing()
    return spacing * len(list(paragraph(0, 0, width, part.title, BODY_TYPE + 1, TEXT, bold=True)))


def _height(parts: Sequence[Part], width: float) -> float:
    *_, last = (Words(0, 0, "", 0, ""), *_written(parts, 0, 0, width))
    return last.y + QFontMetricsF(font(BODY_TYPE)).descent() + _AFTER_PART if parts else 0.0


def _balanced(parts: Sequence[Part], width: float) -> tuple[Sequence[Part], Sequence[Part]]:
    """Return parts in two columns, in order, cut where both are about as high."""
    cuts = ((parts[:at], parts[at:]) for at in range(1, len(parts) + 1))
    return min(cuts, key=lambda both: max(_height(each, width) for each in both))


def _moved_up(words: Iterable[Words], bottom: float) -> list[Words]:
    lines = list(words)
    return [line._replace(y=line.y + bottom - lines[-1].y) for line in lines]


def _top_of(lines: Sequence[Words], bottom: float) -> float:
    if not lines:
        return bottom
    return lines[0].y - QFontMetricsF(font(lines[0].size)).ascent() - 2
