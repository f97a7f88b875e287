"""How the guided hold says its cues: the words are records of the atlas, looked up here and filled in.

A record that is missing or broken never breaks a hold: its cue is then told by its name in plain words. How a cue
sounds stays here, with its key: a stop must sound like one whatever a file says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from bodymap.core.guidance import in_voice
from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from bodymap.core.hold.holding import Cue, CueKey, EndReason
    from bodymap.core.index import AtlasIndex
    from bodymap.core.text import Voice

Tone = Literal["phase", "guide", "warn", "stop"]
"""How a cue is shown and sounds: a new phase; a small correction; lighten or let go now; all off."""

_TONES: Final[dict[CueKey, Tone]] = {
    "lighten": "warn",
    "over-limit": "warn",
    "let-go": "warn",
    "asked-less": "warn",
    "grew": "warn",
    "gap": "warn",
    "more": "guide",
    "steady": "guide",
    "softening": "guide",
    "ask": "guide",
    "stopped": "stop",
    "sharp": "stop",
    "shooting": "stop",
    "tingling": "stop",
    "numb": "stop",
}
"""Those that do not begin a phase."""
_PLAIN: Final = (
    msg("Ready"), msg("Find"), msg("Sink"), msg("Hold"), msg("Take up"), msg("Ease"), msg("Deepen"), msg("Release"),
    msg("Rest"), msg("Again"), msg("Done"), msg("Stopped"), msg("Paused"), msg("Resumed"), msg("Lighten"),
    msg("Over limit"), msg("Let go"), msg("More"), msg("Steady"), msg("Softening"), msg("Ask"), msg("Released"),
    msg("Longest"), msg("Asked less"), msg("Grew"), msg("Gap"), msg("Sharp"), msg("Shooting"), msg("Tingling"),
    msg("Numb"), msg("Complete"), msg("Early"), msg("Sensation"), msg("Stop"), msg("Cut short"),
)  # fmt: skip
"""The names of cues and endings in plain words, for the collecting tool."""


def cue_title(index: AtlasIndex | None, cue: Cue) -> str:
    """Return the cue in a word or two for large type."""
    record = index.cue(cue.key) if index is not None else None
    return record.title if record is not None else _plain(cue.key)


def cue_text(index: AtlasIndex | None, cue: Cue, voice: Voice) -> str:
    """Return the cue as a sentence or two in this voice; empty where the atlas has none."""
    record = index.cue(cue.key) if index is not None else None
    said = in_voice(record, voice) if record is not None else ""
    # Replaced and not formatted: whatever else stands in braces in a file stays as it is.
    return said if cue.seconds is None else said.replace("{seconds}", f"{cue.seconds:.0f}")


def cue_tone(cue: Cue) -> Tone:
    """Return how the cue is shown and sounds."""
    return _TONES.get(cue.key, "phase")


def end_text(index: AtlasIndex | None, reason: EndReason | None, voice: Voice = "clinician") -> str:
    """Return why a hold ended; empty while it has not."""
    if reason is None:
        return ""
    record = index.ending(reason) if index is not None else None
    return in_voice(record, voice) if record is not None else _plain(reason) + "."


def _plain(key: str) -> str:
    """Return a key as a person would write it: "Let go" of "let-go"."""
    return tr(key.replace("-", " ").capitalize())
