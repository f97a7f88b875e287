"""What stands around a record, in both voices. What is said of a point comes from ``bodymap.core.sections``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.phrase import Phrase

if TYPE_CHECKING:
    from bodymap.core.state import Side, Voice


RED_FLAGS: Final = Phrase("Stop, and refer to a physician", "See a doctor first if you notice")
CONDITION_POINTS: Final = Phrase("Points that commonly go with it", "Places that commonly go with it")


def side_text(side: Side, voice: Voice) -> str:
    """Return the patient's side in words."""
    texts = {
        "right": Phrase("right side", "your right side"),
        "left": Phrase("left side", "your left side"),
    }
    return texts[side].to(voice)
