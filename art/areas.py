"""Skin areas of nerve roots and of single nerves: each place of the skin belongs to the nearest seed along the skin.

``sources/areas.json`` has for each set (``root``, ``nerve``) its areas by id: ``seeds``, a list of strokes, as regions
have them; ``core``, so many centimetres from the border the sources agree; ``wide``, so far beyond it one of them
still goes or a neighbour overlaps; ``also``, shapes of zones (``art.zones``) that a source adds; ``grow`` as in
regions. An id that begins with "-" holds skin that belongs to none of its set and is not written.

Areas of the right end at the midline: seeds stand on both sides, and the left is the mirror.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from art import places, records, skinmap, surface, zones
from art.steady import steady

Floats = NDArray[np.float64]

SETS: Final = ("root", "nerve")
BEYOND: Final = 60.0
"""Centimetres; farther from its seeds than this no area reaches."""
ROUNDS: Final = 10
EVENED: Final = 0.4
"""How often distances are averaged over their neighbours, and how far, in square centimetres: takes the grain of the
mesh out of the borders, and leaves strips of the trunk that are hardly wider than its cells."""
CORE: Final = 0.5
WIDE: Final = 1.5
STEPS: Final = 40
"""Steps a centimetre of the written distances."""
MEETS: Final = 2.0
"""Areas that come so near to a border, in centimetres, from either side must not look alike."""
MOST: Final = 3.1
"""Centimetres; distances from a border are written up to so far."""


def sources(of: str) -> dict[str, Any]:
    """The areas of a set by id, with what holds other skin."""
    found: dict[str, Any] = records.read("areas")[of]
    return found


@cache
def _averaging() -> sparse.csr_matrix:
    joined = (surface.graph() > 0).astype(float)
    return sparse.diags(1 / np.asarray(joined.sum(axis=1)).ravel()) @ joined


@cache
def cell_sizes() -> Floats:
    """For every vertex of level 1 how far the largest cell around it is across, in centimetres."""
    quads, v = surface.level(1).quads, surface.reference()
    found = np.zeros(len(v))
    across = np.maximum(*(np.linalg.norm(v[quads[:, a]] - v[quads[:, b]], axis=1) for a, b in ((0, 2), (1, 3))))
    for corner in range(4):
        np.maximum.at(found, quads[:, corner], across)
    return found


def _reach(spec: dict[str, Any]) -> Floats:
    """Distance along the skin from the seeds on both sides, in centimetres, less what the area grows."""
    points = np.concatenate([places.line(stroke) for stroke in spec["seeds"]])
    apart, _ = cKDTree(points).query(surface.reference())
    # From the vertices around a stroke, each as far as it is from it: a stroke need not run along the mesh.
    begin = apart < 0.7 * cell_sizes()
    begin[surface.tree().query(points)[1]] = True
    begin |= begin[surface.mirror()]
    apart = np.minimum(apart, apart[surface.mirror()])
    first = np.flatnonzero(begin)
    edges = sparse.csr_matrix((apart[first] + 1e-9, (np.zeros(len(first), int), first)), (1, len(begin)))
    graph = surface.graph()
    whole = sparse.bmat([[graph, sparse.csr_matrix((len(begin), 1))], [edges, None]], format="csr")
    along = dijkstra(whole, indices=len(begin), limit=BEYOND)[:-1]
    return np.asarray(np.minimum(along, BEYOND) - float(spec.get("grow", 0.0)))


@cache
def reaches(of: str) -> Floats:
    """For every vertex of level 1 (row) and area of a set its distance from the seeds, borders evened."""
    reach = np.stack([_reach(spec) for spec in sources(of).values()], axis=1)
    share = np.minimum(0.6, EVENED / cell_sizes() ** 2)[:, None]
    for _ in range(ROUNDS):
        reach = (1 - share) * reach + share * (_averaging() @ reach)
    return reach


class Area(NamedTuple):
    """How far inside an area each vertex of level 1 is, in centimetres.

    From the border to the areas that stand before it in the sources; from that to those behind it; and inside what a
    source adds (-``MOST`` where none does). Apart, as the least of them has an edge in the middle of a strip, which a
    cell as wide as the strip would cut off.
    """

    before: Floats
    behind: Floats
    also: Floats

    def inside(self) -> Floats:
        """How far inside the border a vertex is."""
        return np.minimum(self.before, self.behind)


@cache
def areas(of: str) -> dict[str, Area]:
    """The areas of a set by id."""
    reach, found = reaches(of), {}
    for n, (name, spec) in enumerate(sources(of).items()):
        if name.startswith("-"):
            continue
        before, behind = (_border(some, reach[:, n]) for some in (reach[:, :n], reach[:, n + 1 :]))
        also = _within(spec["also"]) if "also" in spec else np.full(len(reach), -MOST)
        found[name] = Area(*map(steady, (before, behind, also)))
    return found


def _border(others: Floats, own: Floats) -> Floats:
    return np.asarray((others.min(axis=1) - own) / 2 if others.shape[1] else np.full(len(own), BEYOND))


def _within(shapes: list[dict[str, Any]]) -> Floats:
    """How far inside shapes each vertex is: some of their radius, which is right at the rim."""
    found = np.full(surface.level(1).count, -MOST)
    for shape in shapes:
        radius = shape["radius"] if isinstance(shape["radius"], list) else [shape["radius"]]
        own = (1 - zones.shape_field(shape)[: len(found)]) * float(np.mean(radius))
        found = np.maximum(found, own)
    return np.asarray(np.maximum(found, found[surface.mirror()]))


def margins(of: str, name: str) -> tuple[float, float]:
    """How far inside the border an area's core begins, and how far outside it its wider area ends."""
    spec = sources(of)[name]
    return float(spec.get("core", CORE)), float(spec.get("wide", WIDE))


