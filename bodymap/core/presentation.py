"""How one window shows what all windows share: its colours, its size of letters, its stillness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from bodymap.core.watched import Watched, report

if TYPE_CHECKING:
    from collections.abc import Callable

    from bodymap.core.state import Spot

Scheme = Literal["system", "light", "dark"]
_SCHEMES: Final = frozenset(get_args(Scheme))


class Presentation(Struct, frozen=True):
    """Everything about a window that is not about the body."""

    scheme: Scheme = "system"
    projector: bool = False
    """Whether it is for a room: large letters and marks, few words, no tools."""
    blanked: bool = False
    """Whether the room sees nothing for a while."""
    frozen: bool = False
    """Whether the room goes on seeing what it saw, whatever is done meanwhile."""
    hides: bool = False
    """Whether the room is to guess: zones stay hidden until they are revealed."""
    revealed: tuple[Spot, ...] = ()
    """What was lit when zones were revealed last; whatever is lit after it is hidden again."""
    with_panel: bool = False
    """Whether the panel stands beside the drawings before a room."""
    with_strip: bool = False
    """Whether the strip stands under the drawings before a room."""
    follows: bool = True
    """Whether lighting a point brings the sheets that show it best."""
    reduce_motion: bool = False
    """Whether drawings change at once, without movement."""
    on_stage: tuple[str, ...] = ()
    """Ids of the sheets that this window's stage shows now, whether chosen or there by default."""
    may_stage: tuple[str, ...] | None = None
    """Ids of the sheets that a click where the pointer is would put on stage; ``None`` where it would do nothing."""

    def __post_init__(self) -> None:
        """Refuse colours that there are not."""
        if self.scheme not in _SCHEMES:
            raise ValueError(f"there is no such scheme: {self.scheme}")

    @property
    def is_covered(self) -> bool:
        """Whether the room does not see how things stand."""
        return self.blanked or self.frozen

    def shows_zones_of(self, lit: tuple[Spot, ...]) -> bool:
        """Whether the zones of what is lit are to be seen in this window."""
        return not (self.projector and self.hides) or self.revealed == lit


class PresentationStore(Watched[Presentation]):
    """The only writer of one window's presentation."""

    def __init__(self, value: Presentation | None = None, on_error: Callable[[Exception], None] = report) -> None:
        super().__init__(value or Presentation(), on_error)

    def use_scheme(self, scheme: Scheme) -> None:
        """Use light or dark colours, or those of the desktop."""
        self._set(replace(self.state, scheme=scheme))

    def for_room(self, projector: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Show everything large for a room, or as at a desk again, with nothing covered or hidden."""
        if projector != self.state.projector:
            plain = replace(self.uncovered, hides=False, revealed=(), with_panel=False, with_strip=False)
            self._set(replace(plain, projector=projector))

    def blank(self, blanked: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Let the room see nothing, or everything again."""
        self._set(replace(self.uncovered, blanked=blanked and self.state.projector))

    def freeze(self, frozen: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Let the room see on what it sees now, or how things stand."""
        self._set(replace(self.uncovered, frozen=frozen and self.state.projector))

    def uncover(self) -> None:
        """Let the room see how things stand, whatever lay over them."""
        self._set(self.uncovered)

    @property
    def uncovered(self) -> Presentation:
        """The presentation with nothing over it."""
        return replace(self.state, blanked=False, frozen=False)

    def hide_zones(self, hides: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Hide the zones of whatever is lit until they are revealed, and the words that tell; or hide nothing more."""
        shown = self.state
        panel, strip = shown.with_panel and not hides, shown.with_strip and not hides
        self._set(replace(shown, hides=hides, revealed=(), with_panel=panel, with_strip=strip))

    def reveal(self, lit: tuple[Spot, ...]) -> None:
        """Show the zones of what is lit now."""
        self._set(replace(self.state, revealed=lit))

    def place_panel(self, shown: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Put the panel beside the drawings before a room, or take it away."""
        self._set(replace(self.state, with_panel=shown))

    def place_strip(self, shown: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Put the strip under the drawings before a room, or take it away."""
        self._set(replace(self.state, with_strip=shown))

    def keep_still(self, still: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Change drawings at once, or let them move."""
        self._set(replace(self.state, reduce_motion=still))

    def follow(self, follows: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Let the drawing bring what shows a lit point best, or leave on stage what is there."""
        self._set(replace(self.state, follows=follows))

    def now_on_stage(self, sheet_ids: tuple[str, ...]) -> None:
        """Take note of what the window's stage shows."""
        self._set(replace(self.state, on_stage=sheet_ids))

    def expect_on_stage(self, sheet_ids: tuple[str, ...] | None) -> None:
        """Take note of what a click now would put on stage."""
        self._set(replace(self.state, may_stage=sheet_ids))
