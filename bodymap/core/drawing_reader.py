"""Reads one drawing, and refuses whatever the workshop does not write.

A drawing is a closed list of elements in fixed places, each with a closed list of attributes, and every value is
checked as it comes in. So nothing behind the reader meets a number without sense, and Qt, which paints the skin and
the muscles from the file's own text, meets nothing that would have it look elsewhere.
"""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Final

from bodymap.core.drawing import (
    MOST_BYTES,
    Contents,
    Fade,
    SheetArt,
    SheetError,
    art_of,
    is_scale,
    packed_spans,
    read_bytes,
    sheet_error,
)
from bodymap.core.drawing_grammar import (
    BONES,
    LAYERS,
    PAINTED,
    PARTS,
    SVG,
    VALUES,
    WITH_PATHS,
    Kind,
    is_number,
    is_style,
)
from bodymap.core.finding import legible
from bodymap.core.language import msg, tr
from bodymap.core.pathdata import PathError, read_path

if TYPE_CHECKING:
    from collections.abc import Set
    from pathlib import Path
    from xml.parsers.expat import XMLParserType

    from bodymap.core.drawing import Line


SIDE: Final = (50.0, 5_000.0)
"""How long a side of a drawing may be, in its own units ..."""
SIDE_CM: Final = (2.0, 400.0)
"""... and on the body, in centimetres."""
_MOST_DRAWN_OUT: Final = 12.0
"""How many times longer one side of a drawing may be than the other."""
_FLESH_FADE: Final = "fade.belly"
"""The gradient that a muscle is filled with where its drawing dies away."""
_REDRAW: Final = msg("Correct it, or redraw it in the workshop.")


def read_sheet(path: Path) -> SheetArt:
    """Read one drawing. Raises ``SheetError`` that names the first thing wrong with it."""
    data = read_bytes(path, MOST_BYTES)
    contents, more = read_contents(path, data)
    return art_of(contents, data + more)


def read_contents(path: Path, data: bytes) -> tuple[Contents, bytes]:
    """Return what is in a drawing's file, and what is to be put behind it for the places given there to be true.

    That is nothing unless path data is written in a roundabout way. Raises ``SheetError``.
    """
    from xml.parsers.expat import ExpatError, ParserCreate

    # Qt paints from the same bytes, so that an encoding which the file names must not make them mean something else.
    parser = ParserCreate("UTF-8")
    reader = _Reader(path, data, parser)
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = reader.declaration, reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except ExpatError as error:
        message = tr("the file is not valid XML ({reason})").format(reason=error)
        raise sheet_error(path, tr("line {number}").format(number=error.lineno), "", message) from error
    finally:
        # Parser and reader hold each other, and the reader the whole file: not until a collection comes by.
        del reader.parser
    return reader.contents(), bytes(reader.more)


