"""Gradients by which everything dies away where a drawing runs on beyond its window, at one end or at both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from art import curves
from art.ink import style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from art.ink.forms import Forms

    Stop = tuple[float, str, float]


def gradients(forms: Forms, colours: Mapping[str, str], fading: style.Fading) -> str:
    """A gradient ``fade.<name>`` for each named colour of a drawing that fades; nothing for one that does not."""
    return _gradients(forms, {name: [(at, c, opacity) for at, opacity in fading] for name, c in colours.items()})


def evening(number: int) -> float:
    """The share of the way on which the base of a drawing that dies away has grown as light as one of ``LIGHTS``."""
    return float(style.EVENED * ((number + 1) / (style.EVEN + 1)) ** 0.6)


def base(forms: Forms) -> str:
    """The base tone of a drawing that dies away: it grows as light as the even tone, and only then thin.

    So nothing but the base need fade, and no tones lie thinly on one another, which shows as stripes.
    """
    lights = [colour for _, colour in style.LIGHTS[: style.EVEN + 1]]
    stops = [(0.0, style.SHADE, 1.0), *((evening(n), colour, 1.0) for n, colour in enumerate(lights))]
    return _gradients(forms, {"0": [*stops, *((at, lights[-1], opacity) for at, opacity in style.SKIN_FADING)]})


def _gradients(forms: Forms, colours: Mapping[str, Sequence[Stop]]) -> str:
    ends = forms.fading()
    if not ends:
        return ""
    both = len(ends) == 2
    # At both ends: one line from end to end, on which the way to either is a share at its side.
    line = (ends[1][1] if both else ends[0][0], ends[0][1])
    (x1, y1), (x2, y2) = ((curves.number(x), curves.number(y)) for x, y in line)
    where = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
    out = "<defs>\n"
    for name, stops in colours.items():
        told = "".join(map(_told, _mirrored(stops, forms.way()) if both else stops))
        out += f'<linearGradient id="fade.{name}" gradientUnits="userSpaceOnUse" {where}>{told}</linearGradient>\n'
    return out + "</defs>\n"


def _mirrored(stops: Sequence[Stop], way: float) -> list[Stop]:
    """The stops of the way to one end as those of a line from end to end, of which the way is a share."""
    far = [(1 - way * (1 - at), colour, opacity) for at, colour, opacity in stops]
    return [(1 - at, colour, opacity) for at, colour, opacity in reversed(far)] + far


def _told(stop: Stop) -> str:
    at, colour, opacity = stop
    return f'<stop offset="{_short(at)}" stop-color="{colour}" stop-opacity="{_short(opacity)}"/>'


def _short(share: float) -> str:
    return f"{share:.3f}".rstrip("0").rstrip(".").removeprefix("0") or "0"
