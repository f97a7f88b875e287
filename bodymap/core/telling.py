"""Of what is told, and to whom: what every section needs to speak of a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from bodymap.core.dose import pressure_at

if TYPE_CHECKING:
    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Muscle, Point, Protocol
    from bodymap.core.text import Voice


class Telling(Struct, frozen=True):
    """Of what is told, and to whom."""

    index: AtlasIndex
    muscle: Muscle
    point: Point
    voice: Voice

    @property
    def client(self) -> bool:
        """Whether a client listens."""
        return self.voice == "client"

    @property
    def protocol(self) -> Protocol:
        """The way of pressing that the atlas asks for at this point. ``ValueError`` where it is not pressed."""
        return self.index.protocol(pressure_at(self.point).protocol)


def telling(index: AtlasIndex, point: Point, voice: Voice) -> Telling:
    """Return what the sections need to speak of a point."""
    return Telling(index, index.muscle_of(point.id), point, voice)
