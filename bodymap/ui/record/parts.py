"""The parts of pages about a point: titled sections, facts, the referral, cautions, rows of points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core import sections, text
from bodymap.core.blocks import Bullets, Nexts, Paragraph, Zones, pairs_of
from bodymap.core.blocks import Facts as FactsBlock
from bodymap.ui import theme
from bodymap.ui.drawing.swatch import Swatch
from bodymap.ui.keys import keeps
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.aligned import LEFT
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.disclosure import Disclosure
from bodymap.ui.widgets.icons import paint_icon
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bodymap.core.blocks import Block, Care, Pattern
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.state import Voice

W = TypeVar("W", bound=QWidget)


class Section(QWidget):
    """A title in small capitals and a column of widgets under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Prose("", "caps", "soft", parent=self)
        self.title.is_heading = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(7)
        self.column.addWidget(self.title)

    def add(self, widget: W) -> W:
        """Append a widget and return it."""
        self.column.addWidget(widget)
        return widget


class Pool(Generic[W]):
    """Widgets of one kind that are made once and reused from filling to filling."""

    def __init__(self, make: Callable[[], W]) -> None:
        self._make = make
        self._widgets: list[W] = []

    def make_steps(self, count: int) -> Iterator[None]:
        """Have so many made, hidden, one a step: to make one takes longer than to fill it."""
        while len(self._widgets) < count:
            widget = self._make()
            widget.hide()
            self._widgets.append(widget)
            yield

    def take(self, count: int) -> list[W]:
        """Return ``count`` shown widgets, making those that are missing and hiding those left over."""
        while len(self._widgets) < count:
            self._widgets.append(self._make())
        for n, widget in enumerate(self._widgets):
            widget.setVisible(n < count)
        return self._widgets[:count]


class Facts(QWidget):
    """Pairs of a short label and a text, in two columns. A pair with an empty text is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[Prose, Prose]] = []

    def say(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these pairs of label and text."""
        told = [(label, said) for label, said in facts if said]
        while len(self._pairs) < len(told):
            self._add_pair()
        for n, (label, value) in enumerate(self._pairs):
            label.say(told[n][0] if n < len(told) else "")
            value.say(told[n][1] if n < len(told) else "")
        self.setVisible(bool(told))

    def _add_pair(self) -> None:
        label, value = Prose("", "small", "soft", parent=self), Prose(parent=self)
        label.setWordWrap(False)
        # The smaller type of the label then stands on the baseline of the value's first line.
        label.setContentsMargins(0, 2, 0, 0)
        row = len(self._pairs)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._pairs.append((label, value))


class SaidPart(Section):
    """A section of prose, facts or a list under its title. Hidden while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = self.add(Facts(self))

    def fill(self, heading: str, blocks: Sequence[Block]) -> None:
        """Show these blocks under this heading."""
        self.title.say(heading)
        self._facts.say(facts_of(blocks))
        self.setVisible(bool(blocks))


class NextPart(Section):
    """Where to look next: a row for each, which lights it. Hidden while there is none."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = self.add(PointList(self))
        self.rows.chosen.connect(self.chosen)

    def fill(self, heading: str, blocks: Sequence[Block]) -> None:
        """Show where these blocks lead to, under this heading."""
        self.title.say(heading)
        nexts = [one for block in blocks if isinstance(block, Nexts) for one in block.nexts]
        self.rows.show_rows([(one.point_id, one.name, one.why) for one in nexts])
        self.setVisible(bool(nexts))


class FoldedPart(Disclosure):
    """A section that is folded away until asked for, and filled only then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._facts = Facts()
        super().__init__("", self._facts, parent)

    def fill(self, heading: str, say: Callable[[], Sequence[Block]]) -> None:
        """Name the part, and show these blocks once it is open. Without a heading it is hidden."""
        self.set_title(heading)
        self.setVisible(bool(heading))
        self.set_filler(lambda: self._facts.say(facts_of(say())))


def facts_of(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Return prose, facts and lists as pairs; a list's label is a bullet, so that it wraps with a hanging indent."""
    return [pair for block in blocks if isinstance(block, Paragraph | FactsBlock | Bullets) for pair in pairs_of(block)]


class ReferralPart(QWidget):
    """Where the pain is commonly felt: the words, then essential and spillover with their swatches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        self.words = Prose(parent=self)
        column.addWidget(self.words)
        self._rows: dict[Pattern, tuple[QWidget, Swatch, Prose, Prose]] = {}
        patterns: tuple[Pattern, ...] = ("solid", "stippled", "ringed")
        for pattern in patterns:
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            swatch = Swatch(pattern, holder)
            lines = QVBoxLayout()
            lines.setSpacing(1)
            caption, places = Prose("", "small", "soft", parent=holder), Prose(parent=holder)
            lines.addWidget(caption)
            lines.addWidget(places)
            row.addWidget(swatch, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(lines, 1)
            column.addWidget(holder)
            self._rows[pattern] = holder, swatch, caption, places
        self.more = Prose(parent=self)
        column.addWidget(self.more)

    def fill(self, blocks: Sequence[Block], hue: int) -> None:
        """Show the section "felt", with the swatches in the hue of its spot."""
        said = [block.text for block in blocks if isinstance(block, Paragraph)]
        self.words.say(said[0] if said else "")
        self.more.say("\n".join(said[1:]))
        zones = {zone.pattern: zone for block in blocks if isinstance(block, Zones) for zone in block.zones}
        for pattern, (holder, swatch, caption, places) in self._rows.items():
            zone = zones.get(pattern)
            holder.setVisible(zone is not None)
            swatch.set_hue(hue)
            caption.say(zone.caption if zone is not None else "")
            places.say(zone.places if zone is not None else "")


class _CautionRow(QWidget):
    """One caution: the structure, what could happen, what to do instead."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        self._structure = Prose("", "body", bold=True, parent=self)
        self._risk = Prose(parent=self)
        self._instead = Prose(parent=self)
        for part in (self._structure, self._risk, self._instead):
            column.addWidget(part)

    def fill(self, care: Care) -> None:
        """Show this caution."""
        self._structure.say(care.structure)
        self._risk.say(care.risk)
        self._instead.say(care.instead)


