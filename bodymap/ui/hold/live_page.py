"""The page of a running hold: guidance, curve, the client's word, STOP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.hold.holding import PRESSING, Cue
from bodymap.core.hold.machine import phase_left
from bodymap.core.language import tr
from bodymap.ui import theme
from bodymap.ui.hold import phrases
from bodymap.ui.hold.caution_strip import CautionStrip
from bodymap.ui.hold.curve_place import CurvePlace
from bodymap.ui.hold.dials import BreathCircle, DiscomfortSlider, PhaseRing
from bodymap.ui.hold.give_way import GiveWay
from bodymap.ui.hold.practice import PressureBar, practice_lead
from bodymap.ui.hold.trace import Trace
from bodymap.ui.hold.widgets import BigProse, Ground, Stepper, ToneBox, WordButton
from bodymap.ui.keys import key_name, key_names
from bodymap.ui.record.phrases import side_text
from bodymap.ui.widgets.announce import announce
from bodymap.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from bodymap.core.hold.events import SensationKind
    from bodymap.core.hold.holding import HoldState
    from bodymap.core.hold.plan import HoldPlan
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice
    from bodymap.ui.hold.curve import CurveView
    from bodymap.ui.hold.hold_keys import Action
    from bodymap.ui.hold.practice import Practice
    from bodymap.ui.hold.run import HoldRun
    from bodymap.ui.hold.widgets import ButtonKind

_NOTCH: Final = 120


class LivePage(Ground):
    """Shows a run and takes what is said. ``acted`` carries every button's action, as a key would."""

    acted = Signal(str)
    named = Signal(int)
    pressed_to = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice: Voice = "clinician"
        self._index: AtlasIndex | None = None
        self._entered = Cue("ready")
        self._phase: tuple[object, ...] = ()
        self._total = 0.0
        self._notches = 0
        self._trace = Trace(one_line=False)
        self._breath_on = True
        self._column = QVBoxLayout(self)
        self._room = GiveWay(self, self._column, self._parts_that_may_go)
        self._setup_heading()
        self._setup_guide()
        self._place = QHBoxLayout()
        self._place.setSpacing(10)
        self.curve_place = CurvePlace(self)
        self.pressure = PressureBar(self)
        self.pressure.moved.connect(self.pressed_to)
        self._place.addWidget(self.curve_place, 1)
        self._place.addWidget(self.pressure)
        self._column.addLayout(self._place, 1)
        self._setup_controls()
        self._setup_rest()

    def _setup_heading(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.title = Prose("", "heading", parent=self)
        self.side = Prose("", "caps", "accent", parent=self)
        self.round = Prose("", "small", "soft", parent=self)
        for part in (self.title, self.side, self.round):
            part.setWordWrap(False)
            row.addWidget(part)
        row.insertStretch(2, 1)
        self._column.addLayout(row)
        self.caution = CautionStrip(self)
        self._column.addWidget(self.caution)

    def _setup_guide(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(18)
        self.ring = PhaseRing(self)
        self.headline = BigProse(1.6, "title", parent=self)
        self.sentence = BigProse(1.2, "body", parent=self)
        self.aside = Prose("", "body", "soft", parent=self)
        self.breath = BreathCircle(self)
        self.heard = BigProse(1.9, "title", "accent", parent=self)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch(1)
        for part in (self.headline, self.sentence, self.aside):
            lines.addWidget(part)
        lines.addStretch(1)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        row.addWidget(self.heard, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.breath, 0, Qt.AlignmentFlag.AlignVCenter)
        self.guide = ToneBox(self)
        self.guide.setLayout(row)
        row.setContentsMargins(12, 4, 12, 4)
        self._column.addWidget(self.guide)

    def _setup_controls(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        self.slider = DiscomfortSlider(self)
        self.slider.named.connect(self.named)
        self.more = self._button("more", "hold.more")
        self.good = self._button("good", "check")
        self.less = self._button("less", "hold.less", named=2)
        self.onward = self._button("onward", "forward")
        self.pause = self._button("pause", "hold.pause")
        self.stop = self._button("stop", "stop", "stop", named=2)
        self.stop.factor = 2.0
        self.pause.factor = self.onward.factor = 1.1
        grid.addWidget(self.slider, 0, 0, 1, 3)
        for n, button in enumerate((self.less, self.good, self.more)):
            grid.addWidget(button, 1, n)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.pause, 1)
        below.addWidget(self.onward, 1)
        grid.addLayout(below, 2, 0, 1, 3)
        grid.addWidget(self.stop, 0, 3, 3, 1)
        for n, share in enumerate((3, 3, 3, 4)):
            grid.setColumnStretch(n, share)
        grid.setRowStretch(1, 1)
        self.controls = QWidget(self)
        self.controls.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.controls.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column.addWidget(self.controls)

    def _button(self, action: Action, icon: str, kind: ButtonKind = "plain", *, named: int = 1) -> WordButton:
        """Return the button of an action, with so many of its keys named under it."""
        button = WordButton("", ", ".join(key_names(action, "hold")[:named]), icon, kind, self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # On the press and not on the release: STOP must not wait for a finger to lift.
        button.pressed.connect(lambda: self.acted.emit(action))
        return button

    def _setup_rest(self) -> None:
        self.rest = QWidget(self)
        row = QHBoxLayout(self.rest)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.senses: dict[SensationKind, WordButton] = {}
        for kind, word in phrases.SENSATIONS.items():
            key = key_name(kind, "hold")
            button = WordButton(tr(word), key, "stop", "plain", self)
            button.factor = 1.0
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(tr("The client feels this: stops at once ({key})").format(key=key))
            button.pressed.connect(lambda kind=kind: self.acted.emit(kind))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.senses[kind] = button
            row.addWidget(button, 1)
        self.referred_words = Prose("", "small", "soft", parent=self)
        self.referred_words.setWordWrap(False)
        self.referred = Stepper(tr("Referred pain"), self)
        up, down = key_name("referred-up", "hold"), key_name("referred-down", "hold")
        self.referred.setToolTip(tr("Referred pain, 1 to 10 ({up}, {down})").format(up=up, down=down))
        for part, action in ((self.referred.fewer, "referred-down"), (self.referred.more, "referred-up")):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            part.clicked.connect(lambda _=False, action=action: self.acted.emit(action))
        row.addSpacing(12)
        row.addWidget(self.referred_words)
        row.addWidget(self.referred)
        self._column.addWidget(self.rest)

    def set_scale(self, scale: float) -> None:
        """Set all type this many times its own size."""
        super().set_scale(scale)
        self.curve_place.set_type(theme.font("small", scale))
        # What is said changes in length; nothing below it may move when it does.
        self.guide.setFixedHeight(round(self.fontMetrics().height() * 7.4) + 10)
        self.controls.setFixedHeight(round(self.fontMetrics().height() * 8.4) + 44)
        self._room.fit()

    def event(self, event: QEvent) -> bool:
        """Give way on a low screen, whenever the page or what is on it has another size."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._room.fit()
        return done

    def _parts_that_may_go(self) -> list[QWidget]:
        """Return what the page can do without, the least needed first: each has its keys, or stands elsewhere too."""
        return [self.curve_place, self.rest, self.caution]

    def set_breath(self, on: bool, still: bool) -> None:  # noqa: FBT001 - plain properties
        """Show the pacer or not; ``still`` without movement."""
        self._breath_on = on
        self.breath.still = still
        self.breath.setVisible(on)

    def say_place(self, voice: Voice, run: HoldRun, practice: Practice | None) -> None:
        """Say where hands are, in this voice: point and side, and whether it is practice."""
        index, point_id = self._index, run.plan.point_id
        name = run.plan.title
        if index is not None:
            name = text.capital(text.point_name(index.muscle_of(point_id), index.point(point_id), voice))
        self.title.say(name)
        self.side.say(practice_lead(practice is not None) + side_text(run.side, voice))

    def begin(self, index: AtlasIndex | None, run: HoldRun, voice: Voice, practice: Practice | None) -> None:
        """Show this run from its start, in the words of this atlas."""
        self._index = index
        plan = run.plan
        self._trace = Trace(one_line=plan.alternates)
        self.say_place(voice, run, practice)
        self._phase = ()
        self._entered = Cue("ready")
        self.pressure.setVisible(practice is not None)
        self.heard.setVisible(practice is not None)
        self.breath.setVisible(self._breath_on and practice is None)
        simulated = practice is not None and practice.client is not None
        for part in (self.slider, self.less, self.good, self.more, *self.senses.values(), self.referred):
            part.setEnabled(not simulated)
        self.set_voice(voice, plan)
        # Words come before the curve: a hold can do without it.
        self.show_run(run, practice)
        self.curve_place.begin(plan)

    @property
    def curve(self) -> CurveView | None:
        """The curve; None before the first hold and where it cannot be shown."""
        return self.curve_place.curve

    def set_voice(self, voice: Voice, plan: HoldPlan) -> None:
        """Say everything in this voice."""
        self._voice = voice
        self._phase = ()
        for button, phrase in (
            (self.more, phrases.MORE), (self.good, phrases.GOOD), (self.less, phrases.LESS), (self.stop, phrases.STOP),
        ):  # fmt: skip
            button.set_words(phrase.to(voice))
        self.referred_words.say(phrases.REFERRED.to(voice))
        self.caution.fill(plan.cautions, voice)

    def hear(self, cues: tuple[Cue, ...]) -> None:
        """Take note of the cue with which a phase began: the last one that is no mere advice."""
        told = [cue for cue in cues if cue.key not in _PASSING]
        if told:
            self._entered = told[-1]

    @property
    def entered(self) -> Cue:
        """The cue with which the phase began."""
        return self._entered

    def show_run(self, run: HoldRun, practice: Practice | None = None) -> None:
        """Bring everything in step with the run; cheap where nothing changed."""
        state = run.state
        self._show_ring(state)
        if self.breath.isVisible():
            self.breath.show_time(state.t)
        if practice is not None:
            self.pressure.show_pressure(practice.pressure)
            self.heard.say(practice.heard)
        self._show_words(state)
        self._trace.follow(state)
        self.curve_place.advance(self._trace)

    def _show_ring(self, state: HoldState) -> None:
        left = phase_left(state)
        began = (state.phase, state.round, self._entered)
        if self._phase[:3] != began:
            self._phase = began
            self._total = left or 0.0
        self._total = max(self._total, left or 0.0)
        pressing = state.phase in PRESSING or (state.phase == "sink" and state.plan.whole)
        enough = None
        if pressing and not state.plan.alternates and state.phase == "hold":
            enough = self._total - (state.plan.hold[1] - state.plan.hold[0])
        said = phrases.saying(self._index, state, self._entered, self._voice)
        self.guide.set_tone(said.tone)
        self.ring.show_phase(said.icon, said.tone, left, self._total, enough)
        if (said.title, said.text) != (self.headline.text(), self.sentence.text()):
            announce(self.guide, f"{said.title}. {said.text}")
        self.headline.say(said.title)
        self.sentence.say(said.text)
        self.aside.say(said.aside)

    def _show_words(self, state: HoldState) -> None:
        plan = state.plan
        self.slider.show_values(state.discomfort, state.band, plan.limit)
        self.referred.say("–" if state.referred is None else str(state.referred))
        many = plan.rounds > 1
        where = tr("Round {round} of {rounds}").format(round=state.round, rounds=plan.rounds) if many else ""
        self.round.say("  ·  ".join(part for part in (plan.protocol_name, where) if part))
        paused = state.phase == "paused"
        self.pause.set_words(tr("Go on") if paused else tr("Pause"))
        self.pause.set_icon_name("hold.on" if paused else "hold.pause")
        self.pause.setEnabled(not state.ended)
        self.onward.set_words(tr(phrases.NEXT[state.phase]) if state.phase in phrases.NEXT else tr("Go on"))
        self.onward.setEnabled(not state.ended)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Name a step more or less for each notch of the wheel."""
        self._notches += event.angleDelta().y()
        while abs(self._notches) >= _NOTCH:
            up = self._notches > 0
            self._notches -= _NOTCH if up else -_NOTCH
            self.acted.emit("up" if up else "down")
        event.accept()


_PASSING: Final = frozenset({"lighten", "over-limit", "more", "steady", "softening", "ask", "resumed"})
"""Cues that begin no phase. "let-go" begins the last release; as advice it stands for itself."""
