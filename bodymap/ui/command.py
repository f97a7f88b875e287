"""What a command of the window is; all there are stand in ``commands``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bodymap.core.language import tr
from bodymap.ui import keys

if TYPE_CHECKING:
    from collections.abc import Callable

Group = Literal["selection", "body", "paint", "hold", "take", "layers", "view", "room", "help"]
GROUPS: Final[tuple[Group, ...]] = ("selection", "body", "paint", "hold", "take", "layers", "view", "room", "help")


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do. Its keys stand in ``keys.KEYS`` under its id."""

    id: str
    title: str
    tip: str
    group: Group
    run: Callable[[], object]
    checked: Callable[[], bool] | None = None
    enabled: Callable[[], bool] | None = None
    only_one: bool = False
    """Whether among the checked commands of the same family (``side.…``) exactly one is on."""

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """The portable key sequences, the first one shown in texts; none for a command without a key."""
        return keys.sequences(self.id)


def group_title(group: Group) -> str:
    """Return the heading of a group of commands."""
    titles: dict[Group, str] = {
        "selection": tr("Find and select"),
        "body": tr("Body"),
        "paint": tr("Painting"),
        "hold": tr("Guided hold"),
        "take": tr("Take away"),
        "layers": tr("Layers"),
        "view": tr("View"),
        "room": tr("Before a room"),
        "help": tr("Help"),
    }
    return titles[group]
