"""The pane of the guided hold, beside the body: before, during, after, and the list of holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from bodymap.core.hold import clock
from bodymap.core.hold.cue_words import cue_tone
from bodymap.core.language import tr
from bodymap.core.state import Spot, spots_of
from bodymap.ui.following import follow
from bodymap.ui.hold.after_page import AfterPage
from bodymap.ui.hold.care_page import CarePage
from bodymap.ui.hold.hold_keys import BUSY, HoldKeys
from bodymap.ui.hold.live_page import LivePage
from bodymap.ui.hold.options import HoldOptions
from bodymap.ui.hold.practice import ROLES, Practice
from bodymap.ui.hold.run import HoldRun
from bodymap.ui.hold.saying import client_says
from bodymap.ui.hold.sessions_page import SessionsPage
from bodymap.ui.hold.setup_page import SetupPage
from bodymap.ui.hold.side_page import SidePage
from bodymap.ui.hold.tones import Tones
from bodymap.ui.hold.widgets import Ground, scale_for
from bodymap.ui.keys import KeyMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from bodymap.core.hold.journal import Journal
    from bodymap.core.hold.sessions import Session, SessionList
    from bodymap.core.index import AtlasIndex
    from bodymap.core.presentation import PresentationStore
    from bodymap.core.state import State
    from bodymap.core.store import Store
    from bodymap.ui.hold.hold_keys import Action
    from bodymap.ui.hold.practice import Role
    from bodymap.ui.hold.setup_page import Wish
    from bodymap.ui.settings.settings import Settings

SETTLE_MS: Final = 2000
"""So long a key on the page after a hold is still meant for the hold."""
AFTER_MS: Final = 900
"""How long STOP stays alone on the screen before the page with the summary comes."""


class HoldView(Ground):
    """Everything of the guided hold that is on screen. It keeps to the spot it was opened for.

    Attributes:
        left: asks to go back to the panel.
        began, ended: sent when a hold begins and when it is over.
        run: the hold that runs or ran last; None before the first.

    """

    left = Signal()
    why_asked = Signal()
    sessions_asked = Signal()
    began = Signal()
    ended = Signal()
    said = Signal()

    def __init__(
        self,
        store: Store,
        presentation: PresentationStore,
        settings: Settings,
        journal: Callable[[], Journal | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store, self._journal = store, journal
        self._index: AtlasIndex | None = None
        self.spot: Spot | None = None
        self.run: HoldRun | None = None
        self.practice: Practice | None = None
        self._recorded: Session | None = None
        self._before_list: QWidget | None = None
        self._shown = QElapsedTimer()
        self._care_read = False
        self.now: Callable[[], float] = clock.now
        self.tones = Tones(settings, self)
        self.keys = HoldKeys(self.window(), self.take_key)
        self._keys_before, self._keys_list = KeyMap("before"), KeyMap("list")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.which = SidePage(self)
        self.care = CarePage(self)
        self.setup = SetupPage(self)
        self.live = LivePage(self)
        self.after = AfterPage(self)
        self.list = SessionsPage(self)
        self._pages = (self.setup, self.which, self.care, self.live, self.after, self.list)
        for page in self._pages:
            self._stack.addWidget(page)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_after)
        self._connect()
        self._options = HoldOptions(settings, presentation, self)
        follow(store, self, self._on_store_changed)
        self.setMinimumWidth(480)
        self.setAccessibleName(tr("Guided hold"))

    def _connect(self) -> None:
        self.setup.begun.connect(self._begin)
        self.setup.when_not_asked.connect(self.show_care)
        self.care.read.connect(self._show_setup)
        self.which.named.connect(lambda side: self._store.select(Spot(self.which.point_id, side)))
        self.which.left.connect(self.left)
        self.after.again.connect(self.open_again)
        for page in (self.setup, self.after):
            page.left.connect(self.left)
            page.why_asked.connect(self.why_asked)
            page.sessions_asked.connect(self.sessions_asked)
        self.list.left.connect(self._on_list_left)
        self.list.noted.connect(self.after.take)
        self.live.acted.connect(self.act)
        self.live.named.connect(self._on_named)
        self.live.pressed_to.connect(self._on_pressed_to)

    # Pages

    @property
    def page(self) -> QWidget | None:
        """The page in sight."""
        return self._stack.currentWidget()

    @property
    def asks_of(self) -> tuple[Spot, ...]:
        """The spots that the page in sight speaks of: both of a point while it is asked on which side."""
        if self.page is self.which:
            return spots_of(self.which.point_id, "both")
        return () if self.spot is None else (self.spot,)

    @property
    def settled(self) -> bool:
        """Whether the page after has been in sight long enough for a key to be meant for it, not for the hold."""
        return self._shown.isValid() and self._shown.elapsed() >= SETTLE_MS

    @property
    def was_stopped(self) -> bool:
        """Whether the hold was stopped."""
        return self.run is not None and self.run.state.phase == "stopped"

    @property
    def running(self) -> bool:
        """Whether a hold runs; a pause is part of it."""
        return self.run is not None and self.run.running

    def open_for(
        self, index: AtlasIndex, spot: Spot, role: Role | None = None, recorded: Session | None = None
    ) -> None:
        """Fill everything in for this spot. ``role``: who plays the client in practice. A running hold stays."""
        if self.running:
            return
        self._later.stop()
        self._index, self.spot, self._recorded = index, spot, recorded
        self.setup.fill(index, spot, self._store.state.voice, role)
        self._options.show_breath()
        self.live.curve_place.prepare()
        if self._care_read or role is not None or not self.show_care():
            self._show_setup()

    def ask_side(self, index: AtlasIndex, point_id: str, role: Role | None) -> None:
        """Ask on which side this point is pressed; whoever answers lights that side alone."""
        self._later.stop()
        self._index, self.setup.role = index, role
        self.which.fill(index, point_id, self._store.state.voice)
        self._stack.setCurrentWidget(self.which)
        # No side has the keyboard yet: a key that is pressed twice is no answer.
        self.which.setFocus()

    def show_care(self) -> bool:
        """Show when not to press; return False where the atlas has no words for it."""
        if self._index is None or not self.care.fill(self._index, self._store.state.voice):
            return False
        self._stack.setCurrentWidget(self.care)
        self.care.go_on.setFocus()
        self._care_read = True
        return True

    def _show_setup(self) -> None:
        self._stack.setCurrentWidget(self.setup)
        self.setup.start.setFocus()

    def open_again(self) -> None:
        """Go back to the page before, for another hold on the same spot."""
        if self._index is not None and self.spot is not None:
            self.open_for(self._index, self.spot, self.practice.role if self.practice else None, self._recorded)

    def show_list(self, listed: SessionList, index: AtlasIndex | None, *, from_panel: bool) -> None:
        """Show the list of holds; not while a hold runs. ``from_panel``: leaving it leads back to the panel."""
        if not self.running:
            self._later.stop()
            if self.page is not self.list or from_panel:
                self._before_list = None if from_panel else self.page
            self.list.begin()
            self.list.show_sessions(listed.sessions, len(listed.damage), index, listed.total)
            self._stack.setCurrentWidget(self.list)
            self.list.setFocus()

    def _on_list_left(self) -> None:
        if self._before_list is None:
            self.left.emit()
        else:
            self._stack.setCurrentWidget(self._before_list)

    def stop(self) -> None:
        """Stop what runs; nothing else happens where nothing does."""
        if self.run is not None and self.run.running:
            self.run.stop()

    def leave_live(self) -> None:
        """Go on to the page after a hold that has ended, without the moment that STOP has to itself."""
        if self.page is self.live:
            self._later.stop()
            self._show_after()

    def close_up(self) -> None:
        """Stop what runs and bring everything to rest: the pane goes away."""
        self.stop()
        self._later.stop()
        self.keys.watch(False)  # noqa: FBT003 - a plain property
        self.list.settle()
        self.after.notes.keep()
        self.tones.hush()

    # A hold

    def _begin(self, wish: Wish) -> None:
        if self.running or self.spot is None:
            return
        if self.run is not None:
            self.run.deleteLater()
        self.practice = None if wish.role is None else Practice(wish.role, recorded=self._recorded)
        run = HoldRun(
            wish.plan,
            self.spot.side,
            wish.tool,
            self._journal(),
            practice=self.practice is not None,
            now=self.now,
            parent=self,
        )
        if self.practice is not None:
            run.client = self.practice.answer
        self.run = run
        # Hands are on one place: nothing else is lit beside it, whatever was clicked a moment ago.
        self._store.hold_to(self.spot)
        voice = self._store.state.voice
        self._stack.setCurrentWidget(self.live)
        self.live.begin(self._index, run, voice, self.practice)
        run.cued.connect(self._on_cued)
        run.changed.connect(self._on_changed)
        run.ended.connect(self._on_ended)
        self.keys.watch(True)  # noqa: FBT003 - a plain property
        run.onward()
        self.live.setFocus()
        self.began.emit()

    def _on_cued(self, cues: tuple[object, ...]) -> None:
        self.live.hear(cues)  # type: ignore[arg-type]
        self.tones.sound(cue_tone(cues[-1]))  # type: ignore[arg-type]

    def _on_changed(self) -> None:
        if self.run is not None:
            self.live.show_run(self.run, self.practice)
            self.said.emit()

    def _on_ended(self) -> None:
        run = self.run
        assert run is not None  # noqa: S101 - it sent this
        self.live.repaint()
        self._later.start(AFTER_MS if run.state.phase == "stopped" else 0)
        self.ended.emit()

    def _show_after(self) -> None:
        run = self.run
        if run is None or self._index is None or self.spot is None or not run.state.ended:
            return
        self.keys.watch(False)  # noqa: FBT003 - a plain property
        self.after.show_end(run.state, self.live.entered, run.session, self.practice)
        self._fill_after()
        self._stack.setCurrentWidget(self.after)
        self.after.close_button.setFocus()
        self._shown.start()

    def _fill_after(self) -> None:
        if self._index is not None and self.spot is not None:
            muscle = self._index.muscle_of(self.spot.point_id)
            self.after.fill(self._index, muscle, self._store.state.voice)

    # What is said

    def take_key(self, action: Action, down: bool) -> None:  # noqa: FBT001 - a key's way
        """Do what a key means while a hold runs."""
        if action in ("press", "lift"):
            if self.practice is not None:
                way = 1 if action == "press" else -1
                self.practice.hold_key(way if down else 0)
        else:
            self.act(action)

    def act(self, action: str) -> None:
        """Do one of the hold's actions (``keys.Action``); in simulated practice the client alone speaks."""
        run = self.run
        if run is None or self.page is not self.live:
            return
        if action == "stop":
            run.stop() if not run.state.ended else self._show_after()
        elif run.state.ended:
            return
        elif action == "pause":
            run.toggle_pause()
        elif action == "onward":
            run.onward()
        elif self.practice is None or self.practice.client is None:
            client_says(run, action)

    def _on_named(self, value: int) -> None:
        self.act(str(value))

    def _on_pressed_to(self, pressure: float) -> None:
        if self.practice is not None:
            self.practice.pressure = pressure

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the pages before and after a hold."""
        if not self._press(event):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        if event.modifiers() & BUSY:
            return False
        if self.page is self.setup:
            return self._choose_before(self._keys_before.action_of(event) or "")
        action = self._keys_list.action_of(event) if self.page is self.list else None
        if action is not None:
            self.list.step(1 if action == "down" else -1)
        return action is not None

    def _choose_before(self, action: str) -> bool:
        kind, _, number = action.partition(".")
        if kind == "way":
            self.setup.choose_nth_protocol(int(number))
            return True
        role = next((role for role in ROLES if role == action), None)
        if self.setup.role is None or role is None:
            return False
        self.setup.choose_role(role)
        return True

    def escape(self) -> None:
        """Leave what is open: the list, or the pane."""
        if self.page is self.list:
            self.list.leave()
        elif self.page is self.care:
            self._show_setup()
        elif self.page is not self.after or self.settled or not self.was_stopped:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let type grow with the pane: it is read from two metres."""
        super().resizeEvent(event)
        scale = scale_for(self)
        if scale != getattr(self, "_scale", None):
            self._scale = scale
            for page in self._pages:
                page.set_scale(min(scale, 1.35) if page is self.list else scale)

    def _on_store_changed(self, old: State, new: State) -> None:
        if old.voice == new.voice or self._index is None:
            return
        if self.page is self.which:
            self.which.fill(self._index, self.which.point_id, new.voice)
        if self.spot is None:
            return
        self.setup.fill(self._index, self.spot, new.voice, self.setup.role)
        self.care.fill(self._index, new.voice)
        if self.run is not None:
            self.live.say_place(new.voice, self.run, self.practice)
            self.live.set_voice(new.voice, self.run.plan)
            self.live.show_run(self.run, self.practice)
            if self.page is self.after:
                self._fill_after()
