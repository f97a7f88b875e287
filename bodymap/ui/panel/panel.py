"""The panel: picks the page for what is lit and fills it after the drawings have been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from bodymap.core.index import UnknownIdError
from bodymap.core.language import tr
from bodymap.core.state import Spot
from bodymap.ui import theme
from bodymap.ui.following import follow
from bodymap.ui.panel.compare_page import ComparePage
from bodymap.ui.panel.condition_part import ConditionPart
from bodymap.ui.panel.point_page import PointPage
from bodymap.ui.panel.welcome_page import WelcomePage
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.state import State
    from bodymap.core.store import Store

PROJECTOR_SCALE = 1.5
"""How much larger the panel's type is before a room."""


class Panel(QWidget):
    """Follows the store. ``set_index`` gives it the atlas; without one it shows the invitation alone."""

    def __init__(self, store: Store, presentation: PresentationStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._presentation = store, presentation
        self._index: AtlasIndex | None = None
        self._shown: object = None
        self._pages = QStackedWidget(self)
        self.welcome = WelcomePage()
        self.point = PointPage()
        self.compare = ComparePage()
        self.condition_page, self.condition = _condition_page()
        self._areas: dict[QWidget, QScrollArea] = {}
        for page in (self.welcome, self.point, self.compare, self.condition_page):
            self._areas[page] = _scroll_area(page, self._pages)
            self._pages.addWidget(self._areas[page])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setAccessibleName(tr("About what is lit"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        self._connect()
        follow(store, self, self._on_store_changed)
        follow(presentation, self, self._on_presentation_changed)
        self.refresh()

    def _connect(self) -> None:
        for page in (self.welcome, self.point):
            page.point_chosen.connect(self._on_point_chosen)
        self.condition.chosen.connect(self._on_point_chosen)
        self.condition.clear_requested.connect(lambda: self._store.ring_condition(None))
        self.point.condition_marked.connect(lambda each: self._store.ring_condition(each or None))
        self.compare.alone_requested.connect(lambda n: self._store.select(self._store.state.lit[n]))
        self.compare.remove_requested.connect(lambda n: self._store.toggle(self._store.state.lit[n]))

    def set_index(self, index: AtlasIndex) -> None:
        """Describe points of this atlas from now on."""
        self._index = index
        self._shown = None
        self.refresh()

    @property
    def page(self) -> QWidget:
        """The page in sight."""
        area = self._pages.currentWidget()
        return next(page for page, each in self._areas.items() if each is area)

    def refresh(self) -> None:
        """Fill the page that the state asks for, now; the same state again costs nothing."""
        state = self._store.state
        projector = self._presentation.state.projector
        wanted = (state.lit, state.condition, state.voice, projector)
        if wanted == self._shown:
            return
        jumped = self._shown is None or not isinstance(self._shown, tuple) or self._shown[0] != state.lit
        self._shown = wanted
        self.setUpdatesEnabled(False)
        try:
            page = self._fill(state, brief=projector)
            self._scale_type(page, PROJECTOR_SCALE if projector else 1.0)
            if jumped or page is not self.page:
                self._areas[page].verticalScrollBar().setValue(0)
            self._pages.setCurrentWidget(self._areas[page])
        finally:
            self.setUpdatesEnabled(True)

    def _fill(self, state: State, *, brief: bool) -> QWidget:
        """Fill the page that the state asks for and return it."""
        index, voice = self._index, state.voice
        lit = tuple(spot for spot in state.lit if index is not None and _known(index, spot))
        page: PointPage | ComparePage | WelcomePage
        if index is not None and len(lit) > 1:
            page = self.compare
            page.fill(index, lit, voice)
        elif index is not None and lit:
            page = self.point
            # What fill leaves hidden must be hidden after this, so the whole page comes back first.
            page.set_brief(False)
            page.fill(index, lit[0], voice, state.condition)
        elif index is not None and state.condition is not None:
            self.condition.fill(index, state.condition, voice)
            return self.condition_page
        else:
            page = self.welcome
            page.set_brief(False)
            page.fill(index, voice)
        if brief or page is self.compare:
            page.set_brief(brief)
        return page

    def _scale_type(self, page: QWidget, scale: float) -> None:
        page.setFont(theme.font("body", scale))
        for prose in page.findChildren(Prose):
            prose.set_type_scale(scale)

    def _on_store_changed(self, old: State, new: State) -> None:
        if (old.lit, old.condition, old.voice) != (new.lit, new.condition, new.voice):
            self._later.start()

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        if old.projector != new.projector:
            self._later.start()

    def _on_point_chosen(self, point_id: str, keep: bool) -> None:  # noqa: FBT001 - Qt's signal
        state = self._store.state
        side = state.lit[-1].side if state.lit else ("left" if state.side == "left" else "right")
        spot = Spot(point_id, side)
        if keep:
            self._store.toggle(spot)
        else:
            self._store.select(spot)


def _known(index: AtlasIndex, spot: Spot) -> bool:
    try:
        index.point(spot.point_id)
    except UnknownIdError:
        return False
    return True


def _condition_page() -> tuple[QWidget, ConditionPart]:
    page = QWidget()
    part = ConditionPart(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 18, 20, 28)
    column.addWidget(part)
    column.addStretch(1)
    return page, part


def _scroll_area(page: QWidget, parent: QWidget) -> QScrollArea:
    area = scrolled(page, parent)
    area.setAccessibleName(tr("About what is lit"))
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return area
