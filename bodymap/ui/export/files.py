"""Draws a point with its zones into a file: PNG, SVG or PDF, with title, sides, legend and source.

Nothing in the two vector formats is a picture of pixels: the stipple is drawn dot by dot.
"""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QRectF, QSaveFile, QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageSize, QPdfWriter

from bodymap.core.language import tr
from bodymap.ui.drawing.drawings import Drawings, drawings_of
from bodymap.ui.export.plate import HEIGHT, PAPER, WIDTH, Plate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bodymap.core.index import AtlasIndex
    from bodymap.core.sheets import SheetArt, SheetInfo, SheetLibrary
    from bodymap.core.state import Figure, SideChoice

_PIXELS_PER_UNIT: Final = 2
_MOST_SHEETS: Final = 3
_SMALL_ZONE: Final = 40.0
"""Square centimetres below which a zone is better drawn on a close-up."""
_LARGER_PART: Final = 0.6
"""Of what a close-up shows of a zone, a whole figure has to show this share to do instead."""
_FAIR_PART: Final = 0.15
"""A sheet that shows less than this share of what the best one shows is not worth its room."""


def render(
    point_id: str,
    sheet: str | None,
    figure: Figure,
    side: SideChoice,
    path: Path,
    *,
    index: AtlasIndex | None = None,
    library: SheetLibrary | None = None,
) -> None:
    """Draw a point into the file at ``path``, whose ending says how: ``.png``, ``.svg`` or ``.pdf``.

    Without ``sheet`` those are drawn on which the point and its zones are seen best. Without ``index`` and
    ``library`` the shipped atlas and drawings are used. An existing file is replaced, all at once or not.

    Raises ``ValueError`` for another ending, ``UnknownIdError`` for another point, ``KeyError`` for another
    sheet, ``SheetError`` when a drawing cannot be used and ``OSError`` when the file cannot be written.
    """
    index, library = index or _shipped_index(), library or _shipped_library()
    _ensure_application()
    kind = path.suffix.lower()
    if kind not in _WRITERS:
        raise ValueError(
            tr("“{name}” must end with one of {endings}").format(name=path.name, endings=", ".join(_WRITERS))
        )
    drawings = drawings_of(library)
    infos = [library.info(sheet)] if sheet else best_sheets(library, figure, point_id)
    page = Plate(drawings, figure, side, index.point(point_id), index.muscle_of(point_id), tuple(infos), index)
    _write(path, _WRITERS[kind](page))


def best_sheets(library: SheetLibrary, figure: Figure, point_id: str) -> list[SheetInfo]:
    """Return the sheets that together show a point and its essential zone best, in the order of the strip.

    Whole figures are easiest to read and come first, unless a zone is small, as on the face, or shows its
    larger part on a close-up only, as on the sole; then one whole figure says where that is. How well a sheet
    shows a zone is measured in square centimetres of the body, so that a close-up does not win by being
    large. Where none shows anything, the first sheet is returned.
    """
    drawings = drawings_of(library)
    arts = {info.id: library.art(figure, info.id) for info in library.infos}
    areas = {name: _zone_area(drawings, figure, name, art, point_id) for name, art in arts.items()}
    whole = {info.id: areas[info.id] for info in library.infos if info.group == "whole"}
    near = {name: area for name, area in areas.items() if name not in whole}
    best_whole, best_near = max(whole.values(), default=0.0), max(near.values(), default=0.0)
    plain = (best_whole >= _SMALL_ZONE and best_whole >= _LARGER_PART * best_near) or not best_near
    chosen = _showing(whole if plain else near, _MOST_SHEETS if plain else _MOST_SHEETS - 1)
    marking = [name for name in (*whole, *near) if point_id in arts[name].points]
    if not plain or not set(marking) & set(chosen):
        context = [name for name in marking if name in whole] or marking or list(whole)
        chosen = [*chosen[: _MOST_SHEETS - 1], *context[:1]]
    found = [info for info in library.infos if info.id in chosen]
    return found or list(library.infos[:1])


def _showing(areas: Mapping[str, float], most: int) -> list[str]:
    """Return the sheets that show a fair part of a zone, those that show most of it first."""
    enough = _FAIR_PART * max(areas.values(), default=0.0)
    ranked = sorted(areas, key=lambda name: -areas[name])
    return [name for name in ranked if areas[name] > 0 and areas[name] >= enough][:most]


def _zone_area(drawings: Drawings, figure: Figure, sheet_id: str, art: SheetArt, point_id: str) -> float:
    """Return the area of a point's essential zone on a sheet in square centimetres."""
    paths = drawings.paths(figure, sheet_id, f"zone.{point_id}.essential")
    pieces = [piece for path in paths[:1] for piece in path.toSubpathPolygons()]
    doubled = 0.0
    for piece in pieces:
        ring = piece.toList()
        doubled += abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairwise(ring)))
    return doubled / 2 / art.units_per_cm**2


def _shipped_index() -> AtlasIndex:
    from bodymap import assets
    from bodymap.core.index import AtlasIndex
    from bodymap.core.overlay import load_in_language

    return AtlasIndex(load_in_language(assets.points_path()).atlas)


def _shipped_library() -> SheetLibrary:
    from bodymap import assets
    from bodymap.core.sheets import SheetLibrary

    return SheetLibrary(assets.svg_root())


_application: QCoreApplication | None = None


def _ensure_application() -> None:
    """Fonts need an application; a script may not have one, nor a display."""
    global _application
    if QCoreApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application = QGuiApplication([])


# Files


def _write(path: Path, data: bytes) -> None:
    """Put a file in its place all at once, so that nobody ever sees half of it."""
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not (opened and file.write(data) == len(data) and file.commit()):
        raise OSError(errno.EIO, file.errorString(), str(path))


def _png(page: Plate) -> bytes:
    image = QImage(round(WIDTH * _PIXELS_PER_UNIT), round(HEIGHT * _PIXELS_PER_UNIT), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_PIXELS_PER_UNIT)
    image.fill(QColor(PAPER))
    page.paint_on(image)
    buffer = _open_buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload] # a format's name is text, whatever the stub says
    return _bytes_of(buffer)


def _svg(page: Plate) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    buffer = _open_buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSizeF(WIDTH, HEIGHT).toSize())
    generator.setViewBox(QRectF(0, 0, WIDTH, HEIGHT))
    generator.setTitle(page.title)
    generator.setDescription(page.says)
    page.paint_on(generator)
    return _bytes_of(buffer)


def _pdf(page: Plate) -> bytes:
    buffer = _open_buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(page.title)
    writer.setCreator("bodymap")
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    wide = 297.0
    writer.setPageSize(QPageSize(QSizeF(wide, wide * HEIGHT / WIDTH), QPageSize.Unit.Millimeter))
    replace(page, fades=False).paint_on(writer, scale=writer.width() / WIDTH)
    return _bytes_of(buffer)


_WRITERS: Final = {".png": _png, ".svg": _svg, ".pdf": _pdf}


def _open_buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _bytes_of(buffer: QBuffer) -> bytes:
    buffer.close()
    return bytes(buffer.data().data())
