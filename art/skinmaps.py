"""``python -m art.skinmaps``: write what is stale of ``resources/skin/``, the skin at run time (``art.skinmap``).

``--areas`` writes the skin areas of nerves alone (``art.areas``), which takes half a minute. ``manifest.json`` has a
fingerprint a file, so that a test finds maps made from other sources than the present ones. The program reads none of
it at start. Imports what needs no mesh, but to write.
"""

from __future__ import annotations

import json
import sys
from typing import Final

from art import layers, manifest, records
from art.sheets import SHEETS

FOLDER: Final = manifest.ROOT / "resources" / "skin"
CELLS: Final = "cells.skin"
PLACES: Final = "places.skin"
AREAS: Final = {"areas-root.skin": "root", "areas-nerve.skin": "nerve"}
"""The tables of ``art.areas``, each with its set."""
MANIFEST: Final = "manifest.json"


def fingerprints() -> dict[str, str]:
    """Every file there should be, the tables first, with the fingerprint of what it is made from now."""
    made, zones = layers.made_by("art.skinmap"), records.zones()
    plain = {sheet.id for sheet in SHEETS if sheet.diagram}
    maps = {
        name.replace(".svg", ".skin"): layers.digest(made, print_)
        for name, print_ in layers.drawings().items()
        if name.rpartition("/")[2].removesuffix(".svg") not in plain
    }
    cells = layers.digest(made, zones, layers.landmarks_of(zones))
    areas = {name: layers.digest(layers.made_by("art.areas"), of) for name, of in AREAS.items()}
    return {CELLS: cells, PLACES: layers.digest(layers.made_by("art.skinplaces")), **areas, **maps}


def written() -> dict[str, str]:
    """The fingerprints that the files there are were made from."""
    path = FOLDER / MANIFEST
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: print_ for name, print_ in found.items() if (FOLDER / name).exists()}


def stale() -> list[str]:
    """The files that are missing or were made from other sources."""
    now, then = fingerprints(), written()
    return [name for name in now if then.get(name) != now[name]]


def write(names: list[str]) -> None:
    """Note files just written; what is known of others stays."""
    now, then = fingerprints(), written()
    kept = {name: now[name] if name in names else then[name] for name in now if name in names or name in then}
    (FOLDER / MANIFEST).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8", newline="\n")


def write_areas(left: list[str]) -> None:
    """Write the tables of skin areas that are among these names."""
    from art import areas

    for name in AREAS.keys() & set(left):
        (FOLDER / name).write_bytes(areas.table(AREAS[name]))
        write([name])
        print(f"{name} {(FOLDER / name).stat().st_size / 1024:.0f} kB", flush=True)


def main(*asked: str) -> int:
    """Write the tables and the sheets' maps, where they are stale."""
    left = stale()
    write_areas(left)
    return 0 if "--areas" in asked else write_maps([name for name in left if name not in AREAS])


def write_maps(left: list[str]) -> int:
    """Write the table of cells, that of places, and the sheets' maps that are among these names."""
    from art import redraw, skinmap, skinplaces
    from art.seen import seen

    for name in left:
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
    if CELLS in left:
        (FOLDER / CELLS).write_bytes(skinmap.table())
        write([CELLS])
    if PLACES in left:
        (FOLDER / PLACES).write_bytes(skinplaces.places())
        write([PLACES])
    for drawing in redraw.in_order_of_poses(manifest.names()):
        name = drawing.replace(".svg", ".skin")
        if name not in left:
            continue
        figure, sheet_id = redraw.parted(drawing)
        (FOLDER / name).write_bytes(skinmap.sheet_map(seen(next(s for s in SHEETS if s.id == sheet_id), figure)))
        write([name])
        print(f"{name} {(FOLDER / name).stat().st_size / 1024:.0f} kB", flush=True)
        seen.cache_clear()
    print(f"{sum(path.stat().st_size for path in FOLDER.rglob('*.skin')) / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
