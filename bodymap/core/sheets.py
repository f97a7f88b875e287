"""Reads the drawings: which sheets there are, and of one drawing what the program needs to know of it.

Coordinates are those of a drawing's ``viewBox`` (0 0 width height). Geometry other than the skin is the
patient's right side; the left is its mirror, x -> width - x. Nothing is read before it is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import DecodeError, Struct
from msgspec.json import decode

from bodymap.core.finding import Finding
from bodymap.core.language import msg, tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bodymap.core.state import Figure

Layer = Literal["skin", "muscles"]
ZoneKind = Literal["essential", "spillover"]

_REINSTALL: Final = msg("Put the drawing back, or install bodymap again")
_PATH_DATA: Final = re.compile(r"[MCLZ\d\s.,-]+")
_DATA_GROUPS: Final = frozenset({"regions", "muscles", "points", "zones"})
_FLESH_FADE: Final = "fade.belly"
"""The gradient that a muscle is filled with where its drawing dies away."""
Line = tuple[float, float, float, float]
"""From x, y to x, y, in a drawing's own units."""


class SheetError(Exception):
    """A drawing cannot be used; ``finding`` names file, element and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class SheetInfo(Struct, frozen=True, kw_only=True):
    """One sheet as ``sheets.json`` lists it.

    ``patient_right`` says at which edge of the picture the patient's right is; ``None`` on a sheet that shows
    one side only, which is drawn for the right. ``units_per_cm`` is the drawing's scale.
    """

    id: str
    title: str
    group: Literal["whole", "closeup"]
    symmetric: bool
    patient_right: Literal["left", "right"] | None
    units_per_cm: float


class _SheetList(Struct, frozen=True):
    version: Literal[1]
    sheets: tuple[SheetInfo, ...]


@dataclass(frozen=True, slots=True)
class SheetArt:
    """One drawing of one figure.

    Attributes:
        width: of the drawing, in its own units.
        height: of the drawing, in its own units.
        units_per_cm: how many of those units are a centimetre of the body.
        shapes: path data by element, outermost first: ``region.<code>``, ``zone.<point id>.essential``,
            ``zone.<point id>.spillover``, ``muscle.<id>.belly``, ``muscle.<id>.fibres``, ``muscle.<id>.tendon``.
        opacities: the ``fill-opacity`` of each of those paths, 0 to 1, in the same order.
        points: centre of each point, by point id, on the patient's right side.
        depths: ``superficial`` or ``deep`` and the like, by muscle id.
        pictures: the skin and the muscles, each as an SVG document of its own.
        fade: where muscles begin to die away with a drawing that runs on, and where they are gone: x, y, x, y.

    """

    width: float
    height: float
    units_per_cm: float
    shapes: Mapping[str, tuple[str, ...]]
    opacities: Mapping[str, tuple[float, ...]]
    points: Mapping[str, tuple[float, float]]
    depths: Mapping[str, str]
    pictures: Mapping[str, bytes]
    fade: Line | None = None

    def shows_zone(self, point_id: str) -> bool:
        """Whether any of this point's referral is visible on this sheet."""
        return f"zone.{point_id}.essential" in self.shapes or f"zone.{point_id}.spillover" in self.shapes


@dataclass(eq=False)
class SheetLibrary:
    """All drawings under one folder: ``sheets.json`` and ``<figure>/<sheet id>.svg``. Each is read once."""

    svg_root: Path
    _infos: tuple[SheetInfo, ...] | None = None
    _arts: dict[tuple[Figure, str], SheetArt | SheetError] = field(default_factory=dict)

    @property
    def infos(self) -> tuple[SheetInfo, ...]:
        """Every sheet in the order of the strip. Raises ``SheetError`` when the list cannot be read."""
        if self._infos is None:
            self._infos = _read_list(self.svg_root / "sheets.json")
        return self._infos

    def info(self, sheet_id: str) -> SheetInfo:
        """Return one sheet's entry. Raises ``KeyError`` when no sheet has this id."""
        for info in self.infos:
            if info.id == sheet_id:
                return info
        raise KeyError(sheet_id)

    def path(self, figure: Figure, sheet_id: str) -> Path:
        """Return where this drawing's file is, or should be."""
        return self.svg_root / figure / f"{sheet_id}.svg"

    def is_read(self, figure: Figure, sheet_id: str) -> bool:
        """Whether ``art`` would answer from memory."""
        return (figure, sheet_id) in self._arts

    def art(self, figure: Figure, sheet_id: str) -> SheetArt:
        """Return this drawing, reading it the first time. Raises ``SheetError``, each time the same one."""
        key = (figure, sheet_id)
        found = self._arts.get(key)
        if found is None:
            try:
                found = read_sheet(self.path(figure, sheet_id))
            except SheetError as error:
                found = error
            self._arts[key] = found
        if isinstance(found, SheetError):
            raise found
        return found

    def forget(self) -> None:
        """Read everything anew when it is asked for next; for a file that was put right meanwhile."""
        self._infos = None
        self._arts.clear()


def _read_list(path: Path) -> tuple[SheetInfo, ...]:
    data = _read_bytes(path)
    try:
        sheets = decode(data, type=_SheetList).sheets
    except (DecodeError, UnicodeDecodeError) as error:
        raise _error(path, "sheets", tr("the list of sheets is not readable ({error})").format(error=error)) from error
    ids = [info.id for info in sheets]
    if not ids:
        raise _error(path, "sheets", tr("the list of sheets is empty"))
    if len(set(ids)) < len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise _error(path, twice, tr("the sheet is listed twice"), tr("Remove one of the two entries"))
    return sheets


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise _error(path, "", tr("the file is missing")) from None
    except OSError as error:
        raise _error(
            path,
            "",
            tr("the file cannot be read ({reason})").format(reason=error.strerror),
            tr("Check its permissions"),
        ) from error


