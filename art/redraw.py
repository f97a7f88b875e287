"""The steps of drawing anew: laying what is placed, one drawing, and the list of sheets that the program reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from art import coverage, draw, layers, manifest, muscles, regions, sites, zones
from art.bones import fit
from art.coverage import DEGREES
from art.ink.forms import Forms
from art.seen import seen
from art.sheets import SHEETS
from art.surface import level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from art.body import Figure

__all__ = ["DEGREES", "Made", "catalogue", "drawing", "in_order_of_poses", "known_shares", "lay", "parted", "share"]


def parted(name: str) -> tuple[Figure, str]:
    """Figure and sheet of a drawing's name."""
    figure, _, file = name.partition("/")
    return ("woman" if figure == "woman" else "man"), file.removesuffix(".svg")


def in_order_of_poses(names: Iterable[str]) -> list[str]:
    """Drawings of one figure in one pose stand together."""
    poses = {sheet.id: sheet.pose for sheet in SHEETS}
    return sorted(names, key=lambda name: (parted(name)[0], poses[parted(name)[1]]))


def lay(wanted: set[str]) -> None:
    """Lay what some layers need, so that the processes that draw find it laid."""
    for name in sorted(wanted):
        kind, _, record = name.partition(".")
        if kind == "muscle":
            muscles.muscle(record)
        elif kind == "zone":
            zones.field(record)
        elif kind == "site":
            sites.field(record)
        elif kind == "bones":
            for figure in layers.FIGURES:
                fit.fitted(figure)
        elif kind == "regions":
            regions.labels(2)


@dataclass(frozen=True)
class Made:
    """A drawing's text; and, where its skin was drawn, which level-1 triangles it shows well (packed bits)."""

    svg: str
    shows: bytes = b""


def drawing(name: str, wanted: Collection[str]) -> Made:
    """A drawing with the wanted layers drawn anew, all others as its file has them."""
    figure, sheet_id = parted(name)
    path = manifest.OUT / name
    before = layers.text_of(path) if path.exists() else ""
    forms = Forms(seen(next(s for s in SHEETS if s.id == sheet_id), figure))
    svg = draw.draw(forms, wanted, before)
    shows = np.packbits(coverage.shown_by(forms)).tobytes() if "skin" in wanted else b""
    seen.cache_clear()
    return Made(svg, shows)


def catalogue(shares: dict[str, float]) -> str:
    """``sheets.json``: what the program must know of the sheets before it opens any; ``shares``: coverage by figure.

    Which points a sheet shows is read from the drawings as they are now.
    """
    rows: list[dict[str, Any]] = [
        {
            "id": s.id,
            "title": s.title,
            "group": s.group,
            "symmetric": s.symmetric,
            "patient_right": s.patient_right,
            "units_per_cm": s.units_per_cm,
            **({"diagram": True} if s.diagram else {}),
            **manifest.shown(s.id),
        }
        for s in SHEETS
    ]
    listed = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in (("version", 1), ("coverage", shares)))
    sheet_lines = ",\n".join(f" {json.dumps(row)}" for row in rows)
    return "{\n" + "".join(f"{line},\n" for line in listed) + f'"sheets": [\n{sheet_lines}\n]\n}}\n'


def known_shares() -> dict[str, float]:
    """How much of each figure's skin the sheets show, as the list of sheets has it."""
    path = manifest.OUT / "sheets.json"
    if not path.exists():
        return {}
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8")).get("coverage", {})
    return found


def share(figure: Figure, shown: Iterable[bytes]) -> float:
    """How much of a figure's skin is shown by drawings that show these triangles."""
    packed = (np.unpackbits(np.frombuffer(one, np.uint8)).astype(bool) for one in shown)
    count = len(level(1).triangles)
    return round(coverage.measure(figure, (one[:count] for one in packed)).share, 4)
