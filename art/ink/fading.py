"""Gradients by which everything dies away where a drawing runs on beyond its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from art import curves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from art.ink.forms import Forms
    from art.ink.style import Fading


def gradients(forms: Forms, colours: Mapping[str, str], fading: Fading) -> str:
    """A gradient ``fade.<name>`` for each named colour of a drawing that fades; nothing for one that does not."""
    span = forms.fading()
    if span is None:
        return ""
    (x1, y1), (x2, y2) = ((curves.number(x), curves.number(y)) for x, y in span)
    out = "<defs>\n"
    for name, colour in colours.items():
        stops = "".join(
            f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{opacity}"/>' for at, opacity in fading
        )
        where = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
        out += f'<linearGradient id="fade.{name}" gradientUnits="userSpaceOnUse" {where}>{stops}</linearGradient>\n'
    return out + "</defs>\n"
