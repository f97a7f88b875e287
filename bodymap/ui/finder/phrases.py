"""The finder's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap.core.language import tr

if TYPE_CHECKING:
    from bodymap.core.search import Kind


def kind_name(kind: Kind) -> str:
    """Return what kind of thing a result is, in one word."""
    names: dict[Kind, str] = {
        "muscle": tr("Muscle"),
        "point": tr("Point"),
        "condition": tr("Complaint"),
        "region": tr("Place"),
        "protocol": tr("Way of pressing"),
    }
    return names[kind]
