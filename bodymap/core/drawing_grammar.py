"""The grammar of a drawing: which elements lie where, with which attributes, and what each value may be.

It is a closed list. What is not in it, the workshop does not write, and the reader (``drawing_reader``) refuses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

from msgspec import Struct

from bodymap.core.drawing import SLUG, Depth
from bodymap.core.pathdata import REACH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_ZONE: Final = rf"zone\.{SLUG}-[0-9]+\.(?:essential|spillover)"

is_number: Final = re.compile(r"-?(?:[0-9]{1,6}(?:\.[0-9]{1,20})?|\.[0-9]{1,20})").fullmatch
_is_paint: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}|url\(#fade\.[a-z0-9]+\)").fullmatch


def _pattern(text: str) -> Callable[[str], object]:
    return re.compile(text).fullmatch


def _one_of(*values: str) -> Callable[[str], object]:
    return frozenset(values).__contains__


def _between(low: float, high: float) -> Callable[[str], object]:
    return lambda text: is_number(text) and low <= float(text) <= high


TENTHS: Final = "scale(.1)"
"""How a group says that its paths, and all else of it that has a size, are written in tenths of the drawing's units."""
VALUES: Final[Mapping[str, Callable[[str], object]]] = {
    "xmlns": _one_of("http://www.w3.org/2000/svg"),
    "class": _pattern(r"[a-z][a-z-]*"),
    "data-depth": _one_of(*get_args(Depth)),
    "data-figure": _one_of("woman", "man"),
    "data-sheet": _pattern(SLUG),
    "display": _one_of("none"),
    "fill": _is_paint,
    "style": lambda text: text.startswith("fill:") and _is_paint(text[5:]),
    "stop-color": _is_paint,
    "href": _pattern(f"#{_ZONE}"),
    "gradientUnits": _one_of("userSpaceOnUse"),
    "transform": _one_of(TENTHS),
    **dict.fromkeys(("fill-opacity", "stop-opacity", "offset"), _between(0, 1)),
    **dict.fromkeys(("r", "stroke-width"), _between(0, 100)),
    **dict.fromkeys(("cx", "cy"), _between(-REACH, REACH)),
    **dict.fromkeys(("x1", "x2", "y1", "y2"), _between(-10 * REACH, 10 * REACH)),
}
"""What the value of an attribute must be like; those that are not here are looked at where they are used."""


class Kind(Struct, frozen=True, eq=False):
    """What an element may and must have of attributes, what its id looks like, and what lies in it."""

    may: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    is_id: Callable[[str], object] = bool
    inside: Mapping[str, Kind] | None = None

    def knows(self, name: str) -> Kind | None:
        """Return what an element of this name is inside; None where none may be."""
        return None if self.inside is None else self.inside.get(name)


def _kind(must: str = "", may: str = "", id_: str = "", **inside: Kind) -> Kind:
    needed = frozenset(must.split())
    return Kind(needed | frozenset(may.split()), needed, _pattern(id_) if "\\" in id_ else _one_of(id_), inside)


_TEXT: Final = _kind()
_DEFS: Final = _kind(
    linearGradient=_kind(
        "id x1 y1 x2 y2",
        "gradientUnits",
        r"fade\.[a-z0-9]+",
        stop=_kind("offset", "stop-color stop-opacity"),
    )
)
_INK: Final = _kind("d", "class fill fill-opacity stroke-width")
_RIM: Final = _kind("d", "class fill-opacity")
LAYERS: Final[Mapping[str, Kind]] = {
    "skin": _kind(
        "id", "transform", "skin", defs=_DEFS, path=_INK, g=_kind("id", "", r"skin\.[a-z]+", defs=_DEFS, path=_INK)
    ),
    "regions": _kind("id", "display transform", "regions", path=_kind("id d", "", r"region(?:\.[a-z0-9_]+)+")),
    "bones": _kind(
        "id",
        "display transform",
        "bones",
        defs=_DEFS,
        g=_kind("id", "", rf"bone\.{SLUG}", title=_TEXT, path=_kind("class d", "style fill-opacity")),
    ),
    "landmarks": _kind("id", "display", "landmarks", circle=_kind("id cx cy", "r", rf"landmark\.{SLUG}")),
    "sites": _kind("id", "display transform", "sites", g=_kind("id", "", rf"site\.{SLUG}", path=_kind("d"))),
    "muscles": _kind(
        "id",
        "transform",
        "muscles",
        defs=_DEFS,
        g=_kind("id", "class data-depth", rf"muscle\.{SLUG}", path=_kind("class d", "style fill-opacity")),
    ),
    "points": _kind("id", "display", "points", circle=_kind("id cx cy", "r", rf"point\.{SLUG}-[0-9]+")),
    "zones": _kind(
        "id",
        "display transform",
        "zones",
        g=_kind("id", "class", _ZONE, path=_RIM, use=_kind("href")),
        path=_kind("id d", "fill-opacity", _ZONE),
    ),
}
"""The groups of a drawing, in the order of painting, and what lies in each."""
SVG: Final = _kind(
    "xmlns viewBox data-units-per-cm",
    "data-figure data-sheet",
    title=_TEXT,
    desc=_TEXT,
    style=_TEXT,
    g=_kind("id"),
)
WITH_PATHS: Final = LAYERS.keys() - {"landmarks", "points"}
PARTS: Final = {
    "muscles": frozenset({"belly", "sheen", "tendon", "fibres"}),
    "bones": frozenset({"bone", "soft", "hollow", "edge"}),
}
"""What the paths of a muscle and of a bone are, by their class."""
BONES: Final = frozenset({"bone", "soft"})
"""Those that show where a bone is; all else of it is painted from the file's own text, and never asked for by place."""
PAINTED: Final = ("skin", "bones", "muscles")
is_style: Final = re.compile(r"(?:\s*[.\w, -]++\{[\w:;#. -]*+\})*+\s*").fullmatch
"""Selectors and plain properties; no brackets, quotes or at-rules, so nothing can be named that lies elsewhere."""
