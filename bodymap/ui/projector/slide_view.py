"""The words of a slide, under the drawings: read from the last row, whatever the window's size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from bodymap.core.language import tr
from bodymap.core.slide import Slide, slide
from bodymap.ui import theme
from bodymap.ui.following import follow
from bodymap.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.state import State
    from bodymap.core.store import Store

_TALL: Final = 1080
"""The height of the screen, in pixels, for which the sizes here are given."""
NAME_PX: Final = 56
SAYS_PX: Final = 42
LEAST_PX: Final = 40
"""Letters give way down to this, no further."""
_LINES: Final = 3
_MARGIN_PX: Final = 18
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_PROBE: Final = 10_000


class SlideView(QWidget):
    """Follows the stores. ``take_height`` gives it the height of the window, with which its letters grow."""

    def __init__(self, store: Store, presentation: PresentationStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._presentation = store, presentation
        self._index: AtlasIndex | None = None
        self._unit = 1.0
        self.slide = Slide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        follow(store, self, self._on_changed)
        follow(presentation, self, self._on_changed)
        self._say()

    def set_index(self, index: AtlasIndex) -> None:
        """Speak of points of this atlas from now on."""
        self._index = index
        self._say()

    def take_height(self, height: int) -> None:
        """Suit a window of this height; the own height stays the same whatever is said."""
        self._unit = height / _TALL
        name, says = self._metrics(NAME_PX, "title"), self._metrics(SAYS_PX, "body")
        margins = 2 * round(_MARGIN_PX * self._unit)
        self.setFixedHeight(name.lineSpacing() + _LINES * says.lineSpacing() + margins)
        self.update()

    def _on_changed(self, _old: State | Presentation, _new: State | Presentation) -> None:
        self._say()

    def _say(self) -> None:
        state = self._store.state
        if self._index is not None:
            self.slide = slide(self._index, state, revealed=self._presentation.state.shows_zones_of(state.lit))
        self.setAccessibleName(self.slide.name or tr("Nothing is lit"))
        self.setAccessibleDescription(self.slide.says[0])
        self.update()

    # Type

    def _font(self, px: float, role: theme.TypeRole) -> QFont:
        result = theme.font(role)
        result.setPixelSize(max(1, round(px * self._unit)))
        return result

    def _metrics(self, px: float, role: theme.TypeRole) -> QFontMetrics:
        return QFontMetrics(self._font(px, role))

    @property
    def _words_box(self) -> QRect:
        side, edge = round(2 * _MARGIN_PX * self._unit), round(_MARGIN_PX * self._unit)
        return self.rect().adjusted(side, edge, -side, -edge)

    def name_font(self) -> QFont:
        """Return the font of the name: as large as it fits on its line."""
        for px in range(NAME_PX, LEAST_PX, -4):
            if self._metrics(px, "title").horizontalAdvance(self.slide.name) <= self._words_box.width():
                return self._font(px, "title")
        return self._font(LEAST_PX, "title")

    def says(self) -> tuple[str, QFont]:
        """Return the fullest sentence that fits, and its font; the shortest one in the smallest letters at last."""
        room = self._says_box
        for sentence in self.slide.says:
            for px in (SAYS_PX, LEAST_PX):
                if self._height_of(sentence, px, room.width()) <= room.height():
                    return sentence, self._font(px, "body")
        return self.slide.says[-1], self._font(LEAST_PX, "body")

    def fits(self) -> bool:
        """Whether all that is said is seen whole."""
        sentence, font = self.says()
        room = self._says_box
        high = QFontMetrics(font).boundingRect(QRect(0, 0, room.width(), _PROBE), _WRAP, sentence).height()
        wide = QFontMetrics(self.name_font()).horizontalAdvance(self.slide.name)
        return high <= room.height() and wide <= self._words_box.width()

    def _height_of(self, sentence: str, px: int, width: int) -> int:
        return self._metrics(px, "body").boundingRect(QRect(0, 0, width, _PROBE), _WRAP, sentence).height()

    @property
    def _says_box(self) -> QRect:
        return self._words_box.adjusted(0, self._metrics(NAME_PX, "title").lineSpacing(), 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the name and the sentence."""
        shade = theme.colours(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(shade.paper))
        painter.fillRect(0, 0, self.width(), 1, QColor(shade.line))
        painter.setPen(QColor(shade.ink))
        box = self._words_box
        painter.setFont(self.name_font())
        painter.drawText(QRect(box.x(), box.y(), box.width(), self._says_box.y() - box.y()), 0, self.slide.name)
        sentence, font = self.says()
        painter.setFont(font)
        painter.drawText(self._says_box, _WRAP, sentence)


class Blank(QWidget):
    """A black screen over everything, while the room is to listen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAccessibleName(tr("The screen is blanked"))
        self.hide()

    def cover(self, covered: bool) -> None:  # noqa: FBT001 - a plain property
        """Cover the parent, or uncover it."""
        self.setGeometry(self._over.rect())
        self.setVisible(covered)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint it black."""
        QPainter(self).fillRect(self.rect(), QColor(Qt.GlobalColor.black))


class Still(QWidget):
    """What the room saw when it was frozen, over everything; a small sign in a corner tells the lecturer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._seen = QPixmap()
        self.setAccessibleName(tr("What the room sees is frozen"))
        self.hide()

    def cover(self, covered: bool) -> None:  # noqa: FBT001 - a plain property
        """Cover the parent with how it looks now, or uncover it."""
        if covered != self.isHidden():
            return
        if covered:
            self._seen = self._over.grab()
            self.setGeometry(self._over.rect())
            self.raise_()
        self.setVisible(covered)
        if not covered:
            self._seen = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint what was seen, as large as the window is by now, and the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._seen)
        side = 28.0
        ink = QColor(theme.colours(self).soft)
        paint_icon(painter, "hold.pause", QRectF(self.width() - side - 10, 10, side, side), ink)
