"""The page beside the stage while somebody paints: the brush, red flags, and what the pain may come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bodymap.core import guidance, text
from bodymap.core.areas import area_of
from bodymap.core.language import tr
from bodymap.core.painting.covering import finished
from bodymap.core.state import SHOWN_SIDES, Spot
from bodymap.ui.following import follow
from bodymap.ui.keys import key_name
from bodymap.ui.painting import words
from bodymap.ui.painting.brush_part import BrushPart
from bodymap.ui.painting.compared import ComparedCard
from bodymap.ui.painting.suggested import OtherCard, SuggestionCard
from bodymap.ui.record.area_part import AreaPart
from bodymap.ui.record.parts import Pool
from bodymap.ui.widgets.announce import announce
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.head import Head
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QAction

    from bodymap.core.areas import AreaChoice
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Alternative
    from bodymap.core.painting.comparing import Compared
    from bodymap.core.painting.covering import Steps
    from bodymap.core.painting.editor import Easel, Editor
    from bodymap.core.painting.model import Painting, Said
    from bodymap.core.painting.telling import Weighed
    from bodymap.core.state import Side, State, Voice
    from bodymap.core.store import Store
    from bodymap.ui.drawing.idle import IdleQueue

_WEIGH_MS: Final = 200
"""While a brush moves, the list follows so often."""
_RANK: Final = 2
_CARDS_RANK: Final = 3
_MOST: Final = 8
"""Muscles that are listed: who reads on has painted too little."""


class Weighs(Protocol):
    """Who weighs a painting."""

    def __call__(self, painting: Painting, voice: Voice) -> Steps[Weighed]:
        """Return what is said of a painting, in small steps."""


class Compares(Protocol):
    """Who compares a painting with an earlier one."""

    def __call__(self, painting: Painting, voice: Voice) -> Compared:
        """Return what they have in common."""


class PaintingView(QWidget):
    """Follows editor and store; ``weigh`` says what a painting may come from.

    Attributes:
        left: sent when the page is to be left.
        compare_ended: sent when an earlier painting is not to be shown any longer.
        detail_asked: sent when all that is said of the lit point is to be read.
        weighed: what is listed now.

    """

    left = Signal()
    detail_asked = Signal()
    compare_ended = Signal()

    def __init__(
        self,
        editor: Editor,
        store: Store,
        index: AtlasIndex,
        weigh: Weighs,
        actions: Mapping[str, QAction],
        areas: AreaChoice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._areas = areas
        self._editor, self._store, self._index, self._weigh = editor, store, index, weigh
        self.weighed: Weighed | None = None
        self._compare: tuple[str, Compares] | None = None
        self._of: tuple[Painting, Voice] | None = None
        self._queue: IdleQueue | None = None
        self._job = f"suggestions {id(self)}"
        self._tells = False
        self.setAccessibleName(tr("Painting the pain"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(18, 12, 18, 20)
        self._column.setSpacing(10)
        self._make_head(page)
        self.brush = BrushPart(editor, actions, page)
        self._column.addWidget(self.brush)
        self._make_answers(page, actions)
        self.nerves = AreaPart(areas, store, index, page)
        self._column.addWidget(self.nerves)
        self._column.addStretch(1)
        self.area = scrolled(page, self)
        outer.addWidget(self.area)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WEIGH_MS)
        self._later.timeout.connect(self._begin)
        follow(editor, self, self._on_editor_changed)
        follow(store, self, self._on_store_changed)
        self.refresh()

    def _make_head(self, page: QWidget) -> None:
        self.title = Prose(tr("Where is it felt?"), "title", parent=page)
        leaves = tr("Leave painting ({key}); what is painted is kept").format(key=key_name("selection.clear"))
        head = Head(self.title, leaves, page)
        head.close_button.clicked.connect(self.left)
        self._column.addLayout(head)

    def _make_answers(self, page: QWidget, actions: Mapping[str, QAction]) -> None:
        # Under the brush: what is said changes, and nothing may move that a hand is on its way to.
        self.more = Card("wash", "info", page)
        self.more_words = Prose("", "body", parent=self.more)
        self.more.rows.addWidget(self.more_words)
        self._column.addWidget(self.more)
        self.flags = Card("caution", "stop", page)
        self._flags_words = Prose(parent=self.flags)
        self.flags.rows.addWidget(self._flags_words)
        self._column.addWidget(self.flags)
        self.compared = ComparedCard(page)
        self.compared.ended.connect(self.compare_ended)
        self.compared.hide()
        self._column.addWidget(self.compared)
        self.heading = Prose("", "heading", parent=page)
        self._column.addWidget(self.heading)
        self.together = Prose("", "body", parent=page)
        self._column.addWidget(self.together)
        self._page, self._cards_column = page, QVBoxLayout()
        self._cards_column.setSpacing(8)
        self._column.addLayout(self._cards_column)
        self.cards: Pool[SuggestionCard] = Pool(self._make_card)
        self.details = PlateButton(tr("All about the lit point"), "right", page)
        self.details.outlined = True
        self.details.clicked.connect(self.detail_asked)
        self._column.addWidget(self.details)
        self.unexplained = Prose("", "body", "soft", parent=page)
        self._column.addWidget(self.unexplained)
        self.also = Prose("", "heading", parent=page)
        self._column.addWidget(self.also)
        self._others_column = QVBoxLayout()
        self._others_column.setSpacing(8)
        self._column.addLayout(self._others_column)
        self.others: Pool[OtherCard] = Pool(self._make_other)
        action = actions["paint.compare"]
        self.compare_button = PlateButton(action.text(), "compare", page)
        self.compare_button.outlined = True
        self.compare_button.setToolTip(action.toolTip())
        self.compare_button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.compare_button.clicked.connect(action.trigger)
        action.changed.connect(lambda: self.compare_button.setVisible(action.isEnabled()))
        self.compare_button.setVisible(action.isEnabled())
        self._column.addWidget(self.compare_button)
        self.limits = Prose("", "small", "soft", parent=page)
        self._column.addWidget(self.limits)

    def _make_card(self) -> SuggestionCard:
        card = SuggestionCard(self._page)
        self._cards_column.addWidget(card)
        card.chosen.connect(self._on_card_chosen)
        card.pointed.connect(self._on_card_pointed)
        card.answered.connect(self._on_card_answered)
        return card

    def _make_other(self) -> OtherCard:
        card = OtherCard(self._page)
        self._others_column.addWidget(card)
        card.pointed.connect(self._on_other_pointed)
        return card

    # What changes

    def _on_editor_changed(self, old: Easel, new: Easel) -> None:
        # As long as a brush moves this is asked a hundred times a second, and strokes are long.
        changed = old.painting is not new.painting or old.growing is not new.growing
        if changed and not self._later.isActive():
            self._later.start()

    def _on_store_changed(self, old: State, new: State) -> None:
        if old.voice != new.voice:
            self.refresh()
        elif (old.lit, old.side) != (new.lit, new.side):
            self.details.setVisible(bool(new.lit))

    def work_in(self, queue: IdleQueue) -> None:
        """Weigh and fill in small steps from now on, while nothing else happens; cards are made beforehand."""
        self._queue = queue
        queue.put(f"cards {id(self)}", _CARDS_RANK, self.cards.make_steps(_MOST), self)

    def refresh(self) -> None:
        """Say now what is to be said of the painting as it is."""
        if self._queue is not None:
            self._queue.drop(self._job)
        self._later.stop()
        finished(self._steps())

    def _begin(self) -> None:
        if self._queue is None:
            self.refresh()
        elif self._queue.has(self._job):
            # What is being weighed is seen first, or nothing ever would be.
            self._later.start()
        else:
            self._queue.put(self._job, _RANK, self._steps(), self)

    def _steps(self) -> Steps[None]:
        painting, voice = self._editor.state.whole, self._store.state.voice
        self.details.setVisible(bool(self._store.state.lit))
        if self._of != (painting, voice):
            weighed = yield from self._weigh(painting, voice)
            if voice != self._store.state.voice:
                return
            self._of, self.weighed = (painting, voice), weighed
            self.more_words.say((words.MORE if painting.strokes else words.INVITATION).to(voice))
            self._fill_flags(weighed, voice)
            yield
            yield from self._fill_list(weighed, painting, voice)
            self._fill_others(weighed, voice)
            yield
            self._fill_compared(painting, voice)
        if self._tells and not self._editor.state.growing:
            self._tells = False
            announce(self, self.said())

    def compare(self, name: str, compares: Compares | None) -> None:
        """Say from now on what the painting has in common with one of this name; None: no longer."""
        self._compare = None if compares is None else (name, compares)
        self._fill_compared(self._editor.state.whole, self._store.state.voice)
        if compares is not None:
            # Once the page has found room for it.
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.compared))
            announce(self, self.compared.said())

    def _fill_compared(self, painting: Painting, voice: Voice) -> None:
        self.compared.setVisible(self._compare is not None)
        if self._compare is not None:
            name, compares = self._compare
            self.compared.fill(name, compares(painting, voice))

    def _fill_flags(self, weighed: Weighed, voice: Voice) -> None:
        """Say first what must be seen to first: what the painting fits, and in any case what is no muscle's."""
        said = guidance.brief(self._index, guidance.RED_FLAGS, voice=voice)
        found = ["\n".join((one.title, *one.says)) for one in weighed.flags]
        self._flags_words.say("\n\n".join((*found, said)))
        self.flags.setVisible(bool(self._flags_words.text()))

    def _fill_others(self, weighed: Weighed, voice: Voice) -> None:
        others = weighed.also_fits
        self.also.say(words.ALSO.to(voice) if others else "")
        for card, one in zip(self.others.take(len(others)), others, strict=True):
            card.fill(one.title, one.says, one.alternative, one.side)

    def _fill_list(self, weighed: Weighed, painting: Painting, voice: Voice) -> Iterator[None]:
        muscles = weighed.muscles[:_MOST]
        nothing = words.NOTHING.to(voice) if painting.strokes else ""
        self.heading.say(words.FROM.to(voice) if muscles else nothing)
        self.together.say(weighed.together)
        for card, one in zip(self.cards.take(len(muscles)), muscles, strict=True):
            card.fill(one, painting, voice)
            yield
        self.unexplained.say(weighed.unexplained)
        limits = guidance.brief(self._index, guidance.NOT_A_DIAGNOSIS, guidance.DIFFERS, voice=voice)
        self.limits.say(limits if muscles else "")

    def said(self) -> str:
        """Return the head of the list in a sentence, for a screen reader."""
        muscles = self.weighed.muscles[:3] if self.weighed else ()
        if not muscles:
            return words.NOTHING.to(self._store.state.voice)
        return tr("It may come from {muscles}.").format(muscles=text.join_words(one.title for one in muscles))

    def tell(self) -> None:
        """Say aloud what a stroke has led to, once it has been weighed."""
        self._tells = True
        self._later.stop()
        self._begin()

    # What is asked for

    def _on_card_chosen(self, point_id: str, side: Side) -> None:
        self._store.select(Spot(point_id, side))

    def _on_card_pointed(self, point_id: str, side: Side) -> None:
        seen = side in SHOWN_SIDES[self._store.state.side]
        self._store.hover(Spot(point_id, side) if point_id and seen else None)

    def _on_other_pointed(self, alternative: Alternative | None, side: Side | None) -> None:
        named = [area_of(self._index, name) for name in alternative.areas] if alternative else []
        self._areas.point([area for area in named if area is not None], side)

    def _on_card_answered(self, point_id: str, side: Side, said: Said | str) -> None:
        self._editor.answer(point_id, side, said or None)  # type: ignore[arg-type] # one of the three
        for card in self.cards.take(len(self.weighed.muscles[:_MOST]) if self.weighed else 0):
            card.show_answer(self._editor.state.painting)
