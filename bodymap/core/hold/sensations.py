"""What the sensations that end a hold are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.language import tr

if TYPE_CHECKING:
    from bodymap.core.hold.events import SensationKind


def sensation_name(kind: SensationKind) -> str:
    """Return how a sensation is called inside a sentence."""
    names: dict[SensationKind, str] = {
        "sharp": tr("sharp"),
        "shooting": tr("shooting"),
        "tingling": tr("tingling"),
        "numb": tr("numb"),
    }
    return names[kind]
