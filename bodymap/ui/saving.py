"""Writes files that the user asked for: whole or not at all, so that what stood there before is never half lost."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QSaveFile

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage


def write_file(path: Path, data: bytes) -> None:
    """Put a file in its place all at once. Raises ``OSError``; what was there before is then still there."""
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not (opened and file.write(data) == len(data) and file.commit()):
        raise OSError(errno.EIO, file.errorString(), str(path))


def png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    buffer = open_buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload] # a format's name is text, whatever the stub says
    return bytes_of(buffer)


def open_buffer() -> QBuffer:
    """Return memory that can be written to like a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def bytes_of(buffer: QBuffer) -> bytes:
    """Return what was written to a buffer, and close it."""
    buffer.close()
    return bytes(buffer.data().data())
