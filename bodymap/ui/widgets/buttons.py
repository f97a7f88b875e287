"""Buttons with large targets: one painted family for toolbar, segments, chips and headers."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from bodymap.ui import theme
from bodymap.ui.keys import KeyMap
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.aligned import LEFT
from bodymap.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

RADIUS: Final = 8.0
_TEXT: Final = LEFT | Qt.TextFlag.TextShowMnemonic
_LEAST_ASIDE: Final = 3.0
"""Pixels kept free on either side of a text, however narrow the button is."""
_SMALLEST: Final = 0.8
"""How small letters may become, as a share of their size, before a text is cut short."""


_COMES_BACK: Final = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
"""Reasons for which the focus is where it was before: by what it came then is what counts."""


class PlateButton(QAbstractButton):
    """A flat button with an icon, a text or both; checked it takes the accent's wash.

    The focus ring shows when the keyboard brought the focus, not after a click.
    """

    def __init__(self, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.icon_name = icon
        self.outlined = False
        self.letter_scale = 1.0
        self._ring = False
        self._show_text = True
        self._pressed_ms: int | None = None
        self.takes_second_clicks = False
        """Whether the second half of a double click counts whose first half was on something else."""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def has_ring(self) -> bool:
        """Whether the keyboard brought the focus."""
        return self._ring and self.hasFocus()

    def set_icon_name(self, icon: str) -> None:
        """Show another icon."""
        if icon != self.icon_name:
            self.icon_name = icon
            self.update()

    def set_text_shown(self, shown: bool) -> None:  # noqa: FBT001 - a plain property
        """Show or hide the text beside the icon; the accessible name stays."""
        if shown != self._show_text:
            self._show_text = shown
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return a size that holds icon and text, never lower than a large target."""
        metrics = self.fontMetrics()
        height = max(TARGET, round(metrics.height() * 1.5) + 14)
        width = self._icon_side() if self.icon_name else 0
        if text := self._shown_text():
            width += metrics.horizontalAdvance(text) + 26 + (8 if self.icon_name else 0)
        else:
            width += 20
        return QSize(max(height, width), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint: a target never shrinks."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the font."""
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus."""
        if event.reason() not in _COMES_BACK:
            self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember when it was."""
        self._pressed_ms = event.timestamp()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count as another click, unless the first one was meant for what stood here before: a page that it left."""
        before = self._pressed_ms
        own = before is not None and event.timestamp() - before <= 2 * QApplication.doubleClickInterval()
        if own or self.takes_second_clicks:
            self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button by a key of its own, besides the one that Qt's buttons have."""
        self._ring = True
        if KeyMap("button").action_of(event) == "press":
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint ground, icon, text and focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box)
        self._paint_content(painter, box)
        if self._ring and self.hasFocus():
            shade = theme.colours(self)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # On a band of the ground, so that it is seen on the accent's colour too.
            for colour, wide in ((shade.raised, 6), (shade.focus, 2)):
                painter.setPen(QPen(QColor(colour), wide))
                painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), RADIUS - 2, RADIUS - 2)

    def ground(self) -> str:
        """Return the ground's colour for the state the button is in; empty for none."""
        shade = theme.colours(self)
        if not self.isEnabled():
            return ""
        if self.isDown():
            return shade.line
        if self.isChecked():
            return shade.wash
        return shade.hover if self.underMouse() else (shade.raised if self.outlined else "")

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        if ground := self.ground():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.outlined:
            painter.setPen(QPen(QColor(theme.colours(self).edge), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        self._paint_plate(painter, box)

    def _paint_plate(self, painter: QPainter, box: QRectF) -> None:
        """Paint icon and text in the middle."""
        shade = theme.colours(self)
        ink = QColor(shade.accent if self.isChecked() else shade.ink)
        if not self.isEnabled():
            ink = QColor(shade.soft)
            ink.setAlphaF(0.5)
        text = self._shown_text()
        side = float(self._icon_side()) if self.icon_name else 0.0
        gap = 8.0 if side and text else 0.0
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * self.letter_scale)
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.room())
        painter.setFont(font)
        advance = metrics.horizontalAdvance(text)
        left = box.left() + (box.width() - side - gap - advance) / 2
        if side:
            icon_box = QRectF(left, box.center().y() - side / 2, side, side)
            paint_icon(painter, self.icon_name, icon_box, ink)
        if text:
            painter.setPen(ink)
            painter.drawText(
                QRectF(left + side + gap, box.top(), advance + 4, box.height()),
                _TEXT,
                text,
            )

    def room(self) -> float:
        """Return how many pixels its text may be wide."""
        return self.width() - 2 * _LEAST_ASIDE - (self._icon_side() + 8 if self.icon_name else 0)

    def _icon_side(self) -> int:
        return max(20, round(self.fontMetrics().height() * 1.25))

    def _shown_text(self) -> str:
        return self.text() if self._show_text or not self.icon_name else ""


