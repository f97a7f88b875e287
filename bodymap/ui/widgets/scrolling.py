"""Pages that scroll, by bars that stay out of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from bodymap.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_STYLE: Final = """
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {rest}; border-radius: 4px; min-height: 40px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {rest}; border-radius: 4px; min-width: 40px; }}
QScrollBar::handle:hover {{ background: {hover}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class _Dresser(QObject):
    """Gives scroll bars the colours of the shade in force; a style sheet alone keeps those it was born with."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._bars: tuple[QScrollBar, ...] = (area.verticalScrollBar(), area.horizontalScrollBar())
        self._dress()
        # The area hears of a new palette; a widget with a style sheet does not.
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a change of the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        shade = theme.colours(self._area)
        style = _STYLE.format(rest=shade.line, hover=shade.edge)
        for bar in self._bars:
            if style != bar.styleSheet():
                bar.setStyleSheet(style)


class _Ring(QWidget):
    """A ring around an area that the keyboard has come to, where its arrows scroll; over what it holds."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the keyboard, and keep the area's size."""
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.MouseFocusReason:
                self._cover(watched)
                self.raise_()
                self.show()
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover(watched)
        return super().eventFilter(watched, event)

    def _cover(self, area: QObject) -> None:
        assert isinstance(area, QWidget)  # noqa: S101 - it watches nothing else
        self.setGeometry(area.rect())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colours(self).focus), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)


def slim_scroll_bars(area: QAbstractScrollArea) -> None:
    """Give an area slim scroll bars in the theme's colours."""
    _Dresser(area)


def plain_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give an area a viewport of our own, and return it.

    Of a widget that Qt made the binding has to find out the class: it loads every class of widget there is, with its
    enumerations, which takes 11 ms and 2 MB.
    """
    plain = QWidget(area)
    plain.setAutoFillBackground(True)
    area.setViewport(plain)
    return plain


def scrolled(page: QWidget, parent: QWidget, *, sideways: bool = False) -> QScrollArea:
    """Return an area without a frame that shows a page as wide as there is room, and scrolls it where it is longer.

    ``sideways`` lets it be scrolled to the side as well, where it cannot be as narrow as that.
    """
    area = QScrollArea(parent)
    plain_viewport(area)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    slim_scroll_bars(area)
    _Ring(area)
    return area
