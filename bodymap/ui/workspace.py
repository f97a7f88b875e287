"""The window's parts in their places: toolbar, messages, finder, stage over strip, panel."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from bodymap.ui import theme
from bodymap.ui.finder.view import FinderView
from bodymap.ui.first_frame import FOLD_BELOW, HANDLE, LEAST_FINDER, LEAST_PANEL, measures
from bodymap.ui.following import follow
from bodymap.ui.panel.panel import Panel
from bodymap.ui.projector.bar import RoomBar
from bodymap.ui.projector.room_search import RoomSearch
from bodymap.ui.projector.slide_view import Blank, SlideView, Still
from bodymap.ui.settings import window as window_settings
from bodymap.ui.theme import LEAST_STRIP
from bodymap.ui.toolbar import Toolbar
from bodymap.ui.widgets.card import Hairline
from bodymap.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction, QResizeEvent

    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.store import Store
    from bodymap.ui.pane import Pane
    from bodymap.ui.settings.settings import Settings

BESIDE_SHARE = 0.6
"""How much of the width a pane beside the stage takes."""
ROOM_TYPE = 1.8
"""How much larger the search's type is before a room."""
_LEAST_CENTRE = 320
_LEAST_BESIDE = 200
"""What is left of the stage beside a pane that needs all else, with large letters in a small window."""
_NARROW_STAGE, _NARROW_PANEL = 0.44, 0.53
"""Of a very narrow window stage and panel can do with so much."""
_SHORT = 420
"""In a window lower than this the strip makes room for the stage."""
PROJECTOR_PANEL = 1.25
"""How much wider the panel is before a room."""

_PARTS_OF: Final = attrgetter("with_strip", "with_panel", "blanked", "frozen")
"""What of how a window shows the atlas decides which of its parts are there, before a room."""


