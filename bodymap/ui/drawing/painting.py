"""Paints the picture behind everything that is lit: skin, muscles, region names, X marks.

Painting is cut into steps, so that it can be spread over idle time; each step takes a few milliseconds.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QTextOption

from bodymap.core.language import tr
from bodymap.core.sheets import Layer, SheetError
from bodymap.core.text import drawing_title
from bodymap.ui.drawing import ink, stamps
from bodymap.ui.drawing.camera import FIT
from bodymap.ui.drawing.highlight import PaintItem, stamp_item, to_widget
from bodymap.ui.drawing.labels import is_free, label_font, region_labels
from bodymap.ui.drawing.layout import shown_sides
from bodymap.ui.drawing.over import Over
from bodymap.ui.drawing.pieces import paint_pieces
from bodymap.ui.drawing.sheet_layers import Band, SeenLayer, forget_shapes
from bodymap.ui.drawing.sheet_layers import paint_steps as shape_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from PySide6.QtSvg import QSvgRenderer

    from bodymap.core.sheets import SheetArt
    from bodymap.core.state import State
    from bodymap.ui.drawing.bony import BonyLabel
    from bodymap.ui.drawing.camera import Camera
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.drawing.labels import Label, RegionNames
    from bodymap.ui.drawing.scene import Scene, Sheet

_BESIDE: Final = 24.0
"""Pixels by which a name may reach beyond its drawing."""
_RGB: Final = QImage.Format.Format_RGB32


class View(Struct, frozen=True):
    """What decides how the picture looks: what is seen, from where, how large, on which ground."""

    scene: Scene
    camera: Camera
    state: State
    width: int
    height: int
    ratio: float
    ground: str
    text: str
    font_key: str
    grown: float


class Pictures(Struct, frozen=True):
    """A view painted: the bodies twice, and what lies over everything that is lit on them.

    Attributes:
        view: what was painted.
        plain: the figures with their muscles.
        faded: the same with the muscles faded, to go under what is lit.
        over: marks and names, to go over what is lit.

    """

    view: View
    plain: QImage
    faded: QImage
    over: Over

    def bodies(self, *, faded: bool) -> QImage:
        """Return the figures as they are while something is lit, or while nothing is."""
        return self.faded if faded else self.plain


def blank_image(view: View, old: QImage | None = None) -> QImage:
    """Return a picture of a view's size filled with its ground; an old one of that size is used again."""
    size = QSize(round(view.width * view.ratio), round(view.height * view.ratio))
    image = old if old is not None and old.size() == size else QImage(size, _RGB)
    image.setDevicePixelRatio(view.ratio)
    image.fill(QColor(view.ground))
    return image


def paint_steps(
    view: View, drawings: Drawings, names: RegionNames, old: Pictures | None = None
) -> Iterator[Pictures | None]:
    """Paint a view, yielding ``None`` between steps and the pictures at the end.

    ``old`` are pictures that nobody needs any longer: painting onto them takes less time than new memory does.
    """
    plain = blank_image(view, None if old is None else old.plain)
    for layer in _painted(view):
        if layer != "muscles":
            for seen in layers_of(view, layer):
                yield from _lay_steps((seen,), drawings, plain)
    faded = plain
    if "muscles" in view.state.layers:
        faded = _copied(plain, old.faded if old is not None and old.faded is not old.plain else None)
        for _, sides in groupby(layers_of(view, "muscles"), key=lambda seen: seen.placement):
            room = yield from _lay_steps(tuple(sides), drawings, plain)
            # A little of the muscles shows under what is lit; on all else both are the same.
            _mix(plain, faded, room, ink.FADED)
            yield None
    if "sites" in view.state.layers:
        yield from _site_steps(view, drawings, (plain,) if faded is plain else (plain, faded))
    yield from mark_steps(view, plain, faded, drawings, names)
    # The picture is seen: now nobody waits for it any longer.
    if view.camera.zoom != FIT:
        yield from drawings.forget_painted_steps()


def _site_steps(view: View, drawings: Drawings, images: Sequence[QImage]) -> Iterator[None]:
    """Paint the cautionary sites of every sheet in sight, under whatever is lit."""
    from bodymap.ui.drawing.sites import ink_sites

    for sheet in view.scene.sheets:
        if isinstance(sheet.art, SheetError) or not _visible(view, sheet):
            continue
        for side in shown_sides(view.state.side):
            if not sheet.instance.shows(side):
                continue
            where = view.state.figure, sheet.instance.sheet_id, sheet.art
            pieces = ink_sites(drawings, *where, to_widget(sheet, side, view.camera))
            for image in images:
                painter = QPainter(image)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_pieces(painter, pieces)
                painter.end()
            yield


