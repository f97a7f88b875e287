"""One sheet as an SVG file: skin, regions, muscles, points, zones, each placed once on the skin and projected here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from art import curves, ink, muscles, places, regions, surface, zones
from art.sheets import Seen

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ZONE_TOLERANCE = 0.45
REGION_TOLERANCE = 0.8
MUSCLE_TOLERANCE = 0.4
FIBRE_TOLERANCE = 0.5
"""Sheet units that a fitted curve may leave its line (a unit is a millimetre on whole-body sheets)."""
GRAZING_DEGREES = 78.0
"""Skin that turns further away than this shows no point."""


def _group(name: str, content: str, **attributes: str) -> str:
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<g id="{name}"{extra}>\n{content}</g>\n'


def _field_mask(seen: Seen, field: Floats, at: float) -> Bools:
    with np.errstate(invalid="ignore"):
        return np.asarray(seen.picture.sample(surface.refined(field, 1, 2)) <= at)


def _region_paths(seen: Seen) -> Iterator[str]:
    """The patient's right half of every region that shows."""
    labels, right = regions.labels(), surface.reference()[:, 0] <= 0.02
    half = np.nan_to_num(seen.picture.sample(surface.refined(right.astype(float), 1, 2)), nan=0.0) >= 0.5
    for number, code in enumerate(regions.codes()):
        own = (labels == number).astype(float)
        with np.errstate(invalid="ignore"):
            inside = (seen.picture.sample(surface.refined(own, 1, 2)) > 0.5) & half
        if data := curves.mask_path(inside, seen.to_units, REGION_TOLERANCE, blur=2.0, smallest=20):
            yield f'<path id="region.{code}" d="{data}"/>\n'


@cache
def _anchored(muscle_id: str) -> tuple[tuple[surface.Anchor, tuple[int, int]], ...]:
    """Anchors of the laid fibres of each part, with the array's shape (fibres, steps)."""
    parts = muscles.muscle(muscle_id).parts
    return tuple((surface.anchor(p.fibres.reshape(-1, 3)), (p.fibres.shape[0], p.fibres.shape[1])) for p in parts)


def _runs(shown: Bools) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], shown.astype(int), [0]])))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 3]


def _fibre_lines(seen: Seen, muscle_id: str) -> tuple[list[Floats], list[Floats]]:
    """Visible stretches of the drawn fibres in sheet units: (flesh, tendon)."""
    flesh: list[Floats] = []
    tendon: list[Floats] = []
    for part, (anchor, shape) in zip(muscles.muscle(muscle_id).parts, _anchored(muscle_id), strict=True):
        on = anchor.on(seen.skin(1))
        at = seen.units(on).reshape(*shape, 2)
        shown = seen.shown(on, 0.5).reshape(shape)
        chosen = np.linspace(0, shape[0] - 1, part.drawn).round().astype(int)
        share = np.linspace(0, 1, shape[1])
        soft = (share >= part.tendon[0]) & (share <= 1 - part.tendon[1])
        for i in chosen:
            flesh += [at[i, a:b] for a, b in _runs(shown[i] & soft)]
            tendon += [at[i, a:b] for a, b in _runs(shown[i] & (share <= part.tendon[0] + 0.02))]
            tendon += [at[i, a:b] for a, b in _runs(shown[i] & (share >= 0.98 - part.tendon[1]))]
    return flesh, tendon


def _lines_data(lines: list[Floats]) -> str:
    return "".join(curves.path_data(curves.fitted(line, FIBRE_TOLERANCE, closed=False), closed=False) for line in lines)


def _muscle_groups(seen: Seen) -> Iterator[str]:
    order = {"deep": 0, "intermediate": 1, "superficial": 2}
    for muscle_id in sorted(muscles.ids(), key=lambda m: order[muscles.muscle(m).depth]):
        muscle = muscles.muscle(muscle_id)
        belly = curves.mask_path(_field_mask(seen, muscle.field, 0.0), seen.to_units, MUSCLE_TOLERANCE, blur=1.6)
        if not belly:
            continue
        flesh, tendon = _fibre_lines(seen, muscle_id)
        body = f'<path class="belly" d="{belly}"/>\n'
        if flesh:
            body += f'<path class="fibres" d="{_lines_data(flesh)}"/>\n'
        if tendon:
            body += f'<path class="tendon" d="{_lines_data(tendon)}"/>\n'
        yield _group(f"muscle.{muscle_id}", body, data_depth=muscle.depth, **{"class": muscle.depth})


def _point_circles(seen: Seen) -> Iterator[str]:
    specs = places.read("points")
    if not specs:
        return
    anchor = surface.anchor(np.array([places.place(s) for s in specs.values()]))
    v = seen.skin(1)
    on = anchor.on(v)
    facing = anchor.on(surface.normals(seen.figure, seen.sheet.pose, 1)) @ seen.sheet.camera.axes()[2]
    shown = seen.shown(on, 0.4) & (facing > np.cos(np.deg2rad(GRAZING_DEGREES)))
    radius = curves.number(0.5 * seen.sheet.units_per_cm)
    for name, (x, y), visible in zip(specs, seen.units(on), shown, strict=True):
        if visible:
            yield f'<circle id="point.{name}" cx="{curves.number(x)}" cy="{curves.number(y)}" r="{radius}"/>\n'


def _zone_groups(seen: Seen) -> Iterator[str]:
    for name, field in zones.fields().items():
        picture = seen.picture.sample(surface.refined(np.minimum(field, zones.OUTSIDE), 1, 2))
        body = ""
        for depth, opacity in zip(zones.LEVELS, ink.ZONE_OPACITIES, strict=True):
            with np.errstate(invalid="ignore"):
                inside = picture <= depth
            if data := curves.mask_path(inside, seen.to_units, ZONE_TOLERANCE, blur=1.6, smallest=12):
                body += f'<path fill-opacity="{opacity}" d="{data}"/>\n'
        if body:
            yield _group(f"zone.{name}", body, **{"class": name.rpartition(".")[2]})


def soft(values: Floats, sigma: float, inside: Bools) -> Floats:
    """Blur a picture within a mask, without drawing in what lies outside it."""
    weight = gaussian_filter(inside.astype(float), sigma)
    total = gaussian_filter(np.where(inside, np.nan_to_num(values), 0.0), sigma)
    return np.asarray(np.where(inside, total / np.maximum(weight, 1e-6), np.nan))


@dataclass(frozen=True)
class Drawing:
    """A finished sheet."""

    seen: Seen
    svg: str


def draw(seen: Seen) -> Drawing:
    """All groups of one sheet, in the order of painting."""
    sheet, n = seen.sheet, curves.number
    head: dict[str, Any] = {"figure": seen.figure, "sheet": sheet.id, "units-per-cm": n(sheet.units_per_cm)}
    data = "".join(f' data-{key}="{value}"' for key, value in head.items())
    body = (
        _group("skin", ink.skin(seen))
        + _group("regions", "".join(_region_paths(seen)), display="none")
        + _group("muscles", "".join(_muscle_groups(seen)))
        + _group("points", "".join(_point_circles(seen)), display="none")
        + _group("zones", "".join(_zone_groups(seen)), display="none")
    )
    view_box = f"0 0 {n(seen.width)} {n(seen.height)}"
    title = escape(f"{sheet.title}, {seen.figure}")
    about = "Points, muscles and zones are the patient's right; the left is their mirror."
    return Drawing(
        seen,
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"{data}>\n<title>{title}</title>\n'
        f"<desc>{about}</desc>\n<style>{ink.STYLE}</style>\n{body}</svg>\n",
    )
