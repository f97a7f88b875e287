"""The guided hold's place in the window: opens the pane, keeps the journal, watches over the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from bodymap.core.hold.journal import Journal
from bodymap.core.hold.sessions import SessionList, read_sessions
from bodymap.core.language import tr, trn
from bodymap.core.rules_said import validate_spoken
from bodymap.core.section_pressing import unpressed_words
from bodymap.ui.following import follow
from bodymap.ui.hold.view import HoldView
from bodymap.ui.keys import key_name
from bodymap.ui.opening import finding_message
from bodymap.ui.pane import Pane
from bodymap.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from bodymap.core.hold.sessions import Session
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import LitPoint, State
    from bodymap.ui.hold.practice import Role
    from bodymap.ui.main_window import MainWindow
    from bodymap.ui.settings.settings import Settings

_LOOK_EVERY_MS: Final = 250
_LOOK_TIMES: Final = 40
_TROUBLE_EVERY_MS: Final = 1000
MOST_LISTED: Final = 200
"""So many holds are read for the list; older ones stay in the journal."""
_FLUSH_S: Final = 0.5
_CLOSE_S: Final = 2.0
"""How long the window waits for the disk when it closes, before it asks."""


class HoldHost(Pane[HoldView]):
    """Made on first use; one for each window. It needs more than the panel's place."""

    is_slim = False

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        self._journal: Journal | None = None
        self._looks = 0
        self._told_trouble: str | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        self._watching = QTimer(self)
        self._watching.setInterval(_TROUBLE_EVERY_MS)
        self._watching.timeout.connect(self._tell_trouble)
        self._restoring = self._asked_for_words = False
        self._staged_before: tuple[str, ...] | None = None
        follow(window.store, self, self._on_store_changed)

    @property
    def running(self) -> bool:
        """Whether a hold runs; a pause is part of it."""
        return self.view is not None and self.view.running

    @property
    def after_a_stop(self) -> bool:
        """Whether the page after a hold that was stopped is in sight."""
        return self.is_open and self.view is not None and self.view.page is self.view.after and self.view.was_stopped

    @property
    def busy(self) -> bool:
        """Whether a hold runs: it goes on whatever else is asked for."""
        return self.running

    # What the commands do

    def space(self) -> None:
        """Press what the keyboard is on; else start: open the page before, begin, or go once more."""
        focus = QApplication.focusWidget()
        view = self.view
        if view is not None and self.is_open:
            if view.page is view.care:
                view.care.read.emit()
            elif view.page is view.setup:
                view.setup.begin()
            elif view.page is view.after:
                if view.settled:
                    view.open_again()
            elif isinstance(focus, QAbstractButton):
                focus.click()
            return
        stage = self._window.stage
        if stage is not None and stage.light_focused():
            return
        if isinstance(focus, QAbstractButton) and getattr(focus, "_ring", False):
            focus.click()
        else:
            self.open()

    def open(self, role: Role | None = None, recorded: Session | None = None) -> None:
        """Open the page before a hold, for the spot that was lit last."""
        store, index = self._window.store, self._window.index
        if index is None or not store.state.lit or self.running:
            return
        lit = store.state.lit_points[-1]
        if not self._is_pressed(index, lit.point_id):
            return
        self._tell_missing_words(index)
        self._open_for(self._show(), index, lit, role, recorded)

    def _open_for(
        self, view: HoldView, index: AtlasIndex, lit: LitPoint, role: Role | None, recorded: Session | None = None
    ) -> None:
        """Light this point alone and open the page before a hold on it; where it is lit on both sides ask on which."""
        if self._window.store.state.lit != lit.spots:
            self._window.store.select(*lit.spots)
        self._stage_best(lit.point_id)
        if lit.side == "both":
            view.ask_side(index, lit.point_id, role)
        else:
            view.open_for(index, lit.spots[0], role, recorded)

    def _is_pressed(self, index: AtlasIndex, point_id: str) -> bool:
        """Return whether a hold can be on this point; where nobody presses, say what is done instead."""
        if words := unpressed_words(index.point(point_id), self._window.store.state.voice):
            self._window.tell(Message(words))
        return not words

    def _tell_missing_words(self, index: AtlasIndex) -> None:
        """Tell once what a hold cannot say; it goes on without."""
        if not self._asked_for_words:
            self._asked_for_words = True
            if findings := tuple(validate_spoken(index.atlas)):
                self._window.tell(finding_message(findings))

    def practise(self) -> None:
        """Open the page before a hold with a simulated client."""
        if not self._window.store.state.lit:
            self._window.tell(Message(tr("Light a point first: practice is on a point.")))
        self.open("calm")

    def show_sessions(self) -> None:
        """Show the list of holds."""
        if self.running:
            return
        if self.view is not None:
            self.view.after.notes.keep()
        listed, from_panel = self._sessions(), not self.is_open
        if listed is not None:
            self._show().show_list(listed, self._window.index, from_panel=from_panel)

    def _show_older(self, shown: int) -> None:
        """Show more of the list of holds: as many again as there are at first."""
        listed = self._sessions(shown + MOST_LISTED)
        if listed is not None and self.view is not None:
            self.view.list.show_sessions(listed.sessions, len(listed.damage), self._window.index, listed.total)

    def show_why(self) -> None:
        """Show why it may help, as a picture."""
        from bodymap.ui.hold.why import WhyDialog

        index = self._window.index
        if index is not None:
            WhyDialog(index, self._window.store.state.voice, self._window).show()

    def escape(self) -> None:
        """Leave what is open in the pane."""
        if self.view is not None:
            self.view.escape()

    def _on_left(self) -> None:
        """Bring the view to rest, and the sheets back that were on stage before."""
        self.widget.close_up()
        if self._staged_before is not None:
            self._window.store.stage_sheets(self._staged_before)
            self._staged_before = None
            if self._window.stage is not None:
                self._window.stage.follow_lit()

    def may_close(self) -> bool:
        """End what runs, and ask where something of it is not on the disk; return whether the window may close."""
        if self.view is not None:
            self.view.stop()
        journal = self._journal
        if journal is None or not journal.unwritten or journal.flush(_CLOSE_S) or not journal.unwritten:
            return True
        from bodymap.ui.hold.unwritten import UnwrittenDialog

        if self.view is not None:
            # The keys belong to the question now, not to the hold.
            self.view.leave_live()
        dialog = UnwrittenDialog(journal, self._window)
        try:
            return dialog.exec() == UnwrittenDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def close(self) -> None:
        """End what runs and bring everything onto the disk: the window closes."""
        self._looking.stop()
        self._watching.stop()
        if self.view is not None:
            self.view.close_up()
            self.view.tones.close()
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def look_back(self) -> None:
        """Open the journal and tell what an earlier run left unfinished, once it is known."""
        self.journal()
        self._looking.start()

    # Inside

    def journal(self) -> Journal:
        """Return the journal, opened on first use."""
        if self._journal is None:
            self._journal = Journal()
            self._watching.start()
        return self._journal

    def _show(self) -> HoldView:
        workspace = self._window.workspace
        assert workspace is not None  # noqa: S101 - commands come with it
        if self.view is None:
            view = HoldView(self._window.store, self._window.presentation, self._settings, self.journal, workspace)
            self._take_view(view, workspace)
            view.left.connect(self.leave)
            # A running hold keeps its place: STOP must be where it was, whatever there is to tell.
            view.began.connect(lambda: workspace.messages.fold(True))  # noqa: FBT003 - a plain property
            view.ended.connect(lambda: workspace.messages.fold(False))  # noqa: FBT003 - a plain property
            view.why_asked.connect(self.show_why)
            view.sessions_asked.connect(self.show_sessions)
            view.after.page_asked.connect(self._window.receiver.client_page)
            view.list.older_asked.connect(self._show_older)
            view.list.removed.connect(lambda each: self.journal().remove(each))
            for page in (view.list, view.after):
                page.noted.connect(lambda noted: self.journal().write(noted, at_once=True))
            view.list.chosen.connect(self._light_listed)
            view.list.practice_asked.connect(self._practise_recorded)
            for part in (view.live.curve_place, view.after.summary, view.list.summary):
                part.told.connect(self._window.tell)
        self._take_place(workspace)
        return self.widget

    def _stage_best(self, point_id: str) -> None:
        """Put those sheets on the narrower stage that show the point and its zone best."""
        from bodymap.ui.drawing.best_sheets import sheets_to_press

        store, drawings, index = self._window.store, self._window.atlas.drawings, self._window.index
        if drawings is None or index is None:
            return
        sheets = sheets_to_press(drawings, store.state.figure, index, point_id)
        if not sheets:
            return
        if self._staged_before is None:
            self._staged_before = store.state.staged
        store.stage_sheets(sheets)

    def _light_listed(self, session: Session) -> None:
        """Light the point and side of a hold in the list, beside the list; one that the atlas lost lights nothing."""
        from bodymap.core.state import Spot

        index = self._window.index
        if index is None:
            return
        try:
            index.point(session.begun.point_id)
        except KeyError:
            return
        self._restoring = True
        try:
            self._window.store.select(Spot(session.begun.point_id, session.begun.side))
        finally:
            self._restoring = False

    def _practise_recorded(self, session: Session) -> None:
        from bodymap.core.state import Spot

        index = self._window.index
        if index is None:
            return
        try:
            index.point(session.begun.point_id)
        except KeyError:
            self._window.tell(Message(tr("The point of this hold is not in the atlas any more.")))
            return
        self._window.store.select(Spot(session.begun.point_id, session.begun.side))
        self.open("recorded", session)

    def _sessions(self, most: int | None = None) -> SessionList | None:
        journal = self.journal()
        journal.wait_until_ready(_FLUSH_S)
        journal.flush(_FLUSH_S)
        try:
            listed = read_sessions(journal.folder, most=MOST_LISTED if most is None else most)
        except OSError as error:
            self._window.tell(Message(tr("The list of holds cannot be read."), str(error)))
            return None
        if listed.unread:
            said = tr("A part of the list of holds cannot be read: {files}. All others are here.")
            names = ", ".join(each.file for each in listed.unread)
            self._window.tell(Message(said.format(files=names), "\n".join(map(str, listed.unread))))
        if listed.newer:
            said = trn(
                "{count} line of the list of holds was written by a newer bodymap; it is kept as it stands.",
                "{count} lines of the list of holds were written by a newer bodymap; they are kept as they stand.",
                listed.newer,
            )
            self._window.tell(Message(said.format(count=listed.newer)))
        return listed

    def _look(self) -> None:
        recovery = self._journal.recovery if self._journal is not None else None
        self._looks += 1
        if recovery is None and self._looks < _LOOK_TIMES:
            return
        self._looking.stop()
        if recovery is None:
            return
        count = len(recovery.cut_short)
        if count:
            said = trn(
                "A hold was cut short when bodymap last ended. It was recovered and is in the list of holds ({key}).",
                "{count} holds were cut short when bodymap last ended. "
                "They were recovered and are in the list ({key}).",
                count,
            )
            self._window.tell(Message(said.format(count=count, key=key_name("hold.list"))))
        if recovery.damage:
            count = len(recovery.damage)
            said = trn(
                "{count} line of the list of holds was damaged and put aside; all others are there.",
                "{count} lines of the list of holds were damaged and put aside; all others are there.",
                count,
            )
            self._window.tell(Message(said.format(count=count), "\n".join(map(str, recovery.damage))))

    def _tell_trouble(self) -> None:
        trouble = self._journal.trouble if self._journal is not None else None
        if trouble is not None and trouble != self._told_trouble:
            self._window.tell(Message(trouble + " " + tr("bodymap keeps what it could not write and tries again.")))
        self._told_trouble = trouble

    def _on_store_changed(self, old: State, new: State) -> None:
        view = self.view
        if view is None or not self.is_open or old.lit == new.lit or self._restoring:
            return
        spot = view.spot
        if view.running and spot is not None:
            # Whatever was clicked: point and zones on the body stay those that the hands are on.
            QTimer.singleShot(0, self._restore_spot)
        elif view.page in (view.setup, view.which) and new.lit:
            QTimer.singleShot(0, self._follow_spot)
        elif not new.lit or new.lit[-1] != spot:
            QTimer.singleShot(0, self.leave)

    def _restore_spot(self) -> None:
        view, store = self.view, self._window.store
        if view is None or view.spot is None or not view.running or store.state.lit == (view.spot,):
            return
        self._restoring = True
        try:
            store.hold_to(view.spot)
        finally:
            self._restoring = False
        self._window.tell(Message(tr("The hold goes on at its place. Stop it first to choose another.")))

    def _follow_spot(self) -> None:
        view, index, lit = self.view, self._window.index, self._window.store.state.lit_points[-1:]
        if view is None or index is None or not self.is_open or not lit:
            return
        if view.page not in (view.setup, view.which):
            return
        if not self._is_pressed(index, lit[0].point_id):
            self.leave()
        elif view.asks_of != self._window.store.state.lit:
            self._open_for(view, index, lit[0], view.setup.role)
