"""How one window shows what all windows share: its colours, its size of letters, its stillness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from bodymap.core.watched import Watched, report

if TYPE_CHECKING:
    from collections.abc import Callable

Scheme = Literal["system", "light", "dark"]
_SCHEMES: Final = frozenset(get_args(Scheme))


@dataclass(frozen=True, slots=True)
class Presentation:
    """Everything about a window that is not about the body."""

    scheme: Scheme = "system"
    projector: bool = False
    """Whether it is for a room: large letters and marks, few words, no tools."""
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


class PresentationStore(Watched[Presentation]):
    """The only writer of one window's presentation."""

    def __init__(self, value: Presentation | None = None, on_error: Callable[[Exception], None] = report) -> None:
        super().__init__(value or Presentation(), on_error)

    def use_scheme(self, scheme: Scheme) -> None:
        """Use light or dark colours, or those of the desktop."""
        self._set(replace(self.state, scheme=scheme))

    def for_room(self, projector: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Show everything large for a room, or as at a desk again."""
        self._set(replace(self.state, projector=projector))

    def keep_still(self, still: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Change drawings at once, or let them move."""
        self._set(replace(self.state, reduce_motion=still))

    def now_on_stage(self, sheet_ids: tuple[str, ...]) -> None:
        """Take note of what the window's stage shows."""
        self._set(replace(self.state, on_stage=sheet_ids))

    def expect_on_stage(self, sheet_ids: tuple[str, ...] | None) -> None:
        """Take note of what a click now would put on stage."""
        self._set(replace(self.state, may_stage=sheet_ids))
