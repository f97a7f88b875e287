"""Opens the atlas and the drawings for the window, and puts what is wrong with them into messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap import assets
from bodymap.core import packs
from bodymap.core.finding import AtlasError
from bodymap.core.index import AtlasIndex
from bodymap.core.language import tr, trn
from bodymap.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bodymap.core.finding import Finding
    from bodymap.ui.drawing.drawings import Drawings


def open_atlas(path: Path | None) -> tuple[AtlasIndex | None, list[Message]]:
    """Return the atlas at ``path`` (the shipped one without it) with the user's packs, or None, and what to tell."""
    try:
        loaded = packs.open_atlas(path or assets.points_path())
    except AtlasError as error:
        summary = tr("The atlas cannot be read, so there are no points to show.")
        return None, [Message(f"{summary} {error}", _details([error.finding]))]
    except OSError as error:
        return None, [Message(tr("The atlas is missing, so there are no points to show."), str(error))]
    messages = [finding_message(loaded.findings)] if loaded.findings else []
    return AtlasIndex(loaded.atlas, loaded.origins), messages


def finding_message(findings: Sequence[Finding]) -> Message:
    """Return what was left out of the atlas, as one message."""
    count = len(findings)
    template = trn(
        "One thing is wrong with the atlas; it was left out: {finding}",
        "{count} things are wrong with the atlas; what is wrong was left out. The first: {finding}",
        count,
    )
    return Message(template.format(count=count, finding=findings[0]), _details(findings))


def _details(findings: Sequence[Finding]) -> str:
    template = tr("File: {file}\nRecord: {record}\nField: {field}\nWrong: {message}\nWhat to do: {advice}")
    return "\n\n".join(
        template.format(file=each.file, record=each.record, field=each.field, message=each.message, advice=each.advice)
        for each in findings
    )


def open_drawings(svg_root: Path | None, tell: Callable[[Message], None]) -> Drawings | None:
    """Return the drawings at ``svg_root`` (the shipped ones without it), or ``None`` when there are none to show.

    What is wrong with a drawing is told when it is first read, which may be later.
    """
    from bodymap.core.drawing_cache import DrawingCache
    from bodymap.core.sheets import SheetError
    from bodymap.core.user_files import cache_folder
    from bodymap.ui.drawing.drawings import Drawings
    from bodymap.ui.telling import TellingLibrary

    def tell_fault(error: SheetError) -> None:
        tell(Message(tr("A drawing cannot be shown. {error}").format(error=error), _details([error.finding])))

    try:
        library = TellingLibrary(svg_root or assets.svg_root(), tell_fault, DrawingCache(cache_folder()))
        if not library.infos:
            raise FileNotFoundError(tr("sheets.json lists no drawing."))
        return Drawings(library)
    except (SheetError, OSError) as error:
        summary = tr("The drawings cannot be shown; finder and panel work without them.")
        tell(Message(f"{summary} {error}", _details([error.finding]) if isinstance(error, SheetError) else ""))
        return None