def _error(path: Path, element: str, message: str, advice: str = "") -> SheetError:
    return SheetError(Finding(str(path), element, "", message, f"{advice or tr(_REINSTALL)}."))


def read_sheet(path: Path) -> SheetArt:
    """Read one drawing. Raises ``SheetError`` that names the first thing wrong with it."""
    from xml.parsers.expat import ExpatError, ParserCreate

    data = _read_bytes(path)
    reader = _Reader(path, data)
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, attributes: reader.start(name, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: reader.end(name, parser.CurrentByteIndex)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except ExpatError as error:
        raise _error(
            path,
            tr("line {number}").format(number=error.lineno),
            tr("the file is not valid XML ({error})").format(error=error),
        ) from error
    return reader.art()


class _Reader:
    """Collects one drawing while expat walks it."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.data = data
        self.depth = 0
        self.group = ""
        self.element = ""
        self.root: dict[str, str] = {}
        self.head_end: int | None = None
        self.spans: dict[str, tuple[int, int]] = {}
        self.shapes: dict[str, list[str]] = {}
        self.opacities: dict[str, list[float]] = {}
        self.points: dict[str, tuple[float, float]] = {}
        self.depths: dict[str, str] = {}
        self.fade: Line | None = None

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        if self.depth == 0:
            self.root = attributes
        elif self.depth == 1:
            self._start_group(name, attributes, at)
        elif self.group in _DATA_GROUPS:
            self._start_datum(name, attributes)
        self.depth += 1

    def _start_group(self, name: str, attributes: dict[str, str], at: int) -> None:
        self.group = self.element = attributes.get("id", "") if name == "g" else ""
        if name == "g" and self.head_end is None:
            self.head_end = at
        if self.group:
            self.spans[self.group] = (at, at)

    def _start_datum(self, name: str, attributes: dict[str, str]) -> None:
        own = attributes.get("id")
        if self.depth == 2:
            self.element = own or ""
        where = own or self.element or self.group
        if "transform" in attributes:
            raise _error(self.path, where, tr("a transform is not understood here"), tr("Write its coordinates out"))
        if name == "circle":
            self._add_point(where, attributes)
        elif name == "path":
            self._add_path(where, attributes)
        elif name == "linearGradient" and own == _FLESH_FADE:
            x1, y1, x2, y2 = (self._number(own, key, attributes.get(key, "")) for key in ("x1", "y1", "x2", "y2"))
            self.fade = x1, y1, x2, y2
        elif own and own.startswith("muscle.") and "data-depth" in attributes:
            self.depths[own.removeprefix("muscle.")] = attributes["data-depth"]

    def _add_point(self, element: str, attributes: dict[str, str]) -> None:
        x, y = (self._number(element, key, attributes.get(key, "")) for key in ("cx", "cy"))
        self.points[element.removeprefix("point.")] = (x, y)

    def _add_path(self, element: str, attributes: dict[str, str]) -> None:
        d = attributes.get("d", "")
        if not _PATH_DATA.fullmatch(d):
            raise _error(
                self.path,
                element,
                tr("the path has commands other than absolute M, C, L and Z"),
                tr("Save it with absolute coordinates, or redraw it in the workshop"),
            )
        if element.startswith("muscle."):
            element = f"{element}.{attributes.get('class', 'belly').split()[0]}"
        opacity = self._number(element, "fill-opacity", attributes.get("fill-opacity", "1"))
        self.shapes.setdefault(element, []).append(d)
        self.opacities.setdefault(element, []).append(opacity)

    def _number(self, element: str, key: str, text: str) -> float:
        try:
            return float(text)
        except ValueError:
            raise _error(
                self.path,
                element,
                tr("{key} is “{text}”, not a number").format(key=key, text=text),
                tr("Correct it, or redraw it in the workshop"),
            ) from None

    def end(self, _name: str, at: int) -> None:
        self.depth -= 1
        if self.depth == 1 and self.group:
            begin, _ = self.spans[self.group]
            self.spans[self.group] = (begin, self.data.index(b">", at) + 1)
            self.group = self.element = ""

    def art(self) -> SheetArt:
        width, height = self._size()
        if "skin" not in self.spans:
            raise _error(self.path, "skin", tr("the drawing has no group with this id"))
        return SheetArt(
            width=width,
            height=height,
            units_per_cm=self._number("svg", "data-units-per-cm", self.root.get("data-units-per-cm", "10")),
            shapes={key: tuple(paths) for key, paths in self.shapes.items()},
            opacities={key: tuple(values) for key, values in self.opacities.items()},
            points=self.points,
            depths=self.depths,
            pictures={layer: self._picture(layer) for layer in ("skin", "muscles") if layer in self.spans},
            fade=self.fade,
        )

    def _size(self) -> tuple[float, float]:
        box = self.root.get("viewBox", "").replace(",", " ").split()
        numbers: list[Any] = [self._number("svg", "viewBox", part) for part in box]
        if len(numbers) != 4 or numbers[:2] != [0, 0] or min(numbers[2:]) <= 0:
            raise _error(
                self.path, "svg", tr("the viewBox is “{box}”, not “0 0 width height”").format(box=" ".join(box))
            )
        return numbers[2], numbers[3]

    def _picture(self, layer: str) -> bytes:
        begin, end = self.spans[layer]
        return self.data[: self.head_end] + self.data[begin:end] + b"</svg>"
