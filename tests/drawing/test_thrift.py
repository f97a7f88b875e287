"""What is kept for long takes no more memory than it needs."""

from __future__ import annotations

import ctypes
import sys

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtSvg import QSvgRenderer

from bodymap.core.pathdata import read_path
from bodymap.core.sheets import SheetArt
from bodymap.ui.drawing.drawings import parse_path
from bodymap.ui.drawing.layer_shapes import record
from bodymap.ui.drawing.thrift import forget_painted, return_freed, return_large_blocks

LONG = "M0 0" + "".join(f"C{x} 1 {x} 2 {x} {x}.5L{x} 3" for x in range(1, 100)) + "Z"
ELEMENT_BYTES = 24
"""Of one element of a path of Qt's."""


class Mallinfo(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "free", "keep")
    ]


def in_use() -> int:
    """Return how many bytes of the C library's memory are in use; skips where that cannot be asked."""
    mallinfo = getattr(ctypes.CDLL(None), "mallinfo2", None) if sys.platform == "linux" else None
    if mallinfo is None:
        pytest.skip("the C library does not tell what it holds")
    mallinfo.restype = Mallinfo
    told = mallinfo()
    return told.uordblks + told.hblkhd


def test_a_path_that_was_read_has_room_for_itself_alone():
    path = parse_path(read_path(LONG))
    assert path.elementCount() == 1 + 99 * 4 + 1
    assert path.capacity() == path.elementCount()


def test_a_shape_that_was_taken_from_a_drawing_has_room_for_itself_alone(qapp):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><path fill="#123456" d="{LONG}"/></svg>'
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    (shape,) = record(renderer, SheetArt(120, 120, 10, {}, {}, {}, {}, {}, {}), cut=False)
    assert shape.path.elementCount() > 99 * 4
    assert shape.path.capacity() == shape.path.elementCount()


def test_what_qt_keeps_with_a_painted_path_can_be_let_go(qapp):
    paths = [parse_path(read_path(LONG)) for _ in range(500)]
    whole = sum(path.elementCount() for path in paths) * ELEMENT_BYTES
    image = QImage(100, 100, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setBrush(QColor("red"))
    painter.drawPath(QPainterPath(paths[0]))
    before = in_use()
    for path in paths:
        painter.drawPath(path)
    kept = in_use() - before
    for path in paths:
        forget_painted(path)
    left = in_use() - before
    painter.end()
    assert kept > 0.8 * whole
    assert left < 0.1 * whole


def test_a_path_that_was_let_go_is_still_the_same(qapp):
    path = parse_path(read_path(LONG))
    same = parse_path(read_path(LONG))
    forget_painted(path)
    assert path == same
    assert path.fillRule() == same.fillRule()


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone is told")
def test_the_c_library_is_told():
    assert return_large_blocks()
    blocks = [ctypes.create_string_buffer(100_000) for _ in range(400)]
    kept = blocks[::40]
    del blocks
    assert return_freed()
    assert kept
