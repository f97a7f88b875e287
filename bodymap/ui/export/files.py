"""Draws a point with its zones into a file: PNG, SVG or PDF, with title, sides, legend and source.

Nothing in the two vector formats is a picture of pixels: the stipple is drawn dot by dot.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from bodymap.core.language import tr
from bodymap.ui.drawing import ink
from bodymap.ui.drawing.best_sheets import best_sheets
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.layout import shown_sides
from bodymap.ui.export.page import DENSITY, paint_page
from bodymap.ui.export.pdf_file import pdf_bytes
from bodymap.ui.export.plate import Plate
from bodymap.ui.export.shown import Shown, Subject
from bodymap.ui.export.svg_file import svg_text
from bodymap.ui.saving import png, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bodymap.core.index import AtlasIndex
    from bodymap.core.sheets import SheetInfo, SheetLibrary
    from bodymap.core.state import Figure, Side, SideChoice, Spot
    from bodymap.ui.export.page import Page

MOST_SHEETS: Final = 4
"""As many sheets are still large enough on one page."""


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
    kind = path.suffix.lower()
    if kind not in _WRITERS:
        raise ValueError(
            tr("“{name}” must end with one of {endings}").format(name=path.name, endings=", ".join(_WRITERS))
        )
    write_file(path, drawn(point_id, sheet, figure, side, kind, index=index, library=library))


def drawn(
    point_id: str,
    sheet: str | None,
    figure: Figure,
    side: SideChoice,
    kind: str,
    *,
    index: AtlasIndex | None = None,
    library: SheetLibrary | None = None,
) -> bytes:
    """Return what ``render`` would write into a file that ends with ``kind``, such as ``.png``.

    Raises what ``render`` raises for its request, and ``KeyError`` for another ending.
    """
    index, library = index or _shipped_index(), library or _shipped_library()
    ensure_application()
    drawings = Drawings(library)
    drawings.signs = index.signs
    subjects = (Subject(index.point(point_id), index.muscle_of(point_id), shown_sides(side)),)
    infos = (library.info(sheet),) if sheet else sheets_for(drawings, figure, subjects)
    return _WRITERS[kind](Plate(Shown(drawings, figure, side, subjects, infos), index).page())


def bytes_of_page(page: Page, kind: str) -> bytes:
    """Return a page as a file that ends with ``kind``. Raises ``KeyError`` for an ending that is none of ENDINGS."""
    return _WRITERS[kind](page)


def subjects_of(index: AtlasIndex, lit: Sequence[Spot]) -> tuple[Subject, ...]:
    """Return what is lit as a page shows it: each point once, with its sides, and its letter among several."""
    sides: dict[str, list[Side]] = {}
    for spot in lit:
        sides.setdefault(spot.point_id, []).append(spot.side)
    several = len(sides) > 1
    return tuple(
        Subject(
            index.point(point_id),
            index.muscle_of(point_id),
            tuple(sorted(on, reverse=True)),
            ink.HUES[number],
            ink.LETTERS[number] if several else "",
        )
        for number, (point_id, on) in enumerate(sides.items())
    )


def side_of(subjects: Iterable[Subject]) -> SideChoice:
    """Return the choice of side that shows all of these."""
    sides = {side for one in subjects for side in one.sides}
    return "both" if len(sides) > 1 else sides.pop()


def sheets_for(drawings: Drawings, figure: Figure, subjects: Iterable[Subject]) -> tuple[SheetInfo, ...]:
    """Return the sheets to draw these points on: those that are best for each, in the order of the strip."""
    best = [best_sheets(drawings, figure, one.point.id, one.muscle) for one in subjects]
    if len(best) == 1:
        # All of them, as on the stage: without the last its X might be on none.
        return tuple(best[0])
    found = [info for each in best for info in each]
    # What more of them need comes before what one needs.
    count = Counter(info.id for info in found)
    wanted = sorted(dict.fromkeys(info.id for info in found), key=lambda name: -count[name])[:MOST_SHEETS]
    return tuple(info for info in drawings.library.infos if info.id in wanted)


def _shipped_index() -> AtlasIndex:
    from bodymap import assets
    from bodymap.core.index import AtlasIndex
    from bodymap.core.overlay import load_in_language

    loaded = load_in_language(assets.points_path())
    return AtlasIndex(loaded.atlas, nearness=loaded.nearness)


def _shipped_library() -> SheetLibrary:
    from bodymap import assets
    from bodymap.core.sheets import SheetLibrary

    return SheetLibrary(assets.svg_root())


_application: QCoreApplication | None = None


def ensure_application() -> None:
    """Fonts need an application; a script may not have one, nor a display."""
    global _application
    if QCoreApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application = QGuiApplication([])


# Files


def _png(page: Page) -> bytes:
    return png(image_of(page))


def image_of(page: Page) -> QImage:
    """Return a page as pixels."""
    image = QImage(round(page.width * DENSITY), round(page.height * DENSITY), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_page(painter, page)
    painter.end()
    return image


def _svg(page: Page) -> bytes:
    return svg_text(page).encode()


_WRITERS: Final = {".png": _png, ".svg": _svg, ".pdf": pdf_bytes}
ENDINGS: Final = tuple(_WRITERS)
