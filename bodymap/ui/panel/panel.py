"""The panel: picks the page for what is lit and fills it after the drawings have been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from bodymap.core.index import UnknownIdError
from bodymap.core.language import tr
from bodymap.core.state import points_of, spots_of
from bodymap.ui import theme
from bodymap.ui.drawing.small_picture import SmallPictures
from bodymap.ui.following import follow
from bodymap.ui.panel.ahead import PageAhead, lay_out, layout_steps, paint_now
from bodymap.ui.panel.compare_page import ComparePage
from bodymap.ui.panel.condition_part import ConditionPart
from bodymap.ui.panel.muscle_part import MusclePart
from bodymap.ui.panel.place_part import PlacePart
from bodymap.ui.panel.point_page import PointPage
from bodymap.ui.panel.trail import Trail
from bodymap.ui.panel.welcome_page import WelcomePage
from bodymap.ui.record.source_list import Looks
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QFont

    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import Presentation, PresentationStore
    from bodymap.core.state import LitPoint, SideChoice, Spot, State, Voice
    from bodymap.core.store import Store
    from bodymap.ui.drawing.drawings import Drawings

P = TypeVar("P", bound=QWidget)
PROJECTOR_SCALE = 1.5
"""How much larger the panel's type is before a room."""


class _Key(NamedTuple):
    """What decides what the page of a point says."""

    lit: LitPoint
    condition: str | None
    voice: Voice
    brief: bool


class Topic(NamedTuple):
    """What is spoken of, and in whose words: another one is read from its top."""

    lit: tuple[Spot, ...]
    place: str | None
    muscle: str | None
    voice: Voice


