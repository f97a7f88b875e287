"""How path data is written into a drawing: as short as SVG has it with one decimal.

Needs nothing but the standard library, so that a test can ask without the mesh.
"""

from __future__ import annotations

import re

_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")


def shortest(d: str) -> str:
    """Absolute ``d`` of M, L, C and Z, with one decimal at most, as the same path relative from place to place."""
    parts: list[str] = []
    at = start = (0, 0)
    for letter, text in _STEP.findall(d):
        tenths = [round(10 * float(number)) for number in re.findall(r"[^ ,]+", text)]
        pairs = list(zip(tenths[::2], tenths[1::2], strict=True))
        numbers = "".join(_spaced(x - at[0]) + _spaced(y - at[1]) for x, y in pairs)
        parts.append(letter.lower() + numbers.removeprefix(" "))
        if letter == "Z":
            at = start
            continue
        at = pairs[-1]
        if letter == "M":
            start = at
    return "".join(parts)


def _spaced(tenths: int) -> str:
    """A number of tenths after what parts it from the one before; a minus does so by itself."""
    whole, rest = divmod(abs(tenths), 10)
    number = (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")
    return f"-{number}" if tenths < 0 else f" {number}"


def shortened(svg: str) -> str:
    """A drawing with every path as short as it can be."""
    return re.sub(r' d="([^"]*)"', lambda match: f' d="{shortest(match[1])}"', svg)
