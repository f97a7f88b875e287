"""The page after a hold: what was, what to do now, when to come back, when to seek help."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from bodymap.core import guidance
from bodymap.core.hold.holding import Cue
from bodymap.core.hold.scoring import score, score_text
from bodymap.core.language import tr
from bodymap.core.sections import after_hold
from bodymap.ui.hold import phrases
from bodymap.ui.hold.notes_card import NotesCard
from bodymap.ui.hold.summary_card import SummaryCard
from bodymap.ui.hold.widgets import BigProse, Ground, WordButton
from bodymap.ui.keys import key_name
from bodymap.ui.record.parts import Pool, Section
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.chips import Flow
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from bodymap.core.hold.holding import HoldState
    from bodymap.core.hold.records import Noted
    from bodymap.core.hold.sessions import Session
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle
    from bodymap.core.state import Voice
    from bodymap.ui.hold.practice import Practice

_SIDE_BY_SIDE_FROM: Final = 44
"""From this width on, in line heights, care stands beside the summary."""


class AfterPage(Ground):
    """Shows what a hold came to. ``again`` asks for another one, ``left`` for the panel; ``noted`` carries a note."""

    again = Signal()
    left = Signal()
    why_asked = Signal()
    sessions_asked = Signal()
    page_asked = Signal()
    noted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: HoldState | None = None
        self._session: Session | None = None
        self._entered = Cue("stopped")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 8)
        head.setSpacing(2)
        self.headline = BigProse(1.4, "title", parent=self)
        self.sentence = BigProse(1.1, "body", parent=self)
        head.addWidget(self.headline)
        head.addWidget(self.sentence)
        outer.addLayout(head)
        page = QWidget()
        self._area = scrolled(page, self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._columns.setContentsMargins(20, 6, 16, 12)
        self._columns.setSpacing(20)
        self._setup_summary(page)
        self._setup_care(page)
        outer.addWidget(self._area, 1)
        self._setup_buttons(outer)

    def _setup_summary(self, page: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(12)
        self.score = Card("wash", parent=page)
        self.marks = Prose("", "title", parent=self.score)
        self.score_words = Prose(parent=self.score)
        self.score.rows.addWidget(self.marks)
        self.score.rows.addWidget(self.score_words)
        self.summary = SummaryCard(page)
        self.notes = NotesCard(page)
        self.notes.noted.connect(self._on_noted)
        for card in (self.score, self.summary, self.notes):
            column.addWidget(card)
        column.addStretch(1)
        self._columns.addLayout(column, 1)

    def _setup_care(self, page: QWidget) -> None:
        self.care = QWidget(page)
        column = QVBoxLayout(self.care)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.help = Card("caution", "stop", self.care)
        self._parts = Pool(self._make_part)
        self._column = column
        self._help = Prose("", "heading", parent=self.help)
        self._help_words = Prose(parent=self.help)
        self.help.rows.addWidget(self._help)
        self.help.rows.addWidget(self._help_words)
        column.addWidget(self.help)
        column.addStretch(1)
        self._columns.addWidget(self.care, 1)

    def _make_part(self) -> Section:
        part = Section(self.care)
        part.column.setSpacing(3)
        body = part.add(Prose(parent=part))
        body.setObjectName("body")
        self._column.insertWidget(self._column.count() - 2, part)
        return part

    def _setup_buttons(self, outer: QVBoxLayout) -> None:
        row = Flow(self, gap=8)
        row.setContentsMargins(20, 8, 20, 16)
        self._buttons = row.flow
        self.again_button = WordButton(tr("Once more"), key_name("hold.start"), "hold.on", "plain", self)
        self.list_button = WordButton(tr("List"), key_name("hold.list"), "list", "plain", self)
        self.why_button = WordButton(tr("Why it may help"), key_name("hold.why"), "info", "plain", self)
        self.page_button = WordButton(tr("For the client"), key_name("take.client"), "print", "plain", self)
        self.page_button.setToolTip(tr("Page for the client"))
        self.close_button = WordButton(tr("Finish"), key_name("selection.clear"), "check", "main", self)
        for button, signal in (
            (self.again_button, self.again), (self.list_button, self.sessions_asked),
            (self.why_button, self.why_asked), (self.page_button, self.page_asked), (self.close_button, self.left),
        ):  # fmt: skip
            button.factor = 1.1
            button.clicked.connect(signal)
            row.flow.addWidget(button)
        outer.addWidget(row)

    def show_end(self, state: HoldState, entered: Cue, session: Session | None, practice: Practice | None) -> None:
        """Show how the hold ended; ``fill`` says it."""
        self._entered, self._state = entered, state
        self._session, self._practice = session, practice
        for card in (self.summary, self.notes):
            card.setVisible(session is not None)
        if session is not None:
            self.notes.show_session(session)
        self.score.setVisible(practice is not None)
        self.care.setVisible(practice is None)
        self.page_button.setVisible(practice is None)
        self._area.verticalScrollBar().setValue(0)
        # After a stop the next hand movement must not be another hold: it comes last then.
        tabbed = (self.list_button, self.why_button, self.page_button, self.close_button)
        order = (*tabbed, self.again_button) if state.phase == "stopped" else (self.again_button, *tabbed)
        for button in order:
            self._buttons.removeWidget(button)
            self._buttons.addWidget(button)
        for first, then in pairwise(order):
            self.setTabOrder(first, then)

    def fill(self, index: AtlasIndex, muscle: Muscle, voice: Voice) -> None:
        """Say in this voice how it was, and what comes after; nothing before a hold has ended."""
        if self._state is None:
            return
        said = phrases.saying(index, self._state, self._entered, voice)
        self.headline.say(said.title)
        self.sentence.say(said.text)
        if self._session is not None:
            self.summary.show_session(self._session, index, voice)
            if self._practice is not None:
                self._fill_score(index, self._session, self._practice)
        told = after_hold(index, muscle, voice, stopped=self._state.phase == "stopped")
        for part, (title, body) in zip(self._parts.take(len(told)), told, strict=True):
            part.title.say(title)
            prose = part.findChild(Prose, "body")
            assert isinstance(prose, Prose)  # noqa: S101 - made with it
            prose.say(body)
        flags = guidance.said(index, guidance.RED_FLAGS, voice)
        self.help.setVisible(bool(flags))
        self._help.say(phrases.HELP.to(voice))
        self._help_words.say(flags)
        self.rescale()

    def take(self, noted: Noted) -> None:
        """Show, and copy from now on, what was written on this hold in the list."""
        self.notes.take(noted)
        if self._session is not None and self._session.id == noted.session:
            self._session = replace(self._session, noted=noted)
            self.summary.session = self._session

    def _on_noted(self, noted: Noted) -> None:
        self.take(noted)
        self.noted.emit(noted)

    def _fill_score(self, index: AtlasIndex, session: Session, practice: Practice) -> None:
        assert self._state is not None  # noqa: S101 - filled once a hold has ended
        lines = score_text(index, score(self._state.plan, session.samples))
        self.marks.say(lines[0].rstrip("."))
        told = ""
        if practice.role == "surprise" and practice.character is not None:
            name = guidance.title(index, guidance.id_of("practice", practice.character))
            told = tr("The client was: {name}.").format(name=name) + "\n"
        self.score_words.say(told + "\n".join(lines[1:]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self.fontMetrics().height() * _SIDE_BY_SIDE_FROM
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._columns.direction():
            self._columns.setDirection(direction)
