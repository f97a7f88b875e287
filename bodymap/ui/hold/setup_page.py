"""The page before a hold: what this point asks for, filled in, and what the therapist may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from bodymap.core import text
from bodymap.core.dose import dose_at, pressure_at
from bodymap.core.hold.plan import MOST_ROUNDS, HoldPlan, plan_hold
from bodymap.core.language import tr, trc
from bodymap.ui.hold import phrases
from bodymap.ui.hold import practice as practising
from bodymap.ui.hold.widgets import Ground, OptionRow, Stepper, WordButton
from bodymap.ui.keys import key_name
from bodymap.ui.record.parts import CautionBlock, Facts, Pool, Section
from bodymap.ui.record.phrases import side_text
from bodymap.ui.widgets.buttons import PlateButton
from bodymap.ui.widgets.chips import Chip, Flow
from bodymap.ui.widgets.head import leaving_button
from bodymap.ui.widgets.prose import Prose
from bodymap.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point, Protocol, Tool
    from bodymap.core.state import Spot, Voice
    from bodymap.ui.hold.practice import Role


@dataclass(slots=True)
class _Chosen:
    """What the therapist chose for a spot; practice keeps choices of its own."""

    protocol_id: str
    tool: Tool | None
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen: the plan, the tool, and who plays the client (None: a client is here)."""

    plan: HoldPlan
    tool: Tool | None
    role: Role | None


