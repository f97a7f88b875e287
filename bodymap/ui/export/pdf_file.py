"""Writes a page as PDF: its words by Qt, which embeds their letters, and under them the drawing.

Qt cannot write a drawing that fades (its soft masks take the wrong channel, lie elsewhere and never end), so the
drawing is written here, as one form of plain paths, and joined to Qt's file by what PDF calls an incremental update.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from zlib import compress

from PySide6.QtCore import QMarginsF, QSizeF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPageSize, QPainter, QPdfWriter, QPen

from bodymap.ui.export.page import Words, drawn, on_page, strokes_of, write
from bodymap.ui.saving import bytes_of, open_buffer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QBrush

    from bodymap.ui.drawing.pieces import Piece
    from bodymap.ui.export.page import Page

_LEAST_WIDE: Final = 1.0
"""Thinner lines are written as wide as this and as much fainter: a small skeleton would else be all lines."""
_OPERATORS: Final = {"move": "m", "line": "l", "curve": "c", "close": "h"}
_CAPS: Final = {Qt.PenCapStyle.RoundCap: 1, Qt.PenCapStyle.SquareCap: 2}
_JOINS: Final = {Qt.PenJoinStyle.RoundJoin: 1, Qt.PenJoinStyle.BevelJoin: 2}


def pdf_bytes(page: Page) -> bytes:
    """Return a page as a PDF file."""
    return _joined(_words(page), page)


def _words(page: Page) -> bytes:
    """Return a file of Qt's with the words of a page alone."""
    buffer = open_buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(page.title)
    writer.setCreator("bodymap")
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    size = QSizeF(page.wide_mm, page.wide_mm * page.height / page.width)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter))
    painter = QPainter(writer)
    scale = writer.width() / page.width
    painter.scale(scale, scale)
    for item in page.items:
        if isinstance(item, Words):
            write(painter, item)
    painter.end()
    return bytes_of(buffer)


def _joined(words: bytes, page: Page) -> bytes:
    """Return Qt's file with the drawing of a page under its words."""
    own, resources, contents = _ids(words)
    first = int(_found(rb"/Size (\d+)", words)[1])
    drawing = _Drawing(first + 2)
    body = "\n".join(drawing.piece(item) for item in page.items if not isinstance(item, Words))
    left, _, right, top = map(float, _found(rb"/MediaBox \[([^\]]+)\]", words)[1].split())
    scale = (right - left) / page.width
    box = f"/BBox [0 0 {page.width:g} {page.height:g}]"
    form = f"/Type /XObject /Subtype /Form {box} /Resources {drawing.resources()}"
    place = f"q {scale:.6f} 0 0 {-scale:.6f} {left:g} {top:g} cm /Drawing Do Q\n"
    objects = {
        first: _stream("", place),
        first + 1: _stream(form, body),
        **drawing.objects(box),
        own: _object(words, own).replace(
            b"/Contents %d 0 R" % contents, b"/Contents [%d 0 R %d 0 R]" % (first, contents)
        ),
        resources: re.sub(rb"/XObject\s*<<", b"/XObject << /Drawing %d 0 R" % (first + 1), _object(words, resources)),
    }
    return _updated(words, objects)


def _ids(words: bytes) -> tuple[int, int, int]:
    """Return the numbers of Qt's page, of its resources and of its contents."""
    page = _found(rb"\n(\d+) 0 obj\n<<\n/Type /Page\n.*?endobj", words)
    return (
        int(page[1]),
        int(_found(rb"/Resources (\d+) 0 R", page[0])[1]),
        int(_found(rb"/Contents (\d+) 0 R", page[0])[1]),
    )


def _found(pattern: bytes, data: bytes) -> re.Match[bytes]:
    match = re.search(pattern, data, re.DOTALL)
    if match is None:
        raise OSError(f"Qt writes PDF in another way than it did: {pattern!r}")
    return match


def _object(data: bytes, number: int) -> bytes:
    """Return what stands in one of Qt's objects."""
    return _found(rb"\n%d 0 obj\n(.*?)\nendobj" % number, data)[1]


def _stream(entries: str, content: str) -> bytes:
    packed = compress(content.encode("ascii"))
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (entries.encode(), len(packed), packed)


def _updated(data: bytes, objects: dict[int, bytes]) -> bytes:
    """Return a file with objects added, or put in place of its own: it stays as it is, and what is new follows."""
    old = int(_found(rb"startxref\s+(\d+)\s+%%EOF\s*$", data)[1])
    trailer = _found(rb"trailer\s*<<(.*)>>\s*startxref", data)[1]
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % (max(objects) + 1), trailer)
    added, table = bytearray(data), bytearray(b"xref\n0 0\n")
    for number, content in sorted(objects.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(added))
        added += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin = len(added)
    return bytes(added + table) + b"trailer\n<<%s/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, old, begin)


