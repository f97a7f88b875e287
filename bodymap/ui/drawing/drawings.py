"""What stage and strip make out of one library of drawings and share: Qt's paths, pictures, and idle time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtGui import QPainterPath

from bodymap.core.pathdata import CLOSE, CURVE, LINE
from bodymap.core.sheets import SheetError
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.idle import IdleQueue
from bodymap.ui.drawing.parts import parts_of
from bodymap.ui.drawing.sheet_layers import KeptLayers, forget_shapes
from bodymap.ui.drawing.thrift import return_freed, return_large_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtSvg import QSvgRenderer

    from bodymap.core.pathdata import Outline
    from bodymap.core.sheets import SheetArt, SheetInfo, SheetLibrary
    from bodymap.core.state import Figure
    from bodymap.ui.drawing.bony import BonePlace
    from bodymap.ui.drawing.labels import RegionPlace
    from bodymap.ui.drawing.layer_shapes import Shape
    from bodymap.ui.drawing.parts import Part

_KEPT_PATHS: Final = 60
"""Elements of sheets that are not on stage whose paths are kept."""
_KEPT_SHAPES: Final = 12
"""Layers whose shapes are kept, a whole drawing each: more than the sheets have that stand side by side."""
_UNLIT: Final = {
    b"bone": ink.BONE,
    b"hollow": ink.BONE_LINE,
    b"belly": ink.UNLIT_MUSCLE,
    b"fibres": ink.UNLIT_LINE,
    b"sheen": ink.UNLIT_SHEEN,
    b"tendon": ink.TENDON,
}
"""The colour of each part of a bone, and of a muscle that is not lit."""


def parse_path(outline: Outline) -> QPainterPath:
    """Return a path as Qt paints it, holes being holes."""
    path = QPainterPath()
    curve, line = path.cubicTo, path.lineTo
    commands, n = outline.steps()
    # Grown bit by bit, a path takes twice the memory. A curve is three elements, anything else one.
    path.reserve(len(commands) + 2 * commands.count(CURVE))
    at = 0
    for command in commands:
        if command == CURVE:
            curve(n[at], n[at + 1], n[at + 2], n[at + 3], n[at + 4], n[at + 5])
            at += 6
        elif command == LINE:
            line(n[at], n[at + 1])
            at += 2
        elif command == CLOSE:
            path.closeSubpath()
        else:
            path.moveTo(n[at], n[at + 1])
            at += 2
    return path


def _outlines(art: SheetArt, element: str) -> Sequence[Outline]:
    kind, _, name = element.partition(".")
    return art.bones.get(name, ()) if kind == "bone" else art.shapes.get(element, ())


def unlit(picture: bytes) -> bytes:
    """Return the bones or muscles of a drawing in the quiet colours of the program, whatever the drawing's own."""
    for part, colour in _UNLIT.items():
        own = re.search(rb"\.%s\{[^}]*?(?:fill|stroke):(#[0-9a-fA-F]{6})" % part, picture)
        if own:
            picture = picture.replace(own[1], colour.encode())
    return picture