class _Reader:
    """Collects one drawing while expat walks it."""

    def __init__(self, path: Path, data: bytes, parser: XMLParserType) -> None:
        self.path = path
        self.data = data
        self.parser = parser
        self.kinds: list[Kind] = [Kind(inside={"svg": SVG})]
        self.layer = ""
        self.element = ""
        self.style: list[str] = []
        self.root: dict[str, str] = {}
        self.head_end: int | None = None
        self.fineness = 0
        self.seen: set[str] = set()
        self.good: set[tuple[str, str]] = set()
        self.looked_at: dict[tuple[Kind | str, ...], tuple[str, ...]] = {}
        self.spans: dict[str, tuple[int, int]] = {}
        self.shapes: dict[str, list[tuple[int, int]]] = {}
        self.more = bytearray()
        self.points: dict[str, tuple[float, float]] = {}
        self.depths: dict[str, str] = {}
        self.bones: dict[str, list[tuple[int, int]]] = {}
        self.landmarks: dict[str, tuple[float, float]] = {}
        self.gradient = ""
        self.fade_line: Line | None = None
        self.fading: list[tuple[float, float]] = []

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            message = tr("the file says that it is written in {encoding}, not in UTF-8")
            raise self._error("xml", "encoding", message.format(encoding=legible(encoding, 20)))

    def doctype(self, name: str, _system: str | None, _public: str | None, _internal: int) -> None:
        raise self._error(name, "DOCTYPE", tr("a drawing has no such declaration"))

    def instruction(self, target: str, _data: str) -> None:
        raise self._error(target, "", tr("a drawing has no processing instructions"))

    def _error(self, element: str, field: str, message: str) -> SheetError:
        return sheet_error(self.path, element, field, message, _REDRAW)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        depth = len(self.kinds)
        own = attributes.get("id", "")
        where = own or self.element or self.layer or name
        kind = self.kinds[-1].knows(name)
        if depth == 2 and name == "g":
            kind = LAYERS.get(own)
        if kind is None:
            raise self._error(where, name, tr("a drawing has no such element here"))
        self._check(where, kind, attributes)
        self.kinds.append(kind)
        if depth == 1:
            self.root = attributes
        elif depth == 2:
            self._start_layer(name, own, attributes.get("transform"))
        elif self.layer == "skin":
            if name == "path":
                self._check_path(where, attributes["d"])
        else:
            self._start_datum(depth, name, attributes)

    def _check(self, where: str, kind: Kind, attributes: dict[str, str]) -> None:
        """Compare an element's attributes with what it may have."""
        key: tuple[Kind | str, ...] = (kind, *attributes)
        looked_at = self.looked_at.get(key)
        if looked_at is None:
            looked_at = self.looked_at[key] = self._check_names(where, kind, attributes.keys())
        for name in looked_at:
            value = attributes[name]
            if (name, value) not in self.good:
                if not VALUES[name](value):
                    raise self._error(where, name, _not_so(value))
                self.good.add((name, value))
        if "id" in attributes:
            self._check_id(kind, attributes["id"])

    def _check_names(self, where: str, kind: Kind, names: Set[str]) -> tuple[str, ...]:
        """Return those of an element's attributes whose values are to be looked at."""
        if strange := names - kind.may:
            raise self._error(where, min(strange), tr("a drawing has no such attribute here"))
        if missing := kind.must - names:
            raise self._error(where, min(missing), tr("the attribute is missing"))
        return tuple(names & VALUES.keys())

    def _check_id(self, kind: Kind, own: str) -> None:
        if not kind.is_id(own):
            raise self._error(own or self.layer, "id", tr("no element here has an id like this"))
        if own in self.seen and not own.startswith("fade."):
            raise self._error(own, "id", tr("it stands twice in the drawing"))
        self.seen.add(own)

    def _start_layer(self, name: str, own: str, scale: str | None) -> None:
        if name == "style":
            self.parser.CharacterDataHandler = self.style.append
        if name == "g":
            at = self.parser.CurrentByteIndex
            if self.head_end is None:
                self.head_end = at
            self.layer = own
            self.spans[own] = (at, at)
            fineness = 10 if scale else 1
            if own in WITH_PATHS:
                self._write_in(fineness, own)

    def _write_in(self, fineness: int, layer: str) -> None:
        """Note in what units a layer is written; all that have paths are written in the same."""
        if self.fineness not in {0, fineness}:
            said = tr("the attribute is missing") if fineness == 1 else tr("a drawing has no such attribute here")
            raise self._error(layer, "transform", said)
        self.fineness = fineness

    def _start_datum(self, depth: int, name: str, attributes: dict[str, str]) -> None:
        own = attributes.get("id")
        if depth == 3:
            # The same elements are on many sheets.
            self.element = intern(own or "")
        if name == "circle":
            places = self.landmarks if self.layer == "landmarks" else self.points
            places[intern(self.element.partition(".")[2])] = float(attributes["cx"]), float(attributes["cy"])
        elif name == "path":
            self._add_path(attributes)
        elif name == "use":
            self._use(attributes["href"])
        elif name == "linearGradient":
            self.gradient = own or ""
            if own == _FLESH_FADE:
                x1, y1, x2, y2 = (float(attributes[key]) / self.fineness for key in ("x1", "y1", "x2", "y2"))
                self.fade_line = x1, y1, x2, y2
        elif name == "stop" and self.gradient == _FLESH_FADE:
            self.fading.append((float(attributes["offset"]), float(attributes.get("stop-opacity", 1))))
        elif "data-depth" in attributes:
            self.depths[intern(self.element.removeprefix("muscle."))] = intern(attributes["data-depth"])

    def _add_path(self, attributes: dict[str, str]) -> None:
        element = self.element
        self._check_path(element, attributes["d"])
        if (parts := PARTS.get(self.layer)) and attributes["class"] not in parts:
            raise self._error(element, "class", _not_so(attributes["class"]))
        if self.layer == "bones":
            if attributes["class"] in BONES:
                self.bones.setdefault(element.removeprefix("bone."), []).append(self._span(attributes["d"].encode()))
            return
        if self.layer == "muscles":
            element = intern(f"{element}.{attributes['class']}")
        self.shapes.setdefault(element, []).append(self._span(attributes["d"].encode()))

    def _use(self, href: str) -> None:
        """Give a zone that lies where another does the other's outlines, which are kept once."""
        other, element = href[1:], self.element
        if other not in self.shapes or element in self.shapes:
            raise self._error(element, "href", _not_so(href))
        self.shapes[element] = list(self.shapes[other])

    def _span(self, d: bytes) -> tuple[int, int]:
        """Return where the path data of the present element begins and ends."""
        begin = self.data.find(b' d="', self.parser.CurrentByteIndex) + 4
        if not self.data.startswith(d + b'"', begin):
            begin = len(self.data) + len(self.more)
            self.more += d
        return begin, begin + len(d)

    def _check_path(self, element: str, d: str) -> None:
        try:
            read_path(d, self.fineness)
        except PathError as error:
            raise self._error(element, "d", str(error)) from None

    def end(self, name: str) -> None:
        self.kinds.pop()
        if len(self.kinds) == 2:
            self._end_layer(name)

    def _end_layer(self, name: str) -> None:
        if name == "style":
            self.parser.CharacterDataHandler = None
        elif name == "g":
            begin, _ = self.spans[self.layer]
            self.spans[self.layer] = (begin, self.data.index(b">", self.parser.CurrentByteIndex) + 1)
            self.layer = self.element = ""

    def contents(self) -> Contents:
        if not is_style("".join(self.style)):
            raise self._error("style", "", tr("a drawing has only plain colours and widths here"))
        width, height = self._size()
        if "skin" not in self.spans or self.head_end is None:
            raise self._error("skin", "", tr("the drawing has no group with this id"))
        return Contents(
            width=width,
            height=height,
            units_per_cm=self._scale(width, height),
            fineness=self.fineness,
            shapes=packed_spans(self.shapes),
            points=self.points,
            depths=self.depths,
            layers={layer: self.spans[layer] for layer in PAINTED if layer in self.spans},
            head=self.head_end,
            fade=self._fade(),
            bones=packed_spans(self.bones),
            landmarks=self.landmarks,
        )

    def _fade(self) -> Fade | None:
        if self.fade_line is None:
            return None
        x1, y1, x2, y2 = self.fade_line
        stops = sorted(self.fading)
        if (x1, y1) == (x2, y2) or not any(strength == 1 for _, strength in stops):
            raise self._error(_FLESH_FADE, "stop-opacity", tr("the attribute is missing"))
        return Fade(self.fade_line, tuple(stops))

    def _size(self) -> tuple[float, float]:
        box = self.root["viewBox"]
        parts = box.replace(",", " ").split()
        if len(parts) != 4 or not all(map(is_number, parts)) or float(parts[0]) or float(parts[1]):
            raise self._error("svg", "viewBox", tr("it is “{text}”, not “0 0 width height”").format(text=_short(box)))
        width, height = float(parts[2]), float(parts[3])
        low, high = min(width, height), max(width, height)
        if not SIDE[0] <= low <= high <= min(SIDE[1], low * _MOST_DRAWN_OUT):
            raise self._error("svg", "viewBox", tr("no drawing has a size like “{text}”").format(text=_short(box)))
        return width, height

    def _scale(self, width: float, height: float) -> float:
        text = self.root["data-units-per-cm"]
        units = float(text) if is_number(text) else 0.0
        if not is_scale(units) or not all(SIDE_CM[0] <= side / units <= SIDE_CM[1] for side in (width, height)):
            message = tr("no drawing has a scale like “{text}”").format(text=_short(text))
            raise self._error("svg", "data-units-per-cm", message)
        return units


def _short(value: str) -> str:
    return legible(value, 60)


def _not_so(value: str) -> str:
    return tr("“{text}” is not what may stand here").format(text=_short(value))
