"""The commands that choose skin areas of nerves, for the one table of all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bodymap.core.language import tr
from bodymap.ui.command import Command

if TYPE_CHECKING:
    from bodymap.core.skin.areas import AreaKind
    from bodymap.ui.receiver import CommandReceiver


def area_titles() -> dict[AreaKind | None, str]:
    """Return what stands in a menu for each set of skin areas, and for none."""
    return {
        None: tr("No skin areas of nerves"),
        "root": tr("Skin areas of nerve roots"),
        "nerve": tr("Skin areas of single nerves"),
    }


def area_commands(receiver: CommandReceiver) -> tuple[Command, ...]:
    """Return the commands that choose skin areas; they are shown beside painting and the map of where to look first."""
    tips: dict[AreaKind | None, str] = {
        None: tr("Take them away"),
        "root": tr("Over painting or the map; where the sources agree, and for one root where they do not"),
        "nerve": tr("Over painting or the map; what is mostly its own skin"),
    }
    return (
        *(
            Command(
                f"areas.{kind or 'none'}",
                title,
                tips[kind],
                "layers",
                partial(receiver.show_areas, kind),
                checked=partial(_are_areas, receiver, kind),
                only_one=True,
            )
            for kind, title in area_titles().items()
        ),
        Command(
            "areas.next",
            tr("Skin areas of nerves"),
            tr("Roots, single nerves, then none"),
            "layers",
            receiver.show_next_areas,
        ),
    )


def _are_areas(receiver: CommandReceiver, kind: AreaKind | None) -> bool:
    return receiver.areas_shown() == kind
