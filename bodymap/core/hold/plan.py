"""What one guided hold asks for: a point and a protocol, worked out into steps, a band, a limit and times.

Discomfort is on the client's 1-10 scale, times are in seconds. The point's own dose goes before the
protocol's; what a protocol leaves open is filled in, so that every valid protocol can be run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from bodymap.core.dose import Band, Span, capped, dose_at, limit_of, pressure_at
from bodymap.core.text import point_title

if TYPE_CHECKING:
    from bodymap.core.model import Caution, Muscle, Phase, Point, Protocol, Tool

StepName = Literal["find", "sink", "hold", "ease", "deepen", "release", "rest"]

SESSION_CAP_S: Final = 600.0
"""The longest contact of one session, over all its rounds, in seconds."""
MOST_ROUNDS: Final = 10
_LEAST_S: Final = 0.5
"""No timed step is shorter than this."""
_FILLED_IN: Final[dict[StepName, tuple[Band, Span | None]]] = {
    "find": ((2, 4), None),
    "sink": ((2, 6), (3.0, 8.0)),
    "deepen": ((5, 6), (8.0, 20.0)),
    "ease": ((2, 4), (5.0, 15.0)),
    "release": ((1, 3), (2.0, 5.0)),
    "rest": ((1, 2), (10.0, 30.0)),
}
"""Band and time of a step where a protocol names none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step as this hold asks for it.

    Attributes:
        says: what the hand does, in the protocol's words; empty where the protocol has no such phase.
        band: the discomfort aimed at, lowest and highest step of the scale.
        seconds: its shortest and longest time; None for finding, which ends on the therapist's word.
        after_s: for easing that is not part of alternation: comes when holding so long softened nothing.

    """

    name: StepName
    says: str
    band: Band
    seconds: Span | None
    after_s: float | None = None


@dataclass(frozen=True, slots=True)
class HoldPlan:
    """Everything that a hold on one point asks for.

    Attributes:
        title: the point's full name, such as "Infraspinatus TrP1".
        own: whether this is the protocol that the atlas asks for at this point.
        band: the discomfort aimed at while holding (or deepening, where levels alternate).
        limit: the step of the scale that is not to be passed (``core.dose.limit_of``).
        hold: shortest and longest hold in seconds; ``whole`` says of what.
        whole: True: ``hold`` is the whole contact over all rounds, sinking in included. False: each round's.
        rounds: how many rounds; where levels alternate, how many times deeper.
        longest_s: the longest contact over all rounds in seconds, whatever else holds.

    """

    point_id: str
    title: str
    protocol_id: str
    protocol_name: str
    summary: str
    client: str
    own: bool
    band: Band
    limit: int
    hold: Span
    whole: bool
    rounds: int
    tools: tuple[Tool, ...]
    direction: str
    depth: str
    different: str
    cautions: tuple[Caution, ...]
    stop_rules: tuple[str, ...]
    steps: tuple[Step, ...]
    longest_s: float = SESSION_CAP_S

    def step(self, name: StepName) -> Step:
        """Return the step of this name. Raises ``KeyError`` when this hold has none."""
        for one in self.steps:
            if one.name == name:
                return one
        raise KeyError(name)

    def has(self, name: StepName) -> bool:
        """Return whether this hold has a step of this name."""
        return any(one.name == name for one in self.steps)

    @property
    def alternates(self) -> bool:
        """Whether levels alternate: deepen and ease, in turn."""
        return self.has("deepen")

    @property
    def planned_s(self) -> float:
        """How long one curve is meant to run at most, in seconds: the contact of one round and letting go."""
        sink, release = self.step("sink").seconds, self.step("release").seconds
        outside = (sink[1] if sink and not self.whole else 0.0) + (release[1] if release else 0.0)
        return self.hold[1] + outside


def plan_hold(muscle: Muscle, point: Point, protocol: Protocol, rounds: int | None = None) -> HoldPlan:
    """Return what a hold on ``point`` asks for.

    The protocol is the point's own (``point.pressure.protocol``), or another that the therapist chose: hold and band
    are what it comes to at this place (``core.dose.dose_at``), the limit is the place's. ``ValueError`` for a protocol
    that does not suit the place, as none does where the point is not pressed. ``rounds`` takes the place of the
    protocol's number, within 1-10; ``ValueError`` otherwise.
    """
    count = protocol.rounds if rounds is None else rounds
    if not 1 <= count <= MOST_ROUNDS:
        raise ValueError(f"{count} rounds are not between 1 and {MOST_ROUNDS}")
    dose = dose_at(point, protocol)
    if dose is None:
        raise ValueError(f"{protocol.id} does not suit {point.id}")
    pressure, band, hold = pressure_at(point), dose.band, dose.hold
    return HoldPlan(
        point_id=point.id,
        title=point_title(muscle, point),
        protocol_id=protocol.id,
        protocol_name=protocol.name,
        summary=protocol.summary,
        client=protocol.client,
        own=protocol.id == pressure.protocol,
        band=band,
        limit=min(limit_of(point), protocol.limit),
        hold=hold,
        whole=protocol.hold_is == "whole contact",
        rounds=count,
        tools=pressure.tools,
        direction=pressure.direction,
        depth=pressure.depth,
        different=pressure.different,
        cautions=point.cautions,
        stop_rules=protocol.stop_rules,
        steps=_fitted(_steps(protocol, band, hold), protocol, count, hold[1]),
    )


def _steps(protocol: Protocol, band: Band, hold: Span) -> tuple[Step, ...]:
    phases = {phase.name: phase for phase in protocol.phases}
    alternates = "deepen" in phases
    names: list[StepName] = ["find", "sink", "hold"]
    names += ["deepen"] if alternates else []
    names += ["ease"] if alternates or "ease" in phases else []
    names += ["release", "rest"]
    return tuple(_step(name, phases.get(name), band, hold, alternates=alternates) for name in names)


def _step(name: StepName, phase: Phase | None, band: Band, hold: Span, *, alternates: bool) -> Step:
    usual_band, usual_seconds = _FILLED_IN.get(name, (band, hold))
    asked = phase.target if phase and phase.target else usual_band
    seconds = phase.seconds if phase and phase.seconds else usual_seconds
    if name == "hold" and not alternates:
        asked, seconds = band, hold
    elif name == "deepen":
        asked = (min(max(asked[0], band[0]), band[1]), band[1])
    else:
        low, high = capped((min(asked), max(asked)), band[1])
        asked = (min(low, band[0]), high)
    timed = None if seconds is None or name == "find" else (max(min(seconds), _LEAST_S), max(*seconds, _LEAST_S))
    after = max(phase.after, _LEAST_S) if phase and phase.after and name == "ease" and not alternates else None
    return Step(name, phase.says if phase else "", asked, timed, after)


def _fitted(steps: tuple[Step, ...], protocol: Protocol, rounds: int, longest: float) -> tuple[Step, ...]:
    """Return the steps, shortened alike so that all rounds fit into the longest whole contact.

    Nothing becomes shorter than the protocol's shortest; what does not fit even so is cut by the longest time.
    """
    often = {"sink": 1, "hold": 1, "deepen": rounds, "ease": rounds}
    spans = [(step.seconds, often[step.name]) for step in steps if step.name in often and step.seconds]
    least, most = (sum(span[end] * times for span, times in spans) for end in (0, 1))
    alternates = any(step.name == "deepen" for step in steps)
    if protocol.hold_is != "whole contact" or not alternates or most <= longest:
        return steps
    share = max(longest - least, 0.0) / (most - least) if most > least else 0.0
    return tuple(
        replace(step, seconds=(step.seconds[0], step.seconds[0] + share * (step.seconds[1] - step.seconds[0])))
        if step.seconds and step.name in often
        else step
        for step in steps
    )
