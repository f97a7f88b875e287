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
    from bodymap.core.hold.client import Character
    from bodymap.core.hold.cue_words import Tone
    from bodymap.core.hold.events import SensationKind
    from bodymap.core.hold.holding import AdviceKey, CueKey, HoldState, PhaseName
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


def saying(state: HoldState, entered: Cue, voice: Voice) -> Saying:
    """Return what is said now; ``entered`` is the cue with which this phase began."""
    advice = machine.advice(state)
    if advice in _URGENT:
        cue = Cue(advice)
        return Saying("warn", "hold.ease", cue_title(cue), cue_text(cue, voice), "")
    icon = "stop" if entered.key in _SENSED else ICONS[state.phase]
    said, aside = cue_text(entered, voice), ""
    if advice is not None and advice != "steady":
        said = cue_text(Cue(advice), voice)
    elif advice == "steady" and state.silent_s < _JUST_SAID_S:
        aside = cue_text(Cue("steady"), voice)
    elif voice == "clinician" and len(said) <= _SHORT and state.phase != "release":
        step = step_of(state)
        aside = step.says.partition(". ")[0].rstrip(".") + "." if step is not None and step.says else ""
    return Saying(cue_tone(entered), icon, cue_title(entered), said, aside)


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
CHARACTERS: Final[dict[Character, tuple[str, str]]] = {
    "calm": (msg("Calm"), msg("Softens when the pressure is even.")),
    "guarded": (msg("Guarded"), msg("Tightens when the hand is quick.")),
    "too-much": (msg("Too much"), msg("Very tender: asks for less, then stops.")),
}
EXPECT: Final = Phrase(msg("What to expect"), msg("What to expect"))
EXPECT_TEXT: Final = Phrase(
    msg(
        "The place may feel tender or warm, and looser or simply different; a little soreness for a day or two is "
        "common. A bruise means: lighter next time."
    ),
    msg(
        "The place may feel tender or warm, and perhaps looser. A little soreness for a day or two is common. Tell me "
        "next time if there was more, or a bruise."
    ),
)
STRETCH: Final = Phrase(msg("A gentle stretch"), msg("A gentle stretch"))
RETURN: Final = Phrase(msg("When to come back"), msg("When to come back"))
RETURN_TEXT: Final = Phrase(
    msg(
        "Leave this place alone until its soreness has gone, usually a day or two. Go on as long as it helps; if a few "
        "sessions change nothing, refer."
    ),
    msg(
        "Wait until the soreness has gone, usually a day or two. If it has not helped after a few times, please have a "
        "doctor look at it."
    ),
)
HELP: Final = Phrase(msg("When to seek help"), msg("When to see a doctor"))
