"""Plans of the shipped protocols, and a driver that moves a hold by a clock of its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bodymap import assets
from bodymap.core.hold import machine
from bodymap.core.hold.events import Next, Start, Tick
from bodymap.core.hold.plan import plan_hold
from bodymap.core.index import AtlasIndex
from bodymap.core.loading import load_atlas

if TYPE_CHECKING:
    from bodymap.core.hold.events import Event
    from bodymap.core.hold.holding import HoldState, PhaseName
    from bodymap.core.hold.plan import HoldPlan

STATIC, SUSTAINED, ALTERNATING = "static-pressure", "sustained-pressure", "alternating-levels"
PROTOCOLS = (STATIC, SUSTAINED, ALTERNATING)
BEGAN = 1000.0
"""The clock's reading when a driven hold starts."""


@cache
def index() -> AtlasIndex:
    return AtlasIndex(load_atlas(assets.points_path()).atlas)


@cache
def plan_of(protocol_id: str, rounds: int | None = None) -> HoldPlan:
    """Return the plan of the first point that the atlas asks this protocol for."""
    point = index().points_pressed_by(protocol_id)[0]
    return plan_hold(index().muscle_of(point.id), point, index().protocol(protocol_id), rounds)


class Driven:
    """A hold whose clock the test drives; keeps every cue and every state."""

    def __init__(self, plan: HoldPlan, tick_s: float = 0.1) -> None:
        self.state: HoldState = machine.begin(plan)
        self.now = BEGAN
        self.tick_s = tick_s
        self.cues: list[str] = []
        self.phases: list[PhaseName] = ["ready"]

    def send(self, *kinds: type[Event], **said: object) -> None:
        for kind in kinds:
            self.state, cues = machine.step(self.state, kind(self.now, **said))
            self.cues += [cue.key for cue in cues]
            self._note()

    def say(self, event: Event) -> None:
        self.state, cues = machine.step(self.state, event)
        self.cues += [cue.key for cue in cues]
        self._note()

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end - 1e-9:
            self.now = min(self.now + self.tick_s, end)
            self.send(Tick)

    def until(self, *phases: PhaseName, at_most: float = 900.0) -> None:
        end = self.now + at_most
        while self.state.phase not in phases:
            assert self.now < end, f"still {self.state.phase}"
            self.wait(self.tick_s)

    def press(self, phase: PhaseName = "hold") -> None:
        """Start, find, and sink in until ``phase``."""
        self.send(Start, Next)
        self.until(phase)

    def _note(self) -> None:
        if self.state.phase != self.phases[-1]:
            self.phases.append(self.state.phase)
