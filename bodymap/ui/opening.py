"""Opens the atlas for the window, and puts what is wrong with it into messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bodymap import assets
from bodymap.core import packs
from bodymap.core.finding import AtlasError
from bodymap.core.index import AtlasIndex
from bodymap.core.language import tr, trn
from bodymap.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bodymap.core.finding import Finding


def open_atlas(path: Path | None) -> tuple[AtlasIndex | None, list[Message]]:
    """Return the atlas at ``path`` (the shipped one without it) with the user's packs, or None, and what to tell."""
    try:
        loaded = packs.open_atlas(path or assets.points_path())
    except AtlasError as error:
        summary = tr("The atlas cannot be read, so there are no points to show.")
        return None, [Message(f"{summary} {error}", details([error.finding]))]
    except OSError as error:
        return None, [Message(tr("The atlas is missing, so there are no points to show."), str(error))]
    messages = [finding_message(loaded.findings)] if loaded.findings else []
    return AtlasIndex(loaded.atlas, loaded.origins, loaded.nearness), messages


def finding_message(findings: Sequence[Finding]) -> Message:
    """Return what was left out of the atlas, as one message."""
    count = len(findings)
    template = trn(
        "One thing is wrong with the atlas; it was left out: {finding}",
        "{count} things are wrong with the atlas; what is wrong was left out. The first: {finding}",
        count,
    )
    return Message(template.format(count=count, finding=findings[0]), details(findings))


def details(findings: Sequence[Finding]) -> str:
    """Return everything about these findings, as a message shows it when it is opened."""
    template = tr("File: {file}\nRecord: {record}\nField: {field}\nWrong: {message}\nWhat to do: {advice}")
    return "\n\n".join(
        template.format(file=each.file, record=each.record, field=each.field, message=each.message, advice=each.advice)
        for each in findings
    )
