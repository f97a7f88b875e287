"""Large parts of the guided hold: buttons with a key cap, type in its own size, a choice with two lines."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.ui import theme
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.icons import paint_icon
from bodymap.ui.widgets.prose import Ink, Prose
from bodymap.ui.widgets.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from bodymap.core.hold.cue_words import Tone

ButtonKind = Literal["plain", "main", "stop"]
RADIUS: Final = 10.0


def stop_red(widget: QWidget) -> str:
    """Return STOP's ground: a full red under white letters in both shades."""
    return theme.LIGHT.pain if theme.colours(widget).shade == "light" else "#cf3b30"


class BigProse(Prose):
    """Text so many times larger than its role."""

    def __init__(self, factor: float, role: theme.TypeRole, ink: Ink = "ink", parent: QWidget | None = None) -> None:
        self._factor = factor
        super().__init__("", role, ink, parent=parent)
        self.set_type_scale(1.0)

    def set_type_scale(self, scale: float) -> None:
        """Set the text this many times its own size."""
        super().set_type_scale(scale * self._factor)


class WordButton(PlateButton):
    """A large button: an icon, a word, and under it the key that does the same.

    ``factor`` is how much larger than the widget's font the word is.
    """

    def __init__(
        self, text: str, keycap: str, icon: str = "", kind: ButtonKind = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon, parent)
        self._keycap = keycap
        self._kind: ButtonKind = kind
        self.takes_second_clicks = kind == "stop"
        self.factor = 1.2
        self.outlined = True
        self.setAccessibleName(text)
        self.setAccessibleDescription(keycap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_words(self, text: str, keycap: str | None = None) -> None:
        """Show another word, and another key if given."""
        if text != self.text() or (keycap is not None and keycap != self._keycap):
            self._keycap = self._keycap if keycap is None else keycap
            self.setText(text)
            self.setAccessibleName(text)
            self.setAccessibleDescription(self._keycap)
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for the word and its key."""
        line = self.fontMetrics().height()
        # As it is painted: in bold type a word is wider.
        word = QFontMetricsF(self._word_font()).horizontalAdvance(self.text())
        wide = max(ceil(word), self.fontMetrics().horizontalAdvance(self._keycap))
        icon = round(line * self.factor * 1.1) + 6 if self.icon_name and self._kind != "stop" else 0
        return QSize(wide + icon + 24, round(line * (self.factor + 1.0)) + 12)

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * self.factor)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def minimumSizeHint(self) -> QSize:
        """Return the same as the hint: a target never shrinks."""
        return self.sizeHint()

    def ground(self) -> str:
        """Return the ground's colour: STOP is always full, the main button always in the accent."""
        shade = theme.colours(self)
        if self._kind == "plain" or not self.isEnabled():
            return super().ground()
        full = stop_red(self) if self._kind == "stop" else shade.accent
        colour = QColor(full)
        if self.isDown():
            colour = colour.darker(125)
        elif self.underMouse():
            colour = colour.darker(108)
        return colour.name()

    def _ink(self) -> QColor:
        shade = theme.colours(self)
        if not self.isEnabled():
            ink = QColor(shade.soft)
            ink.setAlphaF(0.55)
            return ink
        if self._kind == "stop":
            return QColor("#ffffff")
        return QColor(shade.ink if self._kind == "plain" else shade.on_accent)

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        ink = self._ink()
        word, cap = self._word_font(), theme.smaller(self.font())
        painter.setFont(cap)
        cap_height = painter.fontMetrics().height() if self._keycap else 0
        painter.setFont(word)
        metrics = painter.fontMetrics()
        stacked = self._kind == "stop"
        side = metrics.height() * (1.5 if stacked else 0.95) if self.icon_name else 0.0
        gap = 6.0 if side else 0.0
        height = metrics.height() + cap_height + (side + gap if stacked else 0.0)
        top = box.center().y() - height / 2
        advance = metrics.horizontalAdvance(self.text())
        left = box.center().x() - advance / 2
        if stacked and side:
            paint_icon(painter, self.icon_name, QRectF(box.center().x() - side / 2, top, side, side), ink)
            top += side + gap
        elif side:
            left = box.center().x() - (side + gap + advance) / 2
            middle = top + metrics.height() / 2
            paint_icon(painter, self.icon_name, QRectF(left, middle - side / 2, side, side), ink)
            left += side + gap
        painter.setPen(ink)
        painter.drawText(QRectF(left, top, advance + 4, metrics.height()), Qt.AlignmentFlag.AlignLeft, self.text())
        if self._keycap:
            ink.setAlphaF(ink.alphaF() * 0.78)
            painter.setPen(ink)
            painter.setFont(cap)
            line = QRectF(box.left(), top + metrics.height(), box.width(), cap_height)
            painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, self._keycap)


