"""What a spot shows when it is lit, made before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from PySide6.QtGui import QRegion

if TYPE_CHECKING:
    from bodymap.core.state import Spot
    from bodymap.ui.drawing.boxes import Box
    from bodymap.ui.drawing.highlight import PaintItem
    from bodymap.ui.drawing.painting import View


class Ready(Struct, frozen=True):
    """A spot's muscle, its zones and the fibres over them, its X, and the few boxes that cover them.

    Attributes:
        view: what was painted on the canvas when this was made from it; it is right for no other.
        in_the_way: what the marks of other points cover that make way for the zones.
        sealed: all that is seen there when this spot alone is lit; none where that has not been painted.
        beside: the spot that was lit alone when this was made; its boxes are sealed too, as they are without it.
        region: where the sealed pictures are.
        place: what was asked, whose outline is in these pictures.

    """

    view: View | None
    muscles: list[PaintItem]
    zones: list[PaintItem]
    fibres: list[PaintItem]
    crosses: list[PaintItem]
    in_the_way: list[Box]
    boxes: list[Box]
    sealed: list[PaintItem]
    beside: Spot | None = None
    region: QRegion = field(default_factory=QRegion)
    place: str | None = None

    def items(self, *, with_zones: bool = True) -> list[PaintItem]:
        """Return all there is to paint, bottom first."""
        return [*self.muscles, *(self.zones if with_zones else ()), *self.fibres]
