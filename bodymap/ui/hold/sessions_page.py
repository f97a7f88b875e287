"""The list of holds: newest first, each with its summary; a removal can be undone until the page is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from bodymap.core.hold.summary import noted_text, summarise
from bodymap.core.language import day, moment, time_of_day, tr, trn
from bodymap.core.text import side_name
from bodymap.ui.hold.notes_card import NotesCard
from bodymap.ui.hold.summary_card import SummaryCard
from bodymap.ui.hold.widgets import Ground, OptionRow
from bodymap.ui.keys import key_name
from bodymap.ui.record.parts import Pool
from bodymap.ui.theme import TARGET
from bodymap.ui.widgets.buttons import Choice, PlateButton, Segmented
from bodymap.ui.widgets.card import Card
from bodymap.ui.widgets.head import Head
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.hold.records import Noted
    from bodymap.core.hold.sessions import Session
    from bodymap.core.index import AtlasIndex

"""So many holds are listed at first, and so many more each time that older ones are asked for."""


class SessionsPage(Ground):
    """Shows sessions, newest first. ``removed`` carries the id of one whose removal can no longer be undone."""

    left = Signal()
    removed = Signal(str)
    older_asked = Signal(int)
    practice_asked = Signal(object)
    chosen = Signal(object)
    noted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sessions: list[Session] = []
        self._damage = 0
        self._total = 0
        self._index: AtlasIndex | None = None
        self._chosen: str | None = None
        self._going: str | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 12, 12)
        outer.setSpacing(8)
        self._setup_heading(outer)
        self._setup_search(outer)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        list_area, self._list = self._column()
        detail_area, detail = self._column()
        self._pool = Pool(self._make_row)
        self.rows: dict[str, OptionRow] = {}
        self.summary = SummaryCard(self)
        detail.addWidget(self.summary)
        self.notes = NotesCard(self)
        self.notes.noted.connect(self._on_noted)
        detail.addWidget(self.notes)
        buttons = QHBoxLayout()
        self.remove = PlateButton(tr("Remove"), "remove", self)
        self.practise = PlateButton(tr("Practise with this client"), "hold.hold", self)
        for button in (self.remove, self.practise):
            button.outlined = True
            button.setAccessibleName(button.text())
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.remove.clicked.connect(self._on_remove)
        self.practise.clicked.connect(self._on_practise)
        detail.addLayout(buttons)
        detail.addStretch(1)
        columns.addWidget(list_area, 2)
        columns.addWidget(detail_area, 3)
        outer.addLayout(columns, 1)

    def _setup_heading(self, outer: QVBoxLayout) -> None:
        self.title = Prose(tr("Holds"), "title", parent=self)
        tip = tr("Leave the list ({key})").format(key=key_name("selection.clear"))
        head = Head(self.title, tr("Leave the list"), self, tip)
        head.close_button.clicked.connect(self.leave)
        outer.addLayout(head)
        self.note = Prose("", "body", "soft", parent=self)
        self.older = PlateButton(tr("Show older holds"), "down", self)
        self.older.outlined = True
        self.older.clicked.connect(self._on_older)
        about = QHBoxLayout()
        about.addWidget(self.note, 1)
        about.addWidget(self.older, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(about)
        self.undo_bar = Card("wash", parent=self)
        line = QHBoxLayout()
        self.undo_words = Prose(parent=self.undo_bar)
        self.undo = PlateButton(tr("Undo"), "back", self.undo_bar)
        self.undo.outlined = True
        self.undo.clicked.connect(self._on_undo)
        line.addWidget(self.undo_words, 1)
        line.addWidget(self.undo)
        self.undo_bar.rows.addLayout(line)
        self.undo_bar.rows.setContentsMargins(16, 4, 6, 4)
        self.undo_bar.hide()
        outer.addWidget(self.undo_bar)

    def _setup_search(self, outer: QVBoxLayout) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Muscle, side, day, note"))
        self.search.setAccessibleName(tr("Search the list of holds"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(TARGET)
        self.search.textChanged.connect(self._refresh)
        choices = (
            Choice("all", tr("All"), tr("All"), tr("Holds on clients and practice")),
            Choice("clients", tr("Clients"), tr("Clients"), tr("Holds on clients alone")),
            Choice("practice", tr("Practice"), tr("Practice"), tr("Practice alone")),
        )
        self.kind = Segmented(tr("Which holds"), choices, self)
        self.kind.set_value("all")
        self.kind.chosen.connect(self._on_kind)
        self._kind = "all"
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.kind)
        outer.addLayout(row)

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        self._refresh()

    def _found(self) -> list[Session]:
        """Return the holds that were asked for: of this kind, with all the words in what their row says."""
        words = self.search.text().casefold().split()
        return [
            each
            for each in self._sessions
            if each.id != self._going
            and self._kind in ("all", "practice" if each.begun.practice else "clients")
            and all(word in _searched(each) for word in words)
        ]

    def _column(self) -> tuple[QScrollArea, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(6)
        return scrolled(page, self), column

    def _make_row(self) -> OptionRow:
        row = OptionRow(self)
        row.clicked.connect(lambda: self.choose(row.property("session")))
        self._list.insertWidget(max(self._list.count() - 1, 0) if self._list.count() else 0, row)
        if self._list.count() == 1:
            self._list.addStretch(1)
        return row

    def show_sessions(
        self,
        sessions: Sequence[Session],
        damage: int = 0,
        index: AtlasIndex | None = None,
        total: int | None = None,
    ) -> None:
        """Show these sessions, newest first, of ``total`` in all.

        ``damage`` is how many lines of the journal could not be read.
        """
        self._index = index
        self._sessions, self._damage = list(sessions), damage
        self._total = len(self._sessions) if total is None else total
        if self._chosen not in {each.id for each in self._sessions}:
            self._chosen = self._sessions[0].id if self._sessions else None
        self._refresh()

    def begin(self) -> None:
        """Choose the newest when the list is shown next, and show all of it."""
        self._chosen = None
        self.search.clear()

    def _say_notes(self, listed: int, count: int) -> None:
        """Say what there is to know of the list: that it is empty, that there is more, what could not be read."""
        notes = []
        if not count:
            notes.append(tr("No hold yet. Light a point and press {key}.").format(key=key_name("hold.start")))
        if listed < count:
            notes.append(tr("The newest {listed} of {count} are listed.").format(listed=listed, count=count))
        if self._damage:
            said = trn(
                "{count} line of the list could not be read; all others are here.",
                "{count} lines of the list could not be read; all others are here.",
                self._damage,
            )
            notes.append(said.format(count=self._damage))
        self.note.say(" ".join(notes))
        self.older.setVisible(listed < count)

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the sessions in the list, as shown."""
        return tuple(self.rows)

    def choose(self, session_id: str) -> None:
        """Show this session's summary, and tell which it is."""
        self._chosen = session_id
        self._refresh()
        session = next((each for each in self._sessions if each.id == session_id), None)
        if session is not None:
            self.chosen.emit(session)

    def step(self, by: int) -> None:
        """Choose the next or the one before."""
        ids = list(self.rows)
        if self._chosen in ids:
            self.choose(ids[min(max(ids.index(self._chosen) + by, 0), len(ids) - 1)])

    def leave(self) -> None:
        """Make removals final and leave."""
        self.settle()
        self.left.emit()

    def settle(self) -> None:
        """Make the last removal final, and keep what was typed."""
        self.notes.keep()
        going, self._going = self._going, None
        self.undo_bar.hide()
        if going is not None:
            self._sessions = [each for each in self._sessions if each.id != going]
            self._total -= 1
            self.removed.emit(going)

    def _refresh(self) -> None:
        listed = self._found()
        left = [each for each in self._sessions if each.id != self._going]
        self._say_notes(len(left), self._total - (self._going is not None))
        if left and not listed:
            self.note.say(tr("No hold in the list fits."))
        if listed and self._chosen not in {each.id for each in listed}:
            self._chosen = listed[0].id
        rows = self._pool.take(len(listed))
        self.rows = {each.id: row for each, row in zip(listed, rows, strict=True)}
        chosen = None
        for each in listed:
            row = self.rows[each.id]
            row.setProperty("session", each.id)
            row.fill(*_line(each))
            row.setChecked(each.id == self._chosen)
            if each.id == self._chosen:
                chosen = each
        for part in (self.summary, self.notes, self.remove, self.practise):
            part.setVisible(chosen is not None)
        if chosen is not None:
            self.summary.show_session(chosen, self._index)
            self.notes.show_session(chosen)
            self.practise.setEnabled(any(s.discomfort is not None for s in chosen.samples))
        self.rescale()

    def _on_noted(self, noted: Noted) -> None:
        """Take what was written into the list, so that it is found and copied, and hand it on to be kept."""
        self._sessions = [replace(one, noted=noted) if one.id == noted.session else one for one in self._sessions]
        if self.summary.session is not None and self.summary.session.id == noted.session:
            self.summary.session = replace(self.summary.session, noted=noted)
        self.noted.emit(noted)

    def _on_older(self) -> None:
        self.older_asked.emit(len(self._sessions))

    def _on_remove(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        self.settle()
        ids = [each.id for each in self._sessions]
        rest = [each for each in ids if each != chosen]
        self._going = chosen
        at = ids.index(chosen)
        self._chosen = rest[min(at, len(rest) - 1)] if rest else None
        title = next(each.begun.title for each in self._sessions if each.id == chosen)
        self.undo_words.say(tr("Removed: {title}.").format(title=title))
        self.undo_bar.show()
        self._refresh()

    def _on_undo(self) -> None:
        self._chosen, self._going = self._going, None
        self.undo_bar.hide()
        self._refresh()

    def _on_practise(self) -> None:
        chosen = next((each for each in self._sessions if each.id == self._chosen), None)
        if chosen is not None:
            self.settle()
            self.practice_asked.emit(chosen)


def _searched(session: Session) -> str:
    """Return what a hold is found by: its muscle and point, side, way of pressing, day and notes."""
    begun = session.begun
    own = (begun.title, side_name(begun.side), begun.protocol_name, moment(begun.started))
    return " ".join((*own, noted_text(session.noted))).casefold()


def _line(session: Session) -> tuple[str, str, str]:
    """Return a session's title, what it came to, and when."""
    summary = summarise(session)
    felt = ""
    if summary.first is not None and summary.last is not None:
        felt = tr("{first} → {last}").format(first=summary.first, last=summary.last)
    parts = [side_name(summary.side), tr("{seconds} s").format(seconds=f"{summary.held_s:.0f}"), felt]
    if session.begun.practice:
        parts.append(tr("practice"))
    if summary.reason == "cut-short":
        parts.append(tr("cut short"))
    today = summary.started[:10] == date.today().isoformat()  # noqa: DTZ011 - the day on the user's own calendar
    when = time_of_day(summary.started) if today else day(summary.started)
    return summary.title, "  ·  ".join(part for part in parts if part), when
