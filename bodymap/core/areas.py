"""Which skin areas of nerves are shown over the bodies: one choice for a window, kept for no other start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bodymap.core import text
from bodymap.core.watched import Watched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import SkinArea
    from bodymap.core.skin.areas import AreaKind
    from bodymap.core.state import Side
    from bodymap.core.text import Voice


@dataclass(frozen=True, slots=True)
class ShownAreas:
    """What is shown.

    Attributes:
        kind: the set of which all cores are shown; None: none is.
        chosen: the area of it that is shown with its wider area, the others as outlines; empty: none.
        pointed: areas that are shown for a moment, whatever else is chosen, on ``side`` or on both; all of one set.
        pointed_kind: the set that they are of.

    """

    kind: AreaKind | None = None
    chosen: str = ""
    pointed: tuple[str, ...] = ()
    pointed_kind: AreaKind | None = None
    side: Side | None = None

    @property
    def set(self) -> AreaKind | None:
        """The set of which something is shown."""
        return self.pointed_kind or self.kind

    @property
    def stressed(self) -> tuple[str, ...]:
        """The areas that are shown in full."""
        return self.pointed or ((self.chosen,) if self.chosen else ())


class AreaChoice(Watched[ShownAreas]):
    """The one writer of what is shown."""

    def __init__(self) -> None:
        super().__init__(ShownAreas())

    def show(self, kind: AreaKind | None) -> None:
        """Show this set; None: no longer."""
        if kind != self.state.kind or kind is None:
            self._set(ShownAreas(kind))

    def choose(self, area_id: str) -> None:
        """Show an area of the set in full; empty: none."""
        if self.state.kind is not None:
            self._set(replace(self.state, chosen=area_id))

    def point(self, areas: Sequence[SkinArea], side: Side | None = None) -> None:
        """Show these, of one set, for a moment; none: what was shown before."""
        kind, at = (areas[0].kind, side) if areas else (None, None)
        self._set(replace(self.state, pointed=tuple(one.id for one in areas), pointed_kind=kind, side=at))


def of_kind(index: AtlasIndex, kind: AreaKind) -> tuple[SkinArea, ...]:
    """Return the areas of a set, in the order of the body."""
    return tuple(one for one in index.atlas.areas if one.kind == kind)


def area_of(index: AtlasIndex, area_id: str) -> SkinArea | None:
    """Return an area by its id."""
    return next((one for one in index.atlas.areas if one.id == area_id), None)


def where_said(index: AtlasIndex, area: SkinArea, voice: Voice) -> str:
    """Return where an area mostly is, in words."""
    return text.region_names(index, area.usual, voice)


def sources_said(index: AtlasIndex, area: SkinArea) -> str:
    """Return what an area is drawn from, in short."""
    return "; ".join(text.source_name(index.source(one.source)) for one in area.sources)
