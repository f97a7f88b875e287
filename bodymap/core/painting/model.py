"""A painting as a frozen value: strokes on the skin, and what was answered where somebody pressed."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from bodymap.core.painting import covering
from bodymap.core.skin.table import PARTS, Place

if TYPE_CHECKING:
    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Side

Kind = Literal["pain", "tingling", "numbness", "burning"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Said = Literal["yes", "no", "other"]
"""Whether pressing a point brings the client's pain, does not, or brings something else."""
SAID: Final[tuple[Said, ...]] = get_args(Said)

LEAST_RADIUS: Final = 0.1
MOST_RADIUS: Final = 10.0
"""Of a brush, in centimetres of skin."""
_STRENGTHS: Final = range(1, 11)
_OTHER_SIDE: Final[dict[Side, Side]] = {"right": "left", "left": "right"}


class Stroke(Struct, frozen=True):
    """What one movement of a brush painted, or took away. Raises ``ValueError`` for what no brush can do.

    Attributes:
        kind: what is felt there.
        strength: on the client's scale from 1 to 10.
        radius: of the brush, in centimetres of skin.
        places: where its middle went. Two that are more than a radius apart are not joined.
        erasing: whether it takes away what earlier strokes painted, of every kind.

    """

    kind: Kind
    strength: int
    radius: float
    places: tuple[Place, ...]
    erasing: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.kind not in KINDS or self.strength not in _STRENGTHS:
            raise ValueError(f"there is no such stroke: {self.kind}, {self.strength}")
        if not LEAST_RADIUS <= self.radius <= MOST_RADIUS:
            raise ValueError(f"there is no such brush: {self.radius} cm")
        if not self.places:
            raise ValueError("a stroke is somewhere")
        _check(self.places)

    def longer(self, places: tuple[Place, ...]) -> Stroke:
        """Return this stroke led on over these places; of what it was nothing is looked at again."""
        _check(places)
        more = copy(self)
        force_setattr(more, "places", self.places + places)
        return more

    def mirrored(self, skin: Skin) -> Stroke:
        """Return the same stroke on the other side."""
        return replace(self, places=tuple(map(skin.mirrored, self.places)))


def _check(places: tuple[Place, ...]) -> None:
    if any(one.cell < 0 or not 0 <= one.u <= PARTS or not 0 <= one.v <= PARTS for one in places):
        raise ValueError("a stroke is on the skin")


class Answer(Struct, frozen=True):
    """What the client said when a point was pressed: whether that is the pain."""

    point_id: str
    side: Side
    said: Said


class Painting(Struct, frozen=True):
    """Strokes in the order in which they were made, and answers, one a point and side."""

    strokes: tuple[Stroke, ...] = ()
    answers: tuple[Answer, ...] = ()

    def weights(self, skin: Skin, kind: Kind | None = None) -> dict[int, float]:
        """Return the share of each cell that is painted, above 0 and at most 1: with one kind, or with any."""
        return covering.weights(skin, self.strokes, kind)

    def weights_steps(self, skin: Skin) -> covering.Steps[dict[int, float]]:
        """Return the same with any kind, in small steps."""
        return covering.weights_steps(skin, self.strokes)

    def mirrored(self, skin: Skin) -> Painting:
        """Return the same painting on the other side."""
        answers = tuple(replace(one, side=_OTHER_SIDE[one.side]) for one in self.answers)
        return Painting(tuple(one.mirrored(skin) for one in self.strokes), answers)

    def answered(self, point_id: str, side: Side) -> Said | None:
        """Return what was said of a point on a side; ``None`` where nobody asked."""
        return next((one.said for one in self.answers if (one.point_id, one.side) == (point_id, side)), None)
