"""What the guided hold remembers between runs."""

from __future__ import annotations

from typing import Any, Final

from bodymap.core.hold.breath import LONGEST_S, SHORTEST_S, Pace
from bodymap.ui.settings.settings import Setting, Settings, between, one_of, yes_no

BREATH: Final = yes_no("hold/breath", default=True)
BREATH_IN: Final = Setting("hold/breath_in", 4, between(int(SHORTEST_S), int(LONGEST_S)))
BREATH_OUT: Final = Setting("hold/breath_out", 6, between(int(SHORTEST_S), int(LONGEST_S)))
SOUND: Final[Setting[Any]] = Setting("hold/sound", "device", one_of("device", "on", "off"))
"""``device``: never chosen by the user, so tones sound where there is a sound device."""


def pace(settings: Settings) -> Pace:
    """Return the breathing pace that was chosen, in seconds."""
    return Pace(float(settings.get(BREATH_IN)), float(settings.get(BREATH_OUT)))
