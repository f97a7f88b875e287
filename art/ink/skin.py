"""The skin of a sheet: tones, and lines upon them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from art.diagrams import paper
from art.ink import marks
from art.ink.lines import ink
from art.ink.tone import tone

if TYPE_CHECKING:
    from art.ink.forms import Forms


def skin(forms: Forms) -> str:
    """The ``skin`` group's content."""
    sheet = forms.seen.sheet
    if sheet.diagram:
        return paper.skin(sheet.diagram, sheet.units_per_cm)
    tones = tone(forms) + marks.tones(forms)
    lines = ink(forms) + marks.hair_lines(forms)
    return f'<g id="skin.tone">\n{tones}</g>\n<g id="skin.ink">\n{lines}</g>\n'
