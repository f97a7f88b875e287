"""One sheet as an SVG file: its layers, each placed once on the skin and projected here, drawn anew or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from art import curves, flesh, layers, pathtext, records, svgfile
from art.bones import outline
from art.content import landmark_marks, point_marks, region_paths, site_paths, zone_paths
from art.ink.fading import gradients
from art.ink.skin import skin
from art.ink.style import FLESH, FLESH_FADING, STYLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from art.ink.forms import Forms
    from art.sheets import Sheet


def _muscle(forms: Forms, name: str) -> str:
    muscle_id = name.removeprefix("muscle.")
    depth = records.muscles()[muscle_id]["depth"]
    body = flesh.group(forms, muscle_id)
    return svgfile.group(name, body, data_depth=depth, **{"class": depth}) if body else ""


def _zone(forms: Forms, name: str) -> str:
    body = zone_paths.paths(forms, name.removeprefix("zone."))
    return svgfile.group(name, body, **{"class": name.rpartition(".")[2]}) if body else ""


def _site(forms: Forms, name: str) -> str:
    body = site_paths.path(forms, name.removeprefix("site."))
    return svgfile.group(name, body) if body else ""


def layer(forms: Forms, name: str) -> str:
    """The text of one layer; empty where the sheet does not show it."""
    if forms.seen.sheet.diagram and name.partition(".")[0] not in PLAIN:
        return ""
    return pathtext.in_tenths(DRAWN_BY[name.partition(".")[0]](forms, name))


PLAIN: Final = {"skin", "regions", "muscle", "zone", "point"}
"""What a plain diagram has, of muscles, zones and points what is placed on it: no skin of the body lies on it."""
DRAWN_BY: Final[Mapping[str, Callable[[Forms, str], str]]] = {
    "skin": lambda forms, _: skin(forms),
    "regions": lambda forms, _: region_paths.paths(forms),
    "bones": lambda forms, _: outline.group(forms),
    "landmarks": lambda forms, _: landmark_marks.marks(forms),
    "site": _site,
    "muscle": _muscle,
    "point": lambda forms, name: point_marks.mark(forms, name.removeprefix("point.")),
    "zone": _zone,
}
"""What draws a layer, by the first word of its id."""


def _head(sheet: Sheet, figure: str, size: tuple[str, str]) -> str:
    told: dict[str, Any] = {"figure": figure, "sheet": sheet.id, "units-per-cm": curves.number(sheet.units_per_cm)}
    data = "".join(f' data-{key}="{value}"' for key, value in told.items())
    title = escape(f"{sheet.title}, {figure}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}"{data}>\n<title>{title}</title>\n'
        "<desc>Points, muscles and zones are the patient's right; the left is their mirror.</desc>\n"
        f"<style>{pathtext.style_in_tenths(STYLE)}</style>\n"
    )


def in_painting_order(names: Iterable[str]) -> list[str]:
    """Layers as they are painted: muscles from the deepest to the most superficial, all else as it comes."""
    place = {f"muscle.{muscle_id}": n for n, muscle_id in enumerate(flesh.in_painting_order())}
    return sorted(names, key=lambda name: place.get(name, -1))


def draw(forms: Forms, wanted: Iterable[str] | None = None, before: str = "") -> str:
    """The file of a sheet: the wanted layers drawn anew, all others as ``before`` has them.

    With the skin come the size of the sheet and what its layers share.
    """
    seen, chosen = forms.seen, set(layers.fingerprints() if wanted is None else wanted)
    kept = svgfile.apart(before)
    if "skin" in chosen:
        size = (curves.number(seen.width), curves.number(seen.height))
        kept[svgfile.shared("muscles")] = pathtext.in_tenths(gradients(forms, FLESH, FLESH_FADING))
    else:
        size = svgfile.size(before)
    drawn = {name: layer(forms, name) for name in chosen}
    blocks = {name: drawn.get(name, kept.get(name, "")) for name in in_painting_order(layers.fingerprints())}
    shared = {name: text for name, text in kept.items() if name.endswith(".shared")}
    return svgfile.together(_head(seen.sheet, seen.figure, size), {**shared, **blocks})