class SetupPage(Ground):
    """Asks for nothing: everything is filled in, and Start begins. ``begun`` carries the ``Wish``."""

    begun = Signal(object)
    left = Signal()
    why_asked = Signal()
    when_not_asked = Signal()
    sessions_asked = Signal()
    options_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index: AtlasIndex | None = None
        self._spot: Spot | None = None
        self._voice: Voice = "clinician"
        self._chosen: dict[bool, _Chosen] = {}
        self.role: Role | None = None
        self.plan: HoldPlan | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._setup_heading(outer)
        page = QWidget()
        self._area = scrolled(page, self)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns = QHBoxLayout(page)
        columns.setContentsMargins(20, 4, 16, 12)
        columns.setSpacing(28)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column in (self._left, self._right):
            column.setSpacing(14)
            columns.addLayout(column, 1)
        self._setup_dose(page)
        self._setup_choices(page)
        self._left.addStretch(1)
        self._right.addStretch(1)
        outer.addWidget(self._area, 1)
        self._setup_start(outer)

    def _setup_heading(self, outer: QVBoxLayout) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 12, 12, 10)
        head.setSpacing(2)
        row = QHBoxLayout()
        lines = QVBoxLayout()
        lines.setSpacing(2)
        self.side = Prose("", "caps", "accent", parent=self)
        self.title = Prose("", "title", parent=self)
        self.part = Prose("", "body", "soft", parent=self)
        for part in (self.side, self.title):
            lines.addWidget(part)
        self.when_not = PlateButton(tr("When not to press"), "stop", self)
        self.when_not.clicked.connect(self.when_not_asked)
        self.why = PlateButton(tr("Why it may help"), "info", self)
        self.list = PlateButton(tr("List"), "list", self)
        back = tr("Back to the panel ({key})").format(key=key_name("selection.clear"))
        self.close_button = leaving_button(tr("Back to the panel"), self, back)
        self.when_not.setToolTip(tr("When not to press"))
        self.list.setToolTip(tr("The list of holds ({key})").format(key=key_name("hold.list")))
        why = tr("Why it may help, as a picture for the client ({key})")
        self.why.setToolTip(why.format(key=key_name("hold.why")))
        self.close_button.clicked.connect(self.left)
        self.why.clicked.connect(self.why_asked)
        self.list.clicked.connect(self.sessions_asked)
        row.addLayout(lines, 1)
        for button in (self.when_not, self.why, self.list, self.close_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(row)
        head.addWidget(self.part)
        outer.addLayout(head)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title the room for its longest word."""
        super().resizeEvent(event)
        self._fit_heading()

    def rescale(self) -> None:
        """Give texts that came later the size of the others, and the title its room."""
        super().rescale()
        self._fit_heading()

    def _fit_heading(self) -> None:
        """Show the buttons beside the title by their icons alone where their words would cut it."""
        named = (self.when_not, self.why, self.list)
        for button in named:
            button.set_text_shown(True)
        beside = sum(button.sizeHint().width() + 8 for button in (*named, self.close_button)) + 40
        metrics = self.title.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, self.title.text().split()), default=0)
        for button in named:
            button.set_text_shown(longest <= self.width() - beside)

    def _setup_dose(self, page: QWidget) -> None:
        self.cautions = CautionBlock(page)
        self._left.addWidget(self.cautions)
        self.dose = Section(page)
        self._facts = self.dose.add(Facts(self.dose))
        self._left.addWidget(self.dose)
        self.steps = Section(page)
        self._steps = self.steps.add(Facts(self.steps))
        self._left.addWidget(self.steps)

    def _setup_choices(self, page: QWidget) -> None:
        self._ways = Section(page)
        self._ways.column.setSpacing(5)
        self._way_group = QButtonGroup(self)
        self._way_pool = Pool(self._make_way)
        self.ways: dict[str, OptionRow] = {}
        self._right.addWidget(self._ways)
        self._tools = Section(page)
        self._tools_flow = self._tools.add(Flow(self._tools, gap=6))
        self._tool_pool = Pool(self._make_tool)
        self.tools: dict[Tool, Chip] = {}
        self._right.addWidget(self._tools)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(0, 1)
        self.rounds = Stepper(tr("Rounds"), page)
        self.breath = Chip(tr("Breath pacer"), page)
        self.breath_in = Stepper(tr("Breath in, seconds"), page)
        self.breath_out = Stepper(tr("Breath out, seconds"), page)
        self.sound = Chip(tr("Soft tones"), page)
        self._rounds_words = Prose(tr("Rounds"), parent=page)
        right = Qt.AlignmentFlag.AlignRight
        grid.addWidget(self._rounds_words, 0, 0)
        grid.addWidget(self.rounds, 0, 1, right)
        chips = Flow(page, gap=6)
        for chip in (self.breath, self.sound):
            chips.flow.addWidget(chip)
        grid.addWidget(chips, 1, 0, 1, 2)
        self._breath_words = Prose(tr("Breath"), parent=page)
        paces = QHBoxLayout()
        paces.setSpacing(10)
        paces.addWidget(self._breath_words, 1)
        paces.addWidget(self.breath_in)
        paces.addWidget(self.breath_out)
        grid.addLayout(paces, 2, 0, 1, 2)
        self._right.addLayout(grid)
        self.rounds.fewer.clicked.connect(lambda: self._step_rounds(-1))
        self.rounds.more.clicked.connect(lambda: self._step_rounds(1))
        self._roles = Section(page)
        self._roles.column.setSpacing(5)
        self._role_group = QButtonGroup(self)
        self.roles: dict[Role, OptionRow] = {}
        for role in practising.ROLES:
            row = self.roles[role] = OptionRow(self._roles)
            self._role_group.addButton(row)
            row.clicked.connect(lambda _=False, role=role: self.choose_role(role))
            self._roles.add(row)
        self._right.insertWidget(0, self._roles)

    def _setup_start(self, outer: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 20, 16)
        self.start = WordButton(tr("Start"), key_name("hold.start"), "hold.on", "main", self)
        self.start.factor = 1.5
        self.start.clicked.connect(self.begin)
        row.addWidget(self.start)
        outer.addLayout(row)

    def _make_way(self) -> OptionRow:
        row = OptionRow(self._ways)
        self._way_group.addButton(row)
        row.clicked.connect(self._on_way_clicked)
        return self._ways.add(row)

    def _make_tool(self) -> Chip:
        chip = Chip("", self._tools_flow)
        chip.clicked.connect(self._on_tool_clicked)
        self._tools_flow.flow.addWidget(chip)
        return chip

    def _on_way_clicked(self) -> None:
        self.choose_protocol(self.sender().property("protocol_id"))

    def _on_tool_clicked(self) -> None:
        self._choice.tool = self.sender().property("tool")
        self._refresh()

    def fill(self, index: AtlasIndex, spot: Spot, voice: Voice, role: Role | None) -> None:
        """Fill everything in for this spot, which must be one that is pressed. Another spot forgets what was chosen."""
        if spot != self._spot or index is not self._index:
            self._index, self._spot = index, spot
            pressure = pressure_at(index.point(spot.point_id))
            tool = pressure.tools[0] if pressure.tools else None
            self._chosen = {practice: _Chosen(pressure.protocol, tool) for practice in (False, True)}
        self._voice, self.role = voice, role
        self._refresh()

    @property
    def _choice(self) -> _Chosen:
        return self._chosen[self.role is not None]

    def choose_protocol(self, protocol_id: str) -> None:
        """Press in this way; nothing where it does not suit the place."""
        if self.ways[protocol_id].isEnabled():
            self._choice.protocol_id, self._choice.rounds = protocol_id, None
            self._refresh()

    def choose_nth_protocol(self, n: int) -> None:
        """Press in the n-th way of the list, from 1; nothing beyond its end."""
        if n <= len(self.ways):
            self.choose_protocol(list(self.ways)[n - 1])

    def choose_role(self, role: Role) -> None:
        """Let this one play the client."""
        self.role = role
        self._refresh()

    def begin(self) -> None:
        """Begin with what is chosen."""
        if self.plan is not None:
            self.begun.emit(Wish(self.plan, self._choice.tool, self.role))

    def _step_rounds(self, by: int) -> None:
        if self.plan is not None:
            self._choice.rounds = min(max(self.plan.rounds + by, 1), MOST_ROUNDS)
            self._refresh()

    def _refresh(self) -> None:
        index, spot, voice = self._index, self._spot, self._voice
        if index is None or spot is None:
            return
        point, muscle = index.point(spot.point_id), index.muscle_of(spot.point_id)
        chosen = self._choice
        self.plan = plan_hold(muscle, point, index.protocol(chosen.protocol_id), chosen.rounds)
        client = voice == "client"
        lead = practising.practice_lead(self.role is not None)
        self.side.say(lead + side_text(spot.side, voice))
        self.title.say(text.point_name(muscle, point, voice))
        self._fit_heading()
        self.part.say("" if client else point.part)
        self.cautions.fill(index, point, voice)
        self._fill_ways(index, point)
        self._fill_tools(self.plan)
        self._fill_dose(self.plan)
        self._roles.title.say(tr("Who is the client"))
        self._roles.setVisible(self.role is not None)
        for role, row in self.roles.items():
            row.fill(*practising.role_words(index, role), key_name(role, "before"))
            row.setChecked(role == self.role)
        self.rounds.say(str(self.plan.rounds))
        self._rounds_words.say(tr("Times deeper") if self.plan.alternates else tr("Rounds"))
        self.start.set_words(phrases.START.to(voice))
        self.rescale()

    def _fill_ways(self, index: AtlasIndex, point: Point) -> None:
        self._ways.title.say(tr("Way of pressing"))
        protocols = index.atlas.protocols
        rows = self._way_pool.take(len(protocols))
        self.ways = {each.id: row for each, row in zip(protocols, rows, strict=True)}
        for protocol in protocols:
            row = self.ways[protocol.id]
            row.setProperty("protocol_id", protocol.id)
            # What this place asks for and not the protocol's own figures: they may be lighter here.
            dose = dose_at(point, protocol)
            row.setEnabled(dose is not None)
            row.setChecked(protocol.id == self._choice.protocol_id)
            if dose is None:
                row.fill(protocol.name, text.unsuited_text(point, self._voice), tr("not at this place"))
                continue
            said = tr("{hold} at {target}").format(
                hold=text.seconds_range(*dose.hold), target=text.target_text(dose.band)
            )
            row.fill(protocol.name, said, self._way_tag(point, protocol))

    def _way_tag(self, point: Point, protocol: Protocol) -> str:
        """Return what tells this way from the others: the place's own, or chosen in its stead."""
        if protocol.id == pressure_at(point).protocol:
            return tr("for this place")
        return tr("your choice") if protocol.id == self._choice.protocol_id else ""

    def _fill_tools(self, plan: HoldPlan) -> None:
        self._tools.title.say(tr("With"))
        chips = self._tool_pool.take(len(plan.tools))
        self.tools = dict(zip(plan.tools, chips, strict=True))
        for tool, chip in self.tools.items():
            chip.setText(text.tool_name(tool))
            chip.setAccessibleName(text.tool_name(tool))
            chip.setProperty("tool", tool)
            chip.setChecked(tool == self._choice.tool)
            chip.updateGeometry()
        self._tools.setVisible(bool(plan.tools))

    def _fill_dose(self, plan: HoldPlan) -> None:
        client = self._voice == "client"
        own, chosen = tr("What this place asks for"), tr("The way you chose, at this place")
        self.dose.title.say(tr("What we do") if client else own if plan.own else chosen)
        time = text.seconds_range(*plan.hold)
        facts = [
            (tr("Aim"), text.target_text(plan.band)),
            (tr("Limit"), tr("over {limit}: lighten").format(limit=plan.limit)),
            (trc("how long", "Hold"), tr("{time}, all in all").format(time=time) if plan.whole else time),
            (tr("Direction"), plan.direction),
            (tr("Depth"), plan.depth),
            (tr("Here"), plan.different),
        ]
        self._facts.say([("", plan.client)] if client else facts)
        self.steps.title.say("" if client else tr("Step by step"))
        self._steps.say([] if client else [(text.step_name(step.name), step.says) for step in plan.steps if step.says])