def _copied(image: QImage, onto: QImage | None) -> QImage:
    if onto is None or onto.size() != image.size():
        return image.copy()
    painter = QPainter(onto)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.drawImage(0, 0, image)
    painter.end()
    return onto


def _painted(view: View) -> tuple[Layer, ...]:
    """Return the layers of the drawings that a view shows, bottom first."""
    shown = view.state.layers
    return ("skin", *(("bones",) if "bones" in shown else ()), *(("muscles",) if "muscles" in shown else ()))


def kept_layers(view: View) -> Iterator[SeenLayer]:
    """Yield the layers that are kept for a view: muscles always, as one key shows them, bones while they are shown."""
    for layer in dict.fromkeys((*_painted(view), "muscles")):
        yield from layers_of(view, layer)


def layers_of(view: View, layer: str) -> Iterator[SeenLayer]:
    """Yield the skin, the bones or the muscles of every sheet in sight, muscles once a side that is shown."""
    for sheet in view.scene.sheets:
        if isinstance(sheet.art, SheetError) or not _visible(view, sheet):
            continue
        sides = (
            shown_sides(view.state.side) if layer == "muscles" else ("left" if sheet.instance.mirrored else "right",)
        )
        for side in sides:
            if sheet.instance.shows(side):
                yield SeenLayer(
                    view.state.figure,
                    sheet.instance.sheet_id,
                    sheet.art,
                    layer,
                    side,
                    sheet.placement,
                    view.camera,
                    view.width,
                    view.height,
                    view.ratio,
                )


def is_kept(view: View, drawings: Drawings) -> bool:
    """Whether every layer that a view shows is kept, so that it takes no time worth speaking of to paint."""
    return all(seen.key in drawings.kept for layer in _painted(view) for seen in layers_of(view, layer))


def keep_steps(view: View, drawings: Drawings) -> Iterator[None]:
    """Paint and keep what is not kept yet of all layers that a view has or may have; an ``IdleQueue`` job."""
    for seen in kept_layers(view):
        if seen.key is not None and seen.key not in drawings.kept:
            band = yield from band_steps(seen, drawings)
            yield from drawings.kept.pack_steps(seen.key, band)


def band_steps(seen: SeenLayer, drawings: Drawings, sight: QRectF | None = None) -> Generator[None, None, Band]:
    """Paint a layer, upright, as far as it is in ``sight``, and return it."""
    upright = seen.upright
    shapes = drawings.shapes(upright.figure, upright.sheet_id, upright.layer)
    yield
    band = upright.blank(shapes, sight)
    yield from shape_steps(upright, shapes, band)
    forget_shapes(shapes)
    return band


def _lay_steps(sides: Sequence[SeenLayer], drawings: Drawings, onto: QImage) -> Generator[None, None, QRect]:
    """Lay a layer, once a side that is shown, onto a picture of the whole stage; return where, in device pixels."""
    first, room = sides[0], QRect()
    if first.key is not None and first.key in drawings.kept:
        for band in drawings.kept.bands(first.key):
            room |= _lay(band, sides, onto)
            yield
    elif first.key is None and len(sides) == 1:
        # Where it is seen, and into no picture of its own.
        shapes = drawings.shapes(first.figure, first.sheet_id, first.layer)
        yield
        yield from shape_steps(first, shapes, Band(0, 0, onto), first.turned_map())
        room = first.room(shapes, QRectF(onto.rect())) & onto.rect()
    else:
        for sight, shown in _sights(sides):
            band = yield from band_steps(shown[0], drawings, sight)
            room |= _lay(band, shown, onto)
            yield
    return room


def _sights(sides: Sequence[SeenLayer]) -> Iterator[tuple[QRectF, Sequence[SeenLayer]]]:
    """Yield what has to be painted of an upright layer, and for which sides: once for both where that is no more."""
    both = QRectF()
    for each in sides:
        both = both.united(each.sight)
    if both.width() <= sum(each.sight.width() for each in sides):
        yield both, sides
    else:
        yield from ((each.sight, (each,)) for each in sides)


def _lay(upright: Band, sides: Sequence[SeenLayer], onto: QImage) -> QRect:
    """Lay some rows onto a picture, for each side; return where."""
    room = QRect()
    painter = QPainter(onto)
    # Pixel on pixel: nothing is to be smoothed.
    painter.scale(1 / sides[0].ratio, 1 / sides[0].ratio)
    for side in sides:
        band = side.turned(upright)
        painter.drawImage(band.left, band.top, band.image)
        room |= band.image.rect().translated(band.left, band.top) & onto.rect()
    painter.end()
    return room


def _mix(image: QImage, onto: QImage, room: QRect, strength: float) -> None:
    """Let a picture show on another of its size with a share of its strength, in some of its device pixels."""
    painter = QPainter(onto)
    painter.setOpacity(strength)
    painter.scale(1 / onto.devicePixelRatio(), 1 / onto.devicePixelRatio())
    where = QRectF(room)
    painter.drawImage(where, image, where)
    painter.end()


