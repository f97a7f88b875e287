"""What commands ask of a window beside its stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.model import RegionGroup
    from bodymap.core.skin.areas import AreaKind


class CommandReceiver(Protocol):
    """What commands need from the window beside the store."""

    def focus_finder(self) -> None:
        """Bring the keyboard to the search field."""

    def toggle_finder(self) -> None:
        """Show or hide the finder."""

    def finder_shown(self) -> bool:
        """Return whether the finder is in sight."""

    def parts(self) -> Sequence[RegionGroup]:
        """Return the large parts of the body of which points can be marked; none before the atlas is there."""

    def tell_marked(self) -> None:
        """Say which points have an X now."""

    def fit(self) -> None:
        """Fit the sheets into the stage."""

    def zoom(self, steps: int) -> None:
        """Zoom the stage in (positive) or out by steps."""

    def escape(self) -> None:
        """Leave the projector mode, or put out what is lit."""

    def hold(self) -> None:
        """Start a guided hold on the point that was lit last."""

    def show_reach(self) -> None:
        """Show over the body where to look first, or take that away."""

    def is_reach_shown(self) -> bool:
        """Return whether it is shown."""

    def show_areas(self, kind: AreaKind | None) -> None:
        """Show skin areas of nerve roots, of single nerves, or none."""

    def show_next_areas(self) -> None:
        """Go from none to the roots, to single nerves, and to none again."""

    def areas_shown(self) -> AreaKind | None:
        """Return which of them are shown now."""

    def paint(self) -> None:
        """Paint the pain on the body, or leave that."""

    def is_painting(self) -> bool:
        """Return whether somebody paints."""

    def painting_may(self, what: Literal["undo", "redo", "new", "save", "compare"]) -> bool:
        """Return whether there is something to take back, to do again, to begin anew, to save, to compare."""

    def painting_do(self, what: Literal["undo", "redo", "new", "open", "save", "compare"]) -> None:
        """Take the last stroke back, do it again, begin another painting, open one, save it, compare it."""

    def practise(self) -> None:
        """Practise a guided hold on a simulated client."""

    def go_on(self) -> None:
        """Bring the keyboard to the next part of the window."""

    def go_back(self) -> None:
        """Bring the keyboard to the part before."""

    def step_onward(self) -> None:
        """Light the next point, or reveal what is hidden."""

    def step_back(self) -> None:
        """Light the point before."""

    def begin_in_room(self) -> None:
        """Show it to a room, from the first point."""

    def collect(self) -> None:
        """Put what is lit into the list for the hour, or take it out."""

    def is_collected(self) -> bool:
        """Return whether all that is lit is in the list for the hour."""

    def show_collected(self) -> None:
        """Show the lists of points for an hour of teaching."""

    def show_sessions(self) -> None:
        """Show the list of holds."""

    def show_why(self) -> None:
        """Show why pressing may help, as a picture for the client."""

    def copy_picture(self) -> None:
        """Put the picture of what is lit into the clipboard."""

    def save_picture(self) -> None:
        """Save the picture of what is lit."""

    def print_picture(self) -> None:
        """Show the picture of what is lit as it is printed."""

    def client_page(self) -> None:
        """Show the page for the client."""

    def show_keys(self) -> None:
        """Show the overview of keys."""

    def show_menu(self) -> None:
        """Show every command in a menu."""

    def show_about(self) -> None:
        """Show what bodymap is, its credits and its limits."""

    def close(self) -> bool:
        """Close the window."""
