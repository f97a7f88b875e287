"""The rules that the words of skin areas and the tables of the workshop keep together: each lies where it is said to.

Measured on the patient's right, over the cells of the reference surface; of the left the tables have nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bodymap.core.finding import Finding
from bodymap.core.language import msg, tr
from bodymap.core.skin.areas import AREA_KINDS, extents, read_areas
from bodymap.core.skin.table import read_skin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bodymap.core.model import Atlas, SkinArea
    from bodymap.core.skin.areas import AreaTable, Extent
    from bodymap.core.skin.table import Skin

_FILE: Final = "points.json"
LIES: Final = 0.2
"""A core lies chiefly in a region that holds so much of it; such a region is named."""
MEETS: Final = 0.04
"""A region that is named holds so much of the core, or is filled by it to ``FILLED``."""
FILLED: Final = 0.15
COVERED: Final = 0.6
"""A region of which the wider area covers so much is named, as usual or as wider."""
REACHED: Final = 0.1
"""Of a wider region that is named the wider area covers so much."""
_MIDLINE_CM: Final = 0.01
_ADVICE: Final = msg("Place it anew in art/sources/areas.json, or change the words.")


@dataclass(frozen=True, slots=True)
class Measured:
    """The areas of an atlas with the tables: what each covers, and what each region of the right is large."""

    atlas: Atlas
    skin: Skin
    tables: tuple[AreaTable, ...]
    extents: Mapping[str, Extent]
    sizes: Mapping[str, float]

    def by_region(self, cells: Iterable[int]) -> dict[str, float]:
        """Return how much of each region these cells are, in square centimetres."""
        found: dict[str, float] = {}
        for cell in cells:
            code = self.skin.region(cell)
            found[code] = found.get(code, 0.0) + self.skin.area(cell)
        return found

    def inside(self, code: str) -> tuple[str, ...]:
        """Return a region and those inside it."""
        codes = [code]
        for one in codes:
            codes += [each.code for each in self.atlas.regions if each.parent == one and each.code not in codes]
        return tuple(codes)


AreaRule = Callable[[Measured], Iterator[Finding]]


def check_areas(atlas: Atlas, folder: Path) -> Iterator[Finding]:
    """Yield what every rule finds in the tables of skin areas; one that cannot be read is a finding of its own."""
    if not atlas.areas:
        return
    try:
        measured = measure(atlas, folder)
    except (OSError, ValueError) as error:
        yield Finding(folder.name, "areas", "", str(error), tr("Write it anew in the workshop."))
        return
    for rule in AREA_RULES:
        yield from rule(measured)


def measure(atlas: Atlas, folder: Path) -> Measured:
    """Return the tables in a folder, measured. Raises ``OSError`` or ``ValueError``."""
    skin = read_skin(folder)
    tables = tuple(read_areas(folder, kind) for kind in AREA_KINDS)
    found = {name: extent for table in tables for name, extent in extents(table, skin).items()}
    right = (cell for cell in range(skin.count) if sum(skin.x[corner] for corner in skin.corners(cell)) < 0)
    measured = Measured(atlas, skin, tables, found, {})
    return Measured(atlas, skin, tables, found, measured.by_region(right))


def validate_area_tables(measured: Measured) -> Iterator[Finding]:
    """Every area is a record of its set and placed by the workshop, and has a core."""
    placed = {name: kind for kind, table in zip(AREA_KINDS, measured.tables, strict=True) for name in table.ids}
    known = {one.id: one.kind for one in measured.atlas.areas}
    for name in sorted(placed.keys() | known.keys()):
        if placed.get(name) != known.get(name):
            message = tr("skin areas and their tables do not have it alike")
            yield Finding(_FILE, name, "kind", message, tr(_ADVICE))
        elif not measured.extents[name].core:
            yield Finding(_FILE, name, "usual", tr("it has no core anywhere"), tr(_ADVICE))


def validate_area_sides(measured: Measured) -> Iterator[Finding]:
    """No area goes beyond the midline: the left is the mirror of the right."""
    for table in measured.tables:
        for n, name in enumerate(table.ids):
            if any(measured.skin.x[table.vertices[place]] > _MIDLINE_CM for place in table.places(n)):
                yield Finding(_FILE, name, "usual", tr("it crosses the midline"), tr(_ADVICE))


def validate_area_words(measured: Measured) -> Iterator[Finding]:
    """Every area lies in the regions that its record names, and names those it lies in."""
    for area in measured.atlas.areas:
        extent = measured.extents.get(area.id)
        if extent is not None and extent.core:
            core, wide = (measured.by_region(each) for each in extent)
            yield from _unfounded(measured, area, core, wide)
            yield from _unnamed(measured, area, core, wide)


def _unfounded(
    measured: Measured, area: SkinArea, core: Mapping[str, float], wide: Mapping[str, float]
) -> Iterator[Finding]:
    """Yield the regions that are named and not met."""
    whole = sum(core.values())
    for field, codes, found in (("usual", area.usual, core), ("wider", area.wider, wide)):
        for code in codes:
            inside = measured.inside(code)
            here = sum(found.get(one, 0.0) for one in inside)
            share = here / (sum(measured.sizes.get(one, 0.0) for one in inside) or 1.0)
            met = share >= REACHED if field == "wider" else here >= MEETS * whole or share >= FILLED
            if not met:
                message = tr("it does not reach {code}").format(code=code)
                yield Finding(_FILE, area.id, field, message, tr(_ADVICE))


def _unnamed(
    measured: Measured, area: SkinArea, core: Mapping[str, float], wide: Mapping[str, float]
) -> Iterator[Finding]:
    """Yield the regions that are met and not named."""
    usual = {one for code in area.usual for one in measured.inside(code)}
    named = usual | {one for code in area.wider for one in measured.inside(code)}
    whole = sum(core.values())
    for code, here in core.items():
        if here >= LIES * whole and code not in usual:
            message = tr("it lies in {code}, which is not named").format(code=code)
            yield Finding(_FILE, area.id, "usual", message, tr(_ADVICE))
    for code, here in wide.items():
        if here >= COVERED * measured.sizes[code] and code not in named:
            message = tr("it covers {code}, which is not named").format(code=code)
            yield Finding(_FILE, area.id, "wider", message, tr(_ADVICE))


AREA_RULES: Final[tuple[AreaRule, ...]] = (validate_area_tables, validate_area_sides, validate_area_words)
