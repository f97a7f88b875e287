"""Writes a page as SVG: plain paths with an opacity, linear gradients with their own stops, and text.

Nothing that some program cannot draw: no clipping, no patterns, no pictures, no opacity of groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import Qt
from PySide6.QtGui import QLinearGradient, QPen

from bodymap.ui.export.page import FACES, Page, Words, drawn, on_page, strokes_of

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush, QColor, QPainterPath

    from bodymap.ui.drawing.pieces import Piece

_LETTERS: Final = {"move": "M", "line": "L", "curve": "C", "close": "Z"}
_MOST: Final = 24_000
"""A path of more points is written as several: some readers, Qt's among them, leave off what is beyond 32767 points."""
_CAPS: Final = {Qt.PenCapStyle.RoundCap: "round", Qt.PenCapStyle.SquareCap: "square"}
_JOINS: Final = {Qt.PenJoinStyle.RoundJoin: "round", Qt.PenJoinStyle.BevelJoin: "bevel"}


def svg_text(page: Page) -> str:
    """Return a page as the text of an SVG file."""
    gradients: dict[str, str] = {}
    body = [_words(item) if isinstance(item, Words) else _piece(item, gradients) for item in page.items]
    size = f'width="{_number(page.width)}" height="{_number(page.height)}"'
    defs = [made.format(name=name) for made, name in gradients.items()]
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {page.width:g} {page.height:g}">',
            f"<title>{escape(page.title)}</title>",
            f"<desc>{escape(page.says)}</desc>",
            *(("<defs>", *defs, "</defs>") if defs else ()),
            *body,
            "</svg>\n",
        )
    )


def _piece(piece: Piece, gradients: dict[str, str]) -> str:
    path, how = drawn(piece)
    if isinstance(how, QPen):
        pen = on_page(how)
        cap, join = _CAPS.get(pen.capStyle(), "butt"), _JOINS.get(pen.joinStyle(), "miter")
        look = f'fill="none" {_paint("stroke", pen.brush(), gradients)} stroke-width="{_number(pen.widthF())}"'
        look += f' stroke-linecap="{cap}" stroke-linejoin="{join}"'
    else:
        look = _paint("fill", how, gradients)
        if path.fillRule() == Qt.FillRule.OddEvenFill:
            look += ' fill-rule="evenodd"'
    return "\n".join(f'<path {look} d="{data}"/>' for data in _in_parts(path))


def _paint(what: str, brush: QBrush, gradients: dict[str, str]) -> str:
    gradient = brush.gradient()
    if isinstance(gradient, QLinearGradient):
        made = _gradient(gradient)
        return f'{what}="url(#{gradients.setdefault(made, f"fade{len(gradients)}")})"'
    return _colour(what, f"{what}-opacity", brush.color())


def _gradient(gradient: QLinearGradient) -> str:
    """Return a gradient with a place for its name."""
    begin, end = gradient.start(), gradient.finalStop()
    ends = " ".join(
        f'{name}="{_number(value)}"'
        for name, value in (("x1", begin.x()), ("y1", begin.y()), ("x2", end.x()), ("y2", end.y()))
    )
    stops = "".join(
        f'<stop offset="{_number(at)}" {_colour("stop-color", "stop-opacity", colour)}/>'
        for at, colour in gradient.stops()
    )
    return f'<linearGradient id="{{name}}" gradientUnits="userSpaceOnUse" {ends}>{stops}</linearGradient>'


def _colour(what: str, opacity: str, colour: QColor) -> str:
    """Return a colour and its opacity apart, as many programs do not know them together."""
    said = f'{what}="{colour.name()}"'
    return said if colour.alpha() == 255 else f'{said} {opacity}="{colour.alphaF():.3g}"'


def _words(words: Words) -> str:
    faces = ", ".join(f"'{face}'" for face in FACES)
    look = f'font-family="{faces}, sans-serif" font-size="{words.size:g}" fill="{words.colour}"'
    if words.bold:
        look += ' font-weight="bold"'
    if words.anchor != "start":
        look += f" text-anchor={quoteattr(words.anchor)}"
    return f'<text x="{_number(words.x)}" y="{_number(words.y)}" {look}>{escape(words.text)}</text>'


def _in_parts(path: QPainterPath) -> list[str]:
    """Return a path's data; of one with very many shapes, such as the dots of a wide zone, some shapes each."""
    if path.elementCount() <= _MOST:
        return [path_data(path)]
    parts: list[list[str]] = [[]]
    count = 0
    for stroke, numbers in strokes_of(path):
        if stroke == "move" and count > _MOST:
            parts.append([])
            count = 0
        parts[-1].append(_LETTERS[stroke] + " ".join(map(_number, numbers)))
        count += max(1, len(numbers) // 2)
    return ["".join(part) for part in parts]


def path_data(path: QPainterPath) -> str:
    """Return a path as SVG writes it."""
    return "".join(_LETTERS[stroke] + " ".join(map(_number, numbers)) for stroke, numbers in strokes_of(path))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
