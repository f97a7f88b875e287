"""``bodymap check --report FILE.html``: the atlas as a page to print, with what was found beside each point."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bodymap import __version__
from bodymap.core.language import tr
from bodymap.outcome import BrokenError, RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bodymap.core.finding import Finding
    from bodymap.core.loading import Loaded
    from bodymap.core.model import Point
    from bodymap.core.sheets import SheetLibrary
    from bodymap.ui.export.report_pictures import Picture


def look_before(path: Path) -> None:
    """Raise ``RefusalError`` where no report can be put, before anything is checked or drawn for it."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise RefusalError(tr("“{path}” is to be a page: end its name with .html.").format(path=path))
    if not path.absolute().parent.is_dir():
        said = tr("There is no folder “{folder}”. Make it first, or choose another.")
        raise RefusalError(said.format(folder=path.absolute().parent))
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise RefusalError(
            tr("“{path}” is no ordinary file, and is left alone. Choose another name.").format(path=path)
        )


def write_report(path: Path, loaded: Loaded, findings: Sequence[Finding], library: SheetLibrary) -> str:
    """Write the page, whole or not at all; return what there is to say of it. Raises ``RefusalError``."""
    from datetime import UTC, datetime

    from bodymap.core.hold.session_file import replace_file
    from bodymap.core.index import AtlasIndex
    from bodymap.core.report import report
    from bodymap.desktop import drawing_problem, name_qt_plugins

    if problem := drawing_problem():
        raise BrokenError(problem)
    name_qt_plugins()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bodymap.ui.export.report_pictures import Pictures

    index = AtlasIndex(loaded.atlas, loaded.origins, loaded.nearness)
    pictures = Pictures(index, library)

    def pictured(point: Point) -> Iterator[Picture]:
        yield from filter(None, (pictures.of(point, "woman"), pictures.of(point, "man")))

    size = 0

    def chunks() -> Iterator[bytes]:
        nonlocal size
        day = datetime.now(UTC).date().isoformat()
        for piece in report(index, findings, pictured, __version__, day):
            chunk = piece.encode()
            size += len(chunk)
            yield chunk

    try:
        replace_file(path.absolute(), chunks(), 0o644)
    except OSError as error:
        said = tr("“{path}” cannot be written: {reason}.")
        raise RefusalError(said.format(path=path, reason=error.strerror or error)) from error
    return tr("{path}: {size} MB.").format(path=path, size=round(size / 1e6, 1))