def hues(of: str) -> list[int]:
    """A number for each area, another one than any that it meets, as few as can be done so simply."""
    near = np.stack([area.inside() > -MEETS for area in areas(of).values()])
    found: list[int] = []
    for n in range(len(near)):
        taken = {found[other] for other in range(n) if (near[n] & near[other]).any()}
        found.append(next(hue for hue in range(len(near)) if hue not in taken))
    return found


def table(of: str) -> bytes:
    """The file of a set: for each area the vertices of the right that it reaches, and how far inside each is.

    ``vertices``: each less the one before, those of an area up to its place in ``ends``; ``before``, ``behind`` and
    ``also``: 128 and so many steps of a centimetre as the field ``steps`` says.
    """
    size, right = cell_sizes(), surface.reference()[:, 0] < 1e-6
    names, ends, rows = list(areas(of)), [0], []
    for name in names:
        area, (_, wide) = areas(of)[name], margins(of, name)
        # Of a cell that the rim goes through every corner is written.
        kept = np.flatnonzero(right & (np.maximum(area.inside() + wide, area.also) > -1.2 * size))
        rows.append((np.diff(kept, prepend=0), *(_steps(each[kept]) for each in area)))
        ends.append(ends[-1] + len(kept))
    vertices, before, behind, also = (np.concatenate(each) for each in zip(*rows, strict=True))
    arrays: dict[str, NDArray[Any]] = {
        "ends": np.array(ends[1:], np.uint32),
        "vertices": vertices.astype(np.uint16),
        "before": before,
        "behind": behind,
        "also": also,
    }
    fields = {
        "set": of,
        "areas": names,
        "margins": [margins(of, name) for name in names],
        "hues": hues(of),
        "steps": STEPS,
    }
    return skinmap.packed("areas", fields, arrays)


def _steps(depth: Floats) -> NDArray[np.uint8]:
    return np.asarray(np.rint(np.clip(depth, -MOST, MOST) * STEPS) + 128, np.uint8)
