"""The panel's own words in both voices. Sentences made from records come from ``bodymap.core.text``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.language import msg, tr
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from bodymap.core.model import Atlas, Confidence, Muscle, Point
    from bodymap.core.state import Side, Voice


FELT: Final = Phrase(msg("Where it is commonly felt"), msg("Where you may feel it"))
ESSENTIAL: Final = Phrase(msg("Essential: most people report it"), msg("Most people feel it here"))
SPILLOVER: Final = Phrase(msg("Spillover: some people report it"), msg("Some people also feel it here"))
SENSATIONS: Final = Phrase(msg("Reported as {words}."), msg("People describe it as {words}."))
CAUTION: Final = Phrase(msg("Take care here"), msg("Good to know"))
INSTEAD: Final = Phrase(msg("Instead: {what}"), "")
PRESS: Final = Phrase(msg("How to press"), msg("What the pressure is like"))
HOLD: Final = Phrase(msg("Hold {range}"), msg("Held for {range}"))
TARGET: Final = Phrase(msg("aim: {low}–{high}"), msg("about right: {low}–{high}"))
TARGET_ONE: Final = Phrase(msg("aim: {low}"), msg("about right: {low}"))
LIMIT: Final = Phrase(msg("over {limit}: lighten"), msg("over {limit}: say so"))
SCALE_LOW: Final = Phrase(msg("1 no pain"), msg("1 no pain"))
SCALE_HIGH: Final = Phrase(msg("10 extreme"), msg("10 the most you can imagine"))
BREATH: Final = Phrase(
    msg("Slow, gentle breaths. No bruise. The client is in charge: over the limit, lighten; otherwise stop."),
    msg("Breathe slowly and gently. You are in charge: say so at any time, and the pressure gets lighter or stops."),
)
GOES_WITH: Final = Phrase(msg("Goes with"), msg("Often goes along with"))
FIND: Final = Phrase(msg("How to find it"), msg("How the place is found"))
MISTAKEN: Final = Phrase(msg("Often mistaken for"), "")
STRETCH: Final = Phrase(msg("Gentle stretch"), msg("A gentle stretch afterwards"))
MUSCLE: Final = Phrase(msg("About the muscle"), "")
EVIDENCE: Final = Phrase(msg("Evidence and sources"), msg("How sure is this?"))
PROTOCOL: Final = Phrase(msg("This way of pressing, step by step"), msg("Your part, and afterwards"))
RED_FLAGS: Final = Phrase(msg("Stop, and refer to a physician"), msg("See a doctor first if you notice"))
CONDITION_POINTS: Final = Phrase(msg("Points that commonly go with it"), msg("Places that commonly go with it"))

RED_FLAG_ADVICE: Final = Phrase(
    msg(
        "Not a diagnosis. Chest pain, sudden weakness or numbness, a suspected clot, a severe headache with a stiff "
        "neck, or fever: stop and refer."
    ),
    msg(
        "This is not a diagnosis. With chest pain, sudden weakness or numbness, a hot swollen calf, a severe headache "
        "with a stiff neck, or fever, please see a doctor first."
    ),
)
SURE: Final[dict[Confidence, str]] = {
    "measured": msg("This pattern has been measured in studies. People still differ."),
    "classic": msg("Many therapists have seen this pattern. People differ, and yours may be different."),
    "limited": msg("Only a few reports describe this pattern. Yours may be different."),
    "disputed": msg("Therapists do not agree about this pattern. What you feel counts most."),
}


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def side_text(side: Side, voice: Voice) -> str:
    """Return the patient's side in words."""
    texts = {
        "right": Phrase(msg("right side"), msg("your right side")),
        "left": Phrase(msg("left side"), msg("your left side")),
    }
    return texts[side].to(voice)


def point_name(muscle: Muscle, point: Point, voice: Voice) -> str:
    """Return a point's full name in one voice, such as "Infraspinatus TrP1" or "Shoulder blade muscle, point 1"."""
    if voice == "client":
        return tr("{muscle}, point {number}").format(muscle=muscle.client_name, number=number_of(point))
    return f"{muscle.name} {point.label}"


def number_of(point: Point) -> str:
    """Return a point's number within its muscle."""
    return point.label.removeprefix("TrP")


def scale_words(atlas: Atlas, value: int) -> str:
    """Return what a step of the discomfort scale says, or nothing where the atlas does not say it."""
    return next((step.says for step in atlas.scale if step.value == value), "")
