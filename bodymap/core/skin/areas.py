"""Where on the skin the areas of nerve roots and of single nerves are, from the tables that the workshop wrote.

An area is known by how far inside its border each corner of a cell is, in centimetres: from the border to the areas
that stand before it in its set, and to those behind it. Both are read between the corners first and the least taken
then: the strip of a thoracic root is hardly wider than a cell. The core of an area, where its sources agree, begins
inside the border; its wider area, where one of them still goes or a neighbour overlaps, ends outside it, or with what a
source adds. The left is the mirror of the right; nothing crosses the midline.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from bodymap.core.skin.arrays import read_arrays

if TYPE_CHECKING:
    from pathlib import Path

    from bodymap.core.skin.table import Skin

AreaKind = Literal["root", "nerve"]
AREA_KINDS: Final[tuple[AreaKind, ...]] = ("root", "nerve")
NOTHING: Final = 0
"""What is written of a corner that an area does not reach."""
ZERO: Final = 128


class Margins(NamedTuple):
    """How far inside the border the core begins, and how far outside it the wider area ends, in centimetres."""

    core: float
    wide: float


@dataclass(frozen=True, slots=True)
class AreaTable:
    """One set of areas. What is known of a corner stands at the same place in all four lists.

    Attributes:
        ids: the areas, in their order.
        margins, hues: of each; two that meet have different hues, counted from 0.
        ends: where in the lists each area's corners end.
        vertices: the corner, of the right or in the midline.
        before, behind, also: how far inside it is, in steps from ``ZERO`` on.
        steps: so many are a centimetre.

    """

    ids: tuple[str, ...]
    margins: tuple[Margins, ...]
    hues: tuple[int, ...]
    ends: array[int]
    vertices: array[int]
    before: array[int]
    behind: array[int]
    also: array[int]
    steps: int

    def places(self, n: int) -> range:
        """Return where in the lists an area's corners stand."""
        return range(self.ends[n - 1] if n else 0, self.ends[n])


def table_path(folder: Path, kind: AreaKind) -> Path:
    """Return where the table of a set is."""
    return folder / f"areas-{kind}.skin"


def read_areas(folder: Path, kind: AreaKind) -> AreaTable:
    """Read the table of a set. Raises ``OSError``, or ``ValueError`` for a file that is none."""
    path = table_path(folder, kind)
    head, arrays = read_arrays(path)
    try:
        ends, vertices, first = arrays["ends"], array("H"), 0
        for end in ends:
            at = 0
            for step in arrays["vertices"][first:end]:
                at = (at + step) & 0xFFFF
                vertices.append(at)
            first = end
        return AreaTable(
            tuple(head["areas"]),
            tuple(Margins(float(core), float(wide)) for core, wide in head["margins"]),
            tuple(head["hues"]),
            ends,
            vertices,
            arrays["before"],
            arrays["behind"],
            arrays["also"],
            int(head["steps"]),
        )
    except (LookupError, TypeError) as error:
        raise ValueError(f"{path.name} has no areas of the skin ({error})") from error


class Extent(NamedTuple):
    """The cells of the right that an area covers: those of its core, and those of its wider area, the core included."""

    core: frozenset[int]
    wide: frozenset[int]


def extents(table: AreaTable, skin: Skin) -> dict[str, Extent]:
    """Return which cells each area covers: those whose middle is inside."""
    quads, x = skin.quads, skin.x
    right = [cell for cell in range(skin.count) if sum(x[corner] for corner in skin.corners(cell)) < 0]
    around: dict[int, list[int]] = {}
    for cell in right:
        for corner in quads[4 * cell : 4 * cell + 4]:
            around.setdefault(corner, []).append(cell)
    return {one: _extent(table, n, skin, around) for n, one in enumerate(table.ids)}


def _extent(table: AreaTable, n: int, skin: Skin, around: dict[int, list[int]]) -> Extent:
    at = {table.vertices[place]: place for place in table.places(n)}
    margins = table.margins[n]
    core, wide = set(), set()
    for cell in {cell for vertex in at for cell in around.get(vertex, ())}:
        places = [at.get(corner) for corner in skin.corners(cell)]
        before, behind, also = (
            sum(NOTHING if place is None else each[place] for place in places) / 4 - ZERO
            for each in (table.before, table.behind, table.also)
        )
        inside = min(before, behind) / table.steps
        if inside >= margins.core:
            core.add(cell)
        if inside >= -margins.wide or also >= 0:
            wide.add(cell)
    return Extent(frozenset(core), frozenset(wide | core))