def mark_steps(
    view: View, plain: QImage, faded: QImage, drawings: Drawings, names: RegionNames
) -> Iterator[Pictures | None]:
    """Make only what lies over bodies that are already painted for the same camera."""
    items: list[PaintItem] = []
    named: list[PaintItem] = []
    taken: list[QRectF] = []
    for sheet in view.scene.sheets:
        if isinstance(sheet.art, SheetError):
            items.append(_fault_item(view, sheet, sheet.art))
        elif _visible(view, sheet):
            regions = region_labels(view, sheet, drawings, names) if "labels" in view.state.layers else []
            items += _bony_names(view, sheet, drawings, regions, taken)
            named += [label_item(view, label) for label in regions]
        yield None
    yield Pictures(view, plain, faded, Over(view, items, named))


def _visible(view: View, sheet: Sheet) -> bool:
    return sheet_rect(sheet, view.camera).intersects(QRectF(0, 0, view.width, view.height))


def sheet_rect(sheet: Sheet, camera: Camera) -> QRectF:
    """Return the widget rectangle of a sheet's drawing."""
    place = sheet.placement
    left, top = camera.to_widget(place.x, place.y)
    return QRectF(left, top, place.width * camera.zoom, place.height * camera.zoom)


def render_layer(painter: QPainter, renderer: QSvgRenderer, art: SheetArt) -> None:
    """Paint a layer of a drawing in its own units; what it holds beyond the drawing's edge is left out."""
    frame = QRectF(0, 0, art.width, art.height)
    painter.setClipRect(frame)
    renderer.render(painter, frame)


def quiet_strength(view: View) -> float:
    """Return how strong marks are while something is lit: for an audience there is nothing but that."""
    return ink.QUIET if view.grown == 1.0 else 0.0


def _bony_names(
    view: View, sheet: Sheet, drawings: Drawings, regions: list[Label], taken: list[QRectF]
) -> Iterator[PaintItem]:
    """Yield the names of bones and landmarks of a sheet, none over those of regions nor over what is ``taken``."""
    if "bones" in view.state.layers:
        from bodymap.ui.drawing.bony import bony_labels

        places = drawings.bone_places(view.state.figure, sheet.info)
        font = QFont()
        font.fromString(view.font_key)
        taken += [label.rect for label in regions]
        seen = sheet_rect(sheet, view.camera).adjusted(-_BESIDE, 0, _BESIDE, 0) & QRectF(0, 0, view.width, view.height)

        def free(rect: QRectF) -> bool:
            return seen.contains(rect) and is_free(view, rect, taken)

        labels = bony_labels(sheet, places, view.state.side, view.camera, font, free)
        taken += [label.rect for label in labels]
        for label in labels:
            yield from _bony_items(view, label)


def _bony_items(view: View, label: BonyLabel) -> Iterator[PaintItem]:
    if label.dot is not None:
        yield stamp_item(stamps.landmark(view.grown, view.ratio), label.dot.x(), label.dot.y())
    middle = label.rect.center()
    yield stamp_item(stamps.name(label.text, view.font_key, view.ratio, ink.BONY), middle.x(), middle.y())


def label_item(view: View, label: Label) -> PaintItem:
    """Return the name of a region as a thing to paint."""
    middle = label.rect.center()
    font = view.font_key if view.grown == 1.0 else label_font(view).toString()
    return stamp_item(stamps.name(label.text, font, view.ratio), middle.x(), middle.y())


def _fault_item(view: View, sheet: Sheet, error: SheetError) -> PaintItem:
    rect = sheet_rect(sheet, view.camera)

    def paint(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(view.text), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(4, 4, -4, -4), 8, 8)
        paint_message(painter, rect.adjusted(18, 18, -18, -18), fault_text(drawing_title(sheet.info), error))

    return PaintItem((rect.left(), rect.top(), rect.right(), rect.bottom()), paint)


def fault_text(title: str, error: SheetError) -> str:
    """Return what is said in place of a drawing that cannot be shown; without a title, of all of them."""
    finding = error.finding
    if title:
        says = tr("The drawing “{title}” cannot be shown.").format(title=title)
    else:
        says = tr("The drawings cannot be shown.")
    place = ", ".join(part for part in (finding.record, finding.field) if part)
    element = f" ({place})" if place else ""
    what = finding.message[:1].upper() + finding.message[1:]
    return f"{says}\n\n{finding.file}{element}\n\n{what}. {finding.advice}"


def paint_message(painter: QPainter, rect: QRectF, text: str) -> None:
    """Write a message in the middle of a rectangle; only what has no space to break at, a path, breaks anywhere."""
    option = QTextOption(Qt.AlignmentFlag.AlignCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.drawText(rect, text, option)
