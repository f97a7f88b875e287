"""The commands that say which points have an X: of one part of the body, right under the skin or deeper, or all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bodymap.core.language import tr
from bodymap.core.marking import PARTS, UNDER
from bodymap.ui.command import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bodymap.core.state import Under
    from bodymap.core.store import Store
    from bodymap.ui.receiver import CommandReceiver

T = TypeVar("T")


def part_titles() -> dict[str | None, str]:
    """Return what stands in a menu for each large part of the body, and for all of them."""
    return {
        None: tr("Points of the whole body"),
        "head-neck": tr("Points of head and neck"),
        "shoulder-arm": tr("Points of shoulder and arm"),
        "forearm-hand": tr("Points of forearm and hand"),
        "trunk": tr("Points of the trunk"),
        "pelvis-thigh": tr("Points of pelvis and thigh"),
        "leg-foot": tr("Points of leg and foot"),
    }


def under_titles() -> dict[Under | None, str]:
    """Return the same for points right under the skin and deeper ones."""
    return {
        None: tr("Points at every depth"),
        "skin": tr("Points right under the skin"),
        "muscle": tr("Points under other muscle"),
    }


def marking_commands(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    """Return the commands, each of which says what is marked then."""

    def mark_part(part: str | None) -> None:
        store.mark_part(part)
        receiver.tell_marked()

    def mark_under(under: Under | None) -> None:
        store.mark_under(under)
        receiver.tell_marked()

    fewer = tr("Leave out the X of all other points; what is lit or asked about keeps its own")
    return (
        *(
            Command(
                f"part.{part or 'all'}",
                title,
                tr("Mark all of them") if part is None else fewer,
                "layers",
                partial(mark_part, part),
                checked=partial(_is_part, store, part),
                only_one=True,
            )
            for part, title in part_titles().items()
        ),
        Command(
            "part.next",
            tr("Points of the next part"),
            tr("From part to part of the body, then all points again"),
            "layers",
            lambda: mark_part(_after((None, *PARTS), store.state.part)),
        ),
        *(
            Command(
                f"under.{under or 'all'}",
                title,
                tr("Mark all of them") if under is None else fewer,
                "layers",
                partial(mark_under, under),
                checked=partial(_is_under, store, under),
                only_one=True,
            )
            for under, title in under_titles().items()
        ),
        Command(
            "under.next",
            tr("Points of the next depth"),
            tr("From points right under the skin to deeper ones, then all again"),
            "layers",
            lambda: mark_under(_after((None, *UNDER), store.state.under)),
        ),
    )


def _is_part(store: Store, part: str | None) -> bool:
    return store.state.part == part


def _is_under(store: Store, under: Under | None) -> bool:
    return store.state.under == under


def _after(choices: Sequence[T], now: T) -> T:
    """Return the choice after this one; the first after the last, and where it is none of them."""
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]
