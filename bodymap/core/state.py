"""What is on screen, as one frozen value that cannot be wrong. ``store`` has its only writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

Side = Literal["right", "left"]
"""Always the patient's side."""
SideChoice = Literal["right", "left", "both"]
Figure = Literal["woman", "man"]
Layer = Literal["muscles", "points", "zones", "labels", "bones", "sites"]
Voice = Literal["clinician", "client"]
Under = Literal["skin", "muscle"]
"""What a muscle lies under: right under the skin, or under other muscle."""

MAX_LIT: Final = 4
"""As many points as there are hues that stay easily told apart; one more replaces the oldest."""

_FIGURES: Final = frozenset(get_args(Figure))
_LAYERS: Final = frozenset(get_args(Layer))
AT_FIRST: Final[frozenset[Layer]] = _LAYERS - {"bones", "sites"}
"""The layers that are shown until somebody chooses: bones and sites are for whoever asks for them."""
_VOICES: Final = frozenset(get_args(Voice))
_UNDER: Final = frozenset({None, *get_args(Under)})
_SIDES: Final[tuple[Side, ...]] = get_args(Side)
SHOWN_SIDES: Final[dict[SideChoice, frozenset[Side]]] = {
    "right": frozenset({"right"}),
    "left": frozenset({"left"}),
    "both": frozenset({"right", "left"}),
}
"""The patient's sides that each choice shows."""


class Spot(Struct, frozen=True):
    """A trigger point on one of the patient's sides."""

    point_id: str
    side: Side


class LitPoint(NamedTuple):
    """A point that is lit, once, and on which of the patient's sides."""

    point_id: str
    side: SideChoice

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Its spots, the right one first."""
        return spots_of(self.point_id, self.side)


def spots_of(point_id: str, side: SideChoice) -> tuple[Spot, ...]:
    """Return a point's spots on this side, or on both."""
    return tuple(Spot(point_id, each) for each in _SIDES if each in SHOWN_SIDES[side])


def points_of(spots: Iterable[Spot]) -> tuple[LitPoint, ...]:
    """Return the points of these spots in their order, each once, with the sides it is there on."""
    sides: dict[str, set[Side]] = {}
    for spot in spots:
        sides.setdefault(spot.point_id, set()).add(spot.side)
    return tuple(LitPoint(name, "both" if len(on) > 1 else on.pop()) for name, on in sides.items())


class State(Struct, frozen=True):
    """What is shown of the body, and what is lit on it: the same in every window.

    Whatever is lit or pointed at is on a side that is shown. Raises ``ValueError`` for anything else, so that no
    mistake of the program can show one side and speak of the other.
    """

    figure: Figure = "woman"
    side: SideChoice = "right"
    layers: frozenset[Layer] = AT_FIRST
    lit: tuple[Spot, ...] = ()
    """Selected spots in the order of selection, each once; their points are described in this order."""
    hovered: Spot | None = None
    condition: str | None = None
    """A condition whose points are all ringed."""
    place: str | None = None
    """Code of the region that hurts; its sources are ringed. Of place and condition one is asked about at a time."""
    muscle: str | None = None
    """A muscle that was pointed out: its points are ringed, all their zones shown. With ``place``, where that was."""
    staged: tuple[str, ...] = ()
    """Ids of the sheets put on stage by hand, left to right; empty means: what fits by default."""
    brought: tuple[str, ...] = ()
    """Ids of the sheets that the drawing brought for what is lit, beside those put there by hand."""
    enlarged: str | None = None
    """A sheet that takes most of the stage, the others beside it small."""
    voice: Voice = "clinician"
    part: str | None = None
    """Id of the large part of the body whose points alone have an X; of all parts where there is none."""
    under: Under | None = None
    """Whether only points right under the skin have one, or only those under other muscle."""

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        shown = SHOWN_SIDES.get(self.side)
        known = self.figure in _FIGURES and self.voice in _VOICES and self.under in _UNDER and self.layers <= _LAYERS
        if shown is None or not known:
            raise ValueError(f"there is no such state: {self}")
        several = len(self.lit) > 1
        if several and (len({spot.point_id for spot in self.lit}) > MAX_LIT or len(set(self.lit)) < len(self.lit)):
            raise ValueError(f"at most {MAX_LIT} points can be lit, each of their spots once: {self.lit}")
        if self.condition is not None and (self.place, self.muscle) != (None, None):
            raise ValueError(f"two things are asked at once: {self.condition}, {self.place or self.muscle}")
        if any(spot.side not in shown for spot in self.lit):
            raise ValueError(f"what is lit is not on the side that is shown, {self.side}: {self.lit}")
        if self.hovered is not None and self.hovered.side not in shown:
            raise ValueError(f"what is pointed at is not on the side that is shown, {self.side}: {self.hovered}")

    @property
    def marking(self) -> tuple[object, ...] | None:
        """What decides which points have an X; nothing where all of them have one, whatever is asked."""
        return None if self.part is None and self.under is None else (self.part, self.under, *self.asked)

    @property
    def asked(self) -> tuple[str | None, str | None, str | None]:
        """What is asked about: a complaint, a place, a muscle; the last two may be asked together."""
        return self.condition, self.place, self.muscle

    @property
    def lit_points(self) -> tuple[LitPoint, ...]:
        """What is lit, point by point: one on both sides is one, with one hue, one letter and one page."""
        return points_of(self.lit)

    def chosen(self, point_id: str, *, beside: bool = False) -> tuple[Spot, ...]:
        """Return what choosing this point by its name means: where nobody pointed at a side, every side shown.

        ``beside``: chosen from what is said of the point that was lit last, so on the side that is spoken of.
        """
        return spots_of(point_id, self.lit_points[-1].side if beside and self.lit else self.side)

    def shows(self, spot: Spot) -> bool:
        """Whether the spot's side is shown."""
        return spot.side in SHOWN_SIDES[self.side]