class Drawings(QObject):
    """The drawings of one library as Qt paints them. Everything is made when first asked for, and kept.

    Attributes:
        signs: the points whose zones are no pain, such as gooseflesh; drawn in a way of their own.
        queue: idle time, shared so that the more urgent work comes first whoever wants it.
        kept: layers of sheets as they were painted for some stage.

    """

    def __init__(self, library: SheetLibrary) -> None:
        super().__init__()
        self.library = library
        self.signs: frozenset[str] = frozenset()
        self.queue = IdleQueue()
        self._paths: dict[tuple[Figure, str, str], tuple[QPainterPath, ...]] = {}
        self.kept = KeptLayers()
        self._shapes: dict[tuple[Figure, str, str], list[Shape]] = {}
        self._parts: dict[tuple[Figure, str, str], tuple[Part, ...]] = {}
        self._regions: dict[tuple[Figure, str], tuple[RegionPlace, ...]] = {}
        self._bones: dict[tuple[Figure, str], tuple[BonePlace, ...]] = {}
        self._under: dict[tuple[Figure, str, str], tuple[QPainterPath, ...]] = {}

    def art(self, figure: Figure, sheet_id: str) -> SheetArt | SheetError:
        """Return a drawing, or what is wrong with it."""
        try:
            return self.library.art(figure, sheet_id)
        except SheetError as error:
            # Its traceback would keep the frames that called here alive, and a painter among their locals.
            return error.with_traceback(None)

    def paths(self, figure: Figure, sheet_id: str, element: str) -> tuple[QPainterPath, ...]:
        """Return an element's paths in sheet coordinates, outermost first; none when it is not on this sheet."""
        key = (figure, sheet_id, element)
        found = self._paths.get(key)
        if found is None:
            art = self.art(figure, sheet_id)
            outlines = () if isinstance(art, SheetError) else _outlines(art, element)
            found = self._paths[key] = tuple(map(parse_path, outlines))
        return found

    def bones_by(self, figure: Figure, sheet_id: str, muscle_id: str) -> tuple[QPainterPath, ...]:
        """Return the bones that a deep muscle touches on a sheet, in its coordinates; none for another muscle."""
        key = (figure, sheet_id, muscle_id)
        found = self._under.get(key)
        if found is None:
            art = self.art(figure, sheet_id)
            deep = not isinstance(art, SheetError) and art.depths.get(muscle_id) == "deep"
            found = self._under[key] = tuple(self._touched(figure, sheet_id, muscle_id)) if deep else ()
        return found

    def knows_bones_by(self, figure: Figure, sheet_id: str, muscle_id: str) -> bool:
        """Whether ``bones_by`` has been answered before, so that it takes no time."""
        return (figure, sheet_id, muscle_id) in self._under

    def _touched(self, figure: Figure, sheet_id: str, muscle_id: str) -> Iterator[QPainterPath]:
        bellies = self.paths(figure, sheet_id, f"muscle.{muscle_id}.belly")
        for bone in self.library.art(figure, sheet_id).bones:
            for path in self.paths(figure, sheet_id, f"bone.{bone}"):
                if any(path.intersects(belly) for belly in bellies):
                    yield path

    def parts(self, figure: Figure, sheet_id: str, element: str) -> tuple[Part, ...]:
        """Return what of an element hangs together, and how wide that is; none when it is not on this sheet."""
        key = (figure, sheet_id, element)
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = parts_of(self.paths(*key))
        return found

    def region_places(self, figure: Figure, sheet_id: str) -> tuple[RegionPlace, ...]:
        """Return where each region lies on a drawing; nothing for one that cannot be used."""
        from bodymap.ui.drawing.labels import region_places

        key = (figure, sheet_id)
        found = self._regions.get(key)
        if found is None:
            art = self.art(figure, sheet_id)
            places = () if isinstance(art, SheetError) else region_places(self, figure, sheet_id, art)
            found = self._regions[key] = tuple(places)
        return found

    def bone_places(self, figure: Figure, info: SheetInfo) -> tuple[BonePlace, ...]:
        """Return where each bone with a name lies on a drawing; nothing for one that cannot be used."""
        from bodymap.ui.drawing.bony import bone_places

        key = (figure, info.id)
        found = self._bones.get(key)
        if found is None:
            art = self.art(figure, info.id)
            found = self._bones[key] = () if isinstance(art, SheetError) else tuple(bone_places(art, info))
        return found

    def prebuild(self, figure: Figure, sheet_ids: Iterable[str]) -> Iterator[None]:
        """Make every path that a click on these sheets could ask for, a little at a time; an ``IdleQueue`` job."""
        wanted = tuple(sheet_ids)
        self._forget(figure, wanted)
        for sheet_id in wanted:
            art = self.art(figure, sheet_id)
            yield
            if isinstance(art, SheetError):
                continue
            for bone in art.bones if "deep" in art.depths.values() else ():
                self.paths(figure, sheet_id, f"bone.{bone}")
                yield
            for element in art.shapes:
                if not element.startswith("region."):
                    self.paths(figure, sheet_id, element)
                    if element.startswith("zone."):
                        self.parts(figure, sheet_id, element)
                    elif element.endswith(".belly"):
                        yield
                        self.bones_by(figure, sheet_id, element.split(".")[1])
                    yield

    def zone_steps(self, figure: Figure, point_id: str) -> Iterator[None]:
        """Make the paths of a point's zones on every sheet, as the strip shows them; an ``IdleQueue`` job."""
        for info in self.library.infos:
            for kind in ("essential", "spillover"):
                self.paths(figure, info.id, f"zone.{point_id}.{kind}")
            yield

    def _forget(self, figure: Figure, sheet_ids: tuple[str, ...]) -> None:
        """Drop the paths of the other figure, and the oldest of other sheets when there are many."""
        for kept in (self._paths, self._under, self._parts):
            for key in [key for key in kept if key[0] != figure]:
                del kept[key]
        others = [key for key in self._paths if key[1] not in sheet_ids]
        for key in others[:-_KEPT_PATHS]:
            del self._paths[key]
        for aside in (self._under, self._parts):
            for key in [key for key in aside if key[1] not in sheet_ids]:
                del aside[key]

    def tidy(self, figure: Figure, sheet_ids: Iterable[str]) -> Iterator[None]:
        """Let go of what is not needed while these sheets are on stage; the last of the ``IdleQueue``'s jobs."""
        # Told here: what tells it takes 2 ms to load, and the first picture is not to wait for that.
        return_large_blocks()
        wanted = frozenset(sheet_ids)
        self.library.let_go(figure, wanted)
        yield from self.library.pack_steps()
        # Shapes are painted again only where one looks closer; at rest there are the kept layers.
        self._shapes = {key: found for key, found in self._shapes.items() if key[0] == figure and key[1] in wanted}
        yield
        return_freed()

    def shapes(self, figure: Figure, sheet_id: str, layer: str) -> list[Shape]:
        """Return the skin or the muscles of a drawing, shape by shape; none when it has no such layer."""
        key = (figure, sheet_id, layer)
        found = self._shapes.pop(key, None)
        if found is None:
            from bodymap.ui.drawing.layer_shapes import record

            art, renderer = self.art(figure, sheet_id), self.renderer(figure, sheet_id, layer)
            found = [] if renderer is None or isinstance(art, SheetError) else record(renderer, art, cut=False)
        self._shapes[key] = found
        while len(self._shapes) > _KEPT_SHAPES:
            del self._shapes[next(iter(self._shapes))]
        return found

    def forget_painted_steps(self) -> Iterator[None]:
        """Let go of what Qt keeps with the shapes that were painted lately."""
        for shapes in list(self._shapes.values()):
            forget_shapes(shapes)
            yield

    def renderer(self, figure: Figure, sheet_id: str, layer: str) -> QSvgRenderer | None:
        """Return what paints the skin or the muscles of a drawing; ``None`` when it has no such layer."""
        from PySide6.QtSvg import QSvgRenderer

        art = self.art(figure, sheet_id)
        if isinstance(art, SheetError) or layer not in art.pictures:
            return None
        picture = art.pictures[layer]
        return QSvgRenderer(QByteArray(picture if layer == "skin" else unlit(picture)))
