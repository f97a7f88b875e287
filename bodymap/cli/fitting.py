"""What else a painting or named places fit, as ``bodymap sources`` tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap import assets
from bodymap.cli.wrapping import wrapped
from bodymap.core.language import tr
from bodymap.outcome import BrokenError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Alternative
    from bodymap.core.painting.filled import OnSides
    from bodymap.core.painting.telling import Told
    from bodymap.core.skin.table import Skin
    from bodymap.core.state import Side


def skin_of_the_program() -> Skin:
    """Return the skin. Raises ``BrokenError`` where it cannot be read."""
    from bodymap.core.skin.table import read_skin

    try:
        return read_skin(assets.skin_root())
    except (OSError, ValueError) as error:
        said = tr("The skin cannot be read ({reason}). Install bodymap again.")
        raise BrokenError(said.format(reason=error)) from error


def fitting(
    index: AtlasIndex, codes: Collection[str], side: Side | None, *, essential_only: bool
) -> tuple[tuple[OnSides, ...], tuple[OnSides, ...]]:
    """Return the red flags and the look-alikes that named places fit. Raises ``BrokenError``."""
    from bodymap.core.painting.filled import fitting_places
    from bodymap.core.painting.telling import Weigher

    skin = skin_of_the_program()
    weigher = Weigher(index, assets.skin_root(), skin, essential_only=essential_only)
    return fitting_places(index, weigher, skin, codes, side)


def told_of(some: Iterable[OnSides]) -> tuple[Told, ...]:
    """Return what is said of what named places fit."""
    from bodymap.core.painting.telling import told_of

    return tuple(told_of(one.alternative, one.side, "clinician") for one in some)


def told_lines(some: Iterable[Told]) -> Iterator[str]:
    """Yield what is said of each, line by line."""
    for one in some:
        yield from wrapped(f"- {one.title}: {' '.join(one.says)}", "  ", "    ")


def also_lines(some: Collection[Told]) -> Iterator[str]:
    """Yield the look-alikes under their heading; nothing where there are none."""
    if some:
        yield tr("This also fits, and what would tell it apart")
        yield from told_lines(some)
        yield ""


def as_json(alternative: Alternative, side: Side | None) -> dict[str, str | None]:
    """Return one of them for other programs."""
    return {"id": alternative.id, "name": alternative.name, "side": side, "says": alternative.clinician}