class OptionRow(PlateButton):
    """One choice of a few: a ring, a title, and in second ink what it means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._detail = ""
        self._tag = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def fill(self, title: str, detail: str, tag: str = "") -> None:
        """Show this choice; ``tag`` marks the one that belongs here."""
        self._detail, self._tag = detail, tag
        self.setText(title)
        self.setAccessibleName(f"{title}, {tag}" if tag else title)
        self.setAccessibleDescription(detail)
        self.setToolTip(plain_tip(f"{title}\n{detail}"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(260, self.heightForWidth(260))

    def hasHeightForWidth(self) -> bool:
        """Say that a reason takes the lines that it needs."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return room for two lines, or for the whole reason where this cannot be chosen."""
        line = self.fontMetrics().height()
        if self.isEnabled():
            return round(line * 2.3) + 14
        small = QFontMetricsF(theme.smaller(self.font()))
        room = QRectF(0, 0, width - line * 0.9 - 46, 1000)
        return round(line * 1.1 + small.boundingRect(room, _WRAPPED, self._detail).height()) + 18

    def minimumSizeHint(self) -> QSize:
        """Return the least width: longer texts are elided and stand in the tooltip."""
        return QSize(140, round(self.fontMetrics().height() * 2.3) + 14)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        checked = self.isChecked()
        painter.setBrush(QColor(shade.wash if checked else (shade.hover if self.underMouse() else shade.card)))
        painter.setPen(QPen(QColor(shade.accent if checked else shade.line), 1.5 if checked else 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_content(self, painter: QPainter, box: QRectF) -> None:
        shade = theme.colours(self)
        side = self.fontMetrics().height() * 0.9
        ring = QRectF(box.left() + 14, box.center().y() - side / 2, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(shade.accent if self.isChecked() else shade.edge), 2))
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shade.accent))
            painter.drawEllipse(ring.adjusted(side * 0.26, side * 0.26, -side * 0.26, -side * 0.26))
        left = ring.right() + 14
        line = self.fontMetrics().height() * 1.1
        top = box.top() + 7 if not self.isEnabled() else box.center().y() - line
        width = box.right() - left - 10
        small = theme.smaller(self.font())
        painter.setFont(small)
        tag = painter.fontMetrics().horizontalAdvance(self._tag) + 12 if self._tag else 0
        if self._tag:
            painter.setPen(QColor(shade.accent if self.isEnabled() else shade.soft))
            painter.drawText(QRectF(left, top, width, line), _RIGHT, self._tag)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        for font, said, ink, room, at in (
            (bold, self.text(), shade.ink if self.isEnabled() else shade.soft, width - tag, top),
            (small, self._detail, shade.soft, width, top + line),
        ):
            if said is self._detail and not self.isEnabled():
                painter.setFont(font)
                painter.setPen(QColor(ink))
                painter.drawText(QRectF(left, at, room, box.bottom() - at), _WRAPPED, said)
                continue
            painter.setFont(font)
            painter.setPen(QColor(ink))
            elided = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, round(room))
            painter.drawText(QRectF(left, at, room, line), _LEFT, elided)


_WRAPPED: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Stepper(QWidget):
    """Less, a value, more: two large buttons around a number that the caller words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtWidgets import QHBoxLayout

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.fewer, self.value, self.more = PlateButton("−", "", self), Prose(parent=self), PlateButton("+", "", self)
        self.fewer.setAccessibleName(f"{name}: −")
        self.more.setAccessibleName(f"{name}: +")
        self.value.setWordWrap(False)
        self.value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (self.fewer, self.more):
            button.outlined = True
        for part in (self.fewer, self.value, self.more):
            row.addWidget(part)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, value: str) -> None:
        """Show this value."""
        self.value.say(value)


class ToneBox(QWidget):
    """A block whose ground says how urgent its words are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "phase"

    def set_tone(self, tone: Tone) -> None:
        """Show this tone."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint a ground for what must not be missed, and none for the rest."""
        if self._tone not in ("warn", "stop"):
            return
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(shade.caution_ground if self._tone == "warn" else shade.card))
        painter.setPen(QPen(QColor(shade.caution_edge if self._tone == "warn" else shade.pain), 3))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS, RADIUS)


_USUAL: Final = (760.0, 640.0)
"""A pane of this size, in pixels at scale 1, has type of its usual size; a larger one has larger type."""


def scale_for(pane: QWidget) -> float:
    """Return how large type is in a pane of this size."""
    grown = max(1.0, pane.fontMetrics().height() / 19.0)
    # What lies beyond the window's edge, because its letters are that large, is no room.
    corner = pane.mapTo(pane.window(), QPoint(0, 0))
    wide = min(pane.width(), pane.window().width() - corner.x())
    high = min(pane.height(), pane.window().height() - corner.y())
    room = min(wide / _USUAL[0], high / _USUAL[1]) / grown
    # Large letters in a small window give way as far as usual ones do: STOP must be in reach.
    return round(min(max(room, 0.76 / min(grown, 1.4)), 2.2) * 20) / 20


class Ground(QWidget):
    """A page on the window's ground, whose type grows as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.type_scale = 1.0

    def set_scale(self, scale: float) -> None:
        """Set all type this many times its own size."""
        self.type_scale = scale
        self.setFont(theme.font("body", scale))
        self.rescale()

    def rescale(self) -> None:
        """Give texts that came later the size of the others."""
        for prose in self.findChildren(Prose):
            prose.set_type_scale(self.type_scale)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), QColor(theme.colours(self).window))
