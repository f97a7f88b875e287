"""Opens the drawings for the window, and puts what is wrong with them into messages.

They come before everything else, so nothing more is imported for them than they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap import assets
from bodymap.core.drawing_cache import DrawingCache
from bodymap.core.language import tr
from bodymap.core.sheets import SheetError
from bodymap.core.user_files import cache_folder
from bodymap.ui.drawing.drawings import Drawings
from bodymap.ui.drawing.picture_on_disk import read_ahead
from bodymap.ui.telling import TellingLibrary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bodymap.ui.widgets.message_bar import Message


def open_drawings(svg_root: Path | None, tell: Callable[[Message], None]) -> Drawings | None:
    """Return the drawings at ``svg_root`` (the shipped ones without it), or ``None`` when there are none to show.

    What is wrong with a drawing is told when it is first read, which may be later.
    """

    def tell_fault(error: SheetError) -> None:
        tell(_message(tr("A drawing cannot be shown. {error}").format(error=error), error))

    try:
        cache = DrawingCache(cache_folder())
        library = TellingLibrary(svg_root or assets.svg_root(), tell_fault, cache)
        if not library.infos:
            raise FileNotFoundError(tr("sheets.json lists no drawing."))
        # Read while the stage is built that it is for.
        read_ahead(cache.folder)
        return Drawings(library)
    except (SheetError, OSError) as error:
        summary = tr("The drawings cannot be shown; finder and panel work without them.")
        tell(_message(f"{summary} {error}", error))
        return None


def _message(summary: str, error: SheetError | OSError) -> Message:
    from bodymap.ui.opening import details
    from bodymap.ui.widgets.message_bar import Message

    return Message(summary, details([error.finding]) if isinstance(error, SheetError) else "")
