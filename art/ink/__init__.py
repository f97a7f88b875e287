"""Ink and tone: how the skin is drawn, and the colours of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from art.ink import marks
from art.ink.lines import ink
from art.ink.style import BONE, FLESH, FLESH_FADING, STYLE, ZONE_OPACITIES
from art.ink.tone import gradients, tone

if TYPE_CHECKING:
    from art.ink.forms import Forms

__all__ = ["STYLE", "ZONE_OPACITIES", "bone_gradients", "flesh_gradients", "is_fading", "skin"]


def skin(forms: Forms) -> str:
    """The ``skin`` group's content."""
    tones = tone(forms) + marks.tones(forms)
    lines = ink(forms) + marks.hair_lines(forms)
    return f'<g id="skin.tone">\n{tones}</g>\n<g id="skin.ink">\n{lines}</g>\n'


def flesh_gradients(forms: Forms) -> str:
    """What muscles are filled with where a drawing dies away; nothing on a drawing that does not."""
    return gradients(forms, FLESH, FLESH_FADING)


def bone_gradients(forms: Forms) -> str:
    """What bones are filled with where a drawing dies away; nothing on a drawing that does not."""
    return gradients(forms, {"bone": BONE}, FLESH_FADING)


def is_fading(forms: Forms) -> bool:
    """Whether the drawing dies away somewhere."""
    return forms.fading() is not None
