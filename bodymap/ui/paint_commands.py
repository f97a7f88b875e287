"""The commands of painting and of the map of where to look first, for the one table of all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bodymap.core.language import tr
from bodymap.ui.command import Command

if TYPE_CHECKING:
    from bodymap.ui.receiver import CommandReceiver


def paint_commands(receiver: CommandReceiver) -> tuple[Command, ...]:
    """Return what is done while somebody paints, what begins it, and the map."""
    may, do = receiver.painting_may, receiver.painting_do
    return (
        Command(
            "reach.show",
            tr("Where to look first"),
            tr("Show over the body how many muscles commonly send pain to each place"),
            "selection",
            receiver.show_reach,
            checked=receiver.is_reach_shown,
        ),
        Command(
            "paint.start",
            tr("Paint the pain"),
            tr("Paint on the body where it is felt, and see what it may come from"),
            "paint",
            receiver.paint,
            checked=receiver.is_painting,
        ),
        Command(
            "paint.undo",
            tr("Undo"),
            tr("Take the last stroke back"),
            "paint",
            partial(do, "undo"),
            enabled=partial(may, "undo"),
        ),
        Command(
            "paint.redo",
            tr("Redo"),
            tr("Do again what was taken back"),
            "paint",
            partial(do, "redo"),
            enabled=partial(may, "redo"),
        ),
        Command(
            "paint.new",
            tr("New painting"),
            tr("Begin another one; this one is kept"),
            "paint",
            partial(do, "new"),
            enabled=partial(may, "new"),
        ),
        Command(
            "paint.open",
            tr("Open painting…"),
            tr("Show one that was kept"),
            "paint",
            partial(do, "open"),
            enabled=receiver.is_painting,
        ),
        Command(
            "paint.save",
            tr("Save painting as…"),
            tr("Write it to a file of your own, besides where it is kept by itself"),
            "paint",
            partial(do, "save"),
            enabled=partial(may, "save"),
        ),
        Command(
            "paint.compare",
            tr("Compare with earlier painting…"),
            tr("Show an earlier one beside this one, and what the two have in common"),
            "paint",
            partial(do, "compare"),
            enabled=partial(may, "compare"),
        ),
    )
