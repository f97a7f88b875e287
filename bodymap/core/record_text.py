"""What is said of a point as readable lines, for the command line; what and in which order, ``sections`` decides."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from bodymap.core import text
from bodymap.core.blocks import plain_lines
from bodymap.core.language import tr
from bodymap.core.sections import sections_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bodymap.core.index import AtlasIndex
    from bodymap.core.model import Point
    from bodymap.core.text import Voice

_WIDTH: Final = 100
_INDENT: Final = "  "


def record_lines(index: AtlasIndex, point: Point, voice: Voice = "clinician") -> Iterator[str]:
    """Yield what is said of a point in this voice line by line, at most 100 characters wide."""
    muscle = index.muscle_of(point.id)
    yield f"{text.capital(text.point_name(muscle, point, voice))}  ({point.id})"
    if voice != "client":
        yield from textwrap.wrap(f"{muscle.ta2}; {point.part}", _WIDTH)
    if pack := index.pack_of(point.id):
        yield tr("From the pack {pack}").format(pack=pack)
    for heading, blocks in sections_of(index, point, voice):
        yield ""
        yield heading
        for line in (line for block in blocks for said in plain_lines(block) for line in said.splitlines()):
            yield from textwrap.wrap(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
