"""How a drawing's groups are written into its file: in whole tenths of the sheet's units, and as short as SVG has it.

A group says so by its ``SCALE``. Needs nothing but the standard library, so that a test can ask without the mesh.
"""

from __future__ import annotations

import re

SCALE = "scale(.1)"
"""The transform of a group that is written in tenths."""
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_SIZED = re.compile(r'( (?:x1|y1|x2|y2|stroke-width)=")([0-9.-]+)')
_WIDTHS = re.compile(r"(stroke-width:)([0-9.]+)")


def shortest(d: str) -> str:
    """Absolute ``d`` of M, L, C and Z as the same path in tenths, relative from place to place.

    Of curves that follow one another the first alone has its letter.
    """
    parts: list[str] = []
    at = start = (0, 0)
    before = ""
    for letter, text in _STEP.findall(d):
        tenths = [_tenths(number) for number in re.findall(r"[^ ,]+", text)]
        pairs = list(zip(tenths[::2], tenths[1::2], strict=True))
        numbers = "".join(_spaced(x - at[0]) + _spaced(y - at[1]) for x, y in pairs)
        parts.append(numbers if letter == before == "C" else letter.lower() + numbers.removeprefix(" "))
        before = letter
        if letter == "Z":
            at = start
            continue
        at = pairs[-1]
        if letter == "M":
            start = at
    return "".join(parts)


def _tenths(number: str) -> int:
    return round(10 * float(number))


def _spaced(number: int) -> str:
    """A number after what parts it from the one before; a minus does so by itself."""
    return str(number) if number < 0 else f" {number}"


def in_tenths(svg: str) -> str:
    """What stands in a group, in sheet units, as it is written there."""
    svg = re.sub(r' d="([^"]*)"', lambda match: f' d="{shortest(match[1])}"', svg)
    return _SIZED.sub(_tenfold, svg)


def style_in_tenths(style: str) -> str:
    """The style of all groups, as it is written for them."""
    return _WIDTHS.sub(_tenfold, style)


def _tenfold(match: re.Match[str]) -> str:
    return f"{match[1]}{float(match[2]) * 10:.6g}"
