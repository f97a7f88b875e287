"""What points, muscles and regions are called on the stage."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from bodymap.core.index import UnknownIdError
from bodymap.core.text import capital, point_name, side_name

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.state import SideChoice, Spot, Voice


_LINE: Final = 52
"""Letters in a line of a tip."""


class Names:
    """Asks the atlas. A drawing may name something that the atlas does not hold; then the id has to do.

    Attributes:
        index: the atlas; ``None`` while it is being read, when nothing is called by a name yet.

    """

    def __init__(self, index: AtlasIndex | None) -> None:
        self.index = index

    @property
    def are_known(self) -> bool:
        """Whether the atlas has been read."""
        return self.index is not None

    def point(self, point_id: str, voice: Voice = "clinician") -> str:
        """Return a point's full name in this voice, such as "Infraspinatus TrP1"."""
        if self.index is None:
            return point_id
        try:
            return capital(point_name(self.index.muscle_of(point_id), self.index.point(point_id), voice))
        except UnknownIdError:
            return point_id

    def spot(self, spot: Spot, shown: SideChoice, voice: Voice = "clinician") -> str:
        """Return a spot's name in this voice; its side is named where both are shown."""
        name = self.point(spot.point_id, voice)
        return f"{name} · {side_name(spot.side)}" if shown == "both" else name

    def muscle(self, muscle_id: str, voice: Voice = "clinician") -> str:
        """Return a muscle's name in this voice; nothing when there is no such muscle."""
        if self.index is None:
            return ""
        try:
            muscle = self.index.muscle(muscle_id)
        except UnknownIdError:
            return ""
        return capital(muscle.client_name) if voice == "client" else muscle.name

    def region(self, code: str) -> str:
        """Return a region's name without what is explained in brackets; nothing when there is no such region."""
        if self.index is None:
            return ""
        try:
            return self.index.region(code).label.split(" (")[0]
        except UnknownIdError:
            return ""

    def site(self, site_id: str, voice: Voice = "clinician") -> str:
        """Return what a cautionary site is called, and to a clinician what is at risk; nothing when there is none."""
        site = None if self.index is None else self.index.site(site_id)
        if site is None:
            return ""
        return capital(site.client_name) if voice == "client" else "\n".join((site.name, *wrap(site.risk, _LINE)))

    def muscle_id(self, point_id: str) -> str:
        """Return the id of a point's muscle; nothing when there is no such point."""
        if self.index is None:
            # A drawing names a point by its muscle and a number.
            return point_id.rpartition("-")[0]
        try:
            return self.index.muscle_of(point_id).id
        except UnknownIdError:
            return ""