class _Handle(QSplitterHandle):
    """A grip with a hairline in its middle, on the grounds of its neighbours."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        shade = theme.colours(self)
        painter = QPainter(self)
        upright = self.orientation() == Qt.Orientation.Horizontal
        middle = HANDLE // 2
        if not upright:
            painter.fillRect(self.rect(), QColor(shade.paper))
        line = QRect(middle, 0, 1, self.height()) if upright else QRect(0, middle, self.width(), 1)
        painter.fillRect(line, QColor(shade.line))


class _Splitter(QSplitter):
    """A splitter with quiet grips."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(HANDLE)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class Paper(QWidget):
    """The ground of the drawings, while there are none."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), QColor(theme.colours(self).paper))


class Workspace(QWidget):
    """Everything inside the window's frame. ``place_stage`` and ``place_strip`` bring the drawings.

    ``beside_changed`` is sent when something else stands beside the stage.
    """

    beside_changed = Signal()

    def __init__(
        self,
        store: Store,
        presentation: PresentationStore,
        settings: Settings,
        actions: Mapping[str, QAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._presentation = presentation
        self.toolbar = Toolbar(store, actions, self)
        self.messages = MessageBar(self)
        self._line = Hairline(self)
        self.columns = _Splitter(Qt.Orientation.Horizontal, self)
        self.centre = _Splitter(Qt.Orientation.Vertical, self.columns)
        self.finder = FinderView(store, self.columns)
        self.panel = Panel(store, presentation, self.columns)
        self.pane: Pane[Any] | None = None
        self.stage: QWidget = Paper(self.centre)
        self.strip: QWidget = Paper(self.centre)
        self.finder.setMinimumWidth(LEAST_FINDER)
        self.panel.setMinimumWidth(LEAST_PANEL)
        self.centre.setMinimumWidth(_LEAST_CENTRE)
        for part in (self.finder, self.centre, self.panel):
            self.columns.addWidget(part)
        self.columns.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self._line)
        column.addWidget(self.messages)
        column.addWidget(self.columns, 1)
        self.slide = SlideView(store, presentation, self)
        self.slide.hide()
        column.addWidget(self.slide)
        self.bar = RoomBar(presentation, actions, self)
        self.still = Still(self)
        self.blank = Blank(self)
        self._store = store
        self.room_search: RoomSearch | None = None
        self._finder_shown = settings.get(window_settings.FINDER_SHOWN)
        self._narrow = self._folded = False
        self._finder_action = actions["view.finder"]
        # What was searched for is on the body now: the keys walk there.
        self.finder.chosen.connect(self._on_finder_chosen)
        self.finder.entered.connect(lambda: self.stage.setFocus(Qt.FocusReason.OtherFocusReason))
        self._show_or_hide_finder()
        follow(presentation, self, self._on_presentation_changed)

    def take_measures(self, width: int, height: int) -> None:
        """Give the parts the sizes of the calm frame in a window of this size."""
        parts = measures(self._settings, width, height)
        self._fold(width)
        self.toolbar.setFixedHeight(parts.toolbar)
        stage = width - parts.finder - parts.panel - 2 * HANDLE
        self.columns.setSizes([parts.finder, stage, parts.panel])
        self.centre.setSizes([height - parts.toolbar - 1 - parts.strip - HANDLE, parts.strip])

    def search_in_room(self) -> None:
        """Show the search over the drawings, large; what is chosen there closes it again."""
        if self.room_search is None:
            finder = FinderView(self._store, scale=ROOM_TYPE)
            self.room_search = RoomSearch(finder, self)
            finder.chosen.connect(self.close_room_search)
        self.room_search.finder.search_as(self.finder)
        self.room_search.open()

    @property
    def is_taken(self) -> bool:
        """Whether something else than the drawings has the keys of a room."""
        return self.pane is not None or (self.room_search is not None and self.room_search.isVisible())

    def close_room_search(self) -> bool:
        """Close the search over the drawings; return whether it was open."""
        was_open = self.room_search is not None and self.room_search.isVisible()
        if self.room_search is not None and was_open:
            self.room_search.hide()
            self.stage.setFocus()
        return was_open

    def place_stage(self, stage: QWidget) -> None:
        """Put the stage in its place."""
        self._replace(self.stage, stage)
        self.stage = stage
        self.setTabOrder(self.finder.tree, stage)
        stage.show()

    def place_strip(self, strip: QWidget) -> None:
        """Put the strip in its place."""
        self._replace(self.strip, strip)
        self.strip = strip
        self.setTabOrder(self.stage, strip)
        strip.setVisible(self._wants_strip)

    def take_stage(self) -> None:
        """Put the empty ground in the stage's place."""
        self.place_stage(Paper())

    def _replace(self, old: QWidget, new: QWidget) -> None:
        sizes = self.centre.sizes()
        self.centre.replaceWidget(self.centre.indexOf(old), new)
        old.deleteLater()
        self.centre.setStretchFactor(0, 1)
        self.centre.setStretchFactor(1, 0)
        self.centre.setSizes(sizes)

    @property
    def _beside(self) -> QWidget:
        """What stands beside the stage now."""
        return self.panel if self.pane is None else self.pane.widget

    def parts(self) -> tuple[QWidget, ...]:
        """Return the parts that the keyboard goes to, from the top left on."""
        return self.toolbar, self.finder, self.stage, self.strip, self._beside

    def show_beside(self, pane: Pane[Any] | None) -> None:
        """Put a wide pane in the panel's place, beside the stage alone; None brings panel, finder and strip back."""
        if pane is self.pane:
            return
        if pane is not None:
            self._presentation.uncover()
        place = self.columns.indexOf(self._beside)
        if self.pane is None:
            self._sizes_before = self.columns.sizes()
        self.pane = pane
        old = self.columns.replaceWidget(place, self._beside)
        # The splitter lets go of it altogether, and would take any child of its own for a part.
        if old is not None:
            old.setParent(self)
            old.hide()
        self._beside.show()
        self._fold(self.width())
        projector = self._presentation.state.projector
        self._show_or_hide_parts()
        if pane is not None:
            self._share_beside()
        elif projector:
            self._widen_panel(self._sizes_before)
        else:
            self.columns.setSizes(self._sizes_before)
        self.beside_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the finder where the window grows narrow; let a pane beside the stage keep its share."""
        super().resizeEvent(event)
        self._fold(self.width())
        self._show_or_hide_finder()
        self.strip.setVisible(self._wants_strip)
        self.slide.take_height(self.height())
        for cover in (self.still, self.blank):
            cover.setGeometry(self.rect())
        if self.room_search is not None:
            self.room_search.place()
        if self.pane is not None and not self.pane.is_slim:
            self._share_beside()

    def event(self, event: QEvent) -> bool:
        """Give the messages only the height that the rest can do without, whenever either has changed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            above = self.toolbar.height() + self._line.height() if self.toolbar.isVisible() else 0
            self.messages.set_room(self.height() - above - self.columns.minimumSizeHint().height())
        return done

    def _share_beside(self) -> None:
        """Share the width between stage and pane; the pane has what it needs first, as STOP is on it."""
        width = self.width()
        if self._is_slim:
            # In the panel's place, and nothing else moves: who looked closer goes on looking there.
            self.columns.setSizes(self._sizes_before)
            return
        wide = max(round(width * BESIDE_SHARE), self._beside_needs)
        self.centre.setMinimumWidth(max(_LEAST_BESIDE, min(self.centre.minimumWidth(), width - wide - HANDLE)))
        self.columns.setSizes([0, width - wide, wide])

    @property
    def _is_slim(self) -> bool:
        """Whether what stands beside the stage takes no more than the panel's place."""
        return self.pane is not None and self.pane.is_slim

    @property
    def _beside_needs(self) -> int:
        """The width that the pane beside the stage cannot do without."""
        return 0 if self.pane is None else self.pane.widget.minimumSizeHint().width()

    @property
    def finder_shown(self) -> bool:
        """Whether the finder is to be in sight (projector mode hides it all the same)."""
        return self._finder_shown and not self._folded

    def show_finder(self, shown: bool) -> None:  # noqa: FBT001 - a plain property
        """Show or hide the finder."""
        self._finder_shown, self._folded = shown, False
        self._show_or_hide_finder()

    def _fold(self, width: int) -> None:
        """Fold the finder in a window that has become narrow, and unfold it in one that has become wide again."""
        self.centre.setMinimumWidth(min(_LEAST_CENTRE, round(width * _NARROW_STAGE)))
        self.panel.setMinimumWidth(min(LEAST_PANEL, round(width * _NARROW_PANEL)))
        narrow = width < FOLD_BELOW
        if narrow != self._narrow:
            self._narrow = self._folded = narrow
            self._show_or_hide_finder()
            self._finder_action.setChecked(self.finder_shown)

    def _show_or_hide_finder(self) -> None:
        shown = self._presentation.state
        beside = self.pane is None or self.pane.is_slim
        self.finder.setVisible(self.finder_shown and not shown.projector and beside)
        wanted = self.pane is None and (shown.with_panel or not shown.projector)
        crowded = self._crowded
        self.panel.setVisible(wanted and not crowded)
        if crowded:
            wide = round(self.width() * _NARROW_STAGE)
            self.columns.setSizes([wide, self.width() - wide, 0])

    @property
    def _crowded(self) -> bool:
        """Whether finder, stage and panel have no room beside one another: large letters in a small window."""
        if self.finder.isHidden() or not self.isVisible():
            return False
        page = self.panel.page
        parts = (self.finder, self.centre, self.panel, *(() if page is None else (page,)))
        finder, centre, *panel = (max(part.minimumSizeHint().width(), part.minimumWidth()) for part in parts)
        return finder + centre + max(panel) + 2 * HANDLE > self.width()

    def _on_finder_chosen(self) -> None:
        """Give the panel its place again: what was searched for is to be read."""
        if self._crowded:
            self.stage.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_finder(False)  # noqa: FBT003 - a plain property
            self._finder_action.setChecked(False)

    def remember(self) -> None:
        """Put the parts' sizes among the settings, as they are outside the projector mode."""
        self._settings.put(window_settings.FINDER_SHOWN, self._finder_shown)
        if self._presentation.state.projector or self.pane is not None or not self._is_laid_out():
            return
        finder, _, panel = self.columns.sizes()
        if finder:
            self._settings.put(window_settings.FINDER_WIDTH, finder)
        self._settings.put(window_settings.PANEL_WIDTH, panel)
        self._settings.put(window_settings.STRIP_HEIGHT, self.centre.sizes()[1])

    def _is_laid_out(self) -> bool:
        """Return whether the parts have the sizes they are shown with; before that a splitter has stand-ins."""
        _, stage, panel = self.columns.sizes()
        return panel >= LEAST_PANEL and stage >= self.centre.minimumWidth() and self.centre.sizes()[1] >= LEAST_STRIP

    @property
    def _wants_strip(self) -> bool:
        shown = self._presentation.state
        tall = self.height() >= _SHORT or not self.isVisible()
        return (self.pane is None or self._is_slim) and tall and (shown.with_strip or not shown.projector)

    def _show_or_hide_parts(self) -> None:
        """Show what belongs on a desk, or before a room."""
        shown = self._presentation.state
        for part in (self.toolbar, self._line):
            part.setVisible(not shown.projector)
        self.strip.setVisible(self._wants_strip)
        self.slide.setVisible(shown.projector and self.pane is None)
        self._show_or_hide_finder()
        self.still.cover(shown.frozen and self.pane is None)
        self.blank.cover(shown.blanked and self.pane is None)

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        if not new.projector or new.blanked:
            self.close_room_search()
        if new.is_covered and self.pane is not None:
            # STOP is on it: nothing lies over that.
            self._presentation.uncover()
        if old.projector == new.projector:
            # Most of what changes is no matter of the parts: a pointer over the strip changes what is expected there.
            if _PARTS_OF(old) != _PARTS_OF(new):
                self._show_or_hide_parts()
            return
        if self.pane is not None:
            if new.projector:
                self._sizes = self._sizes_before
            else:
                self._sizes_before = self._sizes
            self._show_or_hide_parts()
            self._share_beside()
            return
        if new.projector:
            self._sizes = self.columns.sizes()
            self.stage.setFocus()
        self._show_or_hide_parts()
        if new.projector:
            self._widen_panel(self._sizes)
        else:
            self.columns.setSizes(self._sizes)

    def _widen_panel(self, sizes: list[int]) -> None:
        """Share the width before a room: the panel wider than in these sizes, the finder away."""
        wide = round(sizes[2] * PROJECTOR_PANEL)
        self.columns.setSizes([0, sum(sizes) - wide, wide])
