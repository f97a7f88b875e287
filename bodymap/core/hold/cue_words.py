"""What the guided hold says, in both voices, keyed by cue; a user interface may translate every string.

``title`` is for large type. Where a protocol's step has words of its own (``Step.says``), they say more than
the clinician's words here and may stand beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from bodymap.core.hold.holding import Cue, CueKey, EndReason
    from bodymap.core.text import Voice

Tone = Literal["phase", "guide", "warn", "stop"]
"""How a cue is shown and sounds: a new phase; a small correction; lighten or let go now; all off."""


@dataclass(frozen=True, slots=True)
class Words:
    """One cue: its tone, a word or two in large type, and a sentence in each voice."""

    tone: Tone
    title: str
    clinician: str
    client: str


CUE_WORDS: Final[dict[CueKey, Words]] = {
    "ready": Words(
        "phase",
        msg("Ready"),
        msg("Agree on the scale of 1 to 10 and on a word for stop. Hands warm, breath slow."),
        msg("You are in charge. Say a number at any time, or stop, and give no reason."),
    ),
    "find": Words(
        "phase",
        msg("Find"),
        msg("Feel for the place lightly and ask whether it is the familiar ache. Go on when it is found."),
        msg("I am looking for the place, lightly. Tell me when it is the ache you know."),
    ),
    "sink": Words(
        "phase",
        msg("Sink in"),
        msg("Sink in slowly with the out-breath. Let the tissue open; do not push through it."),
        msg("I sink in slowly. Breathe out long, and give me a number."),
    ),
    "hold": Words(
        "phase",
        msg("Hold"),
        msg("Keep still and even. Rest on the place and listen."),
        msg("I stay quite still now. Breathe gently and stay soft."),
    ),
    "take-up": Words(
        "phase",
        msg("Hold again"),
        msg("Stay no deeper than the place now lets you, keep still, and wait once more."),
        msg("I stay with you here, still and light. Breathe slowly."),
    ),
    "ease": Words(
        "phase",
        msg("Ease"),
        msg("Come back a little without leaving the skin. Give the place time."),
        msg("A little lighter now. Let a breath go."),
    ),
    "deepen": Words(
        "phase",
        msg("Deeper"),
        msg("With the next out-breath a little deeper, only as far as the place lets you, and hold still."),
        msg("A little firmer with your out-breath. Say so if it is enough."),
    ),
    "release": Words(
        "phase",
        msg("Let go slowly"),
        msg("Come out as slowly as you went in."),
        msg("I let go slowly. There is nothing you need to do."),
    ),
    "rest": Words(
        "phase",
        msg("Rest"),
        msg("Stroke lightly and wait a few breaths. Let the client feel the difference."),
        msg("Rest a moment and breathe. Notice how it feels now."),
    ),
    "again": Words(
        "phase",
        msg("Once more"),
        msg("If the client agrees, take up the place again and feel whether it has changed."),
        msg("If you like, we do this once more. You may also say that it is enough."),
    ),
    "done": Words(
        "phase",
        msg("Done"),
        msg("That is all for this place. Move the part gently through its range."),
        msg("That is all here. Move gently, as far as is comfortable."),
    ),
    "stopped": Words(
        "stop",
        msg("Stopped"),
        msg("Hands off, gently. Stay beside the client and ask how it feels."),
        msg("We have stopped. Take all the time you need."),
    ),
    "paused": Words(
        "phase",
        msg("Pause"),
        msg("Hands off, or resting without pressure. Nothing counts until you go on."),
        msg("A short rest. We go on only when you wish."),
    ),
    "resumed": Words(
        "phase",
        msg("Going on"),
        msg("Take your time to come back to the place."),
        msg("We go on now, gently."),
    ),
    "lighten": Words(
        "warn",
        msg("Lighten"),
        msg("A little lighter, until the client names less."),
        msg("I am going lighter. Tell me when it is right."),
    ),
    "over-limit": Words(
        "warn",
        msg("Much lighter"),
        msg("This is above the limit. Take pressure off at once, and look at the client's face and breath."),
        msg("That is more than we agreed. I am taking pressure off now."),
    ),
    "let-go": Words(
        "warn",
        msg("Let go"),
        msg("It stayed above the limit. Let go now, without haste, and leave this place for today."),
        msg("I am letting go. It was good that you said so."),
    ),
    "more": Words(
        "guide",
        msg("Room for more"),
        msg("There is room. If the client agrees, a little deeper with the next out-breath."),
        msg("If you would like a little more, I follow your out-breath."),
    ),
    "steady": Words(
        "guide",
        msg("Just so"),
        msg("Just right. Stay with this."),
        msg("Good. I stay just like this."),
    ),
    "softening": Words(
        "guide",
        msg("Softening"),
        msg("It is becoming less. Keep the pressure even and do not chase it."),
        msg("It is becoming less. Let it."),
    ),
    "ask": Words(
        "guide",
        msg("Ask"),
        msg("Ask quietly: is it growing, the same, or less?"),
        msg("How is it now: more, the same, or less?"),
    ),
    "released": Words(
        "phase",
        msg("Released"),
        msg("The tenderness has fallen and stayed low under even pressure. This is enough: let go slowly."),
        msg("It has become clearly less. That is enough; I let go slowly."),
    ),
    "longest": Words(
        "phase",
        msg("Long enough"),
        msg("The longest time for this place is reached. Let go slowly, whatever has or has not changed."),
        msg("This is long enough for today. I let go slowly."),
    ),
    "asked-less": Words(
        "warn",
        msg("Let go"),
        msg("The client asked for less three times. Let go slowly; another day, or a lighter way, will do."),
        msg("You asked for less, so I let go. You were right to say so."),
    ),
    "grew": Words(
        "warn",
        msg("Stay light"),
        msg("The firm level hurts more than the first time. Stay with the light one, then let go."),
        msg("I stay light from here on, and then let go."),
    ),
    "gap": Words(
        "warn",
        msg("Pause"),
        msg("The clock stood still for {seconds} s: what was held is not known. Hands off, ask, then go on or end."),
        msg("We take a short rest here. How are you?"),
    ),
    "sharp": Words(
        "stop",
        msg("Stop: sharp"),
        msg("Lift off. Sharp is not the ache we look for: ask where it is and leave that place. If it stays, refer."),
        msg("We stop here. A sharp feeling means: not this place. Tell me if it stays."),
    ),
    "shooting": Words(
        "stop",
        msg("Stop: shooting"),
        msg("Lift off and move away: it may be a nerve. Do not press here again today; if it stays, refer."),
        msg("We stop here. A shooting feeling can come from a nerve, so I leave this place. Tell me if it stays."),
    ),
    "tingling": Words(
        "stop",
        msg("Stop: tingling"),
        msg(
            "Lift off and change the position: a nerve or vessel may be under the hand. If it does not fade soon, "
            "refer."
        ),
        msg("We stop here. Move and shake out gently; tingling usually fades soon. Tell me if it stays."),
    ),
    "numb": Words(
        "stop",
        msg("Stop: numb"),
        msg("Lift off and let the client move. See that feeling and strength come back; if not soon, refer at once."),
        msg("We stop here. Move gently and tell me when the feeling is back. If it stays away, a doctor should look."),
    ),
}

END_WORDS: Final[dict[EndReason, str]] = {
    "complete": msg("Held for the planned time."),
    "early": msg("Let go before the shortest time."),
    "released": msg("Ended early: the discomfort fell by two steps or more under even pressure and stayed low."),
    "longest": msg("Ended at the longest time for this place."),
    "over-limit": msg("Let go: the discomfort stayed above the limit for more than three seconds."),
    "asked-less": msg("Let go: the client asked for less three times."),
    "grew": msg("Ended with the light level: the firm level was felt more than the first time."),
    "sensation": msg("Stopped: the client felt something sharp, shooting, tingling or numb."),
    "stop": msg("Stopped on the client's or the therapist's word."),
    "cut-short": msg("Cut short: the program ended during the hold."),
}
"""Why a hold ended, for the summary."""


def cue_title(cue: Cue) -> str:
    """Return the cue in a word or two."""
    return tr(CUE_WORDS[cue.key].title)


def cue_text(cue: Cue, voice: Voice) -> str:
    """Return the cue as a sentence or two in this voice."""
    words = CUE_WORDS[cue.key]
    english = words.client if voice == "client" else words.clinician
    text = tr(english)
    return text.format(seconds=f"{cue.seconds:.0f}") if cue.seconds is not None else text


def cue_tone(cue: Cue) -> Tone:
    """Return how the cue is shown and sounds."""
    return CUE_WORDS[cue.key].tone


def end_text(reason: EndReason | None) -> str:
    """Return why a hold ended; empty while it has not."""
    return tr(END_WORDS[reason]) if reason else ""
