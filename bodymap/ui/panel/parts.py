"""The parts from which the panel's pages are built: titled sections, facts, the referral, cautions, rows of points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.ui import theme
from bodymap.ui.first_frame import TARGET
from bodymap.ui.panel import phrases
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.icons import paint_icon
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.swatch import Swatch
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Caution, Point
    from bodymap.core.state import Voice

W = TypeVar("W", bound=QWidget)


class Section(QWidget):
    """A title in small capitals and a column of widgets under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Prose("", "caps", "soft", parent=self)
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


def bullets(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return lines as facts whose label is a bullet, so that they wrap with a hanging indent."""
    return [("•", line) for line in lines]


class ReferralPart(QWidget):
    """Where the pain is commonly felt: the words, then essential and spillover with their swatches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        self.words = Prose(parent=self)
        column.addWidget(self.words)
        self._rows: list[tuple[QWidget, Swatch, Prose, Prose]] = []
        for pattern in ("solid", "stippled"):
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            swatch = Swatch("solid" if pattern == "solid" else "stippled", holder)
            lines = QVBoxLayout()
            lines.setSpacing(1)
            caption, places = Prose("", "small", "soft", parent=holder), Prose(parent=holder)
            lines.addWidget(caption)
            lines.addWidget(places)
            row.addWidget(swatch, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(lines, 1)
            column.addWidget(holder)
            self._rows.append((holder, swatch, caption, places))

    def fill(self, index: AtlasIndex, point: Point, voice: Voice, hue: int) -> None:
        """Show this point's referral in this voice, with the swatches in the hue of its spot."""
        referral = point.referral
        self.words.say(referral.client if voice == "client" else referral.words)
        codes = (referral.essential, referral.spillover)
        captions = (phrases.ESSENTIAL, phrases.SPILLOVER)
        for (holder, swatch, caption, places), regions, phrase in zip(self._rows, codes, captions, strict=True):
            names = text.region_names(index, regions, voice)
            holder.setVisible(bool(names))
            swatch.set_hue(hue)
            caption.say(phrase.to(voice))
            places.say(phrases.capital(names))


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

    def fill(self, caution: Caution, voice: Voice) -> None:
        """Show this caution; a client reads one calm sentence."""
        if voice == "client":
            self._structure.say("")
            self._risk.say(caution.client)
            self._instead.say("")
            return
        self._structure.say(caution.structure)
        self._risk.say(caution.risk)
        self._instead.say(phrases.INSTEAD.to(voice).format(what=caution.instead))


class CautionBlock(Card):
    """The cautions of a point, in a block of their own shape above the dose. Hidden when there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("caution", "caution", parent)
        self._title = Prose("", "heading", parent=self)
        self.rows.addWidget(self._title)
        self._pool = Pool(self._make_row)

    def fill(self, cautions: Sequence[Caution], voice: Voice) -> None:
        """Show these cautions in this voice."""
        self.set_sign("info" if voice == "client" else "caution")
        self._title.say(phrases.CAUTION.to(voice))
        for row, caution in zip(self._pool.take(len(cautions)), cautions, strict=True):
            row.fill(caution, voice)
        self.setVisible(bool(cautions))
        self.setAccessibleName(phrases.CAUTION.to(voice))

    def _make_row(self) -> _CautionRow:
        row = _CautionRow(self)
        self.rows.addWidget(row)
        return row


class PointRow(PlateButton):
    """A point to click: an X, its name, and in second ink its part. ``chosen`` says whether Ctrl was held."""

    chosen = Signal(str, bool)

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
        """Remember whether Ctrl was held."""
        self._keep = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mousePressEvent(event)

    def _on_clicked(self) -> None:
        keep, self._keep = self._keep, False
        self.chosen.emit(self._point_id, keep)

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        paint_icon(painter, "points", QRectF(box.left() + 8, box.center().y() - 10, 20, 20), QColor(shade.ink))
        metrics = self.fontMetrics()
        line = metrics.height() * 1.08
        lines = box.adjusted(40, 0, -8, 0)
        top = box.center().y() - line
        for n, (said, ink) in enumerate(((self.text(), shade.ink), (self._detail, shade.soft))):
            painter.setPen(QColor(ink))
            elided = metrics.elidedText(said, Qt.TextElideMode.ElideRight, round(lines.width()))
            line_box = QRectF(lines.left(), top + n * line, lines.width(), line)
            painter.drawText(line_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)


class PointList(QWidget):
    """A column of points to click."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._pool = Pool(self._make_row)

    def fill(self, index: AtlasIndex, points: Sequence[Point], voice: Voice) -> None:
        """Show these points in this voice."""
        for row, point in zip(self._pool.take(len(points)), points, strict=True):
            muscle = index.muscle_of(point.id)
            detail = text.region_names(index, point.referral.essential, voice) if voice == "client" else point.part
            row.fill(point.id, phrases.point_name(muscle, point, voice), detail)

    def _make_row(self) -> PointRow:
        row = PointRow(self)
        row.chosen.connect(self.chosen)
        self._column.addWidget(row)
        return row
