"""What stands around a record, in both voices. What is said of a point comes from ``bodymap.core.sections``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bodymap.core.language import msg
from bodymap.core.phrase import Phrase
from bodymap.core.text import side_said

if TYPE_CHECKING:
    from bodymap.core.state import SideChoice, Voice


CONDITION_POINTS: Final = Phrase(msg("Points that commonly go with it"), msg("Places that commonly go with it"))
CONDITION_FELT: Final = Phrase(msg("Others whose pain is felt there"), msg("Others that are felt there"))


def side_text(side: SideChoice, voice: Voice) -> str:
    """Return the patient's side, or both, in words."""
    return side_said(side, voice)
