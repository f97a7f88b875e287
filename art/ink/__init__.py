"""Ink and tone: how the skin is drawn, and the colours of everything."""

from __future__ import annotations

from art.ink import marks
from art.ink.forms import Forms
from art.ink.lines import ink
from art.ink.style import STYLE, ZONE_OPACITIES
from art.ink.tone import tone
from art.sheets import Seen

__all__ = ["STYLE", "ZONE_OPACITIES", "skin"]


def skin(seen: Seen) -> str:
    """The ``skin`` group's content."""
    forms = Forms(seen)
    return f'<g id="skin.tone">\n{tone(forms)}{marks.tones(forms)}</g>\n<g id="skin.ink">\n{ink(forms)}{marks.hair_lines(forms)}</g>\n'