class CautionBlock(Card):
    """The cautions of a point, in a block of their own shape above the dose. Hidden when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("caution", "caution", parent)
        self._title = Prose("", "heading", parent=self)
        self.rows.addWidget(self._title)
        self._pool = Pool(self._make_row)

    def fill(self, index: AtlasIndex, point: Point, voice: Voice) -> None:
        """Show what to take care of at this point in this voice."""
        heading = sections.SECTION["cautions"].heading.to(voice)
        said = sections.care_at(index, point, voice).cautions
        self.set_sign("info" if voice == "client" else "caution")
        self._title.say(heading)
        for row, care in zip(self._pool.take(len(said)), said, strict=True):
            row.fill(care)
        self.setVisible(bool(said))
        self.setAccessibleName(heading)

    def _make_row(self) -> _CautionRow:
        row = _CautionRow(self)
        self.rows.addWidget(row)
        return row


class PointRow(PlateButton):
    """A point to click: an X, its name, and in second ink its part.

    ``chosen`` says whether to keep what is lit; ``pointed`` carries the point, or nothing, as pointer or keyboard move.
    """

    chosen = Signal(str, bool)
    pointed = Signal(str)
    _lines = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._point_id = ""
        self._detail = ""
        self._keep = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def fill(self, point_id: str, title: str, detail: str) -> None:
        """Show this point."""
        self._point_id = point_id
        self._detail = detail
        self.setText(title)
        self.setAccessibleName(f"{title}, {detail}")
        self.setToolTip(plain_tip(f"{title}\n{detail}"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(200, max(TARGET + 6, round(self.fontMetrics().height() * 2.2) + 12))

    def minimumSizeHint(self) -> QSize:
        """Return the least width: longer texts are elided and stand in the tooltip."""
        return QSize(120, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether what is lit shall stay."""
        self._keep = keeps(event.modifiers(), "panel")
        super().mousePressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say that the point is pointed at."""
        super().enterEvent(event)
        self.pointed.emit(self._point_id)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that nothing is pointed at any more."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is on the point."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.pointed.emit(self._point_id)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it has left."""
        super().focusOutEvent(event)
        self.pointed.emit("")

    def _on_clicked(self) -> None:
        keep, self._keep = self._keep, False
        if self._point_id:
            # A list that is filled line by line shows one for a moment that names nothing yet.
            self.chosen.emit(self._point_id, keep)

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        room = box.adjusted(self._paint_sign(painter, box), 0, -8, 0)
        line = self.fontMetrics().height() * 1.08
        high = min(box.height(), line * (2 if self._detail_width() <= room.width() else self._lines))
        top = box.center().y() - high / 2
        title = QRectF(room.left(), top, room.width(), line)
        painter.setPen(QColor(shade.ink))
        elided = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(title, LEFT, elided)
        painter.setPen(QColor(shade.soft))
        self._paint_detail(painter, QRectF(room.left(), title.bottom(), room.width(), top + high - title.bottom()))

    def _detail_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._detail)

    def _paint_detail(self, painter: QPainter, box: QRectF) -> None:
        """Write the detail on one line."""
        elided = self.fontMetrics().elidedText(self._detail, Qt.TextElideMode.ElideRight, round(box.width()))
        painter.drawText(box, LEFT, elided)

    def _paint_sign(self, painter: QPainter, box: QRectF) -> int:
        """Paint what stands before the words; return where these begin."""
        ink = QColor(theme.colours(self).ink)
        paint_icon(painter, "points", QRectF(box.left() + 8, box.center().y() - 10, 20, 20), ink)
        return 40


class PointList(QWidget):
    """A column of points to click."""

    chosen = Signal(str, bool)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._pool = Pool(self._make_row)

    def fill(self, index: AtlasIndex, points: Sequence[Point], voice: Voice) -> None:
        """Show these points in this voice."""
        rows = []
        for point in points:
            muscle = index.muscle_of(point.id)
            detail = text.region_names(index, point.referral.most, voice) if voice == "client" else point.part
            rows.append((point.id, text.point_name(muscle, point, voice), detail))
        self.show_rows(rows)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show a row for each point, title and detail."""
        for row, (point_id, title, detail) in zip(self._pool.take(len(rows)), rows, strict=True):
            row.fill(point_id, title, detail)

    def _make_row(self) -> PointRow:
        row = PointRow(self)
        row.chosen.connect(self.chosen)
        row.pointed.connect(self.pointed)
        self._column.addWidget(row)
        return row
