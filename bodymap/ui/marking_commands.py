"""The commands that say which points have an X: of one part of the body, right under the skin or deeper, or all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from bodymap.core.language import tr
from bodymap.ui.command import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bodymap.core.model import RegionGroup
    from bodymap.core.state import Under
    from bodymap.core.store import Store
    from bodymap.ui.receiver import CommandReceiver

T = TypeVar("T")


def part_titles(parts: Sequence[RegionGroup]) -> dict[str | None, str]:
    """Return what stands in a menu for each of these large parts of the body, and for all of them."""
    titles: dict[str | None, str] = {None: tr("Points of the whole body")}
    titles.update({part.id: tr("Points: {part}").format(part=part.name) for part in parts})
    return titles


def under_titles() -> dict[Under | None, str]:
    """Return the same for points right under the skin and deeper ones."""
    return {
        None: tr("Points at every depth"),
        "skin": tr("Points right under the skin"),
        "muscle": tr("Points under other muscle"),
    }


class _Choice(NamedTuple, Generic[T]):
    """One way in which fewer points are marked: what may be chosen, what is, and how to choose."""

    family: str
    titles: Callable[[], Mapping[T | None, str]]
    now: Callable[[], T | None]
    mark: Callable[[T | None], None]
    onward: tuple[str, str]
    """Title and tip of the command that goes from one to the next."""


def marking_commands(store: Store, receiver: CommandReceiver) -> tuple[Command, ...]:
    """Return the commands, each of which says what is marked then; those of parts as soon as the atlas is there."""
    part: _Choice[str] = _Choice(
        "part",
        lambda: part_titles(receiver.parts()),
        lambda: store.state.part,
        store.mark_part,
        (tr("Points of the next part"), tr("From part to part of the body, then all points again")),
    )
    under: _Choice[Under] = _Choice(
        "under",
        under_titles,
        lambda: store.state.under,
        store.mark_under,
        (tr("Points of the next depth"), tr("From points right under the skin to deeper ones, then all again")),
    )
    return *_commands(part, receiver), *_commands(under, receiver)


def _commands(choice: _Choice[T], receiver: CommandReceiver) -> Iterator[Command]:
    def mark(value: T | None) -> None:
        choice.mark(value)
        receiver.tell_marked()

    def go_on() -> None:
        mark(_after(tuple(choice.titles()), choice.now()))

    everything = tr("Mark all of them")
    fewer = tr("Leave out the X of all other points; what is lit or asked about keeps its own")
    for value, title in choice.titles().items():
        yield Command(
            f"{choice.family}.all" if value is None else f"{choice.family}.only.{value}",
            title,
            everything if value is None else fewer,
            "layers",
            partial(mark, value),
            checked=partial(_is, choice, value),
            only_one=True,
        )
    yield Command(f"{choice.family}.next", *choice.onward, "layers", go_on)


def _is(choice: _Choice[T], value: T | None) -> bool:
    return choice.now() == value


def _after(choices: Sequence[T], now: T) -> T:
    """Return the choice after this one; the first after the last, and where it is none of them."""
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]
