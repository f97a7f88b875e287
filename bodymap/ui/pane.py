"""What may stand beside the stage in the panel's place. The guided hold is one; a lesson or a quiz would be others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Pane(Protocol):
    """Something that takes the place beside the stage for a while. The window knows nothing else of it."""

    @property
    def widget(self) -> QWidget:
        """What is shown beside the stage."""

    @property
    def is_slim(self) -> bool:
        """Whether it takes no more than the panel's place, so that strip and stage stay as they are."""

    @property
    def busy(self) -> bool:
        """Whether it goes on whatever else is asked for, as a hold that runs does."""

    def escape(self) -> None:
        """Do what Escape means here: one step back, or leave."""

    def leave(self) -> None:
        """Give the place back to the panel."""

    def may_close(self) -> bool:
        """Return whether the window may close: the user was asked where something would be lost."""

    def close(self) -> None:
        """End what runs and bring everything onto the disk: the window closes."""
