"""A picture dragged out of the program: as pixels for a text, and as a file for a folder or a letter."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl

from bodymap.ui.saving import png, write_file

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return where dragged files are until the program ends: whoever takes one may take its time."""
    return TemporaryDirectory(prefix="bodymap-")


def file_name(title: str) -> str:
    """Return a title as a file may be called."""
    return re.sub(r'[\\/:*?"<>|]', "", title).strip() or "bodymap"


def carried(image: QImage, title: str) -> QMimeData:
    """Return a picture as it is carried away; where no file can be written, as pixels alone."""
    data = QMimeData()
    data.setImageData(image)
    path = Path(_folder().name) / f"{file_name(title)}.png"
    try:
        write_file(path, png(image))
    except OSError:
        return data
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data