class Panel(QWidget):
    """Follows the store. ``set_index`` gives it the atlas; without one it shows the invitation alone.

    Attributes:
        hold_requested: sent when a guided hold of the lit point is asked for.
        point: the page about one lit point; its twin is made ready for the point under the pointer.
        topic: what the page in sight speaks of; None before the first.

    """

    hold_requested = Signal()

    def __init__(self, store: Store, presentation: PresentationStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store, self._presentation = store, presentation
        self._index: AtlasIndex | None = None
        self._shown: object = None
        self.topic: Topic | None = None
        self._pages = QStackedWidget(self)
        self.welcome = WelcomePage()
        self.point = PointPage()
        self._twin: PointPage | None = None
        self._ahead: PageAhead[_Key] = PageAhead(self, self._ready_steps)
        self.compare = ComparePage()
        self.condition_page, self.condition = _page_of(ConditionPart())
        self.place_page, self.place = _page_of(PlacePart())
        self.muscle_page, self.muscle = _page_of(MusclePart())
        self._pictures: SmallPictures | None = None
        self._areas: dict[QWidget, QScrollArea] = {}
        self._fonts: dict[QWidget, QFont] = {}
        for page in (self.welcome, self.point, self.compare, self.condition_page, self.place_page, self.muscle_page):
            self._add_page(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.trail = Trail(self)
        self.trail.left.connect(store.clear)
        self.trail.added.connect(lambda point_id: self._on_point_chosen(point_id, keep=True))
        column.addWidget(self.trail)
        column.addWidget(self._pages)
        self.setAccessibleName(tr("About what is lit"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._on_later_timeout)
        self._connect()
        follow(store, self, self._on_store_changed)
        follow(presentation, self, self._on_presentation_changed)
        self.refresh()

    def _add_page(self, page: QWidget) -> None:
        self._areas[page] = _scroll_area(page, self._pages)
        self._pages.addWidget(self._areas[page])

    def _connect(self) -> None:
        self.welcome.point_chosen.connect(self._on_point_chosen)
        self._connect_point(self.point)
        for asked in (self.condition, self.place, self.muscle):
            asked.chosen.connect(self._on_point_chosen)
        for listed in (self.condition.points, self.condition.felt, self.place, self.muscle):
            listed.pointed.connect(self._on_point_pointed)
        self.condition.clear_requested.connect(lambda: self._store.ring_condition(None))
        self.place.marked.connect(self._store.ring_condition)
        for part in (self.place, self.muscle):
            part.clear_requested.connect(lambda: self._store.ask_place(None))
        self.muscle.place_asked.connect(lambda: self._store.ask_place(self._store.state.place))
        self.compare.alone_requested.connect(lambda n: self._with_lit(n, self._store.select))
        self.compare.remove_requested.connect(lambda n: self._with_lit(n, self._store.toggle))
        self.compare.hold_requested.connect(self._on_compared_hold)

    def _connect_point(self, page: PointPage) -> None:
        page.point_chosen.connect(self._on_point_chosen)
        page.condition_marked.connect(lambda each: self._store.ring_condition(each or None))
        page.hold_requested.connect(self.hold_requested)
        page.side_chosen.connect(self._on_side_chosen)

    def set_index(self, index: AtlasIndex, drawings: Drawings | None = None) -> None:
        """Describe points of this atlas from now on, with small pictures cut from these drawings."""
        self._index = index
        self._pictures = SmallPictures(drawings) if drawings is not None else None
        self._shown = self.topic = None
        self._ahead.forget()
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
        pictured = (state.side, state.figure) if state.place or state.muscle else None
        topic = Topic(state.lit, state.place, state.muscle, state.voice)
        wanted = (topic, state.condition, pictured, projector)
        if wanted == self._shown:
            return
        jumped = topic != self.topic
        self._shown, self.topic = wanted, topic
        self.setUpdatesEnabled(False)
        try:
            page = self._fill(state, brief=projector)
            self.trail.fill(self._index, state, brief=projector)
            self._scale_type(page, PROJECTOR_SCALE if projector else 1.0)
            if self.isVisible() and self._areas[page].isVisible():
                # Else it is laid out in rounds, each of which is seen.
                lay_out(page, self._areas[self.page].viewport().size())
            if jumped or page is not self.page:
                self._areas[page].verticalScrollBar().setValue(0)
            self._keep_keyboard(self._areas[page])
            self._pages.setCurrentWidget(self._areas[page])
        finally:
            self.setUpdatesEnabled(True)

    def _keep_keyboard(self, coming: QWidget) -> None:
        """Bring the keyboard to the way back where the page goes that it is on; Qt would put it anywhere."""
        going, focus = self._pages.currentWidget(), self._focus()
        if going is not None and going is not coming and going.isAncestorOf(focus) and not self.trail.isHidden():
            by_key = isinstance(focus, PlateButton) and focus.has_ring
            self.trail.back.setFocus(Qt.FocusReason.OtherFocusReason if by_key else Qt.FocusReason.MouseFocusReason)

    def _fill(self, state: State, *, brief: bool) -> QWidget:
        """Fill the page that the state asks for and return it."""
        index, voice = self._index, state.voice
        lit = tuple(each for each in state.lit_points if index is not None and _known(index, each.point_id))
        page: PointPage | ComparePage | WelcomePage
        if index is not None and len(lit) > 1:
            page = self.compare
            page.fill(index, lit, voice)
        elif index is not None and lit:
            page = self._point_page(index, lit[0], state, brief=brief)
        elif index is not None and state.condition is not None:
            self.condition.fill(index, state.condition, voice)
            return self.condition_page
        elif index is not None and state.muscle is not None:
            self.muscle.fill(index, state, self._looks(state))
            return self.muscle_page
        elif index is not None and state.place is not None:
            self.place.fill(index, state.place, state.side, voice, self._looks(state))
            return self.place_page
        else:
            page = self.welcome
            page.set_brief(False)
            page.fill(index, voice)
        if brief or page is self.compare:
            page.set_brief(brief)
        return page

    def _looks(self, state: State) -> Looks:
        return Looks(self._pictures, state.figure, "left" if state.side == "left" else "right")

    # The page of the point under the pointer

    def _point_page(self, index: AtlasIndex, lit: LitPoint, state: State, *, brief: bool) -> PointPage:
        """Return the page of this point: the twin that was made ready for it, or else the one in use, filled now."""
        key, twin = _Key(lit, state.condition, state.voice, brief), self._twin
        if twin is not None and self._ahead.key == key and not self.point.isAncestorOf(self._focus()):
            self._twin, self.point = self.point, twin
            twin.unfold_as(self._twin)
            self._ahead.forget()
        else:
            _fill_point(self.point, index, *key[:3])
        return self.point

    def _is_ready_for(self, state: State) -> bool:
        brief = self._presentation.state.projector
        return len(state.lit) == 1 and self._ahead.key == (state.lit_points[0], state.condition, state.voice, brief)

    def _focus(self) -> QWidget:
        """Return where the keyboard is; this panel when it is nowhere."""
        return QApplication.focusWidget() or self

    def _expect_hovered(self) -> None:
        state, index = self._store.state, self._index
        spot = state.hovered
        if index is None or spot is None or state.lit == (spot,) or not _known(index, spot.point_id):
            return
        # A click lights it alone; what is asked stays asked.
        brief = self._presentation.state.projector
        self._ahead.expect(_Key(points_of((spot,))[0], state.condition, state.voice, brief))

    def _ready_steps(self, key: _Key) -> Iterator[None]:
        index = self._index
        if self._twin is None:
            self._twin = PointPage()
            self._add_page(self._twin)
            self._connect_point(self._twin)
            yield
        twin = self._twin
        if index is not None:
            twin.unfold_as(self.point)
            _fill_point(twin, index, key.lit, key.condition, key.voice)
            if key.brief:
                twin.set_brief(True)
            self._scale_type(twin, PROJECTOR_SCALE if key.brief else 1.0)
        yield
        yield from layout_steps(twin, self._areas[self.page].viewport().size())

    def _scale_type(self, page: QWidget, scale: float) -> None:
        font = theme.font("body", scale)
        if scale == 1.0 and self._fonts.get(page) == font:
            # Parts that have come since are written so too, as nothing else was said of them.
            return
        self._fonts[page] = font
        page.setFont(font)
        for prose in page.findChildren(Prose):
            prose.set_type_scale(scale)

    def _on_later_timeout(self) -> None:
        ready = self._is_ready_for(self._store.state)
        self.refresh()
        if ready:
            paint_now(self)

    def _on_store_changed(self, old: State, new: State) -> None:
        if (old.lit, old.asked, old.side, old.voice, old.figure) != (
            new.lit,
            new.asked,
            new.side,
            new.voice,
            new.figure,
        ):
            if self._is_ready_for(new):
                # Shown in the click itself, after the stage, which hears of it first.
                self._on_later_timeout()
            else:
                self._later.start()
        if old.hovered != new.hovered:
            self._expect_hovered()

    def _on_presentation_changed(self, old: Presentation, new: Presentation) -> None:
        if old.projector != new.projector:
            self._ahead.forget()
            self._later.start()

    def _with_lit(self, number: int, do: Callable[..., object]) -> bool:
        """Do something with the spots of a lit point; a page is seen a moment longer than what it is about."""
        points = self._store.state.lit_points[number : number + 1]
        for lit in points:
            do(*lit.spots)
        return bool(points)

    def _on_compared_hold(self, number: int) -> None:
        if self._with_lit(number, self._store.select):
            self.hold_requested.emit()

    def _on_side_chosen(self, side: SideChoice) -> None:
        """Move the lit point to this side, or to both; where one side is shown, this is shown from now on."""
        state = self._store.state
        if state.side == "both":
            self._store.select(*(spot for lit in state.lit_points[:1] for spot in spots_of(lit.point_id, side)))
        else:
            self._store.choose_side(side)

    def _on_point_pointed(self, point_id: str) -> None:
        """Show beforehand, on the body, what a candidate would light."""
        self._store.hover(self._store.state.chosen(point_id, beside=True)[0] if point_id else None)

    def _on_point_chosen(self, point_id: str, keep: bool) -> None:  # noqa: FBT001 - Qt's signal
        spots = self._store.state.chosen(point_id, beside=True)
        if keep:
            self._store.toggle(*spots)
        else:
            self._store.select(*spots)


def _fill_point(page: PointPage, index: AtlasIndex, lit: LitPoint, condition: str | None, voice: Voice) -> None:
    # What fill leaves hidden must be hidden after this, so the whole page comes back first.
    page.set_brief(False)
    page.fill(index, lit, voice, condition)


def _known(index: AtlasIndex, point_id: str) -> bool:
    try:
        index.point(point_id)
    except UnknownIdError:
        return False
    return True


def _page_of(part: P) -> tuple[QWidget, P]:
    """Return a page that holds one part."""
    page = QWidget()
    part.setParent(page)
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 18, 20, 28)
    column.addWidget(part)
    column.addStretch(1)
    return page, part


def _scroll_area(page: QWidget, parent: QWidget) -> QScrollArea:
    area = scrolled(page, parent)
    area.setAccessibleName(tr("About what is lit"))
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    # All on the window's own ground: what had a ground of its own would be painted twice when it comes into sight.
    page.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
