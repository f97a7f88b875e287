"""What the guided hold's window says beside the core's cues, in both voices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bodymap.core.hold import machine
from bodymap.core.hold.cue_words import cue_text, cue_title, cue_tone
from bodymap.core.hold.holding import Cue
from bodymap.core.hold.timers import step_of
from bodymap.core.language import msg
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from bodymap.core.hold.cue_words import Tone
    from bodymap.core.hold.events import SensationKind
    from bodymap.core.hold.holding import AdviceKey, CueKey, HoldState, PhaseName
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import Voice


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said at one moment.

    Attributes:
        tone: how it is shown.
        icon: the shape that goes with it.
        title: a word or two in large type.
        text: a sentence.
        aside: a smaller line: advice about the pressure, or the protocol's own words.

    """

    tone: Tone
    icon: str
    title: str
    text: str
    aside: str


ICONS: Final[dict[PhaseName, str]] = {
    "ready": "hold.hold",
    "find": "hold.find",
    "sink": "hold.sink",
    "hold": "hold.hold",
    "deepen": "hold.deepen",
    "ease": "hold.ease",
    "release": "hold.release",
    "rest": "hold.rest",
    "paused": "hold.pause",
    "done": "check",
    "stopped": "stop",
}
_URGENT: Final[frozenset[AdviceKey]] = frozenset({"over-limit", "let-go", "lighten"})
_SENSED: Final[frozenset[CueKey]] = frozenset({"sharp", "shooting", "tingling", "numb"})


def saying(index: AtlasIndex | None, state: HoldState, entered: Cue, voice: Voice) -> Saying:
    """Return what is said now, in the atlas's words; ``entered`` is the cue with which this phase began."""
    advice = machine.advice(state)
    if advice in _URGENT:
        cue = Cue(advice)
        return Saying("warn", "hold.ease", cue_title(index, cue), cue_text(index, cue, voice), "")
    icon = "stop" if entered.key in _SENSED else ICONS[state.phase]
    said, aside = cue_text(index, entered, voice), ""
    if advice is not None and advice != "steady":
        said = cue_text(index, Cue(advice), voice)
    elif advice == "steady" and state.silent_s < _JUST_SAID_S:
        aside = cue_text(index, Cue("steady"), voice)
    elif voice == "clinician" and len(said) <= _SHORT and state.phase != "release":
        step = step_of(state)
        aside = step.says.partition(". ")[0].rstrip(".") + "." if step is not None and step.says else ""
    return Saying(cue_tone(entered), icon, cue_title(index, entered), said, aside)


_JUST_SAID_S: Final = 6.0
_SHORT: Final = 64
"""Beside a sentence of so many letters there is room for the protocol's own words."""

MORE: Final = Phrase(msg("More"), msg("More"))
GOOD: Final = Phrase(msg("Good"), msg("Good"))
LESS: Final = Phrase(msg("Less"), msg("Less"))
STOP: Final = Phrase(msg("STOP"), msg("STOP"))
START: Final = Phrase(msg("Start"), msg("We begin"))
NEXT: Final[dict[PhaseName, str]] = {
    "find": msg("Found"),
    "sink": msg("Sunk in"),
    "hold": msg("Let go"),
    "deepen": msg("Ease"),
    "ease": msg("Next"),
    "release": msg("Let go"),
    "rest": msg("Rested"),
    "paused": msg("Go on"),
}
"""What going on means in a phase."""
SENSATIONS: Final[dict[SensationKind, str]] = {
    "sharp": msg("Sharp"),
    "shooting": msg("Shooting"),
    "tingling": msg("Tingling"),
    "numb": msg("Numb"),
}
REFERRED: Final = Phrase(msg("Referred pain"), msg("Felt elsewhere"))
HELP: Final = Phrase(msg("When to seek help"), msg("When to see a doctor"))