class Choice(Struct, frozen=True):
    """One choice of a segmented control. ``short`` stands for ``title`` where there is little room."""

    value: str
    title: str
    short: str
    tip: str
    icon: str = ""


class _Segment(PlateButton):
    """One part of a segmented control: square where it meets its neighbours."""

    def __init__(self, choice: Choice, first: bool, last: bool, parent: QWidget) -> None:  # noqa: FBT001
        super().__init__(choice.title, choice.icon, parent)
        self.choice = choice
        self._first, self._last = first, last
        self.outlined = True
        self.setCheckable(True)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        # Inner edges reach past the widget, so that neighbours share one straight line.
        outline = QRectF(self.rect()).adjusted(
            0.5 if self._first else -RADIUS, 1.5, -0.5 if self._last else RADIUS, -1.5
        )
        painter.setBrush(QColor(self.ground() or shade.raised))
        painter.setPen(QPen(QColor(shade.edge), 1))
        painter.drawRoundedRect(outline, RADIUS, RADIUS)
        if not self._first:
            painter.fillRect(QRectF(0, 10, 1, self.height() - 20), QColor(shade.line))
        if self.isChecked():
            mark = QRectF(box.left() + 12, box.bottom() - 6, box.width() - 24, 2.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade.accent))
            painter.drawRoundedRect(mark, 1.2, 1.2)

    def minimumSizeHint(self) -> QSize:
        """Return the hint, or in a stretched control the text with little beside it."""
        hint = self.sizeHint()
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            return hint
        least = _SMALLEST * self.fontMetrics().horizontalAdvance(self._shown_text())
        return QSize(ceil(least + 2 * _LEAST_ASIDE), hint.height())


class Segmented(QWidget):
    """A choice of one among a few, all in sight. Arrow keys move the choice; ``chosen`` carries its value."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[Choice], parent: QWidget | None = None, *, stretched: bool = False
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        across = QSizePolicy.Policy.Preferred if stretched else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self.segments: dict[str, PlateButton] = {}
        for n, choice in enumerate(choices):
            segment = _Segment(choice, n == 0, n == len(choices) - 1, self)
            segment.setSizePolicy(across, QSizePolicy.Policy.Fixed)
            # By this Qt tells a choice of one from a switch.
            segment.setAutoExclusive(True)
            segment.setAccessibleName(f"{name}: {choice.title}")
            segment.setToolTip(choice.tip)
            segment.setAccessibleDescription(choice.tip)
            self._group.addButton(segment)
            self.segments[choice.value] = segment
            row.addWidget(segment)
        self._group.buttonClicked.connect(self._on_group_clicked)

    def set_value(self, value: str) -> None:
        """Show this value as chosen, without a signal."""
        self.segments[value].setChecked(True)

    def set_short(self, short: bool) -> None:  # noqa: FBT001
        """Use short words (or icons alone), for a narrow window."""
        for segment in self.segments.values():
            assert isinstance(segment, _Segment)  # noqa: S101 - built here
            segment.setText(segment.choice.short if short else segment.choice.title)
            segment.set_text_shown(not (short and segment.choice.icon))
            segment.updateGeometry()
        # Now and not with the next layout request: the row asks at once whether it fits.
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the letters of all parts smaller by as much as the tightest of them needs."""
        super().resizeEvent(event)
        parts = [(part, part.fontMetrics().horizontalAdvance(part.text())) for part in self.segments.values()]
        scale = min((part.room() / advance for part, advance in parts if advance), default=1.0)
        for part, _ in parts:
            part.letter_scale = max(_SMALLEST, min(1.0, scale))

    def _on_group_clicked(self, button: QAbstractButton) -> None:
        assert isinstance(button, _Segment)  # noqa: S101 - built here
        self.chosen.emit(button.choice.value)
