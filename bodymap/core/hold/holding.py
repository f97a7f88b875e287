"""The state of a guided hold: one frozen value, with everything that was reported kept in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from bodymap.core.dose import Band
    from bodymap.core.hold.events import SensationKind
    from bodymap.core.hold.plan import HoldPlan, StepName

PhaseName = Literal["ready", "find", "sink", "hold", "ease", "deepen", "release", "rest", "paused", "done", "stopped"]
Mark = Literal["more", "good", "less", "stop", "pause", "gap", "sharp", "shooting", "tingling", "numb"]
"""What was said or happened at a sample, other than a number."""
EndReason = Literal[
    "complete", "early", "released", "longest", "over-limit", "asked-less", "grew", "sensation", "stop", "cut-short"
]
"""Why a hold ended: every round held its time; the therapist let go before the shortest time; the tenderness
fell; the longest time was reached first; above the limit for too long; the client asked three times for less;
the firm level hurt more than before; a sharp, shooting, tingling or numb feeling; STOP; or the program was
cut short (only found in the journal)."""
CueKey = Literal[
    "ready", "find", "sink", "hold", "take-up", "ease", "deepen", "release", "rest", "again", "done", "stopped",
    "paused", "resumed", "lighten", "over-limit", "let-go", "more", "steady", "softening", "ask", "released", "longest",
    "asked-less", "grew", "gap", "sharp", "shooting", "tingling", "numb",
]  # fmt: skip
AdviceKey = Literal["over-limit", "let-go", "lighten", "softening", "more", "ask", "steady"]

PRESSING: Final[frozenset[PhaseName]] = frozenset({"hold", "deepen", "ease"})
"""The phases whose time is held pressure."""
CONTACT: Final[frozenset[PhaseName]] = PRESSING | {"find", "sink"}
RUNNING: Final[frozenset[PhaseName]] = CONTACT | {"release", "rest"}
ENDED: Final[frozenset[PhaseName]] = frozenset({"done", "stopped"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to say now. ``seconds`` goes with "gap" alone: how long the clock stood still."""

    key: CueKey
    seconds: float | None = None


class Sample(Struct, frozen=True, array_like=True):
    """What was known at one moment.

    Attributes:
        t: seconds since the start, by the clock; pauses and gaps are in it.
        phase: the phase from this moment on.
        round: 1, 2, ...
        discomfort: 1-10, or None while nothing is known.
        referred: the referred pain, 1-10, or None where there is none.
        held_s: seconds of held pressure up to this moment, over all rounds.
        mark: what was said or happened.

    """

    t: float
    phase: PhaseName
    round: int
    discomfort: int | None = None
    referred: int | None = None
    held_s: float = 0.0
    mark: Mark | None = None


class Gap(Struct, frozen=True, array_like=True):
    """The clock stood still from ``t`` for ``seconds``: sleep, or a stalled program. Never counted as held."""

    t: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Level:
    """How the discomfort moves under even pressure; see ``release``.

    Attributes:
        even_s: seconds of even pressure so far.
        settled: the level that settled, 1-10.
        fallen_s: seconds for which the discomfort has been two steps or more below it.

    """

    even_s: float = 0.0
    settled: int | None = None
    fallen_s: float = 0.0


@dataclass(frozen=True, slots=True)
class HoldState:
    """A guided hold at one moment. All times are in seconds.

    Attributes:
        now: the clock's last reading; None before the first event.
        t: seconds since the start, pauses and gaps included.
        phase_s: counted time in this phase.
        held_s: held pressure against ``plan.hold``: of this round, or of the whole contact where it is ``whole``.
        held_total_s: held pressure over all rounds.
        contact_s: hands on the point over all rounds: finding, sinking in and held pressure.
        over_s: how long the discomfort has been above the limit.
        silent_s: how long the client has said nothing.
        less: how often the client asked for less without relief since.
        first_firm: the settled level of the first time deeper, where levels alternate.
        resume_to: the phase that a pause interrupted; kept while sinking in again.
        reason: why no further round follows; set before the last release.

    """

    plan: HoldPlan
    phase: PhaseName = "ready"
    now: float | None = None
    t: float = 0.0
    round: int = 1
    phase_s: float = 0.0
    held_s: float = 0.0
    held_total_s: float = 0.0
    contact_s: float = 0.0
    over_s: float = 0.0
    silent_s: float = 0.0
    less: int = 0
    level: Level = field(default_factory=Level)
    first_firm: int | None = None
    resume_to: StepName | None = None
    discomfort: int | None = None
    referred: int | None = None
    reason: EndReason | None = None
    sensation: SensationKind | None = None
    samples: tuple[Sample, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def band(self) -> Band:
        """The discomfort aimed at in this phase; outside the steps, the plan's."""
        for step in self.plan.steps:
            if step.name == self.phase:
                return step.band
        return self.plan.band

    @property
    def ended(self) -> bool:
        """Whether the hold is over, done or stopped."""
        return self.phase in ENDED
