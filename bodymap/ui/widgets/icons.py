"""The program's icons: strokes in a 24 by 24 box, tinted when painted.

A drawing is a list of strokes in a tiny language: ``M x y``, ``L x y``, ``C`` with three pairs, ``Z``, and ``O x y r``
for a circle. A stroke that starts with ``*`` is filled instead.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from bodymap.ui.theme import LIGHT

_DRAWINGS: Final[dict[str, tuple[str, ...]]] = {
    "woman": (
        "O 12 5 2.6",
        "M 12 9 C 9.4 9 8.6 10.6 8.2 12 L 6.6 17 L 9.4 17 L 9.8 22 L 14.2 22 L 14.6 17 L 17.4 17 L 15.8 12 "
        "C 15.4 10.6 14.6 9 12 9 Z",
    ),
    "man": ("O 12 5 2.6", "M 8 9.4 L 16 9.4 L 17 16 L 14.8 16 L 14.4 22 L 9.6 22 L 9.2 16 L 7 16 Z"),
    "finder": ("M 4 6 L 20 6", "M 4 12 L 13 12", "M 4 18 L 10 18", "O 17 16 3", "M 19.2 18.2 L 21.4 20.4"),
    "search": ("O 10.5 10.5 6", "M 15 15 L 20.5 20.5"),
    "back": ("M 10.5 5 L 3.8 12 L 10.5 19", "M 4 12 L 20.5 12"),
    "forward": ("M 13.5 5 L 20.2 12 L 13.5 19", "M 20 12 L 3.5 12"),
    "muscles": (
        "M 4 20 C 3.4 13 10.5 4.6 20 4 C 20.6 11 13.4 19.4 4 20 Z",
        "M 6.4 17.6 C 10 15.6 15.4 10 17.6 6.4",
        "M 5.6 14.2 C 8 12.6 12 8.6 13.8 6",
        "M 9.8 18.4 C 12 16.6 16 12.4 18 9.8",
    ),
    "points": ("M 6 6 L 18 18", "M 18 6 L 6 18"),
    "zones": (
        "*M 12.5 5 C 17 4.6 19.6 8 18.6 11.8 C 17.8 15 19 17.4 15.2 18.8 "
        "C 11 20.2 7 18.6 6.6 14.6 C 6.2 10.4 8 5.4 12.5 5 Z",
        "*O 4 7 0.9",
        "*O 3.4 11 0.9",
        "*O 3.8 15.4 0.9",
        "*O 6.4 4 0.9",
        "*O 6.4 19.6 0.9",
        "*O 20.8 15.6 0.9",
    ),
    "labels": (
        "M 3.5 12 L 8.5 6 L 20.5 6 L 20.5 18 L 8.5 18 Z",
        "*O 9.4 12 1.3",
        "M 13 10 L 17.4 10",
        "M 13 14 L 17.4 14",
    ),
    "bones": (
        "M 8.2 6.9 C 8.6 4.6 6 3.2 4.6 4.8 C 3 6 4.6 8.6 6.9 8.2 L 15.8 17.1 C 15.4 19.4 18 20.8 19.4 19.2 "
        "C 21 18 19.4 15.4 17.1 15.8 Z",
    ),
    "sites": (
        "M 12 3 C 17.4 3 21 6.8 20.4 12 C 19.8 17.4 16.4 21 12 21 C 7 21 3.4 17.2 3.6 11.8 C 3.8 6.6 7.2 3 12 3 Z",
        "M 12 7.4 L 12 13",
        "*O 12 16.4 1.1",
    ),
    "paint": (
        "M 13.4 11.4 L 19.6 3.6 C 20.4 2.8 21.6 4 20.8 4.8 L 13.4 11.4",
        "M 13.4 11.4 C 10.6 10 7.6 12 7.4 15 C 7.2 17 5.8 18.4 3.6 18.8 "
        "C 7.6 21.8 14 20.6 15 16.4 C 15.6 14.2 15 12.4 13.4 11.4 Z",
    ),
    "eraser": (
        "M 9 20 L 3.8 14.8 C 3 14 3 12.8 3.8 12 L 12.6 3.2 L 20.6 11.2 L 11.8 20 Z",
        "M 8.2 7.6 L 16.2 15.6",
        "M 9 20 L 21 20",
    ),
    "undo": ("M 8 4 L 3.6 8.4 L 8 12.8", "M 4 8.4 L 14 8.4 C 21.6 8.4 21.6 19.6 14 19.6 L 9 19.6"),
    "redo": ("M 16 4 L 20.4 8.4 L 16 12.8", "M 20 8.4 L 10 8.4 C 2.4 8.4 2.4 19.6 10 19.6 L 15 19.6"),
    "new": ("M 6 3 L 14 3 L 19 8 L 19 21 L 6 21 Z", "M 12.5 10.5 L 12.5 17 M 9.2 13.8 L 15.8 13.8"),
    "open": ("M 3 19 L 3 5 L 9.5 5 L 11.5 8 L 19 8 L 19 11", "M 3 19 L 6.5 11 L 22 11 L 18.5 19 Z"),
    "save": ("M 12 3 L 12 14", "M 7.5 10 L 12 14.4 L 16.5 10", "M 4 16 L 4 20.5 L 20 20.5 L 20 16"),
    "compare": ("O 9 12 6", "O 15 12 6"),
    "fit": ("M 4 9 L 4 4 L 9 4", "M 15 4 L 20 4 L 20 9", "M 20 15 L 20 20 L 15 20", "M 9 20 L 4 20 L 4 15"),
    "light": (
        "O 12 12 4",
        "M 12 2.5 L 12 5 M 12 19 L 12 21.5 M 2.5 12 L 5 12 M 19 12 L 21.5 12",
        "M 5.3 5.3 L 7 7 M 17 17 L 18.7 18.7 M 5.3 18.7 L 7 17 M 17 7 L 18.7 5.3",
    ),
    "dark": (
        "M 19.5 14.4 C 13 16.6 7.4 11 9.6 4.4 C 5.8 5.8 3.4 9.6 4.2 13.6 C 5 17.4 8.6 20.4 12.4 20 "
        "C 15.8 19.8 18.4 17.6 19.5 14.4 Z",
    ),
    "projector": (
        "M 3 4.5 L 21 4.5",
        "M 4.5 4.5 L 4.5 15.5 L 19.5 15.5 L 19.5 4.5",
        "M 12 15.5 L 12 18",
        "M 8 21 L 12 18 L 16 21",
    ),
    "menu": ("M 4 6.5 L 20 6.5", "M 4 12 L 20 12", "M 4 17.5 L 20 17.5"),
    "close": ("M 6.5 6.5 L 17.5 17.5", "M 17.5 6.5 L 6.5 17.5"),
    "caution": ("M 12 3.6 L 21.6 20 L 2.4 20 Z", "M 12 9.6 L 12 14.4", "*O 12 17.1 1.1"),
    "stop": (
        "M 8.2 3 L 15.8 3 L 21 8.2 L 21 15.8 L 15.8 21 L 8.2 21 L 3 15.8 L 3 8.2 Z",
        "M 12 7.4 L 12 13",
        "*O 12 16.4 1.1",
    ),
    "info": ("O 12 12 9", "M 12 11 L 12 16.6", "*O 12 7.6 1.1"),
    "right": ("M 9 5.5 L 15.5 12 L 9 18.5",),
    "down": ("M 5.5 9 L 12 15.5 L 18.5 9",),
    "check": ("M 5 12.6 L 10 17.4 L 19 7",),
    "hold.find": ("O 10.5 10.5 6.5", "O 10.5 10.5 1.2", "M 15.4 15.4 L 21 21"),
    "hold.sink": ("M 12 2.5 L 12 13", "M 7.5 9 L 12 13.5 L 16.5 9", "M 2 15 C 7 15 8.5 20 12 20 C 15.5 20 17 15 22 15"),
    "hold.hold": ("*O 12 9.5 5", "M 2 13.5 C 6 13.5 7 18.5 12 18.5 C 17 18.5 18 13.5 22 13.5"),
    "hold.deepen": (
        "M 12 1.5 L 12 14",
        "M 7.5 5 L 12 9.5 L 16.5 5",
        "M 7.5 10.5 L 12 15 L 16.5 10.5",
        "M 2 16 C 7 16 8.5 21.5 12 21.5 C 15.5 21.5 17 16 22 16",
    ),
    "hold.ease": (
        "M 12 14 L 12 3",
        "M 7.5 7.5 L 12 3 L 16.5 7.5",
        "M 2 17 C 8 17 9 20.5 12 20.5 C 15 20.5 16 17 22 17",
    ),
    "hold.release": ("M 12 14 L 12 3", "M 7.5 7.5 L 12 3 L 16.5 7.5", "M 2 19 L 22 19"),
    "hold.rest": (
        "M 2 9 C 5 5 9 5 12 9 C 15 13 19 13 22 9",
        "M 2 16 C 5 12 9 12 12 16 C 15 20 19 20 22 16",
    ),
    "hold.pause": ("M 8.5 5 L 8.5 19", "M 15.5 5 L 15.5 19"),
    "hold.more": ("M 12 5 L 12 19", "M 5 12 L 19 12"),
    "hold.less": ("M 5 12 L 19 12",),
    "hold.on": ("M 7 4.5 L 18.5 12 L 7 19.5 Z",),
    "copy": ("M 8 8 L 20 8 L 20 21 L 8 21 Z", "M 5 16 L 4 16 L 4 3 L 16 3 L 16 5"),
    "picture": ("M 3 4.5 L 21 4.5 L 21 19.5 L 3 19.5 Z", "M 3 16 L 9 11 L 13 15 L 16 12.5 L 21 16.5", "O 15.5 8.5 1.4"),
    "print": (
        "M 7 9 L 7 3 L 17 3 L 17 9",
        "M 7 17 L 3.5 17 L 3.5 9 L 20.5 9 L 20.5 17 L 17 17",
        "M 7 14 L 17 14 L 17 21 L 7 21 Z",
    ),
    "remove": (
        "M 4 7 L 20 7",
        "M 9 7 L 9 4 L 15 4 L 15 7",
        "M 6 7 L 7 21 L 17 21 L 18 7",
        "M 10 11 L 10 17 M 14 11 L 14 17",
    ),
    "list": ("M 9 6 L 20 6", "M 9 12 L 20 12", "M 9 18 L 20 18", "*O 4.5 6 1.2", "*O 4.5 12 1.2", "*O 4.5 18 1.2"),
}

NAMES: Final = tuple(_DRAWINGS)


@cache
def _strokes(name: str) -> tuple[tuple[bool, QPainterPath], ...]:
    return tuple((drawing.startswith("*"), _path(drawing.lstrip("*"))) for drawing in _DRAWINGS[name])


def _path(drawing: str) -> QPainterPath:
    path = QPainterPath()
    tokens = iter(drawing.split())
    for command in tokens:
        if command == "Z":
            path.closeSubpath()
            continue
        count = {"M": 2, "L": 2, "C": 6, "O": 3}[command]
        v = [float(next(tokens)) for _ in range(count)]
        if command == "M":
            path.moveTo(v[0], v[1])
        elif command == "L":
            path.lineTo(v[0], v[1])
        elif command == "C":
            path.cubicTo(v[0], v[1], v[2], v[3], v[4], v[5])
        else:
            path.addEllipse(QPointF(v[0], v[1]), v[2], v[2])
    return path


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Paint an icon into ``box`` (widget pixels) in one colour. Unknown names raise ``KeyError``."""
    strokes = _strokes(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 24, box.height() / 24)
    pen = QPen(colour, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    for filled, path in strokes:
        if filled:
            painter.fillPath(path, colour)
        else:
            painter.strokePath(path, pen)
    painter.restore()


def app_icon() -> QIcon:
    """Return the program's own icon: a point's X on a zone, on paper."""
    icon = QIcon()
    for side in (32, 64, 128):
        pixmap = QPixmap(side, side)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / 32, side / 32)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.paper))
        painter.drawRoundedRect(QRectF(1, 1, 30, 30), 7, 7)
        painter.setBrush(QColor(LIGHT.pain))
        painter.drawEllipse(QPointF(18, 18), 10, 10)
        painter.end()
        painter = QPainter(pixmap)
        paint_icon(painter, "points", QRectF(side * 0.12, side * 0.12, side * 0.56, side * 0.56), QColor(LIGHT.ink))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