class _Drawing:
    """Writes pieces as the content of a form, and keeps what that content names."""

    def __init__(self, first: int) -> None:
        self._first = first
        self._alphas: set[str] = set()
        self._masks: dict[str, tuple[str, str]] = {}
        """By the content of its object each shading that a mask is made of, with the names it goes by."""
        self._tones: dict[str, str] = {}
        """By its content each pattern of a fill whose colour changes along it, with its name."""

    def piece(self, piece: Piece) -> str:
        """Return what paints a piece."""
        path, how = drawn(piece)
        said = " ".join(f"{' '.join(map(_number, n))} {_OPERATORS[kind]}" for kind, n in strokes_of(path))
        if isinstance(how, QPen):
            pen = on_page(how) if how.isCosmetic() else _seen_as_thin(how)
            cap, join = _CAPS.get(pen.capStyle(), 0), _JOINS.get(pen.joinStyle(), 0)
            line = f"{_number(pen.widthF())} w {cap} J {join} j"
            return f"q {self._colour(pen.brush(), 'RG')} {line} {said} S Q"
        fill = "f*" if path.fillRule() == Qt.FillRule.OddEvenFill else "f"
        return f"q {self._colour(how, 'rg')} {said} {fill} Q"

    def _colour(self, brush: QBrush, operator: str) -> str:
        gradient = brush.gradient()
        colour = brush.color()
        if isinstance(gradient, QLinearGradient):
            # How strong a fade is, is a mask; what colour, a pattern where it is not the same all along.
            colours = [stop.rgb() for _, stop in gradient.stops()]
            colour = gradient.stops()[0][1]
            state = self._mask(gradient)
            if len(set(colours)) > 1:
                space = "/Pattern CS" if operator.isupper() else "/Pattern cs"
                return f"/{state} gs {space} /{self._tone(gradient)} {'SCN' if operator.isupper() else 'scn'}"
        else:
            alpha = f"{colour.alphaF():.3g}"
            state = f"A{alpha.replace('.', '_').replace('-', 'm')}"
            self._alphas.add(f"/{state} << /ca {alpha} /CA {alpha} >>")
        return f"/{state} gs {colour.redF():.4g} {colour.greenF():.4g} {colour.blueF():.4g} {operator}"

    def _mask(self, gradient: QLinearGradient) -> str:
        shading = _shading(gradient, "/DeviceGray", lambda colour: (colour.alphaF(),))
        return self._masks.setdefault(shading, (f"M{len(self._masks)}", shading))[0]

    def _tone(self, gradient: QLinearGradient) -> str:
        shading = _shading(gradient, "/DeviceRGB", lambda colour: (colour.redF(), colour.greenF(), colour.blueF()))
        return self._tones.setdefault(f"<< /PatternType 2 /Shading {shading} >>", f"T{len(self._tones)}")

    def resources(self) -> str:
        """Return the resources that the content names."""
        masks = (
            f"/{name} << /SMask << /Type /Mask /S /Luminosity /G {self._first + number} 0 R >> >>"
            for number, (name, _) in enumerate(self._masks.values())
        )
        tones = " ".join(f"/{name} {pattern}" for pattern, name in self._tones.items())
        return f"<< /ExtGState << {' '.join((*sorted(self._alphas), *masks))} >> /Pattern << {tones} >> >>"

    def objects(self, box: str) -> dict[int, bytes]:
        """Return the masks, by the numbers of their objects."""
        group = "/Type /XObject /Subtype /Form /Group << /S /Transparency /CS /DeviceGray >>"
        return {
            self._first + number: _stream(f"{group} {box} /Resources << /Shading << /S {shading} >> >>", "/S sh")
            for number, (_, shading) in enumerate(self._masks.values())
        }


def _seen_as_thin(pen: QPen) -> QPen:
    """Return a pen that looks the same where every line is a pixel wide at least, as programs show PDF."""
    wide = pen.widthF()
    gradient = pen.brush().gradient()
    if wide >= _LEAST_WIDE or isinstance(gradient, QLinearGradient):
        return pen
    fainter, colour = QPen(pen), QColor(pen.color())
    colour.setAlphaF(colour.alphaF() * wide / _LEAST_WIDE)
    fainter.setColor(colour)
    fainter.setWidthF(_LEAST_WIDE)
    return fainter


def _shading(gradient: QLinearGradient, space: str, parts: Callable[[QColor], tuple[float, ...]]) -> str:
    """Return a gradient as PDF knows it, of what ``parts`` takes of each of its colours."""
    stops = gradient.stops()
    told = [" ".join(f"{part:.4g}" for part in parts(colour)) for _, colour in stops]
    steps = [f"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [{a}] /C1 [{b}] >>" for a, b in pairwise(told)]
    bounds = " ".join(f"{at:.4g}" for at, _ in stops[1:-1])
    begin, end = gradient.start(), gradient.finalStop()
    ends = " ".join(map(_number, (begin.x(), begin.y(), end.x(), end.y())))
    return (
        f"<< /ShadingType 2 /ColorSpace {space} /Coords [{ends}] /Extend [true true] /Function "
        f"<< /FunctionType 3 /Domain [0 1] /Bounds [{bounds}] /Encode [{'0 1 ' * len(steps)}] "
        f"/Functions [{' '.join(steps)}] >> >>"
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
