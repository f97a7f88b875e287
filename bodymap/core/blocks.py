"""What a section says, as small values that any renderer can show: a widget, lines of text, a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from bodymap.core.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

Pattern = Literal["point", "solid", "stippled", "ringed"]
"""How something is drawn: the X of a point, an essential zone, a spillover zone."""


class Paragraph(Struct, frozen=True):
    """A piece of prose. ``loud`` is said with the accent."""

    text: str
    loud: bool = False


class Facts(Struct, frozen=True):
    """Pairs of a short label and a text; an empty label leaves its place empty, an empty text leaves out the pair."""

    pairs: tuple[tuple[str, str], ...]


class Bullets(Struct, frozen=True):
    """Lines of a list."""

    lines: tuple[str, ...]


class Names(Struct, frozen=True):
    """Conditions by their ids and names, in a row."""

    names: tuple[tuple[str, str], ...]


class Next(Struct, frozen=True):
    """Where to look next: the point to light, what it or its muscle is called, and why."""

    point_id: str
    name: str
    why: str


class Nexts(Struct, frozen=True):
    """Where to look next, in order."""

    nexts: tuple[Next, ...]


class Zone(Struct, frozen=True):
    """One kind of zone: how it is drawn, what that means, and the places in it."""

    pattern: Pattern
    caption: str
    places: str


class Zones(Struct, frozen=True):
    """The zones of a referral, essential first."""

    zones: tuple[Zone, ...]


class Care(Struct, frozen=True):
    """One caution. A client reads one calm sentence: ``structure`` and ``instead`` are empty then."""

    structure: str
    risk: str
    instead: str


class Cautions(Struct, frozen=True):
    """What to take care of."""

    cautions: tuple[Care, ...]


class Reading(Struct, frozen=True):
    """What is read from the scale: ``target`` and ``limit`` on its 1-10; the texts come ready in one voice."""

    target: tuple[int, int]
    limit: int
    target_text: str
    limit_text: str
    low_text: str
    high_text: str


class Dose(Reading, frozen=True):
    """How strong and how long, ``hold`` in seconds; ``meaning``: the steps aimed at, with what the scale says."""

    meaning: tuple[tuple[int, str], ...]
    hold: tuple[float, float]
    hold_text: str


Block = Paragraph | Facts | Bullets | Names | Nexts | Zones | Cautions | Dose


def is_empty(block: Block) -> bool:
    """Return whether there is nothing in a block to show."""
    return not any(True for _ in plain_lines(block))


def pairs_of(block: Paragraph | Facts | Bullets) -> Iterator[tuple[str, str]]:
    """Yield prose, facts and lists alike as pairs of a label and a text."""
    if isinstance(block, Paragraph):
        yield "", block.text
    elif isinstance(block, Bullets):
        yield from (("•", line) for line in block.lines)
    else:
        yield from block.pairs


def plain_lines(block: Block) -> Iterator[str]:
    """Yield what a block says as lines of text."""
    match block:
        case Paragraph() | Facts() | Bullets():
            for label, text in pairs_of(block):
                if text:
                    yield _labelled(label, text)
        case Names():
            if block.names:
                yield ", ".join(name for _, name in block.names)
        case Nexts():
            yield from (f"{one.name} – {one.why}" for one in block.nexts)
        case Zones():
            yield from (f"{zone.caption} – {zone.places}" for zone in block.zones)
        case Cautions():
            yield from (" ".join(filter(None, (_labelled(c.structure, c.risk), c.instead))) for c in block.cautions)
        case Dose():
            yield f"{block.hold_text}; {block.target_text}; {block.limit_text}."
            yield from (tr("{step} is: {meaning}").format(step=step, meaning=says) for step, says in block.meaning)


def _labelled(label: str, text: str) -> str:
    if not label:
        return text
    return f"{label} {text}" if label == "•" else f"{label}: {text}"
