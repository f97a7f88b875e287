"""What stands around a record, in both voices. Sentences made from records come from ``bodymap.core.text``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.language import tr
from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from bodymap.core.model import Atlas, Confidence, Muscle, Point
    from bodymap.core.state import Side, Voice


FELT: Final = Phrase("Where it is commonly felt", "Where you may feel it")
ESSENTIAL: Final = Phrase("Essential: most people report it", "Most people feel it here")
SPILLOVER: Final = Phrase("Spillover: some people report it", "Some people also feel it here")
SENSATIONS: Final = Phrase("Reported as {words}.", "People describe it as {words}.")
CAUTION: Final = Phrase("Take care here", "Good to know")
INSTEAD: Final = Phrase("Instead: {what}", "")
PRESS: Final = Phrase("How to press", "What the pressure is like")
HOLD: Final = Phrase("Hold {range}", "Held for {range}")
TARGET: Final = Phrase("aim: {low}–{high}", "about right: {low}–{high}")
TARGET_ONE: Final = Phrase("aim: {low}", "about right: {low}")
LIMIT: Final = Phrase("over {limit}: lighten", "over {limit}: say so")
SCALE_LOW: Final = Phrase("1 no pain", "1 no pain")
SCALE_HIGH: Final = Phrase("10 extreme", "10 the most you can imagine")
BREATH: Final = Phrase(
    "Slow, gentle breaths. No bruise. The client is in charge: over the limit, lighten; otherwise stop.",
    "Breathe slowly and gently. You are in charge: say so at any time, and the pressure gets lighter or stops.",
)
GOES_WITH: Final = Phrase("Goes with", "Often goes along with")
FIND: Final = Phrase("How to find it", "How the place is found")
MISTAKEN: Final = Phrase("Often mistaken for", "")
STRETCH: Final = Phrase("Gentle stretch", "A gentle stretch afterwards")
MUSCLE: Final = Phrase("About the muscle", "")
EVIDENCE: Final = Phrase("Evidence and sources", "How sure is this?")
PROTOCOL: Final = Phrase("This way of pressing, step by step", "Your part, and afterwards")
RED_FLAGS: Final = Phrase("Stop, and refer to a physician", "See a doctor first if you notice")
CONDITION_POINTS: Final = Phrase("Points that commonly go with it", "Places that commonly go with it")

RED_FLAG_ADVICE: Final = Phrase(
    "Not a diagnosis. Chest pain, sudden weakness or numbness, a suspected clot, a severe headache with a stiff "
    "neck, or fever: stop and refer.",
    "This is not a diagnosis. With chest pain, sudden weakness or numbness, a hot swollen calf, a severe headache "
    "with a stiff neck, or fever, please see a doctor first.",
)
SURE: Final[dict[Confidence, str]] = {
    "measured": "This pattern has been measured in studies. People still differ.",
    "classic": "Many therapists have seen this pattern. People differ, and yours may be different.",
    "limited": "Only a few reports describe this pattern. Yours may be different.",
    "disputed": "Therapists do not agree about this pattern. What you feel counts most.",
}


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def side_text(side: Side, voice: Voice) -> str:
    """Return the patient's side in words."""
    texts = {
        "right": Phrase("right side", "your right side"),
        "left": Phrase("left side", "your left side"),
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
