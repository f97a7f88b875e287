"""One sheet as an SVG file: skin, regions, muscles, points, zones, each placed once on the skin and projected here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects

from art import curves, flesh, ink, muscles, pathtext, places, records, regions, surface, zones
from art.bones import outline
from art.ink.forms import Forms
from art.raster import box_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from art.sheets import Seen

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ZONE_TOLERANCE = 0.9
REGION_TOLERANCE = 1.4
"""Sheet units that a fitted curve may leave its line (a unit is a millimetre on whole-body sheets)."""
LEAST_FADE = 0.2
"""Where less of a fading drawing is left, nothing is placed any more."""
GRAZING_DEGREES = 78.0
"""Skin that turns further away than this shows no point."""


def _group(name: str, content: str, **attributes: str) -> str:
    extra = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    return f'<g id="{name}"{extra}>\n{content}</g>\n'


def _pressable(forms: Forms) -> Bools:
    """Skin on which something may be placed: not the inside of a body cut open, nor where the drawing has died away."""
    return np.asarray(forms.skin & ~forms.section & (forms.fade >= LEAST_FADE))


def _region_paths(seen: Seen, pressable: Bools) -> Iterator[str]:
    """The patient's right half of every region that shows."""
    right = surface.reference()[:, 0] <= 0.02
    half = np.nan_to_num(seen.picture.sample(surface.refined(right.astype(float), 1, 2)), nan=0.0) >= 0.5
    label = np.where(half & pressable, regions.labelled(seen.picture, 2), -1)
    # Slices of the rows and columns where each label occurs, None where it does not.
    boxes = find_objects(label + 1, max_label=len(regions.codes()))
    for number, (code, box) in enumerate(zip(regions.codes(), boxes, strict=True)):
        if box is None:
            continue
        corner = (box[1].start, box[0].start)
        inside = label[box] == number
        data = curves.mask_path(inside, seen.to_units, REGION_TOLERANCE, blur=2.0, smallest=20, corner=corner)
        if data:
            yield f'<path id="region.{code}" d="{data}"/>\n'


def _muscle_groups(seen: Seen, forms: Forms, pressable: Bools) -> Iterator[str]:
    yield ink.flesh_gradients(forms)
    for muscle_id in flesh.in_painting_order():
        if body := flesh.group(seen, muscle_id, pressable, forms.fade):
            depth = muscles.muscle(muscle_id).depth
            yield _group(f"muscle.{muscle_id}", body, data_depth=depth, **{"class": depth})


def _point_circles(seen: Seen, pressable: Bools) -> Iterator[str]:
    specs = records.points()
    if not specs:
        return
    anchor = surface.anchor(np.array([places.place(s) for s in specs.values()]))
    v = seen.skin(1)
    on = anchor.on(v)
    facing = anchor.on(surface.normals(seen.figure, seen.sheet.pose, 1)) @ seen.sheet.camera.axes()[2]
    shown = seen.draws(anchor) & seen.shown(on, 0.4) & (facing > np.cos(np.deg2rad(GRAZING_DEGREES)))
    column, row = np.floor(seen.pixels(on)[shown, :2]).astype(int).T
    shown[shown] = pressable[row, column]
    radius = curves.number(0.5 * seen.sheet.units_per_cm)
    for name, (x, y), visible in zip(specs, seen.units(on), shown, strict=True):
        if visible:
            yield f'<circle id="point.{name}" cx="{curves.number(x)}" cy="{curves.number(y)}" r="{radius}"/>\n'


def _zone_groups(seen: Seen, pressable: Bools) -> Iterator[str]:
    pixels = seen.pixels(seen.skin(2))
    drawn: dict[str, str] = {}
    for name, field in zones.fields().items():
        box = box_around(pixels[field <= 1.0], 8, seen.picture.depth.shape)
        if box.empty:
            continue
        picture = np.nan_to_num(seen.picture.cut(box).sample(field), nan=zones.OUTSIDE)
        picture[~pressable[box.top : box.bottom, box.left : box.right]] = zones.OUTSIDE
        corner, body = (box.left, box.top), ""
        for depth, opacity in zip(zones.LEVELS, ink.ZONE_OPACITIES, strict=True):
            data = curves.mask_path(
                picture <= depth, seen.to_units, ZONE_TOLERANCE, blur=2.2, smallest=12, corner=corner
            )
            if data:
                body += f'<path fill-opacity="{opacity}" d="{data}"/>\n'
        if body:
            # Points that refer to the same place share one drawing of it.
            other = drawn.setdefault(body, name)
            shared = body if other == name else f'<use href="#zone.{other}"/>\n'
            yield _group(f"zone.{name}", shared, **{"class": name.rpartition(".")[2]})


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
    forms = Forms(seen)
    pressable = _pressable(forms)
    body = (
        _group("skin", ink.skin(forms))
        + _group("regions", "".join(_region_paths(seen, pressable)), display="none")
        + _group("bones", outline.group(forms), display="none")
        + _group("muscles", "".join(_muscle_groups(seen, forms, pressable)))
        + _group("points", "".join(_point_circles(seen, pressable)), display="none")
        + _group("zones", "".join(_zone_groups(seen, pressable)), display="none")
    )
    view_box = f"0 0 {n(seen.width)} {n(seen.height)}"
    title = escape(f"{sheet.title}, {seen.figure}")
    about = "Points, muscles and zones are the patient's right; the left is their mirror."
    return Drawing(
        seen,
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"{data}>\n<title>{title}</title>\n'
        f"<desc>{about}</desc>\n<style>{ink.STYLE}</style>\n{pathtext.shortened(body)}</svg>\n",
    )
